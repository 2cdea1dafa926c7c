/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-app-fixture.h"
#include "salve-fake-clock.h"
#include "salve-history-page.h"
#include "salve-history-row.h"
#include "salve-session-page.h"
#include "salve-store.h"
#include "salve-warning-strip.h"

#define NOW "2026-11-23T15:12:20+01:00"

typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  GtkWidget      *window;
  GtkWidget      *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->page = g_object_ref_sink (salve_history_page_new ());
  g_object_set (fixture->page, "clock", fixture->clock, "store", fixture->store, NULL);
  fixture->window = app_put_in_window (fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 900);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->page);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->store);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* A session on that day, "2026-11-22", from 10:00 to 10:20 in winter time. */
static char *
write_record (Fixture    *fixture,
              const char *day,
              const char *more)
{
  g_auto (GStrv) parts = g_strsplit (day, "-", -1);
  g_autofree char *stamp = g_strjoinv ("", parts);
  char *name = g_strdup_printf ("%sT090000Z-%s.json", stamp, stamp);
  g_autofree char *text =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"%s-0000-4000-8000-000000000000\", \"setting\": \"home\","
                     "  \"started\": \"%sT10:00:00+01:00\", \"ended\": \"%sT10:20:00+01:00\","
                     "  \"areas\": [ \"abdomen\" ], \"aftercare\": [] %s }",
                     stamp, day, day, more);

  write_file (fixture, name, text);

  return name;
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);
  app_settle ();
}

static void
assert_state (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *state = NULL;

  g_object_get (fixture->page, "state", &state, NULL);
  g_assert_cmpstr (state, ==, expected);
}

/* A label that would be seen and holds the text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static SalveHistoryRow *
find_row (GtkWidget  *widget,
          const char *name)
{
  if (SALVE_IS_HISTORY_ROW (widget))
    {
      SalveRecord *record = salve_history_row_get_record (SALVE_HISTORY_ROW (widget));

      if (record != NULL && g_str_equal (salve_record_get_name (record), name))
        return SALVE_HISTORY_ROW (widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      SalveHistoryRow *found = find_row (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
assert_heading (Fixture    *fixture,
                const char *name,
                const char *expected)
{
  SalveHistoryRow *row = find_row (fixture->page, name);

  g_assert_nonnull (row);
  g_assert_cmpstr (salve_history_row_get_heading (row), ==, expected);
}

static void
wait_for_items (Fixture *fixture,
                guint    n_items)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) != n_items)
    g_main_context_iteration (NULL, TRUE);
  app_settle ();
}

static void
test_alone (gconstpointer data)
{
  GtkWidget *(*create) (void) = data;
  GtkWidget *widget = g_object_ref_sink (create ());

  g_assert_finalize_object (widget);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *name = NULL;

  show (fixture);
  assert_state (fixture, "empty");
  g_assert_nonnull (find_label (fixture->page, "No sessions yet"));

  name = write_record (fixture, "2026-11-22", "");
  app_scan (fixture->store);
  app_settle ();
  assert_state (fixture, "list");
  assert_heading (fixture, name, "November 2026");
}

static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *name = write_record (fixture, "2026-11-22", "");
  GtkListView *list = GTK_LIST_VIEW (app_find_widget (fixture->page, GTK_TYPE_LIST_VIEW));

  app_scan (fixture->store);
  assert_state (fixture, "list");
  g_assert_null (gtk_list_view_get_model (list));
  show (fixture);
  g_assert_nonnull (gtk_list_view_get_model (list));
  g_assert_nonnull (find_row (fixture->page, name));
}

static void
remove_by_hand (Fixture    *fixture,
                const char *name)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->store));

  g_assert_true (salve_history_page_show (SALVE_HISTORY_PAGE (fixture->page), name));
  gtk_widget_activate_action (fixture->page, "history.remove", NULL);
  wait_for_items (fixture, n_items - 1);
}

static void
test_headings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *late = write_record (fixture, "2026-11-22", "");
  g_autofree char *early = write_record (fixture, "2026-11-08", "");
  g_autofree char *october = write_record (fixture, "2026-10-30", "");
  g_autofree char *last = write_record (fixture, "2026-10-02", "");

  app_scan (fixture->store);
  show (fixture);
  assert_heading (fixture, late, "November 2026");
  assert_heading (fixture, early, NULL);
  assert_heading (fixture, october, "October 2026");
  assert_heading (fixture, last, NULL);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (GTK_WIDGET (find_row (fixture->page, late))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sunday 22 November, 10:00: Abdomen, completed");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture->page, early)), "last"));

  /* The first of a month: the next takes the heading. */
  remove_by_hand (fixture, late);
  g_assert_null (find_row (fixture->page, late));
  assert_heading (fixture, early, "November 2026");
  assert_heading (fixture, october, "October 2026");

  /* Undone: it takes the heading back. */
  gtk_widget_activate_action (fixture->page, "history.undo", "s", late);
  wait_for_items (fixture, 4);
  assert_heading (fixture, late, "November 2026");
  assert_heading (fixture, early, NULL);

  /* The last of all: the one before it closes the list, though its position stays. */
  remove_by_hand (fixture, last);
  assert_heading (fixture, october, "October 2026");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture->page, october)), "last"));
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *name = "20261110T090000Z-deadbeef.json";
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", name, NULL);
  g_autofree char *text = NULL;
  GtkWidget *row;

  write_file (fixture, name, "{ \"format\": 1, ");
  app_scan (fixture->store);
  show (fixture);
  assert_heading (fixture, name, "November 2026");
  row = GTK_WIDGET (find_row (fixture->page, name));
  g_assert_true (gtk_widget_has_css_class (row, "unreadable"));
  g_assert_nonnull (find_label (row, name));
  g_assert_nonnull (find_label (row, "untouched"));

  g_assert_true (salve_history_page_show (SALVE_HISTORY_PAGE (fixture->page), name));
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "This file cannot be read"));
  g_assert_nonnull (find_label (fixture->page, path));
  g_assert_null (find_label (fixture->page, "Remove"));

  gtk_widget_activate_action (fixture->page, "history.remove", NULL);
  app_settle ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{ \"format\": 1, ");
}

static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name =
    write_record (fixture, "2026-11-22",
                  ", \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25, \"name\": \"Blue roller\" },"
                  "  \"outcome\": \"stopped\", \"stopped_because\": \"pain\", \"erythema\": 1,"
                  "  \"passes\": [ { \"area\": \"abdomen\", \"direction\": \"horizontal\", \"count\": 4 } ],"
                  "  \"notes\": \"Cool gel helped.\"");
  GtkWidget *page = fixture->page;

  app_scan (fixture->store);
  show (fixture);
  g_signal_emit_by_name (app_find_widget (page, GTK_TYPE_LIST_VIEW), "activate", 0);
  app_settle ();
  assert_state (fixture, "detail");
  g_assert_nonnull (find_label (page, "Sunday, 22 November 2026"));
  g_assert_nonnull (find_label (page, "10:00 to 10:20, at home"));
  g_assert_nonnull (find_label (page, "Blue roller\nRoller\n0.25 mm"));
  g_assert_nonnull (find_label (page, "Side to side: 4"));
  g_assert_nonnull (find_label (page, "Stopped early: Sharp pain"));
  g_assert_nonnull (find_label (page, "1 – Barely visible"));
  g_assert_nonnull (find_label (page, "Cool gel helped."));
  g_assert_nonnull (find_label (page, name));
  /* What is not known is not there, rather than zero. */
  g_assert_null (find_label (page, " of 10"));
  g_assert_null (find_label (page, "Numbing"));
  g_assert_null (find_label (page, "Serum"));
  g_assert_null (find_label (page, "Steps"));

  g_assert_true (gtk_widget_activate_action (page, "history.back", NULL));
  app_settle ();
  assert_state (fixture, "list");
  g_assert_false (salve_history_page_back (SALVE_HISTORY_PAGE (page)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         app_find_widget (page, GTK_TYPE_LIST_VIEW)));
}

/* What spoke against the session and who agreed, and how the cream and the needles were used. */
static void
test_safety (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name =
    write_record (fixture, "2026-11-22",
                  ", \"screening\": { \"skin_type\": 4, \"no\": [ \"wound\" ], \"yes\": ["
                  "  { \"item\": \"nickel\", \"agreed\": \"2026-10-30\", \"note\": \"By telephone\" },"
                  "  { \"item\": \"interval\", \"since\": \"2026-11-18\" } ] },"
                  "  \"test_spot\": true, \"numbing\": { \"lidocaine_percent\": 4, \"amount_g\": 2.5, \"area_cm2\": 80 },"
                  "  \"passes\": [ { \"area\": \"abdomen\", \"direction\": \"horizontal\", \"count\": 4, \"seconds\": 40 } ]");
  GtkWidget *page = fixture->page;

  app_scan (fixture->store);
  show (fixture);
  g_assert_true (salve_history_page_show (SALVE_HISTORY_PAGE (page), name));
  app_settle ();
  g_assert_nonnull (find_label (page, "An allergy to nickel"));
  g_assert_nonnull (find_label (page, "A clinician agreed on Friday, 30 October 2026: By telephone"));
  g_assert_nonnull (find_label (page, "Sooner than planned after the last session"));
  g_assert_nonnull (find_label (page, "Wednesday, 18 November 2026"));
  g_assert_nonnull (find_label (page, "Skin type"));
  g_assert_nonnull (find_label (page, "Only a small spot was treated"));
  g_assert_nonnull (find_label (page, "2.5 g on 80 cm²"));
  g_assert_nonnull (find_label (page, "40 s"));
  g_assert_null (find_label (page, "An open wound"));
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", "20261122T093000Z-0a0b0c0d.json", NULL);
  GtkWidget *page = fixture->page;

  write_file (fixture, "20261122T093000Z-0a0b0c0d.json",
              "{ \"format\": 1, \"id\": \"0a0b0c0d-0000-4000-8000-000000000000\", \"setting\": \"clinic\","
              "  \"started\": \"2026-11-22T10:30:00+01:00\", \"ended\": \"2026-11-22T11:00:00+01:00\","
              "  \"areas\": [ \"abdomen\" ], \"aftercare\": ["
              "  { \"restriction\": \"sun\", \"until\": \"2026-11-23T19:12:00+01:00\" } ] }");
  app_scan (fixture->store);
  show (fixture);
  g_assert_true (salve_history_page_show (SALVE_HISTORY_PAGE (page), "20261122T093000Z-0a0b0c0d.json"));
  app_settle ();
  g_assert_nonnull (find_label (page, "10:30 to 11:00, at a clinic"));
  g_assert_nonnull (find_label (page, "until 19:12"));
  salve_fake_clock_advance (fixture->clock, 4 * G_TIME_SPAN_HOUR);
  g_assert_null (find_label (page, "until 19:12"));
  g_assert_nonnull (find_label (page, "over since 23 November 2026, 19:12"));
}

static void
test_remove_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *name = write_record (fixture, "2026-11-22", "");
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", name, NULL);
  SalveWarningStrip *strip = SALVE_WARNING_STRIP (app_find_widget (fixture->page, SALVE_TYPE_WARNING_STRIP));

  app_scan (fixture->store);
  show (fixture);
  g_assert_true (salve_history_page_show (SALVE_HISTORY_PAGE (fixture->page), name));
  g_remove (path);
  gtk_widget_activate_action (fixture->page, "history.remove", NULL);
  while (salve_warning_strip_get_text (strip) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (salve_warning_strip_get_text (strip), "could not be removed"));
  salve_warning_strip_close (strip);
  g_assert_null (salve_warning_strip_get_text (strip));
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  show (fixture);
  g_assert_false (salve_history_page_show (SALVE_HISTORY_PAGE (fixture->page), "20261122T093000Z-0a0b0c0d.json"));
  assert_state (fixture, "empty");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_data_func ("/history/alone/page", salve_history_page_new, test_alone);
  g_test_add_data_func ("/history/alone/row", salve_history_row_new, test_alone);
  g_test_add_data_func ("/history/alone/session", salve_session_page_new, test_alone);
  g_test_add ("/history/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/history/lazy", Fixture, NULL, set_up, test_lazy, tear_down);
  g_test_add ("/history/headings", Fixture, NULL, set_up, test_headings, tear_down);
  g_test_add ("/history/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/history/detail", Fixture, NULL, set_up, test_detail, tear_down);
  g_test_add ("/history/safety", Fixture, NULL, set_up, test_safety, tear_down);
  g_test_add ("/history/limit", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/history/remove-fails", Fixture, NULL, set_up, test_remove_fails, tear_down);
  g_test_add ("/history/unknown", Fixture, NULL, set_up, test_unknown, tear_down);

  return g_test_run ();
}
