/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-procedure.h"

G_BEGIN_DECLS

/* Where the numbing cream stands, readable from afar: the phase, the time, and by when it comes off. */
#define SALVE_TYPE_NUMBING_TIMER (salve_numbing_timer_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumbingTimer, salve_numbing_timer, SALVE, NUMBING_TIMER, AdwBin)

void salve_numbing_timer_show (SalveNumbingTimer *self,
                               SalveProcedure    *procedure);

G_END_DECLS
