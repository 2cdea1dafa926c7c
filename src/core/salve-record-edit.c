/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-record-edit.h"

#include <string.h>

#include "salve-paths.h"

/* How often another program may be quicker than we are. */
#define MOST_TRIES 5

typedef struct
{
  char            *name;
  SalveRecordEdit  edit;
  gpointer         data;
  GDestroyNotify   free_data;
  guint            tries;
} Entry;

static void
entry_free (Entry *entry)
{
  if (entry->free_data != NULL)
    entry->free_data (entry->data);
  g_free (entry->name);
  g_free (entry);
}

/* What is there already may have been written by a try that failed after that: a power cut could still take it back. */
static void
sync_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autofree char *folder = g_build_filename (salve_store_get_folder (SALVE_STORE (source)), "sessions", NULL);
  g_autoptr (GError) error = NULL;

  if (salve_paths_sync (folder, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void write_entry (SalveStore *store,
                         GTask      *task);

static void
on_updated (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = G_TASK (data);
  g_autoptr (GError) error = NULL;
  Entry *entry = g_task_get_task_data (task);

  if (salve_store_update_finish (SALVE_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) && ++entry->tries < MOST_TRIES)
    write_entry (SALVE_STORE (source), g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Read anew, so that what others hold of the record stays as it is until the file is. Takes the task. */
static void
write_entry (SalveStore *store,
             GTask      *task)
{
  g_autoptr (GTask) owned = task;
  Entry *entry = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (salve_store_get_folder (store), "sessions", entry->name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  if (session == NULL)
    g_task_return_error (task, g_error_copy (salve_record_get_error (record)));
  else if (!entry->edit (session, entry->data))
    g_task_run_in_thread (task, sync_thread);
  else
    salve_store_update_async (store, entry->name, session, g_task_get_cancellable (task), on_updated,
                              g_steal_pointer (&owned));
}

/**
 * salve_record_edit_async:
 * @store: the store of records
 * @name: (type filename): a record's name
 * @edit: (scope notified): makes the change
 * @data: (nullable): for @edit
 * @free_data: (nullable): frees @data when nobody asks @edit any more
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the record, lets @edit change it and writes it. Where somebody else changed the record meanwhile it is read and
 * changed again, so that neither change is lost; a few times at most. Where @edit has nothing to write, what is there is
 * made safe from a power cut.
 */
void
salve_record_edit_async (SalveStore          *store,
                         const char          *name,
                         SalveRecordEdit      edit,
                         gpointer             data,
                         GDestroyNotify       free_data,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (edit != NULL);

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->edit = edit;
  entry->data = data;
  entry->free_data = free_data;
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, salve_record_edit_async);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);
  write_entry (store, task);
}

/**
 * salve_record_edit_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_store_update_finish(), or for why the record could not be read
 *
 * Returns: whether the record on the disk is as it was to be
 */
gboolean
salve_record_edit_finish (SalveStore    *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, salve_record_edit_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
