/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <glib/gi18n.h>

#include "salve-conflict.h"
#include "salve-format.h"
#include "salve-record.h"

/* Text */

/* (transfer full): what stands in the last column: a version that lost is not another session. */
static char *
describe_file (SalveRecord *record)
{
  g_autofree char *file = g_filename_display_name (salve_record_get_name (record));
  g_autofree char *original = salve_conflict_get_original (salve_record_get_name (record));
  g_autofree char *shown = original != NULL ? g_filename_display_name (original) : NULL;

  if (shown == NULL)
    return g_steal_pointer (&file);

  /* Translators: first a file's name, then that of the file that it is another version of. */
  return g_strdup_printf (_("%s (another version of %s)"), file, shown);
}

static void
add_text (GPtrArray   *rows,
          SalveRecord *record)
{
  SalveSession *session = salve_record_get_session (record);
  g_autoptr (GDateTime) time = g_date_time_to_local (salve_record_get_time (record));
  g_autofree char *date = g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autofree char *file = describe_file (record);
  g_autofree char *areas = NULL;
  g_autofree char *device = NULL;

  if (session == NULL)
    {
      salve_ctl_add_row (rows, date, "–", "–", _("cannot be read"), file, NULL);
      return;
    }
  areas = salve_format_areas (salve_session_get_areas (session));
  device = salve_format_device (salve_session_get_device_kind (session), salve_session_get_needle_mm (session));
  salve_ctl_add_row (rows, date, areas, device != NULL ? device : "–",
                     salve_format_outcome (salve_session_get_outcome (session)), file, NULL);
}

static guint
print_text (GListModel *records)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint n_unreadable = 0;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);

      add_text (rows, record);
      if (salve_record_get_session (record) == NULL)
        n_unreadable++;
      salve_record_forget (record);
    }
  if (rows->len == 0)
    g_print ("%s\n", _("There are no sessions yet."));
  else
    salve_ctl_print_rows (rows);

  return n_unreadable;
}

/* JSON */

static JsonObject *
make_device (SalveSession *session)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", salve_session_get_device_kind (session));
  if (salve_session_get_needle_mm (session) > 0)
    json_object_set_double_member (object, "needle_mm", salve_session_get_needle_mm (session));
  else
    json_object_set_null_member (object, "needle_mm");

  return object;
}

static JsonArray *
make_events (SalveSession *session)
{
  GPtrArray *events = salve_session_get_events (session);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      const SalveSessionEvent *event = g_ptr_array_index (events, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", event->kind);
      json_object_set_member (object, "at", salve_ctl_time_node (event->at));
      json_object_set_member (object, "signs", salve_ctl_strings_node ((const char * const *) event->signs));
      json_object_set_string_member (object, "urgency", event->urgency);
      json_object_set_string_member (object, "note", event->note);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
make_json (SalveRecord *record)
{
  SalveSession *session = salve_record_get_session (record);
  g_autofree char *file = g_filename_display_name (salve_record_get_name (record));
  g_autofree char *original = salve_conflict_get_original (salve_record_get_name (record));
  g_autofree char *shown = original != NULL ? g_filename_display_name (original) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", file);
  if (shown != NULL)
    json_object_set_string_member (object, "version_of", shown);
  if (session == NULL)
    {
      json_object_set_string_member (object, "error", salve_record_get_error (record)->message);
      return object;
    }
  json_object_set_string_member (object, "id", salve_session_get_id (session));
  json_object_set_string_member (object, "setting",
                                 salve_session_get_setting (session) == SALVE_SETTING_CLINIC ? "clinic" : "home");
  json_object_set_member (object, "started", salve_ctl_time_node (salve_session_get_started (session)));
  json_object_set_member (object, "ended", salve_ctl_time_node (salve_session_get_ended (session)));
  json_object_set_string_member (object, "outcome",
                                 salve_session_get_outcome (session) == SALVE_OUTCOME_STOPPED ? "stopped"
                                                                                              : "completed");
  json_object_set_member (object, "areas", salve_ctl_strings_node (salve_session_get_areas (session)));
  json_object_set_object_member (object, "device", make_device (session));
  json_object_set_array_member (object, "events", make_events (session));

  return object;
}

static guint
print_json (GListModel *records)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonArray *sessions = json_array_new ();
  guint n_unreadable = 0;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);

      json_array_add_object_element (sessions, make_json (record));
      if (salve_record_get_session (record) == NULL)
        n_unreadable++;
      salve_record_forget (record);
    }
  json_object_set_array_member (root, "sessions", sessions);
  salve_ctl_print_json (root);

  return n_unreadable;
}

SalveCtlStatus
salve_ctl_list (const SalveCtlOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) records = salve_ctl_open_records (G_MININT64, &error);
  guint n_unreadable;

  if (records == NULL)
    {
      salve_ctl_complain (error->message);
      return SALVE_CTL_DATA;
    }
  n_unreadable = options->json ? print_json (records) : print_text (records);

  return n_unreadable > 0 ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
