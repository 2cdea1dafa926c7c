/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What changed in a folder, told a moment later: a synchronising program changes many files at once. */
typedef struct _SalveFolderWatch SalveFolderWatch;

/* @names is the set of names that changed; NULL where it may be any, and the folder is watched no more. */
typedef void (*SalveFolderWatchFunc) (GHashTable *names,
                                      gpointer    data);

SalveFolderWatch *salve_folder_watch_new   (const char            *folder,
                                            SalveFolderWatchFunc   func,
                                            gpointer               data);
void              salve_folder_watch_free  (SalveFolderWatch      *self);
gboolean          salve_folder_watch_start (SalveFolderWatch      *self,
                                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveFolderWatch, salve_folder_watch_free)

G_END_DECLS
