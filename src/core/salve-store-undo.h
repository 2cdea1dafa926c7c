/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What takes back the last change of a record: what went with it when it was removed, or what it was before it was
 * merged. */
typedef struct
{
  char **copies; /* other versions that are in the trash now */
  char  *known;  /* what it holds since it was merged; NULL where it was not */
  char  *text;   /* what it held before */
} SalveStoreUndo;

SalveStoreUndo *salve_store_undo_new  (const char * const *copies,
                                       const char         *known,
                                       const char         *text);
void            salve_store_undo_free (SalveStoreUndo     *self);

G_END_DECLS
