/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing.h"

#include "salve-format.h"

#include <glib/gi18n-lib.h>

/* Whole minutes gone; none if the clock was set back before @since. */
static int
minutes_since (GDateTime *since,
               GDateTime *now)
{
  GTimeSpan gone = g_date_time_difference (now, since);

  return (int) CLAMP (gone / G_TIME_SPAN_MINUTE, 0, G_MAXINT);
}

static SalveNumbing
phase_on (const SalveNumbingLimits *limits,
          guint                     minutes)
{
  if (minutes < limits->min)
    return SALVE_NUMBING_EARLY;
  if (minutes < limits->target)
    return SALVE_NUMBING_WORKING;
  if (minutes < limits->alarm)
    return SALVE_NUMBING_TARGET;

  return minutes < limits->max ? SALVE_NUMBING_ALARM : SALVE_NUMBING_OVERDUE;
}

/* The local time of day at which the cream has been on for so long. */
static char *
clock_after (GDateTime *applied,
             guint      minutes)
{
  g_autoptr (GDateTime) then = g_date_time_add_minutes (applied, (int) minutes);

  return salve_format_clock (then);
}

static char *
describe_early (const SalveNumbingLimits *limits,
                GDateTime                *applied,
                int                       minutes)
{
  g_autofree char *until = clock_after (applied, limits->min);

  /* Translators: %d are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Numbing cream on for %d min. Leave it until %s."), minutes, until);
}

static char *
describe_working (const SalveNumbingLimits *limits,
                  GDateTime                *applied,
                  int                       minutes)
{
  g_autofree char *until = clock_after (applied, limits->target);

  /* Translators: %d are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Numbing cream on for %d min. Take it off by %s."), minutes, until);
}

static char *
describe_alarm (const SalveNumbingLimits *limits,
                GDateTime                *applied,
                int                       minutes)
{
  g_autofree char *until = clock_after (applied, limits->max);

  /* Translators: %d are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Numbing cream on for %d min. Take it off now, by %s at the latest."), minutes, until);
}

static char *
describe_off (int minutes)
{
  return g_strdup_printf (_("Numbing cream washed off %d min ago. Begin within %d min."),
                          minutes,
                          SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES - minutes);
}

/**
 * salve_numbing_at:
 * @limits: for how long it may be on
 * @applied: (nullable): when the cream was put on
 * @removed: (nullable): when it was washed off
 * @now: the time to ask for
 *
 * Tells where a numbing cream stands. Each phase begins at the very instant of its limit.
 *
 * Returns: the phase, %SALVE_NUMBING_NONE without @applied
 */
SalveNumbing
salve_numbing_at (const SalveNumbingLimits *limits,
                  GDateTime                *applied,
                  GDateTime                *removed,
                  GDateTime                *now)
{
  g_return_val_if_fail (limits != NULL && now != NULL, SALVE_NUMBING_NONE);

  if (applied == NULL)
    return SALVE_NUMBING_NONE;

  if (removed == NULL)
    return phase_on (limits, (guint) minutes_since (applied, now));

  if (minutes_since (removed, now) < SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES)
    return SALVE_NUMBING_OFF;

  return SALVE_NUMBING_FADED;
}

/**
 * salve_numbing_next_change:
 * @limits: for how long it may be on
 * @applied: (nullable): when the cream was put on
 * @removed: (nullable): when it was washed off
 * @now: the time to ask for
 *
 * Gets the next instant at which the phase or the words of salve_numbing_describe() change, so
 * that a caller can sleep until then.
 *
 * Returns: (transfer full) (nullable): the instant, or %NULL if nothing changes any more
 */
GDateTime *
salve_numbing_next_change (const SalveNumbingLimits *limits,
                           GDateTime                *applied,
                           GDateTime                *removed,
                           GDateTime                *now)
{
  SalveNumbing phase;
  GDateTime *since;

  g_return_val_if_fail (limits != NULL && now != NULL, NULL);

  phase = salve_numbing_at (limits, applied, removed, now);
  if (phase == SALVE_NUMBING_NONE || phase == SALVE_NUMBING_FADED)
    return NULL;

  since = removed != NULL ? removed : applied;
  return g_date_time_add_minutes (since, minutes_since (since, now) + 1);
}

/**
 * salve_numbing_describe:
 * @limits: for how long it may be on
 * @applied: (nullable): when the cream was put on
 * @removed: (nullable): when it was washed off
 * @now: the time to ask for
 *
 * Says in a sentence or two where a numbing cream stands and what to do, with local times.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL if there is no cream
 */
char *
salve_numbing_describe (const SalveNumbingLimits *limits,
                        GDateTime                *applied,
                        GDateTime                *removed,
                        GDateTime                *now)
{
  int minutes;

  g_return_val_if_fail (limits != NULL && now != NULL, NULL);

  if (applied == NULL)
    return NULL;

  minutes = minutes_since (removed != NULL ? removed : applied, now);

  switch (salve_numbing_at (limits, applied, removed, now))
    {
    case SALVE_NUMBING_EARLY:
      return describe_early (limits, applied, minutes);
    case SALVE_NUMBING_WORKING:
      return describe_working (limits, applied, minutes);
    case SALVE_NUMBING_TARGET:
      return g_strdup_printf (_("Numbing cream on for %d min. It is time to take it off."), minutes);
    case SALVE_NUMBING_ALARM:
      return describe_alarm (limits, applied, minutes);
    case SALVE_NUMBING_OVERDUE:
      return g_strdup_printf (_("Take the numbing cream off now. It has been on for %d min, which is too long."), minutes);
    case SALVE_NUMBING_OFF:
      return describe_off (minutes);
    case SALVE_NUMBING_FADED:
      return g_strdup_printf (_("Numbing cream washed off more than %d min ago. It may be wearing off: do not begin now."),
                              SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES);
    case SALVE_NUMBING_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}
