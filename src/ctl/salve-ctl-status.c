/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <glib/gi18n.h>

#include "salve-aftercare.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-record.h"
#include "salve-step.h"
#include "salve-wall-clock.h"

typedef struct
{
  SalveClock       *clock;
  GListModel       *records;
  SalveAftercare   *aftercare;
  SalveSession     *draft;
  GError           *draft_error;
  SalveCtlNotifier  notifier;
  guint             n_unreadable;
} Status;

static void
status_free (Status *status)
{
  g_clear_object (&status->aftercare);
  g_clear_object (&status->records);
  g_clear_object (&status->draft);
  g_clear_object (&status->clock);
  g_clear_error (&status->draft_error);
  g_free (status);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Status, status_free)

static Status *
load_status (GError **error)
{
  g_autoptr (Status) status = g_new0 (Status, 1);
  gint64 since;

  status->clock = salve_wall_clock_new ();
  since = salve_clock_get_time (status->clock) - SALVE_PROTOCOL_HORIZON_DAYS * G_TIME_SPAN_DAY;
  status->records = salve_ctl_open_records (since, error);
  if (status->records == NULL)
    return NULL;

  status->aftercare = salve_aftercare_new (status->records, status->clock);
  for (guint i = 0; i < g_list_model_get_n_items (status->records); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (status->records, i);

      if (salve_record_get_session (record) == NULL)
        status->n_unreadable++;
    }
  status->draft = salve_ctl_load_draft (&status->draft_error);
  status->notifier = salve_ctl_find_notifier ();

  return g_steal_pointer (&status);
}

/* JSON */

static JsonObject *
make_countdown (SalveCountdown *countdown,
                gint64          now)
{
  JsonObject *object = json_object_new ();
  gint64 until = salve_countdown_get_until (countdown);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (until / G_USEC_PER_SEC);

  json_object_set_string_member (object, "restriction", salve_countdown_get_restriction (countdown));
  json_object_set_member (object, "areas", salve_ctl_strings_node (salve_countdown_get_areas (countdown)));
  json_object_set_member (object, "until", salve_ctl_time_node (time));
  json_object_set_int_member (object, "remaining_seconds",
                              (until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  return object;
}

static const char *
find_step (SalveSession *draft)
{
  GPtrArray *steps = salve_session_get_steps (draft);
  SalveSessionStep *last;

  if (steps == NULL || steps->len == 0)
    return NULL;
  last = g_ptr_array_index (steps, steps->len - 1);

  return last->id;
}

static JsonNode *
make_draft (Status *status)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object;

  if (status->draft == NULL && status->draft_error == NULL)
    return json_node_init_null (node);

  object = json_object_new ();
  if (status->draft == NULL)
    json_object_set_string_member (object, "error", status->draft_error->message);
  else
    {
      json_object_set_string_member (object, "id", salve_session_get_id (status->draft));
      json_object_set_member (object, "started", salve_ctl_time_node (salve_session_get_started (status->draft)));
      json_object_set_string_member (object, "step", find_step (status->draft));
      json_object_set_member (object, "areas", salve_ctl_strings_node (salve_session_get_areas (status->draft)));
    }
  json_node_take_object (node, object);

  return node;
}

static void
print_json (Status *status)
{
  g_autoptr (JsonObject) root = json_object_new ();
  GListModel *running = G_LIST_MODEL (status->aftercare);
  JsonArray *restrictions = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (running); i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (running, i);

      json_array_add_object_element (restrictions,
                                     make_countdown (countdown, salve_clock_get_time (status->clock)));
    }
  json_object_set_array_member (root, "restrictions", restrictions);
  json_object_set_member (root, "draft", make_draft (status));
  if (status->notifier == SALVE_CTL_NOTIFIER_UNKNOWN)
    json_object_set_null_member (root, "notifier_running");
  else
    json_object_set_boolean_member (root, "notifier_running", status->notifier == SALVE_CTL_NOTIFIER_RUNNING);
  json_object_set_int_member (root, "unreadable", status->n_unreadable);
  salve_ctl_print_json (root);
}

/* Text */

static void
print_restrictions (Status *status)
{
  GListModel *running = G_LIST_MODEL (status->aftercare);
  gint64 now = salve_clock_get_time (status->clock);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < g_list_model_get_n_items (running); i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (running, i);
      gint64 until = salve_countdown_get_until (countdown);
      g_autofree char *areas = salve_format_areas (salve_countdown_get_areas (countdown));
      g_autofree char *end = salve_format_until (until, now);
      g_autofree char *left = salve_format_duration (until - now);

      salve_ctl_add_row (rows, salve_protocol_get_title (salve_countdown_get_restriction (countdown)),
                         left, end, areas, NULL);
    }
  if (rows->len == 0)
    g_print ("%s\n", _("Nothing is restricted."));
  else
    salve_ctl_print_rows (rows);
}

static char *
describe_draft (Status *status)
{
  g_autoptr (GDateTime) now = salve_clock_now (status->clock);
  g_autofree char *day = NULL;
  const char *id;
  int step;

  if (status->draft_error != NULL)
    /* Translators: %s is the reason. */
    return g_strdup_printf (_("The session under way cannot be read: %s"), status->draft_error->message);
  if (status->draft == NULL)
    return g_strdup (_("No session is under way."));

  day = salve_format_day (salve_session_get_started (status->draft), now);
  id = find_step (status->draft);
  step = id != NULL ? salve_step_find (id) : -1;
  if (step < 0)
    /* Translators: %s is "today at 18:30". */
    return g_strdup_printf (_("A session is under way, begun %s."), day);

  /* Translators: "today at 18:30", then the name of a step. */
  return g_strdup_printf (_("A session is under way, begun %s, at the step “%s”."), day,
                          salve_step_get_title ((SalveStep) step));
}

static const char *
describe_notifier (SalveCtlNotifier notifier)
{
  switch (notifier)
    {
    case SALVE_CTL_NOTIFIER_RUNNING:
      return _("The notifier is running.");
    case SALVE_CTL_NOTIFIER_ABSENT:
      return _("The notifier is not running.");
    case SALVE_CTL_NOTIFIER_UNKNOWN:
    default:
      return _("Whether the notifier runs is not known: there is no session bus.");
    }
}

static void
print_text (Status *status)
{
  g_autofree char *draft = describe_draft (status);
  g_autofree char *clean = salve_ctl_clean (draft);

  print_restrictions (status);
  g_print ("%s\n%s\n", clean, describe_notifier (status->notifier));
}

SalveCtlStatus
salve_ctl_status (const SalveCtlOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Status) status = load_status (&error);

  if (status == NULL)
    {
      salve_ctl_complain (error->message);
      return SALVE_CTL_DATA;
    }
  if (options->json)
    print_json (status);
  else
    print_text (status);
  if (status->n_unreadable > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u file cannot be read, so a wait may be missing. “salvectl verify” names it.",
                                   "%u files cannot be read, so a wait may be missing. “salvectl verify” names them.",
                                   status->n_unreadable),
                         status->n_unreadable);

      salve_ctl_complain (text);
    }

  return status->n_unreadable > 0 || status->draft_error != NULL ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
