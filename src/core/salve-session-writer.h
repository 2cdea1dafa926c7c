/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "salve-session.h"

G_BEGIN_DECLS

/* From a session to JSON, in the design's order of members. What the session came with and is not
 * known here stays in it. */
JsonObject *salve_session_writer_write (SalveSession *session);

G_END_DECLS
