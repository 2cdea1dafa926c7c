/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-lists.h"

#include <glib/gi18n-lib.h>

#include "salve-json.h"
#include "salve-product.h"
#include "salve-shelf-item.h"

typedef gpointer    (*ReadEntry)  (JsonObject  *object,
                                   GError     **error);
typedef JsonObject *(*WriteEntry) (gpointer     entry);

static gboolean
read_list (JsonObject  *root,
           const char  *member,
           ReadEntry    read_entry,
           GListStore  *store,
           GError     **error)
{
  JsonArray *array = NULL;

  if (!salve_json_get_entries (root, member, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr(GObject) entry = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return salve_json_fail (error, SALVE_JSON_ERROR_TYPE,
                                _("“%s” holds an entry that is not a group in { }"), member);
      entry = read_entry (json_node_get_object (node), error);
      if (entry == NULL)
        return FALSE;
      g_list_store_append (store, entry);
    }
  return TRUE;
}

static JsonArray *
write_list (GListStore *store,
            WriteEntry  write_entry)
{
  GListModel *list = G_LIST_MODEL (store);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(GObject) entry = g_list_model_get_item (list, i);

      json_array_add_object_element (array, write_entry (entry));
    }
  return array;
}

/* Whoever shows or edits a thing goes on with the same object, which says what is new of it. */
static gpointer
adopt (GListStore *old,
       GObject    *fresh)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (old)); i++)
    {
      g_autoptr(GObject) known = g_list_model_get_item (G_LIST_MODEL (old), i);

      if (SALVE_IS_SHELF_ITEM (known)
          ? salve_shelf_item_assign (SALVE_SHELF_ITEM (known), SALVE_SHELF_ITEM (fresh))
          : salve_product_assign (SALVE_PRODUCT (known), SALVE_PRODUCT (fresh)))
        return g_steal_pointer (&known);
    }
  return g_object_ref (fresh);
}

static void
take_over (GListStore *store,
           GListStore *fresh)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fresh));
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same = n == n_old;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) entry = g_list_model_get_item (G_LIST_MODEL (fresh), i);
      g_autoptr(GObject) old = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_ptr_array_add (entries, adopt (store, entry));
      same = same && g_ptr_array_index (entries, i) == old;
    }
  if (!same)
    g_list_store_splice (store, 0, n_old, entries->pdata, n);
}

/**
 * salve_shelf_lists_new:
 *
 * Returns: (transfer full): two empty lists
 */
SalveShelfLists *
salve_shelf_lists_new (void)
{
  SalveShelfLists *self = g_new0 (SalveShelfLists, 1);

  self->items = g_list_store_new (SALVE_TYPE_SHELF_ITEM);
  self->products = g_list_store_new (SALVE_TYPE_PRODUCT);
  return self;
}

/**
 * salve_shelf_lists_free:
 * @self: (transfer full): the lists
 */
void
salve_shelf_lists_free (SalveShelfLists *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->products);
  g_object_unref (self->items);
  g_free (self);
}

/**
 * salve_shelf_lists_read:
 * @self: empty lists
 * @root: what a file holds
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether both could be read; otherwise they are empty
 */
gboolean
salve_shelf_lists_read (SalveShelfLists  *self,
                        JsonObject       *root,
                        GError          **error)
{
  g_return_val_if_fail (self != NULL && root != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (read_list (root, "devices", (ReadEntry) salve_shelf_item_read, self->items, error) &&
      read_list (root, "products", (ReadEntry) salve_product_read, self->products, error))
    return TRUE;
  g_list_store_remove_all (self->items);
  g_list_store_remove_all (self->products);
  return FALSE;
}

/**
 * salve_shelf_lists_write:
 * @self: the lists
 * @root: what the file is to hold
 */
void
salve_shelf_lists_write (SalveShelfLists *self,
                         JsonObject      *root)
{
  g_return_if_fail (self != NULL && root != NULL);

  json_object_set_array_member (root, "devices", write_list (self->items, (WriteEntry) salve_shelf_item_write));
  json_object_set_array_member (root, "products", write_list (self->products, (WriteEntry) salve_product_write));
}

/**
 * salve_shelf_lists_take_over:
 * @self: the lists
 * @fresh: what they are to hold
 *
 * Whoever shows or edits a thing that is in both goes on with the same object.
 */
void
salve_shelf_lists_take_over (SalveShelfLists *self,
                             SalveShelfLists *fresh)
{
  g_return_if_fail (self != NULL && fresh != NULL);

  take_over (self->items, fresh->items);
  take_over (self->products, fresh->products);
}
