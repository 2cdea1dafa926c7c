/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-product-editor.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-group.h"
#include "salve-term.h"

struct _SalveProductEditor
{
  AdwBin               parent_instance;

  SalveShelf          *shelf;
  SalveProduct        *product; /* NULL for a new one */
  gboolean             choosing;

  GtkLabel            *heading;
  AdwEntryRow         *name;
  GtkWidget           *nameless;
  AdwPreferencesGroup *marks;
  GtkWidget           *unmarked;
  GtkWidget           *remove;
  SalveChoiceRow      *rows[SALVE_N_MARKS];
};

G_DEFINE_FINAL_TYPE (SalveProductEditor, salve_product_editor, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The rows go as the bits of SalveMarks do. */
static SalveMarks
get_marks (SalveProductEditor *self)
{
  SalveMarks marks = 0;

  for (guint i = 0; i < SALVE_N_MARKS; i++)
    if (salve_choice_row_get_active (self->rows[i]))
      marks |= 1u << i;

  return marks;
}

static void
set_marks (SalveProductEditor *self,
           SalveMarks          marks)
{
  self->choosing = TRUE;
  for (guint i = 0; i < SALVE_N_MARKS; i++)
    salve_choice_row_set_active (self->rows[i], (marks & (1u << i)) != 0);
  self->choosing = FALSE;
}

/* Bland means none of the others: each takes the other back. */
static void
on_chosen (SalveProductEditor *self,
           GParamSpec         *pspec,
           SalveChoiceRow     *row)
{
  SalveMarks marks = get_marks (self);

  if (self->choosing)
    return;
  gtk_widget_set_visible (self->unmarked, FALSE);
  if ((marks & SALVE_MARK_BLAND) == 0 || marks == SALVE_MARK_BLAND)
    return;
  set_marks (self, g_str_equal (salve_choice_row_get_id (row), "bland") ? SALVE_MARK_BLAND
                                                                        : marks & ~SALVE_MARK_BLAND);
}

static void
on_typed (SalveProductEditor *self)
{
  gtk_widget_set_visible (self->nameless, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
}

static void
on_save (SalveProductEditor *self)
{
  salve_product_editor_save (self);
}

/* Without the blanks around it. */
static char *
dup_name (SalveProductEditor *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static gboolean
is_right (SalveProductEditor *self,
          const char         *name)
{
  gboolean named = *name != '\0';
  gboolean marked = get_marks (self) != 0;

  gtk_widget_set_visible (self->nameless, !named);
  gtk_widget_set_visible (self->unmarked, !marked);
  if (!marked)
    gtk_widget_child_focus (GTK_WIDGET (self->rows[0]), GTK_DIR_TAB_FORWARD);
  if (!named)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
    }

  return named && marked;
}

static void
salve_product_editor_dispose (GObject *object)
{
  SalveProductEditor *self = SALVE_PRODUCT_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_PRODUCT_EDITOR);
  g_clear_object (&self->product);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (salve_product_editor_parent_class)->dispose (object);
}

static void
salve_product_editor_class_init (SalveProductEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_product_editor_dispose;

  signals[DONE] = g_signal_new ("done", SALVE_TYPE_PRODUCT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (SALVE_TYPE_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-product-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, name);
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, nameless);
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, marks);
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, unmarked);
  gtk_widget_class_bind_template_child (widget_class, SalveProductEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
salve_product_editor_init (SalveProductEditor *self)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_MARK, &n);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->name))), SALVE_PRODUCT_MAX_NAME);
  g_assert (n == SALVE_N_MARKS);
  for (guint i = 0; i < n; i++)
    {
      self->rows[i] = salve_choice_row_new (terms[i].id, _(terms[i].title), _(terms[i].detail));
      g_signal_connect_object (self->rows[i], "notify::active", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->marks, GTK_WIDGET (self->rows[i]));
    }
}

/* Without a product for a new one. */
GtkWidget *
salve_product_editor_new (SalveShelf   *shelf,
                          SalveProduct *product)
{
  SalveProductEditor *self;

  g_return_val_if_fail (SALVE_IS_SHELF (shelf), NULL);
  g_return_val_if_fail (product == NULL || SALVE_IS_PRODUCT (product), NULL);

  self = g_object_new (SALVE_TYPE_PRODUCT_EDITOR, NULL);
  self->shelf = g_object_ref (shelf);
  gtk_label_set_label (self->heading, product != NULL ? salve_product_get_name (product) : _("New product"));
  gtk_widget_set_visible (self->remove, product != NULL);
  if (g_set_object (&self->product, product))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), salve_product_get_name (product));
      set_marks (self, salve_product_get_marks (product));
    }

  return GTK_WIDGET (self);
}

/* The product that is or was edited; NULL while a new one is not saved. */
SalveProduct *
salve_product_editor_get_product (SalveProductEditor *self)
{
  g_return_val_if_fail (SALVE_IS_PRODUCT_EDITOR (self), NULL);

  return self->product;
}

/* FALSE with what is missing said at the field. */
gboolean
salve_product_editor_save (SalveProductEditor *self)
{
  g_autoptr (SalveProduct) product = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SALVE_IS_PRODUCT_EDITOR (self), FALSE);

  name = dup_name (self);
  if (!is_right (self, name))
    return FALSE;
  if (self->product != NULL)
    {
      salve_product_set (self->product, name, get_marks (self));
      if (!salve_shelf_keep_product (self->shelf, self->product))
        return FALSE;
    }
  else
    {
      product = salve_product_new (name, get_marks (self));
      if (!salve_shelf_insert_product (self->shelf, product, G_MAXUINT))
        return FALSE;
      g_set_object (&self->product, product);
    }
  g_signal_emit (self, signals[DONE], 0);

  return TRUE;
}
