/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* A session's timers under a clock that is set. Beside the time at which the cream went on or the device into
 * the alcohol, a stamp of the clock that counts since the computer started and is never set tells how long ago
 * that really was. */
gboolean salve_steady_settle (SalveSession *session,
                              SalveClock   *clock);

G_END_DECLS
