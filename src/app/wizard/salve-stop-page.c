/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-stop-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-term.h"

struct _SalveStopPage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *reasons;
  GtkRevealer         *advice;
  GtkLabel            *advice_label;
  GtkWidget           *cream;
  GPtrArray           *rows; /* of SalveChoiceRow, owned by the group */
};

G_DEFINE_FINAL_TYPE (SalveStopPage, salve_stop_page, SALVE_TYPE_WIZARD_PAGE)

static const SalveTerm *
find_reason (SalveStopPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->rows, i)))
      return salve_term_find (SALVE_VOCABULARY_STOP,
                              salve_choice_row_get_id (g_ptr_array_index (self->rows, i)));

  return NULL;
}

static void
on_go_on (SalveStopPage *self)
{
  salve_procedure_cancel_stop (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)));
}

static void
add_row (SalveStopPage   *self,
         const SalveTerm *term)
{
  SalveChoiceRow *row = salve_choice_row_new (term->id, _(term->title), NULL);

  if (self->rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "notify::active",
                           G_CALLBACK (salve_wizard_page_refresh), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->reasons, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_on_skin (SalveNumbing numbing)
{
  return numbing >= SALVE_NUMBING_EARLY && numbing <= SALVE_NUMBING_OVERDUE;
}

static const char *
get_primary (const SalveTerm *reason,
             gboolean         needled)
{
  if (reason != NULL && salve_first_aid_find (reason->id) != NULL)
    return _("Show what to do now");

  return needled ? _("End and show the aftercare") : _("End the session");
}

static void
salve_stop_page_refresh (SalveWizardPage *page)
{
  SalveStopPage *self = SALVE_STOP_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  const SalveTerm *reason = find_reason (self);
  gboolean needled = salve_procedure_get_needled (procedure);

  gtk_widget_set_visible (self->cream, is_on_skin (salve_procedure_get_numbing (procedure)));
  gtk_revealer_set_reveal_child (self->advice, reason != NULL);
  gtk_label_set_label (self->advice_label, reason != NULL ? _(reason->detail) : "");
  salve_wizard_page_set_primary (page, get_primary (reason, needled), reason != NULL);
  /* First aid comes at once, and a slip is taken back there. */
  salve_wizard_page_set_asks (page, reason == NULL || salve_first_aid_find (reason->id) == NULL);
  salve_wizard_page_set_hint (page, reason == NULL ? _("Choose what comes nearest. It is kept in the history.")
                                    : needled || salve_first_aid_find (reason->id) != NULL ? NULL
                                              : _("Nothing was treated, so there is nothing to wait for."));
}

static void
salve_stop_page_primary (SalveWizardPage *page)
{
  salve_procedure_stop (salve_wizard_page_get_procedure (page), find_reason (SALVE_STOP_PAGE (page))->id);
}

static void
salve_stop_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_STOP_PAGE);
  g_clear_pointer (&SALVE_STOP_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_stop_page_parent_class)->dispose (object);
}

static void
salve_stop_page_class_init (SalveStopPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_stop_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_stop_page_refresh;
  SALVE_WIZARD_PAGE_CLASS (klass)->primary = salve_stop_page_primary;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-stop-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveStopPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, SalveStopPage, advice);
  gtk_widget_class_bind_template_child (widget_class, SalveStopPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, SalveStopPage, cream);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
}

static void
salve_stop_page_init (SalveStopPage *self)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_STOP, &n);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    add_row (self, &terms[i]);
}
