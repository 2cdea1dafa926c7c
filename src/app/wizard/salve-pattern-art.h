/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The strokes and colours of SalvePattern, around (0, 0), in a circle of the radius. */
typedef struct
{
  const char *direction; /* of the protocol; NULL: nothing left to do */
  const char *kind;      /* "roller", "pen", "stamp" */
  gboolean    test_spot;
  gboolean    dark;
  double      moment;    /* of one movement there and back, from 0 to 1 */
} SalvePatternArt;

/* Where the device is at a moment. */
typedef struct
{
  double along; /* from -1, the beginning of the line, to 1 */
  double lift;  /* from 0, on the skin, to 1 */
} SalvePatternPose;

SalvePatternPose salve_pattern_art_pose (const SalvePatternArt *art);
void             salve_pattern_art_draw (const SalvePatternArt *art,
                                         cairo_t               *cr,
                                         double                 radius);

G_END_DECLS
