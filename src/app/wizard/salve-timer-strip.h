/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-procedure.h"

G_BEGIN_DECLS

/* Every timer of the session that runs, whatever step one is on, and what it asks: the numbing
 * cream, whether the person feels well with it, the device in the alcohol. Emits ::tick when time
 * has changed what a page may show. */
#define SALVE_TYPE_TIMER_STRIP (salve_timer_strip_get_type ())
G_DECLARE_FINAL_TYPE (SalveTimerStrip, salve_timer_strip, SALVE, TIMER_STRIP, AdwBin)

void salve_timer_strip_refresh (SalveTimerStrip *self);

G_END_DECLS
