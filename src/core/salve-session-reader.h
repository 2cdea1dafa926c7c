/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "salve-session.h"

G_BEGIN_DECLS

/* From JSON to a session, member by member. What cannot be true is refused, in words that name
 * the member. */
SalveSession        *salve_session_reader_read           (JsonObject  *object,
                                                          GError     **error);
SalveSessionCheckIn *salve_session_reader_parse_check_in (JsonNode    *node);

G_END_DECLS
