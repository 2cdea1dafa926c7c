/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-steady.h"

#include "salve-protocol.h"

/* Times are kept in whole seconds, and two programs look at them. */
#define SLACK (2 * G_TIME_SPAN_SECOND)

/* Nobody leaves a numbing cream on for so long: the clock was set forward. */
#define ABSURD (SALVE_PROTOCOL_NUMBING_DAY_HOURS * G_TIME_SPAN_HOUR)

static gboolean
set_instant (SalveSession *session,
             const char   *property,
             gint64        instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);

  g_object_set (session, property, time, NULL);

  return TRUE;
}

/* The longer of the two counts, for the clock of the start stands still in a virtual computer that is
 * paused. Where only the clock is there, and it is before the cream went on, nobody knows how long it has
 * been on: too long. */
static gboolean
settle_cream (SalveSession *session,
              SalveClock   *clock)
{
  gint64 now = salve_clock_get_time (clock);
  gint64 applied = salve_clock_instant (salve_session_get_numbing_applied (session));
  gint64 gone = salve_clock_get_gone (clock, salve_session_get_numbing_stamp (session));
  guint longest = salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session))->max;

  if (gone < 0)
    return applied > now + SLACK
           && set_instant (session, "numbing-applied", now - longest * G_TIME_SPAN_MINUTE);
  if (now - gone < applied - SLACK || (now - applied > ABSURD && gone < ABSURD))
    return set_instant (session, "numbing-applied", now - gone);

  return FALSE;
}

/* Here the shorter one counts. What has been in for long enough stays as it is. */
static gboolean
settle_soak (SalveSession *session,
             SalveClock   *clock,
             const char   *property,
             GDateTime    *started,
             const char   *stamp)
{
  gint64 now = salve_clock_get_time (clock);
  gint64 gone = salve_clock_get_gone (clock, stamp);

  if (started == NULL || gone < 0 || gone >= SALVE_PROTOCOL_SOAK_MINUTES * G_TIME_SPAN_MINUTE
      || ABS (now - gone - salve_clock_instant (started)) <= SLACK)
    return FALSE;

  return set_instant (session, property, now - gone);
}

/**
 * salve_steady_settle:
 * @session: a session under way, or one that is over with a timer that runs
 * @clock: the clock to go by
 *
 * Compares the times at which the session's timers began with the clock that is never set, and where the
 * wall clock was set meanwhile, tells them in its present time: so all that is derived from them, in words
 * and alarms, is right again. Of two values the one counts that asks for more caution: cream has been on
 * for the longer time, a device in the alcohol for the shorter one.
 *
 * Returns: whether a time was changed
 */
gboolean
salve_steady_settle (SalveSession *session,
                     SalveClock   *clock)
{
  gboolean changed = FALSE;

  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), FALSE);

  if (salve_session_get_numbing_applied (session) != NULL && salve_session_get_numbing_removed (session) == NULL)
    changed = settle_cream (session, clock);
  changed |= settle_soak (session, clock, "soak-before",
                          salve_session_get_soak_before (session), salve_session_get_soak_before_stamp (session));
  changed |= settle_soak (session, clock, "soak-after",
                          salve_session_get_soak_after (session), salve_session_get_soak_after_stamp (session));

  return changed;
}
