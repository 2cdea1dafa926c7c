/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* What a session restricts, by the protocol and its needle length. */
void salve_aftercare_plan (SalveSession *session,
                           GDateTime    *end);

G_END_DECLS
