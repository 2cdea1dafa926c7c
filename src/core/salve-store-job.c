/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-store-job-private.h"

#include "salve-paths.h"

SalveStoreJob *
salve_store_job_new (SalveStoreJobRun    run,
                     const char         *sessions,
                     const char         *trash,
                     const char         *name,
                     const char * const *copies)
{
  SalveStoreJob *self = g_new0 (SalveStoreJob, 1);

  self->run = run;
  self->sessions = g_strdup (sessions);
  self->trash = g_strdup (trash);
  self->name = g_strdup (name);
  self->copies = g_strdupv ((char **) copies);
  return self;
}

/* The file got another name than it should have. Takes the name. */
void
salve_store_job_take_name (SalveStoreJob *self,
                           char          *name)
{
  g_free (self->name);
  self->name = name;
}

/* What was moved from one folder to the other is safe from a power cut only after this. */
gboolean
salve_store_job_sync (SalveStoreJob  *self,
                      GError        **error)
{
  return salve_paths_sync (self->sessions, error) && salve_paths_sync (self->trash, error);
}

/**
 * salve_store_job_free:
 * @self: (transfer full): a job
 */
void
salve_store_job_free (SalveStoreJob *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->sessions);
  g_free (self->trash);
  g_free (self->name);
  g_free (self->id);
  g_free (self->text);
  g_free (self->known);
  g_strfreev (self->copies);
  g_free (self->copy_known);
  g_free (self);
}

/**
 * salve_store_job_run:
 * @self: a job
 * @error: return location for an error of G_FILE_ERROR
 *
 * Does it, and waits for the disk.
 *
 * Returns: whether it was done, safe from a power cut
 */
gboolean
salve_store_job_run (SalveStoreJob  *self,
                     GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return self->run (self, error);
}

/**
 * salve_store_job_get_name:
 * @self: a job
 *
 * Returns: (type filename): the name of the file that it is about; once an add ran, also where it
 *   failed, the name that the file got
 */
const char *
salve_store_job_get_name (SalveStoreJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * salve_store_job_get_copies:
 * @self: a job
 *
 * Returns: (nullable) (array zero-terminated=1): the names of the other versions that it is about
 */
const char * const *
salve_store_job_get_copies (SalveStoreJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->copies;
}
