/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-shelf.h"

G_BEGIN_DECLS

/* A product of the shelf, to fill in or to change. Emits ::done when it is on the shelf as told. */
#define SALVE_TYPE_PRODUCT_EDITOR (salve_product_editor_get_type ())
G_DECLARE_FINAL_TYPE (SalveProductEditor, salve_product_editor, SALVE, PRODUCT_EDITOR, AdwBin)

GtkWidget    *salve_product_editor_new         (SalveShelf         *shelf,
                                                SalveProduct       *product);
SalveProduct *salve_product_editor_get_product (SalveProductEditor *self);
gboolean      salve_product_editor_save        (SalveProductEditor *self);

G_END_DECLS
