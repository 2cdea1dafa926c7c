/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-device-editor.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-group.h"
#include "salve-number-row.h"
#include "salve-protocol.h"
#include "salve-term.h"

struct _SalveDeviceEditor
{
  AdwBin               parent_instance;

  SalveShelf          *shelf;
  SalveShelfItem      *item; /* NULL for a new one */
  GDate                today;

  GtkLabel            *heading;
  AdwPreferencesGroup *kinds;
  AdwPreferencesGroup *history;
  AdwPreferencesGroup *retired;
  AdwEntryRow         *name;
  SalveNumberRow      *needle;
  SalveNumberRow      *pieces;
  SalveDateRow        *first_use;
  SalveNumberRow      *uses_before;
  GtkLabel            *missing;
  GtkWidget           *remove;
  GPtrArray           *kind_rows;
  GPtrArray           *retired_rows;
};

G_DEFINE_FINAL_TYPE (SalveDeviceEditor, salve_device_editor, ADW_TYPE_BIN)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define IN_USE "in-use"

static const char *
find_active (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (rows, i)))
      return salve_choice_row_get_id (g_ptr_array_index (rows, i));

  return NULL;
}

static void
choose (GPtrArray  *rows,
        const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      SalveChoiceRow *row = g_ptr_array_index (rows, i);

      salve_choice_row_set_active (row, g_strcmp0 (salve_choice_row_get_id (row), id) == 0);
    }
}

/* What is asked depends on the kind: a box of cartridges has no first use, and a handle no needles
 * that wear. */
static void
update (SalveDeviceEditor *self)
{
  const char *kind = find_active (self->kind_rows);
  gboolean cartridges = g_strcmp0 (kind, "cartridge") == 0;
  gboolean handle = g_strcmp0 (kind, "pen") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->pieces), cartridges);
  gtk_widget_set_visible (GTK_WIDGET (self->history), kind != NULL && !cartridges && !handle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->needle),
                                 handle ? _("Needle length it is mostly set to") : _("Needle length"));
  gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
}

static void
add_row (SalveDeviceEditor   *self,
         AdwPreferencesGroup *group,
         GPtrArray           *rows,
         const char          *id,
         const char          *title,
         const char          *detail)
{
  SalveChoiceRow *row = salve_choice_row_new (id, title, detail);

  if (rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (rows, 0));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (rows, row);
}

static void
fill_rows (SalveDeviceEditor *self)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_SHELF, &n);

  for (guint i = 0; i < n; i++)
    add_row (self, self->kinds, self->kind_rows, terms[i].id, _(terms[i].title), _(terms[i].detail));

  add_row (self, self->retired, self->retired_rows, IN_USE, _("In use"), NULL);
  terms = salve_term_list (SALVE_VOCABULARY_RETIRED, &n);
  for (guint i = 0; i < n; i++)
    {
      /* Translators: of a device that is not to be used any more; %s is "dropped". */
      g_autofree char *title = g_strdup_printf (_("Out of use: %s"), _(terms[i].title));

      add_row (self, self->retired, self->retired_rows, terms[i].id, title, NULL);
    }
}

static gboolean
check (SalveInputRow *row)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (row)) || salve_input_row_check (row))
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

/* All are looked at, the last wrong one first, so that the first has the focus. */
static gboolean
is_right (SalveDeviceEditor *self)
{
  gboolean right = find_active (self->kind_rows) != NULL;
  gboolean asked = gtk_widget_get_visible (GTK_WIDGET (self->history));

  gtk_widget_set_visible (GTK_WIDGET (self->missing), !right);
  if (asked)
    {
      right = check (SALVE_INPUT_ROW (self->uses_before)) && right;
      right = check (SALVE_INPUT_ROW (self->first_use)) && right;
    }
  right = check (SALVE_INPUT_ROW (self->pieces)) && right;
  right = check (SALVE_INPUT_ROW (self->needle)) && right;

  return right;
}

static void
apply (SalveDeviceEditor *self,
       SalveShelfItem    *item)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  const char *retired = find_active (self->retired_rows);
  gboolean cartridges = g_strcmp0 (find_active (self->kind_rows), "cartridge") == 0;
  gboolean worn = gtk_widget_get_visible (GTK_WIDGET (self->history));

  g_object_set (item,
                "kind", find_active (self->kind_rows),
                "name", *name != '\0' ? name : NULL,
                "needle-mm", salve_number_row_get_value (self->needle),
                "pieces", cartridges ? (guint) salve_number_row_get_value (self->pieces) : 1,
                "first-use", worn ? salve_date_row_get_date (self->first_use) : NULL,
                "uses-before", worn ? (guint) salve_number_row_get_value (self->uses_before) : 0,
                NULL);
  if (g_strcmp0 (retired, IN_USE) == 0)
    salve_shelf_item_retire (item, NULL, NULL);
  else if (retired != NULL)
    salve_shelf_item_retire (item, retired, &self->today);
}

static void
on_save (SalveDeviceEditor *self)
{
  salve_device_editor_save (self);
}

static void
show_new (SalveDeviceEditor *self)
{
  gtk_label_set_label (self->heading, _("New device"));
  gtk_widget_set_visible (self->remove, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->retired), FALSE);
  choose (self->retired_rows, IN_USE);
  salve_number_row_set_value (self->uses_before, 0);
}

static void
show_item (SalveDeviceEditor *self)
{
  const char *retired = salve_shelf_item_get_retired (self->item);

  gtk_label_set_label (self->heading, salve_shelf_item_get_name (self->item));
  choose (self->kind_rows, salve_shelf_item_get_kind (self->item));
  choose (self->retired_rows, retired != NULL ? retired : IN_USE);
  if (salve_shelf_item_has_name (self->item))
    gtk_editable_set_text (GTK_EDITABLE (self->name), salve_shelf_item_get_name (self->item));
  salve_number_row_set_value (self->needle, salve_shelf_item_get_needle_mm (self->item));
  salve_number_row_set_value (self->pieces, salve_shelf_item_get_pieces (self->item));
  salve_number_row_set_value (self->uses_before, salve_shelf_item_get_uses_before (self->item));
  if (salve_shelf_item_get_first_use (self->item) != NULL)
    salve_date_row_set_date (self->first_use, salve_shelf_item_get_first_use (self->item));
}

/* What sessions were done with it does not become another thing afterwards. */
static void
lock_used (SalveDeviceEditor *self)
{
  gboolean handle = g_strcmp0 (salve_shelf_item_get_kind (self->item), "pen") == 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->kinds), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->needle), handle);
  adw_preferences_group_set_description (self->kinds, _("It was used already, so its kind stays as it is."));
}

static void
salve_device_editor_dispose (GObject *object)
{
  SalveDeviceEditor *self = SALVE_DEVICE_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_DEVICE_EDITOR);
  g_clear_pointer (&self->kind_rows, g_ptr_array_unref);
  g_clear_pointer (&self->retired_rows, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (salve_device_editor_parent_class)->dispose (object);
}

static void
salve_device_editor_class_init (SalveDeviceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_device_editor_dispose;

  signals[DONE] = g_signal_new ("done", SALVE_TYPE_DEVICE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (SALVE_TYPE_DATE_ROW);
  g_type_ensure (SALVE_TYPE_GROUP);
  g_type_ensure (SALVE_TYPE_NUMBER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-device-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, kinds);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, history);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, retired);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, name);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, needle);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, pieces);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, first_use);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, uses_before);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, missing);
  gtk_widget_class_bind_template_child (widget_class, SalveDeviceEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
salve_device_editor_init (SalveDeviceEditor *self)
{
  self->kind_rows = g_ptr_array_new ();
  self->retired_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (self->needle, "highest", SALVE_PROTOCOL_LONGEST_MM, "lowest", SALVE_PROTOCOL_SHORTEST_MM, NULL);
  g_object_set (self->pieces, "highest", (double) SALVE_SHELF_ITEM_MAX_PIECES, NULL);
  g_object_set (self->uses_before, "highest", (double) SALVE_SHELF_ITEM_MAX_USES, NULL);
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->name))),
                           SALVE_SHELF_ITEM_MAX_NAME);
  salve_number_row_set_value (self->pieces, 1);
  fill_rows (self);
  update (self);
}

/* Without an item for a new one; uses is how often it was used on record. */
GtkWidget *
salve_device_editor_new (SalveShelf     *shelf,
                         SalveShelfItem *item,
                         guint           uses,
                         const GDate    *today)
{
  SalveDeviceEditor *self;

  g_return_val_if_fail (SALVE_IS_SHELF (shelf), NULL);
  g_return_val_if_fail (item == NULL || SALVE_IS_SHELF_ITEM (item), NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (SALVE_TYPE_DEVICE_EDITOR, NULL);
  self->shelf = g_object_ref (shelf);
  self->today = *today;
  salve_date_row_set_latest (self->first_use, today, _("This day has not come yet."));
  if (g_set_object (&self->item, item))
    show_item (self);
  else
    show_new (self);
  if (item != NULL && uses > salve_shelf_item_get_uses_before (item))
    lock_used (self);
  update (self);

  return GTK_WIDGET (self);
}

/* The item that is or was edited; NULL while a new one is not saved. */
SalveShelfItem *
salve_device_editor_get_item (SalveDeviceEditor *self)
{
  g_return_val_if_fail (SALVE_IS_DEVICE_EDITOR (self), NULL);

  return self->item;
}

void
salve_device_editor_set_born (SalveDeviceEditor *self,
                              const GDate       *born)
{
  g_return_if_fail (SALVE_IS_DEVICE_EDITOR (self));

  salve_date_row_set_earliest (self->first_use, born, _("You were not born then."));
}

/* FALSE with what is wrong said at the field. */
gboolean
salve_device_editor_save (SalveDeviceEditor *self)
{
  g_autoptr (SalveShelfItem) item = NULL;

  g_return_val_if_fail (SALVE_IS_DEVICE_EDITOR (self), FALSE);

  if (!is_right (self))
    return FALSE;
  if (self->item != NULL)
    {
      apply (self, self->item);
      if (!salve_shelf_keep_item (self->shelf, self->item))
        return FALSE;
    }
  else
    {
      item = salve_shelf_item_new (find_active (self->kind_rows), NULL,
                                   salve_number_row_get_value (self->needle), &self->today);
      apply (self, item);
      if (!salve_shelf_insert_item (self->shelf, item, G_MAXUINT))
        return FALSE;
      g_set_object (&self->item, item);
    }
  g_signal_emit (self, signals[DONE], 0);

  return TRUE;
}
