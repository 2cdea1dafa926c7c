/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A record of a person's session never meets these limits. */
#define SALVE_JSON_MAX_BYTES  (1024 * 1024)
#define SALVE_JSON_MAX_DEPTH  32
#define SALVE_JSON_MAX_VALUES 20000

#define SALVE_JSON_ERROR (salve_json_error_quark ())
typedef enum
{
  SALVE_JSON_ERROR_NOT_A_FILE, /* a folder, pipe, device, link … */
  SALVE_JSON_ERROR_TOO_LARGE,
  SALVE_JSON_ERROR_NOT_UTF8,
  SALVE_JSON_ERROR_SYNTAX,
  SALVE_JSON_ERROR_TOO_DEEP,
  SALVE_JSON_ERROR_MISSING,    /* a required member is not there */
  SALVE_JSON_ERROR_TYPE,       /* a member has the wrong type */
  SALVE_JSON_ERROR_VALUE       /* a member's value makes no sense */
} SalveJsonError;
GQuark salve_json_error_quark (void);

char       *salve_json_read     (const char  *path,
                                 gsize       *length,
                                 GError     **error);
JsonObject *salve_json_parse    (const char  *text,
                                 gssize       length,
                                 GError     **error);
char       *salve_json_print    (JsonObject  *object);
JsonObject *salve_json_copy     (JsonObject  *object);
gboolean    salve_json_write    (const char  *path,
                                 const char  *text,
                                 GError     **error);

/* Each leaves the default where the member is missing or null, and fails on another type. */
gboolean    salve_json_get_string  (JsonObject *object, const char *member, const char **value, GError **error);
gboolean    salve_json_get_number  (JsonObject *object, const char *member, double lowest, double highest,
                                    double *value, GError **error);
gboolean    salve_json_get_time    (JsonObject *object, const char *member, GDateTime **value, GError **error);
gboolean    salve_json_get_object  (JsonObject *object, const char *member, JsonObject **value, GError **error);
gboolean    salve_json_get_array   (JsonObject *object, const char *member, JsonArray **value, GError **error);
gboolean    salve_json_get_strings (JsonObject *object, const char *member, char ***value, GError **error);
gboolean    salve_json_require     (JsonObject *object, const char * const *members, GError **error);
void        salve_json_set_string  (JsonObject *object, const char *member, const char *value);
void        salve_json_set_number  (JsonObject *object, const char *member, double value, double missing);
void        salve_json_set_time    (JsonObject *object, const char *member, GDateTime *value);

G_END_DECLS
