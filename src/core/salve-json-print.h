/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* From JSON to text that reads back as the same, number for number. */
char *salve_json_print (JsonObject *object);

G_END_DECLS
