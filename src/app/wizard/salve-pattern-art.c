/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-pattern-art.h"

#include <math.h>

#include "salve-protocol.h"

#define STAMPS 4 /* on the line, one way */

/* The drawings' colours: see the style sheet. */
typedef struct
{
  GdkRGBA skin;
  GdkRGBA mark;
  GdkRGBA line;
  GdkRGBA done;
  GdkRGBA arrow;
  GdkRGBA thing;
  GdkRGBA ink;
} Palette;

static const Palette light = {
  .skin = { 0.94, 0.77, 0.67, 1 },
  .mark = { 0.80, 0.30, 0.27, 0.55 },
  .line = { 0.27, 0.18, 0.15, 0.20 },
  .done = { 0.11, 0.38, 0.73, 0.40 },
  .arrow = { 0.11, 0.38, 0.73, 1 },
  .thing = { 0.44, 0.65, 0.92, 1 },
  .ink = { 0.25, 0.18, 0.16, 1 },
};

static const Palette dark = {
  .skin = { 0.60, 0.44, 0.35, 1 },
  .mark = { 0.84, 0.25, 0.20, 0.75 },
  .line = { 1, 0.96, 0.92, 0.22 },
  .done = { 0.75, 0.87, 1, 0.45 },
  .arrow = { 0.85, 0.93, 1, 1 },
  .thing = { 0.19, 0.42, 0.70, 1 },
  .ink = { 0.93, 0.90, 0.88, 1 },
};

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

static double
ease (double t)
{
  return t * t * (3 - 2 * t);
}

/* Along the line, a lift, back along it, a lift. */
static SalvePatternPose
pose_gliding (double moment)
{
  double half = moment * 2 - floor (moment * 2);
  double side = moment < 0.5 || moment >= 1 ? 1 : -1;

  if (half < 0.8)
    return (SalvePatternPose) { side * (2 * ease (half / 0.8) - 1), 0 };

  return (SalvePatternPose) { side, sin ((half - 0.8) / 0.2 * G_PI) };
}

/* On, off, a step further; the same way back. */
static SalvePatternPose
pose_stamping (double moment)
{
  double way = (moment - floor (moment)) * 2 * (STAMPS - 1);
  double step = floor (way);
  double hop = MAX (way - step - 0.4, 0) / 0.6;
  double place = step + ease (hop);

  if (place > STAMPS - 1)
    place = 2 * (STAMPS - 1) - place;

  return (SalvePatternPose) { 2 * place / (STAMPS - 1) - 1, sin (hop * G_PI) };
}

/* --- the skin --- */

static void
draw_marks (cairo_t       *cr,
            const Palette *palette,
            double         radius)
{
  gdk_cairo_set_source_rgba (cr, &palette->mark);
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
draw_spot (cairo_t       *cr,
           const Palette *palette,
           double         radius)
{
  double side = radius * 0.92;
  double dashes[] = { radius * 0.05, radius * 0.06 };

  gdk_cairo_set_source_rgba (cr, &palette->ink);
  cairo_set_line_width (cr, radius * 0.022);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_rectangle (cr, -side / 2, -side / 2, side, side);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* --- the directions --- */

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

/* Those before the present one are done; when nothing is left to do, all are. */
static void
draw_directions (const SalvePatternArt *art,
                 cairo_t               *cr,
                 const Palette         *palette,
                 double                 radius,
                 double                 length)
{
  const char * const *directions = salve_protocol_get_directions ();
  gboolean done = TRUE;

  for (guint i = 0; directions[i] != NULL; i++)
    {
      gboolean present = g_strcmp0 (directions[i], art->direction) == 0;

      done = done && !present;
      gdk_cairo_set_source_rgba (cr, done ? &palette->done : &palette->line);
      cairo_set_line_width (cr, radius * (done ? 0.035 : 0.022));
      if (!present)
        draw_direction (cr, get_angle (directions[i]), length * 0.95, 0);
    }
  if (art->direction == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, &palette->arrow);
  cairo_set_line_width (cr, radius * 0.065);
  draw_direction (cr, get_angle (art->direction), length, radius * 0.12);
}

/* --- the device, from above, its movement along x --- */

static void
trace_rounded (cairo_t *cr,
               double   x,
               double   y,
               double   width,
               double   height,
               double   corner)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - corner, y + corner, corner, -G_PI / 2, 0);
  cairo_arc (cr, x + width - corner, y + height - corner, corner, 0, G_PI / 2);
  cairo_arc (cr, x + corner, y + height - corner, corner, G_PI / 2, G_PI);
  cairo_arc (cr, x + corner, y + corner, corner, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
paint (cairo_t       *cr,
       const Palette *palette,
       double         unit)
{
  gdk_cairo_set_source_rgba (cr, &palette->thing);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &palette->ink);
  cairo_set_line_width (cr, unit * 0.032);
  cairo_stroke (cr);
}

static void
draw_needles (cairo_t       *cr,
              const Palette *palette,
              double         unit,
              int            columns,
              int            rows)
{
  gdk_cairo_set_source_rgba (cr, &palette->ink);
  for (int c = 0; c < columns; c++)
    for (int r = 0; r < rows; r++)
      {
        cairo_arc (cr, unit * 0.085 * (c - (columns - 1) / 2.0), unit * 0.085 * (r - (rows - 1) / 2.0),
                   unit * 0.017, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
draw_roller (cairo_t       *cr,
             const Palette *palette,
             double         unit)
{
  trace_rounded (cr, -0.12 * unit, -0.29 * unit, 0.24 * unit, 0.58 * unit, 0.09 * unit);
  paint (cr, palette, unit);
  draw_needles (cr, palette, unit, 2, 6);
}

static void
draw_pen (cairo_t       *cr,
          const Palette *palette,
          double         unit)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 0.20 * unit, 0, 2 * G_PI);
  paint (cr, palette, unit);
  draw_needles (cr, palette, unit, 3, 3);
}

static void
draw_stamp (cairo_t       *cr,
            const Palette *palette,
            double         unit)
{
  trace_rounded (cr, -0.22 * unit, -0.22 * unit, 0.44 * unit, 0.44 * unit, 0.07 * unit);
  paint (cr, palette, unit);
  draw_needles (cr, palette, unit, 4, 4);
}

static void
draw_shape (cairo_t       *cr,
            const Palette *palette,
            const char    *kind,
            double         unit)
{
  if (g_strcmp0 (kind, "pen") == 0)
    draw_pen (cr, palette, unit);
  else if (g_strcmp0 (kind, "stamp") == 0)
    draw_stamp (cr, palette, unit);
  else
    draw_roller (cr, palette, unit);
}

/* The higher it is, the larger, and the farther off its shadow. */
static void
draw_device (const SalvePatternArt *art,
             cairo_t               *cr,
             const Palette         *palette,
             double                 radius,
             double                 length)
{
  SalvePatternPose pose = salve_pattern_art_pose (art);
  double unit = radius * (art->test_spot ? 0.6 : 1) * (1 + 0.22 * pose.lift);
  double angle = get_angle (art->direction);
  double way = MAX (length - radius * 0.2, radius * 0.2);

  cairo_save (cr);
  cairo_translate (cr, cos (angle) * pose.along * way, sin (angle) * pose.along * way);
  cairo_push_group (cr);
  cairo_translate (cr, radius * 0.16 * pose.lift, radius * 0.16 * pose.lift);
  cairo_rotate (cr, angle);
  draw_shape (cr, palette, art->kind, unit);
  cairo_pattern_t *shadow = cairo_pop_group (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.3);
  if (pose.lift > 0)
    cairo_mask (cr, shadow);
  cairo_pattern_destroy (shadow);
  cairo_rotate (cr, angle);
  draw_shape (cr, palette, art->kind, unit);
  cairo_restore (cr);
}

/* Where the device is: it glides, or steps on as a stamp does. */
SalvePatternPose
salve_pattern_art_pose (const SalvePatternArt *art)
{
  return g_strcmp0 (art->kind, "stamp") == 0 ? pose_stamping (art->moment) : pose_gliding (art->moment);
}

void
salve_pattern_art_draw (const SalvePatternArt *art,
                        cairo_t               *cr,
                        double                 radius)
{
  const Palette *palette = art->dark ? &dark : &light;
  double length = radius * (art->test_spot ? 0.42 : 0.82);

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &palette->skin);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_fill (cr);
  draw_marks (cr, palette, radius);
  if (art->test_spot)
    draw_spot (cr, palette, radius);
  draw_directions (art, cr, palette, radius, length);
  if (art->direction != NULL)
    draw_device (art, cr, palette, radius, length);
}
