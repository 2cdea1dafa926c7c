/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-page.h"

#include <glib/gi18n.h>

#include "salve-device-editor.h"
#include "salve-document-notice.h"
#include "salve-group.h"
#include "salve-planned-group.h"
#include "salve-planner.h"
#include "salve-product-editor.h"
#include "salve-profile.h"
#include "salve-shelf-fit.h"
#include "salve-shelf-row.h"
#include "salve-shelf.h"
#include "salve-store.h"

struct _SalveShelfPage
{
  AdwBin               parent_instance;

  SalveClock          *clock;
  SalveStore          *store;
  SalveShelf          *shelf;
  SalveProfile        *profile;
  SalveAftercare      *aftercare;
  guint                alarm;
  gboolean             attached; /* the lists show the shelf */
  GObject             *edited;   /* what the editor shows, or showed last: the focus returns there */
  GObject             *removed;  /* for the undo */
  guint                position; /* where it was */

  GtkWidget           *list;
  GtkWidget           *editing;
  AdwBin              *editor;
  SalvePlannedGroup   *planned;
  GtkListBox          *devices;
  GtkListBox          *products;
  GtkWidget           *read_only;
  SalveDocumentNotice *versions;
};

G_DEFINE_FINAL_TYPE (SalveShelfPage, salve_shelf_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_SHELF,
  PROP_PROFILE,
  PROP_AFTERCARE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void refresh (SalveShelfPage *self);

/* --- the words --- */

static void
get_today (SalveShelfPage *self,
           GDate          *today)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  g_autoptr (GDateTime) local = g_date_time_to_local (now);

  salve_clock_get_day (local, today);
}

static void
show_item (SalveShelfPage *self,
           SalveShelfRow  *row,
           SalveShelfItem *item,
           const GDate    *today)
{
  SalveShelfUse use = { 0 };
  g_autofree char *what = salve_shelf_item_describe (item);
  g_autofree char *state = NULL;
  gboolean over;

  salve_shelf_get_use (self->shelf, G_LIST_MODEL (self->store), item, &use);
  state = salve_shelf_life_describe (item, &use, today);
  over = salve_shelf_life_is_over (salve_shelf_life_judge (item, &use, today));
  if (salve_shelf_item_has_name (item))
    salve_shelf_row_show (row, salve_shelf_item_get_name (item), what, state, over);
  else
    salve_shelf_row_show (row, what, state, NULL, over);
}

/* What holds now comes before what is to come. */
static gint64
show_product (SalveShelfPage *self,
              SalveShelfRow  *row,
              SalveProduct   *product,
              const GDate    *today)
{
  SalveMarks marks = salve_product_get_marks (product);
  gint64 now = salve_clock_get_time (self->clock);
  gint64 until = salve_planner_get_return (marks, self->aftercare, G_LIST_MODEL (self->store), now);
  g_autofree char *what = salve_product_describe (product);
  g_autofree char *state = salve_planner_describe_return (marks, until, now);

  if (state == NULL)
    state = salve_planner_describe_pause (marks, salve_shelf_fit_get_longest_mm (self->shelf),
                                          salve_profile_get_planned (self->profile), today);
  salve_shelf_row_show (row, salve_product_get_name (product), what, state, FALSE);

  return until > 0 ? until : SALVE_CLOCK_NEVER;
}

static void
on_alarm (gpointer data)
{
  SalveShelfPage *self = data;

  self->alarm = 0;
  refresh (self);
}

static gboolean
is_ready (SalveShelfPage *self)
{
  return self->clock != NULL && self->store != NULL && self->shelf != NULL && self->profile != NULL
         && self->aftercare != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));
}

/* Words are kept true only while they can be seen. */
static void
refresh (SalveShelfPage *self)
{
  g_autoptr (GDateTime) now = NULL;
  gint64 next;
  GtkListBoxRow *row;
  GDate today;

  if (!is_ready (self))
    return;
  now = salve_clock_now (self->clock);
  salve_clock_get_day (now, &today);
  next = salve_clock_get_midnight (now);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->devices, i)) != NULL; i++)
    show_item (self, SALVE_SHELF_ROW (row), salve_shelf_row_get_entry (SALVE_SHELF_ROW (row)), &today);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->products, i)) != NULL; i++)
    next = MIN (next, show_product (self, SALVE_SHELF_ROW (row), salve_shelf_row_get_entry (SALVE_SHELF_ROW (row)),
                                    &today));
  salve_planned_group_show (self->planned, self->profile, &today);
  gtk_widget_set_visible (self->read_only, salve_shelf_get_read_only (self->shelf));
  salve_clock_clear_alarm (self->clock, &self->alarm);
  self->alarm = salve_clock_add_alarm (self->clock, next, on_alarm, self);
}

/* --- the two pages --- */

static void
focus_entry (SalveShelfPage *self,
             gpointer        entry)
{
  GtkListBox *lists[] = { self->devices, self->products };
  GtkListBoxRow *row;

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (int i = 0; (row = gtk_list_box_get_row_at_index (lists[l], i)) != NULL; i++)
      if (salve_shelf_row_get_entry (SALVE_SHELF_ROW (row)) == entry)
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          return;
        }
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

static void
show_editing (SalveShelfPage *self,
              gboolean        editing)
{
  gtk_widget_set_visible (self->editing, editing);
  gtk_widget_set_visible (self->list, !editing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shelf.back", editing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shelf.remove", editing && self->edited != NULL);
}

static void
leave_editor (SalveShelfPage *self)
{
  show_editing (self, FALSE);
  focus_entry (self, self->edited);
  adw_bin_set_child (self->editor, NULL);
  refresh (self);
}

static void
on_device_done (SalveShelfPage    *self,
                SalveDeviceEditor *editor)
{
  g_set_object (&self->edited, G_OBJECT (salve_device_editor_get_item (editor)));
  leave_editor (self);
}

static void
on_product_done (SalveShelfPage     *self,
                 SalveProductEditor *editor)
{
  g_set_object (&self->edited, G_OBJECT (salve_product_editor_get_product (editor)));
  leave_editor (self);
}

static void
open_editor (SalveShelfPage *self,
             gpointer        entry,
             GtkWidget      *editor,
             GCallback       on_done)
{
  g_set_object (&self->edited, entry);
  g_signal_connect_object (editor, "done", on_done, self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->editor, editor);
  show_editing (self, TRUE);
  gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD);
}

static void
edit_item (SalveShelfPage *self,
           SalveShelfItem *item)
{
  guint uses = item != NULL ? salve_shelf_count_uses (self->shelf, G_LIST_MODEL (self->store), item) : 0;
  GtkWidget *editor;
  GDate today;

  get_today (self, &today);
  editor = salve_device_editor_new (self->shelf, item, uses, &today);
  salve_device_editor_set_born (SALVE_DEVICE_EDITOR (editor), salve_profile_get_born (self->profile));
  open_editor (self, item, editor, G_CALLBACK (on_device_done));
}

static void
edit_product (SalveShelfPage *self,
              SalveProduct   *product)
{
  open_editor (self, product, salve_product_editor_new (self->shelf, product), G_CALLBACK (on_product_done));
}

/* What a newer version wrote is only shown. */
static void
on_row_activated (SalveShelfPage *self,
                  AdwActionRow   *row)
{
  gpointer entry = salve_shelf_row_get_entry (SALVE_SHELF_ROW (row));

  if (salve_shelf_get_read_only (self->shelf))
    return;
  if (SALVE_IS_SHELF_ITEM (entry))
    edit_item (self, entry);
  else
    edit_product (self, entry);
}

static GtkWidget *
create_row (gpointer entry,
            gpointer data)
{
  GtkWidget *row = salve_shelf_row_new (entry);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), data, G_CONNECT_SWAPPED);

  return row;
}

/* Nothing is read before the page is first seen. */
static void
attach (SalveShelfPage *self)
{
  if (!is_ready (self) || self->attached)
    return;
  self->attached = TRUE;
  gtk_list_box_bind_model (self->devices, G_LIST_MODEL (self->shelf), create_row, self, NULL);
  gtk_list_box_bind_model (self->products, salve_shelf_get_products (self->shelf), create_row, self, NULL);
}

/* --- actions --- */

static void
on_add_device (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  edit_item (SALVE_SHELF_PAGE (widget), NULL);
}

static void
on_add_product (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  edit_product (SALVE_SHELF_PAGE (widget), NULL);
}

static void
on_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  leave_editor (SALVE_SHELF_PAGE (widget));
}

static void
say_removed (SalveShelfPage *self)
{
  AdwToast *toast = adw_toast_new (SALVE_IS_SHELF_ITEM (self->removed) ? _("Device removed")
                                                                       : _("Product removed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "shelf.undo");
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (adw_bin_get_child (ADW_BIN (self))), toast);
}

static void
on_remove (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (widget);
  g_autoptr (GObject) entry = g_object_ref (self->edited);
  guint position = SALVE_IS_SHELF_ITEM (entry) ? salve_shelf_remove_item (self->shelf, SALVE_SHELF_ITEM (entry))
                                               : salve_shelf_remove_product (self->shelf, SALVE_PRODUCT (entry));

  leave_editor (self);
  if (position == G_MAXUINT)
    return;
  g_set_object (&self->removed, entry);
  self->position = position;
  say_removed (self);
}

static void
on_undo (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (widget);
  g_autoptr (GObject) entry = g_steal_pointer (&self->removed);

  if (entry == NULL)
    return;
  if (SALVE_IS_SHELF_ITEM (entry))
    salve_shelf_insert_item (self->shelf, SALVE_SHELF_ITEM (entry), self->position);
  else
    salve_shelf_insert_product (self->shelf, SALVE_PRODUCT (entry), self->position);
  focus_entry (self, entry);
}

/* --- overrides --- */

static void
follow (SalveShelfPage *self,
        gpointer        field,
        const GValue   *value,
        const char     *signal)
{
  GObject **object = field;

  if (*object != NULL)
    g_signal_handlers_disconnect_by_data (*object, self);
  g_set_object (object, g_value_get_object (value));
  if (*object != NULL)
    g_signal_connect_object (*object, signal, G_CALLBACK (refresh), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  attach (self);
  refresh (self);
}

static void
salve_shelf_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      salve_clock_clear_alarm (self->clock, &self->alarm);
      follow (self, &self->clock, value, "jumped");
      break;
    case PROP_STORE:
      follow (self, &self->store, value, "items-changed");
      break;
    case PROP_SHELF:
      follow (self, &self->shelf, value, "changed");
      break;
    case PROP_PROFILE:
      follow (self, &self->profile, value, "changed");
      break;
    case PROP_AFTERCARE:
      follow (self, &self->aftercare, value, "changed");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
follow_versions (SalveShelfPage *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (self->shelf == NULL)
    return;
  g_object_get (self->shelf, "folder", &folder, NULL);
  path = g_build_filename (folder, SALVE_SHELF_NAME, NULL);
  salve_document_notice_follow (self->versions, path, SALVE_FILE_SHELF);
}

static void
salve_shelf_page_map (GtkWidget *widget)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (widget);

  GTK_WIDGET_CLASS (salve_shelf_page_parent_class)->map (widget);

  attach (self);
  refresh (self);
  follow_versions (self);
}

static void
salve_shelf_page_unmap (GtkWidget *widget)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (widget);

  salve_clock_clear_alarm (self->clock, &self->alarm);

  GTK_WIDGET_CLASS (salve_shelf_page_parent_class)->unmap (widget);
}

static void
salve_shelf_page_dispose (GObject *object)
{
  SalveShelfPage *self = SALVE_SHELF_PAGE (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->devices != NULL)
    gtk_list_box_bind_model (self->devices, NULL, NULL, NULL, NULL);
  if (self->products != NULL)
    gtk_list_box_bind_model (self->products, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_SHELF_PAGE);
  g_clear_object (&self->removed);
  g_clear_object (&self->edited);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->profile);
  g_clear_object (&self->shelf);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_shelf_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, flags);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, flags);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, flags);
  properties[PROP_AFTERCARE] = g_param_spec_object ("aftercare", NULL, NULL, SALVE_TYPE_AFTERCARE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "shelf.add-device", NULL, on_add_device);
  gtk_widget_class_install_action (widget_class, "shelf.add-product", NULL, on_add_product);
  gtk_widget_class_install_action (widget_class, "shelf.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "shelf.remove", NULL, on_remove);
  gtk_widget_class_install_action (widget_class, "shelf.undo", NULL, on_undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "shelf.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shelf.back", NULL);
}

static void
salve_shelf_page_class_init (SalveShelfPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = salve_shelf_page_set_property;
  object_class->dispose = salve_shelf_page_dispose;
  widget_class->map = salve_shelf_page_map;
  widget_class->unmap = salve_shelf_page_unmap;
  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (SALVE_TYPE_DOCUMENT_NOTICE);
  g_type_ensure (SALVE_TYPE_GROUP);
  g_type_ensure (SALVE_TYPE_PLANNED_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-shelf-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, list);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, editing);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, editor);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, planned);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, devices);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, products);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, read_only);
  gtk_widget_class_bind_template_child (widget_class, SalveShelfPage, versions);
}

static void
salve_shelf_page_init (SalveShelfPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_editing (self, FALSE);
}

GtkWidget *
salve_shelf_page_new (void)
{
  return g_object_new (SALVE_TYPE_SHELF_PAGE, NULL);
}
