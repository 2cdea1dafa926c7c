/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-item.h"

#include <string.h>

#include "salve-paths.h"

/**
 * salve_folder_item_is_foreign:
 * @name: (type filename): a file's name
 *
 * Returns: whether a file of that name is none of ours, whatever is in it: somebody is writing it, or left it unfinished
 */
gboolean
salve_folder_item_is_foreign (const char *name)
{
  g_return_val_if_fail (name != NULL, TRUE);

  return salve_paths_is_hidden (name) || salve_paths_is_temporary (name);
}

/**
 * salve_folder_item_new:
 * @folder: (type filename): the folder
 * @name: (type filename): a file's name in it
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 *
 * The file is never opened: a name says its time or, where a person chose it, the file's last change stands in.
 *
 * Returns: (transfer full) (nullable): the item, %NULL where the name is none of ours
 */
SalveFolderItem *
salve_folder_item_new (const char *folder,
                       const char *name,
                       gint64      since)
{
  g_autofree char *path = NULL;
  SalveFolderItem *self;
  gsize length;
  gint64 time;
  GStatBuf info;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  if (salve_folder_item_is_foreign (name))
    return NULL;
  if (!salve_record_parse_name (name, &time))
    {
      path = g_build_filename (folder, name, NULL);
      if (g_lstat (path, &info) != 0)
        return NULL;
      time = info.st_mtime;
    }
  else if (since != 0 && time < since)
    return NULL;
  length = strlen (name) + 1;
  self = g_malloc0 (sizeof *self + length);
  memcpy (self->name, name, length);
  self->time = time;
  return self;
}

/**
 * salve_folder_item_free:
 * @self: (transfer full): an item
 */
void
salve_folder_item_free (SalveFolderItem *self)
{
  g_return_if_fail (self != NULL);

  g_clear_weak_pointer (&self->record);
  g_free (self);
}

/**
 * salve_folder_item_forget:
 * @self: an item
 *
 * The record that was handed out is another's now; the next one is made anew.
 */
void
salve_folder_item_forget (SalveFolderItem *self)
{
  g_return_if_fail (self != NULL);

  g_clear_weak_pointer (&self->record);
  self->stamp = 0;
}

/**
 * salve_folder_item_make_stamp:
 * @info: what lstat() says of a file
 *
 * Returns: a number, never 0, that changes with whatever a write changes, in place or by another file of that name
 */
guint64
salve_folder_item_make_stamp (const GStatBuf *info)
{
  guint64 stamp;

  g_return_val_if_fail (info != NULL, 1);

  stamp = (guint64) info->st_mtim.tv_sec * G_USEC_PER_SEC * 1000;
  stamp += (guint64) info->st_mtim.tv_nsec;
  stamp = stamp * 31 + (guint64) info->st_size;
  stamp = stamp * 31 + (guint64) info->st_ino;
  return MAX (stamp, 1);
}

/**
 * salve_folder_item_compare:
 * @time: seconds since 1970
 * @name: (type filename): a file's name of that time
 * @item: an item
 *
 * Returns: less than 0 where the name comes before the item, as the older one does, 0 where it is its own, more than 0
 *   where it comes after
 */
int
salve_folder_item_compare (gint64                 time,
                           const char            *name,
                           const SalveFolderItem *item)
{
  g_return_val_if_fail (name != NULL && item != NULL, 0);

  if (time != item->time)
    return time < item->time ? -1 : 1;
  return strcmp (name, item->name);
}
