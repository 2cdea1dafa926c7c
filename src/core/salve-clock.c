/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-clock.h"

#include <gio/gio.h>

typedef struct
{
  guint           id;
  gint64          instant;
  GSourceOnceFunc func;
  gpointer        data;
} Alarm;

typedef struct
{
  GArray *alarms; /* of Alarm, soonest first */
  guint   last_id;
} SalveClockPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SalveClock, salve_clock, G_TYPE_OBJECT)

enum
{
  SIGNAL_JUMPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GArray *
get_alarms (SalveClock *self)
{
  SalveClockPrivate *priv = salve_clock_get_instance_private (self);

  return priv->alarms;
}

static void
rearm (SalveClock *self)
{
  GArray *alarms = get_alarms (self);
  gint64 next = alarms->len > 0 ? g_array_index (alarms, Alarm, 0).instant : SALVE_CLOCK_NEVER;

  SALVE_CLOCK_GET_CLASS (self)->arm (self, next);
}

static void
salve_clock_finalize (GObject *object)
{
  SalveClockPrivate *priv = salve_clock_get_instance_private (SALVE_CLOCK (object));

  g_clear_pointer (&priv->alarms, g_array_unref);

  G_OBJECT_CLASS (salve_clock_parent_class)->finalize (object);
}

static void
salve_clock_class_init (SalveClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_clock_finalize;

  /**
   * SalveClock::jumped:
   *
   * The wall clock was set, or the computer woke up: whatever was worked out
   * from the time before must be worked out anew.
   */
  signals[SIGNAL_JUMPED] =
    g_signal_new ("jumped", SALVE_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_clock_init (SalveClock *self)
{
  SalveClockPrivate *priv = salve_clock_get_instance_private (self);

  priv->alarms = g_array_new (FALSE, FALSE, sizeof (Alarm));
}

/**
 * salve_clock_get_time:
 * @self: a clock
 *
 * Returns: the present instant, in microseconds since 1970 UTC
 */
gint64
salve_clock_get_time (SalveClock *self)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (self), 0);

  return SALVE_CLOCK_GET_CLASS (self)->get_time (self);
}

/**
 * salve_clock_now:
 * @self: a clock
 *
 * Returns: (transfer full): the present second with the local offset, as
 *   records store it
 */
GDateTime *
salve_clock_now (SalveClock *self)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (self), NULL);

  return g_date_time_new_from_unix_local (salve_clock_get_time (self) / G_USEC_PER_SEC);
}

/**
 * salve_clock_get_today:
 * @self: a clock
 * @today: (out caller-allocates): the day that it is in the local time zone
 */
void
salve_clock_get_today (SalveClock *self,
                       GDate      *today)
{
  g_autoptr (GDateTime) now = NULL;
  int year, month, day;

  g_return_if_fail (SALVE_IS_CLOCK (self));
  g_return_if_fail (today != NULL);

  now = salve_clock_now (self);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * salve_clock_add_alarm:
 * @self: a clock
 * @instant: when, in microseconds since 1970 UTC
 * @func: (scope async): what to call, once, from the main loop
 * @data: for @func
 *
 * Asks for a call at an instant of the wall clock, which holds over suspend
 * and a changed clock. An instant that has passed rings as soon as it can.
 *
 * Returns: an id for salve_clock_remove_alarm(), never 0
 */
guint
salve_clock_add_alarm (SalveClock      *self,
                       gint64           instant,
                       GSourceOnceFunc  func,
                       gpointer         data)
{
  SalveClockPrivate *priv = salve_clock_get_instance_private (self);
  Alarm alarm = { 0, instant, func, data };
  guint at = 0;

  g_return_val_if_fail (SALVE_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  while (at < priv->alarms->len && g_array_index (priv->alarms, Alarm, at).instant <= instant)
    at++;
  alarm.id = ++priv->last_id;
  g_array_insert_val (priv->alarms, at, alarm);
  if (at == 0)
    rearm (self);

  return alarm.id;
}

/**
 * salve_clock_remove_alarm:
 * @self: a clock
 * @id: what salve_clock_add_alarm() returned
 *
 * Takes an alarm back; one that rang already is no longer known and ignored.
 */
void
salve_clock_remove_alarm (SalveClock *self,
                          guint       id)
{
  GArray *alarms = get_alarms (self);

  g_return_if_fail (SALVE_IS_CLOCK (self));

  for (guint i = 0; i < alarms->len; i++)
    if (g_array_index (alarms, Alarm, i).id == id)
      {
        g_array_remove_index (alarms, i);
        if (i == 0)
          rearm (self);
        return;
      }
}

/**
 * salve_clock_clear_alarm:
 * @self: (nullable): a clock
 * @id: (inout): an alarm's id, or 0; 0 afterwards
 *
 * Takes an alarm back, if there is one, and forgets its id.
 */
void
salve_clock_clear_alarm (SalveClock *self,
                         guint      *id)
{
  if (*id != 0 && self != NULL)
    salve_clock_remove_alarm (self, *id);
  *id = 0;
}

/**
 * salve_clock_ring:
 * @self: a clock
 *
 * Calls every alarm that is due; for the subclasses.
 */
void
salve_clock_ring (SalveClock *self)
{
  g_autoptr (SalveClock) alive = g_object_ref (self);
  GArray *alarms = get_alarms (self);

  while (alarms->len > 0 && g_array_index (alarms, Alarm, 0).instant <= salve_clock_get_time (self))
    {
      Alarm due = g_array_index (alarms, Alarm, 0);

      g_array_remove_index (alarms, 0);
      due.func (due.data);
    }
  rearm (alive);
}

/**
 * salve_clock_jump:
 * @self: a clock
 *
 * Says that the clock was set, then rings what is due; for the subclasses.
 */
void
salve_clock_jump (SalveClock *self)
{
  g_autoptr (SalveClock) alive = g_object_ref (self);

  g_signal_emit (self, signals[SIGNAL_JUMPED], 0);
  salve_clock_ring (alive);
}

/**
 * salve_clock_instant:
 * @time: a date and time
 *
 * Returns: the same instant in microseconds since 1970 UTC
 */
gint64
salve_clock_instant (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}
