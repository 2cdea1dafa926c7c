/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

static void
assert_mode (const char *path,
             guint       mode)
{
  GStatBuf info;

  g_assert_no_errno (g_lstat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, mode);
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *name = NULL;
  mode_t mask = umask (0);

  g_assert_no_errno (g_mkdir_with_parents (fixture->sessions, 0777));
  g_assert_no_errno (g_chmod (fixture->sessions, 0777));
  fixture_scan (fixture);
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  umask (mask);
  assert_mode (fixture->folder, 0700);
  assert_mode (fixture->sessions, 0700);
  assert_mode (fixture->trash, 0700);
  assert_mode (path, 0600);
}

/* What is in the way is named, and the list stays as it was. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SalveSession) session = fixture_make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_false (salve_store_scan (fixture->store, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (error->message, fixture->folder));
  g_clear_error (&error);
  g_assert_null (fixture_add (fixture, session, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_unlink (fixture->folder);
  fixture_scan (fixture);
}

static void
assert_saves_nothing (Fixture *fixture,
                      int      code)
{
  g_autoptr(SalveSession) session = fixture_make_session ("b", "2026-11-23T18:30:00+01:00");
  g_autofree char *notes = g_strnfill (SALVE_JSON_MAX_TEXT, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;

  g_object_set (session, "notes", notes, NULL);
  g_assert_null (fixture_add (fixture, session, &error));
  g_assert_error (error, G_FILE_ERROR, code);
  g_assert_nonnull (strstr (error->message, "20261123T173000Z-b0000000.json”"));
  g_test_message ("%s", error->message);
  /* The record that was there is, and nothing half-written is beside it. */
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 1);
  dir = g_dir_open (fixture->sessions, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NAME);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr(SalveRecord) record = NULL;

  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  if (mount ("salve", fixture->folder, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("mounting a small disk is not permitted here");
      return;
    }
  fixture_scan (fixture);
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  assert_saves_nothing (fixture, G_FILE_ERROR_NOSPC);
  record = salve_store_find (fixture->store, NAME);
  g_assert_nonnull (salve_record_get_session (record));
  g_clear_object (&record);
  fixture_close (fixture);
  g_assert_no_errno (umount2 (fixture->folder, MNT_DETACH));
  fixture_open (fixture, 0);
}

static void
test_read_only_disk (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  fixture_scan (fixture);
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  if (mount (fixture->folder, fixture->folder, "none", MS_BIND, NULL) != 0)
    {
      g_test_skip ("mounting a disk that can only be read is not permitted here");
      return;
    }
  g_assert_no_errno (mount (NULL, fixture->folder, "none", MS_BIND | MS_REMOUNT | MS_RDONLY, NULL));
  assert_saves_nothing (fixture, G_FILE_ERROR_ROFS);
  g_assert_false (fixture_remove (fixture->store, name, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ROFS);
  fixture_scan (fixture);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 1);
  g_assert_no_errno (umount2 (fixture->folder, MNT_DETACH));
}

static void
test_not_permitted (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *name = NULL;
  g_autoptr(SalveRecord) record = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may do everything");
      return;
    }
  fixture_scan (fixture);
  name = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_no_errno (g_chmod (path, 0));
  record = salve_store_find (fixture->store, name);
  g_assert_null (salve_record_get_session (record));
  g_assert_error (salve_record_get_error (record), G_FILE_ERROR, G_FILE_ERROR_ACCES);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store-disk/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("modes", test_modes);
  ADD ("no-folder", test_no_folder);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-disk", test_read_only_disk);
  ADD ("not-permitted", test_not_permitted);
#undef ADD
  return g_test_run ();
}
