/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-archive.h"

G_BEGIN_DECLS

typedef enum
{
  SALVE_IMPORT_ADDED,
  SALVE_IMPORT_PRESENT, /* the very same is here already */
  SALVE_IMPORT_BESIDE,  /* another version is here, and this one was put beside it */
  SALVE_IMPORT_REFUSED  /* it cannot be read */
} SalveImportFate;

/* What became of one part of an archive. */
typedef struct
{
  SalveImportFate  fate;
  guint            position; /* of the session, from 0 on; of the shelf and the profile G_MAXUINT */
  char            *name;     /* of its file, NULL where it was refused */
  GError          *error;    /* why it was */
} SalveImportEntry;

GPtrArray *salve_import       (SalveArchive      *archive,
                               const char        *data,
                               GError           **error);
void       salve_import_entry_free (SalveImportEntry *entry);

G_END_DECLS
