/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-json-strict.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "salve-json.h"

/**
 * salve_json_get_whole:
 * @object: a JSON object
 * @member: a name
 * @lowest: the least value allowed
 * @highest: the greatest value allowed
 * @value: (inout): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is a whole number between the two, or missing
 */
gboolean
salve_json_get_whole (JsonObject  *object,
                      const char  *member,
                      int          lowest,
                      int          highest,
                      int         *value,
                      GError     **error)
{
  double number;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  number = *value;
  if (!salve_json_get_number (object, member, lowest, highest, &number, error))
    return FALSE;
  if (number != floor (number))
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not a whole number"), member);
  *value = (int) number;
  return TRUE;
}

/**
 * salve_json_check_word:
 * @member: where it stands
 * @word: (nullable): what may be an id or a short name
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether it is neither empty nor longer than %SALVE_JSON_MAX_WORD characters, or missing
 */
gboolean
salve_json_check_word (const char  *member,
                       const char  *word,
                       GError     **error)
{
  g_return_val_if_fail (member != NULL, FALSE);

  if (word == NULL || (*word != '\0' && g_utf8_strlen (word, -1) <= SALVE_JSON_MAX_WORD))
    return TRUE;
  return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is empty or too long"), member);
}

/**
 * salve_json_get_word:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer full): what to replace, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is a word or missing
 */
gboolean
salve_json_get_word (JsonObject  *object,
                     const char  *member,
                     char       **value,
                     GError     **error)
{
  const char *word = NULL;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  if (!salve_json_get_string (object, member, &word, error) || !salve_json_check_word (member, word, error))
    return FALSE;
  if (word == NULL)
    return TRUE;
  g_free (*value);
  *value = g_strdup (word);
  return TRUE;
}

/**
 * salve_json_get_words:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer full): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is a list of words or missing
 */
gboolean
salve_json_get_words (JsonObject   *object,
                      const char   *member,
                      char       ***value,
                      GError      **error)
{
  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  if (!salve_json_get_strings (object, member, value, error))
    return FALSE;
  for (guint i = 0; *value != NULL && (*value)[i] != NULL; i++)
    if (!salve_json_check_word (member, (*value)[i], error))
      return FALSE;
  return TRUE;
}
