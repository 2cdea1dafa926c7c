/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* Enters in a record how the skin looked some time after the session. */
void     salve_check_in_log_add_async  (SalveStore           *store,
                                        const char           *name,
                                        guint                 hours,
                                        const char           *looks,
                                        GDateTime            *at,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean salve_check_in_log_add_finish (SalveStore           *store,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
