/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-feeling-page.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-group.h"
#include "salve-term.h"

#define NOT_TOLD (-1)

struct _SalveFeelingPage
{
  SalveWizardPage      parent_instance;

  GtkScale            *pain;
  GtkLabel            *pain_value;
  AdwPreferencesGroup *erythema;
  GPtrArray           *rows; /* of SalveChoiceRow, owned by the group */
  gboolean             told; /* the scale was moved: before, 0 would be an answer that nobody gave */
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveFeelingPage, salve_feeling_page, SALVE_TYPE_WIZARD_PAGE)

static int
get_erythema (SalveFeelingPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->rows, i)))
      return (int) i;

  return NOT_TOLD;
}

static void
tell (SalveFeelingPage *self)
{
  int pain = (int) gtk_range_get_value (GTK_RANGE (self->pain));

  if (!self->refreshing)
    salve_procedure_set_feeling (salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self)),
                                 self->told ? pain : NOT_TOLD, get_erythema (self));
}

static void
on_pain_changed (SalveFeelingPage *self)
{
  self->told |= !self->refreshing;
  tell (self);
}

static void
add_row (SalveFeelingPage *self,
         const SalveTerm  *term)
{
  SalveChoiceRow *row = salve_choice_row_new (term->id, _(term->title), NULL);

  if (self->rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->erythema, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static char *
describe_pain (int pain)
{
  if (pain == NOT_TOLD)
    return g_strdup (_("Not told"));

  /* Translators: a pain rating; the worst is 10. */
  return g_strdup_printf (_("%d of %d"), pain, 10);
}

static void
salve_feeling_page_refresh (SalveWizardPage *page)
{
  SalveFeelingPage *self = SALVE_FEELING_PAGE (page);
  SalveSession *session = salve_procedure_get_session (salve_wizard_page_get_procedure (page));
  int pain = salve_session_get_pain (session);
  int erythema = salve_session_get_erythema (session);
  g_autofree char *words = describe_pain (pain);

  self->refreshing = TRUE;
  self->told = pain != NOT_TOLD;
  gtk_range_set_value (GTK_RANGE (self->pain), MAX (pain, 0));
  gtk_label_set_label (self->pain_value, words);
  for (guint i = 0; i < self->rows->len; i++)
    salve_choice_row_set_active (g_ptr_array_index (self->rows, i), (int) i == erythema);
  self->refreshing = FALSE;

  salve_wizard_page_set_primary (page, _("Go on to aftercare"), TRUE);
  salve_wizard_page_set_hint (page, _("Both are for your history. You may leave them out."));
}

static void
salve_feeling_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_FEELING_PAGE);
  g_clear_pointer (&SALVE_FEELING_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_feeling_page_parent_class)->dispose (object);
}

static void
salve_feeling_page_class_init (SalveFeelingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_feeling_page_dispose;
  SALVE_WIZARD_PAGE_CLASS (klass)->refresh = salve_feeling_page_refresh;

  g_type_ensure (SALVE_TYPE_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-feeling-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveFeelingPage, pain);
  gtk_widget_class_bind_template_child (widget_class, SalveFeelingPage, pain_value);
  gtk_widget_class_bind_template_child (widget_class, SalveFeelingPage, erythema);
  gtk_widget_class_bind_template_callback (widget_class, on_pain_changed);
}

static void
salve_feeling_page_init (SalveFeelingPage *self)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_ERYTHEMA, &n);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    add_row (self, &terms[i]);
}
