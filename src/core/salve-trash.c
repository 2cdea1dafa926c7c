/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-trash.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-paths.h"
#include "salve-replace.h"

#define KEEP_SECONDS (30 * 24 * 60 * 60)
#define SEEN         ".seen"

static gboolean
set_time (const char *path,
          gint64      seconds)
{
  const struct timespec times[] = { { .tv_sec = seconds }, { .tv_sec = seconds } };

  return utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Whether the trash was last looked at in the 30 days before @now. If not, the clock was set or nobody was
 * here for long, and which of the two is not known. */
static gboolean
was_seen (const char *trash,
          gint64      now)
{
  g_autofree char *path = g_build_filename (trash, SEEN, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 && info.st_mtime <= now && now - info.st_mtime <= KEEP_SECONDS;
}

static void
note_seen (const char *trash,
           gint64      now)
{
  g_autofree char *path = g_build_filename (trash, SEEN, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd >= 0)
    close (fd);
  set_time (path, now);
}

/**
 * salve_trash_keep:
 * @trash: (type filename): the folder of what was removed, made where it is missing
 * @name: (type filename): the name that the file should have there
 * @text: what is about to be replaced elsewhere, and says something else
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Returns: whether the text is in the trash, safe from a power cut
 */
gboolean
salve_trash_keep (const char  *trash,
                  const char  *name,
                  const char  *text,
                  GError     **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (trash != NULL && name != NULL && text != NULL, FALSE);

  wanted = g_build_filename (trash, name, NULL);
  if (salve_paths_ensure (trash, error))
    place = salve_replace_add (wanted, text, error);
  return place != NULL;
}

/**
 * salve_trash_move:
 * @trash: (type filename): the folder of what was removed, made where it is missing
 * @folder: (type filename): the folder that the file is in
 * @name: (type filename): its name, there and in the trash
 * @error: return location for an error of G_FILE_ERROR
 *
 * Moves the file to the trash. The time of its last change says from now on since when it is there.
 *
 * Returns: whether it is in the trash
 */
gboolean
salve_trash_move (const char  *trash,
                  const char  *folder,
                  const char  *name,
                  GError     **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *aside = NULL;

  g_return_val_if_fail (trash != NULL && folder != NULL && name != NULL, FALSE);

  from = g_build_filename (folder, name, NULL);
  to = g_build_filename (trash, name, NULL);
  if (!salve_paths_ensure (trash, error))
    return FALSE;
  if (utimensat (AT_FDCWD, from, NULL, AT_SYMLINK_NOFOLLOW) != 0)
    return salve_replace_fail (name, error);
  if (!salve_paths_rename (from, to))
    {
      /* One of that name was removed before. */
      if (errno == EEXIST)
        aside = salve_paths_rename_numbered (to, to, 2);
      if (aside == NULL || !salve_paths_rename (from, to))
        return salve_replace_fail (name, error);
    }
  return TRUE;
}

/**
 * salve_trash_restore:
 * @trash: (type filename): the folder of what was removed
 * @folder: (type filename): the folder that the file was in
 * @name: (type filename): its name, there and in the trash
 * @error: return location for an error of G_FILE_ERROR
 *
 * Moves the file back, never over another.
 *
 * Returns: whether it is back
 */
gboolean
salve_trash_restore (const char  *trash,
                     const char  *folder,
                     const char  *name,
                     GError     **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (trash != NULL && folder != NULL && name != NULL, FALSE);

  from = g_build_filename (trash, name, NULL);
  to = g_build_filename (folder, name, NULL);
  return salve_paths_rename (from, to) || salve_replace_fail (name, error);
}

/**
 * salve_trash_empty:
 * @trash: (type filename): the folder of what was removed
 * @now: the present, in seconds since 1970
 *
 * Deletes what has been there for more than 30 days. A clock that was set forward by years deletes
 * nothing: where the last look is not in the 30 days before, all of it has another 30 days from now.
 */
void
salve_trash_empty (const char *trash,
                   gint64      now)
{
  g_autoptr(GPtrArray) names = NULL;
  gboolean seen, all;

  g_return_if_fail (trash != NULL);

  seen = was_seen (trash, now);
  names = salve_paths_list (trash, NULL);
  all = names != NULL;
  for (guint i = 0; all && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (trash, g_ptr_array_index (names, i), NULL);
      GStatBuf info;

      if (!seen)
        all = set_time (path, now) || errno == ENOENT;
      else if (g_lstat (path, &info) == 0 && info.st_mtime < now - KEEP_SECONDS)
        g_remove (path);
    }
  /* Ended before all of it has its 30 days, the next look is to give them. */
  if (seen || all)
    note_seen (trash, now);
}
