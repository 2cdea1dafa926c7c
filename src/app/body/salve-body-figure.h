/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-body-area.h"

G_BEGIN_DECLS

/* The body from the front and from the back, with a toggle for each area of salve_area_list(). Left and
 * right are the body's, whatever the direction of the text. Tab goes to one area; the arrow keys go on
 * from there to the areas beside it. */
#define SALVE_TYPE_BODY_FIGURE (salve_body_figure_get_type ())
G_DECLARE_FINAL_TYPE (SalveBodyFigure, salve_body_figure, SALVE, BODY_FIGURE, GtkWidget)

GtkWidget          *salve_body_figure_new           (void);
const char * const *salve_body_figure_get_areas     (SalveBodyFigure    *self);
void                salve_body_figure_set_areas     (SalveBodyFigure    *self,
                                                     const char * const *areas);
void                salve_body_figure_set_intervals (SalveBodyFigure    *self,
                                                     SalveIntervals     *intervals);
SalveBodyArea      *salve_body_figure_get_area      (SalveBodyFigure    *self,
                                                     const char         *area);
SalveBodyArea      *salve_body_figure_find_area     (SalveBodyFigure    *self,
                                                     double              x,
                                                     double              y);

G_END_DECLS
