/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-folders-fixture.h"
#include "salve-import.h"
#include "salve-json.h"
#include "salve-paths.h"

#define SESSION(id, notes) \
  "{\"format\": 1, \"id\": \"" id "\", \"setting\": \"home\", \"started\": \"2026-11-22T18:30:00+01:00\"," \
  " \"ended\": \"2026-11-22T19:12:00+01:00\", \"areas\": [\"abdomen\"], \"aftercare\": [], \"notes\": \"" notes "\"," \
  " \"later\": {\"a\": [1, null, \"]}\\\"\"]}}"

static GPtrArray *
import (Fixture    *fixture,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveArchive) archive = salve_archive_read (text, strlen (text), &error);
  GPtrArray *entries;

  g_assert_no_error (error);
  entries = salve_import (archive, fixture->data, &error);
  g_assert_no_error (error);
  return entries;
}

/* "added present refused" */
static void
expect_fates (GPtrArray  *entries,
              const char *expected)
{
  static const char * const names[] = { "added", "present", "beside", "refused" };
  g_autoptr (GString) fates = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const SalveImportEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (fates, "%s%s", i > 0 ? " " : "", names[entry->fate]);
      g_assert_true ((entry->name == NULL) == (entry->fate == SALVE_IMPORT_REFUSED));
    }
  g_assert_cmpstr (fates->str, ==, expected);
}

static char *
export (Fixture  *fixture,
        guint    *n_sessions,
        GPtrArray *left_out)
{
  g_autoptr (GError) error = NULL;
  char *text = salve_archive_write (fixture->data, FALSE, n_sessions, left_out, &error);

  g_assert_no_error (error);
  return text;
}

/* What the frame may be, with words for what it may not. */
static void
test_read (void)
{
  static const struct { const char *text; guint n; const char *message; } cases[] = {
    { "{\"format\": 1, \"sessions\": []}", 0, NULL },
    { "{\"sessions\":[{},{\"a\":\"}]\\\\\"}],\"format\":1,\"more\":{\"sessions\":[{}]}}", 2, NULL },
    { "{\"format\": 1, \"a\": \"sessions\", \"b\": [{}], \"sessions\": [ {} , {} ]}", 2, NULL },
    { "{\"format\": 1, \"sessions\": [{\"format\": 1}], \"shelf\": {\"format\": 1}, \"profile\": {\"format\": 1}}", 1, NULL },
    { "", 0, "The text ends too early, as if it was cut off" },
    { "[]", 0, "Line 1 is not valid JSON" },
    { "{\"format\": 1}", 0, "“sessions” is missing" },
    { "{\"sessions\": []}", 0, "“format” is missing" },
    { "{\"format\": 2, \"sessions\": []}", 0, "This file comes from a newer version of Salve" },
    { "{\"format\": 1, \"sessions\": {}}", 0, "“sessions” is not a list" },
    { "{\"format\": 1, \"sessions\": [0]}", 0, "“sessions” holds an entry that is not a group in { }" },
    { "{\"format\": 1, \"sessions\": [{}, 0]}", 0, "“sessions” holds an entry that is not a group in { }" },
    { "{\"format\": 1, \"sessions\": [[{}]]}", 0, "“sessions” holds an entry that is not a group in { }" },
    { "{\"format\": 1, \"s\\u0065ssions\": [{}]}", 0, "“sessions” holds an entry that is not a group in { }" },
    { "{\"format\": 1, \"sessions\": [{}], \"sessions\": [{}]}", 0, "“sessions” is there twice (line 1)" },
    { "{\"format\": 1, \"sessions\": [{}", 0, "The text ends too early, as if it was cut off" },
    { "{\"format\": 1, \"sessions\": [{}{}]}", 0, "Line 1 is not valid JSON" },
    { "{\"format\": 1, \"sessions\": []}}", 0, "Line 1 is not valid JSON" },
    { "]]]}}{\"sessions\":[{", 0, "Line 1 is not valid JSON" },
    { "{\"format\": 1, \"sessions\": [], \"shelf\": 7}", 0, "“shelf” is not a group in { }" },
    { "{\"format\": 1, \"sessions\": [], \"shelf\": {}}", 0, "“shelf” cannot be read: “format” is missing" },
    { "{\"format\": 1, \"sessions\": [], \"profile\": {\"format\": 1, \"born\": 7}}", 0,
      "“profile” cannot be read: “born” is not text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SalveArchive) archive = salve_archive_read (cases[i].text, strlen (cases[i].text), &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
      if (archive != NULL)
        g_assert_cmpuint (salve_archive_get_n_sessions (archive), ==, cases[i].n);
    }
}

static void
expect_too_large (const char *text,
                  gsize       length,
                  const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveArchive) archive = salve_archive_read (text, length, &error);

  g_assert_null (archive);
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, message);
}

static char *
repeat (const char *before,
        const char *entry,
        guint       n,
        const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, entry);
  return g_string_free (g_string_append (text, after), FALSE);
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *most = repeat ("{\"format\": 1, \"sessions\": [{}", ",{}", SALVE_ARCHIVE_MAX_SESSIONS - 1, "]}");
  g_autofree char *more = repeat ("{\"format\": 1, \"sessions\": [{}", ",{}", SALVE_ARCHIVE_MAX_SESSIONS, "]}");
  g_autofree char *wide = repeat ("{\"format\": 1, \"sessions\": [], \"x\": \"", "xxxxxxxxxxxxxxxx", 300000, "\"}");
  g_autofree char *deep = repeat ("{\"format\": 1, \"sessions\": [], \"x\": ", "[", 100000, "");
  g_autofree char *abyss = repeat ("{\"format\": 1, \"sessions\": [{\"a\": ", "[", 100000, "");
  g_autoptr (SalveArchive) archive = salve_archive_read (most, strlen (most), &error);
  g_autofree char *endless = g_malloc0 (SALVE_ARCHIVE_MAX_BYTES + 1);

  g_assert_no_error (error);
  g_assert_cmpuint (salve_archive_get_n_sessions (archive), ==, SALVE_ARCHIVE_MAX_SESSIONS);
  expect_too_large (more, strlen (more), "There are more than 20000 sessions in it");
  expect_too_large (wide, strlen (wide), "There is far more in it beside the sessions than Salve writes");
  expect_too_large (endless, SALVE_ARCHIVE_MAX_BYTES + 1,
                    "The text is far longer than all sessions together can be");
  g_assert_null (salve_archive_read (deep, strlen (deep), &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_DEEP);
  g_clear_error (&error);
  g_assert_null (salve_archive_read (abyss, strlen (abyss), &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
}

/* What a session in it may not be: no more than a record. */
static void
test_session_limits (void)
{
  g_autofree char *text = repeat ("{\"format\": 1, \"sessions\": [{\"a\": [1", ",1", SALVE_JSON_MAX_VALUES, "]}]}");
  g_autoptr (SalveArchive) archive = salve_archive_read (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (salve_archive_get_session (archive, 0, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "There is far more in it than a record holds");
}

static void
test_load (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->data, "large", NULL);
  g_autofree char *folder = g_build_filename (fixture->data, NULL);
  g_autoptr (GError) error = NULL;

  fixture_put (fixture->data, "large", "");
  g_assert_cmpint (truncate (path, SALVE_ARCHIVE_MAX_BYTES + 1), ==, 0);
  g_assert_null (salve_archive_load (path, &error));
  g_assert_cmpstr (error->message, ==, "The file is far larger than all sessions together can be");
  g_clear_error (&error);
  g_assert_null (salve_archive_load (folder, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE);
}

/* All of it comes back, with what this version does not know. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  user_data)
{
  const char *text = "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "one") ", "
                     SESSION ("bbbbbbbb-2", "two") "], \"shelf\": {\"format\": 1, \"devices\": [], \"new\": 1},"
                     " \"profile\": {\"format\": 1, \"born\": \"1990-02-28\"}}";
  g_autoptr (GPtrArray) entries = import (fixture, text);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *record = fixture_get (fixture->sessions, "20261122T173000Z-aaaaaaaa.json");
  g_autofree char *shelf = fixture_get (fixture->data, "shelf.json");
  g_autofree char *out = NULL;
  g_autofree char *same = NULL;
  guint n;

  expect_fates (entries, "added added added added");
  g_assert_nonnull (strstr (record, "\"later\""));
  g_assert_nonnull (strstr (shelf, "\"new\": 1"));
  out = export (fixture, &n, NULL);
  g_assert_cmpuint (n, ==, 2);
  again = import (fixture, out);
  expect_fates (again, "present present present present");
  same = export (fixture, &n, NULL);
  g_assert_cmpstr (same, ==, out);
}

/* The same session with something else in it is kept beside the one that is here, once. */
static void
test_beside (Fixture       *fixture,
             gconstpointer  user_data)
{
  const char *first = "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "here") "],"
                      " \"shelf\": {\"format\": 1, \"devices\": []}}";
  const char *second = "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "there") ", "
                       SESSION ("aaaaaaaa-1", "there") "], \"shelf\": {\"format\": 1, \"products\": []}}";
  g_autoptr (GPtrArray) one = import (fixture, first);
  g_autofree char *before = fixture_get (fixture->sessions, "20261122T173000Z-aaaaaaaa.json");
  g_autofree char *shelf_before = fixture_get (fixture->data, "shelf.json");
  g_autoptr (GPtrArray) two = import (fixture, second);
  g_autoptr (GPtrArray) three = import (fixture, second);
  g_autofree char *after = fixture_get (fixture->sessions, "20261122T173000Z-aaaaaaaa.json");
  g_autofree char *shelf_after = fixture_get (fixture->data, "shelf.json");
  g_autofree char *beside = fixture_get (fixture->sessions, ((SalveImportEntry *) g_ptr_array_index (two, 0))->name);

  expect_fates (one, "added added");
  expect_fates (two, "beside present beside");
  expect_fates (three, "present present present");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (shelf_after, ==, shelf_before);
  g_assert_nonnull (strstr (beside, "there"));
}

/* Another session of that name is not touched, and one that is damaged harms no other. */
static void
test_numbered (Fixture       *fixture,
               gconstpointer  user_data)
{
  const char *text = "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "one") ", {\"format\": 1}, "
                     SESSION ("aaaaaaaa-2", "two") ", {]}]}";
  g_autoptr (GPtrArray) entries = import (fixture, "{\"format\": 1, \"sessions\": []}");
  g_autoptr (GPtrArray) added = NULL;
  g_autofree char *two = NULL;

  fixture_put (fixture->sessions, "20261122T173000Z-aaaaaaaa-2.json", "{");
  added = import (fixture, "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "one") ", {\"format\": 1}, "
                           SESSION ("aaaaaaaa-2", "two") "]}");
  expect_fates (added, "added refused added");
  g_assert_cmpstr (((SalveImportEntry *) g_ptr_array_index (added, 1))->error->message, ==, "“id” is missing");
  two = fixture_get (fixture->sessions, "20261122T173000Z-aaaaaaaa-3.json");
  g_assert_nonnull (strstr (two, "two"));
  g_assert_null (salve_archive_read (text, strlen (text), NULL));
}

static void
test_left_out (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = import (fixture, "{\"format\": 1, \"sessions\": [" SESSION ("aaaaaaaa-1", "a") "]}");
  g_autofree char *text = NULL;
  guint n;

  fixture_put (fixture->sessions, "20261122T173000Z-bbbbbbbb.json", "{");
  fixture_put (fixture->data, "shelf.json", "[]");
  text = export (fixture, &n, left_out);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (left_out->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (left_out, 0), ==,
                   "“20261122T173000Z-bbbbbbbb.json” is left out: The text ends too early, as if it was cut off");
  g_assert_cmpstr (g_ptr_array_index (left_out, 1), ==, "“shelf.json” is left out: Line 1 is not valid JSON");
  g_assert_null (strstr (text, "shelf"));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->data, "out", NULL);
  g_autofree char *expected = g_strdup_printf ("“%s” is there already, and is not overwritten", path);
  g_autofree char *present = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (salve_paths_ensure (fixture->data, &error));
  g_assert_true (salve_archive_save (path, "one", &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_false (salve_archive_save (path, "two", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_assert_cmpstr (error->message, ==, expected);
  present = fixture_get (fixture->data, "out");
  g_assert_cmpstr (present, ==, "one");
  g_clear_error (&error);
  g_assert_false (salve_archive_save ("/nowhere/at/all", "", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/archive/read", test_read);
  g_test_add_func ("/archive/limits", test_limits);
  g_test_add_func ("/archive/session-limits", test_session_limits);
  g_test_add ("/archive/load", Fixture, NULL, fixture_set_up, test_load, fixture_tear_down);
  g_test_add ("/archive/round-trip", Fixture, NULL, fixture_set_up, test_round_trip, fixture_tear_down);
  g_test_add ("/archive/beside", Fixture, NULL, fixture_set_up, test_beside, fixture_tear_down);
  g_test_add ("/archive/numbered", Fixture, NULL, fixture_set_up, test_numbered, fixture_tear_down);
  g_test_add ("/archive/left-out", Fixture, NULL, fixture_set_up, test_left_out, fixture_tear_down);
  g_test_add ("/archive/save", Fixture, NULL, fixture_set_up, test_save, fixture_tear_down);
  return g_test_run ();
}
