/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-private.h"

#include "salve-paths.h"
#include "salve-sweep.h"
#include "salve-trash.h"

static void salve_store_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveStore, salve_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, salve_store_list_model_init))

enum
{
  PROP_0,
  PROP_FOLDER,
  PROP_SINCE,
  N_PROPS
};

enum
{
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Following the folder */

static void
emit_problem (SalveStore   *self,
              const char   *file,
              const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, file, error);
}

static void
refresh_names (SalveStore *self,
               GHashTable *names)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    salve_folder_list_refresh (self->list, name);
}

/* Whoever hears of it may drop the store. */
static void
on_changed (GHashTable *names,
            gpointer    data)
{
  g_autoptr (SalveStore) self = g_object_ref (SALVE_STORE (data));
  g_autoptr (GError) error = NULL;

  if (names != NULL && g_hash_table_size (names) <= SALVE_FOLDER_LIST_MAX_SINGLE)
    refresh_names (self, names);
  else if (!salve_store_scan (self, &error))
    emit_problem (self, self->sessions, error);
}

static void
follow (SalveStore *self)
{
  g_autoptr (GError) error = NULL;

  if (!salve_folder_watch_start (self->watch, &error))
    emit_problem (self, self->sessions, error);
}

/* The list model */

static GType
salve_store_get_item_type (GListModel *list)
{
  return SALVE_TYPE_RECORD;
}

static guint
salve_store_get_n_items (GListModel *list)
{
  return salve_folder_list_get_length (SALVE_STORE (list)->list);
}

static gpointer
salve_store_get_item (GListModel *list,
                      guint       position)
{
  return salve_folder_list_get_record (SALVE_STORE (list)->list, position);
}

static void
salve_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = salve_store_get_item_type;
  iface->get_n_items = salve_store_get_n_items;
  iface->get_item = salve_store_get_item;
}

static void
salve_store_constructed (GObject *object)
{
  SalveStore *self = SALVE_STORE (object);

  G_OBJECT_CLASS (salve_store_parent_class)->constructed (object);
  self->sessions = g_build_filename (self->folder, "sessions", NULL);
  self->trash = g_build_filename (self->folder, "trash", NULL);
  self->list = salve_folder_list_new (self->sessions, self->since, G_LIST_MODEL (self));
  self->watch = salve_folder_watch_new (self->sessions, on_changed, self);
}

static void
salve_store_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SalveStore *self = SALVE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      break;
    case PROP_SINCE:
      self->since = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_store_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SalveStore *self = SALVE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_store_finalize (GObject *object)
{
  SalveStore *self = SALVE_STORE (object);

  g_clear_pointer (&self->watch, salve_folder_watch_free);
  g_clear_pointer (&self->undo, g_hash_table_unref);
  g_clear_pointer (&self->list, salve_folder_list_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->sessions, g_free);
  g_clear_pointer (&self->trash, g_free);
  G_OBJECT_CLASS (salve_store_parent_class)->finalize (object);
}

static void
salve_store_class_init (SalveStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = salve_store_constructed;
  object_class->set_property = salve_store_set_property;
  object_class->get_property = salve_store_get_property;
  object_class->finalize = salve_store_finalize;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SINCE] =
    g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveStore::problem:
   * @self: the store
   * @file: (type filename): what it is about
   * @error: what went wrong
   *
   * Something failed outside a call, such as following the folder.
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
salve_store_init (SalveStore *self)
{
  self->undo = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) salve_store_undo_free);
}

/**
 * salve_store_new:
 * @folder: (type filename): the folder above `sessions` and `trash`
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 *
 * Returns: (transfer full): the store, empty until salve_store_scan()
 */
SalveStore *
salve_store_new (const char *folder,
                 gint64      since)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return g_object_new (SALVE_TYPE_STORE, "folder", folder, "since", since, NULL);
}

/**
 * salve_store_get_folder:
 * @self: a store
 *
 * Returns: (type filename): the folder above `sessions` and `trash`
 */
const char *
salve_store_get_folder (SalveStore *self)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * salve_store_set_since:
 * @self: a store that was scanned
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 * @error: return location for an error of G_FILE_ERROR
 *
 * Looks farther back, or less far, as when the clock turned out to be wrong.
 *
 * Returns: whether the folder could be listed; if not, the list stays as it was
 */
gboolean
salve_store_set_since (SalveStore  *self,
                       gint64       since,
                       GError     **error)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), FALSE);
  g_return_val_if_fail (since >= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  self->since = since;
  salve_folder_list_set_since (self->list, since);
  return salve_folder_list_rescan (self->list, error);
}

/**
 * salve_store_scan:
 * @self: a store
 * @error: return location for an error of G_FILE_ERROR
 *
 * Makes the folders where they are missing, lists the names without opening a file, and follows
 * the folder from then on. Sweeps what interrupted writes left, and what has been in the trash
 * for more than 30 days.
 *
 * Returns: whether the folder could be listed; if not, the list stays as it was
 */
gboolean
salve_store_scan (SalveStore  *self,
                  GError     **error)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!salve_paths_ensure (self->folder, error) ||
      !salve_paths_ensure (self->sessions, error) ||
      !salve_paths_ensure (self->trash, error))
    return FALSE;
  salve_sweep (self->trash, NULL);
  salve_trash_empty (self->trash, g_get_real_time () / G_USEC_PER_SEC);
  follow (self);
  if (!salve_folder_list_rescan (self->list, error))
    return FALSE;
  /* To look for it once more costs as much as the list. */
  if (salve_folder_list_is_littered (self->list))
    salve_sweep (self->sessions, self->trash);
  return TRUE;
}

/**
 * salve_store_find:
 * @self: a store
 * @name: (type filename): a file's name without the folder
 *
 * Returns: (transfer full) (nullable): the record of that name
 */
SalveRecord *
salve_store_find (SalveStore *self,
                  const char *name)
{
  guint position;

  g_return_val_if_fail (SALVE_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!salve_folder_list_find (self->list, name, &position))
    return NULL;
  return salve_folder_list_get_record (self->list, position);
}

/**
 * salve_store_count_copied:
 * @self: a store
 * @newest: (out) (optional) (transfer full) (type filename): return location for the name of the newest of them
 *
 * Returns: how many records have other versions, as programs that keep folders in step leave them
 */
guint
salve_store_count_copied (SalveStore  *self,
                          char       **newest)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), 0);

  return salve_folder_list_count_copied (self->list, newest);
}
