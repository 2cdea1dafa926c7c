/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-input-row.h"

G_BEGIN_DECLS

/* A day, typed or picked from a calendar, and shown in words. */
#define SALVE_TYPE_DATE_ROW (salve_date_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveDateRow, salve_date_row, SALVE, DATE_ROW, SalveInputRow)

GtkWidget   *salve_date_row_new          (const char   *title);
const GDate *salve_date_row_get_date     (SalveDateRow *self);
void         salve_date_row_set_date     (SalveDateRow *self,
                                          const GDate  *date);
void         salve_date_row_set_earliest (SalveDateRow *self,
                                          const GDate  *earliest,
                                          const char   *refusal);
void         salve_date_row_set_latest   (SalveDateRow *self,
                                          const GDate  *latest,
                                          const char   *refusal);

G_END_DECLS
