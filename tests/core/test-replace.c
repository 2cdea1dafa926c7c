/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "salve-conflict.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-replace.h"

#define TEXT(word) "{\n  \"word\": \"" word "\"\n}\n"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

/* What another program does just before the nth change of a name, and what the file system can do. */
static struct
{
  guint       calls;
  guint       when;
  const char *path;
  const char *text;   /* NULL: it removes the file */
  const char *next;   /* what it writes the second time */
  guint       times;
  gboolean    no_exchange;
  guint       fails;  /* the nth change of a name, or none */
  int         error;
  guint       syncs;  /* of the folder */
  guint       unsynced; /* the nth of them, or none */
} other;

static void
act_as_other (void)
{
  g_autofree char *temporary = g_strconcat (other.path, "~", NULL);

  if (other.text == NULL)
    {
      g_unlink (other.path);
      return;
    }
  g_assert_true (g_file_set_contents (temporary, other.text, -1, NULL));
  g_assert_no_errno (g_rename (temporary, other.path));
  other.text = other.next;
}

/* In the place of the C library's. */
int
renameat2 (int           from_folder,
           const char   *from,
           int           to_folder,
           const char   *to,
           unsigned int  flags)
{
  other.calls++;
  if (other.path != NULL && other.calls >= other.when && other.times > 0)
    {
      other.times--;
      act_as_other ();
    }
  if (other.no_exchange && (flags & RENAME_EXCHANGE) != 0)
    {
      errno = EINVAL;
      return -1;
    }
  if (other.calls == other.fails)
    {
      errno = other.error;
      return -1;
    }
  return (int) syscall (SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int
fsync (int fd)
{
  struct stat status;

  if (fstat (fd, &status) == 0 && S_ISDIR (status.st_mode) && ++other.syncs == other.unsynced)
    {
      errno = EIO;
      return -1;
    }
  return (int) syscall (SYS_fsync, fd);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  memset (&other, 0, sizeof other);
  other.no_exchange = GPOINTER_TO_INT (data);
  fixture->folder = salve_paths_data ();
  fixture->path = g_build_filename (fixture->folder, "thing.json", NULL);
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_remove (path));
    }
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
put (Fixture    *fixture,
     const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
assert_holds (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* Of the files beside it, each a conflicted copy, one holds the text; there are so many of them. */
static void
assert_beside (Fixture    *fixture,
               const char *expected,
               guint       n_expected)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  gboolean found = expected == NULL;
  guint n = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *text = NULL;

      if (strcmp (name, "thing.json") == 0)
        continue;
      n++;
      g_test_message ("%s", name);
      g_assert_true (salve_conflict_is_copy_of (name, "thing.json"));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      found = found || g_strcmp0 (text, expected) == 0;
    }
  g_assert_cmpuint (n, ==, n_expected);
  g_assert_true (found);
}

/* It is not replaced, and that is why. */
static void
assert_refused (Fixture    *fixture,
                const char *known,
                GQuark      domain,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (salve_replace (fixture->path, known, TEXT ("new"), &error));
  g_assert_error (error, domain, code);
}

/* Once, at the next change of a name. */
static void
let_other_write (Fixture    *fixture,
                 const char *text)
{
  other.path = fixture->path;
  other.text = text;
  other.times = 1;
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, " {\"word\":\n\"old\"}");
  g_assert_true (salve_replace (fixture->path, TEXT ("old"), TEXT ("new"), &error));
  g_assert_no_error (error);
  assert_holds (fixture, TEXT ("new"));
  assert_beside (fixture, NULL, 0);
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  put (fixture, TEXT ("theirs"));
  assert_refused (fixture, TEXT ("old"), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_refused (fixture, NULL, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture, TEXT ("theirs"));
  assert_beside (fixture, NULL, 0);
}

/* Between the look and the swap. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  put (fixture, TEXT ("old"));
  let_other_write (fixture, TEXT ("theirs"));
  assert_refused (fixture, TEXT ("old"), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture, TEXT ("theirs"));
  assert_beside (fixture, NULL, 0);
}

/* A third that comes before the other's is back in its place: all that is not ours stays. */
static void
test_third (Fixture       *fixture,
            gconstpointer  data)
{
  const char *third = TEXT ("a third’s");
  g_autofree char *text = NULL;

  put (fixture, TEXT ("old"));
  let_other_write (fixture, TEXT ("theirs"));
  other.next = third;
  other.when = other.no_exchange ? 2 : 1;
  other.times = 2;
  assert_refused (fixture, TEXT ("old"), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_cmpuint (other.times, ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  assert_beside (fixture, g_str_equal (text, third) ? TEXT ("theirs") : third, 1);
}

/* Where the old one has to move aside first, another may write into the gap: theirs has the name, and what was there
 * before is beside it. */
static void
test_gap (Fixture       *fixture,
          gconstpointer  data)
{
  put (fixture, TEXT ("old"));
  let_other_write (fixture, TEXT ("theirs"));
  other.when = 3;
  assert_refused (fixture, TEXT ("old"), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture, TEXT ("theirs"));
  assert_beside (fixture, TEXT ("old"), 1);
}

/* Whichever step the disk refuses, what was there is there. */
static void
test_disk (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { int number; int code; } errors[] = {
    { EIO, G_FILE_ERROR_IO },
    { ENOSPC, G_FILE_ERROR_NOSPC },
    { EROFS, G_FILE_ERROR_ROFS },
    { EACCES, G_FILE_ERROR_ACCES },
  };
  guint first = other.no_exchange ? 2 : 1;
  guint last = other.no_exchange ? 3 : 1;

  put (fixture, TEXT ("old"));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    for (guint step = first; step <= last; step++)
      {
        other.calls = 0;
        other.fails = step;
        other.error = errors[i].number;
        assert_refused (fixture, TEXT ("old"), G_FILE_ERROR, errors[i].code);
        assert_holds (fixture, TEXT ("old"));
        assert_beside (fixture, NULL, 0);
      }
}

/* In its place but maybe not after a power cut: that is not "saved", and the old one is not thrown away before. */
static void
test_unsynced (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const char *old = TEXT ("old");

  put (fixture, old);
  other.unsynced = other.syncs + 1;
  assert_refused (fixture, old, G_FILE_ERROR, G_FILE_ERROR_IO);
  assert_holds (fixture, old);
  assert_beside (fixture, NULL, 0);
  other.unsynced = other.syncs + 2;
  assert_refused (fixture, old, G_FILE_ERROR, G_FILE_ERROR_IO);
  assert_holds (fixture, TEXT ("new"));
  assert_beside (fixture, other.no_exchange ? old : NULL, other.no_exchange ? 1 : 0);
  g_assert_true (salve_replace (fixture->path, TEXT ("new"), TEXT ("newer"), &error));
  g_assert_no_error (error);
  assert_holds (fixture, TEXT ("newer"));
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  assert_refused (fixture, TEXT ("old"), G_FILE_ERROR, G_FILE_ERROR_NOENT);
  put (fixture, TEXT ("old"));
  let_other_write (fixture, NULL);
  assert_refused (fixture, TEXT ("old"), G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_holds (fixture, NULL);
  assert_beside (fixture, NULL, 0);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (salve_replace_new (fixture->path, TEXT ("first"), &error));
  g_assert_no_error (error);
  g_assert_false (salve_replace_new (fixture->path, TEXT ("second"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture, TEXT ("first"));
  assert_beside (fixture, NULL, 0);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  put (fixture, TEXT ("ours"));
  one = salve_replace_keep (fixture->path, TEXT ("one"), &error);
  two = salve_replace_keep (fixture->path, TEXT ("two"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one, !=, two);
  assert_beside (fixture, TEXT ("one"), 2);
  assert_beside (fixture, TEXT ("two"), 2);
  assert_holds (fixture, TEXT ("ours"));
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  put (fixture, "{\"word\":");
  assert_refused (fixture, TEXT ("old"), SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  assert_holds (fixture, "{\"word\":");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) \
  g_test_add ("/replace/" name, Fixture, GINT_TO_POINTER (FALSE), set_up, func, tear_down); \
  g_test_add ("/replace/without-exchange/" name, Fixture, GINT_TO_POINTER (TRUE), set_up, func, tear_down)
  ADD ("replace", test_replace);
  ADD ("changed", test_changed);
  ADD ("race", test_race);
  ADD ("third", test_third);
  ADD ("disk", test_disk);
  ADD ("unsynced", test_unsynced);
  ADD ("gone", test_gone);
  ADD ("new", test_new);
  ADD ("keep", test_keep);
  ADD ("unreadable", test_unreadable);
#undef ADD
  g_test_add ("/replace/without-exchange/gap", Fixture, GINT_TO_POINTER (TRUE), set_up, test_gap, tear_down);
  return g_test_run ();
}
