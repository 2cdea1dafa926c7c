/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <utime.h>

#include "salve-paths.h"
#include "salve-sweep.h"

#define NAME  "thing.json"
#define LEFT  "thing.json.N01234"
#define TWICE "thing.json.N01234.Abc123"
#define OURS  "{\"word\": \"ours\"}"
#define OTHER "{\"word\": \"another’s\"}"

typedef struct
{
  char *folder;
  char *trash;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->trash = g_build_filename (fixture->folder, "trash", NULL);
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
}

static void
clear (Fixture *fixture)
{
  remove_all (fixture->trash);
  remove_all (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  clear (fixture);
  g_free (fixture->trash);
  g_free (fixture->folder);
}

static void
put (const char *folder,
     const char *name,
     const char *text,
     guint       age)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - age;
  struct utimbuf times = { (time_t) then, (time_t) then };

  if (text == NULL)
    return;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_no_errno (g_utime (path, &times));
}

static void
assert_holds (const char *folder,
              const char *name,
              const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* What is taken away by a sweep is what nobody can miss; all else goes to the trash. */
static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *left;    /* the text that is left over */
    const char *present; /* the one in its place */
    guint       age;
    gboolean    stays;
    gboolean    kept;    /* in the trash */
  } cases[] = {
    { OTHER, OURS, 61, FALSE, TRUE },
    { OTHER, NULL, 61, FALSE, TRUE },
    { OTHER, "{\"wo", 61, FALSE, TRUE },
    { OTHER, OURS, 30, TRUE, FALSE },
    { OURS, OURS, 61, FALSE, FALSE },
    { "{ \"word\":\n\"ours\" }", OURS, 61, FALSE, FALSE },
    { "{\"wo", OURS, 61, FALSE, FALSE },
    { "{\"wo", NULL, 61, FALSE, FALSE },
    { "", OURS, 61, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u: “%s” beside “%s”", i, cases[i].left, cases[i].present);
      put (fixture->folder, NAME, cases[i].present, 0);
      put (fixture->folder, LEFT, cases[i].left, cases[i].age);
      salve_sweep (fixture->folder, fixture->trash);
      assert_holds (fixture->folder, NAME, cases[i].present);
      assert_holds (fixture->folder, LEFT, cases[i].stays ? cases[i].left : NULL);
      assert_holds (fixture->trash, NAME, cases[i].kept ? cases[i].left : NULL);
      clear (fixture);
    }
}

/* Nothing in the trash is replaced, and it counts from now on how long a text is there. */
static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->trash, "thing-2.json", NULL);
  GStatBuf info;

  g_assert_true (salve_paths_ensure (fixture->trash, NULL));
  put (fixture->trash, NAME, OURS, 0);
  put (fixture->folder, TWICE, OTHER, 1000000);
  salve_sweep (fixture->folder, fixture->trash);
  assert_holds (fixture->folder, TWICE, NULL);
  assert_holds (fixture->trash, NAME, OURS);
  assert_holds (fixture->trash, "thing-2.json", OTHER);
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpint (info.st_mtime, >, g_get_real_time () / G_USEC_PER_SEC - 60);
}

static void
test_no_trash (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->trash, "below", NULL);

  put (fixture->folder, LEFT, OTHER, 61);
  salve_sweep (fixture->folder, NULL);
  assert_holds (fixture->folder, LEFT, NULL);
  /* Where there cannot be any, it waits. */
  g_remove (fixture->trash);
  put (fixture->folder, "trash", "", 0);
  put (fixture->folder, LEFT, OTHER, 61);
  salve_sweep (fixture->folder, fixture->trash);
  salve_sweep (fixture->folder, path);
  assert_holds (fixture->folder, LEFT, OTHER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/sweep/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("sweep", test_sweep);
  ADD ("trash", test_trash);
  ADD ("no-trash", test_no_trash);
#undef ADD
  return g_test_run ();
}
