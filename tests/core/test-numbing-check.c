/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-numbing-check.h"

static GDateTime *
create_applied (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-22T18:20:00+01:00", NULL);
}

static void
test_none (void)
{
  g_autoptr (GDateTime) now = create_applied ();
  gboolean overdue = TRUE;

  g_assert_cmpuint (salve_numbing_check_due (NULL, 0, now, &overdue), ==, 0);
  g_assert_false (overdue);
  g_assert_null (salve_numbing_check_next_change (NULL, 0, now));
}

static void
test_due (void)
{
  static const struct
  {
    int      seconds;
    guint    answered;
    guint    due;
    gboolean overdue;
  } cases[] = {
    { -86400, 0, 0, FALSE },
    { 0, 0, 0, FALSE },
    { 15 * 60 - 1, 0, 0, FALSE },
    { 15 * 60, 0, 15, FALSE },
    { 20 * 60 - 1, 0, 15, FALSE },
    { 20 * 60, 0, 15, TRUE },
    { 15 * 60, 15, 0, FALSE },
    { 60 * 60 - 1, 0, 15, TRUE },
    { 60 * 60 - 1, 15, 0, FALSE },
    /* The later question stands for the one before it. */
    { 60 * 60, 0, 60, FALSE },
    { 60 * 60, 15, 60, FALSE },
    { 65 * 60 - 1, 15, 60, FALSE },
    { 65 * 60, 15, 60, TRUE },
    { 65 * 60, 60, 0, FALSE },
    { 4 * 3600 - 1, 15, 60, TRUE },
    { 4 * 3600, 15, 0, FALSE },
    { 4 * 3600, 0, 0, FALSE },
    { 86400, 0, 0, FALSE },
  };
  g_autoptr (GDateTime) applied = create_applied ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add_seconds (applied, cases[i].seconds);
      gboolean overdue;

      g_assert_cmpuint (salve_numbing_check_due (applied, cases[i].answered, now, &overdue), ==, cases[i].due);
      g_assert_cmpint (overdue, ==, cases[i].overdue);
      g_assert_cmpuint (salve_numbing_check_due (applied, cases[i].answered, now, NULL), ==, cases[i].due);
    }
}

static guint
look (GDateTime *applied,
      guint      answered,
      GDateTime *now)
{
  gboolean overdue;
  guint due = salve_numbing_check_due (applied, answered, now, &overdue);

  return due * 2 + (overdue ? 1 : 0);
}

/* Nothing changes before the instant it names, something does at that instant, and after the
 * last nothing does any more. */
static void
test_next_change (void)
{
  static const guint answered[] = { 0, 15, 60 };
  g_autoptr (GDateTime) applied = create_applied ();
  g_autoptr (GDateTime) week = g_date_time_add_days (applied, 7);

  for (guint a = 0; a < G_N_ELEMENTS (answered); a++)
    for (int seconds = -90; seconds < 5 * 3600; seconds += 53)
      {
        g_autoptr (GDateTime) now = g_date_time_add_seconds (applied, seconds + 0.25);
        g_autoptr (GDateTime) next = salve_numbing_check_next_change (applied, answered[a], now);
        g_autoptr (GDateTime) before = next != NULL ? g_date_time_add (next, -1) : g_date_time_ref (week);

        g_assert_cmpuint (look (applied, answered[a], now), ==, look (applied, answered[a], before));
        if (next == NULL)
          continue;
        g_assert_cmpint (g_date_time_compare (next, now), >, 0);
        g_assert_cmpuint (look (applied, answered[a], now), !=, look (applied, answered[a], next));
      }
}

static void
test_watch (void)
{
  g_autoptr (GDateTime) applied = create_applied ();
  g_autoptr (GDateTime) until = salve_numbing_check_watch_until (applied);

  g_assert_cmpint (g_date_time_difference (until, applied), ==, 4 * G_TIME_SPAN_HOUR);
}

static void
test_answered (void)
{
  static const guint minutes[] = { 15, 60, 15 };
  static const guint answered[] = { 15, 60, 60 };
  g_autoptr (GDateTime) now = create_applied ();
  g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, now);

  g_assert_cmpuint (salve_numbing_check_get_answered (session), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      SalveSessionCheck *check = g_new0 (SalveSessionCheck, 1);

      check->minutes = minutes[i];
      check->at = g_date_time_ref (now);
      g_ptr_array_add (salve_session_get_checks (session), check);
      g_assert_cmpuint (salve_numbing_check_get_answered (session), ==, answered[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/numbing-check/none", test_none);
  g_test_add_func ("/numbing-check/due", test_due);
  g_test_add_func ("/numbing-check/next-change", test_next_change);
  g_test_add_func ("/numbing-check/answered", test_answered);
  g_test_add_func ("/numbing-check/watch", test_watch);

  return g_test_run ();
}
