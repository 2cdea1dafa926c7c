/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"

G_BEGIN_DECLS

/* The computer's own clock. With SALVE_TEST_CLOCK=FILE in the environment it runs ahead by
 * the number of seconds that the file holds, and follows the file: the tests' hook. A second number
 * in it is how far the clock ahead is that counts since the computer started; without one it is
 * as far, as if the time had passed. */
#define SALVE_TYPE_WALL_CLOCK (salve_wall_clock_get_type ())
G_DECLARE_FINAL_TYPE (SalveWallClock, salve_wall_clock, SALVE, WALL_CLOCK, SalveClock)

SalveClock *salve_wall_clock_new (void);

G_END_DECLS
