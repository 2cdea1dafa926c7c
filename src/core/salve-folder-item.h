/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "salve-record.h"

G_BEGIN_DECLS

/* One name in the folder. There may be 100,000 of them, so no more than this is kept. */
typedef struct
{
  gint64       time;   /* seconds since 1970 */
  guint64      stamp;  /* what its file was when the record was handed out; 0 before */
  SalveRecord *record; /* weak */
  char         name[];
} SalveFolderItem;

gboolean         salve_folder_item_is_foreign (const char            *name);
SalveFolderItem *salve_folder_item_new        (const char            *folder,
                                               const char            *name,
                                               gint64                 since);
void             salve_folder_item_free       (SalveFolderItem       *self);
void             salve_folder_item_forget     (SalveFolderItem       *self);
guint64          salve_folder_item_make_stamp (const GStatBuf        *info);
int              salve_folder_item_compare    (gint64                 time,
                                               const char            *name,
                                               const SalveFolderItem *item);

G_END_DECLS
