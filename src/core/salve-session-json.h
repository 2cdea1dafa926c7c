/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "salve-session.h"

G_BEGIN_DECLS

SalveSession *salve_session_from_json       (const char    *text,
                                             gssize         length,
                                             GError       **error);
SalveSession *salve_session_from_object     (JsonObject    *object,
                                             GError       **error);
SalveSession *salve_session_draft_from_json (const char    *text,
                                             gssize         length,
                                             GError       **error);
SalveSession *salve_session_draft_from_object (JsonObject  *object,
                                             GError       **error);
char         *salve_session_to_json         (SalveSession  *self);

G_END_DECLS
