/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-intervals.h"

#include <glib/gstdio.h>

#include "salve-area.h"
#include "salve-protocol.h"
#include "salve-record.h"
#include "salve-session-json.h"

#define BERLIN "Europe/Berlin"

/* A record in a word: "2026-11-18T20:00:00+01:00 0.25 abdomen hip-left", with a letter before it for what is
 * not a finished session at home: c clinic, s stopped before needling, p stopped after some passes,
 * t test spot, x a file that cannot be read. */
static char *
write_session (const char *kind,
               const char *started,
               const char *needle_mm,
               char      **areas)
{
  g_autofree char *ids = g_strjoinv ("\", \"", areas);
  g_autofree char *length = g_str_equal (needle_mm, "0") ? g_strdup ("")
                                                         : g_strdup_printf (", \"needle_mm\": %s", needle_mm);
  g_autofree char *limit = g_strdup_printf ("{ \"restriction\": \"sun\", \"until\": \"%s\" }", started);
  gboolean cared = strchr ("scp", *kind) == NULL;

  return g_strdup_printf ("%s { \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\","
                          " \"setting\": \"%s\", \"started\": \"%s\", \"ended\": \"%s\", \"outcome\": \"%s\","
                          " \"areas\": [ \"%s\" ], \"device\": { \"kind\": \"roller\"%s },"
                          " \"test_spot\": %s,"
                          " \"passes\": [ { \"area\": \"abdomen\", \"direction\": \"horizontal\", \"count\": %s } ],"
                          " \"aftercare\": [ %s ] }",
                          *kind == 'x' ? "]" : "", *kind == 'c' ? "clinic" : "home", started, started,
                          strchr ("sp", *kind) != NULL ? "stopped" : "completed", ids, length,
                          *kind == 't' ? "true" : "false", *kind == 'p' ? "2" : "0",
                          cared ? limit : "");
}

static SalveRecord *
write_record (const char *text)
{
  static guint n = 0;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const char *kind = g_ascii_isalpha (*words[0]) ? words[0] : "h";
  const char *started = g_ascii_isalpha (*words[0]) ? words[0] + 1 : words[0];
  g_autofree char *json = write_session (kind, started, words[1], words + 2);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (started, NULL);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
  g_autofree char *name = g_strdup_printf ("%s-%08x.json", stamp, n++);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));

  return salve_record_new (path);
}

static gint
newest_first (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  return g_date_time_compare (salve_record_get_time ((SalveRecord *) b), salve_record_get_time ((SalveRecord *) a));
}

static void
add_record (GListStore *records,
            const char *text)
{
  g_autoptr (SalveRecord) record = write_record (text);

  g_assert_cmpint (salve_record_get_session (record) == NULL, ==, *text == 'x');
  salve_record_forget (record);
  g_list_store_insert_sorted (records, record, newest_first, NULL);
}

/* The records, separated by commas. */
static GListStore *
write_records (const char *list)
{
  GListStore *records = g_list_store_new (SALVE_TYPE_RECORD);
  g_auto (GStrv) texts = g_strsplit (list, ", ", -1);

  for (guint i = 0; texts[i] != NULL; i++)
    add_record (records, texts[i]);

  return records;
}

static GDateTime *
parse_in (const char *iso8601,
          const char *zone)
{
  g_autoptr (GTimeZone) where = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (where);
  g_assert_nonnull (time);

  return g_date_time_to_timezone (time, where);
}

static SalveIntervals *
look_at (GListStore *records,
         const char *now,
         const char *zone)
{
  g_autoptr (GDateTime) time = parse_in (now, zone);

  return salve_intervals_new (G_LIST_MODEL (records), time);
}

static void
assert_day (GDateTime  *day,
            const char *expected)
{
  g_autofree char *text = day != NULL ? g_date_time_format_iso8601 (day) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static const struct
{
  const char *records;
  const char *now;
  const char *zone;
  const char *area;
  double      needle_mm;
  const char *earliest; /* NULL: now */
} cases[] = {
  /* Nothing there. */
  { "", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0.5, NULL },
  { "2026-11-21T12:00:00+01:00 0.25 hip-left", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, NULL },

  /* Each length, on the last instant that is too soon and on the first that is not. */
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-18T20:00:00+01:00", BERLIN, "abdomen", 0, "2026-11-25T00:00:00+01" },
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-24T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-11-25T00:00:00+01" },
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-25T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "2026-11-18T20:00:00+01:00 0.3 abdomen", "2026-11-24T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-11-25T00:00:00+01" },
  { "2026-11-01T00:00:00+01:00 0.5 abdomen", "2026-11-21T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-11-22T00:00:00+01" },
  { "2026-11-01T23:59:59+01:00 0.5 abdomen", "2026-11-22T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "c2026-11-01T09:00:00+01:00 1.0 abdomen", "2026-11-28T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-11-29T00:00:00+01" },
  { "c2026-11-01T09:00:00+01:00 1.0 abdomen", "2026-11-29T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "c2026-11-01T09:00:00+01:00 1.5 abdomen", "2026-12-12T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-12-13T00:00:00+01" },
  { "c2026-11-01T09:00:00+01:00 2.5 abdomen", "2026-12-13T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  /* A length that is not known waits as the longest. */
  { "c2026-11-01T09:00:00+01:00 0 abdomen", "2026-12-12T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-12-13T00:00:00+01" },
  { "c2026-11-01T09:00:00+01:00 0 abdomen", "2026-12-13T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },

  /* The longer of the last and the new length. */
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-30T12:00:00+01:00", BERLIN, "abdomen", 0.5, "2026-12-09T00:00:00+01" },
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-12-09T00:00:00+01:00", BERLIN, "abdomen", 0.5, NULL },
  { "2026-11-18T20:00:00+01:00 0.5 abdomen", "2026-11-30T12:00:00+01:00", BERLIN, "abdomen", 0.25, "2026-12-09T00:00:00+01" },
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-20T12:00:00+01:00", BERLIN, "abdomen", 0.25, "2026-11-25T00:00:00+01" },

  /* The end of February, in a leap year and not. */
  { "2028-02-24T12:00:00+01:00 0.25 abdomen", "2028-03-01T12:00:00+01:00", BERLIN, "abdomen", 0, "2028-03-02T00:00:00+01" },
  { "2028-02-22T12:00:00+01:00 0.25 abdomen", "2028-02-28T12:00:00+01:00", BERLIN, "abdomen", 0, "2028-02-29T00:00:00+01" },
  { "2028-02-22T12:00:00+01:00 0.25 abdomen", "2028-02-29T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "2028-02-29T12:00:00+01:00 0.25 abdomen", "2028-03-06T23:59:59+01:00", BERLIN, "abdomen", 0, "2028-03-07T00:00:00+01" },
  { "2027-02-24T12:00:00+01:00 0.25 abdomen", "2027-03-02T23:59:59+01:00", BERLIN, "abdomen", 0, "2027-03-03T00:00:00+01" },
  { "2026-12-28T12:00:00+01:00 0.25 abdomen", "2026-12-31T12:00:00+01:00", BERLIN, "abdomen", 0, "2027-01-04T00:00:00+01" },

  /* The clocks go forward and back; days stay days. */
  { "2026-03-25T23:30:00+01:00 0.25 abdomen", "2026-03-31T23:59:59+02:00", BERLIN, "abdomen", 0, "2026-04-01T00:00:00+02" },
  { "2026-03-25T23:30:00+01:00 0.25 abdomen", "2026-04-01T00:00:00+02:00", BERLIN, "abdomen", 0, NULL },
  { "2026-10-20T00:10:00+02:00 0.25 abdomen", "2026-10-26T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-10-27T00:00:00+01" },
  { "2026-10-20T00:10:00+02:00 0.25 abdomen", "2026-10-27T00:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  /* 2024-09-08 began at one o'clock in Santiago. */
  { "2024-09-01T20:00:00-04:00 0.25 abdomen", "2024-09-07T23:59:59-04:00", "America/Santiago", "abdomen", 0, "2024-09-08T01:00:00-03" },
  { "2024-09-01T20:00:00-04:00 0.25 abdomen", "2024-09-08T01:00:00-03:00", "America/Santiago", "abdomen", 0, NULL },

  /* The day is that of the place where the person is now. */
  { "2026-11-18T00:30:00+01:00 0.25 abdomen", "2026-11-20T12:00:00-05:00", "America/New_York", "abdomen", 0, "2026-11-24T00:00:00-05" },
  { "2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-20T12:00:00+09:00", "Asia/Tokyo", "abdomen", 0, "2026-11-26T00:00:00+09" },

  /* Several records: the longest wait of all counts, not that of the newest. */
  { "c2026-11-01T09:00:00+01:00 1.5 abdomen, 2026-11-20T20:00:00+01:00 0.25 abdomen",
    "2026-11-30T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-12-13T00:00:00+01" },
  { "2026-11-01T09:00:00+01:00 0.25 abdomen, 2026-11-20T20:00:00+01:00 0.25 abdomen",
    "2026-11-24T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-11-27T00:00:00+01" },
  { "2026-11-20T09:00:00+01:00 0.25 hip-left, 2026-11-18T20:00:00+01:00 0.5 abdomen hip-right",
    "2026-11-24T12:00:00+01:00", BERLIN, "hip-left", 0, "2026-11-27T00:00:00+01" },
  { "2026-11-20T09:00:00+01:00 0.25 hip-left, 2026-11-18T20:00:00+01:00 0.5 abdomen hip-right",
    "2026-11-24T12:00:00+01:00", BERLIN, "hip-right", 0, "2026-12-09T00:00:00+01" },

  /* What was stopped before needling does not count; what was stopped after it does. */
  { "s2026-11-21T12:00:00+01:00 0.25 abdomen", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  { "p2026-11-21T12:00:00+01:00 0.25 abdomen", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-11-28T00:00:00+01" },
  { "s2026-11-21T12:00:00+01:00 0.25 abdomen, 2026-11-18T20:00:00+01:00 0.25 abdomen",
    "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-11-25T00:00:00+01" },
  /* A file that cannot be read hides none that can. */
  { "x2026-11-21T12:00:00+01:00 0.25 abdomen, 2026-11-18T20:00:00+01:00 0.25 abdomen",
    "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-11-25T00:00:00+01" },
  { "x2026-11-21T12:00:00+01:00 0.25 abdomen", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, NULL },
  /* The computer's clock was set back. */
  { "2026-11-25T12:00:00+01:00 0.25 abdomen", "2026-11-22T12:00:00+01:00", BERLIN, "abdomen", 0, "2026-12-02T00:00:00+01" },

  /* After a test spot the whole skin waits. */
  { "t2026-11-01T12:00:00+01:00 0.25 abdomen", "2026-11-28T23:59:59+01:00", BERLIN, "abdomen", 0, "2026-11-29T00:00:00+01" },
  { "t2026-11-01T12:00:00+01:00 0.25 abdomen", "2026-11-28T23:59:59+01:00", BERLIN, "calf-left", 0.5, "2026-11-29T00:00:00+01" },
  { "t2026-11-01T12:00:00+01:00 0.25 abdomen", "2026-11-29T00:00:00+01:00", BERLIN, "calf-left", 0, NULL },
  { "t2026-11-01T12:00:00+01:00 0.25 abdomen, c2026-11-10T12:00:00+01:00 1.5 calf-left",
    "2026-11-20T12:00:00+01:00", BERLIN, "calf-left", 0, "2026-12-22T00:00:00+01" },
};

static void
test_earliest (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) records = write_records (cases[i].records);
      SalveIntervals *intervals = look_at (records, cases[i].now, cases[i].zone);
      g_autoptr (GDateTime) day = salve_intervals_get_earliest (intervals, cases[i].area, cases[i].needle_mm);

      g_test_message ("%s at %s", cases[i].records, cases[i].now);
      assert_day (day, cases[i].earliest);
      if (cases[i].needle_mm == 0)
        g_assert_cmpint (salve_intervals_get_recency (intervals, cases[i].area) == SALVE_RECENCY_TOO_SOON, ==,
                         cases[i].earliest != NULL);
      g_assert_finalize_object (intervals);
    }
}

static void
test_words (void)
{
  static const struct { const char *records; double needle_mm; const char *words; } table[] = {
    { "", 0, "Never treated." },
    { "2026-11-22T08:00:00+01:00 0.25 abdomen", 0, "Treated today with 0.25 mm. Ready on Sunday, 29 November." },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", 0, "Treated 4 days ago with 0.25 mm. Ready on Wednesday, 25 November." },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", 0.3, "Treated 4 days ago with 0.25 mm. Ready on Wednesday, 25 November." },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", 0.5,
      "Treated 4 days ago with 0.25 mm. Needles of 0.5 mm need a longer break. Ready on Wednesday, 9 December." },
    { "2026-11-21T23:59:00+01:00 0.25 abdomen", 0, "Treated 1 day ago with 0.25 mm. Ready on Saturday, 28 November." },
    { "2026-10-22T20:00:00+02:00 0.25 abdomen", 0, "Treated 31 days ago with 0.25 mm." },
    { "c2026-11-21T20:00:00+01:00 0 abdomen", 0, "Treated 1 day ago. Ready on Saturday, 2 January." },
    { "c2026-11-22T08:00:00+01:00 0 abdomen", 0, "Treated today. Ready on Sunday, 3 January." },
    { "2025-11-24T20:00:00+01:00 0.25 abdomen", 0, "Treated 363 days ago with 0.25 mm." },
    { "2025-11-02T20:00:00+01:00 0.25 abdomen", 0, "Not treated in the last year." },
    { "c2026-10-30T08:00:00+01:00 1.5 abdomen, 2026-11-20T08:00:00+01:00 0.25 abdomen", 0,
      "Treated 2 days ago with 0.25 mm. A longer needle before that needs more time. Ready on Friday, 11 December." },
    { "t2026-11-10T08:00:00+01:00 0.25 hip-left", 0,
      "Never treated. After a test spot, wait 28 days to see how the skin takes it. Ready on Tuesday, 8 December." },
    { "t2026-11-10T08:00:00+01:00 0.25 abdomen", 0,
      "Treated 12 days ago with 0.25 mm. After a test spot, wait 28 days to see how the skin takes it. "
      "Ready on Tuesday, 8 December." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GListStore) records = write_records (table[i].records);
      g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);
      g_autofree char *words = salve_intervals_explain (intervals, "abdomen", table[i].needle_mm);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

static void
test_last (void)
{
  g_autoptr (GListStore) records = write_records ("2026-11-18T20:00:00+01:00 0.25 abdomen hip-left, "
                                                  "2026-11-01T20:00:00+01:00 0.5 abdomen, "
                                                  "c2026-06-01T20:00:00+02:00 1.5 calf-left, "
                                                  "s2026-11-20T20:00:00+01:00 0.3 abdomen");
  g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);

  assert_day (salve_intervals_get_last (intervals, "abdomen"), "2026-11-18T20:00:00+01");
  g_assert_cmpfloat (salve_intervals_get_needle_mm (intervals, "abdomen"), ==, 0.25);
  g_assert_cmpint (salve_intervals_get_days (intervals, "abdomen"), ==, 4);
  assert_day (salve_intervals_get_last (intervals, "calf-left"), "2026-06-01T20:00:00+02");
  g_assert_cmpfloat (salve_intervals_get_needle_mm (intervals, "calf-left"), ==, 1.5);
  g_assert_null (salve_intervals_get_last (intervals, "calf-right"));
  g_assert_cmpfloat (salve_intervals_get_needle_mm (intervals, "calf-right"), ==, 0);
  g_assert_cmpint (salve_intervals_get_days (intervals, "calf-right"), ==, -1);
}

static void
test_recency (void)
{
  static const struct { const char *record; SalveRecency recency; } table[] = {
    { "", SALVE_RECENCY_NEVER },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", SALVE_RECENCY_TOO_SOON },
    { "2026-11-15T20:00:00+01:00 0.25 abdomen", SALVE_RECENCY_RECENT },
    { "2026-10-11T20:00:00+02:00 0.25 abdomen", SALVE_RECENCY_RECENT },
    { "2026-10-10T20:00:00+02:00 0.25 abdomen", SALVE_RECENCY_LONG_AGO },
    { "2025-12-10T20:00:00+01:00 0.25 abdomen", SALVE_RECENCY_LONG_AGO },
    { "t2026-11-18T20:00:00+01:00 0.25 calf-left", SALVE_RECENCY_TOO_SOON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GListStore) records = write_records (table[i].record);
      g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);

      g_assert_cmpint (salve_intervals_get_recency (intervals, "abdomen"), ==, table[i].recency);
    }
}

static void
test_several_areas (void)
{
  g_autoptr (GListStore) records = write_records ("2026-11-18T20:00:00+01:00 0.25 abdomen, "
                                                  "2026-11-20T20:00:00+01:00 0.25 hip-left");
  g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);
  static const struct { const char *areas[4]; const char *earliest; } table[] = {
    { { NULL }, NULL },
    { { "calf-left" }, NULL },
    { { "abdomen" }, "2026-11-25T00:00:00+01" },
    { { "abdomen", "hip-left", "calf-left" }, "2026-11-27T00:00:00+01" },
    { { "hip-left", "abdomen" }, "2026-11-27T00:00:00+01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GDateTime) day = salve_intervals_get_earliest_of (intervals, table[i].areas, 0);

      assert_day (day, table[i].earliest);
    }
  g_assert_null (salve_intervals_get_earliest_of (intervals, NULL, 0));
}

static void
test_holding (void)
{
  static const struct { const char *records; const char *areas[3]; double needle_mm; const char *holding; } table[] = {
    { "", { "abdomen" }, 0, NULL },
    { "2026-11-01T20:00:00+01:00 0.25 abdomen", { "abdomen" }, 0, NULL },
    { "2026-11-01T20:00:00+01:00 0.25 abdomen", { "abdomen" }, 0.5, NULL },
    { "2026-11-05T20:00:00+01:00 0.25 abdomen", { "abdomen" }, 0.5, "2026-11-05T20:00:00+01" },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", { "abdomen" }, 0, "2026-11-18T20:00:00+01" },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", { "calf-left" }, 0, NULL },
    /* An area that is ready has no say, however lately it was treated. */
    { "c2026-11-01T20:00:00+01:00 1.5 abdomen, 2026-11-15T20:00:00+01:00 0.25 calf-left",
      { "calf-left", "abdomen" }, 0, "2026-11-01T20:00:00+01" },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen, 2026-11-20T20:00:00+01:00 0.25 calf-left",
      { "abdomen", "calf-left" }, 0, "2026-11-20T20:00:00+01" },
    { "t2026-11-18T20:00:00+01:00 0.25 abdomen", { "calf-left" }, 0, "2026-11-18T20:00:00+01" },
    { "t2026-11-10T20:00:00+01:00 0.25 abdomen, 2026-10-20T20:00:00+02:00 0.25 calf-left",
      { "calf-left" }, 0, "2026-11-10T20:00:00+01" },
    { "t2026-10-10T20:00:00+02:00 0.25 abdomen, 2026-11-20T20:00:00+01:00 0.25 calf-left",
      { "calf-left" }, 0, "2026-11-20T20:00:00+01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GListStore) records = write_records (table[i].records);
      g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);

      assert_day (salve_intervals_get_holding (intervals, table[i].areas, table[i].needle_mm), table[i].holding);
    }
}

/* However long ago. */
static void
test_test_spot (void)
{
  static const struct { const char *records; const char *made; } table[] = {
    { "", NULL },
    { "2026-11-18T20:00:00+01:00 0.25 abdomen", NULL },
    { "t2026-11-18T20:00:00+01:00 0.25 abdomen", "2026-11-18T20:00:00+01" },
    { "t2021-11-18T20:00:00+01:00 0.25 abdomen, 2022-01-01T20:00:00+01:00 0.25 abdomen", "2021-11-18T20:00:00+01" },
    { "t2021-11-18T20:00:00+01:00 0.25 abdomen, t2022-01-01T20:00:00+01:00 0.25 abdomen", "2022-01-01T20:00:00+01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GListStore) records = write_records (table[i].records);
      g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);

      assert_day (salve_intervals_get_test_spot (intervals), table[i].made);
    }
}

/* A list that knows which of its records were asked for. */
static void
test_reads_little (void)
{
  g_autoptr (GListStore) records = write_records ("2026-11-18T20:00:00+01:00 0.25 abdomen, "
                                                  "2026-03-01T20:00:00+01:00 0.25 hip-left, "
                                                  "2020-03-01T20:00:00+01:00 0.25 calf-left");
  g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);
  g_autoptr (SalveRecord) middle = g_list_model_get_item (G_LIST_MODEL (records), 1);
  g_autoptr (SalveRecord) oldest = g_list_model_get_item (G_LIST_MODEL (records), 2);
  g_autoptr (GDateTime) day = salve_intervals_get_earliest (intervals, "calf-left", 0);

  g_assert_null (day);
  /* A file that is gone tells that it was read by its error. */
  g_assert_cmpint (g_unlink (salve_record_get_path (middle)), ==, 0);
  g_assert_cmpint (g_unlink (salve_record_get_path (oldest)), ==, 0);
  g_assert_nonnull (salve_intervals_get_last (intervals, "abdomen"));
  g_assert_null (salve_record_get_error (middle));
  g_assert_null (salve_intervals_get_last (intervals, "calf-left"));
  g_assert_nonnull (salve_record_get_error (middle));
  g_assert_null (salve_record_get_error (oldest));
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_follows_records (void)
{
  g_autoptr (GListStore) records = write_records ("2026-11-18T20:00:00+01:00 0.25 abdomen");
  g_autoptr (SalveIntervals) intervals = look_at (records, "2026-11-22T12:00:00+01:00", BERLIN);
  g_autoptr (GDateTime) before = salve_intervals_get_earliest (intervals, "abdomen", 0);
  g_autoptr (GDateTime) after = NULL;
  guint changed = 0;

  g_signal_connect_swapped (intervals, "changed", G_CALLBACK (count), &changed);
  assert_day (before, "2026-11-25T00:00:00+01");
  add_record (records, "2026-11-22T08:00:00+01:00 0.25 abdomen");
  g_assert_cmpuint (changed, ==, 1);
  after = salve_intervals_get_earliest (intervals, "abdomen", 0);
  assert_day (after, "2026-11-29T00:00:00+01");
  g_list_store_remove_all (records);
  g_assert_cmpuint (changed, ==, 2);
  g_assert_null (salve_intervals_get_earliest (intervals, "abdomen", 0));
  g_assert_null (salve_intervals_get_last (intervals, "abdomen"));
}

/* What a file may hold that no person did: the area still has to wait, as long as there are days. */
static void
test_end_of_days (void)
{
  g_autoptr (GListStore) records = write_records ("9999-12-30T20:00:00+01:00 1.5 abdomen");
  g_autoptr (SalveIntervals) intervals = look_at (records, "9999-12-30T21:00:00+01:00", BERLIN);
  g_autoptr (GDateTime) earliest = salve_intervals_get_earliest (intervals, "abdomen", 1.5);
  g_autofree char *words = salve_intervals_explain (intervals, "abdomen", 1.5);

  assert_day (earliest, "9999-12-31T00:00:00+01");
  g_assert_nonnull (strstr (words, "Ready on Friday, 31 December."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("TZ", BERLIN, TRUE);

  g_test_add_func ("/intervals/earliest", test_earliest);
  g_test_add_func ("/intervals/end-of-days", test_end_of_days);
  g_test_add_func ("/intervals/words", test_words);
  g_test_add_func ("/intervals/last", test_last);
  g_test_add_func ("/intervals/recency", test_recency);
  g_test_add_func ("/intervals/several-areas", test_several_areas);
  g_test_add_func ("/intervals/holding", test_holding);
  g_test_add_func ("/intervals/test-spot", test_test_spot);
  g_test_add_func ("/intervals/reads-little", test_reads_little);
  g_test_add_func ("/intervals/follows-records", test_follows_records);

  return g_test_run ();
}
