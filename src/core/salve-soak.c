/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-soak.h"

#include "salve-format.h"
#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* Time gone; none if the clock was set back before @started. */
static GTimeSpan
get_gone (GDateTime *started,
          GDateTime *now)
{
  return MAX (g_date_time_difference (now, started), 0);
}

static char *
describe_running (GDateTime *started,
                  GDateTime *now)
{
  g_autoptr (GDateTime) end = salve_soak_get_end (started);
  g_autofree char *until = salve_format_clock (end);
  guint left = salve_soak_get_minutes_left (started, now);

  /* Translators: %u are minutes, %s is a time of day such as 19:05 */
  return g_strdup_printf (_("Device in the alcohol: %u min to go, until %s."), left, until);
}

/**
 * salve_soak_is_needed:
 * @device_kind: (nullable): "roller", "stamp", "pen" or "cartridge", if it is known
 *
 * Tells whether a device of this kind is used again and so must be disinfected. The needles of a
 * pen come sterile and are used once: S82, S94.
 *
 * Returns: whether it must soak before it is used and after
 */
gboolean
salve_soak_is_needed (const char *device_kind)
{
  return g_strcmp0 (device_kind, "pen") != 0 && g_strcmp0 (device_kind, "cartridge") != 0;
}

/**
 * salve_soak_at:
 * @started: (nullable): when the washed device was put into the alcohol
 * @now: the time to ask for
 *
 * Tells whether a device has soaked for %SALVE_PROTOCOL_SOAK_MINUTES: S80, S88, S90 to S92.
 *
 * Returns: where it stands, %SALVE_SOAK_NONE without @started
 */
SalveSoak
salve_soak_at (GDateTime *started,
               GDateTime *now)
{
  g_return_val_if_fail (now != NULL, SALVE_SOAK_NONE);

  if (started == NULL)
    return SALVE_SOAK_NONE;

  return get_gone (started, now) < SALVE_PROTOCOL_SOAK_MINUTES * G_TIME_SPAN_MINUTE ? SALVE_SOAK_RUNNING
                                                                                    : SALVE_SOAK_DONE;
}

/**
 * salve_soak_get_end:
 * @started: when the washed device was put into the alcohol
 *
 * Returns: (transfer full): when it may come out
 */
GDateTime *
salve_soak_get_end (GDateTime *started)
{
  g_return_val_if_fail (started != NULL, NULL);

  return g_date_time_add_minutes (started, SALVE_PROTOCOL_SOAK_MINUTES);
}

/**
 * salve_soak_get_minutes_left:
 * @started: when the washed device was put into the alcohol
 * @now: the time to ask for
 *
 * Returns: how many minutes it still has to stay in, begun ones counted
 */
guint
salve_soak_get_minutes_left (GDateTime *started,
                             GDateTime *now)
{
  g_return_val_if_fail (started != NULL && now != NULL, 0);

  return SALVE_PROTOCOL_SOAK_MINUTES
         - (guint) MIN (get_gone (started, now) / G_TIME_SPAN_MINUTE, SALVE_PROTOCOL_SOAK_MINUTES);
}

/**
 * salve_soak_next_change:
 * @started: (nullable): when the washed device was put into the alcohol
 * @now: the time to ask for
 *
 * Gets the next instant at which the words of salve_soak_describe() change.
 *
 * Returns: (transfer full) (nullable): the instant, or %NULL if nothing changes any more
 */
GDateTime *
salve_soak_next_change (GDateTime *started,
                        GDateTime *now)
{
  g_return_val_if_fail (now != NULL, NULL);

  if (salve_soak_at (started, now) != SALVE_SOAK_RUNNING)
    return NULL;

  return g_date_time_add_minutes (started, (int) (get_gone (started, now) / G_TIME_SPAN_MINUTE) + 1);
}

/**
 * salve_soak_describe:
 * @started: (nullable): when the washed device was put into the alcohol
 * @now: the time to ask for
 *
 * Says in a sentence where a soaking device stands and what to do, with local times.
 *
 * Returns: (transfer full) (nullable): the words, or %NULL if nothing soaks
 */
char *
salve_soak_describe (GDateTime *started,
                     GDateTime *now)
{
  g_return_val_if_fail (now != NULL, NULL);

  switch (salve_soak_at (started, now))
    {
    case SALVE_SOAK_RUNNING:
      return describe_running (started, now);
    case SALVE_SOAK_DONE:
      /* Translators: the roller or stamp that lay in alcohol */
      return g_strdup (_("The device has soaked for long enough: take it out and let it dry in the air."));
    case SALVE_SOAK_NONE:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}
