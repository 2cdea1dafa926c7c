/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-pause-group.h"

#include <glib/gi18n.h>

#include "salve-planner.h"
#include "salve-profile.h"
#include "salve-shelf-fit.h"
#include "salve-shelf.h"

/* More than any text has; see salve-choice-row. */
#define TEXT_LINES 12

struct _SalvePauseGroup
{
  AdwPreferencesGroup  parent_instance;

  SalveProfile        *profile;
  SalveShelf          *shelf;
  gint64               now;
  GPtrArray           *rows; /* owned by the group */
};

G_DEFINE_FINAL_TYPE (SalvePauseGroup, salve_pause_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_NOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
get_today (SalvePauseGroup *self,
           GDate           *today)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (self->now / G_USEC_PER_SEC);

  salve_clock_get_day (now, today);
}

static void
remove_rows (SalvePauseGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_product (SalvePauseGroup *self,
             SalveProduct    *product,
             const GDate     *today)
{
  g_autofree char *words =
    salve_planner_describe_pause (salve_product_get_marks (product), salve_shelf_fit_get_longest_mm (self->shelf),
                                  salve_profile_get_planned (self->profile), today);
  GtkWidget *row;

  if (words == NULL)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup", FALSE,
                      "title-lines", TEXT_LINES,
                      "subtitle-lines", TEXT_LINES,
                      NULL);
  /* Once it is known that the name is no markup. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), salve_product_get_name (product));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* The shelf is not read while nothing is planned. */
static void
update (SalvePauseGroup *self)
{
  GListModel *products = NULL;
  GDate today;

  remove_rows (self);
  if (self->profile != NULL && self->shelf != NULL && self->now > 0
      && salve_profile_get_planned (self->profile) != NULL)
    products = salve_shelf_get_products (self->shelf);
  get_today (self, &today);
  for (guint i = 0; products != NULL && i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr (SalveProduct) product = g_list_model_get_item (products, i);

      add_product (self, product, &today);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
follow (SalvePauseGroup *self,
        gpointer         field,
        gpointer         object,
        GParamSpec      *pspec)
{
  GObject **place = field;

  if (*place == object)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, object);
  if (object != NULL)
    g_signal_connect_object (object, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

/* Which of the days it is matters, not the minute. */
static void
set_now (SalvePauseGroup *self,
         gint64           now)
{
  GDate before, today;

  if (self->now == now)
    return;
  get_today (self, &before);
  self->now = now;
  get_today (self, &today);
  if (g_date_compare (&before, &today) != 0)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
}

static void
salve_pause_group_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalvePauseGroup *self = SALVE_PAUSE_GROUP (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_SHELF:
      g_value_set_object (value, self->shelf);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_pause_group_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalvePauseGroup *self = SALVE_PAUSE_GROUP (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      follow (self, &self->profile, g_value_get_object (value), pspec);
      break;
    case PROP_SHELF:
      follow (self, &self->shelf, g_value_get_object (value), pspec);
      break;
    case PROP_NOW:
      set_now (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_pause_group_dispose (GObject *object)
{
  SalvePauseGroup *self = SALVE_PAUSE_GROUP (object);

  g_clear_object (&self->shelf);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_pause_group_parent_class)->dispose (object);
}

static void
salve_pause_group_class_init (SalvePauseGroupClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_pause_group_get_property;
  object_class->set_property = salve_pause_group_set_property;
  object_class->dispose = salve_pause_group_dispose;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, flags);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_pause_group_init (SalvePauseGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Products to pause before it"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
