/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-protocol.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* The passes of a session: each of its areas in each direction of the protocol, one after the other. */
gboolean          salve_pass_plan_next    (SalveSession    *session,
                                           const SalveBand *band,
                                           SalveSessionPass *next);
SalveSessionPass *salve_pass_plan_ensure  (SalveSession    *session,
                                           const char      *area,
                                           const char      *direction);
SalveSessionPass *salve_pass_plan_find    (SalveSession    *session,
                                           const char      *area,
                                           const char      *direction);
guint             salve_pass_plan_get_seconds (SalveSession *session,
                                           const char      *area);
void              salve_pass_plan_uncount (SalveSession    *session);
void              salve_pass_plan_tidy    (SalveSession    *session);

G_END_DECLS
