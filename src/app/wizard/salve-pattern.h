/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A patch of skin with its marks, and the direction to treat now drawn over it. */
#define SALVE_TYPE_PATTERN (salve_pattern_get_type ())
G_DECLARE_FINAL_TYPE (SalvePattern, salve_pattern, SALVE, PATTERN, GtkWidget)

void salve_pattern_set_direction (SalvePattern *self,
                                  const char   *direction);

G_END_DECLS
