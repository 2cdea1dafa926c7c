/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"
#include "salve-notice.h"

G_BEGIN_DECLS

/* The timers of the session that is under way, as its draft on the disk tells, and of the ones
 * that were just saved. Emits ::changed when there may be something else to say. */
#define SALVE_TYPE_SESSION_WATCH (salve_session_watch_get_type ())
G_DECLARE_FINAL_TYPE (SalveSessionWatch, salve_session_watch, SALVE, SESSION_WATCH, GObject)

SalveSessionWatch *salve_session_watch_new      (const char        *folder,
                                                 GListModel        *records,
                                                 SalveClock        *clock);
void               salve_session_watch_reload   (SalveSessionWatch *self);
gboolean           salve_session_watch_get_on   (SalveSessionWatch *self);
GPtrArray         *salve_session_watch_list     (SalveSessionWatch *self,
                                                 gboolean           discreet);

G_END_DECLS
