/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A dot a step; those behind are filled, the present one is long. The words beside it say the same. */
#define SALVE_TYPE_STEP_DOTS (salve_step_dots_get_type ())
G_DECLARE_FINAL_TYPE (SalveStepDots, salve_step_dots, SALVE, STEP_DOTS, GtkWidget)

G_END_DECLS
