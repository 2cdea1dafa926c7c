/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-numbing.h"

#include <string.h>

#define LIMITS (salve_protocol_get_numbing (FALSE))

/* 18:20 in Berlin, in winter. */
static GDateTime *
create_applied (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-22T18:20:00+01:00", NULL);
}

static void
test_none (void)
{
  g_autoptr (GDateTime) now = create_applied ();

  g_assert_cmpint (salve_numbing_at (LIMITS, NULL, NULL, now), ==, SALVE_NUMBING_NONE);
  g_assert_null (salve_numbing_next_change (LIMITS, NULL, NULL, now));
  g_assert_null (salve_numbing_describe (LIMITS, NULL, NULL, now));
}

static void
test_on (void)
{
  static const struct
  {
    int          seconds;
    SalveNumbing phase;
    const char  *words;
  } cases[] = {
    { -3600, SALVE_NUMBING_EARLY, "Numbing cream on for 0 min. Leave it until 18:50." },
    { 0, SALVE_NUMBING_EARLY, "Numbing cream on for 0 min. Leave it until 18:50." },
    { 12 * 60, SALVE_NUMBING_EARLY, "Numbing cream on for 12 min. Leave it until 18:50." },
    { 30 * 60 - 1, SALVE_NUMBING_EARLY, "Numbing cream on for 29 min. Leave it until 18:50." },
    { 30 * 60, SALVE_NUMBING_WORKING, "Numbing cream on for 30 min. Take it off by 19:05." },
    { 45 * 60 - 1, SALVE_NUMBING_WORKING, "Numbing cream on for 44 min. Take it off by 19:05." },
    { 45 * 60, SALVE_NUMBING_TARGET, "Numbing cream on for 45 min. It is time to take it off." },
    { 55 * 60 - 1, SALVE_NUMBING_TARGET, "Numbing cream on for 54 min. It is time to take it off." },
    { 55 * 60, SALVE_NUMBING_ALARM, "Numbing cream on for 55 min. Take it off now, by 19:20 at the latest." },
    { 60 * 60 - 1, SALVE_NUMBING_ALARM, "Numbing cream on for 59 min. Take it off now, by 19:20 at the latest." },
    { 60 * 60, SALVE_NUMBING_OVERDUE,
      "Take the numbing cream off now. It has been on for 60 min, which is too long." },
    { 86400, SALVE_NUMBING_OVERDUE,
      "Take the numbing cream off now. It has been on for 1440 min, which is too long." },
  };
  g_autoptr (GDateTime) applied = create_applied ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (applied, cases[i].seconds);
      g_autofree char *words = salve_numbing_describe (LIMITS, applied, NULL, now);

      g_assert_cmpint (salve_numbing_at (LIMITS, applied, NULL, now), ==, cases[i].phase);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_off (void)
{
  static const struct
  {
    int          seconds;
    SalveNumbing phase;
    const char  *words;
  } cases[] = {
    { -60, SALVE_NUMBING_OFF, "Numbing cream washed off 0 min ago. Begin within 30 min." },
    { 0, SALVE_NUMBING_OFF, "Numbing cream washed off 0 min ago. Begin within 30 min." },
    { 9 * 60 + 30, SALVE_NUMBING_OFF, "Numbing cream washed off 9 min ago. Begin within 21 min." },
    { 30 * 60 - 1, SALVE_NUMBING_OFF, "Numbing cream washed off 29 min ago. Begin within 1 min." },
    { 30 * 60, SALVE_NUMBING_FADED,
      "Numbing cream washed off more than 30 min ago. It may be wearing off: do not begin now." },
    { 86400, SALVE_NUMBING_FADED,
      "Numbing cream washed off more than 30 min ago. It may be wearing off: do not begin now." },
  };
  g_autoptr (GDateTime) applied = create_applied ();
  g_autoptr (GDateTime) removed = g_date_time_add_minutes (applied, 40);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (removed, cases[i].seconds);
      g_autofree char *words = salve_numbing_describe (LIMITS, applied, removed, now);

      g_assert_cmpint (salve_numbing_at (LIMITS, applied, removed, now), ==, cases[i].phase);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Nothing changes before the instant it names, and something does at that instant. */
static void
assert_next_is_true (GDateTime *applied,
                     GDateTime *removed,
                     GDateTime *now)
{
  g_autoptr (GDateTime) next = salve_numbing_next_change (LIMITS, applied, removed, now);
  g_autoptr (GDateTime) before = next != NULL ? g_date_time_add (next, -1) : g_date_time_add_days (now, 7);
  g_autofree char *words_now = salve_numbing_describe (LIMITS, applied, removed, now);
  g_autofree char *words_before = salve_numbing_describe (LIMITS, applied, removed, before);

  g_assert_cmpstr (words_now, ==, words_before);
  g_assert_cmpint (salve_numbing_at (LIMITS, applied, removed, now), ==, salve_numbing_at (LIMITS, applied, removed, before));

  if (next != NULL)
    {
      g_autofree char *words_next = salve_numbing_describe (LIMITS, applied, removed, next);

      g_assert_cmpint (g_date_time_compare (next, now), >, 0);
      g_assert_cmpstr (words_now, !=, words_next);
    }
}

static void
test_next_change (void)
{
  g_autoptr (GDateTime) applied = create_applied ();
  g_autoptr (GDateTime) removed = g_date_time_add_minutes (applied, 40);

  for (int seconds = -90; seconds < 70 * 60; seconds += 7)
    {
      g_autoptr (GDateTime) on = g_date_time_add_seconds (applied, seconds + 0.25);
      g_autoptr (GDateTime) off = g_date_time_add_seconds (removed, seconds + 0.25);

      assert_next_is_true (applied, NULL, on);
      assert_next_is_true (applied, removed, off);
    }
}

static void
test_last_change (void)
{
  g_autoptr (GDateTime) applied = create_applied ();
  g_autoptr (GDateTime) removed = g_date_time_add_minutes (applied, 40);
  g_autoptr (GDateTime) late = g_date_time_add_seconds (removed, 30 * 60 - 1);
  g_autoptr (GDateTime) faded = g_date_time_add_minutes (removed, 30);
  g_autoptr (GDateTime) next = salve_numbing_next_change (LIMITS, applied, removed, late);

  g_assert_true (g_date_time_equal (next, faded));
  g_assert_null (salve_numbing_next_change (LIMITS, applied, removed, faded));
}

/* A cream put on before the clocks go back is on for real minutes, not for those of the clock. */
static void
test_daylight_saving (void)
{
  g_autoptr (GDateTime) applied = g_date_time_new_from_iso8601 ("2026-10-25T02:40:00+02:00", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-10-25T02:05:00+01:00", NULL);
  g_autofree char *words = salve_numbing_describe (LIMITS, applied, NULL, now);

  g_assert_cmpint (salve_numbing_at (LIMITS, applied, NULL, now), ==, SALVE_NUMBING_EARLY);
  g_assert_cmpstr (words, ==, "Numbing cream on for 25 min. Leave it until 02:10.");
}

/* With eczema the skin takes in more, and all comes earlier. */
static void
test_eczema (void)
{
  static const struct
  {
    int          seconds;
    SalveNumbing phase;
    const char  *words;
  } cases[] = {
    { 15 * 60 - 1, SALVE_NUMBING_EARLY, "Numbing cream on for 14 min. Leave it until 18:35." },
    { 15 * 60, SALVE_NUMBING_WORKING, "Numbing cream on for 15 min. Take it off by 18:40." },
    { 20 * 60, SALVE_NUMBING_TARGET, "Numbing cream on for 20 min. It is time to take it off." },
    { 25 * 60, SALVE_NUMBING_ALARM, "Numbing cream on for 25 min. Take it off now, by 18:50 at the latest." },
    { 30 * 60 - 1, SALVE_NUMBING_ALARM, "Numbing cream on for 29 min. Take it off now, by 18:50 at the latest." },
    { 30 * 60, SALVE_NUMBING_OVERDUE,
      "Take the numbing cream off now. It has been on for 30 min, which is too long." },
  };
  const SalveNumbingLimits *limits = salve_protocol_get_numbing (TRUE);
  g_autoptr (GDateTime) applied = create_applied ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (applied, cases[i].seconds);
      g_autofree char *words = salve_numbing_describe (limits, applied, NULL, now);

      g_assert_cmpint (salve_numbing_at (limits, applied, NULL, now), ==, cases[i].phase);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/numbing/none", test_none);
  g_test_add_func ("/numbing/on", test_on);
  g_test_add_func ("/numbing/off", test_off);
  g_test_add_func ("/numbing/eczema", test_eczema);
  g_test_add_func ("/numbing/next-change", test_next_change);
  g_test_add_func ("/numbing/last-change", test_last_change);
  g_test_add_func ("/numbing/daylight-saving", test_daylight_saving);

  return g_test_run ();
}
