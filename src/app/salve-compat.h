/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The dialogs that later releases of GTK and libadwaita replace, and what they mend: to be changed here, and only
 * here. */
void   salve_compat_contain         (GtkWidget           *widget);
void   salve_compat_show_about       (GtkWindow           *parent);
void   salve_compat_save_file_async  (GtkWindow           *parent,
                                      const char          *title,
                                      const char          *name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GFile *salve_compat_save_file_finish (GAsyncResult        *result,
                                      GError             **error);
void   salve_compat_confirm_async    (GtkWindow           *parent,
                                      const char          *heading,
                                      const char          *body,
                                      const char          *keep,
                                      const char          *destroy,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean salve_compat_confirm_finish (GAsyncResult        *result);
void   salve_compat_name_toggle      (GtkWidget           *widget,
                                      const char          *name);

G_END_DECLS
