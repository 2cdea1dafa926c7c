/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a document says in its member `format` unless it was made with another number. */
#define SALVE_DOCUMENT_FORMAT 1

/* One JSON object in one file that is rewritten as a whole: the draft, the shelf, the profile.
 * Emits ::saved when what was asked for is on the disk, ::problem (error) when it is not, and ::changed (root) when
 * another program changed it. */
#define SALVE_TYPE_DOCUMENT (salve_document_get_type ())
G_DECLARE_FINAL_TYPE (SalveDocument, salve_document, SALVE, DOCUMENT, GObject)

SalveDocument *salve_document_new           (const char     *path);
SalveDocument *salve_document_new_of_format (const char     *path,
                                             guint           format);
const char    *salve_document_get_path      (SalveDocument  *self);
gboolean       salve_document_get_read_only (SalveDocument  *self);
gboolean       salve_document_load          (SalveDocument  *self,
                                             JsonObject    **root,
                                             GError        **error);
void           salve_document_watch         (SalveDocument  *self);
void           salve_document_set_whole     (SalveDocument  *self,
                                             gboolean        whole);
void           salve_document_reject        (SalveDocument  *self,
                                             const GError   *reason);
void           salve_document_save          (SalveDocument  *self,
                                             JsonObject     *root);
gboolean       salve_document_flush         (SalveDocument  *self,
                                             GError        **error);
void           salve_document_keep_beside   (SalveDocument  *self);
gboolean       salve_document_is_saved      (SalveDocument  *self);
char          *salve_document_set_aside     (SalveDocument  *self,
                                             GError        **error);
GError        *salve_document_give_up       (SalveDocument  *self,
                                             const GError   *reason,
                                             const char     *kept,
                                             const char     *left);
gboolean       salve_document_clear         (SalveDocument  *self,
                                             GError        **error);

G_END_DECLS
