/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-clock.h"

#include <gio/gio.h>
#include <string.h>
#include <time.h>

/* What tells one start of the computer from the others; some of its digits will do. */
#define BOOT_ID        "/proc/sys/kernel/random/boot_id"
#define BOOT_ID_LENGTH 8

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

static gint64
salve_clock_real_get_boot (SalveClock *self)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Empty where the system does not tell. */
static const char *
get_boot_id (void)
{
  static char id[BOOT_ID_LENGTH + 1];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents (BOOT_ID, &text, NULL, NULL) && strlen (text) > BOOT_ID_LENGTH)
        g_strlcpy (id, text, sizeof id);
      g_once_init_leave (&ready, 1);
    }

  return id;
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
  klass->get_boot = salve_clock_real_get_boot;

  /**
   * SalveClock::jumped:
   *
   * The wall clock was set, the computer woke up, or it is in another time zone
   * now: whatever was worked out from the time before must be worked out anew.
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
 * salve_clock_make_stamp:
 * @self: a clock
 *
 * Says what time it is by the clock that counts since the computer started, and which start that was. The
 * wall clock may be set, this one not; but it is of no use after the next start.
 *
 * Returns: (transfer full) (nullable): a stamp for salve_clock_get_gone(), %NULL where the system does not
 *   tell one start from another
 */
char *
salve_clock_make_stamp (SalveClock *self)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (self), NULL);

  if (*get_boot_id () == '\0')
    return NULL;

  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, get_boot_id (),
                          SALVE_CLOCK_GET_CLASS (self)->get_boot (self) / G_USEC_PER_SEC);
}

/**
 * salve_clock_get_gone:
 * @self: a clock
 * @stamp: (nullable): what salve_clock_make_stamp() gave
 *
 * Returns: how much time has really passed since, in microseconds; -1 where that cannot be told
 */
gint64
salve_clock_get_gone (SalveClock *self,
                      const char *stamp)
{
  gint64 seconds;
  char *end = NULL;

  g_return_val_if_fail (SALVE_IS_CLOCK (self), -1);

  if (stamp == NULL || *get_boot_id () == '\0' || strlen (stamp) <= BOOT_ID_LENGTH + 1
      || strncmp (stamp, get_boot_id (), BOOT_ID_LENGTH) != 0 || stamp[BOOT_ID_LENGTH] != ':')
    return -1;
  seconds = g_ascii_strtoll (stamp + BOOT_ID_LENGTH + 1, &end, 10);
  if (*end != '\0' || seconds < 0 || seconds > SALVE_CLOCK_GET_CLASS (self)->get_boot (self) / G_USEC_PER_SEC)
    return -1;

  return SALVE_CLOCK_GET_CLASS (self)->get_boot (self) - seconds * G_USEC_PER_SEC;
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

  g_return_if_fail (SALVE_IS_CLOCK (self));
  g_return_if_fail (today != NULL);

  now = salve_clock_now (self);
  salve_clock_get_day (now, today);
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

/**
 * salve_clock_get_day:
 * @time: a time
 * @day: (out caller-allocates): the day that it is then, in the time's own zone
 */
void
salve_clock_get_day (GDateTime *time,
                     GDate     *day)
{
  int year, month, number;

  g_return_if_fail (time != NULL && day != NULL);

  g_date_time_get_ymd (time, &year, &month, &number);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
}

/**
 * salve_clock_get_midnight:
 * @time: a time
 *
 * Where the clocks skip midnight, as they do in Cairo in April, the next day begins at the hour that they skip to; where
 * they show it twice, as in Havana in November, it begins at the first of the two.
 *
 * Returns: when the day after that of @time begins in the time's own zone, in microseconds since 1970 UTC; always
 *   later than @time
 */
gint64
salve_clock_get_midnight (GDateTime *time)
{
  GTimeZone *zone;
  gint64 local;
  int interval;

  g_return_val_if_fail (time != NULL, SALVE_CLOCK_NEVER);

  zone = g_date_time_get_timezone (time);
  local = g_date_time_to_unix (time) + g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND
          - g_date_time_get_hour (time) * 3600 - g_date_time_get_minute (time) * 60 - g_date_time_get_second (time)
          + G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND;
  /* Of two midnights that of summer time, which comes first. */
  interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &local);

  return (local - g_time_zone_get_offset (zone, interval)) * G_USEC_PER_SEC;
}
