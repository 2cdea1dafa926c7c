/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The files of Salve, by what they hold. */
typedef enum
{
  SALVE_FILE_RECORD,
  SALVE_FILE_DRAFT,
  SALVE_FILE_LEDGER,
  SALVE_FILE_SHELF,
  SALVE_FILE_PROFILE
} SalveFileKind;

/* Whether a file can be read as the programs read it. Nothing is ever changed by looking. */
gboolean    salve_examine_object (JsonObject     *object,
                                  SalveFileKind   kind,
                                  GError        **error);
JsonObject *salve_examine_file   (const char     *path,
                                  SalveFileKind   kind,
                                  GError        **error);

G_END_DECLS
