/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-replace.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-conflict.h"
#include "salve-json.h"
#include "salve-paths.h"

static gboolean
fail_changed (const char  *path,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  /* Translators: %s is a file's name */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _("“%s” has been changed meanwhile. Nothing was overwritten; try again."), shown);
  return FALSE;
}

static gboolean
sync_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return salve_paths_sync (folder, error);
}

/* Whether the file still says what was read; other white space changes nothing. The error tells of the file as the
 * person knows it. */
static gboolean
check_known (const char  *path,
             const char  *place,
             const char  *known,
             GError     **error)
{
  g_autofree char *present = salve_replace_read (place, NULL, error);

  if (present == NULL)
    return FALSE;
  return g_strcmp0 (present, known) == 0 || fail_changed (path, error);
}

static gboolean
is_ours (const char *path,
         const char *text)
{
  g_autofree char *present = salve_json_read (path, NULL, NULL);

  return g_strcmp0 (present, text) == 0;
}

/* Anything but our own text is kept, under a name of its own if need be. The caller tells of what came before that; what
 * fails here too stays under its temporary name, and a sweep keeps it. */
static void
put_back (const char *displaced,
          const char *path,
          const char *text)
{
  g_autofree char *aside = NULL;

  if (salve_paths_exchange (displaced, path) && is_ours (displaced, text))
    g_unlink (displaced);
  else
    aside = salve_replace_aside (displaced, path, NULL);
  sync_folder (path, NULL);
}

/* Between the look and the swap somebody may have been quicker: what was taken out tells. */
static gboolean
check_displaced (const char  *displaced,
                 const char  *path,
                 const char  *known,
                 const char  *text,
                 GError     **error)
{
  g_autoptr (GError) cause = NULL;

  if (check_known (path, displaced, known, &cause))
    g_unlink (displaced);
  /* A sweep that took it for a left-over has kept what another wrote. */
  else if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      put_back (displaced, path, text);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return sync_folder (path, error);
}

/* What was moved out of the way was another's, or ours did not get in: it goes back, unless a third is there. Then, or
 * where that fails, it stays as a conflicted copy, which is shown. */
static gboolean
move_back (const char *aside,
           const char *path,
           const char *temporary)
{
  salve_paths_rename (aside, path);
  g_unlink (temporary);
  sync_folder (path, NULL);
  return FALSE;
}

/* Some file systems cannot swap two files. Then the old one moves aside, under a name by which it is found should we
 * be killed before ours is in its place. */
static gboolean
move_in_place (const char  *temporary,
               const char  *path,
               const char  *known,
               GError     **error)
{
  g_autofree char *aside = salve_replace_aside (path, path, error);

  if (aside == NULL)
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (!check_known (path, aside, known, error))
    return move_back (aside, path, temporary);
  if (!salve_paths_rename (temporary, path))
    {
      if (errno == EEXIST)
        fail_changed (path, error);
      else
        salve_replace_fail (path, error);
      return move_back (aside, path, temporary);
    }
  if (!sync_folder (path, error))
    return FALSE;
  g_unlink (aside);
  return sync_folder (path, error);
}

static gboolean
put_in_place (const char  *temporary,
              const char  *path,
              const char  *known,
              const char  *text,
              GError     **error)
{
  if (salve_paths_exchange (temporary, path))
    return check_displaced (temporary, path, known, text, error);
  if (errno == EINVAL || errno == ENOSYS)
    return move_in_place (temporary, path, known, error);
  salve_replace_fail (path, error);
  g_unlink (temporary);
  return FALSE;
}

/**
 * salve_replace_read:
 * @path: (type filename): a file of JSON
 * @object: (out) (optional) (transfer full): return location for what it holds
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): what it holds, as salve_json_print() gives it, to be compared later
 */
char *
salve_replace_read (const char  *path,
                    JsonObject **object,
                    GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) found = NULL;
  char *printed;
  gsize length = 0;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = salve_json_read (path, &length, error);
  found = text != NULL ? salve_json_parse (text, (gssize) length, error) : NULL;
  if (found == NULL)
    return NULL;
  printed = salve_json_print (found);
  if (object != NULL)
    *object = g_steal_pointer (&found);
  return printed;
}

/**
 * salve_replace:
 * @path: (type filename): a file
 * @known: (nullable): what it held when it was read, as salve_replace_read() gave it; %NULL is nothing that a file
 *   can hold
 * @text: what it is to hold
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR; G_IO_ERROR_WRONG_ETAG where it
 *   holds something else by now, G_FILE_ERROR_NOENT where it is gone
 *
 * Replaces the file as a whole, unless somebody else did meanwhile. However close the two meet, what the other wrote
 * is in its place afterwards or, where a third came, beside it as a conflicted copy.
 *
 * Returns: whether the text is in the file, safe from a power cut
 */
gboolean
salve_replace (const char  *path,
               const char  *known,
               const char  *text,
               GError     **error)
{
  static GMutex mutex;
  g_autofree char *temporary = NULL;
  gboolean done;

  g_return_val_if_fail (path != NULL && text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  temporary = salve_paths_make_temporary (path);
  /* Two of our own are not to meet half-way; with other programs the swap copes. */
  g_mutex_lock (&mutex);
  done = check_known (path, path, known, error) &&
         salve_json_write (temporary, text, error) &&
         put_in_place (temporary, path, known, text, error);
  g_mutex_unlock (&mutex);
  return done;
}

/**
 * salve_replace_new:
 * @path: (type filename): a file that is not there
 * @text: what it is to hold
 * @error: return location for an error of G_FILE_ERROR or G_IO_ERROR; G_IO_ERROR_WRONG_ETAG where it is there by now
 *
 * Returns: whether the text is in the file, safe from a power cut
 */
gboolean
salve_replace_new (const char  *path,
                   const char  *text,
                   GError     **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  temporary = salve_paths_make_temporary (path);
  if (!salve_json_write (temporary, text, error))
    return FALSE;
  if (salve_paths_rename (temporary, path))
    return sync_folder (path, error);
  if (errno == EEXIST)
    fail_changed (path, error);
  else
    salve_replace_fail (path, error);
  g_unlink (temporary);
  return FALSE;
}

/**
 * salve_replace_aside:
 * @path: (type filename): a file
 * @name: (type filename): the path of the file that it is another version of, in the same folder
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives it the name of a conflicted copy.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is now
 */
char *
salve_replace_aside (const char  *path,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (path != NULL && name != NULL, NULL);

  folder = g_path_get_dirname (name);
  base = g_path_get_basename (name);
  for (guint number = 1; number < SALVE_PATHS_MAX_NUMBER; number++)
    {
      g_autofree char *copy = salve_conflict_make_name (base, now, number);
      g_autofree char *place = g_build_filename (folder, copy, NULL);

      if (salve_paths_rename (path, place))
        return g_steal_pointer (&place);
      if (errno != EEXIST)
        break;
    }
  salve_replace_fail (path, error);
  return NULL;
}

/**
 * salve_replace_keep:
 * @path: (type filename): a file
 * @text: another version of it
 * @error: return location for an error of G_FILE_ERROR
 *
 * Writes that version beside the file, as a conflicted copy.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is, safe from a power cut
 */
char *
salve_replace_keep (const char  *path,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);

  temporary = salve_paths_make_temporary (path);
  if (!salve_json_write (temporary, text, error))
    return NULL;
  place = salve_replace_aside (temporary, path, error);
  if (place == NULL)
    {
      g_unlink (temporary);
      return NULL;
    }
  return sync_folder (path, error) ? g_steal_pointer (&place) : NULL;
}

/**
 * salve_replace_add:
 * @path: (type filename): a file; its folder exists
 * @text: what it is to hold
 * @error: return location for an error of G_FILE_ERROR
 *
 * Writes a new file under that name or, where that is taken, under the first numbered one that is free.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is, safe from a power cut
 */
char *
salve_replace_add (const char  *path,
                   const char  *text,
                   GError     **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  temporary = salve_paths_make_temporary (path);
  if (!salve_json_write (temporary, text, error))
    return NULL;
  place = salve_paths_rename_numbered (temporary, path, 1);
  if (place == NULL)
    {
      salve_replace_fail (path, error);
      g_unlink (temporary);
      return NULL;
    }
  return sync_folder (path, error) ? g_steal_pointer (&place) : NULL;
}

/**
 * salve_replace_fail:
 * @path: (type filename): a file, with or without its folder
 * @error: return location for an error of G_FILE_ERROR
 *
 * Tells that the file could not get its name, and why, as `errno` has it.
 *
 * Returns: %FALSE, for the caller to return too
 */
gboolean
salve_replace_fail (const char  *path,
                    GError     **error)
{
  /* Translators: first a file's name, then the system's reason */
  return salve_paths_fail (path, _("“%s” could not be put in its place: %s"), error);
}
