/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-examine.h"

G_BEGIN_DECLS

/* Another version of a document, beside it: what lost when two places changed it at once. */
typedef struct
{
  char *name;   /* of the file, without the folder */
  char *reason; /* why it cannot be read and is left alone, NULL where it can be merged */
} SalveDocumentVersion;

GPtrArray *salve_document_versions_list  (const char     *path,
                                          SalveFileKind   kind);
gboolean   salve_document_versions_merge (const char     *path,
                                          SalveFileKind   kind,
                                          GError        **error);

G_END_DECLS
