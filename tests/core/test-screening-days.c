/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-screening-fixture.h"

#include "salve-protocol.h"

/* Days from which the wait crosses the end of a leap February, both changes of the clocks and the end of a year. */
static const char * const starts[] = {
  "2026-11-01",
  "2028-02-20", "2028-02-27", "2028-02-28", "2028-02-29",
  "2027-02-27", "2100-02-27",
  "2026-03-20", "2026-03-27", "2026-03-28", "2026-03-29",
  "2026-10-20", "2026-10-24", "2026-10-25",
  "2026-12-20", "2026-12-30", "2026-12-31", "2027-12-31",
};

static void
assert_wait (const SalveScreeningItem *item,
             const GDate              *since)
{
  GDate from = *since;
  SalveVerdict after = item->ask_too ? SALVE_VERDICT_ASK : SALVE_VERDICT_CLEAR;

  g_date_add_days (&from, item->wait_days);
  for (int offset = -1; offset <= 1; offset++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      GDate today = from, found, none;

      g_date_clear (&none, 1);
      g_date_add_days (&today, 2);
      g_date_subtract_days (&today, 2 - offset);
      salve_answers_set_yes (answers, item->id, since, NULL, NULL);
      g_assert_cmpint (salve_screening_judge_item (item, salve_answers_get (answers, item->id), &today, &found), ==,
                       offset < 0 ? SALVE_VERDICT_WAIT : after);
      fixture_assert_day (&found, offset < 0 ? &from : &none);
      g_assert_cmpint (salve_screening_judge (answers, &today, &found), ==, offset < 0 ? SALVE_VERDICT_WAIT : after);
      fixture_assert_day (&found, offset < 0 ? &from : &none);
      g_assert_true (salve_screening_is_answered (answers, item->group, &today));

      /* A clinician's word shortens no wait, and completes the one that asks for it. */
      salve_answers_set_yes (answers, item->id, since, since, "A doctor said yes");
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==,
                       offset < 0 ? SALVE_VERDICT_WAIT
                       : item->ask_too && item->wait_days + offset > SALVE_PROTOCOL_AGREED_DAYS ? SALVE_VERDICT_ASK
                                                                                               : SALVE_VERDICT_CLEAR);
    }
}

static void
test_waits (void)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    for (guint s = 0; s < G_N_ELEMENTS (starts) && items[i].level == SALVE_SCREENING_WAIT; s++)
      {
        GDate since = fixture_day (starts[s]);

        g_test_message ("%s %s", items[i].id, starts[s]);
        assert_wait (&items[i], &since);
      }
}

/* The same by hand, so that the arithmetic above is not its own witness. */
static void
test_wait_days (void)
{
  static const struct { const char *id; const char *since; const char *from; } cases[] = {
    { "waxing", "2028-02-25", "2028-03-03" },
    { "waxing", "2027-02-25", "2027-03-04" },
    { "actives", "2028-02-24", "2028-02-29" },
    { "laser", "2028-02-01", "2028-02-29" },
    { "peel", "2028-01-30", "2028-02-29" },
    { "sunburn", "2026-03-22", "2026-04-05" },
    { "sunburn", "2026-10-18", "2026-11-01" },
    { "self-tanner", "2026-03-28", "2026-03-30" },
    { "self-tanner", "2026-10-24", "2026-10-26" },
    { "fever", "2026-12-28", "2027-01-04" },
    { "herpes-healed", "2026-12-18", "2027-01-01" },
    { "filler", "2026-12-31", "2027-01-14" },
    { "surgery", "2027-09-02", "2028-02-29" },
    { "surgery", "2026-05-26", "2026-11-22" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      GDate since = fixture_day (cases[i].since), today = since, from = fixture_day (cases[i].from), found;

      g_test_message ("%s %s", cases[i].id, cases[i].since);
      salve_answers_set_yes (answers, cases[i].id, &since, NULL, NULL);
      g_assert_cmpint (salve_screening_judge (answers, &today, &found), ==, SALVE_VERDICT_WAIT);
      fixture_assert_day (&found, &from);
    }
}

/* The local day is the person's, on both sides of midnight and of a change of the clocks. */
static void
test_local_day (void)
{
  static const struct { int month, number, hour, minute; SalveVerdict verdict; } cases[] = {
    { 3, 28, 23, 59, SALVE_VERDICT_WAIT },
    { 3, 29, 0, 0, SALVE_VERDICT_CLEAR },
    { 3, 29, 3, 0, SALVE_VERDICT_CLEAR },
    { 10, 24, 23, 59, SALVE_VERDICT_WAIT },
    { 10, 25, 0, 0, SALVE_VERDICT_CLEAR },
    { 10, 25, 2, 30, SALVE_VERDICT_CLEAR },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, cases[i].month, cases[i].number, cases[i].hour,
                                                   cases[i].minute, 0);
      GDate today, since;

      g_test_message ("%u", i);
      g_date_clear (&today, 1);
      g_date_set_dmy (&today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                      g_date_time_get_year (now));
      g_date_clear (&since, 1);
      g_date_set_dmy (&since, cases[i].month == 3 ? 22 : 18, cases[i].month, 2026);
      salve_answers_set_yes (answers, "waxing", &since, NULL, NULL);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==, cases[i].verdict);
    }
}

static void
test_wait_not_given (void)
{
  static const char * const since[] = { NULL, "2026-11-23", "2027-11-22", "9999-12-31" };

  for (guint i = 0; i < G_N_ELEMENTS (since); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      GDate date = fixture_day (since[i]), from;

      salve_answers_set_yes (answers, "waxing", &date, NULL, NULL);
      g_assert_cmpint (fixture_judge (answers, TODAY, &from), ==, SALVE_VERDICT_OPEN);
      g_assert_false (g_date_valid (&from));
    }
}

static void
test_interval (void)
{
  static const struct
  {
    const char  *earliest;
    const char  *since;
    const char  *agreed;
    const char  *note;
    gboolean     wait;
  } cases[] = {
    { NULL, NULL, NULL, NULL, FALSE },
    { "2026-11-21", NULL, NULL, NULL, FALSE },
    { TODAY, NULL, NULL, NULL, FALSE },
    { "2026-11-23", NULL, NULL, NULL, TRUE },
    { "2026-11-23", "2026-11-16", NULL, "Dr", TRUE },
    { "2026-11-23", "2026-11-16", TODAY, NULL, TRUE },
    { "2026-11-23", "2026-11-16", TODAY, "Dr", FALSE },
    { "2026-11-23", "2026-11-16", "2026-11-16", "Dr", FALSE },
    { "2026-11-23", "2026-11-16", "2026-11-15", "Dr", TRUE },
    { "2026-11-23", "2026-11-16", "2026-11-23", "Dr", TRUE },
  };
  GDate today = fixture_day (TODAY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      GDate earliest = fixture_day (cases[i].earliest), since = fixture_day (cases[i].since), agreed = fixture_day (cases[i].agreed), from;
      const SalveAnswer *answer;

      g_test_message ("%u", i);
      if (cases[i].since != NULL)
        salve_answers_set_yes (answers, SALVE_SCREENING_INTERVAL, &since, &agreed, cases[i].note);
      answer = salve_answers_get (answers, SALVE_SCREENING_INTERVAL);
      g_assert_cmpint (salve_screening_judge_interval (answer, &earliest, &today, &from), ==,
                       cases[i].wait ? SALVE_VERDICT_WAIT : SALVE_VERDICT_CLEAR);
      g_assert_cmpint (g_date_valid (&from), ==, cases[i].wait);
      if (cases[i].wait)
        fixture_assert_day (&from, &earliest);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==, SALVE_VERDICT_CLEAR);
    }
  g_assert_cmpint (salve_screening_judge_interval (NULL, NULL, &today, NULL), ==, SALVE_VERDICT_CLEAR);
}

static void
test_adult (void)
{
  static const struct { const char *born; const char *today; gboolean adult; } cases[] = {
    { "2008-11-22", TODAY, TRUE },
    { "2008-11-23", TODAY, FALSE },
    { "2008-11-21", TODAY, TRUE },
    { "2008-12-01", TODAY, FALSE },
    { "2008-10-30", TODAY, TRUE },
    { "1960-12-31", TODAY, TRUE },
    { "2026-11-22", TODAY, FALSE },
    { "2030-01-01", TODAY, FALSE },
    { "2008-02-29", "2026-02-28", FALSE },
    { "2008-02-29", "2026-03-01", TRUE },
    { "2010-03-01", "2028-02-29", FALSE },
    { "2010-02-28", "2028-02-28", TRUE },
    { "2008-12-31", "2026-12-31", TRUE },
    { "2009-01-01", "2026-12-31", FALSE },
    { "2009-01-01", "2027-01-01", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate born = fixture_day (cases[i].born), today = fixture_day (cases[i].today);

      g_test_message ("%s %s", cases[i].born, cases[i].today);
      g_assert_cmpint (salve_screening_is_adult (&born, &today), ==, cases[i].adult);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/screening-days/waits", test_waits);
  g_test_add_func ("/screening-days/wait-days", test_wait_days);
  g_test_add_func ("/screening-days/local-day", test_local_day);
  g_test_add_func ("/screening-days/wait-not-given", test_wait_not_given);
  g_test_add_func ("/screening-days/interval", test_interval);
  g_test_add_func ("/screening-days/adult", test_adult);

  return g_test_run ();
}
