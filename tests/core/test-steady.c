/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-fake-clock.h"
#include "salve-numbing.h"
#include "salve-protocol.h"
#include "salve-soak.h"
#include "salve-steady.h"

#define START "2026-11-22T18:00:00Z"

/* Cream goes on, and a device into the alcohol, at 18:00; @minutes later the clock is set. Then the clock
 * says when that was. */
typedef struct
{
  const char *name;
  int         minutes;
  const char *set;
  const char *applied;
  const char *soak;
} Case;

static const Case cases[] = {
  { "not-set", 30, NULL, "18:00:00", "18:00:00" },
  { "by-a-second", 5, "2026-11-22T18:05:01Z", "18:00:00", "18:00:00" },
  { "back-a-minute", 5, "2026-11-22T18:04:00Z", "17:59:00", "17:59:00" },
  { "back-an-hour", 5, "2026-11-22T17:05:00Z", "17:00:00", "17:00:00" },
  { "back-ten-years", 5, "2016-11-22T18:05:00Z", "18:00:00", "18:00:00" },
  /* The clock may be right, and the other have stood still. */
  { "ahead-an-hour", 5, "2026-11-22T19:05:00Z", "18:00:00", "19:00:00" },
  { "ahead-three-days", 5, "2026-11-25T18:05:00Z", "18:00:00", "18:00:00" },
  { "ahead-ten-years", 5, "2036-11-22T18:05:00Z", "18:00:00", "18:00:00" },
  /* What has soaked for long enough has done so. */
  { "back-after-the-soak", 30, "2026-11-22T17:30:00Z", "17:00:00", "18:00:00" },
};

static SalveSession *
make_session (SalveClock *clock)
{
  g_autoptr (GDateTime) now = salve_clock_now (clock);
  g_autofree char *stamp = salve_clock_make_stamp (clock);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, now);

  g_object_set (session,
                "numbing-applied", now,
                "numbing-stamp", stamp,
                "soak-after", now,
                "soak-after-stamp", stamp,
                NULL);

  return session;
}

static void
expect_clock (GDateTime  *time,
              const char *expected)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *clock = g_date_time_format (utc, "%H:%M:%S");

  g_assert_cmpstr (clock, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (START);
  g_autoptr (SalveSession) session = make_session (SALVE_CLOCK (clock));
  g_autoptr (GDateTime) now = NULL;

  salve_fake_clock_advance (clock, each->minutes * G_TIME_SPAN_MINUTE);
  if (each->set != NULL)
    salve_fake_clock_set (clock, each->set);
  salve_steady_settle (session, SALVE_CLOCK (clock));
  expect_clock (salve_session_get_numbing_applied (session), each->applied);
  expect_clock (salve_session_get_soak_after (session), each->soak);
  /* Looking twice changes nothing. */
  g_assert_false (salve_steady_settle (session, SALVE_CLOCK (clock)));

  now = salve_clock_now (SALVE_CLOCK (clock));
  g_assert_cmpint (g_date_time_difference (now, salve_session_get_numbing_applied (session)), >=,
                   each->minutes * G_TIME_SPAN_MINUTE);
  if (each->minutes < (int) SALVE_PROTOCOL_SOAK_MINUTES)
    g_assert_cmpint (salve_soak_at (salve_session_get_soak_after (session), now), ==, SALVE_SOAK_RUNNING);
}

/* Set forward and back again, it is as if nothing had been. */
static void
test_there_and_back (void)
{
  static const char * const visits[] = { "2026-11-22T17:05:00Z", "2026-11-22T18:05:00Z", "2036-11-22T18:05:00Z",
                                         "2026-11-22T18:05:00Z", "1970-01-01T00:00:07Z", "2026-11-22T18:05:00Z" };
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (START);
  g_autoptr (SalveSession) session = make_session (SALVE_CLOCK (clock));

  salve_fake_clock_advance (clock, 5 * G_TIME_SPAN_MINUTE);
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autoptr (GDateTime) now = NULL;

      salve_fake_clock_set (clock, visits[i]);
      salve_steady_settle (session, SALVE_CLOCK (clock));
      now = salve_clock_now (SALVE_CLOCK (clock));
      /* Never shorter than it was, and by a clock that is back in its hour longer by that hour at most. */
      g_assert_cmpint (g_date_time_difference (now, salve_session_get_numbing_applied (session)), >=,
                       5 * G_TIME_SPAN_MINUTE);
      g_assert_cmpint (g_date_time_difference (now, salve_session_get_numbing_applied (session)), <=,
                       65 * G_TIME_SPAN_MINUTE);
    }
}

/* After another start of the computer the stamp is of no use. */
static void
test_another_start (void)
{
  static const struct { const char *stamp; const char *set; gboolean overdue; } others[] = {
    { NULL, "2026-11-22T18:05:00Z", FALSE },
    { "00000000:5", "2026-11-22T18:05:00Z", FALSE },
    { "00000000:5", "2026-11-22T17:59:50Z", TRUE },
    { NULL, "1970-01-01T00:00:07Z", TRUE },
    { "", "1970-01-01T00:00:07Z", TRUE },
    { ":", "2016-11-22T18:05:00Z", TRUE },
    { "00000000:9223372036854775807", "2026-11-22T18:05:00Z", FALSE },
    { "not a stamp at all, and of some length", "2026-11-22T18:05:00Z", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (START);
      g_autoptr (SalveSession) session = make_session (SALVE_CLOCK (clock));
      g_autoptr (GDateTime) now = NULL;

      g_test_message ("%u", i);
      g_object_set (session, "numbing-stamp", others[i].stamp, "soak-after-stamp", others[i].stamp, NULL);
      salve_fake_clock_set (clock, others[i].set);
      g_assert_cmpint (salve_steady_settle (session, SALVE_CLOCK (clock)), ==, others[i].overdue);
      now = salve_clock_now (SALVE_CLOCK (clock));
      g_assert_cmpint (salve_numbing_at (salve_protocol_find_numbing (0), salve_session_get_numbing_applied (session),
                                         NULL, now) == SALVE_NUMBING_OVERDUE, ==, others[i].overdue);
      expect_clock (salve_session_get_soak_after (session), "18:00:00");
    }
}

/* What is off stays as it was noted. */
static void
test_off (void)
{
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (START);
  g_autoptr (SalveSession) session = make_session (SALVE_CLOCK (clock));
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (clock));

  g_object_set (session, "numbing-removed", now, "soak-after", NULL, NULL);
  salve_fake_clock_set (clock, "1970-01-01T00:00:07Z");
  g_assert_false (salve_steady_settle (session, SALVE_CLOCK (clock)));
  expect_clock (salve_session_get_numbing_applied (session), "18:00:00");
}

static void
test_gone (void)
{
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (START);
  g_autofree char *stamp = salve_clock_make_stamp (SALVE_CLOCK (clock));
  g_autofree char *later = NULL;

  g_assert_nonnull (stamp);
  g_assert_cmpint (salve_clock_get_gone (SALVE_CLOCK (clock), stamp), ==, 0);
  salve_fake_clock_set (clock, "2036-11-22T18:05:00Z");
  g_assert_cmpint (salve_clock_get_gone (SALVE_CLOCK (clock), stamp), ==, 0);
  salve_fake_clock_advance (clock, G_TIME_SPAN_HOUR);
  g_assert_cmpint (salve_clock_get_gone (SALVE_CLOCK (clock), stamp), ==, G_TIME_SPAN_HOUR);
  /* From a time that has not come. */
  later = g_strdup_printf ("%.8s:%d", stamp, 2 * 24 * 60 * 60);
  g_assert_cmpint (salve_clock_get_gone (SALVE_CLOCK (clock), later), ==, -1);
  g_assert_cmpint (salve_clock_get_gone (SALVE_CLOCK (clock), NULL), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/steady/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/steady/there-and-back", test_there_and_back);
  g_test_add_func ("/steady/another-start", test_another_start);
  g_test_add_func ("/steady/off", test_off);
  g_test_add_func ("/steady/gone", test_gone);

  return g_test_run ();
}
