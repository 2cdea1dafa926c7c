/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the person has: devices with their state, products with their pauses, and the day planned
 * for the next session, on which the pauses depend. */
#define SALVE_TYPE_SHELF_PAGE (salve_shelf_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveShelfPage, salve_shelf_page, SALVE, SHELF_PAGE, AdwBin)

GtkWidget *salve_shelf_page_new (void);

G_END_DECLS
