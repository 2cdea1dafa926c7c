/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* Other versions of a record, as programs that keep folders in step leave them: made one with it, or told apart. */
void      salve_store_merge_async     (SalveStore           *self,
                                       const char           *name,
                                       SalveSession         *session,
                                       const char           *copy,
                                       SalveSession         *version,
                                       const char           *text,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  salve_store_merge_finish    (SalveStore           *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void      salve_store_unmerge_async   (SalveStore           *self,
                                       const char           *name,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean  salve_store_unmerge_finish  (SalveStore           *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void      salve_store_separate_async  (SalveStore           *self,
                                       const char           *copy,
                                       SalveSession         *session,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char     *salve_store_separate_finish (SalveStore           *self,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
