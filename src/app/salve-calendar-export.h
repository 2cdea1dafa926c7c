/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-aftercare.h"

G_BEGIN_DECLS

/* Asks where to, and saves the pending ends as a file for any calendar. */
void     salve_calendar_export_async  (GtkWindow           *parent,
                                       SalveAftercare      *aftercare,
                                       SalveClock          *clock,
                                       gboolean             discreet,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean salve_calendar_export_finish (GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
