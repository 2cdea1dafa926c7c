/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <stdio.h>
#include <time.h>

#include "salve-fake-clock.h"
#include "salve-paths.h"
#include "salve-planner.h"
#include "salve-record.h"
#include "salve-session-json.h"

static void
read_day (const char *text,
          GDate      *day)
{
  int year, month, day_of_month;

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day_of_month), ==, 3);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
}

static void
assert_day (const GDate *day,
            const char  *expected)
{
  char text[16];

  g_date_strftime (text, sizeof text, "%Y-%m-%d", day);
  g_assert_cmpstr (text, ==, expected);
}

typedef struct
{
  SalveMarks  marks;
  const char *planned;
  const char *pause;   /* NULL: none */
  double      needle_mm;
  guint       hours;
  const char *back;
} Case;

static const Case cases[] = {
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  { SALVE_MARK_ACID, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  { SALVE_MARK_BENZOYL_PEROXIDE, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  { SALVE_MARK_VITAMIN_C, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  { SALVE_MARK_FRAGRANCED, "2026-11-22", "2026-11-19", 0.25, 24, "2026-11-24" },
  { SALVE_MARK_BLAND, "2026-11-22", NULL, 0.25, 24, "2026-11-24" },
  { SALVE_MARK_UNKNOWN, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  /* Longer needles, longer waits; those of an unknown length the longest. */
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-17", 0.5, 120, "2026-11-28" },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-17", 1.0, 168, "2026-11-30" },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-17", 0, 240, "2026-12-03" },
  { SALVE_MARK_VITAMIN_C, "2026-11-22", "2026-11-17", 0.5, 120, "2026-11-28" },
  { SALVE_MARK_VITAMIN_C, "2026-11-22", "2026-11-17", 2.0, 168, "2026-11-30" },
  { SALVE_MARK_FRAGRANCED, "2026-11-22", "2026-11-19", 0.5, 48, "2026-11-25" },
  { SALVE_MARK_BLAND, "2026-11-22", NULL, 2.0, 24, "2026-11-24" },
  /* Of several marks the longest counts, and bland beside another counts for nothing. */
  { SALVE_MARK_RETINOID | SALVE_MARK_FRAGRANCED, "2026-11-22", "2026-11-17", 0.25, 72, "2026-11-26" },
  { SALVE_MARK_FRAGRANCED | SALVE_MARK_BLAND, "2026-11-22", "2026-11-19", 0.25, 24, "2026-11-24" },
  { SALVE_MARK_RETINOID | SALVE_MARK_VITAMIN_C, "2026-11-22", "2026-11-17", 2.0, 240, "2026-12-03" },
  /* The ends of months and years, with and without a leap day. */
  { SALVE_MARK_RETINOID, "2027-03-03", "2027-02-26", 0.25, 72, "2027-03-07" },
  { SALVE_MARK_RETINOID, "2028-03-03", "2028-02-27", 0.25, 72, "2028-03-07" },
  { SALVE_MARK_RETINOID, "2028-02-29", "2028-02-24", 0.25, 72, "2028-03-04" },
  { SALVE_MARK_RETINOID, "2027-02-28", "2027-02-23", 0.25, 72, "2027-03-04" },
  { SALVE_MARK_RETINOID, "2027-01-02", "2026-12-28", 0.25, 72, "2027-01-06" },
  /* The clocks change within: days are days. */
  { SALVE_MARK_RETINOID, "2026-10-26", "2026-10-21", 0.25, 72, "2026-10-30" },
  { SALVE_MARK_RETINOID, "2027-03-29", "2027-03-24", 0.25, 72, "2027-04-02" },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      GDate planned, from, back;

      g_test_message ("%u: %x on %s", i, c->marks, c->planned);
      read_day (c->planned, &planned);
      g_assert_cmpint (salve_planner_get_pause (c->marks, &planned, &from), ==, c->pause != NULL);
      assert_day (&from, c->pause != NULL ? c->pause : c->planned);
      g_assert_cmpuint (salve_planner_get_return_hours (c->marks, c->needle_mm), ==, c->hours);
      salve_planner_get_return_day (c->marks, c->needle_mm, &planned, &back);
      assert_day (&back, c->back);
    }
}

typedef struct
{
  SalveMarks  marks;
  const char *planned;
  const char *today;
  const char *words;
} Words;

static const Words words[] = {
  { SALVE_MARK_RETINOID, NULL, "2026-11-10", NULL },
  { SALVE_MARK_BLAND, "2026-11-22", "2026-11-21", NULL },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-10",
    "Pause from Tuesday, 17 November. Back on Thursday, 26 November at the earliest." },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-16",
    "Pause from Tuesday, 17 November. Back on Thursday, 26 November at the earliest." },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-17", "Pause now. Back on Thursday, 26 November at the earliest." },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-22", "Pause now. Back on Thursday, 26 November at the earliest." },
  { SALVE_MARK_RETINOID, "2026-11-22", "2026-11-23", NULL },
  { SALVE_MARK_RETINOID, "2027-12-22", "2026-11-23",
    "Pause from Friday, 17 December 2027. Back on Sunday, 26 December 2027 at the earliest." },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = NULL;
      GDate planned, today;

      if (words[i].planned != NULL)
        read_day (words[i].planned, &planned);
      read_day (words[i].today, &today);
      text = salve_planner_describe_pause (words[i].marks, 0.25, words[i].planned != NULL ? &planned : NULL, &today);
      g_assert_cmpstr (text, ==, words[i].words);
    }
}

/* One session on record, and what may return when. */

static gint64
instant (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return salve_clock_instant (time);
}

static GListStore *
make_records (const char *started,
              const char *ended,
              const char *aftercare)
{
  GListStore *records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr(SalveSession) session = NULL;
  g_autoptr(SalveRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  text = g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"started\": \"%s\","
                          " \"ended\": \"%s\", \"areas\": [\"abdomen\"], \"aftercare\": [%s] }",
                          started, ended, aftercare);
  session = salve_session_from_json (text, -1, &error);
  g_assert_no_error (error);
  name = salve_record_make_name (session);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (salve_paths_ensure (folder, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  record = salve_record_new (path);
  g_list_store_append (records, record);
  return records;
}

#define AFTERCARE \
  "{\"restriction\": \"products\", \"until\": \"2026-11-25T19:00:00+01:00\"}," \
  "{\"restriction\": \"actives\", \"until\": \"2026-11-26T19:00:00+01:00\"}," \
  "{\"restriction\": \"makeup\", \"until\": \"2026-11-23T07:00:00+01:00\"}," \
  "{\"restriction\": \"waxing\", \"until\": \"2026-12-06T19:00:00+01:00\"}"

typedef struct
{
  SalveMarks  marks;
  const char *now;
  const char *back; /* NULL: at once */
} Return;

static const Return returns[] = {
  { SALVE_MARK_RETINOID, "2026-11-22T20:00:00+01:00", "2026-11-25T19:00:00+01:00" },
  { SALVE_MARK_ACID, "2026-11-22T20:00:00+01:00", "2026-11-25T19:00:00+01:00" },
  { SALVE_MARK_BENZOYL_PEROXIDE, "2026-11-25T18:59:59+01:00", "2026-11-25T19:00:00+01:00" },
  { SALVE_MARK_BENZOYL_PEROXIDE, "2026-11-25T19:00:00+01:00", NULL },
  { SALVE_MARK_VITAMIN_C, "2026-11-25T19:00:00+01:00", "2026-11-26T19:00:00+01:00" },
  { SALVE_MARK_VITAMIN_C, "2026-11-26T19:00:00+01:00", NULL },
  /* Not even what is bland, and not what make-up is allowed before, on the first day. */
  { SALVE_MARK_FRAGRANCED, "2026-11-22T20:00:00+01:00", "2026-11-23T19:00:00+01:00" },
  { SALVE_MARK_FRAGRANCED, "2026-11-23T19:00:00+01:00", NULL },
  { SALVE_MARK_BLAND, "2026-11-22T19:00:00+01:00", "2026-11-23T19:00:00+01:00" },
  { SALVE_MARK_BLAND, "2026-11-23T18:59:59+01:00", "2026-11-23T19:00:00+01:00" },
  { SALVE_MARK_BLAND, "2026-11-23T19:00:00+01:00", NULL },
  { SALVE_MARK_UNKNOWN, "2026-11-22T20:00:00+01:00", "2026-11-26T19:00:00+01:00" },
  { SALVE_MARK_RETINOID | SALVE_MARK_VITAMIN_C, "2026-11-22T20:00:00+01:00", "2026-11-26T19:00:00+01:00" },
  { SALVE_MARK_RETINOID, "2026-12-22T20:00:00+01:00", NULL },
};

static void
test_returns (void)
{
  g_autoptr(GListStore) records =
    make_records ("2026-11-22T18:30:00+01:00", "2026-11-22T19:00:00+01:00", AFTERCARE);

  for (guint i = 0; i < G_N_ELEMENTS (returns); i++)
    {
      g_autoptr(SalveFakeClock) clock = salve_fake_clock_new (returns[i].now);
      g_autoptr(SalveAftercare) aftercare = salve_aftercare_new (G_LIST_MODEL (records), SALVE_CLOCK (clock));

      g_test_message ("%u: %x at %s", i, returns[i].marks, returns[i].now);
      g_assert_cmpint (salve_planner_get_return (returns[i].marks, aftercare, G_LIST_MODEL (records),
                                                 instant (returns[i].now)),
                       ==, returns[i].back != NULL ? instant (returns[i].back) : 0);
    }
}

/* A session that ended before needles touched the skin asks for nothing. */
static void
test_untouched (void)
{
  g_autoptr(GListStore) records = make_records ("2026-11-22T18:30:00+01:00", "2026-11-22T19:00:00+01:00", "");
  g_autoptr(SalveFakeClock) clock = salve_fake_clock_new ("2026-11-22T20:00:00+01:00");
  g_autoptr(SalveAftercare) aftercare = salve_aftercare_new (G_LIST_MODEL (records), SALVE_CLOCK (clock));

  g_assert_cmpint (salve_planner_get_return (SALVE_MARK_BLAND, aftercare, G_LIST_MODEL (records),
                                             instant ("2026-11-22T20:00:00+01:00")), ==, 0);
}

/* The hours are counted, not the hands of the clock: an evening before the change and one after. */
static void
test_clock_change (void)
{
  g_autoptr(GListStore) records =
    make_records ("2026-10-24T18:30:00+02:00", "2026-10-24T19:00:00+02:00",
                  "{\"restriction\": \"products\", \"until\": \"2026-10-27T18:00:00+01:00\"}");
  g_autoptr(SalveFakeClock) clock = salve_fake_clock_new ("2026-10-24T20:00:00+02:00");
  g_autoptr(SalveAftercare) aftercare = salve_aftercare_new (G_LIST_MODEL (records), SALVE_CLOCK (clock));
  gint64 now = instant ("2026-10-24T20:00:00+02:00");
  gint64 back = salve_planner_get_return (SALVE_MARK_BLAND, aftercare, G_LIST_MODEL (records), now);
  g_autofree char *text = salve_planner_describe_return (SALVE_MARK_ACID, back, now);

  g_assert_cmpint (back, ==, instant ("2026-10-25T18:00:00+01:00"));
  g_assert_cmpstr (text, ==, "Not on treated skin until tomorrow, 18:00");
  g_assert_null (salve_planner_describe_return (SALVE_MARK_ACID, 0, now));
  g_assert_null (salve_planner_describe_return (SALVE_MARK_BLAND, now, now));
  g_free (text);
  text = salve_planner_describe_return (SALVE_MARK_BLAND, back, now);
  g_assert_cmpstr (text, ==, "Better only plain gel until tomorrow, 18:00");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  tzset ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/planner/days", test_days);
  g_test_add_func ("/planner/words", test_words);
  g_test_add_func ("/planner/returns", test_returns);
  g_test_add_func ("/planner/untouched", test_untouched);
  g_test_add_func ("/planner/clock-change", test_clock_change);
  return g_test_run ();
}
