/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session-entry.h"

/**
 * salve_session_step_free:
 * @step: (nullable) (transfer full): an entry
 */
void
salve_session_step_free (SalveSessionStep *step)
{
  if (step == NULL)
    return;
  g_free (step->id);
  g_clear_pointer (&step->entered, g_date_time_unref);
  g_clear_pointer (&step->done, g_date_time_unref);
  g_clear_pointer (&step->source, json_object_unref);
  g_free (step);
}

/**
 * salve_session_pass_free:
 * @pass: (nullable) (transfer full): an entry
 */
void
salve_session_pass_free (SalveSessionPass *pass)
{
  if (pass == NULL)
    return;
  g_free (pass->area);
  g_free (pass->direction);
  g_clear_pointer (&pass->source, json_object_unref);
  g_free (pass);
}

/**
 * salve_session_limit_free:
 * @limit: (nullable) (transfer full): an entry
 */
void
salve_session_limit_free (SalveSessionLimit *limit)
{
  if (limit == NULL)
    return;
  g_free (limit->restriction);
  g_clear_pointer (&limit->until, g_date_time_unref);
  g_strfreev (limit->areas);
  g_clear_pointer (&limit->source, json_object_unref);
  g_free (limit);
}

/**
 * salve_session_check_free:
 * @check: (nullable) (transfer full): an entry
 */
void
salve_session_check_free (SalveSessionCheck *check)
{
  if (check == NULL)
    return;
  g_clear_pointer (&check->at, g_date_time_unref);
  g_clear_pointer (&check->source, json_object_unref);
  g_free (check);
}

/**
 * salve_session_event_free:
 * @event: (nullable) (transfer full): an entry
 */
void
salve_session_event_free (SalveSessionEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->kind);
  g_clear_pointer (&event->at, g_date_time_unref);
  g_strfreev (event->signs);
  g_free (event->urgency);
  g_free (event->note);
  g_clear_pointer (&event->source, json_object_unref);
  g_free (event);
}

/**
 * salve_session_check_in_free:
 * @check_in: (nullable) (transfer full): an entry
 */
void
salve_session_check_in_free (SalveSessionCheckIn *check_in)
{
  if (check_in == NULL)
    return;
  g_clear_pointer (&check_in->at, g_date_time_unref);
  g_free (check_in->looks);
  g_clear_pointer (&check_in->source, json_object_unref);
  g_free (check_in);
}
