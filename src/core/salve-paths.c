/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* for renameat2 */
#include "config.h"

#include "salve-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Another process may be writing right now; what is older was left by one that was killed. */
#define SWEEP_AGE_SECONDS 60
#define SUFFIX_LENGTH     6

static gboolean
fail (const char  *folder,
      int          code,
      GError     **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  /* Translators: first a folder's path, then the system's reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _("The folder “%s” cannot be used: %s"), shown, g_strerror (code));
  errno = code;
  return FALSE;
}

/* A folder that a power cut takes back would take along what was saved in it. One that may not stay
 * goes at once, so that the next try makes it anew. */
static gboolean
make_folder (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  int code;

  if (g_mkdir (folder, 0700) != 0 &&
      (errno != ENOENT || !make_folder (parent) || g_mkdir (folder, 0700) != 0))
    return errno == EEXIST;
  if (salve_paths_sync (parent, NULL))
    return TRUE;
  code = errno;
  g_rmdir (folder);
  errno = code;
  return FALSE;
}

/* What a person would put there, such as "backup", has neither capitals nor digits, and is not
 * to be swept. */
static gboolean
is_random (const char *at)
{
  guint n_odd = 0;

  for (guint i = 0; i < SUFFIX_LENGTH; i++)
    {
      if (!g_ascii_isalnum (at[i]))
        return FALSE;
      n_odd += !g_ascii_islower (at[i]);
    }
  return n_odd > 0;
}

static gboolean
ends_with (const char *name,
           gsize       length,
           const char *end)
{
  gsize n = strlen (end);

  return length >= n && strncmp (name + length - n, end, n) == 0;
}

/* "x.json.AbC123", and so with the text that says why a file was set aside. While a new record is not in its place it has one such end, and the file in
 * which that is being written a second. */
static gboolean
is_temporary (const char *name)
{
  gsize end = strlen (name), before = end;

  while (before > SUFFIX_LENGTH && name[before - SUFFIX_LENGTH - 1] == '.' &&
         is_random (name + before - SUFFIX_LENGTH))
    before -= SUFFIX_LENGTH + 1;
  return before < end && (ends_with (name, before, ".json") || ends_with (name, before, ".reason.txt"));
}

/**
 * salve_paths_is_temporary:
 * @name: a file's name without its folder
 *
 * Returns: whether it is the name of a file that is still being written, as
 *   salve_paths_make_temporary() or g_file_set_contents() choose it beside `*.json`
 */
gboolean
salve_paths_is_temporary (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return is_temporary (name);
}

/**
 * salve_paths_get_target:
 * @name: (type filename): a file's name without its folder
 *
 * Returns: (transfer full) (type filename): the name that it was to have once written, @name itself where
 *   salve_paths_is_temporary() does not hold
 */
char *
salve_paths_get_target (const char *name)
{
  g_autofree char *target = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  target = g_strdup (name);
  while (is_temporary (target))
    *strrchr (target, '.') = '\0';
  return g_steal_pointer (&target);
}

/**
 * salve_paths_make_temporary:
 * @path: (type filename): a file `*.json`
 *
 * Returns: (transfer full) (type filename): where to write it before it gets its name; another place
 *   each time, and one that salve_sweep() knows
 */
char *
salve_paths_make_temporary (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_strdup_printf ("%s.N%05u", path, g_random_int () % 100000);
}

/**
 * salve_paths_data:
 *
 * Returns: (transfer full) (type filename): the folder above the records
 */
char *
salve_paths_data (void)
{
  return g_build_filename (g_get_user_data_dir (), "salve", NULL);
}

/**
 * salve_paths_state:
 *
 * Returns: (transfer full) (type filename): the folder of the draft and the notifier's ledger
 */
char *
salve_paths_state (void)
{
  return g_build_filename (g_get_user_state_dir (), "salve", NULL);
}

/**
 * salve_paths_ensure:
 * @folder: (type filename): a path
 * @error: return location for an error of G_FILE_ERROR
 *
 * Makes the folder with its parents where they are missing, and keeps other people out of it
 * (mode 0700), also when it was there already.
 *
 * Returns: whether the folder is there and private
 */
gboolean
salve_paths_ensure (const char  *folder,
                    GError     **error)
{
  GStatBuf info;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_stat (folder, &info) != 0 &&
      (errno != ENOENT || !make_folder (folder) || g_stat (folder, &info) != 0))
    return fail (folder, errno, error);
  if (!S_ISDIR (info.st_mode))
    return fail (folder, ENOTDIR, error);
  if ((info.st_mode & 07777) != 0700 && g_chmod (folder, 0700) != 0)
    return fail (folder, errno, error);
  return TRUE;
}

/**
 * salve_paths_is_left_over:
 * @path: (type filename): a file
 *
 * Returns: whether an interrupted write left it: the name is of a file that is still being written, and nobody wrote
 *   to it for a minute
 */
gboolean
salve_paths_is_left_over (const char *path)
{
  g_autofree char *name = NULL;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, FALSE);

  name = g_path_get_basename (path);
  return is_temporary (name) && g_lstat (path, &info) == 0 && salve_paths_has_rested (&info);
}

/**
 * salve_paths_has_rested:
 * @info: what lstat() says of a file that is still being written
 *
 * Returns: whether nobody wrote to it for a minute
 */
gboolean
salve_paths_has_rested (const GStatBuf *info)
{
  g_return_val_if_fail (info != NULL, FALSE);

  return S_ISREG (info->st_mode) && info->st_mtime < g_get_real_time () / G_USEC_PER_SEC - SWEEP_AGE_SECONDS;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(const char * const *) one, *(const char * const *) other);
}

/**
 * salve_paths_is_hidden:
 * @name: (type filename): a file's name without its folder
 *
 * What Syncthing is writing, or left when it was killed, has a dot in front too, but "~syncthing~" where it runs on
 * Windows, whose disk this may be.
 *
 * Returns: whether it is none of a person's files: its name begins with a dot, or another program is writing it
 */
gboolean
salve_paths_is_hidden (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return *name == '.' || (g_str_has_prefix (name, "~syncthing~") && g_str_has_suffix (name, ".tmp"));
}

static void
add_name (gpointer name,
          gpointer names)
{
  g_ptr_array_add (names, g_strdup (name));
}

/**
 * salve_paths_foreach:
 * @folder: (type filename): a path
 * @func: (scope call): called with each name but those that salve_paths_is_hidden(), in no order
 * @data: for @func
 * @error: return location for an error of G_FILE_ERROR
 *
 * Goes through what is in the folder. #GDir ends early, and without a word, where the disk does not give the rest.
 *
 * Returns: whether these were all; if not, G_FILE_ERROR_NOENT says that there is no such folder
 */
gboolean
salve_paths_foreach (const char  *folder,
                     GFunc        func,
                     gpointer     data,
                     GError     **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL && func != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  for (errno = 0; (name = g_dir_read_name (dir)) != NULL; errno = 0)
    if (!salve_paths_is_hidden (name))
      func ((gpointer) name, data);
  return errno == 0 || fail (folder, errno, error);
}

/**
 * salve_paths_list:
 * @folder: (type filename): a path
 * @error: return location for an error of G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type filename): all names that salve_paths_foreach() finds, in their
 *   order; %NULL where they are not known
 */
GPtrArray *
salve_paths_list (const char  *folder,
                  GError     **error)
{
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  names = g_ptr_array_new_with_free_func (g_free);
  if (!salve_paths_foreach (folder, add_name, names, error))
    return NULL;
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/**
 * salve_paths_sync:
 * @folder: (type filename): a path
 * @error: return location for an error of G_FILE_ERROR
 *
 * What was renamed or removed in the folder is safe from a power cut only after this.
 *
 * Returns: whether the folder's list of names is on the disk; if not, `errno` too says why
 */
gboolean
salve_paths_sync (const char  *folder,
                  GError     **error)
{
  gboolean synced;
  int fd, code;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  /* EINVAL: this file system has no such thing, and nothing to wait for. */
  synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  code = errno;
  if (fd >= 0)
    close (fd);
  return synced || fail (folder, code, error);
}

/**
 * salve_paths_rename:
 * @from: (type filename): a path
 * @to: (type filename): a path on the same file system
 *
 * Renames, but never replaces what has the new name already.
 *
 * Returns: whether it was renamed; if not, `errno` says why, EEXIST where the name is taken
 */
gboolean
salve_paths_rename (const char *from,
                    const char *to)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* Some file systems cannot do that in one step; a second name for the file does the same. */
  return link (from, to) == 0 && g_unlink (from) == 0;
}

/**
 * salve_paths_exchange:
 * @one: (type filename): a path
 * @other: (type filename): a path on the same file system
 *
 * Lets the two files change places in one step.
 *
 * Returns: whether they did; if not, `errno` says why, EINVAL or ENOSYS where the file system
 *   cannot do that
 */
gboolean
salve_paths_exchange (const char *one,
                      const char *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return renameat2 (AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
}

/**
 * salve_paths_number:
 * @path: (type filename): a file, with or without its folder
 * @number: from 1 on
 *
 * Returns: (transfer full) (type filename): the name that the file gets where others of that name are: "x.json",
 *   "x-2.json", "x-3.json" …
 */
char *
salve_paths_number (const char *path,
                    guint       number)
{
  gsize stem;

  g_return_val_if_fail (path != NULL, NULL);

  stem = strlen (path) - (g_str_has_suffix (path, ".json") ? strlen (".json") : 0);
  if (number < 2)
    return g_strdup (path);
  return g_strdup_printf ("%.*s-%u%s", (int) stem, path, number, path + stem);
}

/**
 * salve_paths_rename_numbered:
 * @from: (type filename): a path
 * @to: (type filename): a path on the same file system
 * @first: the number to begin with, 1 for the name itself
 *
 * Renames it to that name or, where that is taken, to the first numbered one that is free.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is; if it could not be renamed, `errno` says why
 */
char *
salve_paths_rename_numbered (const char *from,
                             const char *to,
                             guint       first)
{
  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  for (guint number = first; number < SALVE_PATHS_MAX_NUMBER; number++)
    {
      g_autofree char *place = salve_paths_number (to, number);

      if (salve_paths_rename (from, place))
        return g_steal_pointer (&place);
      if (errno != EEXIST)
        break;
    }
  return NULL;
}

static char *
make_aside_name (const char *path,
                 const char *stamp,
                 guint       number)
{
  const int stem = (int) (strlen (path) - strlen (".json"));

  if (number == 1)
    return g_strdup_printf ("%.*s-%s.unreadable.json", stem, path, stamp);
  return g_strdup_printf ("%.*s-%s-%u.unreadable.json", stem, path, stamp, number);
}

/**
 * salve_paths_set_aside:
 * @path: (type filename): a file `x.json` that makes no sense
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives it another name in its folder, `x-<time>.unreadable.json`, so that nothing overwrites it.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is now, safe from a power cut
 */
char *
salve_paths_set_aside (const char  *path,
                       GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL && g_str_has_suffix (path, ".json"), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  folder = g_path_get_dirname (path);
  for (guint number = 1; number < SALVE_PATHS_MAX_NUMBER; number++)
    {
      g_autofree char *place = make_aside_name (path, stamp, number);

      if (salve_paths_rename (path, place))
        return salve_paths_sync (folder, error) ? g_steal_pointer (&place) : NULL;
      if (errno != EEXIST)
        break;
    }
  /* Translators: first a file's name, then the system's reason */
  salve_paths_fail (path, _("“%s” could not be moved or removed: %s"), error);
  return NULL;
}

/**
 * salve_paths_fail:
 * @path: (type filename): a file, with or without its folder
 * @format: as for printf(), what to tell the person: of the file's name and of the system's reason
 * @error: return location for an error of G_FILE_ERROR
 *
 * Tells of what went wrong with a file, as `errno` has it.
 *
 * Returns: %FALSE, for the caller to return too
 */
gboolean
salve_paths_fail (const char  *path,
                  const char  *format,
                  GError     **error)
{
  int code = errno;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (path != NULL && format != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  shown = g_filename_display_basename (path);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), format, shown, g_strerror (code));
#pragma GCC diagnostic pop
  return FALSE;
}
