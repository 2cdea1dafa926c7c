/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-folder-list.h"
#include "salve-json-print.h"
#include "salve-paths.h"
#include "salve-session-json.h"
#include "salve-session-private.h"
#include "salve-store-job.h"
#include "salve-sweep.h"

/* A synchronising program changes many files at once; they are looked at together. */
#define REFRESH_DELAY_MS 100

struct _SalveStore
{
  GObject          parent_instance;

  char            *folder;
  char            *sessions;
  char            *trash;
  gint64           since;
  SalveFolderList *list;
  GFileMonitor    *monitor;
  GHashTable      *changed;    /* names that the monitor told of */
  gboolean         stale;      /* more changed than names */
  guint            refresh_id;
  GHashTable      *undo;       /* of names to what takes back the last change of that record, each an Undo */
};

/* What went with a record when it was removed, or what it was before it was merged. */
typedef struct
{
  char **copies;
  char  *known;
  char  *text;
} Undo;


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

static gboolean
on_refresh (gpointer user_data)
{
  g_autoptr(SalveStore) self = g_object_ref (SALVE_STORE (user_data));
  g_autoptr(GHashTable) changed = g_steal_pointer (&self->changed);
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer name;

  self->refresh_id = 0;
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self->stale || g_hash_table_size (changed) > SALVE_FOLDER_LIST_MAX_SINGLE)
    {
      self->stale = FALSE;
      if (!salve_store_scan (self, &error))
        emit_problem (self, self->sessions, error);
      return G_SOURCE_REMOVE;
    }
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    salve_folder_list_refresh (self->list, name);
  return G_SOURCE_REMOVE;
}

static void
on_changed (SalveStore        *self,
            GFile             *file,
            GFile             *other_file,
            GFileMonitorEvent  event)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *other = other_file != NULL ? g_file_get_basename (other_file) : NULL;

  /* The folder itself went away, and with it what was watched. */
  if (g_strcmp0 (g_file_peek_path (file), self->sessions) == 0)
    {
      self->stale = TRUE;
      g_clear_object (&self->monitor);
    }
  g_hash_table_add (self->changed, g_steal_pointer (&name));
  if (other != NULL)
    g_hash_table_add (self->changed, g_steal_pointer (&other));
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, on_refresh, self);
}

static void
watch (SalveStore *self)
{
  g_autoptr(GFile) dir = g_file_new_for_path (self->sessions);
  g_autoptr(GError) error = NULL;

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_directory (dir, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      emit_problem (self, self->sessions, error);
      return;
    }
  g_file_monitor_set_rate_limit (self->monitor, 0);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Taking back */

static void
undo_free (Undo *undo)
{
  g_strfreev (undo->copies);
  g_free (undo->known);
  g_free (undo->text);
  g_free (undo);
}

static Undo *
remember (SalveStore         *self,
          const char         *name,
          const char * const *copies)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->copies = g_strdupv ((char **) copies);
  g_hash_table_insert (self->undo, g_strdup (name), undo);
  return undo;
}

/* Jobs */

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) &&
      salve_store_job_run (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
refresh_copies (SalveStore    *self,
                SalveStoreJob *job)
{
  const char * const *copies = salve_store_job_get_copies (job);

  for (guint i = 0; copies != NULL && copies[i] != NULL; i++)
    salve_folder_list_refresh (self->list, copies[i]);
}

/* The list follows at once, also after a failure: the file may have moved all the same. */
static void
on_job_done (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  const char *name = salve_store_job_get_name (g_task_get_task_data (G_TASK (result)));
  GError *error = NULL;

  refresh_copies (SALVE_STORE (source), g_task_get_task_data (G_TASK (result)));
  salve_folder_list_refresh (SALVE_STORE (source)->list, name);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_strdup (name), g_free);
  else
    g_task_return_error (task, error);
}

static GTask *
make_task (SalveStore          *self,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* What was done was done, also when it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  return task;
}

static void
start_job (SalveStore    *self,
           GTask         *task,
           SalveStoreJob *job)
{
  g_autoptr(GTask) inner = make_task (self, g_task_get_cancellable (task), on_job_done, task, start_job);

  g_task_set_task_data (inner, job, (GDestroyNotify) salve_store_job_free);
  g_task_run_in_thread (inner, job_thread);
}

static gboolean
finish_job (SalveStore    *self,
            GAsyncResult  *result,
            gpointer       tag,
            char         **name,
            GError       **error)
{
  g_autofree char *done = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  done = g_task_propagate_pointer (G_TASK (result), error);
  if (done == NULL)
    return FALSE;
  if (name != NULL)
    *name = g_steal_pointer (&done);
  return TRUE;
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

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->changed, g_hash_table_unref);
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
  self->undo = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) undo_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  salve_sweep (self->sessions, self->trash);
  salve_sweep (self->trash, NULL);
  salve_store_job_empty_trash (self->trash, g_get_real_time () / G_USEC_PER_SEC);
  watch (self);
  return salve_folder_list_rescan (self->list, error);
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

static gboolean
check_writable (SalveSession  *session,
                const char    *text,
                GError       **error)
{
  g_autoptr(SalveSession) again = NULL;

  if (salve_session_get_read_only (session))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This record comes from a newer version of Salve and is not changed"));
      return FALSE;
    }
  /* Nothing is called saved that could not be read again. */
  again = salve_session_from_json (text, -1, error);
  return again != NULL;
}

/**
 * salve_store_add_async:
 * @self: a store
 * @session: a finished session
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is on the disk, or failed
 * @user_data: for @callback
 *
 * Saves the session as it is now. The same session is rewritten under its name; another's file
 * is never replaced.
 */
void
salve_store_add_async (SalveStore          *self,
                       SalveSession        *session,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (SALVE_IS_SESSION (session));

  task = make_task (self, cancellable, callback, user_data, salve_store_add_async);
  name = salve_record_make_name (session);
  text = salve_session_to_json (session);
  if (check_writable (session, text, &error))
    start_job (self, g_steal_pointer (&task),
               salve_store_job_new_add (self->sessions, self->trash, name, salve_session_get_id (session), text));
  else
    g_task_return_error (task, error);
}

/**
 * salve_store_add_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable) (type filename): the name under which it is on the disk
 */
char *
salve_store_add_finish (SalveStore    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  char *name = NULL;

  finish_job (self, result, salve_store_add_async, &name, error);
  return name;
}

static char *
print_source (SalveSession *session)
{
  JsonObject *source = salve_session_get_source (session);

  return source != NULL ? salve_json_print (source) : NULL;
}

/**
 * salve_store_update_async:
 * @self: a store
 * @name: (type filename): a record's name
 * @session: that record's session as it was read, with what the person changed
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Rewrites the record as a whole. Where the file no longer holds what @session was read from,
 * somebody else changed it, and it stays as it is: read the record again and repeat the change.
 * The same holds for a second update: it needs the record read anew. A record of a newer format
 * is never written to.
 */
void
salve_store_update_async (SalveStore          *self,
                          const char          *name,
                          SalveSession        *session,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (SALVE_IS_SESSION (session));

  task = make_task (self, cancellable, callback, user_data, salve_store_update_async);
  known = print_source (session);
  text = salve_session_to_json (session);
  if (check_writable (session, text, &error))
    start_job (self, g_steal_pointer (&task), salve_store_job_new_update (self->sessions, name, known, text));
  else
    g_task_return_error (task, error);
}

/**
 * salve_store_update_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR;
 *   G_IO_ERROR_WRONG_ETAG where somebody else changed the record, G_FILE_ERROR_NOENT where it
 *   was removed
 *
 * Returns: whether the record is on the disk as it was given
 */
gboolean
salve_store_update_finish (SalveStore    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return finish_job (self, result, salve_store_update_async, NULL, error);
}

/* The names of a record's other versions. */
static char **
list_copies (SalveStore *self,
             const char *name)
{
  g_autoptr(SalveRecord) record = salve_store_find (self, name);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; record != NULL && i < salve_record_get_n_versions (record); i++)
    g_strv_builder_add (names, salve_record_get_name (salve_record_get_version (record, i)));
  return g_strv_builder_end (names);
}

/**
 * salve_store_remove_async:
 * @self: a store
 * @name: (type filename): a record's name
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Moves the record to the trash with its other versions, from where salve_store_restore_async() brings them back.
 */
void
salve_store_remove_async (SalveStore          *self,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_auto(GStrv) copies = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  copies = list_copies (self, name);
  remember (self, name, (const char * const *) copies);
  start_job (self, make_task (self, cancellable, callback, user_data, salve_store_remove_async),
             salve_store_job_new_remove (self->sessions, self->trash, name, (const char * const *) copies));
}

/**
 * salve_store_remove_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: whether the record is in the trash
 */
gboolean
salve_store_remove_finish (SalveStore    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return finish_job (self, result, salve_store_remove_async, NULL, error);
}

/**
 * salve_store_restore_async:
 * @self: a store
 * @name: (type filename): the name of a record that was removed
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Moves the record back from the trash.
 */
void
salve_store_restore_async (SalveStore          *self,
                           const char          *name,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const Undo *undo;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  undo = g_hash_table_lookup (self->undo, name);
  start_job (self, make_task (self, cancellable, callback, user_data, salve_store_restore_async),
             salve_store_job_new_restore (self->sessions, self->trash, name,
                                          undo != NULL ? (const char * const *) undo->copies : NULL));
}

/**
 * salve_store_restore_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: whether the record is back
 */
gboolean
salve_store_restore_finish (SalveStore    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish_job (self, result, salve_store_restore_async, NULL, error);
}

/**
 * salve_store_merge_async:
 * @self: a store
 * @name: (type filename): a record's name
 * @session: that record's session as it was read
 * @copy: (type filename): the name of another version of it
 * @version: that version's session as it was read
 * @text: what the record is to hold, from salve_merge_finish()
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Rewrites the record, then moves the other version to the trash. Where either was changed since it was read, both stay
 * as they are. salve_store_unmerge_async() takes it back.
 */
void
salve_store_merge_async (SalveStore          *self,
                         const char          *name,
                         SalveSession        *session,
                         const char          *copy,
                         SalveSession        *version,
                         const char          *text,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *known = NULL;
  g_autofree char *copy_known = NULL;
  Undo *undo;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (copy != NULL && strchr (copy, '/') == NULL);
  g_return_if_fail (SALVE_IS_SESSION (session) && SALVE_IS_SESSION (version));
  g_return_if_fail (text != NULL);

  known = print_source (session);
  copy_known = print_source (version);
  g_return_if_fail (known != NULL && copy_known != NULL);

  undo = remember (self, name, (const char * const []) { copy, NULL });
  undo->known = g_strdup (text);
  undo->text = g_strdup (known);
  start_job (self, make_task (self, cancellable, callback, user_data, salve_store_merge_async),
             salve_store_job_new_merge (self->sessions, self->trash, name, known, copy, copy_known, text));
}

/**
 * salve_store_merge_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR; G_IO_ERROR_WRONG_ETAG where
 *   somebody else changed one of the versions
 *
 * Returns: whether one record is left
 */
gboolean
salve_store_merge_finish (SalveStore    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return finish_job (self, result, salve_store_merge_async, NULL, error);
}

/**
 * salve_store_unmerge_async:
 * @self: a store
 * @name: (type filename): the name of a record that was merged
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes the last salve_store_merge_async() of that record back, unless the record was changed since.
 */
void
salve_store_unmerge_async (SalveStore          *self,
                           const char          *name,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  const Undo *undo;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  task = make_task (self, cancellable, callback, user_data, salve_store_unmerge_async);
  undo = g_hash_table_lookup (self->undo, name);
  if (undo != NULL && undo->text != NULL)
    start_job (self, g_steal_pointer (&task),
               salve_store_job_new_unmerge (self->sessions, self->trash, name, undo->known, undo->copies[0],
                                            undo->text));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("Nothing was merged"));
}

/**
 * salve_store_unmerge_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: whether both versions are as they were
 */
gboolean
salve_store_unmerge_finish (SalveStore    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish_job (self, result, salve_store_unmerge_async, NULL, error);
}

/**
 * salve_store_separate_async:
 * @self: a store
 * @copy: (type filename): a name as that of another version of a record
 * @session: what is in that file, another session
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gives the file the name of a record of its own.
 */
void
salve_store_separate_async (SalveStore          *self,
                            const char          *copy,
                            SalveSession        *session,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *name = NULL;
  g_autofree char *known = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (copy != NULL && strchr (copy, '/') == NULL);
  g_return_if_fail (SALVE_IS_SESSION (session));

  name = salve_record_make_name (session);
  known = print_source (session);
  g_return_if_fail (known != NULL);

  start_job (self, make_task (self, cancellable, callback, user_data, salve_store_separate_async),
             salve_store_job_new_separate (self->sessions, name, copy, known));
}

/**
 * salve_store_separate_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable) (type filename): the record's name
 */
char *
salve_store_separate_finish (SalveStore    *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  char *name = NULL;

  finish_job (self, result, salve_store_separate_async, &name, error);
  return name;
}
