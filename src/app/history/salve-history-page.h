/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All sessions, newest first, and one of them in detail. Properties, all writable: `store`
 * (SalveStore), `clock` (SalveClock). Activates win.start. */
#define SALVE_TYPE_HISTORY_PAGE (salve_history_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveHistoryPage, salve_history_page, SALVE, HISTORY_PAGE, AdwBin)

GtkWidget *salve_history_page_new  (void);
gboolean   salve_history_page_show (SalveHistoryPage *self,
                                    const char       *name);
gboolean   salve_history_page_back (SalveHistoryPage *self);

G_END_DECLS
