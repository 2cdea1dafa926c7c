/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-product.h"
#include "salve-shelf-life.h"

G_BEGIN_DECLS

/* In the folder of the data. */
#define SALVE_SHELF_NAME "shelf.json"

/* What a person has: a list of SalveShelfItem, the devices, and beside it the products. Kept in
 * `shelf.json`, which is read when first asked for. Emits ::changed after every change and
 * ::problem (error) when the file cannot be read or written. */
#define SALVE_TYPE_SHELF (salve_shelf_get_type ())
G_DECLARE_FINAL_TYPE (SalveShelf, salve_shelf, SALVE, SHELF, GObject)

SalveShelf     *salve_shelf_new            (const char      *folder);
gboolean        salve_shelf_get_read_only  (SalveShelf      *self);
SalveShelfItem *salve_shelf_find_item      (SalveShelf      *self,
                                            const char      *id);
gboolean        salve_shelf_insert_item    (SalveShelf      *self,
                                            SalveShelfItem  *item,
                                            guint            position);
guint           salve_shelf_remove_item    (SalveShelf      *self,
                                            SalveShelfItem  *item);
GListModel     *salve_shelf_get_products   (SalveShelf      *self);
gboolean        salve_shelf_insert_product (SalveShelf      *self,
                                            SalveProduct    *product,
                                            guint            position);
guint           salve_shelf_remove_product (SalveShelf      *self,
                                            SalveProduct    *product);
void            salve_shelf_update         (SalveShelf      *self);
gboolean        salve_shelf_keep_item      (SalveShelf      *self,
                                            SalveShelfItem  *item);
gboolean        salve_shelf_keep_product   (SalveShelf      *self,
                                            SalveProduct    *product);
gboolean        salve_shelf_is_saved       (SalveShelf      *self);
gboolean        salve_shelf_flush          (SalveShelf      *self,
                                            GError         **error);

void            salve_shelf_get_use        (SalveShelf      *self,
                                            GListModel      *records,
                                            SalveShelfItem  *item,
                                            SalveShelfUse   *use);
guint           salve_shelf_count_uses     (SalveShelf      *self,
                                            GListModel      *records,
                                            SalveShelfItem  *item);

gboolean        salve_shelf_check          (JsonObject      *root,
                                            GError         **error);

G_END_DECLS
