/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-json-copy.h"
#include "salve-json-error.h"
#include "salve-json-file.h"
#include "salve-json-parse.h"
#include "salve-json-print.h"

G_BEGIN_DECLS

/* The members of an object. Each getter leaves the default where the member is missing or null,
 * and fails on another type. */
gboolean salve_json_get_string  (JsonObject *object, const char *member, const char **value, GError **error);
gboolean salve_json_get_number  (JsonObject *object, const char *member, double lowest, double highest,
                                 double *value, GError **error);
gboolean salve_json_get_boolean (JsonObject *object, const char *member, gboolean *value, GError **error);
gboolean salve_json_get_time    (JsonObject *object, const char *member, GDateTime **value, GError **error);
gboolean salve_json_get_date    (JsonObject *object, const char *member, GDate *value, GError **error);
gboolean salve_json_get_object  (JsonObject *object, const char *member, JsonObject **value, GError **error);
gboolean salve_json_get_array   (JsonObject *object, const char *member, JsonArray **value, GError **error);
gboolean salve_json_get_entries (JsonObject *object, const char *member, JsonArray **value, GError **error);
gboolean salve_json_get_strings (JsonObject *object, const char *member, char ***value, GError **error);
gboolean salve_json_require     (JsonObject *object, const char * const *members, GError **error);
void     salve_json_set_string  (JsonObject *object, const char *member, const char *value);
void     salve_json_set_number  (JsonObject *object, const char *member, double value, double missing);
char    *salve_json_format_time (GDateTime *time);
void     salve_json_set_time    (JsonObject *object, const char *member, GDateTime *value);
void     salve_json_set_date    (JsonObject *object, const char *member, const GDate *value);

G_END_DECLS
