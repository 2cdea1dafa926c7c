/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A ring that fills as time elapses, with an icon in its middle. A picture only:
 * the words beside it say the same. Its colours come from CSS. */
#define SALVE_TYPE_RING (salve_ring_get_type ())
G_DECLARE_FINAL_TYPE (SalveRing, salve_ring, SALVE, RING, GtkWidget)

GtkWidget  *salve_ring_new           (void);
double      salve_ring_get_fraction  (SalveRing  *self);
void        salve_ring_set_fraction  (SalveRing  *self,
                                      double      fraction);
const char *salve_ring_get_icon_name (SalveRing  *self);
void        salve_ring_set_icon_name (SalveRing  *self,
                                      const char *icon_name);

G_END_DECLS
