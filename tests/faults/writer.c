/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one thing with the person's files as the programs do it, and says on stdout what it would tell the person:
 * "done" once that is safe, or "error" with the reason.
 *
 *     writer OPERATION [ARGUMENT…]
 *
 * The folders are those of the environment, the session to save comes from stdin. */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "writer.h"

#include "salve-draft.h"
#include "salve-json.h"
#include "salve-ledger.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-session-json.h"
#include "salve-shelf.h"
#include "salve-sweep.h"

typedef gboolean (*Operate) (char   **arguments,
                             GError **error);

/* At once and in one piece: whoever reads it may kill us. */
void
writer_say (const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_strdelimit (text, "\n", ' ');
  if (dprintf (STDOUT_FILENO, "%s\n", text) < 0)
    exit (3);
}

static char *
read_all_stdin (void)
{
  GString *text = g_string_new (NULL);
  char block[4096];
  gssize n;

  while ((n = read (STDIN_FILENO, block, sizeof block)) > 0)
    g_string_append_len (text, block, n);
  return g_string_free (text, FALSE);
}

/* Records */

SalveStore *
writer_open_store (GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  SalveStore *store = salve_store_new (folder, 0);

  if (!salve_store_scan (store, error))
    g_clear_object (&store);
  return store;
}

void
writer_on_done (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

void
writer_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static char *
add (SalveStore    *store,
     SalveSession  *session,
     GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  salve_store_add_async (store, session, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_store_add_finish (store, result, error);
}

static gboolean
save (char   **arguments,
      GError **error)
{
  g_autofree char *text = read_all_stdin ();
  g_autoptr (SalveSession) session = salve_session_from_json (text, -1, error);
  g_autoptr (SalveStore) store = session != NULL ? writer_open_store (error) : NULL;
  g_autofree char *name = store != NULL ? add (store, session, error) : NULL;

  return name != NULL;
}

gboolean
writer_update (SalveStore  *store,
               const char  *name,
               const char  *notes,
               GError     **error)
{
  g_autoptr (SalveRecord) record = salve_store_find (store, name);
  g_autoptr (GAsyncResult) result = NULL;
  SalveSession *session = record != NULL ? salve_record_get_session (record) : NULL;

  if (session == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no %s", name);
      return FALSE;
    }
  g_object_set (session, "notes", notes, NULL);
  salve_store_update_async (store, name, session, NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_store_update_finish (store, result, error);
}

/* NAME NOTES */
static gboolean
edit (char   **arguments,
      GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);

  return store != NULL && writer_update (store, arguments[0], arguments[1], error);
}

/* NAME */
static gboolean
remove_record (char   **arguments,
               GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (GAsyncResult) result = NULL;

  if (store == NULL)
    return FALSE;
  salve_store_remove_async (store, arguments[0], NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_store_remove_finish (store, result, error);
}

/* NAME */
static gboolean
undo (char   **arguments,
      GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);
  g_autoptr (GAsyncResult) result = NULL;

  if (store == NULL)
    return FALSE;
  salve_store_restore_async (store, arguments[0], NULL, writer_on_done, &result);
  writer_wait_for (&result);
  return salve_store_restore_finish (store, result, error);
}

static gboolean
scan (char   **arguments,
      GError **error)
{
  g_autofree char *state = salve_paths_state ();
  g_autofree char *data = salve_paths_data ();
  g_autofree char *trash = g_build_filename (data, "trash", NULL);
  g_autoptr (SalveStore) store = writer_open_store (error);

  /* As the notifier does, and whoever reads the profile. */
  salve_sweep (state, trash);
  salve_sweep (data, trash);
  return store != NULL;
}

/* Says of each record what is in it, or why it cannot be read. */
static gboolean
list (char   **arguments,
      GError **error)
{
  g_autoptr (SalveStore) store = writer_open_store (error);

  for (guint i = 0; store != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (G_LIST_MODEL (store), i);
      SalveSession *session = salve_record_get_session (record);

      if (session != NULL)
        writer_say ("record %s %s %s", salve_record_get_name (record), salve_session_get_id (session),
                    salve_session_get_notes (session));
      else
        writer_say ("unreadable %s %s", salve_record_get_name (record), salve_record_get_error (record)->message);
    }
  return store != NULL;
}

/* N: saves a session, writes N notes into it, and begins anew, until it is killed. Tells of each when it is safe. */
static gboolean
go_on (char   **arguments,
       GError **error)
{
  g_autofree char *text = read_all_stdin ();
  g_autoptr (SalveStore) store = writer_open_store (error);
  int n_edits = atoi (arguments[0]);

  while (store != NULL)
    {
      g_autoptr (GString) own = g_string_new (text);
      g_autofree char *id = g_uuid_string_random ();
      g_autoptr (SalveSession) session = NULL;
      g_autofree char *name = NULL;

      g_string_replace (own, "$ID", id, 0);
      session = salve_session_from_json (own->str, -1, error);
      name = session != NULL ? add (store, session, error) : NULL;
      if (name == NULL)
        return FALSE;
      writer_say ("saved %s %s", name, id);
      for (int i = 1; i <= n_edits; i++)
        {
          g_autofree char *notes = g_strdup_printf ("%d", i);

          if (!writer_update (store, name, notes, error))
            return FALSE;
          writer_say ("edited %s %s", name, notes);
        }
    }
  return FALSE;
}

/* PATH: as the calendar is written, to where the person says. */
static gboolean
write_text (char   **arguments,
            GError **error)
{
  g_autofree char *text = read_all_stdin ();

  return salve_json_write (arguments[0], text, error);
}

/* FOLDER: what no program of ours may do; shows that a power cut is noticed. */
static gboolean
be_careless (char   **arguments,
             GError **error)
{
  g_autofree char *text = read_all_stdin ();
  g_autofree char *folder = salve_paths_data ();
  g_autofree char *path = g_build_filename (folder, "sessions", arguments[0], NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);
  if (!written)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "not written");
  return written;
}

/* Documents */

static void
on_saved (gboolean *saved)
{
  *saved = TRUE;
}

static void
on_problem (GError       **problem,
            const GError  *error)
{
  g_clear_error (problem);
  *problem = g_error_copy (error);
}

static gboolean
write_draft (char   **arguments,
             GError **error)
{
  g_autofree char *folder = salve_paths_state ();
  g_autofree char *text = read_all_stdin ();
  g_autoptr (SalveSession) session = salve_session_draft_from_json (text, -1, error);
  g_autoptr (SalveDraft) draft = salve_draft_new (folder);
  GError *problem = NULL;
  gboolean saved = FALSE;

  if (session == NULL)
    return FALSE;
  g_signal_connect_swapped (draft, "saved", G_CALLBACK (on_saved), &saved);
  g_signal_connect_swapped (draft, "problem", G_CALLBACK (on_problem), &problem);
  salve_draft_save (draft, session);
  while (!saved && problem == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
clear_draft (char   **arguments,
             GError **error)
{
  g_autofree char *folder = salve_paths_state ();
  g_autoptr (SalveDraft) draft = salve_draft_new (folder);

  return salve_draft_clear (draft, error);
}

static gboolean
set_draft_aside (char   **arguments,
                 GError **error)
{
  g_autofree char *folder = salve_paths_state ();
  g_autoptr (SalveDraft) draft = salve_draft_new (folder);
  g_autofree char *path = salve_draft_set_aside (draft, error);

  return path != NULL;
}

static gboolean
put_on_shelf (char   **arguments,
              GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autoptr (SalveShelf) shelf = salve_shelf_new (folder);
  g_autoptr (SalveProduct) product = salve_product_new (arguments[0], SALVE_MARK_BLAND);

  if (!salve_shelf_insert_product (shelf, product, 0))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "The shelf cannot be changed");
      return FALSE;
    }
  return salve_shelf_flush (shelf, error);
}

static gboolean
write_profile (char   **arguments,
               GError **error)
{
  g_autofree char *folder = salve_paths_data ();
  g_autoptr (SalveProfile) profile = salve_profile_new (folder);
  GDate born, today;

  g_date_set_dmy (&born, 1, G_DATE_FEBRUARY, 1990);
  g_date_set_dmy (&today, 1, G_DATE_JANUARY, 2026);
  return salve_profile_set_born (profile, &born, &today, error) && salve_profile_flush (profile, error);
}

/* The notifier's */

static SalveLedger *
open_ledger (GError **error)
{
  g_autofree char *folder = salve_paths_state ();
  g_autofree char *path = g_build_filename (folder, "notified.json", NULL);
  SalveLedger *ledger;

  if (!salve_paths_ensure (folder, error))
    return NULL;
  ledger = salve_ledger_new (path);
  return ledger;
}

/* KEY */
static gboolean
write_ledger (char   **arguments,
              GError **error)
{
  g_autoptr (SalveLedger) ledger = open_ledger (error);

  if (ledger == NULL || !salve_ledger_load (ledger, error))
    return FALSE;
  salve_ledger_add (ledger, arguments[0], G_GINT64_CONSTANT (1790000000000000));
  return salve_ledger_save (ledger, error);
}

static gboolean
set_ledger_aside (char   **arguments,
                  GError **error)
{
  g_autoptr (SalveLedger) ledger = open_ledger (error);
  g_autofree char *path = ledger != NULL ? salve_ledger_set_aside (ledger, error) : NULL;

  return path != NULL;
}

static const struct
{
  const char *name;
  Operate     operate;
  int         n_arguments;
} operations[] = {
  { "save", save, 0 },
  { "edit", edit, 2 },
  { "remove", remove_record, 1 },
  { "undo", undo, 1 },
  { "scan", scan, 0 },
  { "list", list, 0 },
  { "go-on", go_on, 1 },
  { "text", write_text, 1 },
  { "careless", be_careless, 1 },
  { "draft", write_draft, 0 },
  { "clear-draft", clear_draft, 0 },
  { "set-draft-aside", set_draft_aside, 0 },
  { "shelf", put_on_shelf, 1 },
  { "profile", write_profile, 0 },
  { "ledger", write_ledger, 1 },
  { "set-ledger-aside", set_ledger_aside, 0 },
  { "append", writer_append, 2 },
  { "versions", writer_list_versions, 1 },
  { "file-versions", writer_list_file_versions, 1 },
  { "merge", writer_merge, 2 },
  { "unmerge", writer_unmerge, 3 },
  { "separate", writer_separate, 1 },
  { "merge-file", writer_merge_file, 1 },
  { "check-in", writer_check_in, 1 },
  { "add-flag", writer_add_flag, 1 },
  { "drop-flag", writer_drop_flag, 1 },
};

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (argc < 2 || strcmp (argv[1], operations[i].name) != 0 || argc - 2 != operations[i].n_arguments)
        continue;
      if (operations[i].operate (argv + 2, &error))
        {
          writer_say ("done");
          return 0;
        }
      writer_say ("error %s", error->message);
      return 1;
    }
  g_printerr ("Usage: writer OPERATION [ARGUMENT…]\n");
  return 2;
}
