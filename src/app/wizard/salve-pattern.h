/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A patch of skin from above: the directions of the plan, those done, the present one, and the
 * device that shows the movement and lifts before it turns back. It moves a few times and rests. */
#define SALVE_TYPE_PATTERN (salve_pattern_get_type ())
G_DECLARE_FINAL_TYPE (SalvePattern, salve_pattern, SALVE, PATTERN, GtkWidget)

void     salve_pattern_set_direction (SalvePattern *self,
                                      const char   *direction);
void     salve_pattern_set_device    (SalvePattern *self,
                                      const char   *kind);
void     salve_pattern_set_test_spot (SalvePattern *self,
                                      gboolean      test_spot);
void     salve_pattern_play          (SalvePattern *self);
gboolean salve_pattern_get_moving    (SalvePattern *self);

G_END_DECLS
