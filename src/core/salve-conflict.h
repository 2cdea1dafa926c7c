/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names that programs give to the version of a file that lost. */
char     *salve_conflict_get_original (const char  *name);
gboolean  salve_conflict_is_copy_of   (const char  *name,
                                       const char  *original);
char     *salve_conflict_make_name    (const char  *name,
                                       GDateTime   *time,
                                       guint        number);

G_END_DECLS
