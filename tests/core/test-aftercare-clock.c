/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-fixture.h"

/* The clock stands at 2026-11-22T18:00:00Z, then is set to one time after the other. Behind "|" is what is
 * told there, and what runs. */
typedef struct
{
  const char *name;
  const char *at;      /* where the engine starts, NULL: where the clock stands */
  const char *visits[5][3];
} Case;

#define SUN   "2026-11-22T20:00 sun:abdomen\n"
#define SWEAT "2026-11-24T18:00 sweat:abdomen\n"

static const Case cases[] = {
  { "back-an-hour", NULL,
    { { "2026-11-22T17:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-22T20:00:00Z", SUN, "sweat:abdomen" },
      { "2026-11-22T19:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-24T18:00:00Z", SWEAT, "" } } },
  { "back-ten-years", NULL,
    { { "2016-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-22T20:30:00Z", SUN, "sweat:abdomen" },
      { "2016-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-22T20:30:00Z", "", "sweat:abdomen" } } },
  { "ahead-three-days", NULL,
    { { "2026-11-25T18:00:00Z", SUN SWEAT, "" },
      { "2026-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-25T18:00:00Z", "", "" } } },
  /* Too late to be told of there, and yet to come here. */
  { "ahead-ten-years", NULL,
    { { "2036-11-22T18:00:00Z", "", "" },
      { "2026-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-24T18:00:00Z", SUN SWEAT, "" } } },
  { "started-ten-years-ahead", "2036-11-22T18:00:00Z",
    { { "2026-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-24T18:00:00Z", SUN SWEAT, "" } } },
  { "started-in-1970", "1970-01-01T00:00:07Z",
    { { "1970-01-01T00:01:00Z", "", "sun:abdomen sweat:abdomen" },
      { "2026-11-22T20:00:00Z", SUN, "sweat:abdomen" },
      { "2026-11-24T18:00:00Z", SWEAT, "" } } },
  { "started-in-1975", "1975-06-01T00:00:00Z",
    { { "2026-11-24T18:00:00Z", SUN SWEAT, "" } } },
  { "started-in-1970-and-late", "1970-01-01T00:00:07Z",
    { { "2026-12-24T18:00:00Z", "", "" },
      { "2026-11-22T18:00:00Z", "", "sun:abdomen sweat:abdomen" } } },
};

static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  const Case *each = data;

  /* Of long ago, and not opened by any of these clocks: it would hold still. */
  fixture_add (fixture, "2024-01-01T17:00:00Z", "abdomen", "water 2099-01-01T00:00:00Z");
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-22T20:00:00Z, sweat 2026-11-24T18:00:00Z");
  if (each->at != NULL)
    salve_fake_clock_set (fixture->clock, each->at);
  fixture_start (fixture);
  fixture_expect (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (each->visits) && each->visits[i][0] != NULL; i++)
    {
      g_test_message ("%s", each->visits[i][0]);
      salve_fake_clock_set (fixture->clock, each->visits[i][0]);
      fixture_expect (fixture, each->visits[i][1]);
      fixture_expect_running (fixture, each->visits[i][2]);
      g_assert_true ((*each->visits[i][2] == '\0') == (salve_aftercare_get_next (fixture->aftercare) == SALVE_CLOCK_NEVER));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/aftercare/clock/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_case, fixture_tear_down);
    }

  return g_test_run ();
}
