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
  AdwPreferencesGroup *naming;
  AdwEntryRow         *product;
  GtkRevealer         *warning;
  GPtrArray           *rows;   /* of SalveChoiceRow, owned by the group */
  gboolean             looked; /* at the shelf */
  gboolean             refreshing;
};

G_DEFINE_FINAL_TYPE (SalveSerumPage, salve_serum_page, SALVE_TYPE_WIZARD_PAGE)

#define GEL   "hyaluronic-acid"
#define NONE  "none"
#define BLAND "bland"

static SalveProcedure *
get_procedure (SalveSerumPage *self)
{
  return salve_wizard_page_get_procedure (SALVE_WIZARD_PAGE (self));
}

static void
on_chosen (SalveSerumPage *self,
           GParamSpec     *pspec,
           SalveChoiceRow *row)
{
  const char *id = salve_choice_row_get_id (row);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->product));

  if (self->refreshing || !salve_choice_row_get_active (row))
    return;
  if (g_str_equal (id, NONE))
    salve_procedure_set_serum (get_procedure (self), NONE, NULL);
  else if (g_str_equal (id, GEL))
    salve_procedure_set_serum (get_procedure (self), GEL, name[0] != '\0' ? name : NULL);
  else
    salve_procedure_set_serum (get_procedure (self), BLAND,
                               adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

/* The name is the gel's; of what stands on the shelf it is known. */
static void
on_named (SalveSerumPage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->product));

  if (!self->refreshing)
    salve_procedure_set_serum (get_procedure (self), GEL, name[0] != '\0' ? name : NULL);
}

static void
add_row (SalveSerumPage *self,
         SalveChoiceRow *row)
{
  if (self->rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->good, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
add_term (SalveSerumPage *self,
          const char     *id)
{
  const SalveTerm *term = salve_term_find (SALVE_VOCABULARY_SERUM, id);

  add_row (self, salve_choice_row_new (term->id, _(term->title), _(term->detail)));
}

/* Of the person's own products only those that are known to be bland. */
static void
add_products (SalveSerumPage *self)
{
  SalveShelf *shelf = salve_wizard_page_get_shelf (SALVE_WIZARD_PAGE (self));
  GListModel *products = shelf != NULL ? salve_shelf_get_products (shelf) : NULL;

  for (guint i = 0; products != NULL && i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr (SalveProduct) product = g_list_model_get_item (products, i);

      if (salve_product_is_bland (product))
        add_row (self, salve_choice_row_new (salve_product_get_id (product), salve_product_get_name (product),
                                             _("Bland, from your shelf. Better from the second day on.")));
    }
}

static gboolean
is_chosen (SalveChoiceRow *row,
           SalveSession   *session)
{
  const char *kind = salve_session_get_serum_kind (session);
  const char *id = salve_choice_row_get_id (row);

  if (g_strcmp0 (kind, BLAND) != 0)
    return g_strcmp0 (kind, id) == 0;

  return !g_str_equal (id, GEL) && !g_str_equal (id, NONE)
         && g_strcmp0 (salve_session_get_serum_product (session),
                       adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))) == 0;
}

static void
show_choice (SalveSerumPage *self,
             SalveSession   *session)
{
  gboolean gel = g_strcmp0 (salve_session_get_serum_kind (session), GEL) == 0;
  const char *product = gel ? salve_session_get_serum_product (session) : NULL;

  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    salve_choice_row_set_active (g_ptr_array_index (self->rows, i),
                                 is_chosen (g_ptr_array_index (self->rows, i), session));
  if (gel && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->product)), product != NULL ? product : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->product), product != NULL ? product : "");
  gtk_widget_set_visible (GTK_WIDGET (self->naming), gel);
  self->refreshing = FALSE;
}

/* A session that was resumed may hold what is not offered any more. */
static void
salve_serum_page_refresh (SalveWizardPage *page)
{
  SalveSerumPage *self = SALVE_SERUM_PAGE (page);
  SalveSession *session = salve_procedure_get_session (get_procedure (self));
  const SalveTerm *term = salve_term_find (SALVE_VOCABULARY_SERUM, salve_session_get_serum_kind (session));
  gboolean can_next = salve_procedure_get_can_next (get_procedure (self));

  if (!self->looked)
    add_products (self);
  self->looked = TRUE;
  show_choice (self, session);
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
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, naming);
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, product);
  gtk_widget_class_bind_template_child (widget_class, SalveSerumPage, warning);
  gtk_widget_class_bind_template_callback (widget_class, on_named);
}

static void
salve_serum_page_init (SalveSerumPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_term (self, GEL);
  add_term (self, NONE);
}
