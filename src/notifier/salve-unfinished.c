/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-unfinished.h"

#include <glib/gstdio.h>

#include "salve-paths.h"

/* Whether it was written to later than the finished file. */
static gboolean
is_newer (const char *path,
          const char *finished)
{
  GStatBuf one;
  GStatBuf two;

  if (g_lstat (path, &one) != 0 || !S_ISREG (one.st_mode))
    return FALSE;
  if (g_lstat (finished, &two) != 0)
    return TRUE;
  if (one.st_mtim.tv_sec != two.st_mtim.tv_sec)
    return one.st_mtim.tv_sec > two.st_mtim.tv_sec;

  return one.st_mtim.tv_nsec >= two.st_mtim.tv_nsec;
}

/* The temporary file beside `path` that was to take its place and is newer, or NULL. Transfer full. */
char *
salve_unfinished_find (const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  base = g_path_get_basename (path);
  prefix = g_strconcat (base, ".", NULL);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, prefix) && salve_paths_is_temporary (name) && is_newer (other, path))
        return g_steal_pointer (&other);
    }

  return NULL;
}
