/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

static char *
list_names (SalveStore *store)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(SalveRecord) record = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s ", salve_record_get_name (record));
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *names = list_names (fixture->store);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *path = NULL;
  g_autoptr(SalveRecord) record = NULL;

  fixture_scan (fixture);
  first = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (first, ==, NAME);
  fixture_expect_changes (fixture, "0-0+1 ");
  second = fixture_add_one (fixture, "b0000000", "2026-11-23T18:30:00+01:00");
  third = fixture_add_one (fixture, "c0000000", "2026-11-21T18:30:00+01:00");
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 3);
  fixture_expect_changes (fixture, "0-0+1 2-0+1 ");
  assert_names (fixture, "20261123T173000Z-b0000000.json " NAME " 20261121T173000Z-c0000000.json ");
  record = salve_store_find (fixture->store, NAME);
  g_assert_cmpstr (salve_session_get_id (salve_record_get_session (record)), ==, ID);
  path = fixture_get_path (fixture, NAME);
  g_assert_cmpstr (salve_record_get_path (record), ==, path);
  g_assert_null (salve_store_find (fixture->store, "none"));
  /* The monitor tells of them later; nothing is told twice. */
  fixture_spin (400);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

/* Were one of them opened, the scan would wait for ever or take long. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 begun;

  fixture_scan (fixture);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("20260101T%02u%02u%02uZ-%08u.json", i / 3600,
                                               i / 60 % 60, i % 60, i);
      g_autofree char *path = fixture_get_path (fixture, name);

      g_assert_no_errno (mkfifo (path, 0600));
    }
  fixture_close (fixture);
  g_string_truncate (fixture->changes, 0);
  fixture_open (fixture, 0);
  begun = g_get_monotonic_time ();
  fixture_scan (fixture);
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 10000);
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+10000 ");
}

static void
test_since (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *added = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, "20261122T173000Z-aaaaaaaa.json", "");
  fixture_put (fixture, "20261122T172959Z-bbbbbbbb.json", "");
  fixture_put (fixture, "other.json", "");
  fixture_set_age (salve_store_get_folder (fixture->store), 0);
  fixture_close (fixture);
  fixture_open (fixture, 1795368600);
  fixture_scan (fixture);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);
  added = fixture_add_one (fixture, "c", "2020-01-01T00:00:00Z");
  g_assert_nonnull (added);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *b = fixture_get_path (fixture, "20260102T000000Z-bbbbbbbb.json");
  g_autofree char *moved = fixture_get_path (fixture, "20260104T000000Z-bbbbbbbb.json");
  g_autoptr(SalveRecord) seen = NULL;
  g_autoptr(SalveRecord) fresh = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, "20260101T000000Z-aaaaaaaa.json", "a");
  fixture_expect_changes (fixture, "0-0+1 ");
  fixture_put (fixture, "20260103T000000Z-cccccccc.json", "c");
  fixture_expect_changes (fixture, "0-0+1 ");
  fixture_put (fixture, "20260102T000000Z-bbbbbbbb.json", "b");
  fixture_expect_changes (fixture, "1-0+1 ");
  /* Nobody saw it, so nobody need be told. */
  fixture_put (fixture, "20260102T000000Z-bbbbbbbb.json", "b2");
  fixture_spin (400);
  fixture_expect_changes (fixture, "");
  seen = g_list_model_get_item (G_LIST_MODEL (fixture->store), 1);
  fixture_put (fixture, "20260102T000000Z-bbbbbbbb.json", "b3");
  fixture_expect_changes (fixture, "1-1+1 ");
  fresh = g_list_model_get_item (G_LIST_MODEL (fixture->store), 1);
  g_assert_true (fresh != seen);
  g_assert_no_errno (g_rename (b, moved));
  fixture_spin (400);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 3);
  assert_names (fixture,
                "20260104T000000Z-bbbbbbbb.json 20260103T000000Z-cccccccc.json 20260101T000000Z-aaaaaaaa.json ");
  g_string_truncate (fixture->changes, 0);
  g_assert_no_errno (g_unlink (moved));
  fixture_expect_changes (fixture, "0-1+0 ");
}

/* A scan finds by itself what changed while nobody watched, and keeps what did not. */
static void
test_rescan (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SalveRecord) kept = NULL;
  g_autoptr(SalveRecord) same = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, "20200101T000000Z-old00000.json", "");
  fixture_scan (fixture);
  kept = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("20260101T%02u%02u00Z-%08u.json", i / 60, i % 60, i);

      fixture_put (fixture, name, "");
    }
  fixture_scan (fixture);
  fixture_expect_changes (fixture, "0-0+1 0-0+200 ");
  same = g_list_model_get_item (G_LIST_MODEL (fixture->store), 200);
  g_assert_true (same == kept);
  fixture_spin (400);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

static void
test_two_stores (Fixture       *fixture,
                 gconstpointer  data)
{
  SalveStore *other = salve_store_new (fixture->folder, 0);
  g_autofree char *name = NULL;

  fixture_scan (fixture);
  g_assert_true (salve_store_scan (other, NULL));
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  for (guint i = 0; i < 100 && g_list_model_get_n_items (G_LIST_MODEL (other)) == 0; i++)
    fixture_spin (20);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1);
  g_string_truncate (fixture->changes, 0);
  g_assert_true (fixture_remove (other, name, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 0);
  fixture_expect_changes (fixture, "0-1+0 ");
  g_assert_finalize_object (other);
}

/* The folder is taken away and comes back: the list follows, and so does what is watched. */
static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *path = fixture_get_path (fixture, "20260101T000000Z-aaaaaaaa.json");

  fixture_scan (fixture);
  fixture_put (fixture, "20260101T000000Z-aaaaaaaa.json", "a");
  fixture_expect_changes (fixture, "0-0+1 ");
  g_unlink (path);
  g_assert_no_errno (g_rmdir (fixture->sessions));
  fixture_expect_changes (fixture, "0-1+0 ");
  fixture_spin (400);
  g_assert_true (g_file_test (fixture->sessions, G_FILE_TEST_IS_DIR));
  fixture_put (fixture, "20260101T000000Z-bbbbbbbb.json", "b");
  fixture_expect_changes (fixture, "0-0+1 ");
}

/* Something else has its name: that is told, what was there is still shown, and once it is mended all is followed. */
static void
test_folder_blocked (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *blocking = g_build_filename (fixture->folder, "blocking", NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  fixture_scan (fixture);
  fixture_put (fixture, "20260101T000000Z-aaaaaaaa.json", "a");
  fixture_expect_changes (fixture, "0-0+1 ");
  g_assert_true (g_file_set_contents (blocking, "in the way", -1, NULL));
  g_assert_no_errno (g_rename (fixture->sessions, elsewhere));
  g_assert_no_errno (g_rename (blocking, fixture->sessions));
  while (fixture->problems == 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpuint (fixture->problems, ==, 1);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 1);
  g_assert_no_errno (g_unlink (fixture->sessions));
  g_assert_no_errno (g_rename (elsewhere, fixture->sessions));
  fixture->problems = 0;
  fixture_scan (fixture);
  fixture_put (fixture, "20260101T000000Z-bbbbbbbb.json", "b");
  fixture_expect_changes (fixture, "0-0+1 ");
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);
}

static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *name; gint64 age; gboolean stays; } cases[] = {
    { "20261122T173000Z-6a1f3c0e.json.AbC123", 61, FALSE },
    { "20261122T173000Z-6a1f3c0e.json.a1b2c3.AbC123", 61, FALSE },
    { "20261122T173000Z-6a1f3c0e.json.young1", 30, TRUE },
    { "x.json.AbC12", 61, TRUE },
    { "x.json.AbC1234", 61, TRUE },
    { "x.json.backup", 61, TRUE },
    { "x.text.AbC123", 61, TRUE },
    { "x.json", 61, TRUE },
  };

  fixture_scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_get_path (fixture, cases[i].name);

      fixture_put (fixture, cases[i].name, "");
      fixture_set_age (path, cases[i].age);
    }
  fixture_scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_get_path (fixture, cases[i].name);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, cases[i].stays);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("add", test_add);
  ADD ("many", test_many);
  ADD ("since", test_since);
  ADD ("changes", test_changes);
  ADD ("rescan", test_rescan);
  ADD ("two-stores", test_two_stores);
  ADD ("folder-gone", test_folder_gone);
  ADD ("folder-blocked", test_folder_blocked);
  ADD ("sweep", test_sweep);
#undef ADD
  return g_test_run ();
}
