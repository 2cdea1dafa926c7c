/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-clock-fixture.h"
#include "salve-fake-clock.h"

static void
test_instant (void)
{
  static const struct { const char *time; gint64 instant; } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T01:00:00+01:00", 0 },
    { "1969-12-31T23:59:59Z", -G_TIME_SPAN_SECOND },
    { "1970-01-01T00:00:00.25Z", G_TIME_SPAN_SECOND / 4 },
    { "2026-11-22T18:30:00+01:00", G_GINT64_CONSTANT (1795368600) * G_TIME_SPAN_SECOND },
    { "2026-11-22T12:30:00-05:00", G_GINT64_CONSTANT (1795368600) * G_TIME_SPAN_SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);

      g_assert_cmpint (salve_clock_instant (time), ==, cases[i].instant);
    }
}

/* Records hold whole seconds and the offset of the place. */
static void
test_now (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-10-25T00:59:59.9Z");
  g_autoptr (GDateTime) summer = salve_clock_now (SALVE_CLOCK (clock));
  g_autoptr (GDateTime) winter = NULL;
  g_autofree char *before = g_date_time_format_iso8601 (summer);
  g_autofree char *after = NULL;

  salve_fake_clock_advance (clock, G_TIME_SPAN_SECOND);
  winter = salve_clock_now (SALVE_CLOCK (clock));
  after = g_date_time_format_iso8601 (winter);
  g_assert_cmpstr (before, ==, "2026-10-25T02:59:59+02");
  g_assert_cmpstr (after, ==, "2026-10-25T02:00:00+01");

  g_assert_finalize_object (clock);
}

/* The day is that of the time's own zone, today that of the place. */
static void
test_day (void)
{
  static const struct { const char *time; int year, month, day; } cases[] = {
    { "2026-11-22T23:59:59+01:00", 2026, 11, 22 },
    { "2026-11-23T00:00:00+01:00", 2026, 11, 23 },
    { "2026-11-22T23:30:00Z", 2026, 11, 22 },
    { "2028-02-29T12:00:00-11:00", 2028, 2, 29 },
    { "9999-12-30T23:59:59+14:00", 9999, 12, 30 },
  };
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new ("2026-11-22T23:30:00Z");
  GDate day;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);

      g_test_message ("%s", cases[i].time);
      salve_clock_get_day (time, &day);
      g_assert_cmpint (g_date_get_year (&day), ==, cases[i].year);
      g_assert_cmpint (g_date_get_month (&day), ==, cases[i].month);
      g_assert_cmpint (g_date_get_day (&day), ==, cases[i].day);
    }
  salve_clock_get_today (SALVE_CLOCK (clock), &day);
  g_assert_cmpint (g_date_get_day (&day), ==, 23);
}

/* The first instant that the next day has, also where the clocks skip midnight or show it twice. Of years gone by: a
 * government may still change its mind about later ones. */
static void
test_midnight (void)
{
  static const struct { const char *zone, *time, *midnight; } cases[] = {
    { "UTC", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z" },
    { "UTC", "2026-12-31T23:59:59.5Z", "2027-01-01T00:00:00Z" },
    { "UTC", "2028-02-28T12:00:00Z", "2028-02-29T00:00:00Z" },
    { "+05:45", "2026-11-22T18:30:00+05:45", "2026-11-23T00:00:00+05:45" },
    /* Days of 23 and of 25 hours. */
    { "Europe/Berlin", "2026-03-29T01:30:00+01:00", "2026-03-30T00:00:00+02:00" },
    { "Europe/Berlin", "2026-10-25T02:30:00+02:00", "2026-10-26T00:00:00+01:00" },
    /* Midnight does not exist. */
    { "America/Sao_Paulo", "2018-11-03T12:00:00-03:00", "2018-11-04T01:00:00-02:00" },
    { "America/Sao_Paulo", "2018-11-03T23:59:59-03:00", "2018-11-04T01:00:00-02:00" },
    { "America/Sao_Paulo", "2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00" },
    { "Africa/Cairo", "2025-04-24T23:30:00+02:00", "2025-04-25T01:00:00+03:00" },
    /* The hour before it comes twice. */
    { "America/Sao_Paulo", "2019-02-16T23:30:00-02:00", "2019-02-17T00:00:00-03:00" },
    { "America/Sao_Paulo", "2019-02-16T23:30:00-03:00", "2019-02-17T00:00:00-03:00" },
    /* The hour after it comes twice, and the day begins once. */
    { "America/Havana", "2025-11-01T23:30:00-04:00", "2025-11-02T00:00:00-04:00" },
    { "America/Havana", "2025-11-02T00:30:00-04:00", "2025-11-03T00:00:00-05:00" },
    { "America/Havana", "2025-11-02T00:30:00-05:00", "2025-11-03T00:00:00-05:00" },
    /* A whole day does not exist. */
    { "Pacific/Apia", "2011-12-29T12:00:00-10:00", "2011-12-31T00:00:00+14:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);
      g_autoptr (GDateTime) midnight = g_date_time_new_from_iso8601 (cases[i].midnight, NULL);
      g_autoptr (GDateTime) there = NULL;

      g_test_message ("%s %s", cases[i].zone, cases[i].time);
      g_assert_nonnull (zone);
      there = g_date_time_to_timezone (time, zone);
      g_assert_cmpint (salve_clock_get_midnight (there), ==, salve_clock_instant (midnight));
    }
}

static void
test_order (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  gint64 start = salve_clock_get_time (SALVE_CLOCK (clock));
  Bell third = { SALVE_CLOCK (clock), log, "third" };
  Bell first = { SALVE_CLOCK (clock), log, "first" };
  Bell second = { SALVE_CLOCK (clock), log, "second" };
  Bell also = { SALVE_CLOCK (clock), log, "also-second" };

  bell_add (&third, 30);
  bell_add (&first, 10);
  bell_add (&second, 20);
  bell_add (&also, 20);
  salve_fake_clock_advance (clock, 9);
  bell_expect (log, "");
  salve_fake_clock_advance (clock, 1);
  bell_expect (log, "first ");
  salve_fake_clock_advance (clock, 100);
  bell_expect (log, "second also-second third ");
  g_assert_cmpint (first.rang, ==, start + 10);
  g_assert_cmpint (also.rang, ==, start + 20);
  g_assert_cmpint (third.rang, ==, start + 30);
  salve_fake_clock_advance (clock, G_TIME_SPAN_DAY);
  bell_expect (log, "");

  g_assert_finalize_object (clock);
}

static void
test_remove (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell one = { SALVE_CLOCK (clock), log, "one" };
  Bell two = { SALVE_CLOCK (clock), log, "two" };
  Bell three = { SALVE_CLOCK (clock), log, "three" };
  guint first = bell_add (&one, 10);
  guint second = bell_add (&two, 20);
  guint third = bell_add (&three, 30);

  g_assert_true (first != second && second != third && first != third);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), first);
  salve_clock_clear_alarm (SALVE_CLOCK (clock), &third);
  g_assert_cmpuint (third, ==, 0);
  salve_fake_clock_advance (clock, 100);
  bell_expect (log, "two ");

  /* What rang, what was removed and what never was are all no longer known. */
  salve_clock_remove_alarm (SALVE_CLOCK (clock), first);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), second);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), 1234);
  salve_clock_clear_alarm (SALVE_CLOCK (clock), &third);
  salve_clock_clear_alarm (NULL, &second);
  g_assert_cmpuint (second, ==, 0);
  salve_fake_clock_advance (clock, 100);
  bell_expect (log, "");

  g_assert_finalize_object (clock);
}

static void
add_others (Bell *bell)
{
  static Bell earlier, now, later;

  bell->then = NULL;
  earlier = now = later = *bell;
  earlier.name = "earlier";
  now.name = "now";
  later.name = "later";
  bell_add (&later, 10);
  bell_add (&now, 0);
  bell_add (&earlier, -10);
}

static void
remove_other (Bell *bell)
{
  salve_clock_remove_alarm (bell->clock, bell->other);
}

static void
test_within (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell adder = { SALVE_CLOCK (clock), log, "adder", .then = add_others };
  Bell remover = { SALVE_CLOCK (clock), log, "remover", .then = remove_other };
  Bell victim = { SALVE_CLOCK (clock), log, "victim" };

  bell_add (&adder, 10);
  salve_fake_clock_advance (clock, 15);
  bell_expect (log, "adder earlier now ");
  salve_fake_clock_advance (clock, 5);
  bell_expect (log, "later ");

  /* Both are due at once, and the first takes the second back. */
  bell_add (&remover, 10);
  remover.other = bell_add (&victim, 10);
  salve_fake_clock_advance (clock, 100);
  bell_expect (log, "remover ");

  g_assert_finalize_object (clock);
}

static void
test_past (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell past = { SALVE_CLOCK (clock), log, "past" };
  Bell now = { SALVE_CLOCK (clock), log, "now" };
  gint64 start = salve_clock_get_time (SALVE_CLOCK (clock));

  bell_add (&now, 0);
  bell_add (&past, -G_TIME_SPAN_DAY);
  bell_expect (log, "");
  salve_fake_clock_advance (clock, 0);
  bell_expect (log, "past now ");
  g_assert_cmpint (past.rang, ==, start);

  g_assert_finalize_object (clock);
}

/* Whoever hears of the jump sees the new time, and may move alarms before they ring. */
static void
test_jump (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell one = { SALVE_CLOCK (clock), log, "one" };
  Bell two = { SALVE_CLOCK (clock), log, "two" };

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (bell_log_jump), log);
  bell_add (&one, G_TIME_SPAN_HOUR);
  bell_add (&two, 2 * G_TIME_SPAN_HOUR);
  salve_fake_clock_set (clock, "2026-11-22T20:00:00Z");
  bell_expect (log, "jumped one ");
  salve_fake_clock_set (clock, "2026-11-20T20:00:00Z");
  bell_expect (log, "jumped ");
  salve_fake_clock_advance (clock, G_TIME_SPAN_DAY);
  bell_expect (log, "");
  salve_fake_clock_set (clock, "2026-11-22T20:30:00Z");
  bell_expect (log, "jumped two ");
  g_assert_cmpint (two.rang, ==, salve_clock_get_time (SALVE_CLOCK (clock)));

  g_assert_finalize_object (clock);
}

static void
drop_clock (Bell *bell)
{
  g_object_unref (bell->clock);
}

/* The last one to hold a clock may let go of it from within its own alarm. */
static void
test_dropped_while_ringing (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell dropper = { SALVE_CLOCK (clock), log, "dropper", .then = drop_clock };
  gpointer alive = clock;

  g_object_add_weak_pointer (G_OBJECT (clock), &alive);
  bell_add (&dropper, 0);
  salve_clock_ring (SALVE_CLOCK (clock));
  bell_expect (log, "dropper ");
  g_assert_null (alive);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clock/instant", test_instant);
  g_test_add_func ("/clock/now", test_now);
  g_test_add_func ("/clock/day", test_day);
  g_test_add_func ("/clock/midnight", test_midnight);
  g_test_add_func ("/clock/order", test_order);
  g_test_add_func ("/clock/remove", test_remove);
  g_test_add_func ("/clock/within", test_within);
  g_test_add_func ("/clock/past", test_past);
  g_test_add_func ("/clock/jump", test_jump);
  g_test_add_func ("/clock/dropped-while-ringing", test_dropped_while_ringing);

  return g_test_run ();
}
