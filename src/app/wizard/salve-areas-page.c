/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-areas-page.h"

#include <glib/gi18n.h>

#include "salve-area-chooser.h"
#include "salve-interval-guard.h"
#include "salve-protocol.h"

struct _SalveAreasPage
{
  SalveWizardPage     parent_instance;

  GtkLabel           *advice;
  SalveIntervalGuard *guard;
  SalveAreaChooser   *chooser;
  gboolean            refreshing;
};

G_DEFINE_FINAL_TYPE (SalveAreasPage, salve_areas_page, SALVE_TYPE_WIZARD_PAGE)

static void
on_chosen (SalveAreasPage *self)
{
  if (self->refreshing)
    return;
  salve_procedure_set_areas (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                             salve_area_chooser_get_areas (self->chooser));
  /* A word was about what was chosen before. */
  salve_interval_guard_apply (self->guard);
}

static char *
get_advice (SalveProcedure *procedure)
{
  if (salve_procedure_needs_test_spot (procedure))
    return g_strdup_printf (ngettext ("This session is a test spot: choose one area, of which you treat %u × %u cm. "
                                      "%u day later you know how your skin takes it.",
                                      "This session is a test spot: choose one area, of which you treat %u × %u cm. "
                                      "%u days later you know how your skin takes it.",
                                      SALVE_PROTOCOL_TEST_SPOT_DAYS),
                            SALVE_PROTOCOL_TEST_SPOT_CM, SALVE_PROTOCOL_TEST_SPOT_CM, SALVE_PROTOCOL_TEST_SPOT_DAYS);

  /* Translators: a palm is as large as the person's own. */
  return g_strdup_printf (ngettext ("Choose one area, and of it at most %u palm (about %u cm²). "
                                    "The skin has to mend it all at once.",
                                    "Choose one area, and of it at most %u palms (about %u cm²). "
                                    "The skin has to mend it all at once.",
                                    SALVE_PROTOCOL_SESSION_MAX_PALMS),
                          SALVE_PROTOCOL_SESSION_MAX_PALMS, SALVE_PROTOCOL_SESSION_MAX_CM2);
}

/* What keeps the person from going on, or what to think of before. */
static const char *
get_hint (SalveProcedure *procedure,
          guint           n_areas)
{
  if (n_areas == 0)
    return _("Choose at least one area.");
  if (n_areas > 1 && salve_procedure_needs_test_spot (procedure))
    return _("A test spot is made in one area only.");
  if (!salve_procedure_get_can_next (procedure))
    return _("Too soon to treat again. Choose another area, wait, or give a clinician’s word.");

  return n_areas > 1 ? _("Less is better: one area in a session is easier to treat well, and to mend.") : NULL;
}

static void
salve_areas_page_refresh (SalveWizardPage *page)
{
  SalveAreasPage *self = SALVE_AREAS_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const char * const *areas = salve_session_get_areas (salve_procedure_get_session (procedure));
  guint n = areas != NULL ? g_strv_length ((char **) areas) : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Go on with %u area", "Go on with %u areas", n), n);
  g_autofree char *advice = get_advice (procedure);

  self->refreshing = TRUE;
  salve_area_chooser_set_intervals (self->chooser, salve_procedure_get_intervals (procedure));
  salve_area_chooser_set_areas (self->chooser, areas);
  self->refreshing = FALSE;
  gtk_label_set_label (self->advice, advice);
  salve_interval_guard_update (self->guard, procedure, salve_wizard_page_get_profile (page));
  salve_wizard_page_set_primary (page, n > 0 ? label : _("Go on"), salve_procedure_get_can_next (procedure));
  salve_wizard_page_set_hint (page, get_hint (procedure, n));
}

static void
salve_areas_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_AREAS_PAGE);

  G_OBJECT_CLASS (salve_areas_page_parent_class)->dispose (object);
}

static void
salve_areas_page_class_init (SalveAreasPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_areas_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_areas_page_refresh;

  g_type_ensure (SALVE_TYPE_AREA_CHOOSER);
  g_type_ensure (SALVE_TYPE_INTERVAL_GUARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-areas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAreasPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalveAreasPage, guard);
  gtk_widget_class_bind_template_child (widget_class, SalveAreasPage, chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
salve_areas_page_init (SalveAreasPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
