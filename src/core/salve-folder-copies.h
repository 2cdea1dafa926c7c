/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "salve-record.h"

G_BEGIN_DECLS

/* Versions of one file, by the names that programs give to the one that lost. The file itself is in the list or, where
 * it is gone, the first of its copies; the others come with it. */
typedef struct _SalveFolderCopies SalveFolderCopies;

SalveFolderCopies *salve_folder_copies_new          (const char        *folder);
void               salve_folder_copies_free         (SalveFolderCopies *self);
gboolean           salve_folder_copies_contains     (SalveFolderCopies *self,
                                                     const char        *original);
GPtrArray         *salve_folder_copies_get          (SalveFolderCopies *self,
                                                     const char        *original);
void               salve_folder_copies_remove       (SalveFolderCopies *self,
                                                     const char        *original);
void               salve_folder_copies_init_iter    (SalveFolderCopies *self,
                                                     GHashTableIter    *iter);
void               salve_folder_copies_sort         (GPtrArray         *names);

guint64            salve_folder_copies_make_stamp   (SalveFolderCopies *self,
                                                     const char        *name,
                                                     const GStatBuf    *info);
void               salve_folder_copies_add_versions (SalveFolderCopies *self,
                                                     const char        *name,
                                                     SalveRecord       *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveFolderCopies, salve_folder_copies_free)

G_END_DECLS
