/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-job-save.h"

#include <gio/gio.h>
#include <string.h>

#include "salve-json-merge.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-record.h"
#include "salve-replace.h"
#include "salve-store-job-private.h"
#include "salve-trash.h"

#define MAX_TRIES 5 /* to get between the writes of another program */

static gboolean
is_own (SalveRecord *record,
        const char  *id)
{
  SalveSession *session = salve_record_get_session (record);

  return session != NULL && !salve_session_get_read_only (session) &&
         strcmp (salve_session_get_id (session), id) == 0;
}

/* Whether the disk did not give it, as opposed to a file that is there and makes no sense. */
static gboolean
is_out_of_reach (SalveRecord *record)
{
  const GError *error = salve_record_get_error (record);

  return error != NULL && error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_NOENT;
}

/* Looks for the name under which that very session is on the disk already, so that it is rewritten;
 * NULL where it is not. Where that cannot be told it would be there twice. */
static gboolean
find_own_name (SalveStoreJob  *self,
               char          **own,
               GError        **error)
{
  for (guint number = 1; number < SALVE_PATHS_MAX_NUMBER; number++)
    {
      g_autofree char *name = salve_paths_number (self->name, number);
      g_autofree char *path = g_build_filename (self->sessions, name, NULL);
      g_autoptr(SalveRecord) record = salve_record_new (path);

      if (is_own (record, self->id))
        {
          *own = g_steal_pointer (&name);
          return TRUE;
        }
      if (is_out_of_reach (record))
        {
          g_propagate_error (error, g_error_copy (salve_record_get_error (record)));
          return FALSE;
        }
      if (salve_record_get_error (record) != NULL && salve_record_get_error (record)->domain == G_FILE_ERROR)
        return TRUE;
    }
  return TRUE;
}

static gboolean
add_new (SalveStoreJob  *self,
         GError        **error)
{
  g_autofree char *wanted = g_build_filename (self->sessions, self->name, NULL);
  g_autofree char *place = salve_replace_add (wanted, self->text, error);

  if (place == NULL)
    return FALSE;
  salve_store_job_take_name (self, g_path_get_basename (place));
  return TRUE;
}

/* The same session, saved before: by a try that failed half-way, or by another window. What only that one has is not
 * lost, and who changes it just now is not overwritten. */
static gboolean
rewrite (SalveStoreJob  *self,
         const char     *path,
         GError        **error)
{
  g_autoptr (JsonObject) there = NULL;
  g_autoptr (JsonObject) ours = salve_json_parse (self->text, -1, error);
  g_autoptr (JsonObject) merged = NULL;
  g_autofree char *known = ours != NULL ? salve_replace_read (path, &there, error) : NULL;
  g_autofree char *text = NULL;
  gboolean lost = FALSE;

  if (known == NULL)
    return FALSE;
  merged = salve_json_merge (NULL, ours, there, &lost);
  text = salve_json_print (merged);
  if (g_strcmp0 (text, known) == 0)
    return salve_paths_sync (self->sessions, error);
  return (!lost || salve_trash_keep (self->trash, self->name, known, error)) &&
         salve_replace (path, known, text, error);
}

static gboolean
run_add (SalveStoreJob  *self,
         GError        **error)
{
  if (!salve_paths_ensure (self->sessions, error))
    return FALSE;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *path = NULL;
      g_autoptr (GError) cause = NULL;
      char *own = NULL;

      if (!find_own_name (self, &own, error))
        return FALSE;
      if (own == NULL)
        return add_new (self, error);
      salve_store_job_take_name (self, own);
      path = g_build_filename (self->sessions, own, NULL);
      if (rewrite (self, path, &cause))
        return TRUE;
      if (i + 1 == MAX_TRIES || !(g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
                                  || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }
  g_assert_not_reached ();
}

static gboolean
run_update (SalveStoreJob  *self,
            GError        **error)
{
  g_autofree char *path = g_build_filename (self->sessions, self->name, NULL);

  return salve_replace (path, self->known, self->text, error);
}

/**
 * salve_store_job_new_add:
 * @sessions: (type filename): the folder of records, made where it is missing
 * @trash: (type filename): the folder of what was removed
 * @name: (type filename): the name that the file should have
 * @id: the session's id
 * @text: what the file is to hold
 *
 * To save a session. The same session is rewritten under its name; another's file is never
 * replaced.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_add (const char *sessions,
                         const char *trash,
                         const char *name,
                         const char *id,
                         const char *text)
{
  SalveStoreJob *self;

  g_return_val_if_fail (sessions != NULL && trash != NULL && name != NULL, NULL);
  g_return_val_if_fail (id != NULL && text != NULL, NULL);

  self = salve_store_job_new (run_add, sessions, trash, name, NULL);
  self->id = g_strdup (id);
  self->text = g_strdup (text);
  return self;
}

/**
 * salve_store_job_new_update:
 * @sessions: (type filename): the folder of records
 * @name: (type filename): a record's name
 * @known: (nullable): what the file held when it was read, as salve_json_print() gives it
 * @text: what it is to hold
 *
 * To rewrite a record, unless somebody else rewrote or removed it meanwhile.
 *
 * Returns: (transfer full): the job
 */
SalveStoreJob *
salve_store_job_new_update (const char *sessions,
                            const char *name,
                            const char *known,
                            const char *text)
{
  SalveStoreJob *self;

  g_return_val_if_fail (sessions != NULL && name != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = salve_store_job_new (run_update, sessions, NULL, name, NULL);
  self->known = g_strdup (known);
  self->text = g_strdup (text);
  return self;
}
