/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-json-error.h"

G_BEGIN_DECLS

/* The text of a small file: read without ever waiting for what is none, replaced as a whole. */
char     *salve_json_read       (const char  *path,
                                 gsize       *length,
                                 GError     **error);
char     *salve_json_read_large (const char  *path,
                                 gsize        max_bytes,
                                 gsize       *length,
                                 GError     **error);
gboolean  salve_json_write      (const char  *path,
                                 const char  *text,
                                 GError     **error);
char     *salve_json_write_temporary (const char *path,
                                      const char *text);

G_END_DECLS
