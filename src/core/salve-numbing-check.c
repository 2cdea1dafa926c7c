/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-numbing-check.h"

#include "salve-protocol.h"

static const guint checks[] = {
  SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES,
  SALVE_PROTOCOL_NUMBING_CHECK_2_MINUTES,
};

static GTimeSpan
from_minutes (guint minutes)
{
  return minutes * G_TIME_SPAN_MINUTE;
}

/* The last of the questions that have come up, in minutes; 0 before the first. */
static guint
find_last (GTimeSpan gone)
{
  guint last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (gone >= from_minutes (checks[i]))
        last = checks[i];
    }

  return last;
}

/* The first moment after `gone`, from the application on, at which an answer could differ. */
static GTimeSpan
find_next (GTimeSpan gone,
           guint     answered)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      GTimeSpan presses = from_minutes (checks[i] + SALVE_PROTOCOL_NUMBING_ANSWER_MINUTES);

      if (checks[i] <= answered)
        continue;
      if (gone < from_minutes (checks[i]))
        return from_minutes (checks[i]);
      if (gone < presses && checks[i] == find_last (gone))
        return presses;
    }

  return answered < checks[G_N_ELEMENTS (checks) - 1] ? SALVE_PROTOCOL_NUMBING_WATCH_HOURS * G_TIME_SPAN_HOUR : gone;
}

/**
 * salve_numbing_check_get_answered:
 * @session: a session
 *
 * Returns: the minutes of the last question to which the person said that they feel well, 0 for none
 */
guint
salve_numbing_check_get_answered (SalveSession *session)
{
  GPtrArray *answers;
  guint answered = 0;

  g_return_val_if_fail (SALVE_IS_SESSION (session), 0);

  answers = salve_session_get_checks (session);
  for (guint i = 0; i < answers->len; i++)
    answered = MAX (answered, ((SalveSessionCheck *) g_ptr_array_index (answers, i))->minutes);

  return answered;
}

/**
 * salve_numbing_check_due:
 * @applied: (nullable): when numbing cream was put on
 * @answered: the minutes of the last question that was answered, 0 for none
 * @now: the time to ask for
 * @overdue: (out) (optional): whether it has waited so long that it presses
 *
 * Tells which question about how the person feels is open: one comes up
 * %SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES and one %SALVE_PROTOCOL_NUMBING_CHECK_2_MINUTES after the
 * cream went on, taken off or not, for that is when signs of too much of it show (S73). It stays
 * open until it is answered or the time to watch is over (S71, S72).
 *
 * Returns: its minutes, or 0 if none is open
 */
guint
salve_numbing_check_due (GDateTime *applied,
                         guint      answered,
                         GDateTime *now,
                         gboolean  *overdue)
{
  GTimeSpan gone;
  guint last;

  g_return_val_if_fail (now != NULL, 0);

  if (overdue != NULL)
    *overdue = FALSE;
  if (applied == NULL)
    return 0;

  gone = g_date_time_difference (now, applied);
  last = find_last (gone);
  if (last <= answered || gone >= SALVE_PROTOCOL_NUMBING_WATCH_HOURS * G_TIME_SPAN_HOUR)
    return 0;
  if (overdue != NULL)
    *overdue = gone >= from_minutes (last + SALVE_PROTOCOL_NUMBING_ANSWER_MINUTES);

  return last;
}

/**
 * salve_numbing_check_next_change:
 * @applied: (nullable): when numbing cream was put on
 * @answered: the minutes of the last question that was answered, 0 for none
 * @now: the time to ask for
 *
 * Gets the next instant at which salve_numbing_check_due() answers differently, so that a caller
 * can sleep until then.
 *
 * Returns: (transfer full) (nullable): the instant, or %NULL if nothing changes any more
 */
GDateTime *
salve_numbing_check_next_change (GDateTime *applied,
                                 guint      answered,
                                 GDateTime *now)
{
  GTimeSpan gone;
  GTimeSpan next;

  g_return_val_if_fail (now != NULL, NULL);

  if (applied == NULL)
    return NULL;

  gone = g_date_time_difference (now, applied);
  next = find_next (gone, answered);

  return next > gone ? g_date_time_add (applied, next) : NULL;
}

/**
 * salve_numbing_check_watch_until:
 * @applied: when numbing cream was put on
 *
 * Gets until when to watch for late signs: S71, S72.
 *
 * Returns: (transfer full): %SALVE_PROTOCOL_NUMBING_WATCH_HOURS after it went on
 */
GDateTime *
salve_numbing_check_watch_until (GDateTime *applied)
{
  g_return_val_if_fail (applied != NULL, NULL);

  return g_date_time_add_hours (applied, SALVE_PROTOCOL_NUMBING_WATCH_HOURS);
}
