/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-plan.h"

#include "salve-screening.h"
#include "salve-step-log.h"

/* Reasons to stop that tell that the needles went too deep. */
static gboolean
went_too_deep (SalveSession *session)
{
  static const char * const reasons[] = { "blood", "pain", "dizzy", NULL };
  const char *because = salve_session_get_stopped_because (session);

  return because != NULL && g_strv_contains (reasons, because);
}

static void
add_limit (SalveSession     *session,
           SalveRestriction  restriction,
           GDateTime        *end,
           guint             hours)
{
  SalveSessionLimit *limit = g_new0 (SalveSessionLimit, 1);

  limit->restriction = g_strdup (salve_protocol_get_restriction (restriction)->id);
  limit->until = g_date_time_add_hours (end, (int) hours);
  g_ptr_array_add (salve_session_get_aftercare (session), limit);
}

/**
 * salve_aftercare_plan_get_band:
 * @session: a session with its needle length and, if it was stopped, why
 *
 * Returns: (transfer none): what holds for its needles; of the next longer ones if the session ended with
 *   blood, sharp pain or dizziness
 */
const SalveBand *
salve_aftercare_plan_get_band (SalveSession *session)
{
  const SalveBand *band;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  band = salve_protocol_get_band (salve_session_get_needle_mm (session));
  return went_too_deep (session) ? salve_protocol_get_longer_band (band) : band;
}

/**
 * salve_aftercare_plan_get_end:
 * @session: a finished session
 *
 * Returns: (transfer none): the end of needling, from which hours count
 */
GDateTime *
salve_aftercare_plan_get_end (SalveSession *session)
{
  GDateTime *started;
  SalveSessionStep *aftercare;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  started = salve_session_get_started (session);
  aftercare = salve_step_log_find (session, SALVE_STEP_AFTERCARE);
  if (aftercare == NULL || aftercare->entered == NULL)
    return salve_session_get_ended (session);

  return g_date_time_compare (aftercare->entered, started) < 0 ? started : aftercare->entered;
}

/**
 * salve_aftercare_plan_get_hours:
 * @session: a session with its needle length, the answers to its screening and, if it was stopped, why
 * @restriction: what is restricted
 *
 * A session that ended with blood, sharp pain or dizziness has the values of
 * the next longer needles; skin that turns dark easily waits longer.
 *
 * Returns: for how long it is restricted by the protocol, in hours from the end of needling; 0 for not at all
 */
guint
salve_aftercare_plan_get_hours (SalveSession     *session,
                                SalveRestriction  restriction)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), 0);

  return salve_protocol_get_hours (salve_aftercare_plan_get_band (session), restriction,
                                   salve_screening_needs_care (salve_session_get_answers (session)));
}

/**
 * salve_aftercare_plan_with:
 * @session: a session
 * @end: the end of needling, from which the hours count
 * @clinic_hours: (nullable) (array fixed-size=9): by #SalveRestriction, what the clinic said, in hours from @end; 0
 *   where it said nothing
 *
 * Replaces the session's aftercare. For each restriction the longer of the
 * protocol and the clinic counts, so that a word that was misheard never ends
 * one early. The ends are stored as instants: a later table changes nothing of
 * what was told.
 */
void
salve_aftercare_plan_with (SalveSession *session,
                           GDateTime    *end,
                           const guint  *clinic_hours)
{
  g_return_if_fail (SALVE_IS_SESSION (session));
  g_return_if_fail (end != NULL);

  g_ptr_array_set_size (salve_session_get_aftercare (session), 0);
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      guint table = salve_aftercare_plan_get_hours (session, i);
      guint hours = MAX (table, clinic_hours != NULL ? clinic_hours[i] : 0);

      if (hours > 0)
        add_limit (session, i, end, hours);
    }
}

/**
 * salve_aftercare_plan:
 * @session: a session
 * @end: the end of needling, from which the hours count
 *
 * Replaces the session's aftercare by what the protocol plans:
 * salve_aftercare_plan_with() where no clinic said anything.
 */
void
salve_aftercare_plan (SalveSession *session,
                      GDateTime    *end)
{
  salve_aftercare_plan_with (session, end, NULL);
}
