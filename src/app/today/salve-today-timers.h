/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-clock.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What runs on after a session: the device in the alcohol, and the hours in which signs of too much
 * numbing cream may still come. Not to be seen where nothing does. */
#define SALVE_TYPE_TODAY_TIMERS (salve_today_timers_get_type ())
G_DECLARE_FINAL_TYPE (SalveTodayTimers, salve_today_timers, SALVE, TODAY_TIMERS, AdwBin)

G_END_DECLS
