/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-folder-item.h"

G_BEGIN_DECLS

/* An array of SalveFolderItem in their order, newest first. */
GPtrArray *salve_folder_items_new    (void);
void       salve_folder_items_sort   (GPtrArray  *items);
guint      salve_folder_items_search (GPtrArray  *items,
                                      gint64      time,
                                      const char *name);
GPtrArray *salve_folder_items_differ (GPtrArray  *old,
                                      GPtrArray  *new,
                                      guint       most);
void       salve_folder_items_keep   (GPtrArray  *old,
                                      GPtrArray  *new);

G_END_DECLS
