/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-aftercare.h"
#include "salve-announcer.h"
#include "salve-ledger.h"
#include "salve-plan-watch.h"
#include "salve-reminder-watch.h"
#include "salve-session-watch.h"

G_BEGIN_DECLS

/* Compares what has come with what was announced, shows what is news and notes it, and takes
 * back what is no longer right. */
#define SALVE_TYPE_DELIVERY (salve_delivery_get_type ())
G_DECLARE_FINAL_TYPE (SalveDelivery, salve_delivery, SALVE, DELIVERY, GObject)

SalveDelivery *salve_delivery_new         (SalveAnnouncer     *announcer,
                                           SalveLedger        *ledger);
gboolean       salve_delivery_get_waiting (SalveDelivery      *self);
void           salve_delivery_check       (SalveDelivery      *self,
                                           SalveAftercare     *aftercare,
                                           SalveSessionWatch  *session,
                                           SalvePlanWatch     *plan,
                                           SalveReminderWatch *reminders,
                                           gint64              now);

G_END_DECLS
