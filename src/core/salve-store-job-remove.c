/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-job-remove.h"

#include "salve-store-job-private.h"
#include "salve-trash.h"

static guint
count_copies (SalveStoreJob *self)
{
  return self->copies != NULL ? g_strv_length (self->copies) : 0;
}

static gboolean
undo_remove (SalveStoreJob *self)
{
  salve_trash_restore (self->trash, self->sessions, self->name, NULL);
  for (guint i = 0; i < count_copies (self); i++)
    salve_trash_restore (self->trash, self->sessions, self->copies[i], NULL);
  return FALSE;
}

/* First the other versions, or one of them would be taken for the session. What is gone already need not go. */
static gboolean
run_remove (SalveStoreJob  *self,
            GError        **error)
{
  for (guint i = 0; i < count_copies (self); i++)
    {
      g_autoptr (GError) cause = NULL;

      if (!salve_trash_move (self->trash, self->sessions, self->copies[i], &cause) &&
          !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return undo_remove (self);
        }
    }
  if (salve_trash_move (self->trash, self->sessions, self->name, error) && salve_store_job_sync (self, error))
    return TRUE;
  /* Whoever reads that it could not be done is to find it undone. */
  return undo_remove (self);
}

static gboolean
run_restore (SalveStoreJob  *self,
             GError        **error)
{
  if (!salve_trash_restore (self->trash, self->sessions, self->name, error))
    return FALSE;
  for (guint i = 0; i < count_copies (self); i++)
    salve_trash_restore (self->trash, self->sessions, self->copies[i], NULL);
  if (salve_store_job_sync (self, error))
    return TRUE;
  for (guint i = 0; i < count_copies (self); i++)
    salve_trash_move (self->trash, self->sessions, self->copies[i], NULL);
  salve_trash_move (self->trash, self->sessions, self->name, NULL);
  return FALSE;
}

/**
 * salve_store_job_new_remove:
 * @sessions: (type filename): the folder of records
 * @trash: (type filename): the folder of what was removed, made where it is missing
 * @name: (type filename): a record's name
 * @copies: (nullable) (array zero-terminated=1): the names of its other versions
 *
 * To move a record to the trash, with its other versions.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_remove (const char         *sessions,
                            const char         *trash,
                            const char         *name,
                            const char * const *copies)
{
  g_return_val_if_fail (sessions != NULL && trash != NULL && name != NULL, NULL);

  return salve_store_job_new (run_remove, sessions, trash, name, copies);
}

/**
 * salve_store_job_new_restore:
 * @sessions: (type filename): the folder of records
 * @trash: (type filename): the folder of what was removed
 * @name: (type filename): the name of a record that was removed
 * @copies: (nullable) (array zero-terminated=1): the names of its other versions that were removed with it
 *
 * To move a record back from the trash, never over another.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_restore (const char         *sessions,
                             const char         *trash,
                             const char         *name,
                             const char * const *copies)
{
  g_return_val_if_fail (sessions != NULL && trash != NULL && name != NULL, NULL);

  return salve_store_job_new (run_restore, sessions, trash, name, copies);
}
