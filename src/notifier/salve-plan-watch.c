/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-plan-watch.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-record.h"

struct _SalvePlanWatch
{
  GObject            parent_instance;

  SalveProfileWatch *profile;
  SalveClock        *clock;
  GListModel        *records; /* newest first */
  guint              alarm;
};

G_DEFINE_FINAL_TYPE (SalvePlanWatch, salve_plan_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void arm (SalvePlanWatch *self);

static gint64
now (SalvePlanWatch *self)
{
  return salve_clock_get_time (self->clock);
}

/* Invalid while no reminder is wanted. */
static const GDate *
get_day (SalvePlanWatch *self)
{
  return salve_profile_watch_get_day (self->profile);
}

/* In the zone where the person is now: the day was planned, not an instant. */
static gint64
get_local_instant (const GDate *day,
                   int          hour)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), hour, 0, 0);

  return time != NULL ? salve_clock_instant (time) : SALVE_CLOCK_NEVER;
}

/* In the morning, and not in hours that are to be quiet. */
static gint64
get_due_instant (SalvePlanWatch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 morning = get_local_instant (get_day (self), SALVE_PLAN_WATCH_HOUR);

  if (morning == SALVE_CLOCK_NEVER)
    return morning;

  return salve_reminder_choices_wait (salve_profile_watch_get_choices (self->profile), morning, zone);
}

static gboolean
is_today (SalvePlanWatch *self)
{
  GDate next = *get_day (self);

  g_date_add_days (&next, 1);

  return now (self) < get_local_instant (&next, 0);
}

/* A session on the planned day or after it: the plan has been carried out. */
static gboolean
is_done (SalvePlanWatch *self)
{
  g_autoptr (SalveRecord) newest = g_list_model_get_item (self->records, 0);

  return newest != NULL && salve_clock_instant (salve_record_get_time (newest)) >= get_local_instant (get_day (self), 0);
}

static void
on_alarm (gpointer data)
{
  SalvePlanWatch *self = data;

  self->alarm = 0;
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
arm (SalvePlanWatch *self)
{
  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (salve_plan_watch_get_on (self))
    self->alarm = salve_clock_add_alarm (self->clock, salve_plan_watch_get_instant (self), on_alarm, self);
}

/* The clock was set, or the profile says something else. */
static void
on_changed (SalvePlanWatch *self)
{
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
salve_plan_watch_dispose (GObject *object)
{
  SalvePlanWatch *self = SALVE_PLAN_WATCH (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (salve_plan_watch_parent_class)->dispose (object);
}

static void
salve_plan_watch_class_init (SalvePlanWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_plan_watch_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_PLAN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_plan_watch_init (SalvePlanWatch *self)
{
}

/* `records` are those of the store, newest first. */
SalvePlanWatch *
salve_plan_watch_new (SalveProfileWatch *profile,
                      SalveClock        *clock,
                      GListModel        *records)
{
  SalvePlanWatch *self;

  g_return_val_if_fail (SALVE_IS_PROFILE_WATCH (profile), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  self = g_object_new (SALVE_TYPE_PLAN_WATCH, NULL);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->records = g_object_ref (records);
  g_signal_connect_object (profile, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/* Whether a reminder is still to come. */
gboolean
salve_plan_watch_get_on (SalvePlanWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), FALSE);

  return g_date_valid (get_day (self)) && now (self) < salve_plan_watch_get_instant (self);
}

/* When the reminder is due, in microseconds since 1970 UTC. */
gint64
salve_plan_watch_get_instant (SalvePlanWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), SALVE_CLOCK_NEVER);

  return g_date_valid (get_day (self)) ? get_due_instant (self) : SALVE_CLOCK_NEVER;
}

/* Whether the day has come, not so long ago that nobody wants to hear of it, and without a session
 * since. A computer that was off that morning says so later, in words that are true then. */
gboolean
salve_plan_watch_get_due (SalvePlanWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), FALSE);

  return g_date_valid (get_day (self)) && now (self) >= salve_plan_watch_get_instant (self)
         && now (self) - salve_plan_watch_get_instant (self) <= SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY
         && !is_done (self);
}

/* What tells this plan from others, or NULL while none is to be reminded of. */
char *
salve_plan_watch_get_key (SalvePlanWatch *self)
{
  const GDate *day;

  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), NULL);

  day = get_day (self);
  if (!g_date_valid (day))
    return NULL;

  return g_strdup_printf ("plan/%04d-%02d-%02d", g_date_get_year (day), (int) g_date_get_month (day),
                          g_date_get_day (day));
}

/* The headline for now. It names neither the treatment nor the body: others may see the screen. */
char *
salve_plan_watch_get_title (SalvePlanWatch *self)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), NULL);
  g_return_val_if_fail (g_date_valid (get_day (self)), NULL);

  if (is_today (self))
    return g_strdup (_("Your session is planned for today"));
  /* Near enough to be told without its year. */
  day = salve_format_weekday (get_day (self), get_day (self));

  /* Translators: %s is a day, such as "Saturday, 28 November". */
  return g_strdup_printf (_("Your session was planned for %s"), day);
}

char *
salve_plan_watch_get_body (SalvePlanWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PLAN_WATCH (self), NULL);
  g_return_val_if_fail (g_date_valid (get_day (self)), NULL);

  return g_strdup (is_today (self) ? _("Salve asks first whether today is a good day for it.")
                                   : _("Salve has no record of it. There is no hurry: choose another day when you like."));
}
