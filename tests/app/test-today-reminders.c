/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-paths.h"
#include "salve-reminder-marks.h"
#include "salve-today-fixture.h"
#include "salve-today-page.h"

/* A page with a profile of its own, as it looks to who slept over the night. */
static SalveProfile *
show_reminders (TodayFixture *fixture,
                const char   *now)
{
  SalveProfile *profile = salve_profile_new (fixture->folder);

  salve_fake_clock_set (fixture->clock, now);
  g_object_set (fixture->page, "profile", profile, NULL);
  today_show (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return profile;
}

static void
wait_until_silent (TodayFixture *fixture,
                   const char   *words)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (app_says (fixture->page, words) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_false (app_says (fixture->page, words));
}

static guint
count_check_ins (TodayFixture *fixture,
                 const char   *name,
                 const char   *looks)
{
  g_autoptr (SalveRecord) entry = salve_store_find (fixture->store, name);
  GPtrArray *check_ins = salve_session_get_check_ins (salve_record_get_session (entry));
  guint n = 0;

  for (guint i = 0; i < check_ins->len; i++)
    n += g_str_equal (((SalveSessionCheckIn *) g_ptr_array_index (check_ins, i))->looks, looks);

  return n;
}

static void
test_check_in (TodayFixture  *fixture,
               gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-23T19:11:00+01:00");

  g_assert_false (app_says (fixture->page, "How does the skin look?"));
  salve_fake_clock_set (fixture->clock, "2026-11-23T19:12:00+01:00");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (app_says (fixture->page, "How does the skin look?"));
  g_assert_true (app_says (fixture->page, "Abdomen, treated 1 day ago. Redness, a little swelling and flaking are usual for now."));
  salve_today_page_show_check_in (SALVE_TODAY_PAGE (fixture->page));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == app_find_button (fixture->page, "As expected"));
  g_signal_emit_by_name (app_find_button (fixture->page, "As expected"), "clicked");
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_cmpuint (count_check_ins (fixture, name, SALVE_LOOKS_EXPECTED), ==, 1);
  g_object_set (fixture->page, "profile", NULL, NULL);
}

/* It leads to the signs, and is noted first. */
static void
test_check_in_wrong (TodayFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-25T20:00:00+01:00");

  g_signal_emit_by_name (app_find_button (fixture->page, "Something looks wrong"), "clicked");
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_cmpuint (count_check_ins (fixture, name, SALVE_LOOKS_WRONG), ==, 1);
  g_object_set (fixture->page, "profile", NULL, NULL);
}

/* Who does not want to be asked is not. */
static void
test_check_in_unwanted (TodayFixture  *fixture,
                        gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-23T20:00:00+01:00");

  g_assert_true (app_says (fixture->page, "How does the skin look?"));
  g_object_set (salve_profile_get_reminders (profile), "check-ins", FALSE, NULL);
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_true (salve_profile_flush (profile, NULL));
  g_object_set (fixture->page, "profile", NULL, NULL);
}

static void
test_moisturise (TodayFixture  *fixture,
                 gconstpointer  data)
{
  static const struct { const char *now; const char *words; } cases[] = {
    { "2026-11-23T15:00:00+01:00", "Moisturise next today at 19:12." },
    { "2026-11-23T19:12:00+01:00", "It is time to moisturise, with a plain cream without perfume." },
    { "2026-11-26T19:12:00+01:00", NULL },
  };
  g_autofree char *name = today_add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-22T20:00:00+01:00");

  g_assert_true (app_says (fixture->page, "Moisturise next tomorrow at 19:12."));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      salve_fake_clock_set (fixture->clock, cases[i].now);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_true (cases[i].words == NULL || app_says (fixture->page, cases[i].words));
    }
  g_assert_false (app_says (fixture->page, cases[1].words));
  g_object_set (fixture->page, "profile", NULL, NULL);
}

/* The notifier notes the answer to a notification; its folder was not there when the page was first seen. */
static void
test_moisturise_later (TodayFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *name = today_add_record (fixture);
  g_autofree char *folder = salve_paths_state ();
  g_autofree char *path = g_build_filename (folder, SALVE_REMINDER_MARKS_NAME, NULL);
  g_autoptr (SalveProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  app_remove_folder (folder);
  profile = show_reminders (fixture, "2026-11-23T20:00:00+01:00");
  g_assert_true (app_says (fixture->page, "It is time to moisturise, with a plain cream without perfume."));
  g_assert_true (salve_paths_ensure (folder, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, "{ \"format\": 1, \"moisturise\": { \"later\": \"2026-11-23T19:30:00+00:00\" } }",
                                      -1, &error));
  g_assert_no_error (error);
  wait_until_silent (fixture, "It is time to moisturise, with a plain cream without perfume.");
  g_assert_true (app_says (fixture->page, "Moisturise next today at 20:30."));
  g_object_set (fixture->page, "profile", NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);

  g_test_add ("/today/check-in", TodayFixture, NULL, today_set_up, test_check_in, today_tear_down);
  g_test_add ("/today/check-in-wrong", TodayFixture, NULL, today_set_up, test_check_in_wrong, today_tear_down);
  g_test_add ("/today/check-in-unwanted", TodayFixture, NULL, today_set_up, test_check_in_unwanted, today_tear_down);
  g_test_add ("/today/moisturise", TodayFixture, NULL, today_set_up, test_moisturise, today_tear_down);
  g_test_add ("/today/moisturise-later", TodayFixture, NULL, today_set_up, test_moisturise_later, today_tear_down);

  return g_test_run ();
}
