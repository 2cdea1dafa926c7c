/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  char      *restriction;
  GPtrArray *areas;       /* of char*, those that became free */
} SalveFreed;

/* All that ends at one instant. */
#define SALVE_TYPE_ENDING (salve_ending_get_type ())
G_DECLARE_FINAL_TYPE (SalveEnding, salve_ending, SALVE, ENDING, GObject)

SalveEnding *salve_ending_new         (gint64       instant);
void         salve_ending_add         (SalveEnding *self,
                                       const char  *restriction,
                                       const char  *area);
gint64       salve_ending_get_instant (SalveEnding *self);
GPtrArray   *salve_ending_get_freed   (SalveEnding *self);
char        *salve_ending_get_title   (SalveEnding *self,
                                       gint64       now,
                                       gboolean     discreet);
char        *salve_ending_get_body    (SalveEnding *self,
                                       gboolean     discreet);

G_END_DECLS
