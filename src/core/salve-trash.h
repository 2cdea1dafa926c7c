/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of what was removed. Nothing in it is ever replaced, and each file stays for 30 days. What is moved is safe
 * from a power cut only after salve_paths_sync() of both folders. */
gboolean salve_trash_keep    (const char  *trash,
                              const char  *name,
                              const char  *text,
                              GError     **error);
gboolean salve_trash_move    (const char  *trash,
                              const char  *folder,
                              const char  *name,
                              GError     **error);
gboolean salve_trash_restore (const char  *trash,
                              const char  *folder,
                              const char  *name,
                              GError     **error);
void     salve_trash_empty   (const char  *trash,
                              gint64       now);

G_END_DECLS
