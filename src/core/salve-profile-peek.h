/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-reminder-choices.h"

G_BEGIN_DECLS

/* For who only wants to remind: reads `profile.json` as it is now and leaves it alone, whatever it holds. */
gboolean              salve_profile_peek_reminder  (const char *folder,
                                                    GDate      *day);
SalveReminderChoices *salve_profile_peek_reminders (const char *folder);

G_END_DECLS
