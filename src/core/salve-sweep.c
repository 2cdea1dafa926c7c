/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "salve-sweep.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-replace.h"

/* Whether the file in whose place it was to come, or came from, says the same. */
static gboolean
is_known (const char *folder,
          const char *target,
          const char *text)
{
  g_autofree char *path = g_build_filename (folder, target, NULL);
  g_autofree char *present = salve_replace_read (path, NULL, NULL);

  return g_strcmp0 (present, text) == 0;
}

/* From now on it is in the trash. Where it cannot go there it stays, until the next sweep. */
static void
keep (const char *path,
      const char *trash,
      const char *target)
{
  g_autofree char *wanted = g_build_filename (trash, target, NULL);
  g_autofree char *place = NULL;

  if (!salve_paths_ensure (trash, NULL) || utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW) != 0)
    return;
  place = salve_paths_rename_numbered (path, wanted, 1);
  if (place != NULL)
    salve_paths_sync (trash, NULL);
}

static void
sweep (const char *folder,
       const char *name,
       const char *trash)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *target = salve_paths_get_target (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!salve_paths_is_left_over (path))
    return;
  text = salve_replace_read (path, NULL, &error);
  /* What the disk does not give may be whole. */
  if (text == NULL && error->domain != SALVE_JSON_ERROR)
    return;
  if (text != NULL && trash != NULL && !is_known (folder, target, text))
    keep (path, trash, target);
  else
    g_unlink (path);
}

/**
 * salve_sweep:
 * @folder: (type filename): a path
 * @trash: (type filename) (nullable): the folder of what was removed; %NULL where nothing that is left over was ever a
 *   file of another program
 *
 * Clears away what an interrupted write left behind: `*.json.XXXXXX` older than a minute. What was only half written,
 * or says what the file in its place says, is removed. What is whole and says something else may be what another
 * program had written just before the two changed places: it goes to the trash.
 */
void
salve_sweep (const char *folder,
             const char *trash)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (folder != NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (salve_paths_is_temporary (name))
      sweep (folder, name, trash);
}
