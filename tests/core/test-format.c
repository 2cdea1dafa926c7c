/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "salve-clock.h"
#include "salve-format.h"

#define S   G_TIME_SPAN_SECOND
#define M   G_TIME_SPAN_MINUTE
#define H   G_TIME_SPAN_HOUR
#define D   G_TIME_SPAN_DAY

static GDateTime *
parse (const char *iso8601)
{
  GDateTime *time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (time);

  return time;
}

static void
test_duration (void)
{
  static const struct { gint64 span; const char *words; } cases[] = {
    { G_MININT64, "0 s" },
    { -S, "0 s" },
    { 0, "0 s" },
    { 1, "1 s" },
    { S, "1 s" },
    { S + 1, "2 s" },
    { 59 * S, "59 s" },
    { 59 * S + 1, "1 min" },
    { 60 * S, "1 min" },
    { 61 * S, "2 min" },
    { 59 * M, "59 min" },
    { 59 * M + S, "1 h" },
    { 60 * M, "1 h" },
    { 60 * M + S, "1 h 1 min" },
    { 3 * H + 20 * M, "3 h 20 min" },
    { 23 * H + 59 * M, "23 h 59 min" },
    { 23 * H + 59 * M + S, "1 day" },
    { 24 * H, "1 day" },
    { 24 * H + S, "1 day 1 h" },
    { 25 * H, "1 day 1 h" },
    { 25 * H + S, "1 day 2 h" },
    { 28 * H, "1 day 4 h" },
    { 47 * H, "1 day 23 h" },
    { 47 * H + S, "2 days" },
    { 48 * H, "2 days" },
    { 48 * H + S, "2 days 1 h" },
    { 28 * D, "28 days" },
    { 366 * D, "366 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_format_duration (cases[i].span);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static gint64
unit_of (const char *name)
{
  if (g_str_equal (name, "s"))
    return S;
  if (g_str_equal (name, "min"))
    return M;
  if (g_str_equal (name, "h"))
    return H;
  g_assert_true (g_str_has_prefix (name, "day"));

  return D;
}

/* What the words say, read back. */
static gint64
read_duration (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  gint64 sum = 0;

  g_assert_cmpuint (g_strv_length (parts) % 2, ==, 0);
  for (guint i = 0; parts[i] != NULL; i += 2)
    sum += atoi (parts[i]) * unit_of (parts[i + 1]);

  return sum;
}

/* A wait never looks shorter than it is, nor longer than by the smallest unit that is shown. */
static void
test_duration_is_cautious (void)
{
  for (gint64 span = 0; span < 4 * D; span += 7 * S + 13)
    {
      g_autofree char *words = salve_format_duration (span);
      gint64 shown = read_duration (words);
      gint64 unit = span < 59 * S ? S : span < D ? M : H;

      g_assert_cmpint (shown, >=, span);
      g_assert_cmpint (shown, <, span + unit);
    }
}

static void
test_ago (void)
{
  static const struct { gint64 span; const char *words; } cases[] = {
    { -5 * M, "just now" },
    { 0, "just now" },
    { 59 * S, "just now" },
    { 60 * S, "1 minute ago" },
    { 119 * S, "1 minute ago" },
    { 120 * S, "2 minutes ago" },
    { H - 1, "59 minutes ago" },
    { H, "1 hour ago" },
    { 2 * H - 1, "1 hour ago" },
    { 3 * H, "3 hours ago" },
    { D - 1, "23 hours ago" },
    { D, "1 day ago" },
    { 2 * D - 1, "1 day ago" },
    { 7 * D, "7 days ago" },
    { 366 * D, "366 days ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_format_ago (cases[i].span);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Times are Berlin's. 2026-11-22 is a Sunday. */
static void
test_until (void)
{
  static const struct { const char *now, *end, *words; } cases[] = {
    { "2026-11-22T18:30:00+01:00", "2026-11-22T19:12:00+01:00", "until 19:12" },
    { "2026-11-22T00:00:00+01:00", "2026-11-22T23:59:59+01:00", "until 23:59" },
    { "2026-11-22T23:59:59+01:00", "2026-11-23T00:00:00+01:00", "until tomorrow, 00:00" },
    { "2026-11-22T18:30:00+01:00", "2026-11-23T23:59:00+01:00", "until tomorrow, 23:59" },
    { "2026-11-22T18:30:00+01:00", "2026-11-24T00:00:00+01:00", "until Tuesday, 00:00" },
    { "2026-11-22T18:30:00+01:00", "2026-11-28T19:12:00+01:00", "until Saturday, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2026-11-29T08:05:00+01:00", "until 29 November, 08:05" },
    { "2026-11-22T18:30:00+01:00", "2026-12-06T19:12:00+01:00", "until 6 December, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2027-01-03T19:12:00+01:00", "until 3 January, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2027-09-17T19:12:00+02:00", "until 17 September, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2027-09-18T19:12:00+02:00", "until 18 September 2027, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2027-11-22T19:12:00+01:00", "until 22 November 2027, 19:12" },
    { "2026-11-22T18:30:00+01:00", "2026-11-21T19:12:00+01:00", "until 21 November 2026, 19:12" },
    { "2026-12-31T18:30:00+01:00", "2027-01-01T18:30:00+01:00", "until tomorrow, 18:30" },
    { "2028-02-28T20:00:00+01:00", "2028-02-29T20:00:00+01:00", "until tomorrow, 20:00" },
    { "2028-02-28T20:00:00+01:00", "2028-03-01T20:00:00+01:00", "until Wednesday, 20:00" },
    /* Told in another zone: what counts is the clock on this wall. */
    { "2026-11-22T17:30:00Z", "2026-11-23T03:00:00+09:00", "until 19:00" },
    { "2026-11-22T17:30:00Z", "2026-11-22T18:30:00-05:00", "until tomorrow, 00:30" },
    /* The clocks go back at 3 on 25 October: that day has 25 hours. */
    { "2026-10-25T00:30:00+02:00", "2026-10-25T23:30:00+01:00", "until 23:30" },
    { "2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00", "until tomorrow, 12:00" },
    { "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+01:00", "until tomorrow, 02:30 (CET)" },
    { "2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00", "until tomorrow, 02:30 (CEST)" },
    { "2026-10-25T02:10:00+02:00", "2026-10-25T02:30:00+02:00", "until 02:30 (CEST)" },
    { "2026-10-25T02:10:00+02:00", "2026-10-25T02:30:00+01:00", "until 02:30 (CET)" },
    { "2026-10-25T02:10:00+02:00", "2026-10-25T03:00:00+01:00", "until 03:00" },
    { "2026-10-25T01:10:00+02:00", "2026-10-25T01:59:00+02:00", "until 01:59" },
    { "2026-03-29T01:10:00+01:00", "2026-03-29T03:30:00+02:00", "until 03:30" },
    { "2026-10-23T18:00:00+02:00", "2026-10-25T17:00:00+01:00", "until Sunday, 17:00" },
    /* They go forward on 29 March, which has 23. */
    { "2026-03-28T23:30:00+01:00", "2026-03-30T00:30:00+02:00", "until Monday, 00:30" },
    { "2026-03-29T00:30:00+01:00", "2026-03-29T23:59:00+02:00", "until 23:59" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = parse (cases[i].now);
      g_autoptr (GDateTime) end = parse (cases[i].end);
      g_autofree char *words = salve_format_until (salve_clock_instant (end), salve_clock_instant (now));

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* No date can be told: no crash, and no words. */
static void
test_until_never (void)
{
  g_autofree char *words = salve_format_until (SALVE_CLOCK_NEVER, 0);

  g_assert_cmpstr (words, ==, "");
}

static void
test_day (void)
{
  static const struct { const char *time, *now, *words; } cases[] = {
    { "2026-11-22T19:12:00+01:00", "2026-11-22T19:12:00+01:00", "today at 19:12" },
    { "2026-11-22T00:00:00+01:00", "2026-11-22T23:59:00+01:00", "today at 00:00" },
    { "2026-11-21T23:59:00+01:00", "2026-11-22T00:01:00+01:00", "yesterday at 23:59" },
    { "2026-11-20T19:12:00+01:00", "2026-11-22T00:01:00+01:00", "on Friday at 19:12" },
    { "2026-11-16T19:12:00+01:00", "2026-11-22T00:01:00+01:00", "on Monday at 19:12" },
    { "2026-11-15T19:12:00+01:00", "2026-11-22T00:01:00+01:00", "on 15 November 2026 at 19:12" },
    { "2025-11-22T09:05:00+01:00", "2026-11-22T00:01:00+01:00", "on 22 November 2025 at 09:05" },
    { "2026-11-23T09:05:00+01:00", "2026-11-22T19:12:00+01:00", "on 23 November 2026 at 09:05" },
    { "2026-11-22T03:00:00+09:00", "2026-11-22T00:01:00+01:00", "yesterday at 19:00" },
    { "2026-10-24T23:30:00+02:00", "2026-10-25T23:30:00+01:00", "yesterday at 23:30" },
    { "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "today at 02:30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = parse (cases[i].time);
      g_autoptr (GDateTime) now = parse (cases[i].now);
      g_autofree char *words = salve_format_day (time, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_parts (void)
{
  static const struct { const char *time, *clock, *month, *date; } cases[] = {
    { "2026-11-22T19:12:59+01:00", "19:12", "November 2026", "Sunday, 22 November 2026" },
    { "2026-12-31T23:30:00Z", "00:30", "January 2027", "Friday, 1 January 2027" },
    { "2028-02-29T00:00:00+01:00", "00:00", "February 2028", "Tuesday, 29 February 2028" },
    { "2026-07-01T12:00:00Z", "14:00", "July 2026", "Wednesday, 1 July 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = parse (cases[i].time);
      g_autofree char *clock = salve_format_clock (time);
      g_autofree char *month = salve_format_month (time);
      g_autofree char *date = salve_format_date (time);

      g_assert_cmpstr (clock, ==, cases[i].clock);
      g_assert_cmpstr (month, ==, cases[i].month);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_length (void)
{
  static const struct { double needle_mm; const char *words; } cases[] = {
    { 0.2, "0.2 mm" },
    { 0.25, "0.25 mm" },
    { 0.3, "0.3 mm" },
    { 0.5, "0.5 mm" },
    { 1.0, "1.0 mm" },
    { 1.25, "1.25 mm" },
    { 2.5, "2.5 mm" },
    { 5.0, "5.0 mm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_format_length (cases[i].needle_mm);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_device (void)
{
  static const struct { const char *kind; double needle_mm; const char *words; } cases[] = {
    { "roller", 0.25, "Roller, 0.25 mm" },
    { "pen", 0.5, "Pen, 0.5 mm" },
    { "stamp", 0, "Stamp" },
    { "stamp", -1, "Stamp" },
    { "laser", 1.0, "laser, 1.0 mm" },
    { NULL, 0.3, "0.3 mm" },
    { NULL, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_format_device (cases[i].kind, cases[i].needle_mm);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
  g_assert_cmpstr (salve_format_outcome (SALVE_OUTCOME_COMPLETED), ==, "completed");
  g_assert_cmpstr (salve_format_outcome (SALVE_OUTCOME_STOPPED), ==, "stopped early");
}

static void
check_list (const char * const *items,
            const char         *words)
{
  g_autofree char *list = salve_format_list (items);

  g_assert_cmpstr (list, ==, words);
}

static void
test_list (void)
{
  static const char * const items[] = { "Sun", "Sweat", "Water", "100 %s", NULL };

  check_list (NULL, "");
  check_list ((const char *[]) { NULL }, "");
  check_list ((const char *[]) { "Sun", NULL }, "Sun");
  check_list ((const char *[]) { "Sun", "Sweat", NULL }, "Sun and Sweat");
  check_list ((const char *[]) { "Sun", "Sweat", "Water", NULL }, "Sun, Sweat and Water");
  check_list (items, "Sun, Sweat, Water and 100 %s");
}

static void
test_areas (void)
{
  static const char * const areas[] = { "thigh-left-outer", "abdomen", "tail", NULL };
  g_autofree char *none = salve_format_areas (NULL);
  g_autofree char *words = salve_format_areas (areas);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (words, ==, "Left outer thigh, Abdomen and tail");
}

static void
test_weekday (void)
{
  static const struct { int year, month, number; const char *words; } cases[] = {
    { 2026, 11, 22, "Sunday, 22 November" },
    { 2026, 12, 3, "Thursday, 3 December" },
    { 2027, 1, 7, "Thursday, 7 January" },
    { 2026, 2, 1, "Sunday, 1 February" },
    { 2026, 1, 26, "Monday, 26 January 2026" },
    { 2027, 9, 18, "Saturday, 18 September 2027" },
    { 2028, 2, 29, "Tuesday, 29 February 2028" },
  };
  GDate today;

  g_date_clear (&today, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      g_autofree char *near = NULL;
      g_autofree char *alone = NULL;

      g_date_set_dmy (&today, 22, 11, 2026);
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, cases[i].number, cases[i].month, cases[i].year);
      near = salve_format_weekday (&date, &today);
      g_assert_cmpstr (near, ==, cases[i].words);
      alone = salve_format_weekday (&date, NULL);
      g_assert_true (g_str_has_prefix (alone, cases[i].words));
      g_assert_nonnull (strstr (alone, " 202"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/format/duration", test_duration);
  g_test_add_func ("/format/duration-is-cautious", test_duration_is_cautious);
  g_test_add_func ("/format/ago", test_ago);
  g_test_add_func ("/format/until", test_until);
  g_test_add_func ("/format/until-never", test_until_never);
  g_test_add_func ("/format/day", test_day);
  g_test_add_func ("/format/parts", test_parts);
  g_test_add_func ("/format/length", test_length);
  g_test_add_func ("/format/device", test_device);
  g_test_add_func ("/format/list", test_list);
  g_test_add_func ("/format/areas", test_areas);
  g_test_add_func ("/format/weekday", test_weekday);

  return g_test_run ();
}
