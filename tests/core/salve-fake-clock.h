/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"

G_BEGIN_DECLS

/* A clock that stands still until a test moves it. */
#define SALVE_TYPE_FAKE_CLOCK (salve_fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (SalveFakeClock, salve_fake_clock, SALVE, FAKE_CLOCK, SalveClock)

SalveFakeClock *salve_fake_clock_new     (const char     *iso8601);
void            salve_fake_clock_advance (SalveFakeClock *self,
                                          GTimeSpan       span);
void            salve_fake_clock_set     (SalveFakeClock *self,
                                          const char     *iso8601);

G_END_DECLS
