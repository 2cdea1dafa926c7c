/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-protocol.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What a session restricts, by the protocol, its needle length and the word of a clinic. */
const SalveBand *salve_aftercare_plan_get_band (SalveSession *session);
GDateTime *salve_aftercare_plan_get_end (SalveSession *session);
guint salve_aftercare_plan_get_hours (SalveSession     *session,
                                      SalveRestriction  restriction);
void  salve_aftercare_plan           (SalveSession     *session,
                                      GDateTime        *end);
void  salve_aftercare_plan_with      (SalveSession     *session,
                                      GDateTime        *end,
                                      const guint      *clinic_hours);

G_END_DECLS
