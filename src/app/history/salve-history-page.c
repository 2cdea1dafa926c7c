/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-history-page.h"

#include <glib/gi18n-lib.h>

#include "salve-clock.h"
#include "salve-history-edits.h"
#include "salve-history-row.h"
#include "salve-session-page.h"
#include "salve-store.h"
#include "salve-versions.h"
#include "salve-warning-strip.h"

struct _SalveHistoryPage
{
  AdwBin             parent_instance;

  SalveStore        *store;
  SalveClock        *clock;
  SalveHistoryEdits *edits;  /* of the store */
  const char        *state;
  guint              copied; /* how many sessions have several versions */
  GHashTable        *bound;  /* set of the GtkListItem that show a record */

  AdwToastOverlay   *overlay;
  GtkListView       *list;
  SalveSessionPage  *detail;
  GtkWidget         *start;
  SalveWarningStrip *problem;
};

G_DEFINE_FINAL_TYPE (SalveHistoryPage, salve_history_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STORE,
  PROP_CLOCK,
  PROP_STATE,
  PROP_COPIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
has_copied (gpointer this,
            guint    copied)
{
  return copied > 0;
}

static char *
get_copied (gpointer this,
            guint    copied)
{
  return g_strdup_printf (ngettext ("%u session was changed in two places at once. Nothing is lost.",
                                    "%u sessions were changed in two places at once. Nothing is lost.", copied), copied);
}

static gboolean
is_showing_detail (SalveHistoryPage *self)
{
  return g_str_equal (self->state, "detail");
}

static void
set_state (SalveHistoryPage *self,
           const char       *state)
{
  if (g_str_equal (self->state, state))
    return;

  self->state = state;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.back", is_showing_detail (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.remove", is_showing_detail (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static const char *
find_base_state (SalveHistoryPage *self)
{
  gboolean filled = self->store != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0;

  return filled ? "list" : "empty";
}

/* Where a row stands: between which records, for the heading of its month. */

static SalveRecord *
get_record (SalveHistoryPage *self,
            guint             position)
{
  return self->store != NULL ? g_list_model_get_item (G_LIST_MODEL (self->store), position) : NULL;
}

static void
place_row (SalveHistoryPage *self,
           GtkListItem      *item)
{
  SalveHistoryRow *row = SALVE_HISTORY_ROW (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  g_autoptr (SalveRecord) record = get_record (self, position);
  g_autoptr (SalveRecord) previous = position > 0 ? get_record (self, position - 1) : NULL;
  g_autoptr (SalveRecord) next = get_record (self, position + 1);

  /* Until the list has caught up with the store, positions are the old ones. */
  if (record != NULL && record == salve_history_row_get_record (row))
    salve_history_row_set_place (row, previous, next);
}

static void
on_position_changed (SalveHistoryPage *self,
                     GParamSpec       *pspec,
                     GtkListItem      *item)
{
  if (g_hash_table_contains (self->bound, item))
    place_row (self, item);
}

static void
on_setup (SalveHistoryPage *self,
          GtkListItem      *item)
{
  gtk_list_item_set_child (item, salve_history_row_new ());
  g_signal_connect_object (item, "notify::position", G_CALLBACK (on_position_changed), self, G_CONNECT_SWAPPED);
}

static void
on_bind (SalveHistoryPage *self,
         GtkListItem      *item)
{
  g_hash_table_add (self->bound, item);
  salve_history_row_set_record (SALVE_HISTORY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  place_row (self, item);
}

static void
on_unbind (SalveHistoryPage *self,
           GtkListItem      *item)
{
  SalveRecord *record = gtk_list_item_get_item (item);

  g_hash_table_remove (self->bound, item);
  salve_history_row_set_record (SALVE_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
  /* The rows in sight hold what was read of their files, not all that were ever in sight. */
  if (record != NULL && record != salve_session_page_get_record (self->detail))
    salve_record_forget (record);
}

static void
update_copied (SalveHistoryPage *self)
{
  guint copied = self->store != NULL ? salve_store_count_copied (self->store, NULL) : 0;

  if (self->copied == copied)
    return;
  self->copied = copied;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COPIED]);
}

/* What is shown may be another by now. What is gone stays on the screen: the person may be reading it. */
static void
follow_shown (SalveHistoryPage *self)
{
  SalveRecord *shown = salve_session_page_get_record (self->detail);
  g_autoptr (SalveRecord) record = shown != NULL ? salve_store_find (self->store, salve_record_get_name (shown)) : NULL;

  if (record != NULL && record != shown)
    salve_session_page_set_record (self->detail, record);
}

static void
on_records_changed (SalveHistoryPage *self)
{
  GHashTableIter iter;
  gpointer item;

  update_copied (self);
  if (is_showing_detail (self))
    follow_shown (self);
  else
    set_state (self, find_base_state (self));

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    place_row (self, item);
}

/* The list costs nothing before it is first seen. */
static void
attach_list (SalveHistoryPage *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->store == NULL || gtk_list_view_get_model (self->list) != NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
show_record (SalveHistoryPage *self,
             SalveRecord      *record)
{
  salve_session_page_set_record (self->detail, record);
  set_state (self, "detail");
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

static void
on_activate (SalveHistoryPage *self,
             guint             position)
{
  g_autoptr (SalveRecord) record = get_record (self, position);

  if (record != NULL)
    show_record (self, record);
}

/* Removing, merging, and their undo. */

static void
remove_shown (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (widget);
  SalveRecord *record = salve_session_page_get_record (self->detail);
  g_autofree char *name = NULL;

  /* What cannot be read is left where it is until the person decides. */
  if (record == NULL || self->edits == NULL || salve_record_get_session (record) == NULL)
    return;
  name = g_strdup (salve_record_get_name (record));
  salve_history_page_back (self);
  salve_history_edits_remove (self->edits, name);
}

/* Of the actions that name a session. */
static void
edit (GtkWidget *widget,
      GVariant  *name,
      void     (*how) (SalveHistoryEdits *edits, const char *name))
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (widget);

  if (self->edits != NULL)
    how (self->edits, g_variant_get_string (name, NULL));
}

static void
remove_named (GtkWidget  *widget,
              const char *action,
              GVariant   *name)
{
  edit (widget, name, salve_history_edits_remove);
}

static void
undo_remove (GtkWidget  *widget,
             const char *action,
             GVariant   *name)
{
  edit (widget, name, salve_history_edits_restore);
}

static void
undo_merge (GtkWidget  *widget,
            const char *action,
            GVariant   *name)
{
  edit (widget, name, salve_history_edits_unmerge);
}

static void
on_merged (SalveHistoryPage *self,
           const char       *name)
{
  if (self->edits != NULL)
    salve_history_edits_tell_merged (self->edits, name);
}

static void
on_separated (SalveHistoryPage *self)
{
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (_("Both sessions are in your history")));
}

/* Of the session that is shown or, in the list, of the newest that has several versions. */
static void
compare (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (widget);
  SalveRecord *shown = is_showing_detail (self) ? salve_session_page_get_record (self->detail) : NULL;
  g_autofree char *name = shown != NULL ? g_strdup (salve_record_get_name (shown)) : NULL;
  GtkRoot *root = gtk_widget_get_root (widget);
  SalveVersions *versions;

  if (self->store == NULL || self->clock == NULL)
    return;
  if (name == NULL)
    salve_store_count_copied (self->store, &name);
  if (name == NULL)
    return;
  salve_warning_strip_close (self->problem);
  versions = salve_versions_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->store, self->clock, name);
  g_signal_connect_object (versions, "merged", G_CALLBACK (on_merged), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (versions, "separated", G_CALLBACK (on_separated), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (versions));
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  salve_history_page_back (SALVE_HISTORY_PAGE (widget));
}

static void
set_store (SalveHistoryPage *self,
           SalveStore       *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  gtk_list_view_set_model (self->list, NULL);
  g_set_object (&self->store, store);
  g_clear_object (&self->edits);
  if (store != NULL)
    self->edits = salve_history_edits_new (store, self->overlay, self->problem);
  if (store != NULL)
    g_signal_connect_object (store, "items-changed", G_CALLBACK (on_records_changed), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  salve_history_page_back (self);
  set_state (self, find_base_state (self));
  update_copied (self);
  attach_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE]);
}

static void
salve_history_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_history_page_parent_class)->map (widget);

  attach_list (SALVE_HISTORY_PAGE (widget));
}

static void
salve_history_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (object);

  switch (prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STATE:
      g_value_set_static_string (value, self->state);
      break;
    case PROP_COPIED:
      g_value_set_uint (value, self->copied);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_history_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (object);

  switch (prop_id)
    {
    case PROP_STORE:
      set_store (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_history_page_dispose (GObject *object)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_HISTORY_PAGE);
  g_clear_object (&self->edits);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_history_page_parent_class)->dispose (object);
}

static void
salve_history_page_finalize (GObject *object)
{
  SalveHistoryPage *self = SALVE_HISTORY_PAGE (object);

  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (salve_history_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags ours = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = ours | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "empty", ours);
  properties[PROP_COPIED] = g_param_spec_uint ("copied", NULL, NULL, 0, G_MAXUINT, 0, ours);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SALVE_TYPE_SESSION_PAGE);
  g_type_ensure (SALVE_TYPE_WARNING_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveHistoryPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, SalveHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, SalveHistoryPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SalveHistoryPage, start);
  gtk_widget_class_bind_template_child (widget_class, SalveHistoryPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, has_copied);
  gtk_widget_class_bind_template_callback (widget_class, get_copied);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
show_named (GtkWidget  *widget,
            const char *action,
            GVariant   *name)
{
  salve_history_page_show (SALVE_HISTORY_PAGE (widget), g_variant_get_string (name, NULL));
}

static void
salve_history_page_class_init (SalveHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_history_page_get_property;
  object_class->set_property = salve_history_page_set_property;
  object_class->dispose = salve_history_page_dispose;
  object_class->finalize = salve_history_page_finalize;
  widget_class->map = salve_history_page_map;

  install_properties (object_class);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "history.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "history.show", "s", show_named);
  gtk_widget_class_install_action (widget_class, "history.remove", NULL, remove_shown);
  gtk_widget_class_install_action (widget_class, "history.remove-named", "s", remove_named);
  gtk_widget_class_install_action (widget_class, "history.undo", "s", undo_remove);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, compare);
  gtk_widget_class_install_action (widget_class, "history.unmerge", "s", undo_merge);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "history.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "history.back", NULL);
}

static void
salve_history_page_init (SalveHistoryPage *self)
{
  self->state = "empty";
  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.back", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.remove", FALSE);
}

GtkWidget *
salve_history_page_new (void)
{
  return g_object_new (SALVE_TYPE_HISTORY_PAGE, NULL);
}

/* Shows the record of this file name in detail, if there is one. */
gboolean
salve_history_page_show (SalveHistoryPage *self,
                         const char       *name)
{
  g_autoptr (SalveRecord) record = NULL;

  g_return_val_if_fail (SALVE_IS_HISTORY_PAGE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  record = self->store != NULL ? salve_store_find (self->store, name) : NULL;
  if (record == NULL)
    return FALSE;

  show_record (self, record);

  return TRUE;
}

/* Leaves the detail for the list, on the row where the person was. */
gboolean
salve_history_page_back (SalveHistoryPage *self)
{
  g_return_val_if_fail (SALVE_IS_HISTORY_PAGE (self), FALSE);

  if (!is_showing_detail (self))
    return FALSE;

  set_state (self, find_base_state (self));
  gtk_widget_grab_focus (g_str_equal (self->state, "list") ? GTK_WIDGET (self->list) : self->start);

  return TRUE;
}
