/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-countdown-card.h"
#include "salve-today-fixture.h"
#include "salve-today-page.h"

static void
test_page_alone (void)
{
  GtkWidget *page = g_object_ref_sink (salve_today_page_new ());

  g_assert_finalize_object (page);
}

static void
test_states (TodayFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;

  today_show (fixture);
  today_assert_state (fixture, "first");
  g_assert_true (app_says (fixture->page, "Welcome to Salve"));

  name = today_add_record (fixture);
  today_assert_state (fixture, "board");
  g_assert_true (app_says (fixture->page, "What may I do now?"));
  g_assert_true (app_says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  g_assert_true (app_says (fixture->page, "1 day 4 h"));
  g_assert_true (app_says (fixture->page, "Waxing, epilating, laser"));

  salve_fake_clock_set (fixture->clock, "2026-11-24T19:12:00+01:00");
  today_assert_state (fixture, "board");
  g_assert_false (app_says (fixture->page, "1 day 4 h"));

  salve_fake_clock_set (fixture->clock, "2026-11-29T19:12:00+01:00");
  today_assert_state (fixture, "free");
  g_assert_true (app_says (fixture->page, "Everything is allowed again"));

  salve_fake_clock_set (fixture->clock, NOW);
  today_assert_state (fixture, "board");

  today_remove_record (fixture, name);
  today_assert_state (fixture, "first");
}

static void
test_too_soon (TodayFixture  *fixture,
               gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);

  today_show (fixture);
  salve_fake_clock_set (fixture->clock, "2026-12-12T23:59:59+01:00");
  g_assert_true (app_says (fixture->page, "Not before Sunday, 13 December"));
  salve_fake_clock_set (fixture->clock, "2026-12-13T00:00:00+01:00");
  today_assert_state (fixture, "free");
  g_assert_true (app_says (fixture->page, "Nothing to wait for"));
  g_assert_false (app_says (fixture->page, "Not before Sunday, 13 December"));
}

static void
test_alarm (TodayFixture  *fixture,
            gconstpointer  data)
{
  /* A clock that only the page has, so that all its ringing is the page's. */
  SalveFakeClock *clock = salve_fake_clock_new (NOW);
  g_autofree char *name = today_add_record (fixture);
  guint notified = 0;

  g_object_set (fixture->page, "clock", clock, NULL);
  g_signal_connect_swapped (fixture->page, "notify::now", G_CALLBACK (app_count), &notified);

  salve_fake_clock_advance (clock, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (notified, ==, 0);

  today_show (fixture);
  g_assert_cmpuint (notified, ==, 1);
  salve_fake_clock_set (clock, NOW);
  notified = 0;
  salve_fake_clock_advance (clock, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (app_says (fixture->page, "1 day 3 h"));

  salve_fake_clock_set (clock, "2026-11-24T19:00:00+01:00");
  g_assert_true (app_says (fixture->page, "12 min"));
  notified = 0;
  salve_fake_clock_advance (clock, 11 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (notified, ==, 11);
  g_assert_true (app_says (fixture->page, "1 min"));
  salve_fake_clock_advance (clock, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (notified, ==, 13);
  g_assert_true (app_says (fixture->page, "58 s"));

  gtk_widget_set_visible (fixture->window, FALSE);
  salve_fake_clock_advance (clock, G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (notified, ==, 13);

  g_object_set (fixture->page, "clock", NULL, NULL);
  g_assert_finalize_object (clock);
}

static void
test_narrow (TodayFixture  *fixture,
             gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);
  int minimum;
  gboolean narrow;

  g_object_set (fixture->page, "narrow", TRUE, NULL);
  g_object_get (app_find_widget (fixture->page, SALVE_TYPE_COUNTDOWN_CARD), "narrow", &narrow, NULL);
  g_assert_true (narrow);
  today_show (fixture);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_unreadable_newest (TodayFixture  *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", "20261123T120000Z-deadbeef.json", NULL);
  g_autofree char *name = today_add_record (fixture);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "{", -1, &error);
  g_assert_no_error (error);
  app_scan (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  today_show (fixture);
  g_assert_true (app_says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
}

/* A session of the day after, which ended before the needles. */
static void
add_untouched (TodayFixture *fixture,
               const char   *more)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", "20261123T130000Z-0a0b0c0d.json", NULL);
  g_autofree char *content =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"0a0b0c0d-0000-4000-8000-000000000000\", \"setting\": \"home\","
                     "  \"started\": \"2026-11-23T14:00:00+01:00\", \"ended\": \"2026-11-23T15:03:00+01:00\","
                     "  \"outcome\": \"stopped\", %s, \"areas\": [ \"hip-left\" ], \"aftercare\": [] }", more);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  app_scan (fixture->store);
}

/* A session that its questions ended was none for the skin. */
static void
test_untouched_newest (TodayFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);

  add_untouched (fixture, "\"stopped_because\": \"screening\"");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  today_show (fixture);
  g_assert_true (app_says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  salve_fake_clock_set (fixture->clock, "2026-11-29T19:12:00+01:00");
  g_assert_false (app_says (fixture->page, "Your last session was on Monday"));
  today_remove_record (fixture, name);
  today_assert_state (fixture, "free");
  g_assert_false (app_says (fixture->page, "Your last session"));
}

/* Nothing was treated, but the cream is on. */
static void
test_untouched_with_cream (TodayFixture  *fixture,
                           gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);

  add_untouched (fixture, "\"stopped_because\": \"dizzy\", \"numbing\": { \"lidocaine_percent\": 4,"
                 "  \"applied\": \"2026-11-23T15:02:20+01:00\" }");
  today_show (fixture);
  g_assert_true (app_says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  g_assert_true (app_says (fixture->page, "The session ended with numbing cream on the skin. Wash it off now, by 16:02 at the latest."));
  today_remove_record (fixture, name);
  today_assert_state (fixture, "free");
  g_assert_true (app_says (fixture->page, "The session ended with numbing cream on the skin. Wash it off now, by 16:02 at the latest."));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);

  g_test_add_func ("/today/page-alone", test_page_alone);
  g_test_add ("/today/states", TodayFixture, NULL, today_set_up, test_states, today_tear_down);
  g_test_add ("/today/too-soon", TodayFixture, NULL, today_set_up, test_too_soon, today_tear_down);
  g_test_add ("/today/alarm", TodayFixture, NULL, today_set_up, test_alarm, today_tear_down);
  g_test_add ("/today/untouched-newest", TodayFixture, NULL, today_set_up, test_untouched_newest, today_tear_down);
  g_test_add ("/today/untouched-with-cream", TodayFixture, NULL, today_set_up, test_untouched_with_cream, today_tear_down);
  g_test_add ("/today/narrow", TodayFixture, NULL, today_set_up, test_narrow, today_tear_down);
  g_test_add ("/today/unreadable-newest", TodayFixture, NULL, today_set_up, test_unreadable_newest, today_tear_down);

  return g_test_run ();
}
