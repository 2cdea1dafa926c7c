/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* "What may I do now?" Properties, all writable: `aftercare` (SalveAftercare), `clock`
 * (SalveClock), `store` (GListModel of SalveRecord, newest first), `narrow`.
 * Activates win.start and win.show-red-flags. */
#define SALVE_TYPE_TODAY_PAGE (salve_today_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveTodayPage, salve_today_page, SALVE, TODAY_PAGE, AdwBin)

GtkWidget *salve_today_page_new           (void);
void       salve_today_page_show_check_in (SalveTodayPage *self);

G_END_DECLS
