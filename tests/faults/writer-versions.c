/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writer.h"

#include <string.h>

#include "salve-check-in-log.h"
#include "salve-document-versions.h"
#include "salve-json.h"
#include "salve-merge.h"
#include "salve-paths.h"
#include "salve-red-flag-log.h"
#include "salve-replace.h"
#include "salve-session-json.h"
#include "salve-store-job-merge.h"
#include "salve-store-merge.h"

/* Other versions of a record */

static SalveFileKind
get_kind (const char *name)
{
  return strstr (name, "shelf") != NULL ? SALVE_FILE_SHELF : SALVE_FILE_PROFILE;
}

static SalveSession *
read_session (const char  *name,
              GError     **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *path = g_build_filename (folder, "sessions", name, NULL);
  g_autofree char *text = salve_json_read (path, NULL, error);

  return text != NULL ? salve_session_from_json (text, -1, error) : NULL;
}

/* NAME WORD: what the record says already stays. */
gboolean
writer_append (char   **arguments,
               GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (SalveRecord) record = store != NULL ? salve_store_find (store, arguments[0]) : NULL;
  SalveSession *session = record != NULL ? salve_record_get_session (record) : NULL;
  g_autofree char *notes = NULL;

  if (session == NULL)
    {
      if (store != NULL)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "There is no %s", arguments[0]);
      return FALSE;
    }
  notes = g_strdup_printf ("%s %s", salve_session_get_notes (session), arguments[1]);
  return writer_update (store, arguments[0], notes, error);
}

/* NAME: which other versions of a record there are, to be merged with it. */
gboolean
writer_list_versions (char   **arguments,
                      GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (SalveRecord) record = store != NULL ? salve_store_find (store, arguments[0]) : NULL;

  for (guint i = 0; record != NULL && i < salve_record_get_n_versions (record); i++)
    writer_say ("version %s", salve_record_get_name (salve_record_get_version (record, i)));
  return store != NULL;
}

/* NAME: the same of the shelf or the profile. */
gboolean
writer_list_file_versions (char   **arguments,
                           GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *path = g_build_filename (folder, arguments[0], NULL);
  g_autoptr (GPtrArray) versions = salve_document_versions_list (path, get_kind (arguments[0]));

  for (guint i = 0; i < versions->len; i++)
    {
      const SalveDocumentVersion *version = g_ptr_array_index (versions, i);

      writer_say ("%s %s", version->reason == NULL ? "version" : "unreadable", version->name);
    }
  return TRUE;
}

/* NAME COPY */
gboolean
writer_merge (char   **arguments,
              GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (SalveSession) session = store != NULL ? read_session (arguments[0], error) : NULL;
  g_autoptr (SalveSession) version = session != NULL ? read_session (arguments[1], error) : NULL;
  g_autoptr (SalveMerge) merge = version != NULL ? salve_merge_new (session, version, TRUE, error) : NULL;
  g_autofree char *text = merge != NULL ? salve_merge_finish (merge, error) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (text == NULL)
    return FALSE;
  salve_store_merge_async (store, arguments[0], session, arguments[1], version, text, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_store_merge_finish (store, result, error);
}

/* NAME COPY NOTES: what the record is to say again. */
gboolean
writer_unmerge (char   **arguments,
                GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *sessions = g_build_filename (folder, "sessions", NULL);
  g_autofree char *trash = g_build_filename (folder, "trash", NULL);
  g_autofree char *path = g_build_filename (sessions, arguments[0], NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *known = salve_replace_read (path, &object, error);
  g_autofree char *text = NULL;
  g_autoptr (SalveStoreJob) job = NULL;

  if (known == NULL)
    return FALSE;
  json_object_set_string_member (object, "notes", arguments[2]);
  text = salve_json_print (object);
  job = salve_store_job_new_unmerge (sessions, trash, arguments[0], known, arguments[1], text);
  return salve_store_job_run (job, error);
}

/* COPY */
gboolean
writer_separate (char   **arguments,
                 GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (SalveSession) session = store != NULL ? read_session (arguments[0], error) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;

  if (session == NULL)
    return FALSE;
  salve_store_separate_async (store, arguments[0], session, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  name = salve_store_separate_finish (store, result, error);
  return name != NULL;
}

/* NAME: the shelf or the profile. */
gboolean
writer_merge_file (char   **arguments,
                   GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *path = g_build_filename (folder, arguments[0], NULL);

  return salve_document_versions_merge (path, get_kind (arguments[0]), error);
}

/* Answers */

static GDateTime *
get_time (void)
{
  return g_date_time_new_from_iso8601 ("2026-11-23T19:00:00+01:00", NULL);
}

/* NAME */
gboolean
writer_check_in (char   **arguments,
                 GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (GDateTime) at = get_time ();
  g_autoptr (GAsyncResult) result = NULL;

  if (store == NULL)
    return FALSE;
  salve_check_in_log_add_async (store, arguments[0], 24, SALVE_LOOKS_EXPECTED, at, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_check_in_log_add_finish (store, result, error);
}

/* NAME */
gboolean
writer_add_flag (char   **arguments,
                 GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (GDateTime) at = get_time ();
  g_autoptr (GAsyncResult) result = NULL;

  if (store == NULL)
    return FALSE;
  salve_red_flag_log_add_async (store, arguments[0], (const char * const []) { "redness", NULL }, at, NULL,
                                writer_on_done, &result);
  writer_wait_for (&result);
  return salve_red_flag_log_add_finish (store, result, error);
}

/* NAME */
gboolean
writer_drop_flag (char   **arguments,
                  GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (GDateTime) at = get_time ();
  g_autoptr (GAsyncResult) result = NULL;

  if (store == NULL)
    return FALSE;
  salve_red_flag_log_remove_async (store, arguments[0], at, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_red_flag_log_remove_finish (store, result, error);
}
