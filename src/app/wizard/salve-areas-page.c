/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-areas-page.h"

#include <glib/gi18n.h>

#include "salve-area-chooser.h"

struct _SalveAreasPage
{
  SalveWizardPage   parent_instance;

  SalveAreaChooser *chooser;
  gboolean          refreshing;
};

G_DEFINE_FINAL_TYPE (SalveAreasPage, salve_areas_page, SALVE_TYPE_WIZARD_PAGE)

static void
on_chosen (SalveAreasPage *self)
{
  if (!self->refreshing)
    salve_procedure_set_areas (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                               salve_area_chooser_get_areas (self->chooser));
}

static void
salve_areas_page_refresh (SalveWizardPage *page)
{
  SalveAreasPage *self = SALVE_AREAS_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const char * const *areas = salve_session_get_areas (salve_procedure_get_session (procedure));
  guint n = areas != NULL ? g_strv_length ((char **) areas) : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Go on with %u area", "Go on with %u areas", n), n);

  self->refreshing = TRUE;
  salve_area_chooser_set_intervals (self->chooser, salve_procedure_get_intervals (procedure));
  salve_area_chooser_set_areas (self->chooser, areas);
  self->refreshing = FALSE;
  salve_wizard_page_set_primary (page, n > 0 ? label : _("Go on"), salve_procedure_get_can_next (procedure));
  salve_wizard_page_set_hint (page, n > 0 ? NULL : _("Choose at least one area."));
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
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-areas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAreasPage, chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
}

static void
salve_areas_page_init (SalveAreasPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
