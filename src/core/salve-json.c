/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A day short of the year 10000, so that an instant can be shown in any time zone. */
#define LATEST_SECONDS G_GINT64_CONSTANT (253402214400)

/* Nobody who may treat was born before. */
#define EARLIEST_YEAR 1900

static JsonNode *
lookup (JsonObject *object,
        const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_number (JsonNode *node)
{
  return holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE);
}

static double
get_double (JsonNode *node)
{
  return holds (node, G_TYPE_INT64) ? (double) json_node_get_int (node)
                                    : json_node_get_double (node);
}

static gboolean
check_length (const char  *member,
              const char  *text,
              GError     **error)
{
  if (strlen (text) <= SALVE_JSON_MAX_TEXT || g_utf8_strlen (text, -1) <= SALVE_JSON_MAX_TEXT)
    return TRUE;
  return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE, _("“%s” is longer than %u characters"), member,
                          SALVE_JSON_MAX_TEXT);
}

static gboolean
check_count (const char  *member,
             JsonArray   *array,
             guint        most,
             GError     **error)
{
  if (array == NULL || json_array_get_length (array) <= most)
    return TRUE;
  return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE, _("“%s” holds more than %u entries"), member, most);
}

/**
 * salve_json_get_string:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer none): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is a string or missing
 */
gboolean
salve_json_get_string (JsonObject  *object,
                       const char  *member,
                       const char **value,
                       GError     **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = lookup (object, member);
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not text"), member);
  if (!check_length (member, json_node_get_string (node), error))
    return FALSE;
  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * salve_json_get_number:
 * @object: a JSON object
 * @member: a name
 * @lowest: the least value allowed
 * @highest: the greatest value allowed
 * @value: (inout): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is a number between the two, or missing
 */
gboolean
salve_json_get_number (JsonObject  *object,
                       const char  *member,
                       double       lowest,
                       double       highest,
                       double      *value,
                       GError     **error)
{
  JsonNode *node;
  double number;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = lookup (object, member);
  if (node == NULL)
    return TRUE;
  if (!is_number (node))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a number"), member);
  number = get_double (node);
  if (!(number >= lowest && number <= highest))
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not between %g and %g"),
                            member, lowest, highest);
  *value = number;
  return TRUE;
}

/**
 * salve_json_get_boolean:
 * @object: a JSON object
 * @member: a name
 * @value: (inout): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is true, false or missing
 */
gboolean
salve_json_get_boolean (JsonObject  *object,
                        const char  *member,
                        gboolean    *value,
                        GError     **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = lookup (object, member);
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is neither true nor false"), member);
  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * salve_json_get_time:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer full): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads a date and time with its offset from UTC, between 1970 and 9999.
 *
 * Returns: whether the member is such an instant, or missing
 */
gboolean
salve_json_get_time (JsonObject  *object,
                     const char  *member,
                     GDateTime  **value,
                     GError     **error)
{
  g_autoptr(GDateTime) time = NULL;
  const char *text = NULL;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  if (!salve_json_get_string (object, member, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                            _("“%s” is not a date and time with its time zone"), member);
  if (g_date_time_to_unix (time) < 0 || g_date_time_to_unix (time) > LATEST_SECONDS)
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                            _("“%s” is not between the years 1970 and 9999"), member);
  g_clear_pointer (value, g_date_time_unref);
  *value = g_steal_pointer (&time);
  return TRUE;
}

/* "2026-11-22" and nothing else: no sign, no blank, no other number of digits. */
static gboolean
parse_date (const char *text,
            GDate      *date)
{
  static const char shape[] = "dddd-dd-dd";

  if (strlen (text) != strlen (shape))
    return FALSE;
  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  if (!g_date_valid_dmy (atoi (text + 8), atoi (text + 5), atoi (text)) || atoi (text) < EARLIEST_YEAR)
    return FALSE;
  g_date_set_dmy (date, atoi (text + 8), atoi (text + 5), atoi (text));
  return TRUE;
}

/**
 * salve_json_get_date:
 * @object: a JSON object
 * @member: a name
 * @value: (inout): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads a day, as "2026-11-22", between the years 1900 and 9999.
 *
 * Returns: whether the member is such a day, or missing
 */
gboolean
salve_json_get_date (JsonObject  *object,
                     const char  *member,
                     GDate       *value,
                     GError     **error)
{
  const char *text = NULL;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  if (!salve_json_get_string (object, member, &text, error))
    return FALSE;
  if (text == NULL || parse_date (text, value))
    return TRUE;
  return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                          /* Translators: how a day is written in a file: year, month, day */
                          _("“%s” is not a day as YYYY-MM-DD"), member);
}

/**
 * salve_json_get_object:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer none): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is an object or missing
 */
gboolean
salve_json_get_object (JsonObject  *object,
                       const char  *member,
                       JsonObject **value,
                       GError     **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = lookup (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a group in { }"), member);
  *value = json_node_get_object (node);
  return TRUE;
}

/**
 * salve_json_get_array:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer none): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is an array or missing
 */
gboolean
salve_json_get_array (JsonObject  *object,
                      const char  *member,
                      JsonArray  **value,
                      GError     **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && member != NULL && value != NULL, FALSE);

  node = lookup (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a list"), member);
  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * salve_json_get_entries:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer none): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_json_get_array(), of no more than %SALVE_JSON_MAX_ENTRIES.
 *
 * Returns: whether the member is an array of so many or missing
 */
gboolean
salve_json_get_entries (JsonObject  *object,
                        const char  *member,
                        JsonArray  **value,
                        GError     **error)
{
  JsonArray *array = NULL;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!salve_json_get_array (object, member, &array, error) ||
      !check_count (member, array, SALVE_JSON_MAX_ENTRIES, error))
    return FALSE;
  if (array != NULL)
    *value = array;
  return TRUE;
}

/**
 * salve_json_get_strings:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer full): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is an array of nothing but strings, %SALVE_JSON_MAX_WORDS at most, or missing
 */
gboolean
salve_json_get_strings (JsonObject  *object,
                        const char  *member,
                        char      ***value,
                        GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!salve_json_get_array (object, member, &array, error) ||
      !check_count (member, array, SALVE_JSON_MAX_WORDS, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_STRING))
        return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a list of words"), member);
      if (!check_length (member, json_node_get_string (node), error))
        return FALSE;
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (*value);
  *value = g_strv_builder_end (builder);
  return TRUE;
}

/**
 * salve_json_require:
 * @object: a JSON object
 * @members: names, ended by %NULL
 * @error: return location for SALVE_JSON_ERROR_MISSING
 *
 * Returns: whether each of the members is there and not null
 */
gboolean
salve_json_require (JsonObject          *object,
                    const char * const  *members,
                    GError             **error)
{
  g_return_val_if_fail (object != NULL && members != NULL, FALSE);

  for (; *members != NULL; members++)
    if (lookup (object, *members) == NULL)
      return salve_json_fail (error, SALVE_JSON_ERROR_MISSING, _("“%s” is missing"), *members);
  return TRUE;
}

/* An explicit null says the same as a missing member, so it stays. */
static void
remove_member (JsonObject *object,
               const char *member)
{
  if (lookup (object, member) != NULL)
    json_object_remove_member (object, member);
}

/**
 * salve_json_set_string:
 * @object: a JSON object
 * @member: a name
 * @value: (nullable): the text; %NULL removes the member
 */
void
salve_json_set_string (JsonObject *object,
                       const char *member,
                       const char *value)
{
  g_return_if_fail (object != NULL && member != NULL);

  if (value != NULL)
    json_object_set_string_member (object, member, value);
  else
    remove_member (object, member);
}

/**
 * salve_json_set_number:
 * @object: a JSON object
 * @member: a name
 * @value: the number
 * @missing: the number that stands for an unknown value and is not written
 */
void
salve_json_set_number (JsonObject *object,
                       const char *member,
                       double      value,
                       double      missing)
{
  JsonNode *node;

  g_return_if_fail (object != NULL && member != NULL);

  node = lookup (object, member);
  if (node != NULL && is_number (node) && get_double (node) == value)
    return;
  if (value == missing)
    remove_member (object, member);
  else if (value == floor (value) && fabs (value) < 1e15)
    json_object_set_int_member (object, member, (gint64) value);
  else
    json_object_set_double_member (object, member, value);
}

/**
 * salve_json_format_time:
 * @time: an instant
 *
 * Returns: (transfer full): it with its offset as RFC 3339 has it, "2026-11-22T18:30:00+01:00"
 */
char *
salve_json_format_time (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  /* Not g_date_time_format_iso8601(): its "+01" is no offset to a reader of RFC 3339. */
  return g_date_time_format (time, g_date_time_get_microsecond (time) != 0
                                     ? "%Y-%m-%dT%H:%M:%S.%f%:z" : "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * salve_json_set_time:
 * @object: a JSON object
 * @member: a name
 * @value: (nullable): the instant; %NULL removes the member
 *
 * Writes the instant with its offset. A text that says the same already is left as it is.
 */
void
salve_json_set_time (JsonObject *object,
                     const char *member,
                     GDateTime  *value)
{
  g_autoptr(GDateTime) old = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (object != NULL && member != NULL);

  salve_json_get_time (object, member, &old, NULL);
  if (value != NULL && old != NULL && g_date_time_equal (old, value) &&
      g_date_time_get_utc_offset (old) == g_date_time_get_utc_offset (value))
    return;
  if (value != NULL)
    text = salve_json_format_time (value);
  salve_json_set_string (object, member, text);
}

/**
 * salve_json_set_date:
 * @object: a JSON object
 * @member: a name
 * @value: (nullable): a day; one that is not valid removes the member, as %NULL does
 */
void
salve_json_set_date (JsonObject  *object,
                     const char  *member,
                     const GDate *value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (object != NULL && member != NULL);

  if (value != NULL && g_date_valid (value))
    text = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (value),
                            g_date_get_month (value), g_date_get_day (value));
  salve_json_set_string (object, member, text);
}
