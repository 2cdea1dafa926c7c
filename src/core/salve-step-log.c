/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-step-log.h"

static gboolean
find_index (SalveSession *session,
            SalveStep     step,
            guint        *index)
{
  GPtrArray *steps = salve_session_get_steps (session);

  for (*index = 0; *index < steps->len; (*index)++)
    {
      SalveSessionStep *entry = g_ptr_array_index (steps, *index);

      if (g_strcmp0 (entry->id, salve_step_get_id (step)) == 0)
        return TRUE;
    }

  return FALSE;
}

static GDateTime *
later (GDateTime *one,
       GDateTime *two)
{
  if (one == NULL || two == NULL)
    return one != NULL ? one : two;

  return g_date_time_compare (one, two) >= 0 ? one : two;
}

/**
 * salve_step_log_find:
 * @session: a session
 * @step: a step
 *
 * Returns: (transfer none) (nullable): its entry, if it was entered
 */
SalveSessionStep *
salve_step_log_find (SalveSession *session,
                     SalveStep     step)
{
  guint index;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  return find_index (session, step, &index) ? g_ptr_array_index (salve_session_get_steps (session), index)
                                            : NULL;
}

/**
 * salve_step_log_is_done:
 * @session: a session
 * @step: a step
 *
 * Returns: whether the step was finished
 */
gboolean
salve_step_log_is_done (SalveSession *session,
                        SalveStep     step)
{
  SalveSessionStep *entry = salve_step_log_find (session, step);

  /* What was done before it was entered was not done. */
  return entry != NULL && entry->entered != NULL && entry->done != NULL
         && g_date_time_compare (entry->done, entry->entered) >= 0;
}

/**
 * salve_step_log_enter:
 * @session: a session
 * @step: a step
 * @now: the present
 *
 * Returns: (transfer none): the step's entry, a new one if it was not entered
 *   before
 */
SalveSessionStep *
salve_step_log_enter (SalveSession *session,
                      SalveStep     step,
                      GDateTime    *now)
{
  SalveSessionStep *entry = salve_step_log_find (session, step);

  if (entry == NULL)
    {
      entry = g_new0 (SalveSessionStep, 1);
      entry->id = g_strdup (salve_step_get_id (step));
      entry->entered = g_date_time_ref (now);
      g_ptr_array_add (salve_session_get_steps (session), entry);
    }
  else if (entry->entered == NULL)
    entry->entered = g_date_time_ref (now);

  return entry;
}

/**
 * salve_step_log_finish:
 * @session: a session
 * @step: a step that was entered
 * @now: the present
 */
void
salve_step_log_finish (SalveSession *session,
                       SalveStep     step,
                       GDateTime    *now)
{
  SalveSessionStep *entry = salve_step_log_find (session, step);

  if (entry == NULL || salve_step_log_is_done (session, step))
    return;
  g_clear_pointer (&entry->done, g_date_time_unref);
  entry->done = g_date_time_ref (later (now, entry->entered));
}

/**
 * salve_step_log_reopen:
 * @session: a session
 * @step: a step
 *
 * The step counts as not finished any more.
 */
void
salve_step_log_reopen (SalveSession *session,
                       SalveStep     step)
{
  SalveSessionStep *entry = salve_step_log_find (session, step);

  if (entry != NULL)
    g_clear_pointer (&entry->done, g_date_time_unref);
}

/**
 * salve_step_log_forget:
 * @session: a session
 * @step: a step
 *
 * The step counts as never entered.
 */
void
salve_step_log_forget (SalveSession *session,
                       SalveStep     step)
{
  guint index;

  g_return_if_fail (SALVE_IS_SESSION (session));

  if (find_index (session, step, &index))
    g_ptr_array_remove_index (salve_session_get_steps (session), index);
}

/**
 * salve_step_log_latest:
 * @session: a session
 *
 * Returns: (transfer none): when the person last did something that has a time
 */
GDateTime *
salve_step_log_latest (SalveSession *session)
{
  GDateTime *latest;
  GPtrArray *steps;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  latest = later (salve_session_get_started (session), salve_session_get_numbing_applied (session));
  latest = later (latest, salve_session_get_numbing_removed (session));
  steps = salve_session_get_steps (session);
  for (guint i = 0; i < steps->len; i++)
    {
      SalveSessionStep *entry = g_ptr_array_index (steps, i);

      latest = later (later (latest, entry->entered), entry->done);
    }

  return latest;
}
