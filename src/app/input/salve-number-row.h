/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-input-row.h"

G_BEGIN_DECLS

/* A number with its unit, within bounds, typed as the person's locale writes it. */
#define SALVE_TYPE_NUMBER_ROW (salve_number_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumberRow, salve_number_row, SALVE, NUMBER_ROW, SalveInputRow)

GtkWidget *salve_number_row_new       (const char     *title,
                                       const char     *unit,
                                       double          lowest,
                                       double          highest,
                                       guint           decimals);
double     salve_number_row_get_value (SalveNumberRow *self);
void       salve_number_row_set_value (SalveNumberRow *self,
                                       double          value);

G_END_DECLS
