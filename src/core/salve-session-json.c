/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session-json.h"

#include "salve-json.h"
#include "salve-session-reader.h"
#include "salve-session-writer.h"

static const char * const record_members[] = {
  "format", "id", "setting", "started", "ended", "areas", "aftercare", NULL,
};
static const char * const draft_members[] = { "format", "id", "setting", "started", "areas", NULL };

static SalveSession *
read_text (const char          *text,
           gssize               length,
           const char * const  *required,
           GError             **error)
{
  g_autoptr(JsonObject) object = salve_json_parse (text, length, error);

  if (object == NULL || !salve_json_require (object, required, error))
    return NULL;
  return salve_session_reader_read (object, error);
}

/**
 * salve_session_from_json:
 * @text: what may be a finished record
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads a record strictly. One of a newer format is read as far as every format goes and is
 * then read-only.
 *
 * Returns: (transfer full) (nullable): the session
 */
SalveSession *
salve_session_from_json (const char  *text,
                         gssize       length,
                         GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_text (text, length, record_members, error);
}

/**
 * salve_session_from_object:
 * @object: what may be a finished record
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_session_from_json(), from what was parsed already.
 *
 * Returns: (transfer full) (nullable): the session, which keeps @object as what it came from
 */
SalveSession *
salve_session_from_object (JsonObject  *object,
                           GError     **error)
{
  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return salve_json_require (object, record_members, error) ? salve_session_reader_read (object, error) : NULL;
}

/**
 * salve_session_draft_from_json:
 * @text: what may be a session that is under way
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_session_from_json(), but neither an end nor aftercare need be there.
 *
 * Returns: (transfer full) (nullable): the session
 */
SalveSession *
salve_session_draft_from_json (const char  *text,
                               gssize       length,
                               GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_text (text, length, draft_members, error);
}

/**
 * salve_session_draft_from_object:
 * @object: what may be a session that is under way
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_session_draft_from_json(), from what was parsed already.
 *
 * Returns: (transfer full) (nullable): the session, which keeps @object as what it came from
 */
SalveSession *
salve_session_draft_from_object (JsonObject  *object,
                                 GError     **error)
{
  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return salve_json_require (object, draft_members, error) ? salve_session_reader_read (object, error) : NULL;
}

/**
 * salve_session_to_json:
 * @self: a session that has begun
 *
 * Writes the session, with whatever was in the text that it came from and is not known here. A
 * read-only session gives back what it came from.
 *
 * Returns: (transfer full): the text
 */
char *
salve_session_to_json (SalveSession *self)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail (SALVE_IS_SESSION (self), NULL);
  g_return_val_if_fail (salve_session_get_started (self) != NULL, NULL);

  object = salve_session_writer_write (self);
  return salve_json_print (object);
}
