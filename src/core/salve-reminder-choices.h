/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In a day, as quiet hours are told. */
#define SALVE_REMINDER_CHOICES_MINUTES (24 * 60)

/* What a person wants to be reminded of, when there is to be quiet, and whether others may read the words. */
#define SALVE_TYPE_REMINDER_CHOICES (salve_reminder_choices_get_type ())
G_DECLARE_FINAL_TYPE (SalveReminderChoices, salve_reminder_choices, SALVE, REMINDER_CHOICES, GObject)

SalveReminderChoices *salve_reminder_choices_new             (void);
gboolean              salve_reminder_choices_get_moisturise  (SalveReminderChoices  *self);
gboolean              salve_reminder_choices_get_check_ins   (SalveReminderChoices  *self);
gboolean              salve_reminder_choices_get_area_ready  (SalveReminderChoices  *self);
gboolean              salve_reminder_choices_get_discreet    (SalveReminderChoices  *self);
guint                 salve_reminder_choices_get_quiet_from  (SalveReminderChoices  *self);
guint                 salve_reminder_choices_get_quiet_until (SalveReminderChoices  *self);
gboolean              salve_reminder_choices_is_quiet        (SalveReminderChoices  *self,
                                                              gint64                 instant,
                                                              GTimeZone             *zone);
gint64                salve_reminder_choices_wait            (SalveReminderChoices  *self,
                                                              gint64                 instant,
                                                              GTimeZone             *zone);
gboolean              salve_reminder_choices_read            (SalveReminderChoices  *self,
                                                              JsonObject            *object,
                                                              GError               **error);
JsonObject           *salve_reminder_choices_write           (SalveReminderChoices  *self);

G_END_DECLS
