/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-body-shape.h"

G_BEGIN_DECLS

typedef enum
{
  SALVE_BODY_MARK_NONE   = 0,
  SALVE_BODY_MARK_PICKED = 1 << 0, /* a check mark */
  SALVE_BODY_MARK_SOON   = 1 << 1, /* hatched, or ringed where picked */
  SALVE_BODY_MARK_HOVER  = 1 << 2, /* a thin ring */
  SALVE_BODY_MARK_FOCUS  = 1 << 3  /* a strong ring */
} SalveBodyMarks;

/* A drawing of the body or of one of its areas in the colours of the style sheet: the fill is the
 * image's colour, and of its symbolic palette success draws the rings, warning the hatching and
 * error the check mark. */
#define SALVE_TYPE_BODY_PICTURE (salve_body_picture_get_type ())
G_DECLARE_FINAL_TYPE (SalveBodyPicture, salve_body_picture, SALVE, BODY_PICTURE, GObject)

SalveBodyPicture *salve_body_picture_new_body   (SalveBodyView         view);
SalveBodyPicture *salve_body_picture_new_area   (const SalveBodyShape *shape);
void              salve_body_picture_set_marks  (SalveBodyPicture     *self,
                                                 SalveBodyMarks        marks);
GtkWidget        *salve_body_picture_create_image (SalveBodyPicture   *self);

G_END_DECLS
