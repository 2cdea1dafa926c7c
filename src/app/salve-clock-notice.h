/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says on every page that the computer's clock cannot be right, for as long as that is so or until the person
 * closes it. */
#define SALVE_TYPE_CLOCK_NOTICE (salve_clock_notice_get_type ())
G_DECLARE_FINAL_TYPE (SalveClockNotice, salve_clock_notice, SALVE, CLOCK_NOTICE, AdwBin)

G_END_DECLS
