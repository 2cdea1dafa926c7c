/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-plan.h"
#include "salve-answers.h"

#define H(days) (24 * (days))

/* A clinic that said nothing. */
static const guint silent[SALVE_N_RESTRICTIONS];

static SalveSession *
make_session (double      needle_mm,
              guint       skin_type,
              const char *stopped_because)
{
  g_autoptr (GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  SalveSession *session = salve_session_new (SALVE_SETTING_CLINIC, started);

  g_object_set (session, "needle-mm", needle_mm, NULL);
  if (skin_type > 0)
    salve_answers_set_skin_type (salve_session_get_answers (session), skin_type);
  if (stopped_because != NULL)
    salve_session_set_stopped (session, stopped_because);

  return session;
}

static GDateTime *
find_end (SalveSession     *session,
          SalveRestriction  restriction)
{
  GPtrArray *aftercare = salve_session_get_aftercare (session);

  for (guint i = 0; i < aftercare->len; i++)
    {
      SalveSessionLimit *limit = g_ptr_array_index (aftercare, i);

      if (g_str_equal (limit->restriction, salve_protocol_get_restriction (restriction)->id))
        return limit->until;
    }

  return NULL;
}

/* The column of the needle length, the care for skin that turns dark, and the next longer
 * column where it went too deep. */
static void
test_table (void)
{
  static const struct { double mm; guint skin; const char *because; guint sun, sweat, products, water; } cases[] = {
    { 0.25, 0, NULL, 48, 48, 72, 48 },
    { 0.3, 3, NULL, 48, 48, 72, 48 },
    { 0.31, 3, NULL, 72, 72, 120, 72 },
    { 0.5, 3, NULL, 72, 72, 120, 72 },
    { 1.0, 3, NULL, 168, 72, 168, 120 },
    { 1.5, 3, NULL, 336, 96, 240, 168 },
    { 2.5, 3, NULL, 336, 96, 240, 168 },
    { 0, 3, NULL, 336, 96, 240, 168 },
    { 0.25, 4, NULL, 72, 72, 72, 72 },
    { 1.5, 6, NULL, 504, 144, 240, 252 },
    { 0.25, 3, "blood", 72, 72, 120, 72 },
    { 0.25, 3, "mind", 48, 48, 72, 48 },
    { 1.5, 3, "blood", 336, 96, 240, 168 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveSession) session = make_session (cases[i].mm, cases[i].skin, cases[i].because);

      g_test_message ("%g mm, skin type %u", cases[i].mm, cases[i].skin);
      g_assert_cmpuint (salve_aftercare_plan_get_hours (session, SALVE_RESTRICTION_SUN), ==, cases[i].sun);
      g_assert_cmpuint (salve_aftercare_plan_get_hours (session, SALVE_RESTRICTION_SWEAT), ==, cases[i].sweat);
      g_assert_cmpuint (salve_aftercare_plan_get_hours (session, SALVE_RESTRICTION_PRODUCTS), ==, cases[i].products);
      g_assert_cmpuint (salve_aftercare_plan_get_hours (session, SALVE_RESTRICTION_WATER), ==, cases[i].water);
    }
}

/* The longer of the two, to the hour. Sun's table for 1.5 mm is 336 hours. */
static void
test_longer_counts (void)
{
  static const struct { guint clinic, hours; } cases[] = {
    { 0, 336 }, { 1, 336 }, { 335, 336 }, { 336, 336 }, { 337, 337 }, { H (28), H (28) }, { H (90), H (90) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveSession) session = make_session (1.5, 0, NULL);
      GDateTime *end = salve_session_get_started (session);
      g_autoptr (GDateTime) expected = g_date_time_add_hours (end, (int) cases[i].hours);
      guint clinic[SALVE_N_RESTRICTIONS] = { 0 };

      clinic[SALVE_RESTRICTION_SUN] = cases[i].clinic;
      salve_aftercare_plan_with (session, end, clinic);
      g_assert_true (g_date_time_equal (find_end (session, SALVE_RESTRICTION_SUN), expected));
      /* The others stay the table's. */
      for (SalveRestriction other = SALVE_RESTRICTION_SWEAT; other < SALVE_N_RESTRICTIONS; other++)
        g_assert_cmpint (g_date_time_difference (find_end (session, other), end) / G_TIME_SPAN_HOUR, ==,
                         salve_aftercare_plan_get_hours (session, other));
    }
}

static void
test_silent (void)
{
  g_autoptr (SalveSession) a = make_session (0.5, 5, NULL);
  g_autoptr (SalveSession) b = make_session (0.5, 5, NULL);
  g_autoptr (SalveSession) c = make_session (0.5, 5, NULL);
  GDateTime *end = salve_session_get_started (a);

  salve_aftercare_plan (a, end);
  salve_aftercare_plan_with (b, end, silent);
  salve_aftercare_plan_with (c, end, NULL);
  salve_aftercare_plan_with (c, end, NULL); /* replaces, does not add */
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      g_assert_true (g_date_time_equal (find_end (a, i), find_end (b, i)));
      g_assert_true (g_date_time_equal (find_end (a, i), find_end (c, i)));
    }
  g_assert_cmpuint (salve_session_get_aftercare (c)->len, ==, salve_session_get_aftercare (a)->len);
}

/* Hours are hours, also across the change of the clocks and a leap day; the offset stays the local one. */
static void
test_clocks (void)
{
  static const struct { const char *end; guint hours; const char *until; } cases[] = {
    { "2026-10-24T18:30:00", H (4), "2026-10-28T17:30:00+01" },
    { "2026-10-25T02:30:00", H (4), "2026-10-29T02:30:00+01" },
    { "2027-03-27T18:30:00", H (4), "2027-03-31T19:30:00+02" },
    { "2028-02-27T18:30:00", H (4), "2028-03-02T18:30:00+01" },
    { "2027-02-27T18:30:00", H (4), "2027-03-03T18:30:00+01" },
    { "2026-12-30T23:59:59", H (4), "2027-01-03T23:59:59+01" },
  };
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  g_assert_nonnull (berlin);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveSession) session = make_session (0.25, 0, NULL);
      g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (cases[i].end, berlin);
      g_autofree char *until = NULL;
      guint clinic[SALVE_N_RESTRICTIONS] = { 0 };

      clinic[SALVE_RESTRICTION_SWEAT] = cases[i].hours;
      salve_aftercare_plan_with (session, end, clinic);
      until = g_date_time_format_iso8601 (find_end (session, SALVE_RESTRICTION_SWEAT));
      g_assert_cmpstr (until, ==, cases[i].until);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/aftercare-plan/table", test_table);
  g_test_add_func ("/aftercare-plan/longer-counts", test_longer_counts);
  g_test_add_func ("/aftercare-plan/silent", test_silent);
  g_test_add_func ("/aftercare-plan/clocks", test_clocks);

  return g_test_run ();
}
