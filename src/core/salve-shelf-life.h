/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-shelf-item.h"

G_BEGIN_DECLS

/* How far a device is used up. Pure: what a device is, how often it was used, and the day. */
typedef enum
{
  SALVE_SHELF_FRESH,    /* not used yet */
  SALVE_SHELF_IN_USE,
  SALVE_SHELF_LAST_USE, /* one use is left */
  SALVE_SHELF_REPLACE,  /* used too often or for too long */
  SALVE_SHELF_USED_UP,  /* for a single use, and used */
  SALVE_SHELF_RETIRED   /* the person took it out of use */
} SalveShelfState;

/* Of one device: what the person and the records say. */
typedef struct
{
  guint uses;
  GDate first; /* not valid where there was none, or none that has a day */
} SalveShelfUse;

gboolean        salve_shelf_life_is_single_use (SalveShelfItem      *item);
guint           salve_shelf_life_get_limit     (SalveShelfItem      *item);
gboolean        salve_shelf_life_get_end       (SalveShelfItem      *item,
                                                const SalveShelfUse *use,
                                                GDate               *day);
SalveShelfState salve_shelf_life_judge         (SalveShelfItem      *item,
                                                const SalveShelfUse *use,
                                                const GDate         *today);
gboolean        salve_shelf_life_is_over       (SalveShelfState      state);
char           *salve_shelf_life_describe      (SalveShelfItem      *item,
                                                const SalveShelfUse *use,
                                                const GDate         *today);
gboolean        salve_shelf_item_is_fit        (SalveShelfItem      *item,
                                                const SalveShelfUse *use,
                                                const GDate         *today,
                                                char               **reason);

G_END_DECLS
