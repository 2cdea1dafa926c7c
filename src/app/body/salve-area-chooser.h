/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-intervals.h"

G_BEGIN_DECLS

/* Chooses areas of the body, on a figure or in a list that says the same. What there is to say of the
 * choice, the property notice, stands above the list, where it does not push the figure away. */
#define SALVE_TYPE_AREA_CHOOSER (salve_area_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SalveAreaChooser, salve_area_chooser, SALVE, AREA_CHOOSER, GtkBox)

GtkWidget          *salve_area_chooser_new           (void);
const char * const *salve_area_chooser_get_areas     (SalveAreaChooser   *self);
void                salve_area_chooser_set_areas     (SalveAreaChooser   *self,
                                                      const char * const *areas);
void                salve_area_chooser_set_intervals (SalveAreaChooser   *self,
                                                      SalveIntervals     *intervals);
void                salve_area_chooser_set_narrow    (SalveAreaChooser   *self,
                                                      gboolean            narrow);
void                salve_area_chooser_set_plain     (SalveAreaChooser   *self,
                                                      gboolean            plain);

G_END_DECLS
