/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-reasons-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-screening.h"

struct _SalveReasonsPage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *stop;
  AdwPreferencesGroup *wait;
  AdwPreferencesGroup *ask;
  AdwPreferencesGroup *confirm;
  SalveChoiceRow      *none;
};

G_DEFINE_FINAL_TYPE (SalveReasonsPage, salve_reasons_page, SALVE_TYPE_WIZARD_PAGE)

static SalveScreeningGroup
get_asked (SalveReasonsPage *self)
{
  return salve_procedure_get_instruction (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)))->group;
}

static void
on_confirmed (SalveReasonsPage *self)
{
  SalveAnswers *answers = salve_procedure_get_answers (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n && salve_choice_row_get_active (self->none); i++)
    if (items[i].group == get_asked (self))
      salve_answers_set_no (answers, items[i].id);
}

static AdwPreferencesGroup *
find_group (SalveReasonsPage    *self,
            SalveScreeningLevel  level)
{
  switch (level)
    {
    case SALVE_SCREENING_STOP:
      return self->stop;
    case SALVE_SCREENING_WAIT:
      return self->wait;
    case SALVE_SCREENING_ASK:
    case SALVE_SCREENING_CARE:
      return self->ask;
    default:
      g_assert_not_reached ();
    }
}

static void
add_reason (SalveReasonsPage         *self,
            const SalveScreeningItem *item)
{
  g_autofree char *text = salve_screening_describe (item);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", text,
                                 "title-lines", 12,
                                 NULL);

  adw_preferences_group_add (find_group (self, item->level), row);
}

static void
salve_reasons_page_refresh (SalveWizardPage *page)
{
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  gboolean can_next = salve_procedure_get_can_next (procedure);

  salve_wizard_page_set_primary (page, _("Go on"), can_next);
  salve_wizard_page_set_hint (page, can_next ? NULL
                                             : _("Read the list, then confirm at its end that nothing applies. "
                                                 "If something does, press Stop now."));
}

static void
salve_reasons_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_REASONS_PAGE);

  G_OBJECT_CLASS (salve_reasons_page_parent_class)->dispose (object);
}

static void
salve_reasons_page_class_init (SalveReasonsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_reasons_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_reasons_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-reasons-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveReasonsPage, stop);
  gtk_widget_class_bind_template_child (widget_class, SalveReasonsPage, wait);
  gtk_widget_class_bind_template_child (widget_class, SalveReasonsPage, ask);
  gtk_widget_class_bind_template_child (widget_class, SalveReasonsPage, confirm);
}

static void
salve_reasons_page_init (SalveReasonsPage *self)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    if (items[i].group != SALVE_SCREENING_NUMBING)
      add_reason (self, &items[i]);

  self->none = salve_choice_row_new ("none", _("None of these applies to me today"),
                                     _("I looked at the skin of the areas in good light."));
  g_signal_connect_object (self->none, "notify::active", G_CALLBACK (on_confirmed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->confirm, GTK_WIDGET (self->none));
}
