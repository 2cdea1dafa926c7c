/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "salve-store-job-remove.h"
#include "salve-store-private.h"

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
  salve_store_remember (self, name, salve_store_undo_new ((const char * const *) copies, NULL, NULL));
  salve_store_start_job (self,
                         salve_store_make_task (self, cancellable, callback, user_data, salve_store_remove_async),
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
  return salve_store_finish_job (self, result, salve_store_remove_async, NULL, error);
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
  const SalveStoreUndo *undo;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  undo = salve_store_recall (self, name);
  salve_store_start_job (self,
                         salve_store_make_task (self, cancellable, callback, user_data, salve_store_restore_async),
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
  return salve_store_finish_job (self, result, salve_store_restore_async, NULL, error);
}
