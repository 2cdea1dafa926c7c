/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-store.h"

G_BEGIN_DECLS

/* Makes one change in a record. Called once more, with the record read anew, where another program was quicker.
 * Returns whether there is something to write. */
typedef gboolean (*SalveRecordEdit) (SalveSession *session,
                                     gpointer      data);

/* Enters something in a record as it is on the disk at that moment. */
void     salve_record_edit_async  (SalveStore           *store,
                                   const char           *name,
                                   SalveRecordEdit       edit,
                                   gpointer              data,
                                   GDestroyNotify        free_data,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean salve_record_edit_finish (SalveStore           *store,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
