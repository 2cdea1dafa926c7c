/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "salve-paths.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = salve_paths_data ();
  g_assert_true (salve_paths_ensure (fixture->folder, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->folder);
}

static char *
write_file (Fixture    *fixture,
            const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  return path;
}

static void
test_number (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint       number;
    const char *expected;
  } cases[] = {
    { "x.json", 1, "x.json" },
    { "x.json", 2, "x-2.json" },
    { "x.json", 9999, "x-9999.json" },
    { "/a.json/x", 2, "/a.json/x-2" },
    { "/a/x.json", 3, "/a/x-3.json" },
    { ".json", 2, "-2.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *numbered = salve_paths_number (cases[i].path, cases[i].number);

      g_assert_cmpstr (numbered, ==, cases[i].expected);
    }
}

/* What has the name already is never replaced. */
static void
test_rename_numbered (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const expected[] = { "x-2.json", "x-3.json" };
  g_autofree char *taken = write_file (fixture, "x.json");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *from = write_file (fixture, "from");
      g_autofree char *place = salve_paths_rename_numbered (from, taken, 1);
      g_autofree char *name = g_path_get_basename (place);
      g_autofree char *text = NULL;

      g_assert_cmpstr (name, ==, expected[i]);
      g_assert_true (g_file_get_contents (taken, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "x.json");
      g_assert_false (g_file_test (from, G_FILE_TEST_EXISTS));
    }
}

static void
test_rename_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *from = g_build_filename (fixture->folder, "missing.json", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "x.json", NULL);

  g_assert_null (salve_paths_rename_numbered (from, to, 1));
  g_assert_cmpint (errno, ==, ENOENT);
}

/* Several within one second each get a name of their own. */
static void
test_set_aside (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) form = g_regex_new ("/x-\\d{8}T\\d{6}Z(-\\d)?\\.unreadable\\.json$", 0, 0, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = write_file (fixture, "x.json");
      char *place = salve_paths_set_aside (path, &error);

      g_assert_no_error (error);
      g_assert_true (g_regex_match (form, place, 0, NULL));
      g_assert_true (g_file_test (place, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_true (g_hash_table_add (places, place));
    }
}

static void
test_fail (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "missing.json", NULL);
  g_autofree char *expected = g_strdup_printf ("(missing.json: %s)", g_strerror (ENOENT));

  g_assert_cmpint (g_unlink (path), !=, 0);
  g_assert_false (salve_paths_fail (path, "(%s: %s)", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpstr (error->message, ==, expected);
  g_clear_error (&error);
  g_assert_null (salve_paths_set_aside (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* What another program is writing, or left, is nobody's file. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *name;
    gboolean    hidden;
  } cases[] = {
    { ".syncthing.x.json.tmp", TRUE },
    { ".syncthing.4b2bf3cbfb60d6b1cc6d7a51d2fb5d6c.tmp", TRUE },
    { "~syncthing~x.json.tmp", TRUE },
    { "~syncthing~4b2bf3cbfb60d6b1cc6d7a51d2fb5d6c.tmp", TRUE },
    { ".stfolder", TRUE },
    { ".stignore", TRUE },
    { ".stversions", TRUE },
    { ".~x.json.~1a2b3c", TRUE },
    { ".sync_1a2b3c.db", TRUE },
    { "x.json", FALSE },
    { "x.json.tmp", FALSE },
    { "~syncthing~x.json", FALSE },
    { "syncthing~x.json.tmp", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) names = NULL;
      g_autofree char *path = *cases[i].name != '\0' ? write_file (fixture, cases[i].name) : NULL;

      g_assert_cmpint (salve_paths_is_hidden (cases[i].name), ==, cases[i].hidden);
      if (path == NULL)
        continue;
      names = salve_paths_list (fixture->folder, NULL);
      g_assert_cmpint (g_ptr_array_find_with_equal_func (names, cases[i].name, g_str_equal, NULL), ==,
                       !cases[i].hidden);
    }
}

#define ADD(name, function) g_test_add ("/paths/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("number", test_number);
  ADD ("rename-numbered", test_rename_numbered);
  ADD ("rename-nothing", test_rename_nothing);
  ADD ("set-aside", test_set_aside);
  ADD ("fail", test_fail);
  ADD ("hidden", test_hidden);

  return g_test_run ();
}
