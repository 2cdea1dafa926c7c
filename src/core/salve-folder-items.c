/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-items.h"

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const SalveFolderItem *item = *(SalveFolderItem * const *) a;

  return salve_folder_item_compare (item->time, item->name, *(SalveFolderItem * const *) b);
}

/**
 * salve_folder_items_new:
 *
 * Returns: (transfer full) (element-type SalveFolderItem): none yet
 */
GPtrArray *
salve_folder_items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) salve_folder_item_free);
}

/**
 * salve_folder_items_sort:
 * @items: (element-type SalveFolderItem): items in any order
 */
void
salve_folder_items_sort (GPtrArray *items)
{
  g_return_if_fail (items != NULL);

  g_ptr_array_sort (items, compare_items);
}

/**
 * salve_folder_items_search:
 * @items: (element-type SalveFolderItem): items in their order
 * @time: seconds since 1970
 * @name: (type filename): a file's name of that time
 *
 * Returns: where that one is or would be
 */
guint
salve_folder_items_search (GPtrArray  *items,
                           gint64      time,
                           const char *name)
{
  guint low = 0, high;

  g_return_val_if_fail (items != NULL && name != NULL, 0);

  high = items->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (salve_folder_item_compare (time, name, g_ptr_array_index (items, middle)) > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * salve_folder_items_differ:
 * @old: (element-type SalveFolderItem): items in their order
 * @new: (element-type SalveFolderItem): items in their order
 * @most: how many differences to look for
 *
 * Returns: (transfer full) (nullable) (element-type filename): the names that are in only one of the two, %NULL where
 *   these are more than @most
 */
GPtrArray *
salve_folder_items_differ (GPtrArray *old,
                           GPtrArray *new,
                           guint      most)
{
  g_autoptr(GPtrArray) names = NULL;
  guint i = 0, j = 0;

  g_return_val_if_fail (old != NULL && new != NULL, NULL);

  names = g_ptr_array_new_with_free_func (g_free);
  while (names->len <= most && (i < old->len || j < new->len))
    {
      SalveFolderItem *a = i < old->len ? g_ptr_array_index (old, i) : NULL;
      SalveFolderItem *b = j < new->len ? g_ptr_array_index (new, j) : NULL;
      int difference = a == NULL ? 1 : b == NULL ? -1 : salve_folder_item_compare (a->time, a->name, b);

      if (a != NULL && difference < 0)
        g_ptr_array_add (names, g_strdup (a->name));
      else if (b != NULL && difference > 0)
        g_ptr_array_add (names, g_strdup (b->name));
      i += difference <= 0;
      j += difference >= 0;
    }
  return names->len <= most ? g_steal_pointer (&names) : NULL;
}

/**
 * salve_folder_items_keep:
 * @old: (element-type SalveFolderItem): items in their order
 * @new: (element-type SalveFolderItem): items in their order
 *
 * Items of @old that are in both take their place in @new: they have the record that was handed out, and its stamp.
 */
void
salve_folder_items_keep (GPtrArray *old,
                         GPtrArray *new)
{
  guint i = 0;

  g_return_if_fail (old != NULL && new != NULL);

  for (guint j = 0; j < new->len; j++)
    {
      SalveFolderItem *item = g_ptr_array_index (new, j);

      while (i < old->len && salve_folder_item_compare (item->time, item->name, g_ptr_array_index (old, i)) > 0)
        i++;
      if (i < old->len && salve_folder_item_compare (item->time, item->name, g_ptr_array_index (old, i)) == 0)
        {
          g_ptr_array_index (new, j) = g_ptr_array_index (old, i);
          g_ptr_array_index (old, i) = item;
        }
    }
}
