/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Replaces a file only while it holds what was read: whoever was quicker is not overwritten. */
char     *salve_replace_read  (const char   *path,
                               JsonObject  **object,
                               GError      **error);
gboolean  salve_replace       (const char   *path,
                               const char   *known,
                               const char   *text,
                               GError      **error);
gboolean  salve_replace_new   (const char   *path,
                               const char   *text,
                               GError      **error);
char     *salve_replace_aside (const char   *path,
                               const char   *name,
                               GError      **error);
char     *salve_replace_keep  (const char   *path,
                               const char   *text,
                               GError      **error);

char     *salve_replace_add   (const char   *path,
                               const char   *text,
                               GError      **error);
gboolean  salve_replace_fail  (const char   *path,
                               GError      **error);

G_END_DECLS
