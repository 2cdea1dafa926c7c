/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-list.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-conflict.h"
#include "salve-folder-copies.h"
#include "salve-folder-items.h"
#include "salve-paths.h"

struct _SalveFolderList
{
  char              *folder;
  gint64             since;
  GListModel        *model;  /* not owned: it owns this */
  GPtrArray         *items;  /* of SalveFolderItem, oldest first: what is saved comes at the end, and moves no other */
  SalveFolderCopies *copies; /* other versions of the files */
  gboolean           littered;
};

/* Of the whole folder, until it takes the place of what is known. */
typedef struct
{
  SalveFolderList   *list;
  GPtrArray         *items;
  SalveFolderCopies *copies;
} Listing;

/* The list is newest first: one is a position there, the other an index of the items. */
static guint
turn (SalveFolderList *self,
      guint            position)
{
  return self->items->len - 1 - position;
}

static SalveFolderItem *
get_item (SalveFolderList *self,
          guint            position)
{
  return g_ptr_array_index (self->items, turn (self, position));
}

static SalveFolderItem *
make_item (SalveFolderList *self,
           const char      *name)
{
  return salve_folder_item_new (self->folder, name, self->since);
}

static gboolean
is_at (SalveFolderList *self,
       const char      *name,
       guint            position)
{
  return position < self->items->len && strcmp (get_item (self, position)->name, name) == 0;
}

/* A single name */

static void
insert_item (SalveFolderList *self,
             SalveFolderItem *item)
{
  guint index = salve_folder_items_search (self->items, item->time, item->name);

  g_ptr_array_insert (self->items, (int) index, item);
  g_list_model_items_changed (self->model, turn (self, index), 0, 1);
}

static void
remove_item (SalveFolderList *self,
             guint            position)
{
  g_ptr_array_remove_index (self->items, turn (self, position));
  g_list_model_items_changed (self->model, position, 1, 0);
}

/* What was handed out is another now; what was not, nobody can have seen. */
static void
check_stamp (SalveFolderList *self,
             guint            position,
             const GStatBuf  *info)
{
  SalveFolderItem *item = get_item (self, position);

  if (item->stamp == 0 || item->stamp == salve_folder_copies_make_stamp (self->copies, item->name, info))
    return;
  salve_folder_item_forget (item);
  g_list_model_items_changed (self->model, position, 1, 1);
}

/* The whole folder */

static void
add_item (SalveFolderList *self,
          GPtrArray       *items,
          const char      *name)
{
  SalveFolderItem *item = make_item (self, name);

  if (item != NULL)
    g_ptr_array_add (items, item);
}

/* The first copies of what is gone. */
static void
add_orphans (SalveFolderList   *self,
             GPtrArray         *items,
             SalveFolderCopies *copies)
{
  GHashTableIter iter;
  gpointer original, names;
  guint n = items->len;

  salve_folder_copies_init_iter (copies, &iter);
  while (g_hash_table_iter_next (&iter, &original, &names))
    {
      g_autofree char *path = g_build_filename (self->folder, original, NULL);

      salve_folder_copies_sort (names);
      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        add_item (self, items, g_ptr_array_index ((GPtrArray *) names, 0));
    }
  if (items->len > n)
    salve_folder_items_sort (items);
}

static void
add_name (gpointer name,
          gpointer data)
{
  Listing *listing = data;
  g_autofree char *original = salve_conflict_get_original (name);

  if (original != NULL)
    g_ptr_array_add (salve_folder_copies_get (listing->copies, original), g_strdup (name));
  else if (salve_paths_is_temporary (name))
    listing->list->littered = TRUE;
  else
    add_item (listing->list, listing->items, name);
}

/* There may be 100,000 names: none is held twice. */
static GPtrArray *
list_folder (SalveFolderList    *self,
             SalveFolderCopies  *copies,
             GError            **error)
{
  g_autoptr(GPtrArray) items = salve_folder_items_new ();
  Listing listing = { self, items, copies };

  self->littered = FALSE;
  if (!salve_paths_foreach (self->folder, add_name, &listing, error))
    return NULL;
  salve_folder_items_sort (items);
  add_orphans (self, items, copies);
  return g_steal_pointer (&items);
}

static gboolean
same_name (GPtrArray *old,
           guint      i,
           GPtrArray *new,
           guint      j)
{
  const SalveFolderItem *a = g_ptr_array_index (old, i);
  const SalveFolderItem *b = g_ptr_array_index (new, j);

  return strcmp (a->name, b->name) == 0;
}

/* Tells of one change, from the first name that differs to the last. */
static void
replace_items (SalveFolderList *self,
               GPtrArray       *items)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->items);
  guint before = 0, after = 0, least = MIN (old->len, items->len);

  self->items = g_ptr_array_ref (items);
  salve_folder_items_keep (old, items);
  while (before < least && same_name (old, before, items, before))
    before++;
  while (after < least - before &&
         same_name (old, old->len - 1 - after, items, items->len - 1 - after))
    after++;
  g_list_model_items_changed (self->model, after,
                              old->len - before - after, items->len - before - after);
}

static void
check_stamps (SalveFolderList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *path = NULL;
      GStatBuf info;

      if (get_item (self, i)->stamp == 0)
        continue;
      path = g_build_filename (self->folder, get_item (self, i)->name, NULL);
      if (g_lstat (path, &info) == 0)
        check_stamp (self, i, &info);
    }
}

/**
 * salve_folder_list_new:
 * @folder: (type filename): the folder
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 * @model: (not nullable): whose items these are; it must outlive the list
 *
 * Returns: (transfer full): the list, empty until salve_folder_list_rescan()
 */
SalveFolderList *
salve_folder_list_new (const char *folder,
                       gint64      since,
                       GListModel *model)
{
  SalveFolderList *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_new0 (SalveFolderList, 1);
  self->folder = g_strdup (folder);
  self->since = since;
  self->model = model;
  self->items = salve_folder_items_new ();
  self->copies = salve_folder_copies_new (self->folder);
  return self;
}

/**
 * salve_folder_list_free:
 * @self: (transfer full): a list
 */
void
salve_folder_list_free (SalveFolderList *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->items);
  salve_folder_copies_free (self->copies);
  g_free (self->folder);
  g_free (self);
}

/**
 * salve_folder_list_set_since:
 * @self: a list
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 *
 * Takes effect with the next salve_folder_list_rescan().
 */
void
salve_folder_list_set_since (SalveFolderList *self,
                             gint64           since)
{
  g_return_if_fail (self != NULL);

  self->since = since;
}

/**
 * salve_folder_list_get_length:
 * @self: a list
 *
 * Returns: how many names there are
 */
guint
salve_folder_list_get_length (SalveFolderList *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * salve_folder_list_get_record:
 * @self: a list
 * @position: which of the names
 *
 * Returns: (transfer full) (nullable): its record, the same for as long as somebody holds it, with its other versions;
 *   %NULL after the last name
 */
SalveRecord *
salve_folder_list_get_record (SalveFolderList *self,
                              guint            position)
{
  g_autofree char *path = NULL;
  SalveRecord *record;
  GStatBuf info;
  SalveFolderItem *item;

  g_return_val_if_fail (self != NULL, NULL);

  if (position >= self->items->len)
    return NULL;
  item = get_item (self, position);
  if (item->record != NULL)
    return g_object_ref (item->record);
  path = g_build_filename (self->folder, item->name, NULL);
  record = salve_record_new (path);
  salve_folder_copies_add_versions (self->copies, item->name, record);
  g_set_weak_pointer (&item->record, record);
  /* The first stamp counts: what was read through an earlier record may be in use yet. */
  if (item->stamp == 0 && g_lstat (path, &info) == 0)
    item->stamp = salve_folder_copies_make_stamp (self->copies, item->name, &info);
  return record;
}

/**
 * salve_folder_list_find:
 * @self: a list
 * @name: (type filename): a file's name without the folder
 * @position: (out): return location for where it is
 *
 * Returns: whether the name is in the list
 */
gboolean
salve_folder_list_find (SalveFolderList *self,
                        const char      *name,
                        guint           *position)
{
  gint64 time;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL && position != NULL, FALSE);

  if (salve_record_parse_name (name, &time))
    {
      *position = turn (self, salve_folder_items_search (self->items, time, name));
      return is_at (self, name, *position);
    }
  for (*position = 0; *position < self->items->len; (*position)++)
    if (is_at (self, name, *position))
      return TRUE;
  return FALSE;
}

/* What the disk only hides is there. */
static gboolean
is_absence (int code)
{
  return code == ENOENT || code == ENOTDIR;
}

static void
refresh_one (SalveFolderList *self,
             const char      *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info;
  SalveFolderItem *item = NULL;
  guint position;
  gboolean found = salve_folder_list_find (self, name, &position);
  gboolean seen = g_lstat (path, &info) == 0;

  if (seen || !is_absence (errno))
    item = make_item (self, name);
  if (found && item != NULL && item->time == get_item (self, position)->time)
    {
      if (seen)
        check_stamp (self, position, &info);
    }
  else
    {
      if (found)
        remove_item (self, position);
      if (item != NULL)
        insert_item (self, g_steal_pointer (&item));
    }
  g_clear_pointer (&item, salve_folder_item_free);
}

static gboolean
is_there (SalveFolderList *self,
          const char      *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 || !is_absence (errno);
}

static void
hide (SalveFolderList *self,
      const char      *name)
{
  guint position;

  if (salve_folder_list_find (self, name, &position))
    remove_item (self, position);
}

/* Whoever has the record is to hear of it, whatever the files look like. */
static void
outdate (SalveFolderList *self,
         const char      *name)
{
  guint position;

  if (salve_folder_list_find (self, name, &position) && get_item (self, position)->stamp != 0)
    get_item (self, position)->stamp = 1;
}

/* Which of the versions is in the list may be another now. */
static void
refresh_versions (SalveFolderList *self,
                  const char      *original,
                  const char      *name)
{
  g_autoptr(GPtrArray) copies = g_ptr_array_ref (salve_folder_copies_get (self->copies, original));
  gboolean whole = is_there (self, original);
  guint n = copies->len;
  gboolean new = strcmp (name, original) != 0
                 && !g_ptr_array_find_with_equal_func (copies, name, g_str_equal, NULL);

  if (new)
    g_ptr_array_add (copies, g_strdup (name));
  salve_folder_copies_sort (copies);
  for (guint i = copies->len; i > 0; i--)
    if (!is_there (self, g_ptr_array_index (copies, i - 1)))
      {
        hide (self, g_ptr_array_index (copies, i - 1));
        g_ptr_array_remove_index (copies, i - 1);
      }
  for (guint i = whole ? 0 : 1; i < copies->len; i++)
    hide (self, g_ptr_array_index (copies, i));
  if (copies->len != n || new)
    outdate (self, whole ? original : copies->len > 0 ? g_ptr_array_index (copies, 0) : original);
  refresh_one (self, original);
  if (!whole && copies->len > 0)
    refresh_one (self, g_ptr_array_index (copies, 0));
  if (copies->len == 0)
    salve_folder_copies_remove (self->copies, original);
}

/**
 * salve_folder_list_refresh:
 * @self: a list
 * @name: (type filename): a file's name without the folder
 *
 * Looks at one file: it may be new, gone, or another than it was.
 */
void
salve_folder_list_refresh (SalveFolderList *self,
                           const char      *name)
{
  g_autofree char *original = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  /* Each save tells of one of these, too. */
  if (salve_folder_item_is_foreign (name))
    return;
  original = salve_conflict_get_original (name);
  if (original != NULL)
    refresh_versions (self, original, name);
  else if (salve_folder_copies_contains (self->copies, name))
    refresh_versions (self, name, name);
  else
    refresh_one (self, name);
}

/**
 * salve_folder_list_rescan:
 * @self: a list
 * @error: return location for an error of G_FILE_ERROR
 *
 * Looks at the whole folder.
 *
 * Returns: whether the folder could be listed; if not, the list stays as it was
 */
gboolean
salve_folder_list_rescan (SalveFolderList  *self,
                          GError          **error)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(SalveFolderCopies) copies = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  copies = salve_folder_copies_new (self->folder);
  items = list_folder (self, copies, error);
  if (items == NULL)
    return FALSE;
  salve_folder_copies_free (self->copies);
  self->copies = g_steal_pointer (&copies);
  names = salve_folder_items_differ (self->items, items, SALVE_FOLDER_LIST_MAX_SINGLE);
  if (names == NULL)
    replace_items (self, items);
  else
    for (guint i = 0; i < names->len; i++)
      salve_folder_list_refresh (self, g_ptr_array_index (names, i));
  check_stamps (self);
  return TRUE;
}

/**
 * salve_folder_list_is_littered:
 * @self: a list
 *
 * Returns: whether the last salve_folder_list_rescan() saw a file that is, or was, being written
 */
gboolean
salve_folder_list_is_littered (SalveFolderList *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->littered;
}

/**
 * salve_folder_list_count_copied:
 * @self: a list
 * @first: (out) (optional) (transfer full): return location for one of the names, %NULL where there is none
 *
 * Returns: how many of the names have other versions
 */
guint
salve_folder_list_count_copied (SalveFolderList  *self,
                                char            **first)
{
  g_autofree char *newest = NULL;
  GHashTableIter iter;
  gpointer original, copies;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  salve_folder_copies_init_iter (self->copies, &iter);
  while (g_hash_table_iter_next (&iter, &original, &copies))
    {
      const GPtrArray *names = copies;
      guint position;
      gboolean whole = salve_folder_list_find (self, original, &position);
      const char *name = whole ? original : g_ptr_array_index (names, 0);

      if ((!whole && names->len < 2) || !salve_folder_list_find (self, name, &position))
        continue;
      n++;
      if (newest == NULL || strcmp (name, newest) > 0)
        {
          g_free (newest);
          newest = g_strdup (name);
        }
    }
  if (first != NULL)
    *first = g_steal_pointer (&newest);
  return n;
}
