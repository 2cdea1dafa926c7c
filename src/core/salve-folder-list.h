/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-record.h"

G_BEGIN_DECLS

/* Where more names than this have changed, they are told as one change. */
#define SALVE_FOLDER_LIST_MAX_SINGLE 50

/* The names in a folder of records, newest first, behind the GListModel that shows them. No file
 * is opened for it. Each change is told through the model's items-changed. The version of a file that lost where
 * folders are kept in step is not one of them; it comes with the record that it is a version of. */
typedef struct _SalveFolderList SalveFolderList;

SalveFolderList *salve_folder_list_new        (const char       *folder,
                                               gint64            since,
                                               GListModel       *model);
void             salve_folder_list_free       (SalveFolderList  *self);
void             salve_folder_list_set_since  (SalveFolderList  *self,
                                               gint64            since);
guint            salve_folder_list_get_length (SalveFolderList  *self);
SalveRecord     *salve_folder_list_get_record (SalveFolderList  *self,
                                               guint             position);
gboolean         salve_folder_list_find       (SalveFolderList  *self,
                                               const char       *name,
                                               guint            *position);
void             salve_folder_list_refresh    (SalveFolderList  *self,
                                               const char       *name);
gboolean         salve_folder_list_rescan     (SalveFolderList  *self,
                                               GError          **error);
gboolean         salve_folder_list_is_littered (SalveFolderList *self);
guint            salve_folder_list_count_copied (SalveFolderList *self,
                                               char            **first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveFolderList, salve_folder_list_free)

G_END_DECLS
