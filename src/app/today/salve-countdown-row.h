/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-countdown.h"

G_BEGIN_DECLS

/* One of the further restrictions: until when and, opened, what counts and why. */
#define SALVE_TYPE_COUNTDOWN_ROW (salve_countdown_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveCountdownRow, salve_countdown_row, SALVE, COUNTDOWN_ROW, AdwExpanderRow)

GtkWidget      *salve_countdown_row_new           (SalveCountdown    *countdown);
SalveCountdown *salve_countdown_row_get_countdown (SalveCountdownRow *self);
gint64          salve_countdown_row_find_change   (SalveCountdown    *countdown,
                                                   gint64             now);

G_END_DECLS
