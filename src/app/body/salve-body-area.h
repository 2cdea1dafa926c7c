/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-body-shape.h"
#include "salve-intervals.h"

G_BEGIN_DECLS

/* One area of the body figure: a toggle in the shape of the area. Its allocation is that of the
 * shape's bounds. */
#define SALVE_TYPE_BODY_AREA (salve_body_area_get_type ())
G_DECLARE_FINAL_TYPE (SalveBodyArea, salve_body_area, SALVE, BODY_AREA, GtkToggleButton)

GtkWidget            *salve_body_area_new           (const char     *area);
const char           *salve_body_area_get_area      (SalveBodyArea  *self);
const SalveBodyShape *salve_body_area_get_shape     (SalveBodyArea  *self);
GDateTime            *salve_body_area_get_earliest  (SalveBodyArea  *self);
void                  salve_body_area_set_intervals (SalveBodyArea  *self,
                                                     SalveIntervals *intervals);

G_END_DECLS
