/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-pass-plan.h"

/**
 * salve_pass_plan_find:
 * @session: a session
 * @area: an area's id
 * @direction: a direction's id
 *
 * Returns: (transfer none) (nullable): what was counted there
 */
SalveSessionPass *
salve_pass_plan_find (SalveSession *session,
                      const char   *area,
                      const char   *direction)
{
  GPtrArray *passes;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  passes = salve_session_get_passes (session);
  for (guint i = 0; i < passes->len; i++)
    {
      SalveSessionPass *pass = g_ptr_array_index (passes, i);

      if (g_strcmp0 (pass->area, area) == 0 && g_strcmp0 (pass->direction, direction) == 0)
        return pass;
    }

  return NULL;
}

/**
 * salve_pass_plan_ensure:
 * @session: a session
 * @area: an area's id
 * @direction: a direction's id
 *
 * Returns: (transfer none): what was counted there, a new entry if nothing was
 */
SalveSessionPass *
salve_pass_plan_ensure (SalveSession *session,
                        const char   *area,
                        const char   *direction)
{
  SalveSessionPass *pass = salve_pass_plan_find (session, area, direction);

  if (pass == NULL)
    {
      pass = g_new0 (SalveSessionPass, 1);
      pass->area = g_strdup (area);
      pass->direction = g_strdup (direction);
      g_ptr_array_add (salve_session_get_passes (session), pass);
    }

  return pass;
}

/**
 * salve_pass_plan_next:
 * @session: a session
 * @band: what the protocol plans for its needle length
 * @next: (out caller-allocates) (optional): where to treat now, and what was
 *   counted there; its words belong to the session and the protocol
 *
 * Returns: whether there is anything left to treat
 */
gboolean
salve_pass_plan_next (SalveSession     *session,
                      const SalveBand  *band,
                      SalveSessionPass *next)
{
  const char * const *areas;
  const char * const *directions = salve_protocol_get_directions ();

  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (band != NULL, FALSE);

  areas = salve_session_get_areas (session);
  for (guint a = 0; areas != NULL && areas[a] != NULL; a++)
    for (guint d = 0; d < band->directions; d++)
      {
        SalveSessionPass *pass = salve_pass_plan_find (session, areas[a], directions[d]);

        if (pass != NULL && (pass->count >= band->passes || pass->enough))
          continue;
        if (next != NULL)
          *next = (SalveSessionPass) {
            .area = (char *) areas[a],
            .direction = (char *) directions[d],
            .count = pass != NULL ? pass->count : 0,
          };
        return TRUE;
      }

  return FALSE;
}

/**
 * salve_pass_plan_get_seconds:
 * @session: a session
 * @area: (nullable): an area's id, or %NULL for all
 *
 * Returns: how many seconds the counted passes took there
 */
guint
salve_pass_plan_get_seconds (SalveSession *session,
                             const char   *area)
{
  GPtrArray *passes;
  guint seconds = 0;

  g_return_val_if_fail (SALVE_IS_SESSION (session), 0);

  passes = salve_session_get_passes (session);
  for (guint i = 0; i < passes->len; i++)
    {
      SalveSessionPass *pass = g_ptr_array_index (passes, i);

      /* A draft may claim anything; a day is more than any session takes. */
      if (area == NULL || g_strcmp0 (pass->area, area) == 0)
        seconds = MIN (seconds + MIN (pass->seconds, 24 * 60 * 60), 24 * 60 * 60);
    }

  return seconds;
}

/**
 * salve_pass_plan_uncount:
 * @session: a session
 *
 * Takes back what was counted, or ended early, last.
 */
void
salve_pass_plan_uncount (SalveSession *session)
{
  GPtrArray *passes;

  g_return_if_fail (SALVE_IS_SESSION (session));

  passes = salve_session_get_passes (session);
  for (guint i = passes->len; i > 0; i--)
    {
      SalveSessionPass *pass = g_ptr_array_index (passes, i - 1);

      if (pass->count == 0 && !pass->enough)
        continue;
      if (pass->enough)
        pass->enough = FALSE;
      else
        pass->count--;
      return;
    }
}

/**
 * salve_pass_plan_tidy:
 * @session: a session
 *
 * Drops the passes of which none was done.
 */
void
salve_pass_plan_tidy (SalveSession *session)
{
  GPtrArray *passes;

  g_return_if_fail (SALVE_IS_SESSION (session));

  passes = salve_session_get_passes (session);
  for (guint i = passes->len; i > 0; i--)
    if (((SalveSessionPass *) g_ptr_array_index (passes, i - 1))->count == 0)
      g_ptr_array_remove_index (passes, i - 1);
}
