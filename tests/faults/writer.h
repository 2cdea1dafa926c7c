/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

/* What writer.c can do with an opened store, and what it does beyond saving: versions.c. */

void        writer_say        (const char    *format,
                               ...) G_GNUC_PRINTF (1, 2);
SalveStore *writer_open_store (GError       **error);
void        writer_on_done    (GObject       *source,
                               GAsyncResult  *result,
                               gpointer       data);
void        writer_wait_for   (GAsyncResult **result);
gboolean    writer_update     (SalveStore    *store,
                               const char    *name,
                               const char    *notes,
                               GError       **error);

gboolean    writer_append     (char         **arguments,
                               GError       **error);
gboolean    writer_list_versions (char      **arguments,
                               GError       **error);
gboolean    writer_list_file_versions (char **arguments,
                               GError       **error);
gboolean    writer_merge      (char         **arguments,
                               GError       **error);
gboolean    writer_unmerge    (char         **arguments,
                               GError       **error);
gboolean    writer_separate   (char         **arguments,
                               GError       **error);
gboolean    writer_merge_file (char         **arguments,
                               GError       **error);
gboolean    writer_check_in   (char         **arguments,
                               GError       **error);
gboolean    writer_add_flag   (char         **arguments,
                               GError       **error);
gboolean    writer_drop_flag  (char         **arguments,
                               GError       **error);
