/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* Which record a red flag belongs to, and entering it there. */
SalveRecord *salve_red_flag_log_find            (GListModel           *records,
                                                 gint64                now);
gboolean     salve_red_flag_log_expects_numbing (SalveSession         *session,
                                                 gint64                now);
void         salve_red_flag_log_add_async       (SalveStore           *store,
                                                 const char           *name,
                                                 const char * const   *signs,
                                                 GDateTime            *at,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean     salve_red_flag_log_add_finish      (SalveStore           *store,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void         salve_red_flag_log_remove_async    (SalveStore           *store,
                                                 const char           *name,
                                                 GDateTime            *at,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean     salve_red_flag_log_remove_finish   (SalveStore           *store,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
