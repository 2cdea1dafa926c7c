/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* What a session's record says, fact by fact, in words for its page. A fact that the record does
 * not hold is NULL or empty. */
char       *salve_session_facts_device       (SalveSession            *session);
char       *salve_session_facts_numbing      (SalveSession            *session);
char       *salve_session_facts_numbing_amount (SalveSession            *session);
char       *salve_session_facts_numbing_time (SalveSession            *session);
char       *salve_session_facts_treat_time (SalveSession            *session);
char       *salve_session_facts_passes       (SalveSession            *session,
                                              const char              *area);
char       *salve_session_facts_serum        (SalveSession            *session);
char       *salve_session_facts_outcome      (SalveSession            *session);
char       *salve_session_facts_pain         (SalveSession            *session);
char       *salve_session_facts_redness      (SalveSession            *session);
const char *salve_session_facts_event_title  (const SalveSessionEvent *event);
char       *salve_session_facts_event        (const SalveSessionEvent *event);
char       *salve_session_facts_limit        (const SalveSessionLimit *limit,
                                              gint64                   now);
const char *salve_session_facts_step_title   (const SalveSessionStep  *step);
char       *salve_session_facts_step_time    (const SalveSessionStep  *step);

char *salve_session_facts_check_in_title (const SalveSessionCheckIn *check_in);
char *salve_session_facts_check_in (const SalveSessionCheckIn *check_in);

G_END_DECLS
