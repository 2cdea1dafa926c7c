/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-serum-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-term.h"

struct _SalveSerumPage
{
  SalveWizardPage      parent_instance;

  AdwPreferencesGroup *good;
  AdwPreferencesGroup *bad;
  AdwEntryRow         *product;
  GtkRevealer         *warning;
  GPtrArray           *rows; /* of SalveChoiceRow, owned by the groups */
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveSerumPage, salve_serum_page, SALVE_TYPE_WIZARD_PAGE)

static const char *
find_active (SalveSerumPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->rows, i)))
      return salve_choice_row_get_id (g_ptr_array_index (self->rows, i));

  return NULL;
}

static void
on_changed (SalveSerumPage *self)
{
  const char *product = gtk_editable_get_text (GTK_EDITABLE (self->product));

  if (!self->refreshing)
    salve_procedure_set_serum (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                               find_active (self), product[0] != '\0' ? product : NULL);
}

static void
add_row (SalveSerumPage  *self,
         const SalveTerm *term)
{
  SalveChoiceRow *row = salve_choice_row_new (term->id, _(term->title), _(term->detail));

  if (self->rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (term->avoid ? self->bad : self->good, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
salve_serum_page_refresh (SalveWizardPage *page)
{
  SalveSerumPage *self = SALVE_SERUM_PAGE (page);
  SalveProcedure *procedure = salve_wizard_page_get_procedure (page);
  SalveSession *session = salve_procedure_get_session (procedure);
  const char *product = salve_session_get_serum_product (session);
  const SalveTerm *term = salve_term_find (SALVE_VOCABULARY_SERUM, salve_session_get_serum_kind (session));
  gboolean can_next = salve_procedure_get_can_next (procedure);

  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    salve_choice_row_set_active (g_ptr_array_index (self->rows, i),
                                 g_strcmp0 (salve_choice_row_get_id (g_ptr_array_index (self->rows, i)),
                                            term != NULL ? term->id : NULL) == 0);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->product)), product != NULL ? product : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->product), product != NULL ? product : "");
  self->refreshing = FALSE;

  gtk_revealer_set_reveal_child (self->warning, term != NULL && term->avoid);
  salve_wizard_page_set_primary (page, _("Go on"), can_next);
  salve_wizard_page_set_hint (page, can_next ? NULL : _("Choose what you put on."));
}

static void
salve_serum_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_SERUM_PAGE);
  g_clear_pointer (&SALVE_SERUM_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_serum_page_parent_class)->dispose (object);
}

static void
salve_serum_page_class_init (SalveSerumPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_serum_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_serum_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-serum-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, good);
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, bad);
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, product);
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, warning);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
salve_serum_page_init (SalveSerumPage *self)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_SERUM, &n);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    add_row (self, &terms[i]);
}
