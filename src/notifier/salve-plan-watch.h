/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"
#include "salve-profile-watch.h"
#include "salve-protocol.h"

G_BEGIN_DECLS

/* The day that the person planned for the next session and wants to be reminded of, as the profile
 * on the disk tells. Emits ::changed when it tells something else, and when the reminder is due. */
#define SALVE_TYPE_PLAN_WATCH (salve_plan_watch_get_type ())
G_DECLARE_FINAL_TYPE (SalvePlanWatch, salve_plan_watch, SALVE, PLAN_WATCH, GObject)

/* On the morning of the planned day, as an area that is ready again. */
#define SALVE_PLAN_WATCH_HOUR SALVE_PROTOCOL_READY_HOUR

SalvePlanWatch *salve_plan_watch_new         (SalveProfileWatch *profile,
                                              SalveClock        *clock,
                                              GListModel        *records);
gboolean        salve_plan_watch_get_on      (SalvePlanWatch    *self);
gint64          salve_plan_watch_get_instant (SalvePlanWatch    *self);
gboolean        salve_plan_watch_get_due     (SalvePlanWatch    *self);
char           *salve_plan_watch_get_key     (SalvePlanWatch    *self);
char           *salve_plan_watch_get_title   (SalvePlanWatch    *self);
char           *salve_plan_watch_get_body    (SalvePlanWatch    *self);

G_END_DECLS
