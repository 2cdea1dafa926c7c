/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-page.h"

#include <glib/gi18n.h>

#include "salve-format.h"
#include "salve-protocol.h"

struct _SalveNumbingPage
{
  SalveWizardPage  parent_instance;

  GtkWidget       *ask;
  GtkWidget       *timer;
  AdwEntryRow     *product;
  GtkSpinButton   *strength;
  AdwActionRow    *strength_row;
  GtkLabel        *rules;
  GtkLabel        *state;
  GtkLabel        *since;
  GtkLabel        *advice;
  GtkWidget       *early;
  GtkLabel        *earliest;
  GtkLabel        *target;
  GtkLabel        *latest;
  SalveNumbing     shown;
};

G_DEFINE_FINAL_TYPE (SalveNumbingPage, salve_numbing_page, SALVE_TYPE_WIZARD_PAGE)

static void
on_start (SalveNumbingPage *self)
{
  const char *product = gtk_editable_get_text (GTK_EDITABLE (self->product));

  salve_procedure_start_numbing (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                                 product[0] != '\0' ? product : NULL,
                                 gtk_spin_button_get_value (self->strength), 0, 0);
  /* Nothing is to be pressed now, least of all by a second touch of the same key. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

static void
on_early (SalveNumbingPage *self)
{
  salve_procedure_end_numbing (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
  salve_wizard_page_focus_primary (SALVE_WIZARD_PAGE (self));
}

static void
show_time (GtkLabel  *label,
           GDateTime *applied,
           int        minutes)
{
  g_autoptr (GDateTime) time = g_date_time_add_minutes (applied, minutes);
  g_autofree char *clock = salve_format_clock (time);

  gtk_label_set_label (label, clock);
}

static const char *
get_state (SalveNumbing numbing)
{
  switch (numbing)
    {
    case SALVE_NUMBING_EARLY:
      return _("Let it work");
    case SALVE_NUMBING_WORKING:
      return _("Working");
    case SALVE_NUMBING_TARGET:
      return _("Take the cream off");
    case SALVE_NUMBING_ALARM:
    case SALVE_NUMBING_OVERDUE:
      return _("Take the cream off now");
    case SALVE_NUMBING_OFF:
      return _("The cream is off");
    case SALVE_NUMBING_FADED:
      return _("The numbing is wearing off");
    case SALVE_NUMBING_NONE:
      return _("Numbing cream?");
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_advice (SalveNumbing numbing)
{
  if (numbing == SALVE_NUMBING_OFF || numbing == SALVE_NUMBING_FADED)
    return _("Wash the skin with mild soap until no cream is left, and pat it dry. Cream is never put on again "
             "in the same session.");

  return _("Take it off at once if the skin burns, or if you feel dizzy, drowsy, hear ringing or taste metal. "
           "Blue lips, trouble breathing, a racing heart or fainting: call the emergency number.");
}

static void
show_timer (SalveNumbingPage *self,
            SalveSession     *session,
            SalveNumbing      numbing)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
  GDateTime *applied = salve_session_get_numbing_applied (session);
  g_autoptr (GDateTime) now = salve_clock_now (salve_procedure_get_clock (procedure));
  g_autofree char *since = salve_numbing_describe (salve_protocol_get_numbing (FALSE), applied, salve_session_get_numbing_removed (session), now);

  gtk_label_set_label (self->state, get_state (numbing));
  gtk_label_set_label (self->since, since);
  gtk_label_set_label (self->advice, get_advice (numbing));
  show_time (self->earliest, applied, SALVE_PROTOCOL_NUMBING_MIN_MINUTES);
  show_time (self->target, applied, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES);
  show_time (self->latest, applied, SALVE_PROTOCOL_NUMBING_MAX_MINUTES);
}

static const char *
get_primary (SalveNumbing numbing)
{
  if (numbing == SALVE_NUMBING_NONE)
    return _("Go on without numbing");
  if (numbing == SALVE_NUMBING_OFF || numbing == SALVE_NUMBING_FADED)
    return _("Skin is clean and dry");

  return _("The cream is off");
}

static void
salve_numbing_page_refresh (SalveWizardPage *page)
{
  SalveNumbingPage *self = SALVE_NUMBING_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveNumbing numbing = salve_procedure_get_numbing (procedure);

  gtk_widget_set_visible (self->ask, numbing == SALVE_NUMBING_NONE);
  gtk_widget_set_visible (self->timer, numbing != SALVE_NUMBING_NONE);
  if (numbing != SALVE_NUMBING_NONE)
    show_timer (self, salve_procedure_get_session (procedure), numbing);
  /* A second press of the key that started the timer must not end it. */
  gtk_widget_set_visible (self->early, numbing == SALVE_NUMBING_EARLY);
  salve_wizard_page_set_primary (page, get_primary (numbing), numbing != SALVE_NUMBING_EARLY);
  if (self->shown == SALVE_NUMBING_EARLY && numbing != SALVE_NUMBING_EARLY)
    salve_wizard_page_focus_primary (page);
  self->shown = numbing;
}

static void
salve_numbing_page_primary (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);

  if (salve_procedure_get_can_next (procedure))
    salve_procedure_next (procedure);
  else
    salve_procedure_end_numbing (procedure);
}

static void
salve_numbing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_NUMBING_PAGE);

  G_OBJECT_CLASS (salve_numbing_page_parent_class)->dispose (object);
}

static void
salve_numbing_page_class_init (SalveNumbingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_numbing_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_numbing_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_numbing_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-numbing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, ask);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, timer);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, product);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, strength);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, strength_row);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, rules);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, state);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, since);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, early);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, earliest);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, target);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingPage, latest);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_callback (widget_class, on_early);
}

static void
salve_numbing_page_init (SalveNumbingPage *self)
{
  g_autofree char *rules = NULL;
  g_autofree char *limit = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_spin_button_set_range (self->strength, 0, SALVE_PROTOCOL_NUMBING_MAX_PERCENT);
  gtk_spin_button_set_value (self->strength, SALVE_PROTOCOL_NUMBING_MAX_PERCENT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strength),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lidocaine in per cent"), -1);
  limit = g_strdup_printf (_("At most %d %% without a prescription"), SALVE_PROTOCOL_NUMBING_MAX_PERCENT);
  adw_action_row_set_subtitle (self->strength_row, limit);
  rules = g_strdup_printf (_("A thin layer on healthy skin, at most %d g on %d cm², about one palm without the fingers. "
                             "Once a day. Never wrap it, never warm it, never on broken or sunburnt skin. Not with an "
                             "allergy to local anaesthetics, methaemoglobinaemia or G6PD deficiency, medicines for the "
                             "heart’s rhythm, liver disease, in pregnancy or while breastfeeding."),
                           SALVE_PROTOCOL_NUMBING_MAX_GRAMS, SALVE_PROTOCOL_NUMBING_MAX_CM2);
  gtk_label_set_label (self->rules, rules);
}
