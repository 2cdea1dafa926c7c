/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-soak.h"

/* 21:50 in Berlin, in winter. */
static GDateTime *
create_started (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-22T21:50:00+01:00", NULL);
}

static void
test_none (void)
{
  g_autoptr (GDateTime) now = create_started ();

  g_assert_cmpint (salve_soak_at (NULL, now), ==, SALVE_SOAK_NONE);
  g_assert_null (salve_soak_next_change (NULL, now));
  g_assert_null (salve_soak_describe (NULL, now));
}

static void
test_phases (void)
{
  static const struct
  {
    int         seconds;
    SalveSoak   phase;
    const char *words;
  } cases[] = {
    /* A clock that was put back: it soaks for the whole time. */
    { -86400, SALVE_SOAK_RUNNING, "Device in the alcohol: 10 min to go, until 22:00." },
    { 0, SALVE_SOAK_RUNNING, "Device in the alcohol: 10 min to go, until 22:00." },
    { 59, SALVE_SOAK_RUNNING, "Device in the alcohol: 10 min to go, until 22:00." },
    { 60, SALVE_SOAK_RUNNING, "Device in the alcohol: 9 min to go, until 22:00." },
    { 10 * 60 - 1, SALVE_SOAK_RUNNING, "Device in the alcohol: 1 min to go, until 22:00." },
    { 10 * 60, SALVE_SOAK_DONE,
      "The device has soaked for long enough: take it out and let it dry in the air." },
    { 86400, SALVE_SOAK_DONE,
      "The device has soaked for long enough: take it out and let it dry in the air." },
  };
  g_autoptr (GDateTime) started = create_started ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (started, cases[i].seconds);
      g_autofree char *words = salve_soak_describe (started, now);

      g_assert_cmpint (salve_soak_at (started, now), ==, cases[i].phase);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Nothing changes before the instant it names, and something does at that instant. */
static void
test_next_change (void)
{
  g_autoptr (GDateTime) started = create_started ();

  for (int seconds = -90; seconds < 10 * 60; seconds += 7)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (started, seconds + 0.25);
      g_autoptr (GDateTime) next = salve_soak_next_change (started, now);
      g_autoptr (GDateTime) before = g_date_time_add (next, -1);
      g_autofree char *words_now = salve_soak_describe (started, now);
      g_autofree char *words_before = salve_soak_describe (started, before);
      g_autofree char *words_next = salve_soak_describe (started, next);

      g_assert_cmpint (g_date_time_compare (next, now), >, 0);
      g_assert_cmpstr (words_now, ==, words_before);
      g_assert_cmpstr (words_now, !=, words_next);
    }
}

static void
test_end (void)
{
  g_autoptr (GDateTime) started = create_started ();
  g_autoptr (GDateTime) end = salve_soak_get_end (started);

  g_assert_cmpint (g_date_time_difference (end, started), ==, 10 * G_TIME_SPAN_MINUTE);
  g_assert_null (salve_soak_next_change (started, end));
  g_assert_cmpuint (salve_soak_get_minutes_left (started, started), ==, 10);
  g_assert_cmpuint (salve_soak_get_minutes_left (started, end), ==, 0);
}

/* Ten real minutes, also in the night in which the clocks go back. */
static void
test_daylight_saving (void)
{
  g_autoptr (GDateTime) started = g_date_time_new_from_iso8601 ("2026-10-25T02:55:00+02:00", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-10-25T02:03:00+01:00", NULL);
  g_autofree char *words = salve_soak_describe (started, now);

  g_assert_cmpint (salve_soak_at (started, now), ==, SALVE_SOAK_RUNNING);
  g_assert_cmpstr (words, ==, "Device in the alcohol: 2 min to go, until 02:05.");
}

static void
test_needed (void)
{
  g_assert_true (salve_soak_is_needed ("roller"));
  g_assert_true (salve_soak_is_needed ("stamp"));
  g_assert_true (salve_soak_is_needed ("something new"));
  g_assert_true (salve_soak_is_needed (NULL));
  g_assert_false (salve_soak_is_needed ("pen"));
  g_assert_false (salve_soak_is_needed ("cartridge"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/soak/none", test_none);
  g_test_add_func ("/soak/phases", test_phases);
  g_test_add_func ("/soak/next-change", test_next_change);
  g_test_add_func ("/soak/end", test_end);
  g_test_add_func ("/soak/needed", test_needed);
  g_test_add_func ("/soak/daylight-saving", test_daylight_saving);

  return g_test_run ();
}
