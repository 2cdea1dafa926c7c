/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-procedure.h"
#include "salve-profile.h"

G_BEGIN_DECLS

/* What stands in the way where one of the chosen areas was treated too lately: why, until when, a
 * reminder of that day, and a clinician's word, without which it does not go on. The word is kept in the
 * session's answers. It shows itself when it is needed. */
#define SALVE_TYPE_INTERVAL_GUARD (salve_interval_guard_get_type ())
G_DECLARE_FINAL_TYPE (SalveIntervalGuard, salve_interval_guard, SALVE, INTERVAL_GUARD, GtkBox)

void salve_interval_guard_update (SalveIntervalGuard *self,
                                  SalveProcedure     *procedure,
                                  SalveProfile       *profile);
void salve_interval_guard_apply  (SalveIntervalGuard *self);

G_END_DECLS
