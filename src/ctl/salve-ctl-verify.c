/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-record.h"

/* The notifier's own; only its outside is looked at here. */
#define LEDGER_NAME   "notified.json"
#define LEDGER_FORMAT 1

typedef struct
{
  char *path;
  char *reason;
} Fault;

static void
fault_free (Fault *fault)
{
  g_free (fault->path);
  g_free (fault->reason);
  g_free (fault);
}

static void
add_fault (GPtrArray  *faults,
           const char *path,
           const char *reason)
{
  Fault *fault = g_new0 (Fault, 1);

  fault->path = g_strdup (path);
  fault->reason = g_strdup (reason);
  g_ptr_array_add (faults, fault);
}

static guint
verify_records (GListModel *records,
                GPtrArray  *faults)
{
  guint n = g_list_model_get_n_items (records);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);

      if (salve_record_get_session (record) == NULL)
        add_fault (faults, salve_record_get_path (record), salve_record_get_error (record)->message);
      salve_record_forget (record);
    }

  return n;
}

static void
verify_draft (GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = salve_ctl_load_draft (&error);
  g_autofree char *path = NULL;

  if (session != NULL || error == NULL)
    return;
  path = salve_ctl_get_draft_path ();
  add_fault (faults, path, error->message);
}

static gboolean
read_ledger (const char  *path,
             GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) root = NULL;
  JsonArray *announced = NULL;
  double format = 0;
  gsize length = 0;

  text = salve_json_read (path, &length, error);
  if (text == NULL)
    return FALSE;
  root = salve_json_parse (text, (gssize) length, error);

  return root != NULL
         && salve_json_require (root, (const char *const[]) { "format", "announced", NULL }, error)
         && salve_json_get_number (root, "format", LEDGER_FORMAT, LEDGER_FORMAT, &format, error)
         && salve_json_get_array (root, "announced", &announced, error);
}

static void
verify_ledger (GPtrArray *faults)
{
  g_autofree char *folder = salve_paths_state ();
  g_autofree char *path = g_build_filename (folder, LEDGER_NAME, NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && !read_ledger (path, &error))
    add_fault (faults, path, error->message);
}

static void
print_json (guint      n_records,
            GPtrArray *faults)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *unreadable = json_array_new ();

  for (guint i = 0; i < faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (faults, i);
      g_autofree char *file = g_filename_display_name (fault->path);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "file", file);
      json_object_set_string_member (object, "error", fault->reason);
      json_array_add_object_element (unreadable, object);
    }
  json_object_set_int_member (root, "records", n_records);
  json_object_set_array_member (root, "unreadable", unreadable);
  salve_ctl_print_json (root);
}

static void
print_text (guint      n_records,
            GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (faults, i);
      g_autofree char *path = salve_ctl_clean_path (fault->path);
      g_autofree char *reason = salve_ctl_clean (fault->reason);

      /* Translators: a file, then why it cannot be read. */
      g_print (_("%s: %s\n"), path, reason);
    }
  g_print (ngettext ("%u record was looked at.", "%u records were looked at.", n_records), n_records);
  g_print (" ");
  if (faults->len == 0)
    g_print ("%s\n", _("Every file can be read."));
  else
    {
      g_print (ngettext ("%u file cannot be read.", "%u files cannot be read.", faults->len), faults->len);
      g_print (" %s\n", _("Salve leaves such a file as it is."));
    }
}

SalveCtlStatus
salve_ctl_verify (gboolean json)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) records = salve_ctl_open_records (G_MININT64, &error);
  guint n_records = 0;

  if (records != NULL)
    n_records = verify_records (records, faults);
  else
    {
      g_autofree char *path = salve_ctl_get_folder ();

      add_fault (faults, path, error->message);
    }
  verify_draft (faults);
  verify_ledger (faults);
  if (json)
    print_json (n_records, faults);
  else
    print_text (n_records, faults);

  return faults->len > 0 ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
