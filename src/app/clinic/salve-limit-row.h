/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-input-row.h"
#include "salve-protocol.h"

G_BEGIN_DECLS

/* For how long a clinic said to wait with something, beside what the protocol says: the longer counts. */
#define SALVE_TYPE_LIMIT_ROW (salve_limit_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveLimitRow, salve_limit_row, SALVE, LIMIT_ROW, SalveInputRow)

GtkWidget       *salve_limit_row_new             (SalveRestriction  restriction);
SalveRestriction salve_limit_row_get_restriction (SalveLimitRow    *self);
void             salve_limit_row_set_table       (SalveLimitRow    *self,
                                                  guint             hours,
                                                  GDateTime        *end,
                                                  gint64            now);
guint            salve_limit_row_get_hours       (SalveLimitRow    *self);

G_END_DECLS
