/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SALVE_ARCHIVE_FORMAT 1

/* Two sessions a week for more than a life; and what they could take at most. */
#define SALVE_ARCHIVE_MAX_SESSIONS 20000
#define SALVE_ARCHIVE_MAX_BYTES    (128 * 1024 * 1024)

/* All sessions in one text, each whole, with the shelf and the profile. Only one session at a time is taken apart, so
 * that the text may be long. */
typedef struct _SalveArchive SalveArchive;

SalveArchive *salve_archive_read           (const char    *text,
                                            gsize          length,
                                            GError       **error);
SalveArchive *salve_archive_load           (const char    *path,
                                            GError       **error);
void          salve_archive_free           (SalveArchive  *self);
guint         salve_archive_get_n_sessions (SalveArchive  *self);
JsonObject   *salve_archive_get_session    (SalveArchive  *self,
                                            guint          position,
                                            GError       **error);
JsonObject   *salve_archive_get_shelf      (SalveArchive  *self);
JsonObject   *salve_archive_get_profile    (SalveArchive  *self);

char         *salve_archive_write          (const char    *data,
                                            gboolean       only_sessions,
                                            guint         *n_sessions,
                                            GPtrArray     *left_out,
                                            GError       **error);
gboolean      salve_archive_save           (const char    *path,
                                            const char    *text,
                                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveArchive, salve_archive_free)

G_END_DECLS
