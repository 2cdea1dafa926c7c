/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-paths.h"
#include "salve-store-fixture.h"
#include "salve-trash.h"

#define DAY  (G_GINT64_CONSTANT (86400))
#define YEAR (365 * DAY)
#define T    G_GINT64_CONSTANT (1795600000) /* in November 2026 */

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  g_assert_true (salve_paths_ensure (fixture->trash, NULL));
}

static void
put (const char *folder,
     const char *name,
     gint64      seconds)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, (guint64) seconds,
                                              G_FILE_QUERY_INFO_NONE, NULL, NULL));
}

/* The trash */

/* A record is removed at T; then somebody looks at the trash at one time after the other. */
typedef struct
{
  const char *name;
  struct { gint64 at; gboolean stays; } looks[6];
} Trash;

static const Trash trashes[] = {
  { "kept-for-thirty-days", { { T, TRUE }, { T + 15 * DAY, TRUE }, { T + 30 * DAY, TRUE }, { T + 30 * DAY + 1, FALSE } } },
  { "ahead-ten-years", { { T, TRUE }, { T + 10 * YEAR, TRUE }, { T + 10 * YEAR + 60, TRUE }, { T + 60, TRUE },
                         { T + 29 * DAY, TRUE }, { T + 30 * DAY + 61, FALSE } } },
  { "ahead-ten-years-and-so-it-stays", { { T, TRUE }, { T + 10 * YEAR, TRUE }, { T + 10 * YEAR + 20 * DAY, TRUE },
                                         { T + 10 * YEAR + 31 * DAY, FALSE } } },
  { "back-ten-years", { { T, TRUE }, { T - 10 * YEAR, TRUE }, { T + 60, TRUE }, { T + 30 * DAY, TRUE },
                        { T + 31 * DAY, FALSE } } },
  { "from-1970", { { 7, TRUE }, { T + 60, TRUE }, { T + 29 * DAY, TRUE }, { T + 31 * DAY, FALSE } } },
  { "away-for-a-year", { { T, TRUE }, { T + YEAR, TRUE }, { T + YEAR + 29 * DAY, TRUE }, { T + YEAR + 31 * DAY, FALSE } } },
  { "never-looked-at-before", { { T + 31 * DAY, TRUE }, { T + 60 * DAY, TRUE }, { T + 62 * DAY, FALSE } } },
};

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->trash, "a.json", NULL);
  const Trash *each = data;

  put (fixture->trash, "a.json", T);
  for (guint i = 0; i < G_N_ELEMENTS (each->looks) && each->looks[i].at != 0; i++)
    {
      g_test_message ("%" G_GINT64_FORMAT, each->looks[i].at - T);
      salve_trash_empty (fixture->trash, each->looks[i].at);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, each->looks[i].stays);
    }
}

/* What was removed while the clock was ahead does not let the rest look old. */
static void
test_trash_of_both_times (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *a = g_build_filename (fixture->trash, "a.json", NULL);
  g_autofree char *b = g_build_filename (fixture->trash, "b.json", NULL);

  put (fixture->trash, "a.json", T);
  salve_trash_empty (fixture->trash, T);
  put (fixture->trash, "b.json", T + 10 * YEAR);
  salve_trash_empty (fixture->trash, T + 10 * YEAR + 1);
  salve_trash_empty (fixture->trash, T + 60);
  g_assert_true (g_file_test (a, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (b, G_FILE_TEST_EXISTS));
  for (guint day = 20; day <= 40; day += 20)
    salve_trash_empty (fixture->trash, T + day * DAY);
  g_assert_false (g_file_test (a, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (b, G_FILE_TEST_EXISTS));
}

/* What lies where the time of the last look is kept harms nothing, and is not written to. */
static void
test_hostile_stamp (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *seen = g_build_filename (fixture->trash, ".seen", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);
  g_autofree char *text = NULL;

  put (fixture->folder, "target", T);
  g_assert_no_errno (symlink (target, seen));
  put (fixture->trash, "a.json", T);
  salve_trash_empty (fixture->trash, T + 1);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{}");
  g_unlink (seen);
  g_assert_no_errno (mkfifo (seen, 0600));
  salve_trash_empty (fixture->trash, T + 2);
  g_unlink (seen);
  g_assert_no_errno (g_mkdir (seen, 0700));
  salve_trash_empty (fixture->trash, T + 3);
  g_unlink (target);
}

/* How far back */

static void
test_since (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const names[] = {
    "20261122T173000Z-6a1f3c0e.json", "20241122T173000Z-6a1f3c0e.json", "by-hand.json",
  };
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  fixture_open (fixture, T + 9 * YEAR);
  fixture_scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    put (fixture->sessions, names[i], T);
  fixture_scan (fixture);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 1);
  g_assert_true (salve_store_set_since (fixture->store, T - YEAR, NULL));
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);
  g_assert_true (salve_store_set_since (fixture->store, 1, NULL));
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 3);
  g_assert_true (salve_store_set_since (fixture->store, T - YEAR, NULL));
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_get_path (fixture, names[i]);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (fixture->sessions));
  g_assert_false (salve_store_set_since (fixture->store, 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, 2);
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (trashes); i++)
    {
      g_autofree char *path = g_strconcat ("/store/clock/trash/", trashes[i].name, NULL);

      ADD (path, &trashes[i], test_trash);
    }
  ADD ("/store/clock/trash-of-both-times", NULL, test_trash_of_both_times);
  ADD ("/store/clock/hostile-stamp", NULL, test_hostile_stamp);
  ADD ("/store/clock/since", NULL, test_since);

  return g_test_run ();
}
