/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-list.h"

#include <glib/gstdio.h>
#include <string.h>

#include "salve-conflict.h"
#include "salve-paths.h"

/* One name in the folder. There may be 100,000 of them, so no more than this is kept. */
typedef struct
{
  char        *name;
  gint64       time;   /* seconds since 1970 */
  guint64      stamp;  /* what its file was when the record was handed out; 0 before */
  SalveRecord *record; /* weak */
} Item;

struct _SalveFolderList
{
  char       *folder;
  gint64      since;
  GListModel *model; /* not owned: it owns this */
  GPtrArray  *items; /* of Item, newest first */
  GHashTable *copies; /* of names to the names of other versions of that file, each a sorted GPtrArray */
};

/* Items */

static void
item_drop_record (Item *item)
{
  g_clear_weak_pointer (&item->record);
}

static void
item_free (Item *item)
{
  item_drop_record (item);
  g_free (item->name);
  g_free (item);
}

/* NULL where the name is none of ours. The file is never opened: a name says its time or,
 * where a person chose it, the file's last change stands in. */
static Item *
item_new (SalveFolderList *self,
          const char      *name)
{
  g_autofree char *path = NULL;
  gint64 time;
  GStatBuf info;
  Item *item;

  if (*name == '.' || salve_paths_is_temporary (name))
    return NULL;
  if (!salve_record_parse_name (name, &time))
    {
      path = g_build_filename (self->folder, name, NULL);
      if (g_lstat (path, &info) != 0)
        return NULL;
      time = info.st_mtime;
    }
  else if (self->since != 0 && time < self->since)
    return NULL;
  item = g_new0 (Item, 1);
  item->name = g_strdup (name);
  item->time = time;
  return item;
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

static Item *
get_item (SalveFolderList *self,
          guint            position)
{
  return g_ptr_array_index (self->items, position);
}

/* Changes with whatever a write changes, in place or by another file of that name. */
static guint64
make_stamp (const GStatBuf *info)
{
  guint64 stamp = (guint64) info->st_mtim.tv_sec * G_USEC_PER_SEC * 1000;

  stamp += (guint64) info->st_mtim.tv_nsec;
  stamp = stamp * 31 + (guint64) info->st_size;
  stamp = stamp * 31 + (guint64) info->st_ino;
  return MAX (stamp, 1);
}

/* Versions of one file: the file itself is in the list or, where it is gone, the first of its copies. The others come
 * with it. */

static GHashTable *
copies_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
get_copies (GHashTable *copies,
            const char *original)
{
  GPtrArray *names = g_hash_table_lookup (copies, original);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (copies, g_strdup (original), names);
    }
  return names;
}

/* The other versions of what is in the list under that name; NULL where there are none. */
static GPtrArray *
find_copies (SalveFolderList *self,
             const char      *name)
{
  g_autofree char *original = NULL;

  if (g_hash_table_size (self->copies) == 0)
    return NULL;
  original = salve_conflict_get_original (name);
  return g_hash_table_lookup (self->copies, original != NULL ? original : name);
}

/* Of a file with its other versions. */
static guint64
make_whole_stamp (SalveFolderList *self,
                  const char      *name,
                  const GStatBuf  *info)
{
  GPtrArray *copies = find_copies (self, name);
  guint64 stamp = make_stamp (info);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (copies, i), NULL);
      GStatBuf other;

      if (g_lstat (path, &other) == 0)
        stamp = stamp * 31 + make_stamp (&other);
    }
  return MAX (stamp, 1);
}

static void
add_versions (SalveFolderList *self,
              const char      *name,
              SalveRecord     *record)
{
  GPtrArray *copies = find_copies (self, name);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);
      g_autofree char *path = g_build_filename (self->folder, copy, NULL);
      g_autoptr(SalveRecord) version = strcmp (copy, name) != 0 ? salve_record_new (path) : NULL;

      if (version != NULL)
        salve_record_add_version (record, version);
    }
}

/* Their order */

static int
compare (gint64      time,
         const char *name,
         const Item *item)
{
  if (time != item->time)
    return time > item->time ? -1 : 1;
  return -strcmp (name, item->name);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *item = *(Item * const *) a;

  return compare (item->time, item->name, *(Item * const *) b);
}

/* Where that one is or would be. */
static guint
search (SalveFolderList *self,
        gint64           time,
        const char      *name)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (time, name, get_item (self, middle)) > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
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
             Item            *item)
{
  guint position = search (self, item->time, item->name);

  g_ptr_array_insert (self->items, (int) position, item);
  g_list_model_items_changed (self->model, position, 0, 1);
}

static void
remove_item (SalveFolderList *self,
             guint            position)
{
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (self->model, position, 1, 0);
}

/* What was handed out is another now; what was not, nobody can have seen. */
static void
check_stamp (SalveFolderList *self,
             guint            position,
             const GStatBuf  *info)
{
  Item *item = get_item (self, position);

  if (item->stamp == 0 || item->stamp == make_whole_stamp (self, item->name, info))
    return;
  item_drop_record (item);
  item->stamp = 0;
  g_list_model_items_changed (self->model, position, 1, 1);
}

/* The whole folder */

static void
add_item (SalveFolderList *self,
          GPtrArray       *items,
          const char      *name)
{
  Item *item = item_new (self, name);

  if (item != NULL)
    g_ptr_array_add (items, item);
}

/* The first copies of what is gone. */
static void
add_orphans (SalveFolderList *self,
             GPtrArray       *items,
             GHashTable      *copies)
{
  GHashTableIter iter;
  gpointer original, names;
  guint n = items->len;

  g_hash_table_iter_init (&iter, copies);
  while (g_hash_table_iter_next (&iter, &original, &names))
    {
      g_autofree char *path = g_build_filename (self->folder, original, NULL);

      g_ptr_array_sort (names, compare_names);
      if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        add_item (self, items, g_ptr_array_index ((GPtrArray *) names, 0));
    }
  if (items->len > n)
    g_ptr_array_sort (items, compare_items);
}

static GPtrArray *
list_folder (SalveFolderList  *self,
             GHashTable       *copies,
             GError          **error)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, error);
  GPtrArray *items;
  const char *name;

  if (dir == NULL)
    return NULL;
  items = items_new ();
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *original = salve_conflict_get_original (name);

      if (original != NULL)
        g_ptr_array_add (get_copies (copies, original), g_strdup (name));
      else
        add_item (self, items, name);
    }
  g_ptr_array_sort (items, compare_items);
  add_orphans (self, items, copies);
  return items;
}

/* The names that are in only one of the two. */
static GPtrArray *
list_differences (GPtrArray *old,
                  GPtrArray *new)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint i = 0, j = 0;

  while (i < old->len || j < new->len)
    {
      Item *a = i < old->len ? g_ptr_array_index (old, i) : NULL;
      Item *b = j < new->len ? g_ptr_array_index (new, j) : NULL;
      int difference = a == NULL ? 1 : b == NULL ? -1 : compare (a->time, a->name, b);

      if (a != NULL && difference < 0)
        g_ptr_array_add (names, g_strdup (a->name));
      else if (b != NULL && difference > 0)
        g_ptr_array_add (names, g_strdup (b->name));
      i += difference <= 0;
      j += difference >= 0;
    }
  return names;
}

/* Items that stay keep their record and their stamp. */
static void
keep_items (GPtrArray *old,
            GPtrArray *new)
{
  guint i = 0;

  for (guint j = 0; j < new->len; j++)
    {
      Item *item = g_ptr_array_index (new, j);

      while (i < old->len && compare (item->time, item->name, g_ptr_array_index (old, i)) > 0)
        i++;
      if (i < old->len && compare (item->time, item->name, g_ptr_array_index (old, i)) == 0)
        {
          g_ptr_array_index (new, j) = g_ptr_array_index (old, i);
          g_ptr_array_index (old, i) = item;
        }
    }
}

static gboolean
same_name (GPtrArray *old,
           guint      i,
           GPtrArray *new,
           guint      j)
{
  const Item *a = g_ptr_array_index (old, i);
  const Item *b = g_ptr_array_index (new, j);

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
  keep_items (old, items);
  while (before < least && same_name (old, before, items, before))
    before++;
  while (after < least - before &&
         same_name (old, old->len - 1 - after, items, items->len - 1 - after))
    after++;
  g_list_model_items_changed (self->model, before,
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
  self->items = items_new ();
  self->copies = copies_new ();
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
  g_hash_table_unref (self->copies);
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
  Item *item;

  g_return_val_if_fail (self != NULL, NULL);

  if (position >= self->items->len)
    return NULL;
  item = get_item (self, position);
  if (item->record != NULL)
    return g_object_ref (item->record);
  path = g_build_filename (self->folder, item->name, NULL);
  record = salve_record_new (path);
  add_versions (self, item->name, record);
  g_set_weak_pointer (&item->record, record);
  /* The first stamp counts: what was read through an earlier record may be in use yet. */
  if (item->stamp == 0 && g_lstat (path, &info) == 0)
    item->stamp = make_whole_stamp (self, item->name, &info);
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
      *position = search (self, time, name);
      return is_at (self, name, *position);
    }
  for (*position = 0; *position < self->items->len; (*position)++)
    if (is_at (self, name, *position))
      return TRUE;
  return FALSE;
}

static void
refresh_one (SalveFolderList *self,
             const char      *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info;
  Item *item = NULL;
  guint position;
  gboolean found = salve_folder_list_find (self, name, &position);

  if (g_lstat (path, &info) == 0)
    item = item_new (self, name);
  if (found && item != NULL && item->time == get_item (self, position)->time)
    check_stamp (self, position, &info);
  else
    {
      if (found)
        remove_item (self, position);
      if (item != NULL)
        insert_item (self, g_steal_pointer (&item));
    }
  g_clear_pointer (&item, item_free);
}

static gboolean
is_there (SalveFolderList *self,
          const char      *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0;
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
  g_autoptr(GPtrArray) copies = g_ptr_array_ref (get_copies (self->copies, original));
  gboolean whole = is_there (self, original);
  guint n = copies->len;
  gboolean new = strcmp (name, original) != 0
                 && !g_ptr_array_find_with_equal_func (copies, name, g_str_equal, NULL);

  if (new)
    g_ptr_array_add (copies, g_strdup (name));
  g_ptr_array_sort (copies, compare_names);
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
    g_hash_table_remove (self->copies, original);
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

  original = salve_conflict_get_original (name);
  if (original != NULL)
    refresh_versions (self, original, name);
  else if (g_hash_table_contains (self->copies, name))
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
  g_autoptr(GHashTable) copies = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  copies = copies_new ();
  items = list_folder (self, copies, error);
  if (items == NULL)
    return FALSE;
  g_hash_table_unref (self->copies);
  self->copies = g_steal_pointer (&copies);
  names = list_differences (self->items, items);
  if (names->len > SALVE_FOLDER_LIST_MAX_SINGLE)
    replace_items (self, items);
  else
    for (guint i = 0; i < names->len; i++)
      salve_folder_list_refresh (self, g_ptr_array_index (names, i));
  check_stamps (self);
  return TRUE;
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

  g_hash_table_iter_init (&iter, self->copies);
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
