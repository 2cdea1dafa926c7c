/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

JsonObject *salve_session_get_source (SalveSession *self);
void        salve_session_set_source (SalveSession *self,
                                      JsonObject   *source);

G_END_DECLS
