/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is on a shelf, and how `shelf.json` has it. */
typedef struct
{
  GListStore *items;    /* of SalveShelfItem, the devices */
  GListStore *products; /* of SalveProduct */
} SalveShelfLists;

SalveShelfLists *salve_shelf_lists_new       (void);
void             salve_shelf_lists_free      (SalveShelfLists  *self);
gboolean         salve_shelf_lists_read      (SalveShelfLists  *self,
                                              JsonObject       *root,
                                              GError          **error);
void             salve_shelf_lists_write     (SalveShelfLists  *self,
                                              JsonObject       *root);
void             salve_shelf_lists_take_over (SalveShelfLists  *self,
                                              SalveShelfLists  *fresh);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveShelfLists, salve_shelf_lists_free)

G_END_DECLS
