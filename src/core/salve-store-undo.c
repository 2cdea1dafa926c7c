/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-store-undo.h"

/**
 * salve_store_undo_new:
 * @copies: (nullable) (array zero-terminated=1): the names of other versions that went to the trash
 * @known: (nullable): what the record holds since it was merged
 * @text: (nullable): what it held before
 *
 * Returns: (transfer full): what takes that back
 */
SalveStoreUndo *
salve_store_undo_new (const char * const *copies,
                      const char         *known,
                      const char         *text)
{
  SalveStoreUndo *self;

  g_return_val_if_fail ((known == NULL) == (text == NULL), NULL);

  self = g_new0 (SalveStoreUndo, 1);
  self->copies = g_strdupv ((char **) copies);
  self->known = g_strdup (known);
  self->text = g_strdup (text);
  return self;
}

/**
 * salve_store_undo_free:
 * @self: (transfer full): what takes a change back
 */
void
salve_store_undo_free (SalveStoreUndo *self)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->copies);
  g_free (self->known);
  g_free (self->text);
  g_free (self);
}
