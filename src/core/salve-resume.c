/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-resume.h"

#include "salve-gate.h"
#include "salve-protocol.h"
#include "salve-step-log.h"

/**
 * salve_resume_is_stale:
 * @draft: a session that was under way
 * @now: the present
 *
 * Returns: whether nothing was done for more than %SALVE_PROTOCOL_RESUME_HOURS
 */
gboolean
salve_resume_is_stale (SalveSession *draft,
                       GDateTime    *now)
{
  GTimeSpan rest;

  g_return_val_if_fail (SALVE_IS_SESSION (draft), FALSE);
  g_return_val_if_fail (now != NULL, FALSE);

  if (salve_session_get_steps (draft)->len == 0)
    return FALSE;
  rest = g_date_time_difference (now, salve_step_log_latest (draft));

  return ABS (rest) > SALVE_PROTOCOL_RESUME_HOURS * G_TIME_SPAN_HOUR;
}

/**
 * salve_resume_decide:
 * @draft: a session that was under way
 * @now: the present
 *
 * Returns: how to take it up. While numbing cream is on, taking it off comes
 *   first, however old the draft is.
 */
SalveResume
salve_resume_decide (SalveSession *draft,
                     GDateTime    *now)
{
  gboolean stale = salve_resume_is_stale (draft, now);
  gboolean stopped;

  g_return_val_if_fail (SALVE_IS_SESSION (draft), SALVE_RESUME_START_OVER);

  stopped = salve_session_get_outcome (draft) == SALVE_OUTCOME_STOPPED;
  if (salve_gate_needled (draft))
    return stopped || (stale && salve_step_log_find (draft, SALVE_STEP_AFTERCARE) == NULL)
             ? SALVE_RESUME_AFTERCARE : SALVE_RESUME_CONTINUE;
  if (stale && !salve_gate_cream_is_on (draft))
    return SALVE_RESUME_START_OVER;

  return stopped ? SALVE_RESUME_STOPPED : SALVE_RESUME_CONTINUE;
}

/**
 * salve_resume_needled_by:
 * @draft: a session in which needling had begun
 * @now: the present
 *
 * Passes have no time of their own. Needling was over by now, and at the
 * latest when the draft became too old to go on with.
 *
 * Returns: (transfer full): the end of needling to count from
 */
GDateTime *
salve_resume_needled_by (SalveSession *draft,
                         GDateTime    *now)
{
  g_autoptr (GDateTime) latest = NULL;

  g_return_val_if_fail (SALVE_IS_SESSION (draft), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  latest = g_date_time_add_hours (salve_step_log_latest (draft), SALVE_PROTOCOL_RESUME_HOURS);

  return g_date_time_ref (g_date_time_compare (now, latest) < 0 ? now : latest);
}
