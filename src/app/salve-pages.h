/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The pages between two sessions, with the header that leads to them: "today", "history", "shelf" and "guide".
 * Properties, all writable: `clock`, `store`, `aftercare`, `profile`, `shelf`, `background` and `narrow`. */
#define SALVE_TYPE_PAGES (salve_pages_get_type ())
G_DECLARE_FINAL_TYPE (SalvePages, salve_pages, SALVE, PAGES, AdwBin)

void salve_pages_show          (SalvePages *self,
                                const char *page);
void salve_pages_show_check_in (SalvePages *self);
void salve_pages_focus         (SalvePages *self);

G_END_DECLS
