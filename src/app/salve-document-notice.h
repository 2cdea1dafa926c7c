/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-examine.h"

G_BEGIN_DECLS

/* Says that the shelf or the profile was changed in two places at once, for as long as that is so, and offers to merge
 * the versions. It looks when it is shown and follows the folder. */
#define SALVE_TYPE_DOCUMENT_NOTICE (salve_document_notice_get_type ())
G_DECLARE_FINAL_TYPE (SalveDocumentNotice, salve_document_notice, SALVE, DOCUMENT_NOTICE, AdwBin)

void salve_document_notice_follow (SalveDocumentNotice *self,
                                   const char          *path,
                                   SalveFileKind        kind);

G_END_DECLS
