/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-copies.h"

#include <string.h>

#include "salve-conflict.h"
#include "salve-folder-item.h"

struct _SalveFolderCopies
{
  char       *folder;
  GHashTable *names; /* of names to the names of other versions of that file, each a GPtrArray */
};

/* The other versions of what is in the list under that name; NULL where there are none. */
static GPtrArray *
find (SalveFolderCopies *self,
      const char        *name)
{
  g_autofree char *original = NULL;

  if (g_hash_table_size (self->names) == 0)
    return NULL;
  original = salve_conflict_get_original (name);
  return g_hash_table_lookup (self->names, original != NULL ? original : name);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * salve_folder_copies_new:
 * @folder: (type filename): the folder
 *
 * Returns: (transfer full): no versions yet
 */
SalveFolderCopies *
salve_folder_copies_new (const char *folder)
{
  SalveFolderCopies *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (SalveFolderCopies, 1);
  self->folder = g_strdup (folder);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * salve_folder_copies_free:
 * @self: (transfer full): the versions
 */
void
salve_folder_copies_free (SalveFolderCopies *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->names);
  g_free (self->folder);
  g_free (self);
}

/**
 * salve_folder_copies_contains:
 * @self: the versions
 * @original: (type filename): a file's own name
 *
 * Returns: whether it has other versions
 */
gboolean
salve_folder_copies_contains (SalveFolderCopies *self,
                              const char        *original)
{
  g_return_val_if_fail (self != NULL && original != NULL, FALSE);

  return g_hash_table_contains (self->names, original);
}

/**
 * salve_folder_copies_get:
 * @self: the versions
 * @original: (type filename): a file's own name
 *
 * Returns: (transfer none) (element-type filename): the names of its other versions, to be added to and sorted
 */
GPtrArray *
salve_folder_copies_get (SalveFolderCopies *self,
                         const char        *original)
{
  GPtrArray *names;

  g_return_val_if_fail (self != NULL && original != NULL, NULL);

  names = g_hash_table_lookup (self->names, original);
  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->names, g_strdup (original), names);
    }
  return names;
}

/**
 * salve_folder_copies_remove:
 * @self: the versions
 * @original: (type filename): the own name of a file that has no others
 */
void
salve_folder_copies_remove (SalveFolderCopies *self,
                            const char        *original)
{
  g_return_if_fail (self != NULL && original != NULL);

  g_hash_table_remove (self->names, original);
}

/**
 * salve_folder_copies_init_iter:
 * @self: the versions
 * @iter: (out caller-allocates): for the files' own names, each with a #GPtrArray of its other versions'
 */
void
salve_folder_copies_init_iter (SalveFolderCopies *self,
                               GHashTableIter    *iter)
{
  g_return_if_fail (self != NULL && iter != NULL);

  g_hash_table_iter_init (iter, self->names);
}

/**
 * salve_folder_copies_sort:
 * @names: (element-type filename): the names of a file's other versions
 *
 * Brings them in their order; the first stands in for a file that is gone.
 */
void
salve_folder_copies_sort (GPtrArray *names)
{
  g_return_if_fail (names != NULL);

  g_ptr_array_sort (names, compare_names);
}

/**
 * salve_folder_copies_make_stamp:
 * @self: the versions
 * @name: (type filename): a file's name in the list
 * @info: what lstat() says of it
 *
 * Returns: the stamp of the file with its other versions, as salve_folder_item_make_stamp() has it of one
 */
guint64
salve_folder_copies_make_stamp (SalveFolderCopies *self,
                                const char        *name,
                                const GStatBuf    *info)
{
  GPtrArray *copies;
  guint64 stamp;

  g_return_val_if_fail (self != NULL && name != NULL && info != NULL, 1);

  copies = find (self, name);
  stamp = salve_folder_item_make_stamp (info);
  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (copies, i), NULL);
      GStatBuf other;

      if (g_lstat (path, &other) == 0)
        stamp = stamp * 31 + salve_folder_item_make_stamp (&other);
    }
  return MAX (stamp, 1);
}

/**
 * salve_folder_copies_add_versions:
 * @self: the versions
 * @name: (type filename): a file's name in the list
 * @record: the record of that name, which gets the file's other versions
 */
void
salve_folder_copies_add_versions (SalveFolderCopies *self,
                                  const char        *name,
                                  SalveRecord       *record)
{
  GPtrArray *copies;

  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (SALVE_IS_RECORD (record));

  copies = find (self, name);
  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);
      g_autofree char *path = g_build_filename (self->folder, copy, NULL);
      g_autoptr (SalveRecord) version = strcmp (copy, name) != 0 ? salve_record_new (path) : NULL;

      if (version != NULL)
        salve_record_add_version (record, version);
    }
}
