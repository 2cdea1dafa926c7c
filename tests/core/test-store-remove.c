/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *trashed = g_build_filename (fixture->trash, NAME, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  fixture_scan (fixture);
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  fixture_set_age (path, 100 * 24 * 60 * 60);
  g_assert_true (fixture_remove (fixture->store, name, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* It is its time in the trash that counts. */
  g_assert_no_errno (g_stat (trashed, &info));
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC - info.st_mtime, <, 60);
  fixture_scan (fixture);
  g_assert_true (fixture_restore (fixture->store, name, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 1);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_false (fixture_restore (fixture->store, name, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (fixture_remove (fixture->store, "none.json", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Neither the trash nor a restore ever replaces a file. */
static void
test_remove_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *aside = g_build_filename (fixture->trash, "20261122T173000Z-6a1f3c0e-2.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  fixture_scan (fixture);
  fixture_put (fixture, NAME, "first");
  g_assert_true (fixture_remove (fixture->store, NAME, NULL));
  fixture_put (fixture, NAME, "second");
  g_assert_true (fixture_remove (fixture->store, NAME, NULL));
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "first");
  fixture_put (fixture, NAME, "third");
  g_assert_false (fixture_restore (fixture->store, NAME, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_unlink (path);
  g_assert_true (fixture_restore (fixture->store, NAME, NULL));
  g_free (text);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "second");
}

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *old = g_build_filename (fixture->trash, "old.json", NULL);
  g_autofree char *young = g_build_filename (fixture->trash, "young.json", NULL);

  /* It was looked at in between: test-store-clock.c. */
  fixture_scan (fixture);
  g_assert_true (g_file_set_contents (old, "", -1, NULL));
  g_assert_true (g_file_set_contents (young, "", -1, NULL));
  fixture_set_age (old, 30 * 24 * 60 * 60 + 60);
  fixture_set_age (young, 30 * 24 * 60 * 60 - 60);
  fixture_scan (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store-remove/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("remove", test_remove);
  ADD ("remove-twice", test_remove_twice);
  ADD ("trash", test_trash);
#undef ADD
  return g_test_run ();
}
