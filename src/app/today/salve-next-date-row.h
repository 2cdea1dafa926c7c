/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-profile.h"

G_BEGIN_DECLS

/* From which day on something may be treated again, and the offer to be reminded of that day. */
#define SALVE_TYPE_NEXT_DATE_ROW (salve_next_date_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveNextDateRow, salve_next_date_row, SALVE, NEXT_DATE_ROW, AdwActionRow)

GtkWidget *salve_next_date_row_new (const char   *title,
                                    const GDate  *day,
                                    const GDate  *today,
                                    SalveProfile *profile);

G_END_DECLS
