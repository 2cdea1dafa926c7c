/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-shelf-life.h"

G_BEGIN_DECLS

/* How often each device of the shelf was used: before it came there, as the person told, and since, as the finished
 * records say. It reads the young ones once, and again only when the list has changed. */
typedef struct _SalveShelfLog SalveShelfLog;

SalveShelfLog *salve_shelf_log_new    (void);
void           salve_shelf_log_free   (SalveShelfLog  *self);
void           salve_shelf_log_forget (SalveShelfLog  *self);
void           salve_shelf_log_read   (SalveShelfLog  *self,
                                       GListModel     *records,
                                       GListModel     *items);
void           salve_shelf_log_get    (SalveShelfLog  *self,
                                       SalveShelfItem *item,
                                       SalveShelfUse  *use);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveShelfLog, salve_shelf_log_free)

G_END_DECLS
