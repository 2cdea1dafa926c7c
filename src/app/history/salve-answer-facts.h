/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-screening.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What a session's page says of the screening: what applied, and what was made of it. */
char *salve_answer_facts_title     (const SalveScreeningItem *item);
char *salve_answer_facts_describe  (const SalveAnswer        *answer);
char *salve_answer_facts_skin_type (SalveSession             *session);

G_END_DECLS
