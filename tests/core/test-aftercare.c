/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-fixture.h"

/* --- endings --- */

static void
note_time (GArray      *times,
           SalveEnding *ending,
           gpointer     aftercare)
{
  SalveClock *clock = NULL;
  gint64 late;

  g_object_get (aftercare, "clock", &clock, NULL);
  late = salve_clock_get_time (clock) - salve_ending_get_instant (ending);
  g_array_append_val (times, late);
  g_object_unref (clock);
}

static void
test_instants (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen",
       "sun 2026-11-24T17:00:00Z, sweat 2026-11-24T18:30:00Z, products 2026-11-25T17:00:00Z");
  fixture_start (fixture);
  g_signal_connect_swapped (fixture->aftercare, "ended", G_CALLBACK (note_time), times);
  fixture_expect (fixture, "");
  fixture_expect_running (fixture, "sun:abdomen sweat:abdomen products:abdomen");
  g_assert_cmpint (salve_aftercare_get_next (fixture->aftercare), ==, fixture_instant ("2026-11-24T17:00:00Z"));
  salve_fake_clock_advance (fixture->clock, 47 * G_TIME_SPAN_HOUR - 1);
  fixture_expect (fixture, "");
  salve_fake_clock_advance (fixture->clock, 1);
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n");
  fixture_expect_running (fixture, "sweat:abdomen products:abdomen");
  g_assert_cmpint (salve_aftercare_get_next (fixture->aftercare), ==, fixture_instant ("2026-11-24T18:30:00Z"));
  salve_fake_clock_advance (fixture->clock, 30 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-24T18:30 sweat:abdomen\n2026-11-25T17:00 products:abdomen\n");
  fixture_expect_running (fixture, "");
  g_assert_cmpint (salve_aftercare_get_next (fixture->aftercare), ==, SALVE_CLOCK_NEVER);
  /* Each was told at its very instant. */
  g_assert_cmpuint (times->len, ==, 3);
  for (guint i = 0; i < times->len; i++)
    g_assert_cmpint (g_array_index (times, gint64, i), ==, 0);
}

/* What ends when: started, areas and limits of up to three records, and the endings. */
typedef struct
{
  const char *name;
  const char *records[3][3];
  const char *endings;
} Case;

static const Case cases[] = {
  { "same-instant",
    { { "2026-11-22T17:00:00Z", "abdomen hip-left", "sweat 2026-11-24T17:00:00Z, sun 2026-11-24T17:00:00Z" },
      { "2026-11-22T17:30:00Z", "calf-left", "sun 2026-11-24T17:00:00Z" } },
    "2026-11-24T17:00 sun:abdomen+calf-left+hip-left sweat:abdomen+hip-left\n" },
  { "per-area",
    { { "2026-11-22T17:00:00Z", "abdomen hip-left",
        "sun 2026-11-24T17:00:00Z abdomen, sun 2026-11-26T17:00:00Z hip-left, sweat 2026-11-24T17:00:00Z" } },
    "2026-11-24T17:00 sun:abdomen sweat:abdomen+hip-left\n2026-11-26T17:00 sun:hip-left\n" },
  { "longer-applies",
    { { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-26T17:00:00Z, sun 2026-11-24T17:00:00Z" } },
    "2026-11-26T17:00 sun:abdomen\n" },
  { "pushed-back",
    { { "2026-11-20T17:00:00Z", "abdomen hip-left", "sun 2026-11-24T17:00:00Z" },
      { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-26T17:00:00Z" } },
    "2026-11-24T17:00 sun:hip-left\n2026-11-26T17:00 sun:abdomen\n" },
  { "shorter-later",
    { { "2026-11-20T17:00:00Z", "abdomen", "sun 2026-11-28T17:00:00Z" },
      { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z" } },
    "2026-11-28T17:00 sun:abdomen\n" },
  { "touching",
    { { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z" },
      { "2026-11-24T17:00:00Z", "abdomen", "sun 2026-11-26T17:00:00Z" } },
    "2026-11-26T17:00 sun:abdomen\n" },
  { "gap",
    { { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z" },
      { "2026-11-24T17:01:00Z", "abdomen", "sun 2026-11-26T17:00:00Z" } },
    "2026-11-24T17:00 sun:abdomen\n2026-11-26T17:00 sun:abdomen\n" },
  { "chain",
    { { "2026-11-20T17:00:00Z", "abdomen", "sun 2026-11-23T17:00:00Z" },
      { "2026-11-23T16:00:00Z", "abdomen", "sun 2026-11-25T17:00:00Z" },
      { "2026-11-25T16:00:00Z", "abdomen", "sun 2026-11-27T17:00:00Z" } },
    "2026-11-27T17:00 sun:abdomen\n" },
  { "other-restriction-is-apart",
    { { "2026-11-20T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z" },
      { "2026-11-22T17:00:00Z", "abdomen", "sweat 2026-11-26T17:00:00Z" } },
    "2026-11-24T17:00 sun:abdomen\n2026-11-26T17:00 sweat:abdomen\n" },
  { "area-twice",
    { { "2026-11-22T17:00:00Z", "abdomen abdomen", "sun 2026-11-24T17:00:00Z" } },
    "2026-11-24T17:00 sun:abdomen\n" },
  { "unknown",
    { { "2026-11-22T17:00:00Z", "abdomen tail", "yoga 2026-11-24T17:00:00Z, zen 2026-11-24T17:00:00Z, "
        "clothing 2026-11-24T17:00:00Z, acid 2026-11-24T17:00:00Z" } },
    "2026-11-24T17:00 clothing:abdomen+tail acid:abdomen+tail yoga:abdomen+tail zen:abdomen+tail\n" },
  { "named-area-is-not-the-record's",
    { { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z hip-left" } },
    "2026-11-24T17:00 sun:hip-left\n" },
  { "nothing-restricted",
    { { "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-22T17:00:00Z" } },
    "2026-11-22T17:00 sun:abdomen\n" },
  /* In March a night has an hour less; the wait has not. */
  { "daylight-saving",
    { { "2026-11-22T18:00:00+01:00", "abdomen", "sun 2026-11-24T18:00:00+01:00" },
      { "2027-03-27T18:00:00+01:00", "abdomen", "sun 2027-03-29T19:00:00+02:00" } },
    "2026-11-24T17:00 sun:abdomen\n2027-03-29T17:00 sun:abdomen\n" },
  { "travel",
    { { "2026-11-22T12:00:00-05:00", "abdomen", "sun 2026-11-24T12:00:00-05:00" },
      { "2026-11-23T15:30:00+09:30", "abdomen", "sun 2026-11-25T15:30:00+09:30" } },
    "2026-11-25T06:00 sun:abdomen\n" },
};

static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  const Case *this_case = data;

  for (guint i = 0; i < 3 && this_case->records[i][0] != NULL; i++)
    fixture_add (fixture, this_case->records[i][0], this_case->records[i][1], this_case->records[i][2]);
  fixture_start (fixture);
  salve_fake_clock_advance (fixture->clock, 200 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, this_case->endings);
}

/* Real sessions over the nights when the clocks change, and over the leap day. */
static void
test_calendar (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { const char *now, *begun, *ended; } days[] = {
    { "2026-10-24T16:00:00Z", "2026-10-24T18:00:00+02:00", "2026-10-26T16:00 sun:abdomen\n" },
    { "2027-03-27T17:00:00Z", "2027-03-27T18:00:00+01:00", "2027-03-29T17:00 sun:abdomen\n" },
    { "2028-02-28T19:00:00Z", "2028-02-28T20:00:00+01:00", "2028-03-01T19:00 sun:abdomen\n" },
    { "2027-02-27T19:00:00Z", "2027-02-27T20:00:00+01:00", "2027-03-01T19:00 sun:abdomen\n" },
    { "2028-12-31T19:00:00Z", "2028-12-31T20:00:00+01:00", "2029-01-02T19:00 sun:abdomen\n" },
  };

  fixture_start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDateTime) begun = fixture_parse (days[i].begun);
      g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
      g_autoptr (GDateTime) end = g_date_time_add_hours (begun, 48);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (end, berlin);
      g_autofree char *text = g_date_time_format_iso8601 (local);
      g_autofree char *limit = g_strdup_printf ("sun %s", text);

      salve_fake_clock_set (fixture->clock, days[i].now);
      fixture_add (fixture, days[i].begun, "abdomen", limit);
      salve_fake_clock_advance (fixture->clock, 48 * G_TIME_SPAN_HOUR - 1);
      fixture_expect (fixture, "");
      salve_fake_clock_advance (fixture->clock, 1);
      fixture_expect (fixture, days[i].ended);
    }
}

/* What ended while nobody could be told comes first, in its order; after more than a week no more. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_add (fixture, "2026-11-10T17:00:00Z", "abdomen",
       "waxing 2026-11-24T17:00:00Z, sun 2026-11-15T17:59:59.999999Z, sweat 2026-11-15T18:00:00Z, "
       "products 2026-11-20T17:00:00Z");
  fixture_add (fixture, "2026-11-21T17:00:00Z", "hip-left", "sun 2026-11-22T18:00:00Z");
  fixture_start (fixture);
  fixture_expect (fixture,
          "2026-11-15T18:00 sweat:abdomen\n"
          "2026-11-20T17:00 products:abdomen\n"
          "2026-11-22T18:00 sun:hip-left\n");
  salve_aftercare_recompute (fixture->aftercare);
  fixture_expect (fixture, "");
}

static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen",
       "sun 2026-11-24T17:00:00Z, sweat 2026-11-26T17:00:00Z, products 2026-11-28T17:00:00Z, "
       "waxing 2026-12-20T17:00:00Z");
  fixture_start (fixture);
  /* Asleep for five days, then for nine. */
  salve_fake_clock_set (fixture->clock, "2026-11-27T18:00:00Z");
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n2026-11-26T17:00 sweat:abdomen\n");
  salve_fake_clock_set (fixture->clock, "2026-12-06T18:00:00Z");
  fixture_expect (fixture, "");
  fixture_expect_running (fixture, "waxing:abdomen");
  salve_fake_clock_set (fixture->clock, "2026-12-20T17:00:00Z");
  fixture_expect (fixture, "2026-12-20T17:00 waxing:abdomen\n");
}

static void
test_back_and_forward (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z, sweat 2026-11-26T17:00:00Z");
  fixture_start (fixture);
  salve_fake_clock_set (fixture->clock, "2026-11-25T00:00:00Z");
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n");
  salve_fake_clock_set (fixture->clock, "2026-11-22T18:00:00Z");
  fixture_expect (fixture, "");
  fixture_expect_running (fixture, "sun:abdomen sweat:abdomen");
  g_assert_cmpint (salve_aftercare_get_next (fixture->aftercare), ==, fixture_instant ("2026-11-24T17:00:00Z"));
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "");
  fixture_expect_running (fixture, "sweat:abdomen");
  /* Before the session was, and after a week once more. */
  salve_fake_clock_set (fixture->clock, "2026-01-01T00:00:00Z");
  fixture_expect_running (fixture, "sun:abdomen sweat:abdomen");
  salve_fake_clock_set (fixture->clock, "2026-11-26T17:00:00Z");
  fixture_expect (fixture, "2026-11-26T17:00 sweat:abdomen\n");
  salve_fake_clock_set (fixture->clock, "2027-11-26T17:00:00Z");
  salve_fake_clock_set (fixture->clock, "2026-11-26T17:00:00Z");
  fixture_expect (fixture, "");
}

/* A record that came when it was long over restricts again once the clock is put right. */
static void
test_back_before_late_record (Fixture       *fixture,
                              gconstpointer  data)
{
  fixture_start (fixture);
  salve_fake_clock_set (fixture->clock, "2027-06-01T00:00:00Z");
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-30T17:00:00Z");
  fixture_expect_running (fixture, "");
  salve_fake_clock_set (fixture->clock, "2026-11-23T00:00:00Z");
  fixture_expect_running (fixture, "sun:abdomen");
  salve_fake_clock_advance (fixture->clock, 30 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-30T17:00 sun:abdomen\n");
}

/* --- whoever listens --- */

static void
recompute (SalveAftercare *aftercare)
{
  salve_aftercare_recompute (aftercare);
}

/* A listener that asks anew hears nothing twice. */
static void
test_recompute_within (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z, sweat 2026-11-25T17:00:00Z");
  fixture_start (fixture);
  g_signal_connect (fixture->aftercare, "ended", G_CALLBACK (recompute), NULL);
  g_signal_connect (fixture->aftercare, "changed", G_CALLBACK (recompute), NULL);
  salve_fake_clock_set (fixture->clock, "2026-11-26T17:00:00Z");
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n2026-11-25T17:00 sweat:abdomen\n");
}

static void
drop (SalveAftercare *aftercare)
{
  g_signal_handlers_disconnect_by_func (aftercare, drop, NULL);
  g_object_unref (aftercare);
}

/* Whoever lets go of it at one ending still hears of the others. */
static void
test_dropped_within (Fixture       *fixture,
                     gconstpointer  data)
{
  SalveAftercare *aftercare;
  gpointer alive;

  fixture_add (fixture, "2026-11-18T17:00:00Z", "abdomen", "sun 2026-11-20T17:00:00Z, sweat 2026-11-21T17:00:00Z");
  aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->records), SALVE_CLOCK (fixture->clock));
  alive = aftercare;
  g_object_add_weak_pointer (alive, &alive);
  g_signal_connect_swapped (aftercare, "ended", G_CALLBACK (fixture_log_ending), fixture->log);
  g_signal_connect (aftercare, "ended", G_CALLBACK (drop), NULL);
  salve_aftercare_recompute (aftercare);
  fixture_expect (fixture, "2026-11-20T17:00 sun:abdomen\n2026-11-21T17:00 sweat:abdomen\n");
  g_assert_null (alive);
}

static void
add_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/aftercare/case/%s", cases[i].name);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_case, fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/aftercare/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("instants", test_instants);
  ADD ("calendar", test_calendar);
  ADD ("late", test_late);
  ADD ("jump", test_jump);
  ADD ("back-and-forward", test_back_and_forward);
  ADD ("back-before-late-record", test_back_before_late_record);
  ADD ("recompute-within", test_recompute_within);
  ADD ("dropped-within", test_dropped_within);
  add_cases ();
#undef ADD

  return g_test_run ();
}
