/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-input-row.h"

G_BEGIN_DECLS

/* A time of day. */
#define SALVE_TYPE_TIME_ROW (salve_time_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveTimeRow, salve_time_row, SALVE, TIME_ROW, SalveInputRow)

GtkWidget *salve_time_row_new        (const char   *title);
guint      salve_time_row_get_minute (SalveTimeRow *self);
void       salve_time_row_set_minute (SalveTimeRow *self,
                                      guint         minute);

G_END_DECLS
