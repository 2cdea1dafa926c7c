/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SALVE_SHELF_ITEM_MAX_NAME   60
#define SALVE_SHELF_ITEM_MAX_USES   1000
#define SALVE_SHELF_ITEM_MAX_PIECES 100

/* One device that a person has: a roller, a stamp, a pen, or the cartridges for it. How often it
 * was used since it is here is in the records and not in it: see salve_shelf_get_use (). */
#define SALVE_TYPE_SHELF_ITEM (salve_shelf_item_get_type ())
G_DECLARE_FINAL_TYPE (SalveShelfItem, salve_shelf_item, SALVE, SHELF_ITEM, GObject)

SalveShelfItem *salve_shelf_item_new            (const char      *kind,
                                                 const char      *name,
                                                 double           needle_mm,
                                                 const GDate     *added);
SalveShelfItem *salve_shelf_item_read           (JsonObject      *object,
                                                 GError         **error);
JsonObject     *salve_shelf_item_write          (SalveShelfItem  *self);
gboolean        salve_shelf_item_assign         (SalveShelfItem  *self,
                                                 SalveShelfItem  *other);

const char     *salve_shelf_item_get_id         (SalveShelfItem  *self);
const char     *salve_shelf_item_get_kind       (SalveShelfItem  *self);
const char     *salve_shelf_item_get_device_kind (SalveShelfItem *self);
const char     *salve_shelf_item_get_name       (SalveShelfItem  *self);
gboolean        salve_shelf_item_has_name       (SalveShelfItem  *self);
char           *salve_shelf_item_describe       (SalveShelfItem  *self);
double          salve_shelf_item_get_needle_mm  (SalveShelfItem  *self);
guint           salve_shelf_item_get_pieces     (SalveShelfItem  *self);
guint           salve_shelf_item_get_uses_before (SalveShelfItem *self);
const GDate    *salve_shelf_item_get_added      (SalveShelfItem  *self);
const GDate    *salve_shelf_item_get_first_use  (SalveShelfItem  *self);
const char     *salve_shelf_item_get_retired    (SalveShelfItem  *self);
void            salve_shelf_item_retire         (SalveShelfItem  *self,
                                                 const char      *because,
                                                 const GDate     *on);

G_END_DECLS
