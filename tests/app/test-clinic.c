/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-app-fixture.h"
#include "salve-choice-row.h"
#include "salve-clinic-page.h"
#include "salve-date-row.h"
#include "salve-fake-clock.h"
#include "salve-limit-row.h"
#include "salve-number-row.h"
#include "salve-time-row.h"

#define NOW "2026-11-23T15:12:20+01:00"

typedef struct
{
  char            *folder;
  SalveStore      *store;
  SalveFakeClock  *clock;
  SalveProfile    *profile;
  GtkWidget       *window;
  SalveClinicPage *page;
  guint            n_saved;
  guint            n_left;
  guint            n_kept;
} Fixture;

static void
count (guint *n)
{
  (*n)++;
}

/* Somebody born in 1990, with skin that darkens easily. */
static SalveProfile *
make_profile (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveAnswers) answers = salve_answers_new ();
  SalveProfile *profile = salve_profile_new (folder);
  GDate born;
  GDate today;

  g_date_clear (&born, 1);
  g_date_set_dmy (&born, 4, G_DATE_MARCH, 1990);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  salve_profile_set_born (profile, &born, &today, &error);
  g_assert_no_error (error);
  salve_answers_set_skin_type (answers, 5);
  salve_profile_remember (profile, answers);

  return profile;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sessions = NULL;

  fixture->folder = g_dir_make_tmp ("salve-XXXXXX", &error);
  g_assert_no_error (error);
  sessions = g_build_filename (fixture->folder, "sessions", NULL);
  fixture->store = salve_store_new (sessions, 0);
  salve_store_scan (fixture->store, &error);
  g_assert_no_error (error);
  fixture->clock = salve_fake_clock_new (NOW);
  if (data != NULL)
    fixture->profile = make_profile (fixture->folder);
  fixture->page = g_object_ref_sink (salve_clinic_page_new (SALVE_CLOCK (fixture->clock), fixture->store,
                                                            fixture->profile));
  g_signal_connect_swapped (fixture->page, "saved", G_CALLBACK (count), &fixture->n_saved);
  g_signal_connect_swapped (fixture->page, "left", G_CALLBACK (count), &fixture->n_left);
  g_signal_connect_swapped (fixture->page, "kept", G_CALLBACK (count), &fixture->n_kept);
  fixture->window = app_put_in_window (GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->page);
  if (fixture->profile != NULL)
    {
      salve_profile_flush (fixture->profile, &error);
      g_assert_no_error (error);
      g_assert_finalize_object (fixture->profile);
    }
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->store);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* The row of a title, of any kind. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static SalveInputRow *
field (Fixture    *fixture,
       const char *title)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->page), title);

  g_assert_true (SALVE_IS_INPUT_ROW (row));

  return SALVE_INPUT_ROW (row);
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *text)
{
  salve_input_row_set_text (field (fixture, title), text);
}

static gboolean
shows (GtkWidget  *widget,
       const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;

  return FALSE;
}

static gboolean
go_on (Fixture *fixture)
{
  gboolean second;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "visit.next", NULL));
  g_object_get (fixture->page, "second", &second, NULL);

  return second;
}

static void
choose_area (Fixture *fixture)
{
  salve_choice_row_set_active (SALVE_CHOICE_ROW (find_row (GTK_WIDGET (fixture->page), "Abdomen")), TRUE);
}

static void
fill_first (Fixture *fixture)
{
  type (fixture, "Day", "2026-11-22");
  type (fixture, "Time of day", "18:30");
  type (fixture, "Needle length", "1.5");
  choose_area (fixture);
}

static void
save (Fixture *fixture)
{
  guint before = fixture->n_saved + fixture->n_kept;

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "visit.next", NULL);
  while (fixture->n_saved + fixture->n_kept == before)
    g_main_context_iteration (NULL, TRUE);
}

static SalveSession *
get_only_session (Fixture      *fixture,
                  SalveRecord **record)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  *record = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);

  return salve_record_get_session (*record);
}

static int
hours_until (SalveSession *session,
             const char   *restriction)
{
  GPtrArray *aftercare = salve_session_get_aftercare (session);

  for (guint i = 0; i < aftercare->len; i++)
    {
      SalveSessionLimit *limit = g_ptr_array_index (aftercare, i);

      if (g_str_equal (limit->restriction, restriction))
        return (int) (g_date_time_difference (limit->until, salve_session_get_ended (session)) / G_TIME_SPAN_HOUR);
    }

  return -1;
}

/* The first screen lets nobody on with anything missing or wrong. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *title, *text, *error; } cases[] = {
    { "Needle length", "0", "It has to be from 0.1 to 5 mm." },
    { "Needle length", "40", "It has to be from 0.1 to 5 mm." },
    { "Needle length", "1,5", "Salve cannot read this number. Write it like 2.5." },
    { "Day", "2026-11-24", "This is in the future. Log the visit once it is over." },
    { "Day", "", "Write the date like 2026-11-23." },
    { "Time of day", "", "Write the time like 18:30." },
    { "Time of day", "24:00", "Salve cannot read this time. Write it like 18:30." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fill_first (fixture);
      type (fixture, cases[i].title, cases[i].text);
      g_assert_false (go_on (fixture));
      g_assert_cmpstr (salve_input_row_get_error (field (fixture, cases[i].title)), ==, cases[i].error);
      g_assert_true (shows (GTK_WIDGET (fixture->page), cases[i].error));
    }
  fill_first (fixture);
  salve_choice_row_set_active (SALVE_CHOICE_ROW (find_row (GTK_WIDGET (fixture->page), "Abdomen")), FALSE);
  g_assert_false (go_on (fixture));
  g_assert_true (shows (GTK_WIDGET (fixture->page), "Choose at least one area."));
  choose_area (fixture);
  g_assert_false (shows (GTK_WIDGET (fixture->page), "Choose at least one area."));
  g_assert_true (go_on (fixture));
}

/* Today is possible, later today is not; and when the time has come, it is. */
static void
test_later_today (Fixture       *fixture,
                  gconstpointer  data)
{
  fill_first (fixture);
  type (fixture, "Day", "2026-11-23");
  g_assert_false (go_on (fixture));
  g_assert_cmpstr (salve_input_row_get_error (field (fixture, "Time of day")), ==,
                   "This is in the future. Log the visit once it is over.");
  type (fixture, "Time of day", "15:12");
  g_assert_true (go_on (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "visit.back", NULL);
  type (fixture, "Time of day", "15:13");
  g_assert_false (go_on (fixture));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  g_assert_true (go_on (fixture));
}

static void
test_born (Fixture       *fixture,
           gconstpointer  data)
{
  fill_first (fixture);
  type (fixture, "Day", "1990-03-03");
  g_assert_false (go_on (fixture));
  g_assert_cmpstr (salve_input_row_get_error (field (fixture, "Day")), ==, "This is before you were born.");
}

/* Sun: 336 hours by the table, of which the clinic said less, the same and more. */
static void
test_longer (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *text; guint hours; const char *words; } cases[] = {
    { "", 0, "Salve’s table: 14 days, until 6 December, 18:30." },
    { "13", 13 * 24, "Shorter than Salve’s table, so the table counts: 14 days, until 6 December, 18:30." },
    { "14", 14 * 24, "14 days, until 6 December, 18:30. The same as in Salve’s table." },
    { "15", 15 * 24, "15 days, until 7 December, 18:30. Longer than Salve’s table, so the clinic counts." },
    { "90", 90 * 24, "90 days, until 20 February, 18:30. Longer than Salve’s table, so the clinic counts." },
    { "91", 0, "It has to be from 1 to 90 days." },
    { "0", 0, "It has to be from 1 to 90 days." },
    { "1.5", 0, "Write a whole number like 2." },
  };
  SalveLimitRow *row;

  fill_first (fixture);
  g_assert_true (go_on (fixture));
  row = SALVE_LIMIT_ROW (field (fixture, "Sun"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (fixture, "Sun", cases[i].text);
      salve_input_row_check (SALVE_INPUT_ROW (row));
      g_assert_cmpuint (salve_limit_row_get_hours (row), ==, cases[i].hours);
      g_assert_true (shows (GTK_WIDGET (row), cases[i].words));
    }
}

/* A wait that is over says so. */
static void
test_over (Fixture       *fixture,
           gconstpointer  data)
{
  fill_first (fixture);
  type (fixture, "Day", "2026-09-01");
  g_assert_true (go_on (fixture));
  g_assert_true (shows (GTK_WIDGET (field (fixture, "Sun")), "Salve’s table: 14 days, already over."));
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SalveRecord) record = NULL;
  SalveSession *session;

  fill_first (fixture);
  g_assert_true (go_on (fixture));
  type (fixture, "Sun", "28");
  type (fixture, "Sweat", "1");
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  session = get_only_session (fixture, &record);
  g_assert_cmpint (salve_session_get_setting (session), ==, SALVE_SETTING_CLINIC);
  g_assert_cmpfloat (salve_session_get_needle_mm (session), ==, 1.5);
  g_assert_null (salve_session_get_device_kind (session));
  g_assert_cmpint (hours_until (session, "sun"), ==, 28 * 24);
  g_assert_cmpint (hours_until (session, "sweat"), ==, 96);
  g_assert_cmpint (hours_until (session, "waxing"), ==, 28 * 24);
}

/* Without a length the longest needles count; what is known of the skin counts at a clinic too, and is kept. */
static void
test_skin (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveRecord) record = NULL;
  SalveSession *session;

  fill_first (fixture);
  type (fixture, "Needle length", "");
  g_assert_true (go_on (fixture));
  save (fixture);
  session = get_only_session (fixture, &record);
  g_assert_cmpuint (salve_answers_get_skin_type (salve_session_get_answers (session)), ==, 5);
  g_assert_cmpint (hours_until (session, "sun"), ==, 336 * 3 / 2);
  g_assert_cmpint (hours_until (session, "products"), ==, 240);
}

/* A failure is said, and everything stays to try again. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  const char *folder = salve_store_get_folder (fixture->store);
  g_autoptr (GError) error = NULL;

  fill_first (fixture);
  g_assert_true (go_on (fixture));
  type (fixture, "Sun", "28");
  app_remove_folder (folder);
  g_file_set_contents (folder, "", -1, &error);
  g_assert_no_error (error);
  save (fixture);
  g_assert_cmpuint (fixture->n_kept, ==, 1);
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  g_assert_true (shows (GTK_WIDGET (fixture->page), "The visit is not saved"));
  g_assert_cmpstr (salve_input_row_get_text (field (fixture, "Sun")), ==, "28");
  g_assert_cmpint (g_remove (folder), ==, 0);
  save (fixture);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
}

/* Nothing typed: it is left at once; also after a look at the second screen there is nothing but the first to lose. */
static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  salve_clinic_page_leave (fixture->page);
  g_assert_cmpuint (fixture->n_left, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "visit.back", NULL);
  g_assert_cmpuint (fixture->n_left, ==, 2);
}

/* Until the window has been given its size and the rows theirs. */
static void
settle (Fixture *fixture)
{
  gint64 limit = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  gtk_widget_queue_resize (GTK_WIDGET (fixture->page));
  while (g_get_monotonic_time () < limit)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* A page may ask for little and still give a row too much. */
static void
test_width (Fixture       *fixture,
            gconstpointer  data)
{
  g_object_set (fixture->page, "narrow", TRUE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  type (fixture, "Day", "2030-01-01");
  g_assert_false (go_on (fixture));
  settle (fixture);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (field (fixture, "Day"))), >, 200);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (field (fixture, "Day"))), <=, 360);
  fill_first (fixture);
  g_assert_true (go_on (fixture));
  type (fixture, "Sun", "90");
  settle (fixture);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (field (fixture, "Sun"))), >, 200);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (field (fixture, "Sun"))), <=, 360);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  int width;

  g_object_set (fixture->page, "narrow", TRUE, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  fill_first (fixture);
  g_assert_true (go_on (fixture));
  type (fixture, "Sun", "90");
  type (fixture, "Hot bath, pool, sea, sauna", "x");
  salve_input_row_check (field (fixture, "Hot bath, pool, sea, sauna"));
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
}

#define ADD(path, profile, func) g_test_add ("/clinic/" path, Fixture, profile, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("first", NULL, test_first);
  ADD ("first/later-today", NULL, test_later_today);
  ADD ("first/born", "known", test_born);
  ADD ("second/longer", NULL, test_longer);
  ADD ("second/over", NULL, test_over);
  ADD ("saved", NULL, test_saved);
  ADD ("saved/skin", "known", test_skin);
  ADD ("failure", NULL, test_failure);
  ADD ("left", NULL, test_left);
  ADD ("narrow", NULL, test_narrow);
  ADD ("narrow/width", NULL, test_width);

  return g_test_run ();
}
