/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-pattern.h"

#include "salve-protocol.h"

struct _SalvePattern
{
  GtkWidget  parent_instance;

  char      *direction;
};

G_DEFINE_FINAL_TYPE (SalvePattern, salve_pattern, GTK_TYPE_WIDGET)

static const GdkRGBA skin = { 0.96, 0.80, 0.72, 1 };
static const GdkRGBA mark = { 0.80, 0.45, 0.42, 0.55 };
static const GdkRGBA line = { 0.35, 0.25, 0.22, 0.22 };

/* The angle of a direction, against the horizontal. */
static double
get_angle (const char *direction)
{
  if (g_strcmp0 (direction, "vertical") == 0)
    return G_PI / 2;
  if (g_strcmp0 (direction, "diagonal-left") == 0)
    return -G_PI / 4;
  if (g_strcmp0 (direction, "diagonal-right") == 0)
    return G_PI / 4;

  return 0;
}

static void
draw_marks (cairo_t *cr,
            double   radius)
{
  gdk_cairo_set_source_rgba (cr, &mark);
  cairo_set_line_width (cr, radius * 0.035);
  for (int i = -2; i <= 2; i++)
    {
      double x = i * radius * 0.28;
      double y = radius * (0.5 - 0.04 * i * i);

      cairo_move_to (cr, x, -y);
      cairo_curve_to (cr, x - radius * 0.09, -y / 3, x + radius * 0.09, y / 3, x, y);
      cairo_stroke (cr);
    }
}

static void
draw_direction (cairo_t *cr,
                double   angle,
                double   length,
                double   head)
{
  cairo_save (cr);
  cairo_rotate (cr, angle);
  cairo_move_to (cr, -length, 0);
  cairo_line_to (cr, length, 0);
  for (int side = -1; head > 0 && side <= 1; side += 2)
    {
      cairo_move_to (cr, side * (length - head), -head);
      cairo_line_to (cr, side * length, 0);
      cairo_line_to (cr, side * (length - head), head);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_all_directions (cairo_t *cr,
                     double   radius)
{
  const char * const *directions = salve_protocol_get_directions ();

  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, radius * 0.025);
  for (guint i = 0; directions[i] != NULL; i++)
    draw_direction (cr, get_angle (directions[i]), radius * 0.78, 0);
}

static void
salve_pattern_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SalvePattern *self = SALVE_PATTERN (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double radius = MIN (width, height) / 2.0;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  /* Dark enough to stand out on the skin's colour in both styles. */
  const GdkRGBA arrow = { 0.11, 0.38, 0.73, 1 };

  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &skin);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_fill (cr);
  draw_marks (cr, radius);
  draw_all_directions (cr, radius);
  if (self->direction != NULL)
    {
      gdk_cairo_set_source_rgba (cr, &arrow);
      cairo_set_line_width (cr, radius * 0.075);
      draw_direction (cr, get_angle (self->direction), radius * 0.82, radius * 0.13);
    }
  cairo_destroy (cr);
}

static void
salve_pattern_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_PATTERN (object)->direction, g_free);

  G_OBJECT_CLASS (salve_pattern_parent_class)->finalize (object);
}

static void
salve_pattern_class_init (SalvePatternClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = salve_pattern_finalize;
  widget_class->snapshot = salve_pattern_snapshot;
  /* Its size comes from the style sheet. */
  gtk_widget_class_set_css_name (widget_class, "pattern");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
salve_pattern_init (SalvePattern *self)
{
}

/* Draws the arrow of a direction of the protocol, or none for NULL. */
void
salve_pattern_set_direction (SalvePattern *self,
                             const char   *direction)
{
  g_return_if_fail (SALVE_IS_PATTERN (self));

  if (g_strcmp0 (self->direction, direction) == 0)
    return;
  g_free (self->direction);
  self->direction = g_strdup (direction);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
