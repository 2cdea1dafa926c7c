/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-areas-page.h"
#include "salve-area-chooser.h"
#include "salve-date-row.h"
#include "salve-fake-clock.h"
#include "salve-interval-guard.h"
#include "salve-record.h"

#define NOW "2026-11-22T12:00:00+01:00"

/* The left outer thigh was treated on the 18th, the left hip on the 20th. */
static const char * const sessions[][2] = {
  { "2026-11-20T20:00:00+01:00", "hip-left" },
  { "2026-11-18T20:00:00+01:00", "thigh-left-outer" },
};

typedef struct
{
  GListStore     *records;
  SalveFakeClock *clock;
  SalveProcedure *procedure;
  SalveProfile   *profile;
  char           *folder;
  GtkWidget      *window;
  GtkWidget      *page;
} Fixture;

static SalveRecord *
write_record (const char *folder,
              const char *started,
              const char *area)
{
  g_autofree char *json =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"home\","
                     " \"started\": \"%s\", \"ended\": \"%s\", \"outcome\": \"completed\", \"areas\": [ \"%s\" ],"
                     " \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25 },"
                     " \"aftercare\": [ { \"restriction\": \"sun\", \"until\": \"%s\" } ] }",
                     started, started, area, started);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (started, NULL);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *name = g_date_time_format (utc, "%Y%m%dT%H%M%SZ-6a1f3c0e.json");
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));

  return salve_record_new (path);
}

static void
answer_about (SalveProcedure *procedure,
              guint           skin_type)
{
  SalveAnswers *answers = salve_procedure_get_answers (procedure);
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_LASTING, &n);

  for (guint i = 0; i < n; i++)
    salve_answers_set_no (answers, items[i].id);
  salve_answers_set_skin_type (answers, skin_type);
}

static void
open_page (Fixture *fixture)
{
  fixture->page = g_object_ref_sink (g_object_new (SALVE_TYPE_AREAS_PAGE,
                                                   "procedure", fixture->procedure,
                                                   "profile", fixture->profile,
                                                   NULL));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);
}

static void
close_page (Fixture *fixture)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint skin_type = data != NULL ? *(const guint *) data : 2;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("salve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->records = g_list_store_new (SALVE_TYPE_RECORD);
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (SalveRecord) record = write_record (fixture->folder, sessions[i][0], sessions[i][1]);

      g_list_store_append (fixture->records, record);
    }
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->procedure = salve_procedure_new_full (SALVE_CLOCK (fixture->clock), NULL,
                                                 G_LIST_MODEL (fixture->records), NULL);
  answer_about (fixture->procedure, skin_type);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpint (salve_procedure_get_instruction (fixture->procedure)->kind, ==, SALVE_PART_AREAS);
  open_page (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_page (fixture);
  g_assert_true (salve_profile_flush (fixture->profile, NULL));
  g_assert_finalize_object (fixture->procedure);
  g_assert_finalize_object (fixture->profile);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->records);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get (Fixture *fixture,
     GType    type)
{
  GtkWidget *found = find (fixture->page, type);

  g_assert_nonnull (found);

  return found;
}

static GtkWidget *
get_guard (Fixture *fixture)
{
  return get (fixture, SALVE_TYPE_INTERVAL_GUARD);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static void
choose (Fixture    *fixture,
        const char *areas)
{
  g_auto (GStrv) ids = g_strsplit (areas, " ", -1);

  salve_area_chooser_set_areas (SALVE_AREA_CHOOSER (get (fixture, SALVE_TYPE_AREA_CHOOSER)),
                                (const char * const *) ids);
}

static void
give_word (Fixture    *fixture,
           const char *day,
           const char *note)
{
  GtkWidget *guard = get_guard (fixture);

  salve_input_row_set_text (SALVE_INPUT_ROW (find (guard, SALVE_TYPE_DATE_ROW)), day);
  gtk_editable_set_text (GTK_EDITABLE (find (guard, ADW_TYPE_ENTRY_ROW)), note);
}

static void
assert_page (Fixture    *fixture,
             gboolean    sensitive,
             const char *hint)
{
  g_autofree char *said = NULL;
  gboolean may_go_on;

  g_object_get (fixture->page, "hint", &said, "primary-sensitive", &may_go_on, NULL);
  g_assert_cmpint (may_go_on, ==, sensitive);
  g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, sensitive);
  g_assert_cmpstr (said, ==, hint);
}

static const SalveAnswer *
get_word (Fixture *fixture)
{
  return salve_answers_get (salve_procedure_get_answers (fixture->procedure), SALVE_SCREENING_INTERVAL);
}

static void
assert_date (const GDate *date,
             const char  *expected)
{
  char text[11];

  g_assert_true (g_date_valid (date));
  g_date_strftime (text, sizeof text, "%Y-%m-%d", date);
  g_assert_cmpstr (text, ==, expected);
}

#define TOO_SOON "Too soon to treat again. Choose another area, wait, or give a clinician’s word."
#define LESS     "Less is better: one area in a session is easier to treat well, and to mend."

static void
test_too_soon (Fixture       *fixture,
               gconstpointer  data)
{
  assert_page (fixture, FALSE, "Choose at least one area.");
  g_assert_false (gtk_widget_get_visible (get_guard (fixture)));

  choose (fixture, "abdomen");
  assert_page (fixture, TRUE, NULL);
  g_assert_false (gtk_widget_get_visible (get_guard (fixture)));

  choose (fixture, "abdomen thigh-left-outer");
  assert_page (fixture, FALSE, TOO_SOON);
  g_assert_true (says (get_guard (fixture), "Left outer thigh: Treated 4 days ago with 0.25 mm. "
                                            "Ready on Wednesday, 25 November."));
  g_assert_true (says (get_guard (fixture), "Remind me on Wednesday, 25 November"));

  choose (fixture, "hip-left thigh-left-outer");
  g_assert_true (says (get_guard (fixture), "Left hip: Treated 2 days ago with 0.25 mm. "
                                            "Ready on Friday, 27 November.\n"
                                            "Left outer thigh: Treated 4 days ago with 0.25 mm. "
                                            "Ready on Wednesday, 25 November."));
  g_assert_true (says (get_guard (fixture), "Remind me on Friday, 27 November"));

  choose (fixture, "abdomen lower-back");
  assert_page (fixture, TRUE, LESS);
  g_assert_false (gtk_widget_get_visible (get_guard (fixture)));
}

static void
test_remind (Fixture       *fixture,
             gconstpointer  data)
{
  choose (fixture, "thigh-left-outer");
  g_assert_null (salve_profile_get_planned (fixture->profile));
  g_signal_emit_by_name (find (get_guard (fixture), GTK_TYPE_BUTTON), "clicked");
  assert_date (salve_profile_get_planned (fixture->profile), "2026-11-25");
  g_assert_true (salve_profile_get_remind (fixture->profile));
  g_assert_true (says (get_guard (fixture), "Reminder set for Wednesday, 25 November"));
  g_assert_false (gtk_widget_get_sensitive (find (get_guard (fixture), GTK_TYPE_BUTTON)));
  assert_page (fixture, FALSE, TOO_SOON);

  choose (fixture, "hip-left");
  g_assert_true (says (get_guard (fixture), "Remind me on Friday, 27 November"));
  g_assert_true (gtk_widget_get_sensitive (find (get_guard (fixture), GTK_TYPE_BUTTON)));
}

/* Only a whole word counts: the day, not before the last session nor to come, and a note. */
static void
test_word (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { const char *day; const char *note; gboolean counts; } cases[] = {
    { "2026-11-19", "", FALSE },
    { "2026-11-19", "  ", FALSE },
    { "", "Dermatology, by telephone", FALSE },
    { "2026-11-17", "Dermatology, by telephone", FALSE },
    { "2026-11-18", "Dermatology, by telephone", TRUE },
    { "2026-11-22", "Dermatology, by telephone", TRUE },
    { "2026-11-23", "Dermatology, by telephone", FALSE },
    { "2026-13-01", "Dermatology, by telephone", FALSE },
    { "soon", "Dermatology, by telephone", FALSE },
  };

  choose (fixture, "thigh-left-outer");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      give_word (fixture, cases[i].day, cases[i].note);
      assert_page (fixture, cases[i].counts, cases[i].counts ? NULL : TOO_SOON);
      g_assert_cmpint (get_word (fixture) != NULL, ==, cases[i].counts);
      if (cases[i].counts)
        {
          g_assert_true (get_word (fixture)->applies);
          assert_date (&get_word (fixture)->since, "2026-11-18");
          assert_date (&get_word (fixture)->agreed, cases[i].day);
          g_assert_cmpstr (get_word (fixture)->note, ==, cases[i].note);
        }
    }
}

/* A word is about what was chosen: it goes when it is not needed, and does not reach a later session. */
static void
test_other_areas (Fixture       *fixture,
                  gconstpointer  data)
{
  choose (fixture, "thigh-left-outer");
  give_word (fixture, "2026-11-19", "Dermatology, by telephone");
  assert_page (fixture, TRUE, NULL);

  choose (fixture, "abdomen");
  assert_page (fixture, TRUE, NULL);
  g_assert_null (get_word (fixture));

  choose (fixture, "hip-left");
  assert_page (fixture, FALSE, TOO_SOON);
  g_assert_null (get_word (fixture));

  choose (fixture, "thigh-left-outer");
  assert_page (fixture, TRUE, NULL);
  assert_date (&get_word (fixture)->agreed, "2026-11-19");
}

static void
test_resume (Fixture       *fixture,
             gconstpointer  data)
{
  choose (fixture, "thigh-left-outer");
  give_word (fixture, "2026-11-19", "Dermatology, by telephone");
  close_page (fixture);
  open_page (fixture);
  assert_page (fixture, TRUE, NULL);
  assert_date (salve_date_row_get_date (SALVE_DATE_ROW (find (get_guard (fixture), SALVE_TYPE_DATE_ROW))), "2026-11-19");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (get_guard (fixture), ADW_TYPE_ENTRY_ROW))), ==,
                   "Dermatology, by telephone");
}

static void
test_test_spot (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_true (says (fixture->page, "This session is a test spot: choose one area, of which you treat 2 × 2 cm. "
                                      "28 days later you know how your skin takes it."));
  choose (fixture, "abdomen");
  assert_page (fixture, TRUE, NULL);
  choose (fixture, "abdomen lower-back");
  assert_page (fixture, FALSE, "A test spot is made in one area only.");
}

int
main (int   argc,
      char *argv[])
{
  const guint dark = 5;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/interval-guard/too-soon", Fixture, NULL, set_up, test_too_soon, tear_down);
  g_test_add ("/interval-guard/remind", Fixture, NULL, set_up, test_remind, tear_down);
  g_test_add ("/interval-guard/word", Fixture, NULL, set_up, test_word, tear_down);
  g_test_add ("/interval-guard/other-areas", Fixture, NULL, set_up, test_other_areas, tear_down);
  g_test_add ("/interval-guard/resume", Fixture, NULL, set_up, test_resume, tear_down);
  g_test_add ("/interval-guard/test-spot", Fixture, &dark, set_up, test_test_spot, tear_down);

  return g_test_run ();
}
