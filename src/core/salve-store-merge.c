/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-store-job-merge.h"
#include "salve-store-private.h"

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

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (copy != NULL && strchr (copy, '/') == NULL);
  g_return_if_fail (SALVE_IS_SESSION (session) && SALVE_IS_SESSION (version));
  g_return_if_fail (text != NULL);

  known = salve_store_print_source (session);
  copy_known = salve_store_print_source (version);
  g_return_if_fail (known != NULL && copy_known != NULL);

  salve_store_remember (self, name, salve_store_undo_new ((const char * const []) { copy, NULL }, text, known));
  salve_store_start_job (self,
                         salve_store_make_task (self, cancellable, callback, user_data, salve_store_merge_async),
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
  return salve_store_finish_job (self, result, salve_store_merge_async, NULL, error);
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
  const SalveStoreUndo *undo;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  task = salve_store_make_task (self, cancellable, callback, user_data, salve_store_unmerge_async);
  undo = salve_store_recall (self, name);
  if (undo != NULL && undo->text != NULL)
    salve_store_start_job (self, g_steal_pointer (&task),
                           salve_store_job_new_unmerge (self->sessions, self->trash, name, undo->known,
                                                        undo->copies[0], undo->text));
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
  return salve_store_finish_job (self, result, salve_store_unmerge_async, NULL, error);
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
  known = salve_store_print_source (session);
  g_return_if_fail (known != NULL);

  salve_store_start_job (self,
                         salve_store_make_task (self, cancellable, callback, user_data, salve_store_separate_async),
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

  salve_store_finish_job (self, result, salve_store_separate_async, &name, error);
  return name;
}
