/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-row.h"

#include "salve-product.h"
#include "salve-shelf-item.h"

/* More than any text has; see salve-choice-row. */
#define TEXT_LINES 12

struct _SalveShelfRow
{
  AdwActionRow  parent_instance;

  GObject      *entry;
  GtkImage     *icon;
};

G_DEFINE_FINAL_TYPE (SalveShelfRow, salve_shelf_row, ADW_TYPE_ACTION_ROW)

static const char *
find_icon (gpointer entry)
{
  if (SALVE_IS_SHELF_ITEM (entry))
    return salve_shelf_row_find_icon (salve_shelf_item_get_kind (entry));

  return salve_product_is_bland (entry) ? "salve-serum-symbolic" : "salve-products-symbolic";
}

/* For assistive programs: a row of a list offers them no action in GTK 4.8. */
static void
on_open (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static void
salve_shelf_row_dispose (GObject *object)
{
  g_clear_object (&SALVE_SHELF_ROW (object)->entry);

  G_OBJECT_CLASS (salve_shelf_row_parent_class)->dispose (object);
}

static void
salve_shelf_row_class_init (SalveShelfRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_shelf_row_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "row.open", NULL, on_open);
}

static void
salve_shelf_row_init (SalveShelfRow *self)
{
  GtkWidget *chevron = gtk_image_new_from_icon_name ("go-next-symbolic");

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "kind");
  gtk_widget_add_css_class (GTK_WIDGET (self), "shelf-row");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), chevron);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_object_set (self, "use-markup", FALSE, "title-lines", TEXT_LINES, "subtitle-lines", TEXT_LINES, NULL);
}

/* A SalveShelfItem or a SalveProduct. */
GtkWidget *
salve_shelf_row_new (gpointer entry)
{
  SalveShelfRow *self;

  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (entry) || SALVE_IS_PRODUCT (entry), NULL);

  self = g_object_new (SALVE_TYPE_SHELF_ROW, NULL);
  self->entry = g_object_ref (entry);

  return GTK_WIDGET (self);
}

gpointer
salve_shelf_row_get_entry (SalveShelfRow *self)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ROW (self), NULL);

  return self->entry;
}

void
salve_shelf_row_show (SalveShelfRow *self,
                      const char    *title,
                      const char    *what,
                      const char    *state,
                      gboolean       over)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (SALVE_IS_SHELF_ROW (self));
  g_return_if_fail (title != NULL && what != NULL);

  subtitle = state != NULL ? g_strconcat (what, "\n", state, NULL) : g_strdup (what);
  gtk_image_set_from_icon_name (self->icon, find_icon (self->entry));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
}

/* Also for the other places where a kind of device is shown. */
const char *
salve_shelf_row_find_icon (const char *device_kind)
{
  if (g_strcmp0 (device_kind, "pen") == 0)
    return "salve-pen-symbolic";
  if (g_strcmp0 (device_kind, "cartridge") == 0)
    return "salve-cartridge-symbolic";
  if (g_strcmp0 (device_kind, "stamp") == 0)
    return "salve-stamp-symbolic";

  return "salve-device-symbolic";
}
