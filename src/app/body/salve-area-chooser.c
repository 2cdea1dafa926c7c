/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-area-chooser.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-body-figure.h"
#include "salve-choice-row.h"
#include "salve-closures.h"
#include "salve-group.h"

struct _SalveAreaChooser
{
  GtkBox               parent_instance;

  SalveIntervals      *intervals;
  gboolean             narrow;
  gboolean             plain;
  gboolean             setting;

  SalveBodyFigure     *figure;
  AdwBin              *notice;
  AdwPreferencesGroup *group;
  GPtrArray           *rows;  /* of SalveChoiceRow, owned by the group */
  GPtrArray           *chips; /* of their “Too soon” */
};

G_DEFINE_FINAL_TYPE (SalveAreaChooser, salve_area_chooser, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_AREAS,
  PROP_INTERVALS,
  PROP_NARROW,
  PROP_NOTICE,
  PROP_PLAIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* When the area was treated and, once it is chosen, what to spare there. */
static char *
describe (SalveAreaChooser *self,
          const SalveArea  *area,
          gboolean          chosen)
{
  g_autofree char *explained = NULL;

  if (self->plain)
    return NULL;
  if (self->intervals != NULL)
    explained = salve_intervals_explain (self->intervals, area->id, 0);
  if (!chosen)
    return g_steal_pointer (&explained);
  if (explained == NULL)
    return g_strdup (area->spare);

  return g_strconcat (explained, "\n", area->spare, NULL);
}

static void
update_row (SalveAreaChooser *self,
            guint             i)
{
  SalveChoiceRow *row = g_ptr_array_index (self->rows, i);
  const SalveArea *area = salve_area_find (salve_choice_row_get_id (row));
  gboolean chosen = g_strv_contains (salve_area_chooser_get_areas (self), area->id);
  g_autofree char *subtitle = describe (self, area, chosen);
  gboolean soon = self->intervals != NULL
                  && salve_intervals_get_recency (self->intervals, area->id) == SALVE_RECENCY_TOO_SOON;

  salve_choice_row_set_active (row, chosen);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (g_ptr_array_index (self->chips, i), soon && !self->narrow);
}

static void
update_rows (SalveAreaChooser *self)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, i);
  self->setting = FALSE;
}

/* Beside a list the figure keeps its size whatever the list has to say. */
static void
update_figure_width (SalveAreaChooser *self)
{
  GtkWidget *figure = GTK_WIDGET (self->figure);
  int natural;

  gtk_widget_set_size_request (figure, -1, -1);
  gtk_widget_measure (figure, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (!self->narrow)
    gtk_widget_set_size_request (figure, natural, -1);
}

static void
update_intervals (SalveAreaChooser *self)
{
  salve_body_figure_set_intervals (self->figure, self->intervals);
  update_rows (self);
}

static void
on_picked (SalveAreaChooser *self)
{
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AREAS]);
}

static void
on_chosen (SalveAreaChooser *self,
           GParamSpec       *pspec,
           SalveChoiceRow   *row)
{
  SalveBodyArea *area = salve_body_figure_get_area (self->figure, salve_choice_row_get_id (row));

  if (!self->setting)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (area), salve_choice_row_get_active (row));
}

static void
add_row (SalveAreaChooser *self,
         const SalveArea  *area)
{
  SalveChoiceRow *row = salve_choice_row_new (area->id, area->name, NULL);
  GtkWidget *chip = gtk_label_new (_("Too soon"));

  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "too-soon");
  gtk_widget_add_css_class (chip, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->chips, chip);
}

static void
salve_area_chooser_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SalveAreaChooser *self = SALVE_AREA_CHOOSER (object);

  switch (prop_id)
    {
    case PROP_AREAS:
      g_value_set_boxed (value, salve_area_chooser_get_areas (self));
      break;
    case PROP_INTERVALS:
      g_value_set_object (value, self->intervals);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_PLAIN:
      g_value_set_boolean (value, self->plain);
      break;
    case PROP_NOTICE:
      g_value_set_object (value, adw_bin_get_child (self->notice));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_area_chooser_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveAreaChooser *self = SALVE_AREA_CHOOSER (object);

  switch (prop_id)
    {
    case PROP_AREAS:
      salve_area_chooser_set_areas (self, g_value_get_boxed (value));
      break;
    case PROP_INTERVALS:
      salve_area_chooser_set_intervals (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      salve_area_chooser_set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_PLAIN:
      salve_area_chooser_set_plain (self, g_value_get_boolean (value));
      break;
    case PROP_NOTICE:
      adw_bin_set_child (self->notice, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_area_chooser_dispose (GObject *object)
{
  SalveAreaChooser *self = SALVE_AREA_CHOOSER (object);

  if (self->intervals != NULL)
    g_signal_handlers_disconnect_by_data (self->intervals, self);
  g_clear_object (&self->intervals);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_AREA_CHOOSER);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_area_chooser_parent_class)->dispose (object);
}

static void
salve_area_chooser_class_init (SalveAreaChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_area_chooser_get_property;
  object_class->set_property = salve_area_chooser_set_property;
  object_class->dispose = salve_area_chooser_dispose;

  properties[PROP_AREAS] = g_param_spec_boxed ("areas", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_INTERVALS] = g_param_spec_object ("intervals", NULL, NULL, SALVE_TYPE_INTERVALS, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_PLAIN] = g_param_spec_boolean ("plain", NULL, NULL, FALSE, flags);
  properties[PROP_NOTICE] = g_param_spec_object ("notice", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SALVE_TYPE_BODY_FIGURE);
  g_type_ensure (SALVE_TYPE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-area-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAreaChooser, figure);
  gtk_widget_class_bind_template_child (widget_class, SalveAreaChooser, notice);
  gtk_widget_class_bind_template_child (widget_class, SalveAreaChooser, group);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_not);
}

static void
salve_area_chooser_init (SalveAreaChooser *self)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->chips = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    add_row (self, &areas[i]);
  update_figure_width (self);
  update_rows (self);
}

GtkWidget *
salve_area_chooser_new (void)
{
  return g_object_new (SALVE_TYPE_AREA_CHOOSER, NULL);
}

/* The ids of the chosen areas, in the order of salve_area_list(). */
const char * const *
salve_area_chooser_get_areas (SalveAreaChooser *self)
{
  g_return_val_if_fail (SALVE_IS_AREA_CHOOSER (self), NULL);

  return salve_body_figure_get_areas (self->figure);
}

void
salve_area_chooser_set_areas (SalveAreaChooser   *self,
                              const char * const *areas)
{
  g_return_if_fail (SALVE_IS_AREA_CHOOSER (self));

  salve_body_figure_set_areas (self->figure, areas);
}

/* What the records say of each area; NULL to say nothing of it. */
void
salve_area_chooser_set_intervals (SalveAreaChooser *self,
                                  SalveIntervals   *intervals)
{
  g_return_if_fail (SALVE_IS_AREA_CHOOSER (self));
  g_return_if_fail (intervals == NULL || SALVE_IS_INTERVALS (intervals));

  if (self->intervals == intervals)
    return;
  if (self->intervals != NULL)
    g_signal_handlers_disconnect_by_data (self->intervals, self);
  g_set_object (&self->intervals, intervals);
  if (intervals != NULL)
    g_signal_connect_object (intervals, "changed", G_CALLBACK (update_intervals), self, G_CONNECT_SWAPPED);
  update_intervals (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVALS]);
}

/* One under the other instead of side by side. */
void
salve_area_chooser_set_narrow (SalveAreaChooser *self,
                               gboolean          narrow)
{
  g_return_if_fail (SALVE_IS_AREA_CHOOSER (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  /* A binding in the template would be heard once more in GTK 4.8 when the box has lost its layout. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  update_figure_width (self);
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* Only the areas, without what to spare there and how lately it was treated: for what was done elsewhere. */
void
salve_area_chooser_set_plain (SalveAreaChooser *self,
                              gboolean          plain)
{
  g_return_if_fail (SALVE_IS_AREA_CHOOSER (self));

  if (self->plain == plain)
    return;
  self->plain = plain;
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAIN]);
}
