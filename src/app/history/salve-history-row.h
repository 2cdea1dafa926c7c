/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-record.h"

G_BEGIN_DECLS

/* One record in the history, under the heading of its month if it is the month's first.
 * The record's file is read when the row gets it. */
#define SALVE_TYPE_HISTORY_ROW (salve_history_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveHistoryRow, salve_history_row, SALVE, HISTORY_ROW, AdwBin)

GtkWidget   *salve_history_row_new         (void);
SalveRecord *salve_history_row_get_record  (SalveHistoryRow *self);
void         salve_history_row_set_record  (SalveHistoryRow *self,
                                            SalveRecord     *record);
const char  *salve_history_row_get_heading (SalveHistoryRow *self);
void         salve_history_row_set_place   (SalveHistoryRow *self,
                                            SalveRecord     *previous,
                                            SalveRecord     *next);

G_END_DECLS
