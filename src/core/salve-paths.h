/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

G_BEGIN_DECLS

/* So many files of one name are told apart. */
#define SALVE_PATHS_MAX_NUMBER 10000

char     *salve_paths_data            (void);
char     *salve_paths_state           (void);
gboolean  salve_paths_ensure          (const char  *folder,
                                       GError     **error);
gboolean  salve_paths_is_temporary    (const char  *name);
gboolean  salve_paths_is_hidden       (const char  *name);
gboolean  salve_paths_is_left_over    (const char  *path);
gboolean  salve_paths_has_rested      (const GStatBuf *info);
char     *salve_paths_get_target      (const char  *name);
char     *salve_paths_make_temporary  (const char  *path);
gboolean  salve_paths_foreach         (const char  *folder,
                                       GFunc        func,
                                       gpointer     data,
                                       GError     **error);
GPtrArray *salve_paths_list           (const char  *folder,
                                       GError     **error);
gboolean  salve_paths_sync            (const char  *folder,
                                       GError     **error);
gboolean  salve_paths_rename          (const char  *from,
                                       const char  *to);
gboolean  salve_paths_exchange        (const char  *one,
                                       const char  *other);
char     *salve_paths_number          (const char  *path,
                                       guint        number);
char     *salve_paths_rename_numbered (const char  *from,
                                       const char  *to,
                                       guint        first);
char     *salve_paths_set_aside       (const char  *path,
                                       GError     **error);
gboolean  salve_paths_fail            (const char  *path,
                                       const char  *format,
                                       GError     **error);

G_END_DECLS
