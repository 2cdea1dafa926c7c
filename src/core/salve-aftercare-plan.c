/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-plan.h"

#include "salve-protocol.h"
#include "salve-screening.h"

/* Reasons to stop that tell that the needles went too deep. */
static gboolean
went_too_deep (SalveSession *session)
{
  static const char * const reasons[] = { "blood", "pain", "dizzy", NULL };
  const char *because = salve_session_get_stopped_because (session);

  return because != NULL && g_strv_contains (reasons, because);
}

static const SalveBand *
find_band (SalveSession *session)
{
  const SalveBand *band = salve_protocol_get_band (salve_session_get_needle_mm (session));

  return went_too_deep (session) ? salve_protocol_get_longer_band (band) : band;
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
 * salve_aftercare_plan:
 * @session: a session with its needle length, the answers to its screening and, if it was stopped, why
 * @end: the end of needling, from which the hours count
 *
 * Replaces the session's aftercare by what the protocol plans. The ends are
 * stored as instants, so that a later table changes nothing of what was told.
 * A session that ended with blood, sharp pain or dizziness has the values of
 * the next longer needles; skin that turns dark easily waits longer.
 */
void
salve_aftercare_plan (SalveSession *session,
                      GDateTime    *end)
{
  const SalveBand *band;
  gboolean care;

  g_return_if_fail (SALVE_IS_SESSION (session));
  g_return_if_fail (end != NULL);

  band = find_band (session);
  care = salve_screening_needs_care (salve_session_get_answers (session));
  g_ptr_array_set_size (salve_session_get_aftercare (session), 0);
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if (band->hours[i] > 0)
      add_limit (session, i, end, salve_protocol_get_hours (band, i, care));
}
