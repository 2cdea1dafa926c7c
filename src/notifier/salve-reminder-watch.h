/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"
#include "salve-ledger.h"
#include "salve-profile-watch.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* What the person wants to be reminded of, as the records and the profile on the disk tell, and the
 * answers to it, which need no window. Emits ::changed when there may be something else to say, and
 * ::failed (error) when an answer cannot be kept. */
#define SALVE_TYPE_REMINDER_WATCH (salve_reminder_watch_get_type ())
G_DECLARE_FINAL_TYPE (SalveReminderWatch, salve_reminder_watch, SALVE, REMINDER_WATCH, GObject)

/* What a click asks of the window. */
typedef enum
{
  SALVE_REMINDER_OPENS_NOTHING,
  SALVE_REMINDER_OPENS_TODAY,
  SALVE_REMINDER_OPENS_CHECK_IN,
  SALVE_REMINDER_OPENS_RED_FLAGS
} SalveReminderOpens;

SalveReminderWatch *salve_reminder_watch_new         (SalveProfileWatch  *profile,
                                                      SalveClock         *clock,
                                                      SalveStore         *store,
                                                      SalveLedger        *ledger);
gboolean            salve_reminder_watch_get_on      (SalveReminderWatch *self);
gboolean            salve_reminder_watch_is_discreet (SalveReminderWatch *self);
gboolean            salve_reminder_watch_is_quiet    (SalveReminderWatch *self);
GPtrArray          *salve_reminder_watch_list        (SalveReminderWatch *self);
SalveReminderOpens  salve_reminder_watch_answer      (SalveReminderWatch *self,
                                                      const char         *tag,
                                                      const char         *action);

G_END_DECLS
