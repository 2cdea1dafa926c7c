/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "salve-json.h"
#include "salve-session-json.h"
#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

static void
test_rewrite (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SalveSession) session = fixture_make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(SalveRecord) old = NULL;
  g_autoptr(SalveRecord) new = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_scan (fixture);
  first = fixture_add (fixture, session, NULL);
  old = salve_store_find (fixture->store, first);
  g_assert_null (salve_session_get_notes (salve_record_get_session (old)));
  g_object_set (session, "notes", "more", NULL);
  second = fixture_add (fixture, session, NULL);
  g_assert_cmpstr (first, ==, second);
  new = salve_store_find (fixture->store, first);
  g_assert_true (new != old);
  g_assert_cmpstr (salve_session_get_notes (salve_record_get_session (new)), ==, "more");
  fixture_spin (400);
  fixture_expect_changes (fixture, "0-0+1 0-1+1 ");
}

/* A file of that name which is not that session's is left alone, whatever it is. */
static void
test_same_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *junk = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fifo = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, NAME, "damaged");
  fifo = fixture_get_path (fixture, "20261122T173000Z-6a1f3c0e-2.json");
  g_assert_no_errno (mkfifo (fifo, 0600));
  first = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (first, ==, "20261122T173000Z-6a1f3c0e-3.json");
  second = fixture_add_one (fixture, "6a1f3c0e-another", "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (second, ==, "20261122T173000Z-6a1f3c0e-4.json");
  again = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (again, ==, first);
  junk = fixture_get_path (fixture, NAME);
  g_assert_true (g_file_get_contents (junk, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "damaged");
  fixture_scan (fixture);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 4);
}

/* Many at once, all of one name. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GAsyncResult *results[20] = { NULL };

  fixture_scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *id = g_strdup_printf ("6a1f3c0e-%u", i);
      g_autoptr(SalveSession) session = fixture_make_session (id, "2026-11-22T18:30:00+01:00");

      salve_store_add_async (fixture->store, session, NULL, fixture_on_done, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;

      g_hash_table_add (names, salve_store_add_finish (fixture->store, fixture_wait (&results[i]), &error));
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, G_N_ELEMENTS (results));
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, G_N_ELEMENTS (results));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(SalveSession) draft = salve_session_new (SALVE_SETTING_HOME, started);
  g_autoptr(SalveSession) newer = fixture_make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture_scan (fixture);
  g_assert_null (fixture_add (fixture, draft, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  salve_store_add_async (fixture->store, newer, cancellable, fixture_on_done, &result);
  g_assert_null (salve_store_add_finish (fixture->store, fixture_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_object_set (newer, "read-only", TRUE, NULL);
  g_assert_null (fixture_add (fixture, newer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 0);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SalveSession) session = fixture_make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(SalveRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = NULL;
  g_autofree char *json = salve_session_to_json (session);
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;

  text = g_string_new (json);
  g_string_replace (text, "\"format\": 1", "\"format\": 2", 1);
  fixture_scan (fixture);
  fixture_put (fixture, NAME, text->str);
  fixture_scan (fixture);
  record = salve_store_find (fixture->store, NAME);
  g_assert_true (salve_session_get_read_only (salve_record_get_session (record)));
  g_assert_null (fixture_add (fixture, salve_record_get_session (record), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  /* Not even the same session, made here, takes its place. */
  name = fixture_add (fixture, session, NULL);
  g_assert_cmpstr (name, ==, "20261122T173000Z-6a1f3c0e-2.json");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text->str);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store-save/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("rewrite", test_rewrite);
  ADD ("same-name", test_same_name);
  ADD ("race", test_race);
  ADD ("refused", test_refused);
  ADD ("newer", test_newer);
#undef ADD
  return g_test_run ();
}
