/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *salve_paths_data  (void);
char     *salve_paths_state (void);
gboolean  salve_paths_ensure (const char  *folder,
                              GError     **error);
gboolean  salve_paths_is_temporary (const char *name);
gboolean  salve_paths_is_left_over (const char *path);
char     *salve_paths_get_target (const char *name);
char     *salve_paths_make_temporary (const char *path);
gboolean  salve_paths_sync  (const char  *folder,
                             GError     **error);
gboolean  salve_paths_rename (const char *from,
                             const char  *to);
char     *salve_paths_move_into (const char *from,
                                 const char *folder,
                                 const char *name);
gboolean  salve_paths_exchange (const char *one,
                               const char  *other);

G_END_DECLS
