/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Two versions of one list, to become one with what either has. */
JsonNode *salve_merge_list_unite        (JsonArray *one,
                                         JsonArray *other,
                                         gboolean   other_later);
JsonNode *salve_merge_list_unite_limits (JsonArray *one,
                                         JsonArray *other);

G_END_DECLS
