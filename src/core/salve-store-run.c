/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-private.h"

#include "salve-json-print.h"
#include "salve-session-private.h"

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

GTask *
salve_store_make_task (SalveStore          *self,
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

/* Takes the task and the job. */
void
salve_store_start_job (SalveStore    *self,
                       GTask         *task,
                       SalveStoreJob *job)
{
  g_autoptr(GTask) inner = salve_store_make_task (self, g_task_get_cancellable (task), on_job_done, task,
                                                  salve_store_start_job);

  g_task_set_task_data (inner, job, (GDestroyNotify) salve_store_job_free);
  g_task_run_in_thread (inner, job_thread);
}

gboolean
salve_store_finish_job (SalveStore    *self,
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

/* What the file held that the session was read from; NULL where it was not read. */
char *
salve_store_print_source (SalveSession *session)
{
  JsonObject *source = salve_session_get_source (session);

  return source != NULL ? salve_json_print (source) : NULL;
}

/* Takes the undo; the one before is forgotten. */
void
salve_store_remember (SalveStore     *self,
                      const char     *name,
                      SalveStoreUndo *undo)
{
  g_hash_table_insert (self->undo, g_strdup (name), undo);
}

/* NULL where this store did not change the record. */
const SalveStoreUndo *
salve_store_recall (SalveStore *self,
                    const char *name)
{
  return g_hash_table_lookup (self->undo, name);
}
