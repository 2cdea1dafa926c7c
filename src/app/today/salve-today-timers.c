/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-today-timers.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-numbing.h"
#include "salve-numbing-check.h"
#include "salve-soak.h"
#include "salve-steady.h"

/* For so long it is worth saying that the device can come out. */
#define REMIND_HOURS 1

struct _SalveTodayTimers
{
  AdwBin        parent_instance;

  SalveSession *session;
  SalveClock   *clock;
  guint         alarm;

  GtkWidget    *cream;
  GtkLabel     *cream_label;
  GtkWidget    *device;
  GtkLabel     *device_label;
};

G_DEFINE_FINAL_TYPE (SalveTodayTimers, salve_today_timers, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_CLOCK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void refresh (SalveTodayTimers *self);

/* --- the words, NULL where there is nothing to say, and until when they hold --- */

static void
put_earlier (GDateTime **next,
             GDateTime  *candidate,
             GDateTime  *now)
{
  if (candidate == NULL || g_date_time_compare (candidate, now) <= 0
      || (*next != NULL && g_date_time_compare (candidate, *next) >= 0))
    return;
  g_clear_pointer (next, g_date_time_unref);
  *next = g_date_time_ref (candidate);
}

/* Nobody waits for it to work any more. */
static char *
describe_left_on (const SalveNumbingLimits *limits,
                  GDateTime                *applied,
                  GDateTime                *now)
{
  g_autoptr (GDateTime) latest = g_date_time_add_minutes (applied, (int) limits->max);
  g_autofree char *clock = salve_format_clock (latest);

  if (salve_numbing_at (limits, applied, NULL, now) == SALVE_NUMBING_OVERDUE)
    return salve_numbing_describe (limits, applied, NULL, now);

  /* Translators: %s is a time of day such as 19:05 */
  return g_strdup_printf (_("The session ended with numbing cream on the skin. Wash it off now, by %s at the latest."), clock);
}

static char *
describe_cream (SalveSession  *session,
                GDateTime     *now,
                GDateTime    **next)
{
  GDateTime *applied = salve_session_get_numbing_applied (session);
  const SalveNumbingLimits *limits = salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session));
  g_autoptr (GDateTime) until = applied != NULL ? salve_numbing_check_watch_until (applied) : NULL;
  g_autoptr (GDateTime) change = NULL;
  g_autofree char *clock = NULL;

  if (until == NULL || g_date_time_compare (now, until) >= 0)
    return NULL;
  put_earlier (next, until, now);
  if (salve_session_get_numbing_removed (session) == NULL)
    {
      change = salve_numbing_next_change (limits, applied, NULL, now);
      put_earlier (next, change, now);

      return describe_left_on (limits, applied, now);
    }
  clock = salve_format_clock (until);

  /* Translators: %s is a time of day such as 22:20 */
  return g_strdup_printf (_("Signs of too much numbing cream may come until %s: blue lips, short of breath, dizzy, a racing "
                            "heart."), clock);
}

static char *
describe_device (SalveSession  *session,
                 GDateTime     *now,
                 GDateTime    **next)
{
  GDateTime *started = salve_session_get_soak_after (session);
  g_autoptr (GDateTime) end = started != NULL ? salve_soak_get_end (started) : NULL;
  g_autoptr (GDateTime) last = end != NULL ? g_date_time_add_hours (end, REMIND_HOURS) : NULL;
  g_autoptr (GDateTime) change = salve_soak_next_change (started, now);

  if (last == NULL || g_date_time_compare (now, last) >= 0)
    return NULL;
  put_earlier (next, change, now);
  put_earlier (next, last, now);

  return salve_soak_describe (started, now);
}

/* --- time --- */

static void
on_alarm (gpointer data)
{
  SalveTodayTimers *self = data;

  self->alarm = 0;
  refresh (self);
}

static void
show_words (GtkWidget  *line,
            GtkLabel   *label,
            const char *words)
{
  gtk_widget_set_visible (line, words != NULL);
  gtk_label_set_label (label, words != NULL ? words : "");
}

static void
show_now (SalveTodayTimers *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  g_autoptr (GDateTime) next = NULL;
  g_autofree char *cream = NULL;
  g_autofree char *device = NULL;

  salve_steady_settle (self->session, self->clock);
  cream = describe_cream (self->session, now, &next);
  device = describe_device (self->session, now, &next);
  show_words (self->cream, self->cream_label, cream);
  show_words (self->device, self->device_label, device);
  if (salve_session_get_numbing_removed (self->session) == NULL)
    gtk_widget_add_css_class (self->cream, "urgent");
  else
    gtk_widget_remove_css_class (self->cream, "urgent");
  gtk_widget_set_visible (GTK_WIDGET (self), cream != NULL || device != NULL);
  if (next != NULL && gtk_widget_get_mapped (gtk_widget_get_parent (GTK_WIDGET (self))))
    self->alarm = salve_clock_add_alarm (self->clock, salve_clock_instant (next), on_alarm, self);
}

static void
refresh (SalveTodayTimers *self)
{
  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->session != NULL && self->clock != NULL && gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    show_now (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* --- overrides --- */

static void
salve_today_timers_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_today_timers_parent_class)->map (widget);

  refresh (SALVE_TODAY_TIMERS (widget));
}

static void
salve_today_timers_unmap (GtkWidget *widget)
{
  SalveTodayTimers *self = SALVE_TODAY_TIMERS (widget);

  salve_clock_clear_alarm (self->clock, &self->alarm);

  GTK_WIDGET_CLASS (salve_today_timers_parent_class)->unmap (widget);
}

static void
set_clock (SalveTodayTimers *self,
           SalveClock       *clock)
{
  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_set_object (&self->clock, clock);
  if (clock != NULL)
    g_signal_connect_object (clock, "jumped", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
salve_today_timers_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveTodayTimers *self = SALVE_TODAY_TIMERS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      refresh (self);
      break;
    case PROP_CLOCK:
      set_clock (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_today_timers_dispose (GObject *object)
{
  SalveTodayTimers *self = SALVE_TODAY_TIMERS (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_TODAY_TIMERS);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_today_timers_parent_class)->dispose (object);
}

static void
salve_today_timers_class_init (SalveTodayTimersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = salve_today_timers_set_property;
  object_class->dispose = salve_today_timers_dispose;
  widget_class->map = salve_today_timers_map;
  widget_class->unmap = salve_today_timers_unmap;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SALVE_TYPE_SESSION, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-today-timers.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveTodayTimers, cream);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayTimers, cream_label);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayTimers, device);
  gtk_widget_class_bind_template_child (widget_class, SalveTodayTimers, device_label);
}

static void
salve_today_timers_init (SalveTodayTimers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
