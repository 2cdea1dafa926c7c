/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-numbing-caps.h"

#include <glib/gstdio.h>
#include <math.h>

#include "salve-record.h"
#include "salve-session-json.h"

typedef gboolean (*Cap) (double   value,
                         GError **error);

static const struct
{
  Cap         cap;
  double      value;
  int         code; /* -1: it may be */
  const char *words;
} cases[] = {
  { salve_numbing_caps_percent, 2.5, -1, NULL },
  { salve_numbing_caps_percent, 4, -1, NULL },
  { salve_numbing_caps_percent, 4.01, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Above 4 % it needs a prescriber: a doctor decides whether, and how much. Do not use it for this." },
  { salve_numbing_caps_percent, 100, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Above 4 % it needs a prescriber: a doctor decides whether, and how much. Do not use it for this." },
  { salve_numbing_caps_percent, 120, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "There is no cream with more than 100 %. Look on the tube again." },
  { salve_numbing_caps_percent, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "There is no cream with more than 100 %. Look on the tube again." },
  { salve_numbing_caps_percent, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_percent, -1, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_percent, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_grams, 0.1, -1, NULL },
  { salve_numbing_caps_grams, 10, -1, NULL },
  { salve_numbing_caps_grams, 10.1, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Too much: at most 10 g in all. Treat a smaller area." },
  { salve_numbing_caps_grams, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, -2, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_area, 1, -1, NULL },
  { salve_numbing_caps_area, 100, -1, NULL },
  { salve_numbing_caps_area, 100.5, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Too large: at most 100 cm², about one palm without the fingers. Treat a smaller area." },
  { salve_numbing_caps_area, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
  { salve_numbing_caps_area, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
  { salve_numbing_caps_area, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (cases[i].cap (cases[i].value, &error), ==, cases[i].code < 0);
      g_assert_cmpint (cases[i].cap (cases[i].value, NULL), ==, cases[i].code < 0);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, SALVE_NUMBING_CAPS_ERROR, cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].words);
    }
}

static void
test_again (void)
{
  static const struct
  {
    int         seconds; /* since the last time */
    const char *words;   /* NULL: it may go on */
  } times[] = {
    { -86400, "Numbing cream goes on only once a day. No more of it until tomorrow, 18:30." },
    { 0, "Numbing cream goes on only once a day. No more of it until tomorrow, 18:30." },
    { 24 * 3600 - 60, "Numbing cream goes on only once a day. No more of it until 18:31." },
    { 24 * 3600, NULL },
    { 30 * 86400, NULL },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);

  g_assert_true (salve_numbing_caps_again (NULL, now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) last = g_date_time_add_seconds (now, -times[i].seconds);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (salve_numbing_caps_again (last, now, &error), ==, times[i].words == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, times[i].words);
    }
}

/* A record of a session that began so many hours before @now, with cream ten minutes later or without. */
static void
add_record (GListStore *records,
            GDateTime  *now,
            int         hours,
            gboolean    cream)
{
  g_autoptr (GDateTime) started = g_date_time_add_hours (now, -hours);
  g_autoptr (GDateTime) applied = g_date_time_add_minutes (started, 10);
  g_autoptr (GDateTime) ended = g_date_time_add_hours (started, 1);
  g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, started);
  g_autoptr (SalveRecord) record = NULL;
  g_autofree char *name = salve_record_make_name (session);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autofree char *text = NULL;

  if (cream)
    g_object_set (session, "numbing-applied", applied, NULL);
  salve_session_set_ended (session, ended);
  text = salve_session_to_json (session);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  record = salve_record_new (path);
  g_list_store_append (records, record);
}

static void
test_find_last (void)
{
  static const struct
  {
    int hours[3]; /* newest first, negative without cream, 0 for no more */
    int found;    /* 0 for none */
  } histories[] = {
    { { 0 }, 0 },
    { { 3 }, 3 },
    { { -3, 5 }, 5 },
    { { -2, -3, 30 }, 30 },
    { { 4, 20 }, 4 },
    { { 47 }, 47 },
    /* So old that it no longer matters. */
    { { -3, 60 }, 0 },
    { { 90 }, 0 },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
      g_autoptr (GDateTime) last = NULL;

      for (guint r = 0; r < G_N_ELEMENTS (histories[i].hours) && histories[i].hours[r] != 0; r++)
        add_record (records, now, ABS (histories[i].hours[r]), histories[i].hours[r] > 0);
      last = salve_numbing_caps_find_last (G_LIST_MODEL (records), now);
      g_assert_cmpint (last != NULL, ==, histories[i].found != 0);
      if (last != NULL)
        g_assert_cmpint (g_date_time_difference (now, last), ==,
                         histories[i].found * G_TIME_SPAN_HOUR - 10 * G_TIME_SPAN_MINUTE);
    }
}

/* What cannot be read tells nothing, and is no reason to stop looking. */
static void
test_find_last_unreadable (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autoptr (SalveRecord) missing = salve_record_new ("/nonexistent/20261122T160000Z-6a1f3c0e.json");
  g_autoptr (GDateTime) last = NULL;

  g_list_store_append (records, missing);
  add_record (records, now, 5, TRUE);
  last = salve_numbing_caps_find_last (G_LIST_MODEL (records), now);
  g_assert_nonnull (last);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/numbing-caps/values", test_values);
  g_test_add_func ("/numbing-caps/again", test_again);
  g_test_add_func ("/numbing-caps/find-last", test_find_last);
  g_test_add_func ("/numbing-caps/find-last-unreadable", test_find_last_unreadable);

  return g_test_run ();
}
