/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The size of the drawing of a body, seen from the front or from the back, in its own units. */
#define SALVE_BODY_WIDTH  172
#define SALVE_BODY_HEIGHT 490

typedef enum
{
  SALVE_BODY_FRONT, /* it faces the viewer: its left is on the right */
  SALVE_BODY_BACK
} SalveBodyView;

/* The outline of one area of the body. */
typedef struct _SalveBodyShape SalveBodyShape;

const SalveBodyShape *salve_body_shape_find         (const char           *area);
SalveBodyView         salve_body_shape_get_view     (const SalveBodyShape *self);
void                  salve_body_shape_get_bounds   (const SalveBodyShape *self,
                                                     graphene_rect_t      *bounds);
double                salve_body_shape_get_distance (const SalveBodyShape *self,
                                                     double                x,
                                                     double                y);
void                  salve_body_shape_trace        (const SalveBodyShape *self,
                                                     cairo_t              *cr);
void                  salve_body_trace_outline      (cairo_t              *cr);
void                  salve_body_trace_lines        (SalveBodyView         view,
                                                     cairo_t              *cr);

G_END_DECLS
