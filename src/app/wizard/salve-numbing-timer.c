/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-timer.h"

#include <glib/gi18n.h>

#include "salve-format.h"

struct _SalveNumbingTimer
{
  AdwBin    parent_instance;

  GtkWidget *state;
  GtkLabel  *phase;
  GtkLabel  *clock;
  GtkLabel  *meaning;
  GtkWidget *times;
  GtkLabel  *earliest;
  GtkLabel  *target;
  GtkLabel  *latest;
  GtkLabel  *advice;
};

G_DEFINE_FINAL_TYPE (SalveNumbingTimer, salve_numbing_timer, ADW_TYPE_BIN)

static const char *
get_phase (SalveNumbing numbing)
{
  switch (numbing)
    {
    case SALVE_NUMBING_EARLY:
      return _("Let it work");
    case SALVE_NUMBING_WORKING:
      return _("It is working");
    case SALVE_NUMBING_TARGET:
      return _("Take the cream off");
    case SALVE_NUMBING_ALARM:
      return _("Take the cream off now");
    case SALVE_NUMBING_OVERDUE:
      return _("Remove now");
    case SALVE_NUMBING_OFF:
      return _("The cream is off");
    case SALVE_NUMBING_FADED:
      return _("The numbing is wearing off");
    case SALVE_NUMBING_NONE:
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_meaning (SalveNumbing numbing)
{
  switch (numbing)
    {
    case SALVE_NUMBING_EARLY:
      return _("until it begins to work");
    case SALVE_NUMBING_WORKING:
      return _("until the best time to take it off");
    case SALVE_NUMBING_TARGET:
    case SALVE_NUMBING_ALARM:
      return _("until it must be off");
    case SALVE_NUMBING_OVERDUE:
      return _("on the skin: too long");
    case SALVE_NUMBING_OFF:
      return _("left to begin with the needles");
    case SALVE_NUMBING_FADED:
      return _("since it was washed off");
    case SALVE_NUMBING_NONE:
    default:
      g_assert_not_reached ();
    }
}

/* What the big number counts, in minutes; `gone` is since the cream went on, or off. */
static gint64
get_count (SalveNumbing              numbing,
           const SalveNumbingLimits *limits,
           gint64                    gone)
{
  switch (numbing)
    {
    case SALVE_NUMBING_EARLY:
      return limits->min - gone;
    case SALVE_NUMBING_WORKING:
      return limits->target - gone;
    case SALVE_NUMBING_TARGET:
    case SALVE_NUMBING_ALARM:
      return limits->max - gone;
    case SALVE_NUMBING_OFF:
      return SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES - gone;
    case SALVE_NUMBING_OVERDUE:
    case SALVE_NUMBING_FADED:
      return gone;
    case SALVE_NUMBING_NONE:
    default:
      g_assert_not_reached ();
    }
}

static char *
make_advice (SalveNumbing numbing)
{
  if (numbing == SALVE_NUMBING_OFF || numbing == SALVE_NUMBING_FADED)
    return g_strdup (_("Wash the skin with mild soap until no cream is left, and pat it dry. It is disinfected before the "
                       "needles. Cream is never put on again in the same session."));

  return g_strdup (_("No wrap, no heat. Take it off at once if the skin burns or blisters, or if you feel dizzy or drowsy, "
                     "hear ringing or taste metal."));
}

static void
show_time (GtkLabel  *label,
           GDateTime *applied,
           guint      minutes)
{
  g_autoptr (GDateTime) time = g_date_time_add_minutes (applied, (int) minutes);
  g_autofree char *clock = salve_format_clock (time);

  gtk_label_set_label (label, clock);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_state (SalveNumbingTimer        *self,
            SalveNumbing              numbing,
            const SalveNumbingLimits *limits,
            gint64                    gone)
{
  /* Translators: minutes, as short as the unit's sign. */
  g_autofree char *clock = g_strdup_printf (_("%d min"), (int) get_count (numbing, limits, gone));
  g_autofree char *advice = make_advice (numbing);

  gtk_label_set_label (self->phase, get_phase (numbing));
  gtk_label_set_label (self->clock, clock);
  gtk_label_set_label (self->meaning, get_meaning (numbing));
  gtk_label_set_label (self->advice, advice);
  set_class (self->state, "warn", numbing == SALVE_NUMBING_TARGET || numbing == SALVE_NUMBING_ALARM
                                    || numbing == SALVE_NUMBING_FADED);
  set_class (self->state, "urgent", numbing == SALVE_NUMBING_OVERDUE);
  gtk_widget_set_visible (self->times, numbing < SALVE_NUMBING_OFF);
}

static void
salve_numbing_timer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_NUMBING_TIMER);

  G_OBJECT_CLASS (salve_numbing_timer_parent_class)->dispose (object);
}

static void
salve_numbing_timer_class_init (SalveNumbingTimerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_numbing_timer_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-numbing-timer.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, state);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, phase);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, clock);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, meaning);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, times);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, earliest);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, target);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, latest);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingTimer, advice);
}

static void
salve_numbing_timer_init (SalveNumbingTimer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows the cream of the session as it stands now; there must be one. */
void
salve_numbing_timer_show (SalveNumbingTimer *self,
                          SalveProcedure    *procedure)
{
  SalveSession *session;
  const SalveNumbingLimits *limits;
  GDateTime *applied;
  GDateTime *removed;
  g_autoptr (GDateTime) now = NULL;
  gint64 gone;

  g_return_if_fail (SALVE_IS_NUMBING_TIMER (self));
  g_return_if_fail (SALVE_IS_PROCEDURE (procedure));

  session = salve_procedure_get_session (procedure);
  applied = salve_session_get_numbing_applied (session);
  g_return_if_fail (applied != NULL);

  removed = salve_session_get_numbing_removed (session);
  limits = salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session));
  now = salve_clock_now (salve_procedure_get_clock (procedure));
  gone = MAX (g_date_time_difference (now, removed != NULL ? removed : applied), 0) / G_TIME_SPAN_MINUTE;
  show_state (self, salve_procedure_get_numbing (procedure), limits, gone);
  show_time (self->earliest, applied, limits->min);
  show_time (self->target, applied, limits->target);
  show_time (self->latest, applied, limits->max);
}
