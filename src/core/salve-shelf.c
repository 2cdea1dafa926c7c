/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "salve-document.h"
#include "salve-json.h"
#include "salve-shelf-lists.h"
#include "salve-shelf-log.h"

struct _SalveShelf
{
  GObject        parent_instance;

  SalveDocument *document;
  gboolean       looked;   /* for the file; what it holds changes nothing for those who list */
  gboolean       loaded;
  JsonObject    *source;   /* the file's object, with what is not known here */
  SalveShelfLists *lists;
  SalveShelfLog *log;
};

static void salve_shelf_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveShelf, salve_shelf, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, salve_shelf_list_model_init))

enum
{
  PROP_0,
  PROP_FOLDER,
  N_PROPS
};

enum
{
  CHANGED,
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Reading */

static void
give_up (SalveShelf   *self,
         const GError *reason)
{
  /* Translators: first the reason, then the path of a file. */
  const char *kept = _("Your shelf cannot be read: %s. It is kept as %s, and the shelf begins anew.");
  /* Translators: first the reason, then the path of a file. */
  const char *left = _("Your shelf cannot be read: %s. It is left as it is in %s.");
  g_autoptr(GError) error = salve_document_give_up (self->document, reason, kept, left);

  g_signal_emit (self, signals[PROBLEM], 0, error);
}

static void
take_over (SalveShelf      *self,
           JsonObject      *root,
           SalveShelfLists *fresh)
{
  g_clear_pointer (&self->source, json_object_unref);
  self->source = json_object_ref (root);
  salve_shelf_lists_take_over (self->lists, fresh);
  salve_shelf_log_forget (self->log);
}

/* Another program wrote the file. What makes no sense here is not taken up; what is known stays. */
static void
on_document_changed (SalveShelf *self,
                     JsonObject *root)
{
  g_autoptr(SalveShelfLists) fresh = salve_shelf_lists_new ();

  if (!salve_document_get_read_only (self->document))
    {
      if (salve_shelf_lists_read (fresh, root, NULL))
        take_over (self, root, fresh);
      else
        salve_document_keep_beside (self->document);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ensure_loaded (SalveShelf *self)
{
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(GError) error = NULL;
  gboolean read;

  if (self->looked)
    return;
  self->looked = TRUE;
  salve_document_watch (self->document);
  read = salve_document_load (self->document, &root, &error)
         && (root == NULL || salve_shelf_lists_read (self->lists, root, &error));
  self->loaded = TRUE;
  if (read)
    {
      self->source = g_steal_pointer (&root);
      return;
    }
  /* A newer version's, of which not even the lists are as they were: shown empty, and left alone. */
  if (salve_document_get_read_only (self->document))
    return;
  if (root != NULL)
    salve_document_reject (self->document, error);
  give_up (self, error);
}

/* Writing */

static void
on_items_changed (SalveShelf *self,
                  guint       position,
                  guint       removed,
                  guint       added)
{
  if (self->loaded)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_problem (SalveShelf   *self,
            const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, error);
}

/* Saving says why not. */
static gboolean
may_change (SalveShelf *self)
{
  ensure_loaded (self);
  if (!salve_document_get_read_only (self->document))
    return TRUE;
  salve_shelf_update (self);
  return FALSE;
}

static gboolean
insert (SalveShelf *self,
        GListStore *store,
        gpointer    entry,
        guint       position)
{
  if (!may_change (self))
    return FALSE;
  g_list_store_insert (store, MIN (position, g_list_model_get_n_items (G_LIST_MODEL (store))), entry);
  salve_shelf_update (self);
  return TRUE;
}

static guint
take (SalveShelf *self,
      GListStore *store,
      gpointer    entry)
{
  guint position;

  if (!may_change (self) || !g_list_store_find (store, entry, &position))
    return G_MAXUINT;
  g_list_store_remove (store, position);
  salve_shelf_update (self);
  return position;
}

/* The list model */

static GType
salve_shelf_get_item_type (GListModel *list)
{
  return SALVE_TYPE_SHELF_ITEM;
}

static guint
salve_shelf_get_n_items (GListModel *list)
{
  SalveShelf *self = SALVE_SHELF (list);

  ensure_loaded (self);
  return g_list_model_get_n_items (G_LIST_MODEL (self->lists->items));
}

static gpointer
salve_shelf_get_item (GListModel *list,
                      guint       position)
{
  SalveShelf *self = SALVE_SHELF (list);

  ensure_loaded (self);
  return g_list_model_get_item (G_LIST_MODEL (self->lists->items), position);
}

static void
salve_shelf_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = salve_shelf_get_item_type;
  iface->get_n_items = salve_shelf_get_n_items;
  iface->get_item = salve_shelf_get_item;
}

static void
set_folder (SalveShelf *self,
            const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SALVE_SHELF_NAME, NULL);

  self->document = salve_document_new (path);
  g_signal_connect_object (self->document, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
}

static void
salve_shelf_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FOLDER:
      set_folder (SALVE_SHELF (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_shelf_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SalveShelf *self = SALVE_SHELF (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_take_string (value, g_path_get_dirname (salve_document_get_path (self->document)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_shelf_finalize (GObject *object)
{
  SalveShelf *self = SALVE_SHELF (object);

  g_clear_pointer (&self->log, salve_shelf_log_free);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->lists, salve_shelf_lists_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (salve_shelf_parent_class)->finalize (object);
}

static void
salve_shelf_class_init (SalveShelfClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = salve_shelf_set_property;
  object_class->get_property = salve_shelf_get_property;
  object_class->finalize = salve_shelf_finalize;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveShelf::changed:
   * @self: the shelf
   *
   * Something came, went, or is another.
   */
  signals[CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * SalveShelf::problem:
   * @self: the shelf
   * @error: why it could not be read or written
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
salve_shelf_init (SalveShelf *self)
{
  self->lists = salve_shelf_lists_new ();
  self->log = salve_shelf_log_new ();
  g_signal_connect_object (self->lists->items, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
}

/**
 * salve_shelf_new:
 * @folder: (type filename): the folder of `shelf.json`, beside the records
 *
 * Returns: (transfer full): the shelf, not yet read
 */
SalveShelf *
salve_shelf_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return g_object_new (SALVE_TYPE_SHELF, "folder", folder, NULL);
}

/**
 * salve_shelf_get_read_only:
 * @self: a shelf
 *
 * Returns: whether it comes from a newer version and is only shown
 */
gboolean
salve_shelf_get_read_only (SalveShelf *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);

  ensure_loaded (self);
  return salve_document_get_read_only (self->document);
}

/**
 * salve_shelf_find_item:
 * @self: a shelf
 * @id: (nullable): a device's id
 *
 * Returns: (transfer none) (nullable): the device
 */
SalveShelfItem *
salve_shelf_find_item (SalveShelf *self,
                       const char *id)
{
  GListModel *items;

  g_return_val_if_fail (SALVE_IS_SHELF (self), NULL);

  ensure_loaded (self);
  items = G_LIST_MODEL (self->lists->items);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      /* The list keeps it. */
      g_autoptr(SalveShelfItem) item = g_list_model_get_item (items, i);

      if (g_strcmp0 (salve_shelf_item_get_id (item), id) == 0)
        return item;
    }
  return NULL;
}

/**
 * salve_shelf_insert_item:
 * @self: a shelf
 * @item: a device that is not on it
 * @position: where; beyond the end means at the end
 *
 * Returns: whether it is on the shelf; ::problem says why not
 */
gboolean
salve_shelf_insert_item (SalveShelf     *self,
                         SalveShelfItem *item,
                         guint           position)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), FALSE);

  return insert (self, self->lists->items, item, position);
}

/**
 * salve_shelf_remove_item:
 * @self: a shelf
 * @item: a device
 *
 * Returns: where it was, for salve_shelf_insert_item(); %G_MAXUINT if it was not, or may not go
 */
guint
salve_shelf_remove_item (SalveShelf     *self,
                         SalveShelfItem *item)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), G_MAXUINT);
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), G_MAXUINT);

  return take (self, self->lists->items, item);
}

/**
 * salve_shelf_get_products:
 * @self: a shelf
 *
 * Returns: (transfer none): the products, a list of #SalveProduct
 */
GListModel *
salve_shelf_get_products (SalveShelf *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), NULL);

  ensure_loaded (self);
  return G_LIST_MODEL (self->lists->products);
}

/**
 * salve_shelf_insert_product:
 * @self: a shelf
 * @product: a product that is not on it
 * @position: where; beyond the end means at the end
 *
 * Returns: whether it is on the shelf; ::problem says why not
 */
gboolean
salve_shelf_insert_product (SalveShelf   *self,
                            SalveProduct *product,
                            guint         position)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);
  g_return_val_if_fail (SALVE_IS_PRODUCT (product), FALSE);

  return insert (self, self->lists->products, product, position);
}

/**
 * salve_shelf_remove_product:
 * @self: a shelf
 * @product: a product
 *
 * Returns: where it was; %G_MAXUINT if it was not, or may not go
 */
guint
salve_shelf_remove_product (SalveShelf   *self,
                            SalveProduct *product)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), G_MAXUINT);
  g_return_val_if_fail (SALVE_IS_PRODUCT (product), G_MAXUINT);

  return take (self, self->lists->products, product);
}

/**
 * salve_shelf_update:
 * @self: a shelf
 *
 * To be called after a device or a product that is on it was changed: writes the file in a
 * thread, and tells.
 */
void
salve_shelf_update (SalveShelf *self)
{
  g_autoptr(JsonObject) root = NULL;

  g_return_if_fail (SALVE_IS_SHELF (self));

  ensure_loaded (self);
  root = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  json_object_set_int_member (root, "format", SALVE_DOCUMENT_FORMAT);
  salve_shelf_lists_write (self->lists, root);
  salve_shelf_log_forget (self->log);
  salve_document_save (self->document, root);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
keep (SalveShelf *self,
      GListStore *store,
      gpointer    entry)
{
  if (!g_list_store_find (store, entry, NULL))
    return insert (self, store, entry, G_MAXUINT);
  salve_shelf_update (self);
  return TRUE;
}

/**
 * salve_shelf_keep_item:
 * @self: a shelf
 * @item: a device that was on it and has been changed
 *
 * As salve_shelf_update(); where another program took the device away meanwhile, the change brings it back.
 *
 * Returns: whether it is on the shelf; ::problem says why not
 */
gboolean
salve_shelf_keep_item (SalveShelf     *self,
                       SalveShelfItem *item)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), FALSE);

  return keep (self, self->lists->items, item);
}

/**
 * salve_shelf_keep_product:
 * @self: a shelf
 * @product: a product that was on it and has been changed
 *
 * As salve_shelf_keep_item().
 *
 * Returns: whether it is on the shelf; ::problem says why not
 */
gboolean
salve_shelf_keep_product (SalveShelf   *self,
                          SalveProduct *product)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);
  g_return_val_if_fail (SALVE_IS_PRODUCT (product), FALSE);

  return keep (self, self->lists->products, product);
}

/**
 * salve_shelf_flush:
 * @self: a shelf
 * @error: return location for an error of G_FILE_ERROR, or for the reason not to write
 *
 * Returns: whether nothing is left to write, after waiting for it
 */
gboolean
salve_shelf_flush (SalveShelf  *self,
                   GError     **error)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), FALSE);

  return salve_document_flush (self->document, error);
}

/**
 * salve_shelf_is_saved:
 * @self: a shelf
 *
 * Returns: whether all that was changed is on the disk
 */
gboolean
salve_shelf_is_saved (SalveShelf *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF (self), TRUE);

  return salve_document_is_saved (self->document);
}

/**
 * salve_shelf_get_use:
 * @self: a shelf
 * @records: the records, a list of #SalveRecord, newest first
 * @item: a device of it
 * @use: (out): return location for how it was used
 *
 * Counts the finished sessions that name it, besides the uses of before.
 */
void
salve_shelf_get_use (SalveShelf     *self,
                     GListModel     *records,
                     SalveShelfItem *item,
                     SalveShelfUse  *use)
{
  g_return_if_fail (SALVE_IS_SHELF (self));
  g_return_if_fail (SALVE_IS_SHELF_ITEM (item));
  g_return_if_fail (use != NULL);

  ensure_loaded (self);
  salve_shelf_log_read (self->log, records, G_LIST_MODEL (self->lists->items));
  salve_shelf_log_get (self->log, item, use);
}

/**
 * salve_shelf_count_uses:
 * @self: a shelf
 * @records: the records, a list of #SalveRecord, newest first
 * @item: a device of it
 *
 * Returns: how often it was used, as salve_shelf_get_use() counts
 */
guint
salve_shelf_count_uses (SalveShelf     *self,
                        GListModel     *records,
                        SalveShelfItem *item)
{
  SalveShelfUse use = { 0 };

  salve_shelf_get_use (self, records, item, &use);
  return use.uses;
}

/**
 * salve_shelf_check:
 * @root: what may be a shelf
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether a shelf could be read from it
 */
gboolean
salve_shelf_check (JsonObject  *root,
                   GError     **error)
{
  g_autoptr(SalveShelfLists) lists = NULL;

  g_return_val_if_fail (root != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lists = salve_shelf_lists_new ();
  return salve_shelf_lists_read (lists, root, error);
}
