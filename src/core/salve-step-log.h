/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"
#include "salve-step.h"

G_BEGIN_DECLS

/* When a session entered and finished each step, as its record tells. */
SalveSessionStep *salve_step_log_find    (SalveSession *session,
                                          SalveStep     step);
gboolean          salve_step_log_is_done (SalveSession *session,
                                          SalveStep     step);
SalveSessionStep *salve_step_log_enter   (SalveSession *session,
                                          SalveStep     step,
                                          GDateTime    *now);
void              salve_step_log_finish  (SalveSession *session,
                                          SalveStep     step,
                                          GDateTime    *now);
void              salve_step_log_reopen  (SalveSession *session,
                                          SalveStep     step);
void              salve_step_log_forget  (SalveSession *session,
                                          SalveStep     step);
GDateTime        *salve_step_log_latest  (SalveSession *session);

G_END_DECLS
