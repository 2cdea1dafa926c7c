/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-body-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "salve-area.h"
#include "salve-body-picture.h"

/* In the units of the drawing: the front, the gap, the back. */
#define GAP        16.0f
#define ALL_WIDTH  (2 * SALVE_BODY_WIDTH + GAP)
#define SIDE_X     34.0f /* the middle of the word beside the head */
#define SIDE_Y     36.0f
#define MIN_SCALE  0.75f
#define MAX_SCALE  0.95f
/* In pixels: what a finger hits. */
#define TARGET     44.0

typedef enum
{
  LABEL_TITLE,
  LABEL_ON_THE_LEFT,
  LABEL_ON_THE_RIGHT,
  N_LABELS
} Label;

#define N_VIEWS (SALVE_BODY_BACK + 1)

struct _SalveBodyFigure
{
  GtkWidget      parent_instance;

  GtkWidget     *bodies[N_VIEWS];
  GtkWidget     *labels[N_VIEWS][N_LABELS];
  GPtrArray     *areas;    /* of SalveBodyArea, the children */
  SalveBodyArea *current;  /* where Tab goes */
  char         **picked;
  gboolean       setting;
  float          scale;
  float          start;    /* where the front begins */

  graphene_point_t asked;  /* the last place, and what is there */
  SalveBodyArea *answer;
};

G_DEFINE_FINAL_TYPE (SalveBodyFigure, salve_body_figure, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_AREAS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static float
get_view_x (SalveBodyFigure *self,
            SalveBodyView    view)
{
  return self->start + (view == SALVE_BODY_BACK ? (SALVE_BODY_WIDTH + GAP) * self->scale : 0);
}

/* Layout */

static GtkSizeRequestMode
salve_body_figure_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_titles (SalveBodyFigure *self)
{
  int height = 0;

  for (guint view = 0; view < N_VIEWS; view++)
    {
      int natural;

      gtk_widget_measure (self->labels[view][LABEL_TITLE], GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static float
find_scale (int width)
{
  return width < 0 ? MAX_SCALE : CLAMP (width / ALL_WIDTH, MIN_SCALE, MAX_SCALE);
}

static void
salve_body_figure_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ceilf (ALL_WIDTH * MIN_SCALE);
      *natural = (int) ceilf (ALL_WIDTH * MAX_SCALE);
    }
  else
    *minimum = *natural = (int) ceilf (SALVE_BODY_HEIGHT * find_scale (for_size))
                          + measure_titles (SALVE_BODY_FIGURE (widget));
}

/* Puts a label's middle there. */
static void
allocate_label (GtkWidget *label,
                float      x,
                float      y)
{
  int width, height;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gtk_widget_size_allocate (label, &(GtkAllocation) { (int) (x - width / 2.0f), (int) (y - height / 2.0f),
                                                      width, height }, -1);
}

static void
allocate_view (SalveBodyFigure *self,
               SalveBodyView    view)
{
  const float x = get_view_x (self, view);
  const float side = SIDE_X * self->scale;
  const float width = SALVE_BODY_WIDTH * self->scale;
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, 0));

  gtk_widget_allocate (self->bodies[view], SALVE_BODY_HEIGHT, SALVE_BODY_HEIGHT, -1,
                       gsk_transform_scale (transform, self->scale, self->scale));
  allocate_label (self->labels[view][LABEL_TITLE], x + width / 2,
                  SALVE_BODY_HEIGHT * self->scale + measure_titles (self) / 2.0f);
  allocate_label (self->labels[view][LABEL_ON_THE_LEFT], x + side, SIDE_Y * self->scale);
  allocate_label (self->labels[view][LABEL_ON_THE_RIGHT], x + width - side, SIDE_Y * self->scale);
}

static void
allocate_area (SalveBodyFigure *self,
               SalveBodyArea   *area)
{
  const SalveBodyShape *shape = salve_body_area_get_shape (area);
  const float x = get_view_x (self, salve_body_shape_get_view (shape));
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, 0));
  graphene_rect_t bounds;

  salve_body_shape_get_bounds (shape, &bounds);
  transform = gsk_transform_scale (transform, self->scale, self->scale);
  transform = gsk_transform_translate (transform, &bounds.origin);
  gtk_widget_allocate (GTK_WIDGET (area), (int) ceilf (bounds.size.width), (int) ceilf (bounds.size.height), -1,
                       transform);
}

/* Never mirrored: the body's left stays where it is. */
static void
salve_body_figure_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (widget);

  self->scale = find_scale (width);
  self->start = (width - ALL_WIDTH * self->scale) / 2;
  self->asked = GRAPHENE_POINT_INIT (-1, -1);
  self->answer = NULL;
  for (guint view = 0; view < N_VIEWS; view++)
    allocate_view (self, view);
  for (guint i = 0; i < self->areas->len; i++)
    allocate_area (self, g_ptr_array_index (self->areas, i));
}

/* Places */

static double
find_reach (SalveBodyFigure      *self,
            const SalveBodyShape *shape)
{
  graphene_rect_t bounds;

  salve_body_shape_get_bounds (shape, &bounds);

  return MAX (TARGET - MIN (bounds.size.width, bounds.size.height) * self->scale, 0) / 2;
}

static SalveBodyArea *
find_nearest (SalveBodyFigure *self,
              double           x,
              double           y)
{
  SalveBodyArea *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < self->areas->len; i++)
    {
      SalveBodyArea *area = g_ptr_array_index (self->areas, i);
      const SalveBodyShape *shape = salve_body_area_get_shape (area);
      const double left = get_view_x (self, salve_body_shape_get_view (shape));
      double distance = salve_body_shape_get_distance (shape, (x - left) / self->scale, y / self->scale)
                        * self->scale;

      if (distance <= find_reach (self, shape) && distance < nearest)
        {
          nearest = distance;
          found = area;
        }
    }

  return found;
}

/* Focus */

static void
find_middle (SalveBodyArea    *area,
             graphene_point_t *middle)
{
  const SalveBodyShape *shape = salve_body_area_get_shape (area);
  graphene_rect_t bounds;

  salve_body_shape_get_bounds (shape, &bounds);
  graphene_rect_get_center (&bounds, middle);
  if (salve_body_shape_get_view (shape) == SALVE_BODY_BACK)
    middle->x += SALVE_BODY_WIDTH + GAP;
}

/* How far off an area lies in a direction; G_MAXFLOAT if it does not lie there. */
static float
find_way (const graphene_point_t *from,
          const graphene_point_t *to,
          GtkDirectionType        direction)
{
  const float dx = to->x - from->x;
  const float dy = to->y - from->y;
  const gboolean sideways = direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT;
  const float forward = direction == GTK_DIR_LEFT || direction == GTK_DIR_UP ? -1 : 1;
  const float along = forward * (sideways ? dx : dy);
  const float aside = fabsf (sideways ? dy : dx);

  return along > 0 && along >= aside ? along + 2 * aside : G_MAXFLOAT;
}

static SalveBodyArea *
find_next (SalveBodyFigure  *self,
           SalveBodyArea    *area,
           GtkDirectionType  direction)
{
  SalveBodyArea *next = NULL;
  float shortest = G_MAXFLOAT;
  graphene_point_t from;

  find_middle (area, &from);
  for (guint i = 0; i < self->areas->len; i++)
    {
      SalveBodyArea *other = g_ptr_array_index (self->areas, i);
      graphene_point_t to;
      float way;

      find_middle (other, &to);
      way = find_way (&from, &to, direction);
      if (way < shortest)
        {
          shortest = way;
          next = other;
        }
    }

  return next;
}

static gboolean
salve_body_figure_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (widget);
  GtkWidget *focused = gtk_widget_get_focus_child (widget);
  SalveBodyArea *next;

  if (focused == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->current));
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;

  next = find_next (self, SALVE_BODY_AREA (focused), direction);
  /* At the edge the focus stays; Tab leaves. */
  return next == NULL || gtk_widget_grab_focus (GTK_WIDGET (next));
}

static void
salve_body_figure_set_focus_child (GtkWidget *widget,
                                   GtkWidget *child)
{
  if (child != NULL && SALVE_IS_BODY_AREA (child))
    SALVE_BODY_FIGURE (widget)->current = SALVE_BODY_AREA (child);

  GTK_WIDGET_CLASS (salve_body_figure_parent_class)->set_focus_child (widget, child);
}

/* Picked areas */

static void
on_toggled (SalveBodyFigure *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) picked = NULL;

  if (self->setting)
    return;
  for (guint i = 0; i < self->areas->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->areas, i)))
      g_strv_builder_add (builder, salve_body_area_get_area (g_ptr_array_index (self->areas, i)));
  picked = g_strv_builder_end (builder);
  if (g_strv_equal ((const char * const *) picked, (const char * const *) self->picked))
    return;

  g_strfreev (self->picked);
  self->picked = g_steal_pointer (&picked);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AREAS]);
}

static void
salve_body_figure_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (object);

  switch (prop_id)
    {
    case PROP_AREAS:
      g_value_set_boxed (value, self->picked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_body_figure_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (object);

  switch (prop_id)
    {
    case PROP_AREAS:
      salve_body_figure_set_areas (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_body_figure_dispose (GObject *object)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (object);
  GtkWidget *child;

  self->current = self->answer = NULL;
  g_ptr_array_set_size (self->areas, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (salve_body_figure_parent_class)->dispose (object);
}

static void
salve_body_figure_finalize (GObject *object)
{
  SalveBodyFigure *self = SALVE_BODY_FIGURE (object);

  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->picked, g_strfreev);

  G_OBJECT_CLASS (salve_body_figure_parent_class)->finalize (object);
}

static void
salve_body_figure_class_init (SalveBodyFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_body_figure_get_property;
  object_class->set_property = salve_body_figure_set_property;
  object_class->dispose = salve_body_figure_dispose;
  object_class->finalize = salve_body_figure_finalize;
  widget_class->get_request_mode = salve_body_figure_get_request_mode;
  widget_class->measure = salve_body_figure_measure;
  widget_class->size_allocate = salve_body_figure_size_allocate;
  widget_class->focus = salve_body_figure_focus;
  widget_class->set_focus_child = salve_body_figure_set_focus_child;

  properties[PROP_AREAS] = g_param_spec_boxed ("areas", NULL, NULL, G_TYPE_STRV,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "bodyfigure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_view (SalveBodyFigure *self,
          SalveBodyView    view)
{
  g_autoptr (SalveBodyPicture) picture = salve_body_picture_new_body (view);
  /* Translators: the side of the body that is drawn on that side of the figure. */
  const char *left = C_("side of the body", "Left");
  const char *right = C_("side of the body", "Right");
  const gboolean front = view == SALVE_BODY_FRONT;
  const char *words[] = {
    [LABEL_TITLE] = front ? C_("side of the body", "Front") : C_("side of the body", "Back"),
    [LABEL_ON_THE_LEFT] = front ? right : left,
    [LABEL_ON_THE_RIGHT] = front ? left : right,
  };

  self->bodies[view] = salve_body_picture_create_image (picture);
  gtk_widget_set_parent (self->bodies[view], GTK_WIDGET (self));
  for (guint i = 0; i < N_LABELS; i++)
    {
      self->labels[view][i] = gtk_label_new (words[i]);
      gtk_widget_set_can_target (self->labels[view][i], FALSE);
      gtk_widget_add_css_class (self->labels[view][i], "caption");
      gtk_widget_add_css_class (self->labels[view][i], "dim-label");
      gtk_widget_set_parent (self->labels[view][i], GTK_WIDGET (self));
    }
}

static void
salve_body_figure_init (SalveBodyFigure *self)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  self->scale = MAX_SCALE;
  self->asked = GRAPHENE_POINT_INIT (-1, -1);
  self->picked = g_new0 (char *, 1);
  self->areas = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Figure of the body"), -1);
  for (guint view = 0; view < N_VIEWS; view++)
    add_view (self, view);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *area = salve_body_area_new (areas[i].id);

      gtk_widget_set_parent (area, GTK_WIDGET (self));
      g_signal_connect_object (area, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->areas, area);
    }
  self->current = g_ptr_array_index (self->areas, 0);
}

GtkWidget *
salve_body_figure_new (void)
{
  return g_object_new (SALVE_TYPE_BODY_FIGURE, NULL);
}

/* The ids of the picked areas, in the order of salve_area_list(). */
const char * const *
salve_body_figure_get_areas (SalveBodyFigure *self)
{
  g_return_val_if_fail (SALVE_IS_BODY_FIGURE (self), NULL);

  return (const char * const *) self->picked;
}

/* Areas that are not drawn are passed over. */
void
salve_body_figure_set_areas (SalveBodyFigure    *self,
                             const char * const *areas)
{
  g_return_if_fail (SALVE_IS_BODY_FIGURE (self));

  self->setting = TRUE;
  for (guint i = 0; i < self->areas->len; i++)
    {
      SalveBodyArea *area = g_ptr_array_index (self->areas, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (area),
                                    areas != NULL && g_strv_contains (areas, salve_body_area_get_area (area)));
    }
  self->setting = FALSE;
  on_toggled (self);
}

void
salve_body_figure_set_intervals (SalveBodyFigure *self,
                                 SalveIntervals  *intervals)
{
  g_return_if_fail (SALVE_IS_BODY_FIGURE (self));
  g_return_if_fail (intervals == NULL || SALVE_IS_INTERVALS (intervals));

  for (guint i = 0; i < self->areas->len; i++)
    salve_body_area_set_intervals (g_ptr_array_index (self->areas, i), intervals);
}

/* The toggle of an area, or NULL. */
SalveBodyArea *
salve_body_figure_get_area (SalveBodyFigure *self,
                            const char      *area)
{
  g_return_val_if_fail (SALVE_IS_BODY_FIGURE (self), NULL);

  for (guint i = 0; i < self->areas->len; i++)
    if (g_strcmp0 (salve_body_area_get_area (g_ptr_array_index (self->areas, i)), area) == 0)
      return g_ptr_array_index (self->areas, i);

  return NULL;
}

/* The area at a place in the figure, in pixels: the nearest whose target, never less than a finger's
 * width, reaches there; NULL for none. */
SalveBodyArea *
salve_body_figure_find_area (SalveBodyFigure *self,
                             double           x,
                             double           y)
{
  g_return_val_if_fail (SALVE_IS_BODY_FIGURE (self), NULL);

  /* GTK asks each area about the same place. */
  if (self->asked.x != (float) x || self->asked.y != (float) y)
    {
      self->asked = GRAPHENE_POINT_INIT ((float) x, (float) y);
      self->answer = find_nearest (self, x, y);
    }

  return self->answer;
}
