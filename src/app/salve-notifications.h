/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Wakes salve-notifier, which reads the records and the draft by itself. */
void     salve_notifications_start_async  (GApplication         *app,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean salve_notifications_start_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
