/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a record's text may not be. A record of a person's session never meets these limits. */
#define SALVE_JSON_MAX_BYTES   (1024 * 1024)
#define SALVE_JSON_MAX_DEPTH   32
#define SALVE_JSON_MAX_VALUES  20000
#define SALVE_JSON_MAX_ENTRIES 2000  /* of one list of groups, as passes are */
#define SALVE_JSON_MAX_WORDS   200   /* of one list of words, as areas are */
#define SALVE_JSON_MAX_WORD    64    /* characters of an id, or of the name of something */
#define SALVE_JSON_MAX_TEXT    65536 /* characters; no field to type in takes as many */

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
GQuark   salve_json_error_quark (void);

gboolean salve_json_fail        (GError         **error,
                                 SalveJsonError   code,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
