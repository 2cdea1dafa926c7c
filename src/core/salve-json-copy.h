/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A copy of all that an object holds; json_node_copy() shares objects and arrays instead. */
JsonObject *salve_json_copy (JsonObject *object);

G_END_DECLS
