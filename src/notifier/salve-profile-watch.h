/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-reminder-choices.h"

G_BEGIN_DECLS

/* What the profile on the disk says of reminders. Emits ::changed after each look at it. */
#define SALVE_TYPE_PROFILE_WATCH (salve_profile_watch_get_type ())
G_DECLARE_FINAL_TYPE (SalveProfileWatch, salve_profile_watch, SALVE, PROFILE_WATCH, GObject)

SalveProfileWatch    *salve_profile_watch_new         (const char        *folder);
void                  salve_profile_watch_reload      (SalveProfileWatch *self);
const GDate          *salve_profile_watch_get_day     (SalveProfileWatch *self);
SalveReminderChoices *salve_profile_watch_get_choices (SalveProfileWatch *self);

G_END_DECLS
