/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SALVE_TYPE_WINDOW (salve_window_get_type ())
G_DECLARE_FINAL_TYPE (SalveWindow, salve_window, SALVE, WINDOW, AdwApplicationWindow)

void salve_window_show_page    (SalveWindow  *self,
                                const char   *page);
void salve_window_show_check_in (SalveWindow *self);
void salve_window_show_problem (SalveWindow  *self,
                                const GError *problem);

G_END_DECLS
