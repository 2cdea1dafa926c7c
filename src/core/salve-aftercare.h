/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"
#include "salve-countdown.h"
#include "salve-ending.h"

G_BEGIN_DECLS

/* What is restricted until when: the running restrictions as a list of SalveCountdown, in the
 * order of the protocol. Emits ::ended for each ending as it comes, once in the object's life,
 * and ::changed when the list or an end is another. */
#define SALVE_TYPE_AFTERCARE (salve_aftercare_get_type ())
G_DECLARE_FINAL_TYPE (SalveAftercare, salve_aftercare, SALVE, AFTERCARE, GObject)

SalveAftercare *salve_aftercare_new           (GListModel     *records,
                                               SalveClock     *clock);
SalveCountdown *salve_aftercare_find          (SalveAftercare *self,
                                               const char     *restriction);
gint64          salve_aftercare_get_next      (SalveAftercare *self);
GPtrArray      *salve_aftercare_list_endings  (SalveAftercare *self,
                                               gint64          after,
                                               gint64          until);
void            salve_aftercare_recompute     (SalveAftercare *self);

G_END_DECLS
