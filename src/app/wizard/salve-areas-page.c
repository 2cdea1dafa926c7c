/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-areas-page.h"

#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-choice-row.h"

struct _SalveAreasPage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray           *rows; /* of SalveChoiceRow, owned by the group */
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveAreasPage, salve_areas_page, SALVE_TYPE_WIZARD_PAGE)

static void
on_chosen (SalveAreasPage *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  g_auto (GStrv) areas = NULL;

  if (self->refreshing)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->rows, i)))
      g_strv_builder_add (chosen, salve_choice_row_get_id (g_ptr_array_index (self->rows, i)));
  areas = g_strv_builder_end (chosen);

  salve_procedure_set_areas (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                             (const char * const *) areas);
}

static void
add_row (SalveAreasPage  *self,
         const SalveArea *area)
{
  SalveChoiceRow *row = salve_choice_row_new (area->id, _(area->name), _(area->spare));

  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
show_areas (SalveAreasPage     *self,
            const char * const *areas)
{
  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      SalveChoiceRow *row = g_ptr_array_index (self->rows, i);

      salve_choice_row_set_active (row, areas != NULL && g_strv_contains (areas, salve_choice_row_get_id (row)));
    }
  self->refreshing = FALSE;
}

static void
salve_areas_page_refresh (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const char * const *areas = salve_session_get_areas (salve_procedure_get_session (procedure));
  guint n = areas != NULL ? g_strv_length ((char **) areas) : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("Go on with %u area", "Go on with %u areas", n), n);

  show_areas (SALVE_AREAS_PAGE (page), areas);
  salve_wizard_page_set_primary (page, n > 0 ? label : _("Go on"), salve_procedure_get_can_next (procedure));
  salve_wizard_page_set_hint (page, n > 0 ? NULL : _("Choose at least one area."));
}

static void
salve_areas_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_AREAS_PAGE);
  g_clear_pointer (&SALVE_AREAS_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_areas_page_parent_class)->dispose (object);
}

static void
salve_areas_page_class_init (SalveAreasPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_areas_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_areas_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-areas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAreasPage, group);
}

static void
salve_areas_page_init (SalveAreasPage *self)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    add_row (self, &areas[i]);
}
