/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-session-json.h"
#include "salve-store-job-save.h"
#include "salve-store-private.h"

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

/* Takes the task and the job. */
static void
start_checked (SalveStore    *self,
               GTask         *task,
               SalveStoreJob *job,
               SalveSession  *session,
               const char    *text)
{
  GError *error = NULL;

  if (check_writable (session, text, &error))
    {
      salve_store_start_job (self, task, job);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
  salve_store_job_free (job);
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
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (SALVE_IS_SESSION (session));

  name = salve_record_make_name (session);
  text = salve_session_to_json (session);
  start_checked (self, salve_store_make_task (self, cancellable, callback, user_data, salve_store_add_async),
                 salve_store_job_new_add (self->sessions, self->trash, name, salve_session_get_id (session), text),
                 session, text);
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

  salve_store_finish_job (self, result, salve_store_add_async, &name, error);
  return name;
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
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (SALVE_IS_SESSION (session));

  known = salve_store_print_source (session);
  text = salve_session_to_json (session);
  start_checked (self, salve_store_make_task (self, cancellable, callback, user_data, salve_store_update_async),
                 salve_store_job_new_update (self->sessions, name, known, text), session, text);
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
  return salve_store_finish_job (self, result, salve_store_update_async, NULL, error);
}
