/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-procedure.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* Something looks wrong: from the signs that a person ticks to how urgent it is, what to do, and an entry
 * in the record. A window of its own, so that the session behind it keeps its timers and its keys. */
#define SALVE_TYPE_RED_FLAGS (salve_red_flags_get_type ())
G_DECLARE_FINAL_TYPE (SalveRedFlags, salve_red_flags, SALVE, RED_FLAGS, AdwWindow)

SalveRedFlags *salve_red_flags_new (GtkWindow      *parent,
                                    SalveClock     *clock,
                                    SalveStore     *store,
                                    SalveProcedure *procedure);

G_END_DECLS
