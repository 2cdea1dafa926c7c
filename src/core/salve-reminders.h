/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-reminder-choices.h"
#include "salve-reminder-marks.h"
#include "salve-reminder.h"

G_BEGIN_DECLS

/* What there is to be reminded of at one moment, from the records, the choices and what was answered. */
#define SALVE_TYPE_REMINDERS (salve_reminders_get_type ())
G_DECLARE_FINAL_TYPE (SalveReminders, salve_reminders, SALVE, REMINDERS, GObject)

SalveReminders      *salve_reminders_new            (GListModel               *records,
                                                     SalveReminderChoices     *choices,
                                                     const SalveReminderMarks *marks,
                                                     gint64                    now,
                                                     GTimeZone                *zone);
SalveReminders      *salve_reminders_new_today      (GListModel               *records,
                                                     SalveReminderChoices     *choices,
                                                     const SalveReminderMarks *marks,
                                                     gint64                    now,
                                                     GTimeZone                *zone);
GPtrArray           *salve_reminders_get_due        (SalveReminders           *self);
const SalveReminder *salve_reminders_find           (SalveReminders           *self,
                                                     SalveReminderKind         kind);
gint64               salve_reminders_get_next       (SalveReminders           *self);
gint64               salve_reminders_get_moisturise (SalveReminders           *self);

G_END_DECLS
