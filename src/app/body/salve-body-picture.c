/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-body-picture.h"

struct _SalveBodyPicture
{
  GObject               parent_instance;

  SalveBodyView         view;
  const SalveBodyShape *shape; /* NULL for the whole body */
  SalveBodyMarks        marks;
};

static void salve_body_picture_paintable_init (GdkPaintableInterface         *iface);
static void salve_body_picture_symbolic_init  (GtkSymbolicPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveBodyPicture, salve_body_picture, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, salve_body_picture_paintable_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE, salve_body_picture_symbolic_init))

/* In the units of the drawing. */
#define LINE_WIDTH   1.2
#define LINE_ALPHA   0.35
#define HATCH_GAP    6.0
#define HATCH_WIDTH  1.6
#define HOVER_WIDTH  1.5
#define SOON_WIDTH   2.2
#define FOCUS_WIDTH  3.0
#define CHECK_WIDTH  2.4
#define CHECK_SIZE   5.0

static void
draw_body (SalveBodyPicture *self,
           cairo_t          *cr,
           const GdkRGBA    *colour)
{
  GdkRGBA line = *colour;

  gdk_cairo_set_source_rgba (cr, colour);
  salve_body_trace_outline (cr);
  cairo_fill (cr);

  line.alpha = LINE_ALPHA;
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, LINE_WIDTH);
  salve_body_trace_lines (self->view, cr);
  cairo_stroke (cr);
}

static void
draw_hatching (cairo_t               *cr,
               const graphene_rect_t *bounds,
               const GdkRGBA         *colour)
{
  const double left = bounds->origin.x;
  const double top = bounds->origin.y;
  const double right = left + bounds->size.width;
  const double height = bounds->size.height;

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, HATCH_WIDTH);
  for (double x = left - height; x < right; x += HATCH_GAP)
    {
      cairo_move_to (cr, x, top + height);
      cairo_line_to (cr, x + height, top);
    }
  cairo_stroke (cr);
}

/* Along the area's edge where that is within the body, and along the body's where it is not; within the clip
 * of what is seen. */
static void
draw_ring (SalveBodyPicture *self,
           cairo_t          *cr,
           double            width,
           const GdkRGBA    *colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 2 * width);
  salve_body_shape_trace (self->shape, cr);
  cairo_stroke (cr);
  salve_body_trace_outline (cr);
  cairo_stroke (cr);
}

/* The middle of what is seen of an area, half way down. */
static graphene_point_t
find_middle (cairo_t               *cr,
             const graphene_rect_t *bounds)
{
  graphene_point_t middle;
  float sum = 0;
  guint n = 0;

  graphene_rect_get_center (bounds, &middle);
  for (float x = bounds->origin.x; x < bounds->origin.x + bounds->size.width; x++)
    if (cairo_in_clip (cr, x, middle.y))
      {
        sum += x;
        n++;
      }
  if (n > 0)
    middle.x = sum / n;

  return middle;
}

/* Within the clip of what is seen. */
static void
draw_check (cairo_t               *cr,
            const graphene_rect_t *bounds,
            const GdkRGBA         *colour)
{
  graphene_point_t middle = find_middle (cr, bounds);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, CHECK_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, middle.x - CHECK_SIZE, middle.y);
  cairo_line_to (cr, middle.x - CHECK_SIZE / 4, middle.y + CHECK_SIZE * 0.75);
  cairo_line_to (cr, middle.x + CHECK_SIZE, middle.y - CHECK_SIZE * 0.75);
  cairo_stroke (cr);
}

static void
draw_marks (SalveBodyPicture      *self,
            cairo_t               *cr,
            const graphene_rect_t *bounds,
            const GdkRGBA         *colours)
{
  const gboolean picked = (self->marks & SALVE_BODY_MARK_PICKED) != 0;

  if (picked)
    draw_check (cr, bounds, &colours[GTK_SYMBOLIC_COLOR_ERROR]);
  else if (self->marks & SALVE_BODY_MARK_SOON)
    draw_hatching (cr, bounds, &colours[GTK_SYMBOLIC_COLOR_WARNING]);

  if (self->marks & SALVE_BODY_MARK_FOCUS)
    draw_ring (self, cr, FOCUS_WIDTH, &colours[GTK_SYMBOLIC_COLOR_SUCCESS]);
  else if (picked && (self->marks & SALVE_BODY_MARK_SOON))
    draw_ring (self, cr, SOON_WIDTH, &colours[GTK_SYMBOLIC_COLOR_WARNING]);
  else if (self->marks & SALVE_BODY_MARK_HOVER)
    draw_ring (self, cr, HOVER_WIDTH, &colours[GTK_SYMBOLIC_COLOR_SUCCESS]);
}

static void
draw_area (SalveBodyPicture      *self,
           cairo_t               *cr,
           const graphene_rect_t *bounds,
           const GdkRGBA         *colours)
{
  salve_body_trace_outline (cr);
  cairo_clip (cr);
  salve_body_shape_trace (self->shape, cr);
  cairo_clip (cr);
  gdk_cairo_set_source_rgba (cr, &colours[GTK_SYMBOLIC_COLOR_FOREGROUND]);
  cairo_paint (cr);
  draw_marks (self, cr, bounds, colours);
}

static void
salve_body_picture_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                                      GdkSnapshot          *snapshot,
                                      double                width,
                                      double                height,
                                      const GdkRGBA        *colours,
                                      gsize                 n_colours)
{
  SalveBodyPicture *self = SALVE_BODY_PICTURE (paintable);
  const float scale = (float) (MIN (width, height) / SALVE_BODY_HEIGHT);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, SALVE_BODY_WIDTH, SALVE_BODY_HEIGHT);
  graphene_rect_t place;
  cairo_t *cr;

  if (self->shape != NULL)
    salve_body_shape_get_bounds (self->shape, &bounds);
  graphene_rect_scale (&bounds, scale, scale, &place);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_scale (cr, scale, scale);
  if (self->shape != NULL)
    draw_area (self, cr, &bounds, colours);
  else
    draw_body (self, cr, &colours[GTK_SYMBOLIC_COLOR_FOREGROUND]);
  cairo_destroy (cr);
}

static void
salve_body_picture_snapshot (GdkPaintable *paintable,
                             GdkSnapshot  *snapshot,
                             double        width,
                             double        height)
{
  const GdkRGBA plain[] = {
    { 0.5f, 0.5f, 0.5f, 1.0f }, { 1, 1, 1, 1 }, { 0.8f, 0.5f, 0, 1 }, { 0, 0.4f, 0.8f, 1 },
  };

  salve_body_picture_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, width, height,
                                        plain, G_N_ELEMENTS (plain));
}

static GdkPaintableFlags
salve_body_picture_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE;
}

static void
salve_body_picture_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = salve_body_picture_snapshot;
  iface->get_flags = salve_body_picture_get_flags;
}

static void
salve_body_picture_symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = salve_body_picture_snapshot_symbolic;
}

static void
salve_body_picture_class_init (SalveBodyPictureClass *klass)
{
}

static void
salve_body_picture_init (SalveBodyPicture *self)
{
}

SalveBodyPicture *
salve_body_picture_new_body (SalveBodyView view)
{
  SalveBodyPicture *self = g_object_new (SALVE_TYPE_BODY_PICTURE, NULL);

  self->view = view;

  return self;
}

SalveBodyPicture *
salve_body_picture_new_area (const SalveBodyShape *shape)
{
  SalveBodyPicture *self;

  g_return_val_if_fail (shape != NULL, NULL);

  self = g_object_new (SALVE_TYPE_BODY_PICTURE, NULL);
  self->view = salve_body_shape_get_view (shape);
  self->shape = shape;

  return self;
}

void
salve_body_picture_set_marks (SalveBodyPicture *self,
                              SalveBodyMarks    marks)
{
  g_return_if_fail (SALVE_IS_BODY_PICTURE (self));

  if (self->marks == marks)
    return;
  self->marks = marks;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

/* The image in which a picture is drawn one pixel a unit; who holds it scales it. An image hands
 * the colours of its CSS to what it draws on every GTK 4. */
GtkWidget *
salve_body_picture_create_image (SalveBodyPicture *self)
{
  GtkWidget *image;

  g_return_val_if_fail (SALVE_IS_BODY_PICTURE (self), NULL);

  image = g_object_new (GTK_TYPE_IMAGE,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                        "pixel-size", SALVE_BODY_HEIGHT,
                        "can-target", FALSE,
                        NULL);
  gtk_image_set_from_paintable (GTK_IMAGE (image), GDK_PAINTABLE (self));

  return image;
}
