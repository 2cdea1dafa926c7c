/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-app-fixture.h"
#include "salve-choice-row.h"
#include "salve-fake-clock.h"
#include "salve-red-flag.h"
#include "salve-red-flags.h"

#define NOW  "2026-11-23T15:12:20+01:00"
#define NAME "20261122T090000Z-20261122.json"

typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  SalveProcedure *procedure;
  SalveRedFlags  *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->clock = salve_fake_clock_new (NOW);
}

static void
close_window (Fixture *fixture)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  for (guint i = 0; window != NULL && i < 100; i++)
    app_settle ();
  g_assert_null (window);
  fixture->window = NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  if (fixture->procedure != NULL)
    g_assert_finalize_object (fixture->procedure);
  app_settle ();
  g_assert_finalize_object (fixture->store);
  g_object_unref (fixture->clock);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
put_record (Fixture    *fixture,
            const char *numbing)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", NAME, NULL);
  g_autofree char *text =
    g_strdup_printf ("{\"format\": 1, \"id\": \"20261122\", \"setting\": \"home\", %s"
                     " \"started\": \"2026-11-22T10:00:00+01:00\", \"ended\": \"2026-11-22T10:40:00+01:00\","
                     " \"areas\": [\"abdomen\"], \"aftercare\": []}", numbing);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  app_scan (fixture->store);
}

static void
open (Fixture *fixture)
{
  fixture->window = salve_red_flags_new (NULL, SALVE_CLOCK (fixture->clock), fixture->store, fixture->procedure);
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_settle ();
}

static void
begin_session (Fixture *fixture)
{
  fixture->procedure = salve_procedure_new (SALVE_CLOCK (fixture->clock), NULL);
}

/* The next widget of the tree, in the order in which it is read. */
static GtkWidget *
get_next (GtkWidget *top,
          GtkWidget *widget)
{
  if (gtk_widget_get_first_child (widget) != NULL)
    return gtk_widget_get_first_child (widget);
  while (widget != top && gtk_widget_get_next_sibling (widget) == NULL)
    widget = gtk_widget_get_parent (widget);

  return widget != top ? gtk_widget_get_next_sibling (widget) : NULL;
}

static GPtrArray *
list_rows (Fixture *fixture)
{
  GPtrArray *rows = g_ptr_array_new ();
  GtkWidget *top = GTK_WIDGET (fixture->window);

  for (GtkWidget *each = top; each != NULL; each = get_next (top, each))
    if (SALVE_IS_CHOICE_ROW (each))
      g_ptr_array_add (rows, each);

  return rows;
}

static void
tick (Fixture    *fixture,
      const char *id,
      gboolean    on)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (salve_choice_row_get_id (g_ptr_array_index (rows, i)), id))
      {
        salve_choice_row_set_active (g_ptr_array_index (rows, i), on);
        return;
      }
  g_assert_not_reached ();
}

/* Whether a label or button says so to a person now. */
static GtkWidget *
find_text (Fixture    *fixture,
           const char *text)
{
  GtkWidget *top = GTK_WIDGET (fixture->window);

  for (GtkWidget *each = top; each != NULL; each = get_next (top, each))
    if (GTK_IS_LABEL (each) && gtk_widget_get_mapped (each) &&
        strstr (gtk_label_get_text (GTK_LABEL (each)), text) != NULL)
      return each;

  return NULL;
}

static void
press (Fixture    *fixture,
       const char *text)
{
  GtkWidget *label = find_text (fixture, text);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
wait_for_text (Fixture    *fixture,
               const char *text)
{
  for (guint i = 0; i < 100 && find_text (fixture, text) == NULL; i++)
    app_settle ();
  g_assert_nonnull (find_text (fixture, text));
}

static SalveSession *
read_record (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", NAME, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);

  return g_object_ref (salve_record_get_session (record));
}

/* Of every set of signs: the answer, and what must not be said beside it. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *ids[4]; const char *answer; const char *action; } cases[] = {
    { { "lines" }, "Have a dermatologist", "Stop needling at home" },
    { { "lines", "infection-pus" }, "See a doctor today", "See a doctor the same day." },
    { { "weak-defences" }, "See a doctor today", "Do not wait for it to pass" },
    { { "infection-pus", "infection-fever", "dark-patches" }, "Call the emergency number now", "Do not wait to see" },
    { { "numbing-mouth" }, "Call the emergency number now", "poison line" },
    { { "blue-lips", "heart" }, "Call the emergency number now", "say that you used it" },
  };
  guint n_flags;

  open (fixture);
  g_assert_null (find_text (fixture, "Nothing is noted"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint k = 0; cases[i].ids[k] != NULL; k++)
        tick (fixture, cases[i].ids[k], TRUE);
      app_settle ();
      g_test_message ("%s", cases[i].ids[0]);
      g_assert_nonnull (find_text (fixture, cases[i].answer));
      g_assert_nonnull (find_text (fixture, cases[i].action));
      g_assert_nonnull (find_text (fixture, "Until"));
      g_assert_nonnull (find_text (fixture, "From: "));
      for (guint k = 0; cases[i].ids[k] != NULL; k++)
        tick (fixture, cases[i].ids[k], FALSE);
      app_settle ();
      g_assert_null (find_text (fixture, cases[i].answer));
    }
  salve_red_flag_list (&n_flags);
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  g_assert_cmpuint (rows->len, ==, n_flags);
}

static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  open (fixture);
  tick (fixture, "heart", TRUE);
  app_settle ();
  g_assert_nonnull (find_text (fixture, "Nothing is noted"));
  g_assert_nonnull (find_text (fixture, "12 weeks"));
  g_assert_null (find_text (fixture, "Note it in the record"));
  g_assert_null (find_text (fixture, "Undo the note"));
  g_assert_null (find_text (fixture, "Stop the session"));
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (SalveSession) noted = NULL;
  g_autoptr (SalveSession) undone = NULL;
  const SalveSessionEvent *event;

  put_record (fixture, "");
  open (fixture);
  tick (fixture, "bumps", TRUE);
  app_settle ();
  g_assert_nonnull (find_text (fixture, "22 November 2026"));
  g_assert_nonnull (find_text (fixture, "Abdomen"));
  press (fixture, "Note it in the record");
  wait_for_text (fixture, "Noted in the session of");
  noted = read_record (fixture);
  g_assert_cmpuint (salve_session_get_events (noted)->len, ==, 1);
  event = g_ptr_array_index (salve_session_get_events (noted), 0);
  g_assert_cmpstr (event->urgency, ==, "dermatologist");
  g_assert_cmpstr (event->signs[0], ==, "bumps");
  press (fixture, "Undo the note");
  wait_for_text (fixture, "You can note it");
  undone = read_record (fixture);
  g_assert_cmpuint (salve_session_get_events (undone)->len, ==, 0);
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", NAME, NULL);

  put_record (fixture, "");
  open (fixture);
  tick (fixture, "bumps", TRUE);
  app_settle ();
  g_unlink (path);
  press (fixture, "Note it in the record");
  wait_for_text (fixture, "The record could not be changed");
  g_assert_nonnull (find_text (fixture, "Note it in the record"));
}

/* The try that failed had reached the file all the same: the next one, a minute later, is the same note. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", NAME, NULL);
  g_autoptr (SalveSession) noted = NULL;
  g_autoptr (SalveSession) undone = NULL;

  put_record (fixture, "");
  open (fixture);
  tick (fixture, "bumps", TRUE);
  app_settle ();
  g_unlink (path);
  press (fixture, "Note it in the record");
  wait_for_text (fixture, "The record could not be changed");
  put_record (fixture, "\"events\": [{\"kind\": \"red-flag\", \"at\": \"" NOW "\", \"signs\": [\"bumps\"],"
                       " \"urgency\": \"dermatologist\"}],");
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  press (fixture, "Note it in the record");
  wait_for_text (fixture, "Noted in the session of");
  noted = read_record (fixture);
  g_assert_cmpuint (salve_session_get_events (noted)->len, ==, 1);
  press (fixture, "Undo the note");
  wait_for_text (fixture, "You can note it");
  undone = read_record (fixture);
  g_assert_cmpuint (salve_session_get_events (undone)->len, ==, 0);
}

/* Closed while the disk is busy: it is noted all the same, and the window goes. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SalveSession) noted = NULL;

  put_record (fixture, "");
  open (fixture);
  tick (fixture, "bumps", TRUE);
  app_settle ();
  press (fixture, "Note it in the record");
  close_window (fixture);
  noted = read_record (fixture);
  g_assert_cmpuint (salve_session_get_events (noted)->len, ==, 1);
}

static void
test_session (Fixture       *fixture,
              gconstpointer  data)
{
  GPtrArray *events;
  const SalveSessionEvent *event;

  put_record (fixture, "");
  begin_session (fixture);
  events = salve_session_get_events (salve_procedure_get_session (fixture->procedure));
  open (fixture);
  tick (fixture, "redness", TRUE);
  app_settle ();
  g_assert_null (find_text (fixture, "Stop the session"));
  press (fixture, "Note it in the record");
  g_assert_nonnull (find_text (fixture, "Noted in the session under way"));
  tick (fixture, "faint", TRUE);
  app_settle ();
  /* Another set of signs is another note. */
  press (fixture, "Note it in the record");
  g_assert_cmpuint (events->len, ==, 2);
  event = g_ptr_array_index (events, 1);
  g_assert_cmpstr (event->urgency, ==, "emergency");
  g_assert_cmpuint (g_strv_length (event->signs), ==, 2);
  press (fixture, "Undo the note");
  g_assert_cmpuint (events->len, ==, 1);
  press (fixture, "Stop the session");
  g_assert_true (salve_procedure_get_stopping (fixture->procedure));
  app_settle ();
  fixture->window = NULL;
}

static void
assert_first (Fixture    *fixture,
              gboolean    numbing,
              const char *id)
{
  g_autoptr (GPtrArray) rows = list_rows (fixture);
  gboolean preset;

  g_object_get (fixture->window, "numbing", &preset, NULL);
  g_assert_cmpint (preset, ==, numbing);
  g_assert_cmpint (find_text (fixture, "Signs of numbing cream") != NULL, ==, numbing);
  g_assert_cmpuint (rows->len, ==, 24);
  for (guint i = 0; i < rows->len; i++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (salve_choice_row_get_id (g_ptr_array_index (rows, i)));

      if (g_str_equal (flag->id, id))
        g_assert_cmpuint (i, ==, numbing ? 9 : 12);
      if (numbing)
        g_assert_cmpint (flag->numbing, ==, i < 10);
    }
}

/* While cream is on the skin, and as long as its signs may come, they stand first, the milder one too. */
static void
test_numbing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GDateTime) applied = g_date_time_new_from_iso8601 ("2026-11-23T14:50:00+01:00", NULL);

  put_record (fixture, "\"numbing\": {\"applied\": \"2026-11-22T10:02:00+01:00\"},");
  open (fixture);
  assert_first (fixture, FALSE, "numbing-skin");
  close_window (fixture);
  begin_session (fixture);
  open (fixture);
  assert_first (fixture, FALSE, "numbing-skin");
  close_window (fixture);
  g_object_set (salve_procedure_get_session (fixture->procedure), "numbing-applied", applied, NULL);
  open (fixture);
  assert_first (fixture, TRUE, "numbing-skin");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, func) g_test_add ("/red-flags/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("answers", test_answers);
  ADD ("nowhere", test_nowhere);
  ADD ("record", test_record);
  ADD ("problem", test_problem);
  ADD ("again", test_again);
  ADD ("close", test_close);
  ADD ("session", test_session);
  ADD ("numbing", test_numbing);
#undef ADD

  return g_test_run ();
}
