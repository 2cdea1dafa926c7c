/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A device or a product of the shelf, with what is to be known of it now. */
#define SALVE_TYPE_SHELF_ROW (salve_shelf_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveShelfRow, salve_shelf_row, SALVE, SHELF_ROW, AdwActionRow)

GtkWidget  *salve_shelf_row_new       (gpointer       entry);
gpointer    salve_shelf_row_get_entry (SalveShelfRow *self);
void        salve_shelf_row_show      (SalveShelfRow *self,
                                       const char    *title,
                                       const char    *what,
                                       const char    *state,
                                       gboolean       over);
const char *salve_shelf_row_find_icon (const char    *device_kind);

G_END_DECLS
