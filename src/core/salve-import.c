/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-import.h"

#include <gio/gio.h>

#include "salve-conflict.h"
#include "salve-examine.h"
#include "salve-json.h"
#include "salve-json-merge.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-record.h"
#include "salve-replace.h"
#include "salve-session-json.h"
#include "salve-shelf.h"

typedef struct
{
  SalveArchive *archive;
  char         *data;
  char         *sessions;
  GHashTable   *present; /* of a session's id to the names of its files */
  GPtrArray    *entries;
} Import;

static SalveImportEntry *
add_entry (Import          *import,
           SalveImportFate  fate,
           guint            position,
           const char      *path)
{
  SalveImportEntry *entry = g_new0 (SalveImportEntry, 1);

  entry->fate = fate;
  entry->position = position;
  entry->name = path != NULL ? g_path_get_basename (path) : NULL;
  g_ptr_array_add (import->entries, entry);

  return entry;
}

/* What is here */

static void
note_present (Import     *import,
              const char *id,
              const char *name)
{
  GPtrArray *names = g_hash_table_lookup (import->present, id);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (import->present, g_strdup (id), names);
    }
  g_ptr_array_add (names, g_strdup (name));
}

/* Whether it may be there, and the disk does not give it: what it holds would be taken for missing. */
static gboolean
is_out_of_reach (const GError *error)
{
  return error != NULL && error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_NOENT;
}

static gboolean
note_record (Import      *import,
             const char  *name,
             GError     **error)
{
  g_autofree char *path = g_build_filename (import->sessions, name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  if (session != NULL)
    note_present (import, salve_session_get_id (session), name);
  else if (is_out_of_reach (salve_record_get_error (record)))
    {
      g_propagate_error (error, g_error_copy (salve_record_get_error (record)));
      return FALSE;
    }

  return TRUE;
}

static gboolean
note_records (Import  *import,
              GError **error)
{
  g_autoptr (GPtrArray) names = salve_paths_list (import->sessions, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!salve_paths_is_temporary (name) && !note_record (import, name, error))
        return FALSE;
    }

  return names != NULL;
}

static gboolean
holds (const char     *folder,
       const char     *name,
       SalveFileKind   kind,
       JsonObject     *object,
       GError        **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonObject) present = salve_examine_file (path, kind, &cause);
  g_autoptr (JsonNode) one = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) other = NULL;

  if (is_out_of_reach (cause))
    g_propagate_error (error, g_steal_pointer (&cause));
  if (present == NULL)
    return FALSE;
  other = json_node_init_object (json_node_alloc (), present);

  return salve_json_same (one, other);
}

/* That of the files which says the same. No name without an error: none does. */
static gboolean
find_same (const char     *folder,
           GPtrArray      *names,
           SalveFileKind   kind,
           JsonObject     *object,
           const char    **same,
           GError        **error)
{
  g_autoptr (GError) cause = NULL;

  *same = NULL;
  for (guint i = 0; *same == NULL && cause == NULL && i < names->len; i++)
    if (holds (folder, g_ptr_array_index (names, i), kind, object, &cause))
      *same = g_ptr_array_index (names, i);
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

/* Sessions */

/* The names are those of the session's files; another version of it goes beside the first. */
static char *
add_session (Import        *import,
             SalveSession  *session,
             JsonObject    *object,
             GPtrArray     *names,
             GError       **error)
{
  g_autofree char *text = salve_json_print (object);
  g_autofree char *name = names == NULL ? salve_record_make_name (session) : g_strdup (g_ptr_array_index (names, 0));
  g_autofree char *path = g_build_filename (import->sessions, name, NULL);

  return names == NULL ? salve_replace_add (path, text, error) : salve_replace_keep (path, text, error);
}

static gboolean
import_object (Import      *import,
               guint        position,
               JsonObject  *object,
               GError     **error)
{
  g_autoptr (SalveSession) session = salve_session_from_object (object, NULL);
  const char *id = salve_session_get_id (session);
  GPtrArray *names = g_hash_table_lookup (import->present, id);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  const char *same = NULL;

  if (names != NULL && !find_same (import->sessions, names, SALVE_FILE_RECORD, object, &same, error))
    return FALSE;
  if (same != NULL)
    {
      add_entry (import, SALVE_IMPORT_PRESENT, position, same);
      return TRUE;
    }
  path = add_session (import, session, object, names, error);
  if (path == NULL)
    return FALSE;
  add_entry (import, names == NULL ? SALVE_IMPORT_ADDED : SALVE_IMPORT_BESIDE, position, path);
  name = g_path_get_basename (path);
  note_present (import, id, name);

  return TRUE;
}

static gboolean
import_sessions (Import  *import,
                 GError **error)
{
  for (guint i = 0; i < salve_archive_get_n_sessions (import->archive); i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (JsonObject) object = salve_archive_get_session (import->archive, i, &reason);

      if (object == NULL)
        add_entry (import, SALVE_IMPORT_REFUSED, i, NULL)->error = g_steal_pointer (&reason);
      else if (!import_object (import, i, object, error))
        return FALSE;
    }

  return TRUE;
}

/* The shelf and the profile */

/* The file, and the copies beside it. */
static GPtrArray *
list_versions (Import      *import,
               const char  *name,
               GError     **error)
{
  g_autoptr (GPtrArray) names = salve_paths_list (import->data, error);

  for (guint i = names != NULL ? names->len : 0; i > 0; i--)
    {
      const char *other = g_ptr_array_index (names, i - 1);

      if (!g_str_equal (other, name) && !salve_conflict_is_copy_of (other, name))
        g_ptr_array_remove_index (names, i - 1);
    }

  return g_steal_pointer (&names);
}

/* As the file or, where there is one, beside it. */
static gboolean
add_part (Import      *import,
          const char  *name,
          JsonObject  *object,
          GError     **error)
{
  g_autofree char *path = g_build_filename (import->data, name, NULL);
  g_autofree char *text = salve_json_print (object);
  g_autofree char *beside = NULL;
  g_autoptr (GError) cause = NULL;

  if (salve_replace_new (path, text, &cause))
    {
      add_entry (import, SALVE_IMPORT_ADDED, G_MAXUINT, path);
      return TRUE;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    beside = salve_replace_keep (path, text, error);
  else
    g_propagate_error (error, g_steal_pointer (&cause));
  if (beside == NULL)
    return FALSE;
  add_entry (import, SALVE_IMPORT_BESIDE, G_MAXUINT, beside);

  return TRUE;
}

static gboolean
import_part (Import         *import,
             const char     *name,
             SalveFileKind   kind,
             JsonObject     *object,
             GError        **error)
{
  g_autoptr (GPtrArray) names = NULL;
  const char *same = NULL;

  if (object == NULL)
    return TRUE;
  names = list_versions (import, name, error);
  if (names == NULL || !find_same (import->data, names, kind, object, &same, error))
    return FALSE;
  if (same == NULL)
    return add_part (import, name, object, error);
  add_entry (import, SALVE_IMPORT_PRESENT, G_MAXUINT, same);

  return TRUE;
}

static gboolean
run (Import  *import,
     GError **error)
{
  return salve_paths_ensure (import->data, error)
         && salve_paths_ensure (import->sessions, error)
         && note_records (import, error)
         && import_sessions (import, error)
         && import_part (import, SALVE_SHELF_NAME, SALVE_FILE_SHELF, salve_archive_get_shelf (import->archive), error)
         && import_part (import, SALVE_PROFILE_NAME, SALVE_FILE_PROFILE,
                         salve_archive_get_profile (import->archive), error);
}

/**
 * salve_import:
 * @archive: what was exported
 * @data: (type filename): the folder above the records, made where it is missing
 * @error: return location for an error of G_FILE_ERROR
 *
 * Adds what is missing. A session is the same as one that is here when its id is; what differs then is put beside it
 * under the name of a conflicted copy, and so are a shelf and a profile. Nothing is overwritten. Each file is on the
 * disk before the next; doing it again adds nothing but what is missing still.
 *
 * Returns: (transfer full) (element-type SalveImportEntry): what became of each part, in its order. Where @error is
 *   set, those that follow were not tried
 */
GPtrArray *
salve_import (SalveArchive  *archive,
              const char    *data,
              GError       **error)
{
  g_autoptr (GHashTable) present = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *sessions = NULL;
  Import import = { .archive = archive };

  g_return_val_if_fail (archive != NULL && data != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  import.data = folder = g_strdup (data);
  import.sessions = sessions = g_build_filename (data, "sessions", NULL);
  import.present = present =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  import.entries = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_import_entry_free);
  run (&import, error);

  return import.entries;
}

/**
 * salve_import_entry_free:
 * @entry: (transfer full): an entry
 */
void
salve_import_entry_free (SalveImportEntry *entry)
{
  g_return_if_fail (entry != NULL);

  g_free (entry->name);
  g_clear_error (&entry->error);
  g_free (entry);
}
