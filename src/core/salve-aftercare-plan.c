/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-plan.h"

#include "salve-protocol.h"

/**
 * salve_aftercare_plan:
 * @session: a session with its needle length
 * @end: the end of needling, from which the hours count
 *
 * Replaces the session's aftercare by what the protocol plans. The ends are
 * stored as instants, so that a later table changes nothing of what was told.
 */
void
salve_aftercare_plan (SalveSession *session,
                      GDateTime    *end)
{
  const SalveBand *band;
  GPtrArray *aftercare;

  g_return_if_fail (SALVE_IS_SESSION (session));
  g_return_if_fail (end != NULL);

  band = salve_protocol_get_band (salve_session_get_needle_mm (session));
  aftercare = salve_session_get_aftercare (session);
  g_ptr_array_set_size (aftercare, 0);
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if (band->hours[i] > 0)
      {
        SalveSessionLimit *limit = g_new0 (SalveSessionLimit, 1);

        limit->restriction = g_strdup (salve_protocol_get_restriction (i)->id);
        limit->until = g_date_time_add_hours (end, (int) band->hours[i]);
        g_ptr_array_add (aftercare, limit);
      }
}
