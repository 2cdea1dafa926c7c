/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-archive.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-examine.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-record.h"
#include "salve-session-private.h"
#include "salve-shelf.h"

/* In the order of their names, which is that of time; none where there is no folder. */
static GPtrArray *
list_records (const char  *folder,
              GError     **error)
{
  g_autoptr (GError) cause = NULL;
  GPtrArray *names = salve_paths_list (folder, &cause);

  if (names == NULL && g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_ptr_array_new ();
  if (names == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  for (guint i = names != NULL ? names->len : 0; i > 0; i--)
    if (salve_paths_is_temporary (g_ptr_array_index (names, i - 1)))
      g_ptr_array_remove_index (names, i - 1);

  return names;
}

/* Line by line; no line begins within a string, where a line's end is written as an escape. */
static void
append_indented (GString    *out,
                 JsonObject *object,
                 guint       indent)
{
  g_autofree char *text = salve_json_print (object);

  g_strchomp (text);
  for (const char *at = text; *at != '\0'; at++)
    {
      g_string_append_c (out, *at);
      if (*at == '\n')
        g_string_append_printf (out, "%*s", (int) indent, "");
    }
}

static void
leave_out (GPtrArray    *left_out,
           const char   *path,
           const GError *reason)
{
  g_autofree char *shown = g_filename_display_basename (path);

  if (left_out != NULL)
    /* Translators: a file's name, then why it cannot be read. */
    g_ptr_array_add (left_out, g_strdup_printf (_("“%s” is left out: %s"), shown, reason->message));
}

/* Returns whether it is in. */
static gboolean
append_session (GString    *out,
                const char *path,
                gboolean    first,
                GPtrArray  *left_out)
{
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  if (session == NULL)
    {
      leave_out (left_out, path, salve_record_get_error (record));
      return FALSE;
    }
  g_string_append (out, first ? "\n    " : ",\n    ");
  append_indented (out, salve_session_get_source (session), 4);

  return TRUE;
}

static gboolean
append_sessions (GString     *out,
                 const char  *data,
                 guint       *n_sessions,
                 GPtrArray   *left_out,
                 GError     **error)
{
  g_autofree char *folder = g_build_filename (data, "sessions", NULL);
  g_autoptr (GPtrArray) names = list_records (folder, error);

  if (names == NULL)
    return FALSE;
  *n_sessions = 0;
  g_string_append (out, "  \"sessions\": [");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      *n_sessions += append_session (out, path, *n_sessions == 0, left_out);
      if (*n_sessions > SALVE_ARCHIVE_MAX_SESSIONS || out->len > SALVE_ARCHIVE_MAX_BYTES)
        return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                                _("There are more sessions than fit into one file. Copy the folder instead"));
    }
  g_string_append (out, *n_sessions > 0 ? "\n  ]" : "]");

  return TRUE;
}

static void
append_part (GString       *out,
             const char    *data,
             const char    *name,
             const char    *member,
             SalveFileKind  kind,
             GPtrArray     *left_out)
{
  g_autofree char *path = g_build_filename (data, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  GStatBuf info;

  if (g_lstat (path, &info) != 0 && errno == ENOENT)
    return;
  object = salve_examine_file (path, kind, &error);
  if (object == NULL)
    {
      leave_out (left_out, path, error);
      return;
    }
  g_string_append_printf (out, ",\n  \"%s\": ", member);
  append_indented (out, object, 2);
}

/**
 * salve_archive_write:
 * @data: (type filename): the folder above the records, with the shelf and the profile
 * @only_sessions: whether to leave out the shelf and the profile
 * @n_sessions: (out) (optional): return location for the number of sessions in it
 * @left_out: (nullable) (element-type utf8): takes a sentence for each file that cannot be read
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Puts all sessions that can be read into one text, each with all that its file holds. The same files give the same
 * text.
 *
 * Returns: (transfer full) (nullable): the text, for salve_archive_read()
 */
char *
salve_archive_write (const char  *data,
                     gboolean     only_sessions,
                     guint       *n_sessions,
                     GPtrArray   *left_out,
                     GError     **error)
{
  g_autoptr (GString) out = g_string_new ("{\n");
  guint n = 0;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_string_append_printf (out, "  \"format\": %d,\n", SALVE_ARCHIVE_FORMAT);
  if (!append_sessions (out, data, &n, left_out, error))
    return NULL;
  if (!only_sessions)
    {
      append_part (out, data, SALVE_SHELF_NAME, "shelf", SALVE_FILE_SHELF, left_out);
      append_part (out, data, SALVE_PROFILE_NAME, "profile", SALVE_FILE_PROFILE, left_out);
    }
  g_string_append (out, "\n}\n");
  if (n_sessions != NULL)
    *n_sessions = n;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Saving */

static gboolean
fail_errno (const char  *path,
            int          code,
            GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == EEXIST)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _("“%s” is there already, and is not overwritten"), shown);
  else
    /* Translators: first a file's path, then the system's reason */
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _("“%s” could not be written: %s"), shown,
                 g_strerror (code));

  return FALSE;
}

/* Not all file systems can rename with care, such as that of a memory stick; between the look and the change of names
 * nobody is expected there. */
static gboolean
put_in_place (const char *temporary,
              const char *path)
{
  GStatBuf info;

  if (salve_paths_rename (temporary, path))
    return TRUE;
  if (errno == EEXIST)
    return FALSE;
  if (g_lstat (path, &info) == 0)
    errno = EEXIST;
  else if (errno == ENOENT)
    return g_rename (temporary, path) == 0;

  return FALSE;
}

/**
 * salve_archive_save:
 * @path: (type filename): a file that is not there, anywhere
 * @text: what it is to hold
 * @error: return location for an error of G_FILE_ERROR; G_FILE_ERROR_EXIST where it is there
 *
 * Writes a file that only the person can read: beside its place first, so that it is never there in part.
 *
 * Returns: whether the text is on the disk
 */
gboolean
salve_archive_save (const char  *path,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *folder = NULL;
  GStatBuf info;
  int code;

  g_return_val_if_fail (path != NULL && text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_lstat (path, &info) == 0)
    return fail_errno (path, EEXIST, error);
  temporary = salve_json_write_temporary (path, text);
  if (temporary == NULL)
    return fail_errno (path, errno, error);
  if (!put_in_place (temporary, path))
    {
      code = errno;
      g_unlink (temporary);
      return fail_errno (path, code, error);
    }
  folder = g_path_get_dirname (path);

  return salve_paths_sync (folder, error);
}
