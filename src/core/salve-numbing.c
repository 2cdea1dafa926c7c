/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing.h"

#include "salve-format.h"
#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* The limits, in minutes: S62 to S67 and S70. */
static const struct
{
  gint64       below;
  SalveNumbing phase;
} phases[] = {
  { SALVE_PROTOCOL_NUMBING_MIN_MINUTES, SALVE_NUMBING_EARLY },
  { SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, SALVE_NUMBING_WORKING },
  { SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, SALVE_NUMBING_TARGET },
  { SALVE_PROTOCOL_NUMBING_MAX_MINUTES, SALVE_NUMBING_ALARM },
};

/* Whole minutes gone; none if the clock was set back before @since. */
static int
minutes_since (GDateTime *since,
               GDateTime *now)
{
  GTimeSpan gone = g_date_time_difference (now, since);

  return (int) CLAMP (gone / G_TIME_SPAN_MINUTE, 0, G_MAXINT);
}

static SalveNumbing
phase_on (int minutes)
{
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      if (minutes < phases[i].below)
        return phases[i].phase;
    }

  return SALVE_NUMBING_OVERDUE;
}

/* The local time of day at which the cream has been on for so long. */
static char *
clock_after (GDateTime *applied,
             int        minutes)
{
  g_autoptr (GDateTime) then = g_date_time_add_minutes (applied, minutes);

  return salve_format_clock (then);
}

static char *
describe_early (GDateTime *applied,
                int        minutes)
{
  g_autofree char *until = clock_after (applied, SALVE_PROTOCOL_NUMBING_MIN_MINUTES);

  /* Translators: %d are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Numbing cream on for %d min. Leave it until %s."), minutes, until);
}

static char *
describe_working (GDateTime *applied,
                  int        minutes)
{
  g_autofree char *until = clock_after (applied, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES);

  /* Translators: %d are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Numbing cream on for %d min. Take it off by %s."), minutes, until);
}

static char *
describe_alarm (GDateTime *applied,
                int        minutes)
{
  g_autofree char *until = clock_after (applied, SALVE_PROTOCOL_NUMBING_MAX_MINUTES);

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
 * @applied: (nullable): when the cream was put on
 * @removed: (nullable): when it was washed off
 * @now: the time to ask for
 *
 * Tells where a numbing cream stands. Each phase begins at the very instant of its limit.
 *
 * Returns: the phase, %SALVE_NUMBING_NONE without @applied
 */
SalveNumbing
salve_numbing_at (GDateTime *applied,
                  GDateTime *removed,
                  GDateTime *now)
{
  g_return_val_if_fail (now != NULL, SALVE_NUMBING_NONE);

  if (applied == NULL)
    return SALVE_NUMBING_NONE;

  if (removed == NULL)
    return phase_on (minutes_since (applied, now));

  if (minutes_since (removed, now) < SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES)
    return SALVE_NUMBING_OFF;

  return SALVE_NUMBING_FADED;
}

/**
 * salve_numbing_next_change:
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
salve_numbing_next_change (GDateTime *applied,
                           GDateTime *removed,
                           GDateTime *now)
{
  SalveNumbing phase;
  GDateTime *since;

  g_return_val_if_fail (now != NULL, NULL);

  phase = salve_numbing_at (applied, removed, now);
  if (phase == SALVE_NUMBING_NONE || phase == SALVE_NUMBING_FADED)
    return NULL;

  since = removed != NULL ? removed : applied;
  return g_date_time_add_minutes (since, minutes_since (since, now) + 1);
}

/**
 * salve_numbing_describe:
 * @applied: (nullable): when the cream was put on
 * @removed: (nullable): when it was washed off
 * @now: the time to ask for
 *
 * Says in a sentence or two where a numbing cream stands and what to do, with local times.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL if there is no cream
 */
char *
salve_numbing_describe (GDateTime *applied,
                        GDateTime *removed,
                        GDateTime *now)
{
  int minutes;

  g_return_val_if_fail (now != NULL, NULL);

  if (applied == NULL)
    return NULL;

  minutes = minutes_since (removed != NULL ? removed : applied, now);

  switch (salve_numbing_at (applied, removed, now))
    {
    case SALVE_NUMBING_EARLY:
      return describe_early (applied, minutes);
    case SALVE_NUMBING_WORKING:
      return describe_working (applied, minutes);
    case SALVE_NUMBING_TARGET:
      return g_strdup_printf (_("Numbing cream on for %d min. It is time to take it off."), minutes);
    case SALVE_NUMBING_ALARM:
      return describe_alarm (applied, minutes);
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
