/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-clock.h"
#include "salve-profile.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* The question how the skin looks, while it is due, and when to moisturise next. */
#define SALVE_TYPE_TODAY_REMINDERS (salve_today_reminders_get_type ())
G_DECLARE_FINAL_TYPE (SalveTodayReminders, salve_today_reminders, SALVE, TODAY_REMINDERS, AdwBin)

void salve_today_reminders_focus (SalveTodayReminders *self);

G_END_DECLS
