/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>
#include <time.h>

#include "salve-aftercare.h"
#include "salve-fake-clock.h"
#include "salve-intervals.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-record.h"
#include "salve-session-json.h"
#include "salve-shelf.h"

#define HEAD \
  "{\"format\": 1, \"id\": \"6a1f3c0e-5d0b\", \"setting\": \"home\", \"started\": \"2026-11-22T18:30:00+01:00\"," \
  " \"ended\": \"2026-11-22T19:12:00+01:00\""
#define AT "\"2026-11-22T19:00:00+01:00\""

/* What only a hostile file holds, and the largest that is accepted: the member with one entry too many or as many as
 * may be. */
static const struct
{
  const char *before;
  const char *entry;
  const char *after;
  guint       most;
  const char *message;
} cases[] = {
  { ", \"aftercare\": [], \"areas\": [", "\"a\"", "]", SALVE_JSON_MAX_WORDS, "“areas” holds more than 200 entries" },
  { ", \"areas\": [], \"aftercare\": [", "{\"restriction\": \"sun\", \"until\": " AT "}", "]", SALVE_JSON_MAX_ENTRIES,
    "“aftercare” holds more than 2000 entries" },
  { ", \"areas\": [], \"aftercare\": [{\"restriction\": \"sun\", \"until\": " AT ", \"areas\": [", "\"a\"", "]}]",
    SALVE_JSON_MAX_WORDS, "“areas” holds more than 200 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"passes\": [",
    "{\"area\": \"abdomen\", \"direction\": \"horizontal\", \"count\": 4}", "]", SALVE_JSON_MAX_ENTRIES,
    "“passes” holds more than 2000 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"steps\": [", "{\"id\": \"check\", \"entered\": " AT "}", "]",
    SALVE_JSON_MAX_ENTRIES, "“steps” holds more than 2000 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"events\": [", "{\"kind\": \"red-flag\", \"at\": " AT "}", "]",
    SALVE_JSON_MAX_ENTRIES, "“events” holds more than 2000 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"events\": [{\"kind\": \"red-flag\", \"at\": " AT ", \"signs\": [",
    "\"fever\"", "]}]", SALVE_JSON_MAX_WORDS, "“signs” holds more than 200 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"numbing\": {\"checks\": [", "{\"minutes\": 15, \"at\": " AT "}", "]}",
    SALVE_JSON_MAX_ENTRIES, "“checks” holds more than 2000 entries" },
  { ", \"areas\": [], \"aftercare\": [], \"later\": [", "0", "]", SALVE_JSON_MAX_VALUES - 9,
    "There is far more in it than a record holds" },
};

static char *
repeat (const char *before,
        const char *entry,
        const char *between,
        guint       n,
        const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", entry);
  return g_string_free (g_string_append (text, after), FALSE);
}

static void
expect (const char *text,
        const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = salve_session_from_json (text, -1, &error);

  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, message);
  g_assert_true ((session != NULL) == (message == NULL));
  if (error != NULL)
    g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
}

static void
test_counts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = g_strconcat (HEAD, cases[i].before, NULL);
      g_autofree char *after = g_strconcat (cases[i].after, "}", NULL);
      g_autofree char *most = repeat (before, cases[i].entry, ", ", cases[i].most, after);
      g_autofree char *more = repeat (before, cases[i].entry, ", ", cases[i].most + 1, after);

      g_test_message ("%s", cases[i].before);
      expect (most, NULL);
      expect (more, cases[i].message);
    }
}

/* In characters: a language is not to be the reason. */
static void
test_text (void)
{
  g_autofree char *most = repeat (HEAD ", \"areas\": [], \"aftercare\": [], \"notes\": \"", "é", "", SALVE_JSON_MAX_TEXT,
                                  "\"}");
  g_autofree char *more = repeat (HEAD ", \"areas\": [], \"aftercare\": [], \"notes\": \"", "é", "",
                                  SALVE_JSON_MAX_TEXT + 1, "\"}");

  expect (most, NULL);
  expect (more, "“notes” is longer than 65536 characters");
}

static void
expect_object (gboolean   (*check) (JsonObject *, GError **),
               const char  *before,
               const char  *entry,
               guint        most,
               const char  *after,
               const char  *message)
{
  g_autofree char *fits = repeat (before, entry, ", ", most, after);
  g_autofree char *more = repeat (before, entry, ", ", most + 1, after);
  g_autoptr (JsonObject) one = salve_json_parse (fits, -1, NULL);
  g_autoptr (JsonObject) other = salve_json_parse (more, -1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (check (one, &error));
  g_assert_no_error (error);
  g_assert_false (check (other, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_other_files (void)
{
  expect_object (salve_shelf_check, "{\"format\": 1, \"devices\": [",
                 "{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25}", SALVE_JSON_MAX_ENTRIES, "]}",
                 "“devices” holds more than 2000 entries");
  expect_object (salve_shelf_check, "{\"format\": 1, \"products\": [",
                 "{\"id\": \"a\", \"name\": \"b\", \"marks\": [\"bland\"]}", SALVE_JSON_MAX_ENTRIES, "]}",
                 "“products” holds more than 2000 entries");
  expect_object (salve_shelf_check, "{\"format\": 1, \"products\": [{\"id\": \"a\", \"name\": \"b\", \"marks\": [",
                 "\"bland\"", SALVE_JSON_MAX_WORDS, "]}]}", "“marks” holds more than 200 entries");
}

static void
test_answers (void)
{
  GString *text = g_string_new ("{\"format\": 1, \"lasting\": {\"no\": [\"a\"");
  g_autofree char *more = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SALVE_JSON_MAX_WORDS; i++)
    g_string_append_printf (text, ", \"item-%u\"", i);
  more = g_string_free (g_string_append (text, "]}}"), FALSE);
  object = salve_json_parse (more, -1, &error);
  g_assert_no_error (error);
  g_assert_false (salve_profile_check (object, &error));
  g_assert_cmpstr (error->message, ==, "“no” holds more than 200 entries");
}

/* What would be too large to be read again is not written: the file stays as it was. */
static void
test_write (void)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *path = g_build_filename (folder, "x.json", NULL);
  g_autofree char *temporary = g_strconcat (path, ".N12345", NULL);
  g_autofree char *large = g_strnfill (SALVE_JSON_MAX_BYTES + 1, ' ');
  g_autofree char *present = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_paths_ensure (folder, &error));
  g_assert_true (salve_json_write (path, "{}", &error));
  g_assert_false (salve_json_write (path, large, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "“x.json” could not be saved: it would be far larger than a record");
  g_clear_error (&error);
  g_assert_false (salve_json_write (temporary, large, &error));
  g_assert_cmpstr (error->message, ==, "“x.json” could not be saved: it would be far larger than a record");
  present = salve_json_read (path, NULL, NULL);
  g_assert_cmpstr (present, ==, "{}");
}

static char *
make_long_session (void)
{
  static const char * const directions[] = { "horizontal", "vertical", "diagonal-up", "diagonal-down" };
  GString *text = g_string_new (HEAD ", \"areas\": [\"area-0\"");

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, ", \"area-%u\"", i);
  g_string_append (text, "], \"passes\": [{\"area\": \"a\", \"direction\": \"b\", \"count\": 1}");
  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, ", {\"area\": \"area-%u\", \"direction\": \"%s\", \"count\": 8, \"seconds\": %u}", i % 30,
                            directions[i % 4], i);
  g_string_append (text, "], \"steps\": [{\"id\": \"check\", \"entered\": " AT "}");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, ", {\"id\": \"treat\", \"entered\": " AT ", \"done\": " AT ", \"part\": 3}");
  g_string_append (text, "], \"aftercare\": [{\"restriction\": \"sun\", \"until\": " AT "}");
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, ", {\"restriction\": \"sweat\", \"until\": " AT ", \"areas\": [\"area-%u\"]}", i);
  g_string_append (text, "], \"notes\": \"");
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "A long tale. ");
  return g_string_free (g_string_append (text, "\"}"), FALSE);
}

/* A session of a whole day on all of the body, with a tale of ten pages, is far from any limit. */
static void
test_long_session (void)
{
  g_autofree char *text = make_long_session ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = salve_session_from_json (text, -1, &error);
  g_autoptr (SalveSession) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = salve_session_to_json (session);
  g_assert_cmpuint (strlen (written), <, SALVE_JSON_MAX_BYTES / 4);
  again = salve_session_from_json (written, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salve_session_get_passes (again)->len, ==, 601);
}

/* The worst that is accepted, five times: what is derived from it takes a moment a file, and no minutes. */
static void
test_worst (void)
{
  g_autofree char *folder = salve_paths_data ();
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 18, 30, 0);
  g_autoptr (SalveFakeClock) wall = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (SalveAftercare) aftercare = NULL;
  g_autoptr (SalveIntervals) intervals = NULL;
  GString *text = g_string_new (HEAD ", \"areas\": [\"area-0\"");
  g_autofree char *record_text = NULL;
  clock_t begun;

  for (guint i = 1; i < SALVE_JSON_MAX_WORDS; i++)
    g_string_append_printf (text, ", \"area-%u\"", i);
  g_string_append (text, "], \"aftercare\": [{\"restriction\": \"sun\", \"until\": \"2026-11-24T19:00:00Z\"}");
  for (guint i = 1; i < SALVE_JSON_MAX_ENTRIES; i++)
    g_string_append_printf (text, ", {\"restriction\": \"sweat\", \"until\": \"2026-11-%02uT19:00:00.%06uZ\"}",
                            23 + i % 7, i);
  record_text = g_string_free (g_string_append (text, "]}"), FALSE);
  g_assert_true (salve_paths_ensure (folder, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/20261122T173000Z-6a1f3c0e-%u.json", folder, i + 2);
      g_autoptr (SalveRecord) record = salve_record_new (path);

      g_assert_true (g_file_set_contents (path, record_text, -1, NULL));
      g_list_store_append (records, record);
    }
  begun = clock ();
  aftercare = salve_aftercare_new (G_LIST_MODEL (records), SALVE_CLOCK (wall));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (aftercare)), ==, 2);
  intervals = salve_intervals_new (G_LIST_MODEL (records), now);
  g_assert_cmpint (salve_intervals_get_recency (intervals, "area-7"), !=, SALVE_RECENCY_NEVER);
  g_test_message ("%.2f s", (double) (clock () - begun) / CLOCKS_PER_SEC);
  g_assert_cmpfloat ((double) (clock () - begun) / CLOCKS_PER_SEC, <, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/limits/counts", test_counts);
  g_test_add_func ("/limits/text", test_text);
  g_test_add_func ("/limits/other-files", test_other_files);
  g_test_add_func ("/limits/answers", test_answers);
  g_test_add_func ("/limits/write", test_write);
  g_test_add_func ("/limits/long-session", test_long_session);
  g_test_add_func ("/limits/worst", test_worst);
  return g_test_run ();
}
