/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"

G_BEGIN_DECLS

/* Whether the computer's clock can be right, as far as the records tell. */
char *salve_clock_check_describe (SalveClock *clock,
                                  GListModel *records);

G_END_DECLS
