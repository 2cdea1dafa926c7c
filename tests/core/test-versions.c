/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "salve-aftercare.h"
#include "salve-clock.h"
#include "salve-conflict.h"
#include "salve-fake-clock.h"
#include "salve-json.h"
#include "salve-merge.h"
#include "salve-store-fixture.h"
#include "salve-store-merge.h"

#define STEM     "20261122T173000Z-6a1f3c0e"
#define NAME     STEM ".json"
#define COPY     STEM ".sync-conflict-20261123-123047-D2S35UE.json"
#define NEXT     STEM " (conflicted copy 2026-11-23 123047).json"
#define OLDER    "20261101T173000Z-11111111.json"
#define OLDER_COPY "20261101T173000Z-11111111.sync-conflict-20261123-123047-D2S35UE.json"

#define RECORD(id, day, notes) \
  "{\"format\": 1, \"id\": \"" id "\", \"setting\": \"home\"," \
  " \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\"," \
  " \"areas\": [\"abdomen\"]," \
  " \"aftercare\": [{\"restriction\": \"sun\", \"until\": \"2026-11-" day "T19:12:00+01:00\"}]," \
  " \"notes\": \"" notes "\"}"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_scan (fixture);
  fixture_put (fixture, NAME, RECORD ("6a1f3c0e", "24", "one"));
}

/* The names in the list, each with how many other versions it has. */
static char *
describe (Fixture *fixture)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->store)); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      g_string_append_printf (all, "%s+%u\n", salve_record_get_name (record), salve_record_get_n_versions (record));
    }
  return g_string_free (all, FALSE);
}

/* How many have others, and the newest of them: what the banner over the history says and opens. */
static void
assert_copied (SalveStore *store,
               const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);
  g_autofree char *name = NULL;
  const char *newest = NULL;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    if (!g_str_has_suffix (lines[i], "+0"))
      {
        *strchr (lines[i], '+') = '\0';
        newest = newest != NULL ? newest : lines[i];
        n++;
      }
  g_assert_cmpuint (salve_store_count_copied (store, NULL), ==, n);
  g_assert_cmpuint (salve_store_count_copied (store, &name), ==, n);
  g_assert_cmpstr (name, ==, newest);
}

static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *found = describe (fixture);
  SalveStore *fresh = salve_store_new (fixture->folder, 0);
  SalveStore *kept = g_steal_pointer (&fixture->store);
  g_autofree char *again = NULL;

  g_assert_cmpstr (found, ==, expected);
  assert_copied (kept, expected);
  /* The same for one who sees the folder for the first time. */
  fixture->store = fresh;
  fixture_scan (fixture);
  again = describe (fixture);
  g_assert_cmpstr (again, ==, expected);
  assert_copied (fresh, expected);
  g_assert_finalize_object (fresh);
  fixture->store = kept;
}

/* A version that lost is not another session, however it comes and goes. */
static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_put (fixture, OLDER, RECORD ("11111111", "02", "old"));
  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+1\n" OLDER "+0\n");
  fixture_put (fixture, NEXT, RECORD ("6a1f3c0e", "25", "three"));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+2\n" OLDER "+0\n");
  fixture_put (fixture, OLDER_COPY, RECORD ("11111111", "03", "old"));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+2\n" OLDER "+1\n");
  g_chdir (fixture->sessions);
  g_assert_no_errno (g_unlink (OLDER_COPY));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+2\n" OLDER "+0\n");
  g_assert_nonnull (strstr (fixture->changes->str, "0-1+1"));
  g_assert_no_errno (g_unlink (COPY));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+1\n" OLDER "+0\n");
  /* The first of them stands in for what is gone. */
  g_assert_no_errno (g_unlink (NAME));
  fixture_scan (fixture);
  assert_list (fixture, NEXT "+0\n" OLDER "+0\n");
  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  assert_list (fixture, NEXT "+1\n" OLDER "+0\n");
  fixture_put (fixture, NAME, RECORD ("6a1f3c0e", "24", "one"));
  fixture_scan (fixture);
  assert_list (fixture, NAME "+2\n" OLDER "+0\n");
  g_assert_no_errno (g_unlink (NAME));
  g_assert_no_errno (g_unlink (NEXT));
  g_assert_no_errno (g_unlink (COPY));
  fixture_scan (fixture);
  assert_list (fixture, OLDER "+0\n");
}

/* Also the monitor's way, one name at a time. */
static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  g_autofree char *found = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_put (fixture, NEXT, RECORD ("6a1f3c0e", "26", "two"));
  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_free (g_steal_pointer (&found));
      found = describe (fixture);
      g_usleep (1000);
    }
  while (!g_str_equal (found, NAME "+2\n") && g_get_monotonic_time () < end);
  assert_list (fixture, NAME "+2\n");
}

/* Until they are merged the latest end of all versions holds. */
static void
test_aftercare (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GDateTime) late = g_date_time_new_utc (2026, 11, 26, 18, 12, 0);
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new ("2026-11-23T12:00:00Z");
  g_autoptr (SalveAftercare) aftercare = NULL;
  g_autoptr (SalveCountdown) countdown = NULL;

  fixture_scan (fixture);
  aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->store), SALVE_CLOCK (clock));
  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (aftercare)), ==, 1);
  countdown = g_list_model_get_item (G_LIST_MODEL (aftercare), 0);
  g_assert_cmpint (salve_countdown_get_until (countdown), ==, salve_clock_instant (late));
}

/* A session goes with all its versions, and comes back with them. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  g_assert_true (fixture_remove (fixture->store, NAME, &error));
  g_assert_no_error (error);
  assert_list (fixture, "");
  g_assert_true (fixture_restore (fixture->store, NAME, &error));
  g_assert_no_error (error);
  assert_list (fixture, NAME "+1\n");
}

static gboolean
merge (Fixture  *fixture,
       GError  **error)
{
  g_autoptr (SalveRecord) record = salve_store_find (fixture->store, NAME);
  SalveRecord *version = salve_record_get_version (record, 0);
  SalveSession *one = salve_record_get_session (record);
  SalveSession *other = salve_record_get_session (version);
  g_autoptr (SalveMerge) merged = salve_merge_new (one, other, TRUE, NULL);
  g_autofree char *text = salve_merge_finish (merged, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  /* What the other window does just now. */
  if (g_object_get_data (G_OBJECT (fixture->store), "name") != NULL)
    fixture_put (fixture, g_object_get_data (G_OBJECT (fixture->store), "name"), RECORD ("6a1f3c0e", "28", "meanwhile"));
  salve_store_merge_async (fixture->store, NAME, one, salve_record_get_name (version), other, text, NULL,
                           fixture_on_done, &result);
  return salve_store_merge_finish (fixture->store, fixture_wait (&result), error);
}

static void
assert_says (Fixture    *fixture,
             const char *folder,
             const char *name,
             const char *words)
{
  g_autofree char *path = g_build_filename (fixture->folder, folder, name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, words));
}

static gboolean
unmerge (Fixture  *fixture,
         GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  salve_store_unmerge_async (fixture->store, NAME, NULL, fixture_on_done, &result);
  return salve_store_unmerge_finish (fixture->store, fixture_wait (&result), error);
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  g_assert_true (merge (fixture, &error));
  g_assert_no_error (error);
  assert_list (fixture, NAME "+0\n");
  assert_says (fixture, "sessions", NAME, "one\\n\\ntwo");
  assert_says (fixture, "sessions", NAME, "2026-11-26");
  /* Nothing is deleted: both are in the trash. */
  assert_says (fixture, "trash", COPY, "two");
  assert_says (fixture, "trash", NAME, "one");
  g_assert_true (unmerge (fixture, &error));
  g_assert_no_error (error);
  assert_list (fixture, NAME "+1\n");
  assert_says (fixture, "sessions", NAME, "\"one\"");
  assert_says (fixture, "sessions", COPY, "two");
}

/* Until both are back, the record holds what both said. */
static void
test_unmerge_gone (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *trashed = g_build_filename (fixture->trash, COPY, NULL);
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  g_assert_true (merge (fixture, NULL));
  g_assert_no_errno (g_unlink (trashed));
  g_assert_false (unmerge (fixture, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_list (fixture, NAME "+0\n");
  assert_says (fixture, "sessions", NAME, "one\\n\\ntwo");
}

/* What was changed since stays as it is, and one. */
static void
test_unmerge_raced (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
  fixture_scan (fixture);
  g_assert_true (merge (fixture, NULL));
  fixture_put (fixture, NAME, RECORD ("6a1f3c0e", "28", "meanwhile"));
  g_assert_false (unmerge (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_list (fixture, NAME "+0\n");
  assert_says (fixture, "sessions", NAME, "meanwhile");
  assert_says (fixture, "trash", COPY, "two");
}

/* Whoever changes one of the two meanwhile is not overwritten, nor sent to the trash. */
static void
test_merge_raced (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const names[] = { NAME, COPY };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_put (fixture, NAME, RECORD ("6a1f3c0e", "24", "one"));
      fixture_put (fixture, COPY, RECORD ("6a1f3c0e", "26", "two"));
      fixture_scan (fixture);
      g_object_set_data (G_OBJECT (fixture->store), "name", (gpointer) names[i]);
      g_assert_false (merge (fixture, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
      assert_list (fixture, NAME "+1\n");
      assert_says (fixture, "sessions", names[i], "meanwhile");
    }
}

/* Two sessions, of which one has the name of a version of the other. */
static void
test_separate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SalveRecord) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  fixture_put (fixture, COPY, RECORD ("99999999", "26", "two"));
  fixture_scan (fixture);
  record = salve_store_find (fixture->store, NAME);
  salve_store_separate_async (fixture->store, COPY, salve_record_get_session (salve_record_get_version (record, 0)),
                              NULL, fixture_on_done, &result);
  name = salve_store_separate_finish (fixture->store, fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "20261122T173000Z-99999999.json");
  assert_list (fixture, "20261122T173000Z-99999999.json+0\n" NAME "+0\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/versions/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("once", test_once);
  ADD ("followed", test_followed);
  ADD ("aftercare", test_aftercare);
  ADD ("remove", test_remove);
  ADD ("merge", test_merge);
  ADD ("merge-raced", test_merge_raced);
  ADD ("unmerge-gone", test_unmerge_gone);
  ADD ("unmerge-raced", test_unmerge_raced);
  ADD ("separate", test_separate);
#undef ADD
  return g_test_run ();
}
