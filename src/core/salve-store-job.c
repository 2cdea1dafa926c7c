/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store-job.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-json-merge.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-record.h"
#include "salve-replace.h"

#define TRASH_SECONDS (30 * 24 * 60 * 60)
#define MAX_TRIES  5 /* to get between the writes of another program */
#define SEEN       ".seen"

typedef gboolean (*Run) (SalveStoreJob  *self,
                         GError        **error);

struct _SalveStoreJob
{
  Run   run;
  char *sessions;
  char *trash;
  char *name;
  char *id;
  char *text;
  char *known;
  char **copies;     /* other versions of the file */
  char *copy_known;  /* what the first of them held */
};

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

static void
take_name (SalveStoreJob *self,
           char          *name)
{
  g_free (self->name);
  self->name = name;
}

static gboolean
add_new (SalveStoreJob  *self,
         GError        **error)
{
  g_autofree char *wanted = g_build_filename (self->sessions, self->name, NULL);
  g_autofree char *place = salve_replace_add (wanted, self->text, error);

  if (place == NULL)
    return FALSE;
  take_name (self, g_path_get_basename (place));
  return TRUE;
}

/* What is about to be replaced and says something else. */
static gboolean
keep_in_trash (SalveStoreJob  *self,
               const char     *text,
               GError        **error)
{
  g_autofree char *wanted = g_build_filename (self->trash, self->name, NULL);
  g_autofree char *place = NULL;

  if (salve_paths_ensure (self->trash, error))
    place = salve_replace_add (wanted, text, error);
  return place != NULL;
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
  return (!lost || keep_in_trash (self, known, error)) && salve_replace (path, known, text, error);
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
      take_name (self, own);
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

static gboolean
sync_both (SalveStoreJob  *self,
           GError        **error)
{
  return salve_paths_sync (self->sessions, error) && salve_paths_sync (self->trash, error);
}

/* The time of the last change says from now on since when it is in the trash. */
static gboolean
move_to_trash (SalveStoreJob  *self,
               const char     *name,
               GError        **error)
{
  g_autofree char *from = g_build_filename (self->sessions, name, NULL);
  g_autofree char *to = g_build_filename (self->trash, name, NULL);
  g_autofree char *aside = NULL;

  if (!salve_paths_ensure (self->trash, error))
    return FALSE;
  if (utimensat (AT_FDCWD, from, NULL, AT_SYMLINK_NOFOLLOW) != 0)
    return salve_replace_fail (name, error);
  if (!salve_paths_rename (from, to))
    {
      /* One of that name was removed before. */
      if (errno == EEXIST)
        aside = salve_paths_rename_numbered (to, to, 2);
      if (aside == NULL || !salve_paths_rename (from, to))
        return salve_replace_fail (name, error);
    }
  return TRUE;
}

static gboolean
move_from_trash (SalveStoreJob  *self,
                 const char     *name,
                 GError        **error)
{
  g_autofree char *from = g_build_filename (self->trash, name, NULL);
  g_autofree char *to = g_build_filename (self->sessions, name, NULL);

  return salve_paths_rename (from, to) || salve_replace_fail (name, error);
}

static guint
count_copies (SalveStoreJob *self)
{
  return self->copies != NULL ? g_strv_length (self->copies) : 0;
}

static gboolean
undo_remove (SalveStoreJob *self)
{
  move_from_trash (self, self->name, NULL);
  for (guint i = 0; i < count_copies (self); i++)
    move_from_trash (self, self->copies[i], NULL);
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

      if (!move_to_trash (self, self->copies[i], &cause) &&
          !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return undo_remove (self);
        }
    }
  if (move_to_trash (self, self->name, error) && sync_both (self, error))
    return TRUE;
  /* Whoever reads that it could not be done is to find it undone. */
  return undo_remove (self);
}

static gboolean
run_restore (SalveStoreJob  *self,
             GError        **error)
{
  if (!move_from_trash (self, self->name, error))
    return FALSE;
  for (guint i = 0; i < count_copies (self); i++)
    move_from_trash (self, self->copies[i], NULL);
  if (sync_both (self, error))
    return TRUE;
  for (guint i = 0; i < count_copies (self); i++)
    move_to_trash (self, self->copies[i], NULL);
  move_to_trash (self, self->name, NULL);
  return FALSE;
}

/* Other versions */

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

  if (!check_copy (self, self->sessions, error) || !keep_in_trash (self, self->known, error) ||
      !salve_replace (path, self->known, self->text, error) || !move_to_trash (self, self->copies[0], error))
    return FALSE;
  if (!check_copy (self, self->trash, error))
    {
      move_from_trash (self, self->copies[0], NULL);
      sync_both (self, NULL);
      return FALSE;
    }
  return sync_both (self, error);
}

/* The other version first: ended in between, there is one too many rather than one that is seen nowhere. */
static gboolean
run_unmerge (SalveStoreJob  *self,
             GError        **error)
{
  g_autofree char *path = g_build_filename (self->sessions, self->name, NULL);

  if (!move_from_trash (self, self->copies[0], error))
    return FALSE;
  if (sync_both (self, error) && salve_replace (path, self->known, self->text, error))
    return TRUE;
  if (move_to_trash (self, self->copies[0], NULL))
    sync_both (self, NULL);
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
  take_name (self, g_path_get_basename (place));
  return salve_paths_sync (self->sessions, error);
}

static SalveStoreJob *
job_new (Run         run,
         const char *sessions,
         const char *trash,
         const char *name)
{
  SalveStoreJob *self = g_new0 (SalveStoreJob, 1);

  self->run = run;
  self->sessions = g_strdup (sessions);
  self->trash = g_strdup (trash);
  self->name = g_strdup (name);
  return self;
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

  self = job_new (run_add, sessions, trash, name);
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

  self = job_new (run_update, sessions, NULL, name);
  self->known = g_strdup (known);
  self->text = g_strdup (text);
  return self;
}

static SalveStoreJob *
job_new_with_copies (Run                 run,
                     const char         *sessions,
                     const char         *trash,
                     const char         *name,
                     const char * const *copies)
{
  SalveStoreJob *self = job_new (run, sessions, trash, name);

  self->copies = g_strdupv ((char **) copies);
  return self;
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

  return job_new_with_copies (run_remove, sessions, trash, name, copies);
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

  return job_new_with_copies (run_restore, sessions, trash, name, copies);
}

static SalveStoreJob *
job_new_of_copy (Run         run,
                 const char *sessions,
                 const char *trash,
                 const char *name,
                 const char *copy)
{
  return job_new_with_copies (run, sessions, trash, name, (const char * const []) { copy, NULL });
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

static gboolean
set_time (const char *path,
          gint64      seconds)
{
  const struct timespec times[] = { { .tv_sec = seconds }, { .tv_sec = seconds } };

  return utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Whether the trash was last looked at in the 30 days before @now. If not, the clock was set or nobody was
 * here for long, and which of the two is not known. */
static gboolean
was_seen (const char *trash,
          gint64      now)
{
  g_autofree char *path = g_build_filename (trash, SEEN, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 && info.st_mtime <= now && now - info.st_mtime <= TRASH_SECONDS;
}

static void
note_seen (const char *trash,
           gint64      now)
{
  g_autofree char *path = g_build_filename (trash, SEEN, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (fd >= 0)
    close (fd);
  set_time (path, now);
}

/**
 * salve_store_job_empty_trash:
 * @trash: (type filename): the folder of what was removed
 * @now: the present, in seconds since 1970
 *
 * Deletes what has been there for more than 30 days. A clock that was set forward by years deletes
 * nothing: where the last look is not in the 30 days before, all of it has another 30 days from now.
 */
void
salve_store_job_empty_trash (const char *trash,
                             gint64      now)
{
  g_autoptr(GPtrArray) names = NULL;
  gboolean seen, all;

  g_return_if_fail (trash != NULL);

  seen = was_seen (trash, now);
  names = salve_paths_list (trash, NULL);
  all = names != NULL;
  for (guint i = 0; all && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (trash, g_ptr_array_index (names, i), NULL);
      GStatBuf info;

      if (!seen)
        all = set_time (path, now) || errno == ENOENT;
      else if (g_lstat (path, &info) == 0 && info.st_mtime < now - TRASH_SECONDS)
        g_remove (path);
    }
  /* Ended before all of it has its 30 days, the next look is to give them. */
  if (seen || all)
    note_seen (trash, now);
}
