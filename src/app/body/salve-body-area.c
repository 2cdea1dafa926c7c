/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-body-area.h"

#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-body-figure.h"
#include "salve-body-picture.h"

struct _SalveBodyArea
{
  GtkToggleButton       parent_instance;

  const SalveArea      *area;
  const SalveBodyShape *shape;
  SalveBodyPicture     *picture;
  GtkWidget            *image;
  SalveRecency          recency;
  GDateTime            *earliest; /* NULL: now */
};

G_DEFINE_FINAL_TYPE (SalveBodyArea, salve_body_area, GTK_TYPE_TOGGLE_BUTTON)

enum
{
  PROP_0,
  PROP_AREA,
  PROP_EARLIEST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char * const classes[] = {
  [SALVE_RECENCY_NEVER] = "never",
  [SALVE_RECENCY_LONG_AGO] = "long-ago",
  [SALVE_RECENCY_RECENT] = "recent",
  [SALVE_RECENCY_TOO_SOON] = "too-soon",
};

/* What is seen, in words. */
static char *
describe (SalveBodyArea  *self,
          SalveIntervals *intervals)
{
  const char *name = self->area->name;
  int days = intervals != NULL ? salve_intervals_get_days (intervals, self->area->id) : -1;

  if (intervals == NULL)
    return g_strdup (name);
  if (days < 0)
    return self->recency == SALVE_RECENCY_TOO_SOON
             /* Translators: a body area, said by a screen reader: "Abdomen, too soon to treat". */
             ? g_strdup_printf (_("%s, too soon to treat"), name)
             /* Translators: a body area, said by a screen reader: "Abdomen, not treated before". */
             : g_strdup_printf (_("%s, not treated before"), name);
  if (days == 0)
    /* Translators: a body area, said by a screen reader: "Abdomen, treated today, too soon". */
    return g_strdup_printf (_("%s, treated today, too soon"), name);
  if (self->recency == SALVE_RECENCY_TOO_SOON)
    /* Translators: a body area, said by a screen reader: "Abdomen, treated 4 days ago, too soon". */
    return g_strdup_printf (ngettext ("%s, treated %d day ago, too soon", "%s, treated %d days ago, too soon",
                                      (gulong) days),
                            name, days);

  /* Translators: a body area, said by a screen reader: "Abdomen, treated 31 days ago". */
  return g_strdup_printf (ngettext ("%s, treated %d day ago", "%s, treated %d days ago", (gulong) days), name, days);
}

static void
update_words (SalveBodyArea  *self,
              SalveIntervals *intervals)
{
  g_autofree char *label = describe (self, intervals);
  g_autofree char *explained = intervals != NULL ? salve_intervals_explain (intervals, self->area->id, 0) : NULL;
  g_autofree char *tooltip = explained != NULL ? g_strconcat (self->area->name, "\n", explained, NULL)
                                               : g_strdup (self->area->name);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explained != NULL ? explained : "",
                                  -1);
}

static void
update_marks (SalveBodyArea *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self));
  SalveBodyMarks marks = SALVE_BODY_MARK_NONE;

  if (flags & GTK_STATE_FLAG_CHECKED)
    marks |= SALVE_BODY_MARK_PICKED;
  if (self->recency == SALVE_RECENCY_TOO_SOON)
    marks |= SALVE_BODY_MARK_SOON;
  if (flags & GTK_STATE_FLAG_PRELIGHT)
    marks |= SALVE_BODY_MARK_HOVER;
  if ((flags & GTK_STATE_FLAG_FOCUSED) && (flags & GTK_STATE_FLAG_FOCUS_VISIBLE))
    marks |= SALVE_BODY_MARK_FOCUS;
  salve_body_picture_set_marks (self->picture, marks);
}

static void
set_recency (SalveBodyArea *self,
             SalveRecency   recency)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), classes[self->recency]);
  self->recency = recency;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[self->recency]);
  update_marks (self);
}

static void
set_earliest (SalveBodyArea *self,
              GDateTime     *earliest)
{
  if (self->earliest == earliest
      || (self->earliest != NULL && earliest != NULL && g_date_time_equal (self->earliest, earliest)))
    return;
  g_clear_pointer (&self->earliest, g_date_time_unref);
  self->earliest = earliest != NULL ? g_date_time_ref (earliest) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EARLIEST]);
}

static GtkSizeRequestMode
salve_body_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Its place is the figure's to find. */
static void
salve_body_area_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (SALVE_BODY_AREA (widget)->image, orientation, for_size, NULL, NULL, NULL, NULL);
  *minimum = *natural = 0;
}

/* One pixel a unit of the drawing; the figure scales. */
static void
salve_body_area_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SalveBodyArea *self = SALVE_BODY_AREA (widget);
  graphene_rect_t bounds;

  salve_body_shape_get_bounds (self->shape, &bounds);
  gtk_widget_allocate (self->image, SALVE_BODY_HEIGHT, SALVE_BODY_HEIGHT, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (-bounds.origin.x, -bounds.origin.y)));
}

static gboolean
salve_body_area_contains (GtkWidget *widget,
                          double     x,
                          double     y)
{
  GtkWidget *figure = gtk_widget_get_ancestor (widget, SALVE_TYPE_BODY_FIGURE);
  graphene_point_t point;

  if (figure == NULL
      || !gtk_widget_compute_point (widget, figure, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;

  return salve_body_figure_find_area (SALVE_BODY_FIGURE (figure), point.x, point.y) == SALVE_BODY_AREA (widget);
}

static void
salve_body_area_state_flags_changed (GtkWidget     *widget,
                                     GtkStateFlags  previous)
{
  GTK_WIDGET_CLASS (salve_body_area_parent_class)->state_flags_changed (widget, previous);

  if (SALVE_BODY_AREA (widget)->picture != NULL)
    update_marks (SALVE_BODY_AREA (widget));
}

static void
on_toggled (SalveBodyArea *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)),
                               -1);
}

static void
salve_body_area_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveBodyArea *self = SALVE_BODY_AREA (object);

  switch (prop_id)
    {
    case PROP_AREA:
      g_value_set_string (value, self->area->id);
      break;
    case PROP_EARLIEST:
      g_value_set_boxed (value, self->earliest);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_body_area_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveBodyArea *self = SALVE_BODY_AREA (object);

  switch (prop_id)
    {
    case PROP_AREA:
      self->area = salve_area_find (g_value_get_string (value));
      self->shape = salve_body_shape_find (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_body_area_constructed (GObject *object)
{
  SalveBodyArea *self = SALVE_BODY_AREA (object);

  G_OBJECT_CLASS (salve_body_area_parent_class)->constructed (object);

  self->picture = salve_body_picture_new_area (self->shape);
  self->image = salve_body_picture_create_image (self->picture);
  gtk_button_set_child (GTK_BUTTON (self), self->image);
  set_recency (self, SALVE_RECENCY_NEVER);
  update_words (self, NULL);
  on_toggled (self);
}

static void
salve_body_area_dispose (GObject *object)
{
  SalveBodyArea *self = SALVE_BODY_AREA (object);

  g_clear_pointer (&self->earliest, g_date_time_unref);

  G_OBJECT_CLASS (salve_body_area_parent_class)->dispose (object);
}

static void
salve_body_area_finalize (GObject *object)
{
  g_clear_object (&SALVE_BODY_AREA (object)->picture);

  G_OBJECT_CLASS (salve_body_area_parent_class)->finalize (object);
}

static void
salve_body_area_class_init (SalveBodyAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_body_area_constructed;
  object_class->get_property = salve_body_area_get_property;
  object_class->set_property = salve_body_area_set_property;
  object_class->dispose = salve_body_area_dispose;
  object_class->finalize = salve_body_area_finalize;
  widget_class->get_request_mode = salve_body_area_get_request_mode;
  widget_class->measure = salve_body_area_measure;
  widget_class->size_allocate = salve_body_area_size_allocate;
  widget_class->contains = salve_body_area_contains;
  widget_class->state_flags_changed = salve_body_area_state_flags_changed;

  properties[PROP_AREA] = g_param_spec_string ("area", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EARLIEST] = g_param_spec_boxed ("earliest", NULL, NULL, G_TYPE_DATE_TIME,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "bodyarea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
salve_body_area_init (SalveBodyArea *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  g_signal_connect (self, "toggled", G_CALLBACK (on_toggled), NULL);
}

/* For an area of salve_area_list() only. */
GtkWidget *
salve_body_area_new (const char *area)
{
  g_return_val_if_fail (area != NULL && salve_area_find (area) != NULL, NULL);

  return g_object_new (SALVE_TYPE_BODY_AREA, "area", area, NULL);
}

const char *
salve_body_area_get_area (SalveBodyArea *self)
{
  g_return_val_if_fail (SALVE_IS_BODY_AREA (self), NULL);

  return self->area->id;
}

const SalveBodyShape *
salve_body_area_get_shape (SalveBodyArea *self)
{
  g_return_val_if_fail (SALVE_IS_BODY_AREA (self), NULL);

  return self->shape;
}

GDateTime *
salve_body_area_get_earliest (SalveBodyArea *self)
{
  g_return_val_if_fail (SALVE_IS_BODY_AREA (self), NULL);

  return self->earliest;
}

/* Shows how recently the area was treated; NULL if that is not known. */
void
salve_body_area_set_intervals (SalveBodyArea  *self,
                               SalveIntervals *intervals)
{
  g_autoptr (GDateTime) earliest = NULL;

  g_return_if_fail (SALVE_IS_BODY_AREA (self));
  g_return_if_fail (intervals == NULL || SALVE_IS_INTERVALS (intervals));

  if (intervals != NULL)
    earliest = salve_intervals_get_earliest (intervals, self->area->id, 0);
  set_recency (self, intervals != NULL ? salve_intervals_get_recency (intervals, self->area->id) : SALVE_RECENCY_NEVER);
  set_earliest (self, earliest);
  update_words (self, intervals);
}
