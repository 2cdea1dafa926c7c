/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SALVE_PRODUCT_MAX_NAME 60

/* What a product is, as far as it matters to needled skin. Bland means none of the others. */
typedef enum
{
  SALVE_MARK_RETINOID         = 1 << 0,
  SALVE_MARK_ACID             = 1 << 1,
  SALVE_MARK_VITAMIN_C        = 1 << 2,
  SALVE_MARK_BENZOYL_PEROXIDE = 1 << 3,
  SALVE_MARK_FRAGRANCED       = 1 << 4,
  SALVE_MARK_BLAND            = 1 << 5,
  SALVE_MARK_UNKNOWN          = 1 << 6 /* a newer version's, or none at all: never taken for bland */
} SalveMarks;
#define SALVE_N_MARKS 6

/* One product for the skin that a person has. */
#define SALVE_TYPE_PRODUCT (salve_product_get_type ())
G_DECLARE_FINAL_TYPE (SalveProduct, salve_product, SALVE, PRODUCT, GObject)

SalveProduct *salve_product_new       (const char    *name,
                                       SalveMarks     marks);
SalveProduct *salve_product_read      (JsonObject    *object,
                                       GError       **error);
JsonObject   *salve_product_write     (SalveProduct  *self);
gboolean      salve_product_assign    (SalveProduct  *self,
                                       SalveProduct  *other);

const char   *salve_product_get_id    (SalveProduct  *self);
const char   *salve_product_get_name  (SalveProduct  *self);
SalveMarks    salve_product_get_marks (SalveProduct  *self);
gboolean      salve_product_is_bland  (SalveProduct  *self);
char         *salve_product_describe  (SalveProduct  *self);
void          salve_product_set       (SalveProduct  *self,
                                       const char    *name,
                                       SalveMarks     marks);

G_END_DECLS
