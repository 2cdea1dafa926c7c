/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Two changes of one object, made into one. */
JsonObject *salve_json_merge       (JsonObject *base,
                                    JsonObject *ours,
                                    JsonObject *theirs,
                                    gboolean   *lost);
gboolean    salve_json_same        (JsonNode   *one,
                                    JsonNode   *two);
JsonNode   *salve_json_copy_node   (JsonNode   *node);

G_END_DECLS
