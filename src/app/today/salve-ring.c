/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-ring.h"

#include <math.h>

/* The arc is a symbolic picture in an image, since an image hands the colour of
 * its CSS to what it draws on every GTK 4. */
#define SALVE_TYPE_ARC (salve_arc_get_type ())
G_DECLARE_FINAL_TYPE (SalveArc, salve_arc, SALVE, ARC, GObject)

struct _SalveArc
{
  GObject parent_instance;

  double  fraction;
};

struct _SalveRing
{
  GtkWidget  parent_instance;

  SalveArc  *arc;
  GtkWidget *picture; /* the arc */
  GtkWidget *icon;
};

static void salve_arc_paintable_init (GdkPaintableInterface         *iface);
static void salve_arc_symbolic_init  (GtkSymbolicPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveArc, salve_arc, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, salve_arc_paintable_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE, salve_arc_symbolic_init))
G_DEFINE_FINAL_TYPE (SalveRing, salve_ring, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Line width and the strength of the track, as parts of the ring's size and colour. */
#define LINE_WIDTH  0.075
#define TRACK_ALPHA 0.18

static void
stroke_arc (cairo_t       *cr,
            const GdkRGBA *colour,
            double         size,
            double         fraction)
{
  const double width = fmax (size * LINE_WIDTH, 3.0);
  const double top = -G_PI_2;

  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, 0, 0, (size - width) / 2, top, top + fraction * 2 * G_PI);
  cairo_stroke (cr);
}

static void
salve_arc_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                             GdkSnapshot          *snapshot,
                             double                width,
                             double                height,
                             const GdkRGBA        *colours,
                             gsize                 n_colours)
{
  SalveArc *self = SALVE_ARC (paintable);
  const double size = fmin (width, height);
  GdkRGBA track = colours[GTK_SYMBOLIC_COLOR_FOREGROUND];
  cairo_t *cr;

  track.alpha *= TRACK_ALPHA;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2, height / 2);
  stroke_arc (cr, &track, size, 1.0);
  if (self->fraction > 0)
    stroke_arc (cr, &colours[GTK_SYMBOLIC_COLOR_FOREGROUND], size, self->fraction);
  cairo_destroy (cr);
}

static void
salve_arc_snapshot (GdkPaintable *paintable,
                    GdkSnapshot  *snapshot,
                    double        width,
                    double        height)
{
  const GdkRGBA plain = { 0.5f, 0.5f, 0.5f, 1.0f };

  salve_arc_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, width, height, &plain, 1);
}

static GdkPaintableFlags
salve_arc_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE;
}

static void
salve_arc_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = salve_arc_snapshot;
  iface->get_flags = salve_arc_get_flags;
}

static void
salve_arc_symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = salve_arc_snapshot_symbolic;
}

static void
salve_arc_class_init (SalveArcClass *klass)
{
}

static void
salve_arc_init (SalveArc *self)
{
}

static void
salve_ring_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SalveRing *self = SALVE_RING (object);

  switch (prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, salve_ring_get_fraction (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, salve_ring_get_icon_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_ring_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  SalveRing *self = SALVE_RING (object);

  switch (prop_id)
    {
    case PROP_FRACTION:
      salve_ring_set_fraction (self, g_value_get_double (value));
      break;
    case PROP_ICON_NAME:
      salve_ring_set_icon_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_ring_dispose (GObject *object)
{
  SalveRing *self = SALVE_RING (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_object (&self->arc);

  G_OBJECT_CLASS (salve_ring_parent_class)->dispose (object);
}

static void
salve_ring_class_init (SalveRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_ring_get_property;
  object_class->set_property = salve_ring_set_property;
  object_class->dispose = salve_ring_dispose;

  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] =
    g_param_spec_string ("icon-name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static GtkWidget *
add_image (SalveRing    *self,
           GdkPaintable *paintable,
           const char   *css_class)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "halign", GTK_ALIGN_CENTER,
                                   "valign", GTK_ALIGN_CENTER,
                                   NULL);

  if (paintable != NULL)
    gtk_image_set_from_paintable (GTK_IMAGE (image), paintable);
  gtk_widget_add_css_class (image, css_class);
  gtk_widget_set_parent (image, GTK_WIDGET (self));

  return image;
}

static void
salve_ring_init (SalveRing *self)
{
  self->arc = g_object_new (SALVE_TYPE_ARC, NULL);
  self->picture = add_image (self, GDK_PAINTABLE (self->arc), "arc");
  self->icon = add_image (self, NULL, "middle");
}

GtkWidget *
salve_ring_new (void)
{
  return g_object_new (SALVE_TYPE_RING, NULL);
}

double
salve_ring_get_fraction (SalveRing *self)
{
  g_return_val_if_fail (SALVE_IS_RING (self), 0.0);

  return self->arc != NULL ? self->arc->fraction : 0.0;
}

void
salve_ring_set_fraction (SalveRing *self,
                         double     fraction)
{
  g_return_if_fail (SALVE_IS_RING (self));
  g_return_if_fail (fraction >= 0.0 && fraction <= 1.0);

  if (self->arc->fraction == fraction)
    return;

  self->arc->fraction = fraction;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self->arc));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

const char *
salve_ring_get_icon_name (SalveRing *self)
{
  g_return_val_if_fail (SALVE_IS_RING (self), NULL);

  return self->icon != NULL ? gtk_image_get_icon_name (GTK_IMAGE (self->icon)) : NULL;
}

void
salve_ring_set_icon_name (SalveRing  *self,
                          const char *icon_name)
{
  g_return_if_fail (SALVE_IS_RING (self));

  if (g_strcmp0 (salve_ring_get_icon_name (self), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}
