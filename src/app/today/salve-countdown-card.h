/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-countdown.h"

G_BEGIN_DECLS

/* One of the restrictions that lead the screen: what remains as a ring and in words and,
 * opened, what counts and why. Without a countdown it says that it is allowed again. */
#define SALVE_TYPE_COUNTDOWN_CARD (salve_countdown_card_get_type ())
G_DECLARE_FINAL_TYPE (SalveCountdownCard, salve_countdown_card, SALVE, COUNTDOWN_CARD, AdwBin)

GtkWidget      *salve_countdown_card_new             (const char         *restriction);
const char     *salve_countdown_card_get_restriction (SalveCountdownCard *self);
SalveCountdown *salve_countdown_card_get_countdown   (SalveCountdownCard *self);
void            salve_countdown_card_set_countdown   (SalveCountdownCard *self,
                                                      SalveCountdown     *countdown);

G_END_DECLS
