/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-record.h"

G_BEGIN_DECLS

/* The folder of records as a list of SalveRecord, newest first. */
#define SALVE_TYPE_STORE (salve_store_get_type ())
G_DECLARE_FINAL_TYPE (SalveStore, salve_store, SALVE, STORE, GObject)

SalveStore  *salve_store_new            (const char           *folder,
                                         gint64                since);
const char  *salve_store_get_folder     (SalveStore           *self);
gboolean     salve_store_set_since      (SalveStore           *self,
                                         gint64                since,
                                         GError              **error);
gboolean     salve_store_scan           (SalveStore           *self,
                                         GError              **error);
SalveRecord *salve_store_find           (SalveStore           *self,
                                         const char           *name);
guint        salve_store_count_copied   (SalveStore           *self,
                                         char                **newest);
void         salve_store_add_async      (SalveStore           *self,
                                         SalveSession         *session,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char        *salve_store_add_finish     (SalveStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void         salve_store_update_async   (SalveStore           *self,
                                         const char           *name,
                                         SalveSession         *session,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     salve_store_update_finish  (SalveStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void         salve_store_remove_async   (SalveStore           *self,
                                         const char           *name,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     salve_store_remove_finish  (SalveStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void         salve_store_restore_async  (SalveStore           *self,
                                         const char           *name,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     salve_store_restore_finish (SalveStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
