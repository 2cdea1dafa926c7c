/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "salve-protocol.h"

G_BEGIN_DECLS

/* One restriction that is running: from when, until when, where. Immutable. */
#define SALVE_TYPE_COUNTDOWN (salve_countdown_get_type ())
G_DECLARE_FINAL_TYPE (SalveCountdown, salve_countdown, SALVE, COUNTDOWN, GObject)

SalveCountdown     *salve_countdown_new         (const char         *restriction,
                                                 gint64              begun,
                                                 gint64              until,
                                                 const char * const *areas);
const char         *salve_countdown_get_restriction (SalveCountdown *self);
gint64              salve_countdown_get_begun   (SalveCountdown     *self);
gint64              salve_countdown_get_until   (SalveCountdown     *self);
const char * const *salve_countdown_get_areas   (SalveCountdown     *self);
gboolean            salve_countdown_equal       (SalveCountdown     *self,
                                                 SalveCountdown     *other);

G_END_DECLS
