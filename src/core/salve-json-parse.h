/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "salve-json-error.h"

G_BEGIN_DECLS

/* From text to JSON, more strictly than JsonParser: a record from a synchronised folder is
 * anybody's text. */
JsonObject *salve_json_parse       (const char  *text,
                                    gssize       length,
                                    GError     **error);
JsonObject *salve_json_parse_large (const char  *text,
                                    gsize        size,
                                    gsize        max_bytes,
                                    guint        max_values,
                                    GError     **error);

G_END_DECLS
