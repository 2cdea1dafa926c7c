/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-body-shape.h"

#include <math.h>

typedef struct
{
  float x;
  float y;
} Point;

struct _SalveBodyShape
{
  const char    *area;
  SalveBodyView  view;
  const Point   *points;
  guint          n_points;
  gboolean       mirrored;
};

/* The points are those of the drawing's right half, in a box of 200 units whose middle is 100. Curves go
 * smoothly through them. Areas reach a little over the body's edge, where they are cut off. */
#define MIDDLE 100
#define LEFT   (MIDDLE - SALVE_BODY_WIDTH / 2)

static const Point trunk[] = {
  { 106, 50 }, { 109, 60 }, { 110, 69.5 }, { 113, 77 }, { 124, 83 }, { 138, 87.5 }, { 148, 95 }, { 153.5, 107 },
  { 155.5, 124 }, { 158, 144 }, { 162.5, 161 }, { 166.5, 180 }, { 169, 200 }, { 171.5, 216 }, { 175.5, 226 },
  { 178, 238 }, { 177.5, 250 }, { 175, 260 }, { 171, 264 }, { 168.5, 259 }, { 168, 248 }, { 165.5, 241 },
  { 163.8, 246 }, { 161.5, 246.5 }, { 160.5, 238 }, { 161.5, 226 }, { 161, 214 }, { 157, 196 }, { 152.5, 180 },
  { 149, 163 }, { 146, 146 }, { 143.5, 132 }, { 141, 126 }, { 138.8, 134 }, { 136.5, 150 }, { 133, 166 },
  { 131.2, 178 }, { 132.5, 190 }, { 137, 203 }, { 142, 216 }, { 146.5, 232 }, { 148.8, 250 }, { 148.5, 272 },
  { 146, 296 }, { 142.5, 320 }, { 139.5, 340 }, { 138.5, 352 }, { 139.5, 366 }, { 141.5, 382 }, { 141, 400 },
  { 137, 420 }, { 132, 440 }, { 129.5, 454 }, { 130.5, 463 }, { 134.5, 471 }, { 139.5, 477 }, { 139.5, 482 },
  { 132, 484 }, { 122, 483 }, { 115.5, 480 }, { 114.5, 472 }, { 115.5, 462 }, { 115.5, 448 }, { 114.5, 428 },
  { 115, 406 }, { 116.5, 388 }, { 116, 372 }, { 113.5, 356 }, { 112.5, 342 }, { 111.5, 322 }, { 108.5, 298 },
  { 104.5, 274 }, { 101.5, 258 }, { 100, 254.5 },
};

static const Point head[] = {
  { 100, 6 }, { 110, 8.5 }, { 117, 17 }, { 118.6, 30 }, { 117, 42 }, { 112.5, 53 }, { 106, 60.5 },
  { 100, 62.5 },
};

static const Point abdomen[] = {
  { 100, 168 }, { 113, 169 }, { 121, 175 }, { 122.5, 190 }, { 123.5, 204 }, { 121, 218 }, { 112, 229 },
  { 100, 233 }, { 88, 229 }, { 79, 218 }, { 76.5, 204 }, { 77.5, 190 }, { 79, 175 }, { 87, 169 },
};

static const Point hip[] = {
  { 133, 186 }, { 128, 193 }, { 127, 205 }, { 127, 219 }, { 130, 231 }, { 138, 237.5 }, { 152, 238 },
  { 154, 222 }, { 147, 200 }, { 139, 186 },
};

static const Point outer_thigh[] = {
  { 140, 244 }, { 134.5, 260 }, { 132, 285 }, { 130.5, 308 }, { 131, 328 }, { 137, 334 }, { 146, 330 },
  { 152, 300 }, { 156, 265 }, { 152, 246 }, { 146, 242 },
};

static const Point inner_thigh[] = {
  { 105, 266 }, { 103, 275 }, { 105, 292 }, { 109, 315 }, { 112, 326 }, { 118, 326 }, { 121, 312 },
  { 122, 292 }, { 121, 272 }, { 114, 263 },
};

static const Point breast[] = {
  { 104.5, 124 }, { 106, 112 }, { 114, 107 }, { 125, 108 }, { 134, 114 }, { 136.5, 124 }, { 134, 136 },
  { 126, 143.5 }, { 115, 144 }, { 107, 137 },
};

static const Point inner_arm[] = {
  { 144, 122 }, { 140, 130 }, { 143, 146 }, { 146.5, 162 }, { 150, 172 }, { 155, 172 }, { 155.5, 160 },
  { 152.5, 140 }, { 150, 124 },
};

static const Point buttock[] = {
  { 102.5, 216 }, { 104, 206 }, { 115, 202 }, { 128, 204 }, { 138, 214 }, { 142, 228 }, { 141, 242 },
  { 133, 252 }, { 120, 256 }, { 108, 254 }, { 102.5, 244 },
};

static const Point back_of_knee[] = {
  { 112, 334 }, { 110, 346 }, { 112, 358 }, { 118, 364 }, { 127, 365 }, { 136, 362 }, { 142, 352 },
  { 140, 340 }, { 134, 334 }, { 122, 331 },
};

static const Point calf[] = {
  { 113, 374 }, { 112, 392 }, { 113, 412 }, { 116, 430 }, { 123, 437 }, { 131, 432 }, { 140, 412 },
  { 144, 390 }, { 142, 374 }, { 134, 369 }, { 121, 369 },
};

static const Point lower_back[] = {
  { 100, 158 }, { 114, 157 }, { 128, 160 }, { 133, 170 }, { 131, 184 }, { 130, 194 }, { 118, 199 },
  { 100, 200 }, { 82, 199 }, { 70, 194 }, { 69, 184 }, { 67, 170 }, { 72, 160 }, { 86, 157 },
};

static const Point collarbone[] = {
  { 112, 92 }, { 124, 90 }, { 137, 92.5 },
};

static const Point kneecap[] = {
  { 122, 352 }, { 127, 356 }, { 132, 352 },
};

static const Point navel[] = {
  { 99, 206 }, { 100, 208.5 }, { 101, 206 },
};

static const Point spine[] = {
  { 100, 92 }, { 100, 121 }, { 100, 150 },
};

static const Point cleft[] = {
  { 100, 205 }, { 100, 230 }, { 100, 255 },
};

static const Point shoulder_blade[] = {
  { 116, 110 }, { 118, 124 }, { 114, 138 },
};

static const Point fold[] = {
  { 104, 257 }, { 116, 260.5 }, { 130, 257 },
};

#define SHAPE(area, view, points, mirrored) { area, SALVE_BODY_##view, points, G_N_ELEMENTS (points), mirrored }

/* Seen from the front, the body's left is on the right; seen from the back it is on the left. */
static const SalveBodyShape shapes[] = {
  SHAPE ("abdomen", FRONT, abdomen, FALSE),
  SHAPE ("hip-left", FRONT, hip, FALSE),
  SHAPE ("hip-right", FRONT, hip, TRUE),
  SHAPE ("thigh-left-outer", FRONT, outer_thigh, FALSE),
  SHAPE ("thigh-right-outer", FRONT, outer_thigh, TRUE),
  SHAPE ("thigh-left-inner", FRONT, inner_thigh, FALSE),
  SHAPE ("thigh-right-inner", FRONT, inner_thigh, TRUE),
  SHAPE ("breast-left", FRONT, breast, FALSE),
  SHAPE ("breast-right", FRONT, breast, TRUE),
  SHAPE ("arm-left-inner", FRONT, inner_arm, FALSE),
  SHAPE ("arm-right-inner", FRONT, inner_arm, TRUE),
  SHAPE ("buttock-left", BACK, buttock, TRUE),
  SHAPE ("buttock-right", BACK, buttock, FALSE),
  SHAPE ("knee-left-back", BACK, back_of_knee, TRUE),
  SHAPE ("knee-right-back", BACK, back_of_knee, FALSE),
  SHAPE ("calf-left", BACK, calf, TRUE),
  SHAPE ("calf-right", BACK, calf, FALSE),
  SHAPE ("lower-back", BACK, lower_back, FALSE),
};

#undef SHAPE

/* So fine that the straight pieces are nowhere further than a fraction of a unit from the curve. */
#define PIECES 6

/* A point in the units of the drawing. */
static Point
place (Point    point,
       gboolean mirrored)
{
  return (Point) { (mirrored ? 2 * MIDDLE - point.x : point.x) - LEFT, point.y };
}

static Point
get_point (const SalveBodyShape *self,
           int                   i)
{
  return place (self->points[(i + (int) self->n_points) % (int) self->n_points], self->mirrored);
}

/* The curve from b to c of the spline through a, b, c and d: its two control points. */
static void
find_controls (Point  a,
               Point  b,
               Point  c,
               Point  d,
               Point *one,
               Point *two)
{
  *one = (Point) { b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6 };
  *two = (Point) { c.x - (d.x - b.x) / 6, c.y - (d.y - b.y) / 6 };
}

/* The i-th point of the outline's straight pieces. */
static Point
get_corner (const SalveBodyShape *self,
            int                   i)
{
  const int n = i / PIECES;
  const float t = (float) (i % PIECES) / PIECES;
  const float s = 1 - t;
  Point from = get_point (self, n);
  Point to = get_point (self, n + 1);
  Point one, two;

  find_controls (get_point (self, n - 1), from, to, get_point (self, n + 2), &one, &two);

  return (Point) {
    s * s * s * from.x + 3 * s * s * t * one.x + 3 * s * t * t * two.x + t * t * t * to.x,
    s * s * s * from.y + 3 * s * s * t * one.y + 3 * s * t * t * two.y + t * t * t * to.y,
  };
}

static double
distance_to_piece (Point  from,
                   Point  to,
                   double x,
                   double y)
{
  double dx = to.x - from.x;
  double dy = to.y - from.y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  return hypot (x - from.x - t * dx, y - from.y - t * dy);
}

/* Goes on from the current point, through all points; a closed line comes back to the first. */
static void
trace_points (cairo_t     *cr,
              const Point *points,
              int          n,
              gboolean     closed)
{
  cairo_move_to (cr, points[0].x, points[0].y);
  for (int i = 0; i < (closed ? n : n - 1); i++)
    {
      Point before = points[closed ? (i + n - 1) % n : MAX (i - 1, 0)];
      Point to = points[(i + 1) % n];
      Point after = points[closed ? (i + 2) % n : MIN (i + 2, n - 1)];
      Point one, two;

      find_controls (before, points[i], to, after, &one, &two);
      cairo_curve_to (cr, one.x, one.y, two.x, two.y, to.x, to.y);
    }
  if (closed)
    cairo_close_path (cr);
}

/* Both halves of an outline, whose first or last point may lie on the middle line. */
static void
trace_halves (cairo_t     *cr,
              const Point *half,
              guint        n)
{
  g_autoptr (GArray) points = g_array_sized_new (FALSE, FALSE, sizeof (Point), 2 * n);

  for (guint i = 0; i < n; i++)
    {
      Point point = place (half[i], FALSE);

      g_array_append_val (points, point);
    }
  for (guint i = n; i-- > 0;)
    {
      Point point = place (half[i], TRUE);

      if (half[i].x > MIDDLE)
        g_array_append_val (points, point);
    }
  trace_points (cr, (const Point *) (gpointer) points->data, (int) points->len, TRUE);
}

/* A line within the body, and its mirror image unless it lies in the middle. */
static void
trace_line (cairo_t     *cr,
            const Point *line,
            guint        n,
            gboolean     both)
{
  for (int mirrored = 0; mirrored <= both; mirrored++)
    {
      Point points[4];

      g_assert (n <= G_N_ELEMENTS (points));
      for (guint i = 0; i < n; i++)
        points[i] = place (line[i], mirrored);
      trace_points (cr, points, (int) n, FALSE);
    }
}

/* The shape of an area, by its id; NULL for one that is not drawn. */
const SalveBodyShape *
salve_body_shape_find (const char *area)
{
  g_return_val_if_fail (area != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].area, area))
      return &shapes[i];

  return NULL;
}

SalveBodyView
salve_body_shape_get_view (const SalveBodyShape *self)
{
  g_return_val_if_fail (self != NULL, SALVE_BODY_FRONT);

  return self->view;
}

void
salve_body_shape_get_bounds (const SalveBodyShape *self,
                             graphene_rect_t      *bounds)
{
  graphene_point_t corner;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bounds != NULL);

  for (guint i = 0; i < self->n_points * PIECES; i++)
    {
      Point point = get_corner (self, (int) i);

      graphene_point_init (&corner, point.x, point.y);
      if (i == 0)
        graphene_rect_init (bounds, point.x, point.y, 0, 0);
      graphene_rect_expand (bounds, &corner, bounds);
    }
}

/* How far a point of the drawing is from the shape; 0 within it. */
double
salve_body_shape_get_distance (const SalveBodyShape *self,
                               double                x,
                               double                y)
{
  double nearest = G_MAXDOUBLE;
  gboolean inside = FALSE;

  g_return_val_if_fail (self != NULL, G_MAXDOUBLE);

  for (guint i = 0; i < self->n_points * PIECES; i++)
    {
      Point from = get_corner (self, (int) i);
      Point to = get_corner (self, (int) i + 1);

      if ((from.y > y) != (to.y > y) && x < (to.x - from.x) * (y - from.y) / (to.y - from.y) + from.x)
        inside = !inside;
      nearest = MIN (nearest, distance_to_piece (from, to, x, y));
    }

  return inside ? 0 : nearest;
}

void
salve_body_shape_trace (const SalveBodyShape *self,
                        cairo_t              *cr)
{
  Point points[16];

  g_return_if_fail (self != NULL && self->n_points <= G_N_ELEMENTS (points));

  for (guint i = 0; i < self->n_points; i++)
    points[i] = get_point (self, (int) i);
  trace_points (cr, points, (int) self->n_points, TRUE);
}

void
salve_body_trace_outline (cairo_t *cr)
{
  trace_halves (cr, trunk, G_N_ELEMENTS (trunk));
  trace_halves (cr, head, G_N_ELEMENTS (head));
}

/* What tells the front from the back, and what to spare: the navel, the spine. */
void
salve_body_trace_lines (SalveBodyView  view,
                        cairo_t       *cr)
{
  if (view == SALVE_BODY_FRONT)
    {
      trace_line (cr, collarbone, G_N_ELEMENTS (collarbone), TRUE);
      trace_line (cr, kneecap, G_N_ELEMENTS (kneecap), TRUE);
      trace_line (cr, navel, G_N_ELEMENTS (navel), FALSE);
    }
  else
    {
      trace_line (cr, spine, G_N_ELEMENTS (spine), FALSE);
      trace_line (cr, cleft, G_N_ELEMENTS (cleft), FALSE);
      trace_line (cr, shoulder_blade, G_N_ELEMENTS (shoulder_blade), TRUE);
      trace_line (cr, fold, G_N_ELEMENTS (fold), TRUE);
    }
}
