/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-job-merge.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "salve-paths.h"
#include "salve-replace.h"
#include "salve-store-job-private.h"
#include "salve-trash.h"

static gboolean
check_copy (SalveStoreJob  *self,
            const char     *folder,
            GError        **error)
{
  g_autofree char *path = g_build_filename (folder, self->copies[0], NULL);
  g_autofree char *present = salve_replace_read (path, NULL, error);
  g_autofree char *shown = g_filename_display_name (self->copies[0]);

  if (present == NULL || g_strcmp0 (present, self->copy_known) == 0)
    return present != NULL;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _("“%s” has been changed meanwhile. Nothing was overwritten; try again."), shown);
  return FALSE;
}

/* The record first: until it holds what both said, the other version stays where it is. */
static gboolean
run_merge (SalveStoreJob  *self,
           GError        **error)
{
  g_autofree char *path = g_build_filename (self->sessions, self->name, NULL);

  if (!check_copy (self, self->sessions, error) ||
      !salve_trash_keep (self->trash, self->name, self->known, error) ||
      !salve_replace (path, self->known, self->text, error) ||
      !salve_trash_move (self->trash, self->sessions, self->copies[0], error))
    return FALSE;
  /* The error that is told is the first; what cannot go back is in the trash, from which it can be taken. */
  if (!check_copy (self, self->trash, error))
    {
      salve_trash_restore (self->trash, self->sessions, self->copies[0], NULL);
      salve_store_job_sync (self, NULL);
      return FALSE;
    }
  return salve_store_job_sync (self, error);
}

/* The other version first: ended in between, there is one too many rather than one that is seen nowhere. */
static gboolean
run_unmerge (SalveStoreJob  *self,
             GError        **error)
{
  g_autofree char *path = g_build_filename (self->sessions, self->name, NULL);

  if (!salve_trash_restore (self->trash, self->sessions, self->copies[0], error))
    return FALSE;
  if (salve_store_job_sync (self, error) && salve_replace (path, self->known, self->text, error))
    return TRUE;
  if (salve_trash_move (self->trash, self->sessions, self->copies[0], NULL))
    salve_store_job_sync (self, NULL);
  return FALSE;
}

/* A session of its own gets a name of its own. */
static gboolean
run_separate (SalveStoreJob  *self,
              GError        **error)
{
  g_autofree char *from = g_build_filename (self->sessions, self->copies[0], NULL);
  g_autofree char *wanted = g_build_filename (self->sessions, self->name, NULL);
  g_autofree char *place = NULL;

  if (!check_copy (self, self->sessions, error))
    return FALSE;
  place = salve_paths_rename_numbered (from, wanted, 1);
  if (place == NULL)
    return salve_replace_fail (self->name, error);
  salve_store_job_take_name (self, g_path_get_basename (place));
  return salve_paths_sync (self->sessions, error);
}

static SalveStoreJob *
job_new_of_copy (SalveStoreJobRun  run,
                 const char       *sessions,
                 const char       *trash,
                 const char       *name,
                 const char       *copy)
{
  return salve_store_job_new (run, sessions, trash, name, (const char * const []) { copy, NULL });
}

/**
 * salve_store_job_new_merge:
 * @sessions: (type filename): the folder of records
 * @trash: (type filename): the folder of what was removed
 * @name: (type filename): a record's name
 * @known: what it held when it was read, as salve_json_print() gives it
 * @copy: (type filename): the name of another version of it
 * @copy_known: what that held
 * @text: what the record is to hold
 *
 * To make one of the two: the record is rewritten, then the other version goes to the trash. What the record held goes
 * there too.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_merge (const char *sessions,
                           const char *trash,
                           const char *name,
                           const char *known,
                           const char *copy,
                           const char *copy_known,
                           const char *text)
{
  SalveStoreJob *self;

  g_return_val_if_fail (sessions != NULL && trash != NULL && name != NULL, NULL);
  g_return_val_if_fail (known != NULL && copy != NULL && copy_known != NULL && text != NULL, NULL);

  self = job_new_of_copy (run_merge, sessions, trash, name, copy);
  self->known = g_strdup (known);
  self->copy_known = g_strdup (copy_known);
  self->text = g_strdup (text);
  return self;
}

/**
 * salve_store_job_new_unmerge:
 * @sessions: (type filename): the folder of records
 * @trash: (type filename): the folder of what was removed
 * @name: (type filename): a record's name
 * @known: what it holds since it was merged
 * @copy: (type filename): the name of the version that went to the trash then
 * @text: what the record held before
 *
 * To make two of the one again, unless it was changed meanwhile.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_unmerge (const char *sessions,
                             const char *trash,
                             const char *name,
                             const char *known,
                             const char *copy,
                             const char *text)
{
  SalveStoreJob *self;

  g_return_val_if_fail (sessions != NULL && trash != NULL && name != NULL, NULL);
  g_return_val_if_fail (known != NULL && copy != NULL && text != NULL, NULL);

  self = job_new_of_copy (run_unmerge, sessions, trash, name, copy);
  self->known = g_strdup (known);
  self->text = g_strdup (text);
  return self;
}

/**
 * salve_store_job_new_separate:
 * @sessions: (type filename): the folder of records
 * @name: (type filename): the name that the file should have
 * @copy: (type filename): the name that it has, of another version of another session
 * @copy_known: what it held when it was read
 *
 * To give a session its own name.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_separate (const char *sessions,
                              const char *name,
                              const char *copy,
                              const char *copy_known)
{
  SalveStoreJob *self;

  g_return_val_if_fail (sessions != NULL && name != NULL && copy != NULL && copy_known != NULL, NULL);

  self = job_new_of_copy (run_separate, sessions, NULL, name, copy);
  self->copy_known = g_strdup (copy_known);
  return self;
}
