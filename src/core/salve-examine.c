/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-examine.h"

#include <glib/gi18n-lib.h>

#include "salve-document.h"
#include "salve-json.h"
#include "salve-json-strict.h"
#include "salve-profile.h"
#include "salve-session-json.h"
#include "salve-shelf.h"

typedef gboolean (*Check) (JsonObject  *object,
                           GError     **error);

static gboolean
check_record (JsonObject  *object,
              GError     **error)
{
  g_autoptr (SalveSession) session = salve_session_from_object (object, error);

  return session != NULL;
}

static gboolean
check_draft (JsonObject  *object,
             GError     **error)
{
  g_autoptr (SalveSession) session = salve_session_draft_from_object (object, error);

  return session != NULL;
}

/* The notifier's own, so only its outside is looked at. */
static gboolean
check_ledger (JsonObject  *object,
              GError     **error)
{
  static const char * const required[] = { "announced", NULL };
  JsonArray *announced = NULL;

  return salve_json_require (object, required, error)
         && salve_json_get_array (object, "announced", &announced, error);
}

static const struct
{
  Check check;
  guint format; /* one that is newer may mean anything, and is no damage */
} kinds[] = {
  [SALVE_FILE_RECORD] = { check_record, G_MAXINT },
  [SALVE_FILE_DRAFT] = { check_draft, G_MAXINT },
  [SALVE_FILE_LEDGER] = { check_ledger, 1 },
  [SALVE_FILE_SHELF] = { salve_shelf_check, SALVE_DOCUMENT_FORMAT },
  [SALVE_FILE_PROFILE] = { salve_profile_check, SALVE_DOCUMENT_FORMAT },
};

/**
 * salve_examine_object:
 * @object: what a file holds
 * @kind: what it should be
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether it makes sense; what comes from a newer version of Salve does, as far as it can be told
 */
gboolean
salve_examine_object (JsonObject     *object,
                      SalveFileKind   kind,
                      GError        **error)
{
  static const char * const required[] = { "format", NULL };
  int format = 0;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!salve_json_require (object, required, error)
      || !salve_json_get_whole (object, "format", 1, G_MAXINT, &format, error))
    return FALSE;

  return (guint) format > kinds[kind].format || kinds[kind].check (object, error);
}

/**
 * salve_examine_file:
 * @path: (type filename): a file
 * @kind: what it should hold
 * @error: return location for an error of SALVE_JSON_ERROR or, where the disk or its folder is at fault, of
 *   G_FILE_ERROR
 *
 * Looks, and neither waits nor changes anything, whatever the name stands for.
 *
 * Returns: (transfer full) (nullable): what the file holds, if it makes sense
 */
JsonObject *
salve_examine_file (const char     *path,
                    SalveFileKind   kind,
                    GError        **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = salve_json_read (path, &length, error);
  if (text != NULL)
    object = salve_json_parse (text, (gssize) length, error);
  if (object == NULL || !salve_examine_object (object, kind, error))
    return NULL;

  return g_steal_pointer (&object);
}
