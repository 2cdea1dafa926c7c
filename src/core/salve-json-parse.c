/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-json-parse.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The text is read here and not by JsonParser, which trusts it: version 1.6 recurses as deep as
 * the text says, takes the last of two members of one name, turns 18446744073709551615 into -1,
 * cuts a string at \u0000, and accepts `var x = {}`, comments and a second object after the first.
 * A record from a synchronised folder is anybody's text. */
typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  guint       depth;
  guint       n_values;
  guint       max_values;
} Reader;

static JsonNode *read_value (Reader  *reader,
                             GError **error);

static guint
line_number (const Reader *reader)
{
  guint line = 1;

  for (const char *at = reader->text; at < reader->at; at++)
    if (*at == '\n')
      line++;
  return line;
}

static gboolean
fail_syntax (const Reader  *reader,
             GError       **error)
{
  if (reader->at >= reader->end)
    return salve_json_fail (error, SALVE_JSON_ERROR_SYNTAX,
                            _("The text ends too early, as if it was cut off"));
  return salve_json_fail (error, SALVE_JSON_ERROR_SYNTAX,
                          /* Translators: JSON is the format of the file */
                          _("Line %u is not valid JSON"), line_number (reader));
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end && strchr (" \t\r\n", *reader->at) != NULL)
    reader->at++;
}

static gboolean
is_next (const Reader *reader,
         char          character)
{
  return reader->at < reader->end && *reader->at == character;
}

static gboolean
accept (Reader     *reader,
        const char *token)
{
  gsize length = strlen (token);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, token, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

static gboolean
read_hex (Reader   *reader,
          gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (reader->at >= reader->end || !g_ascii_isxdigit (*reader->at))
        return FALSE;
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*reader->at++);
    }
  return TRUE;
}

/* What follows `\u`; a character beyond U+FFFF is written as two such units. */
static gboolean
read_unicode (Reader  *reader,
              GString *string)
{
  gunichar unit, low;

  if (!read_hex (reader, &unit) || unit == 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return FALSE;
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (!accept (reader, "\\u") || !read_hex (reader, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (string, unit);
  return TRUE;
}

static gboolean
read_escape (Reader  *reader,
             GString *string)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (reader->at >= reader->end)
    return FALSE;
  if (accept (reader, "u"))
    return read_unicode (reader, string);
  found = strchr (names, *reader->at);
  if (found == NULL)
    return FALSE;
  reader->at++;
  g_string_append_c (string, values[found - names]);
  return TRUE;
}

static char *
read_string (Reader  *reader,
             GError **error)
{
  g_autoptr(GString) string = g_string_new (NULL);
  gboolean valid = accept (reader, "\"");

  while (valid && !accept (reader, "\""))
    {
      if (reader->at >= reader->end || (guchar) *reader->at < 0x20)
        valid = FALSE;
      else if (accept (reader, "\\"))
        valid = read_escape (reader, string);
      else
        g_string_append_c (string, *reader->at++);
    }
  if (!valid)
    {
      fail_syntax (reader, error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static gboolean
skip_digits (Reader *reader)
{
  const char *begin = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;
  return reader->at > begin;
}

static gboolean
skip_number (Reader   *reader,
             gboolean *whole)
{
  accept (reader, "-");
  *whole = TRUE;
  if (!accept (reader, "0") && !skip_digits (reader))
    return FALSE;
  if (accept (reader, "."))
    {
      *whole = FALSE;
      if (!skip_digits (reader))
        return FALSE;
    }
  if (accept (reader, "e") || accept (reader, "E"))
    {
      *whole = FALSE;
      if (!accept (reader, "+"))
        accept (reader, "-");
      return skip_digits (reader);
    }
  return TRUE;
}

static JsonNode *
read_number (Reader  *reader,
             GError **error)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *token = NULL;
  const char *begin = reader->at;
  gboolean whole;

  if (!skip_number (reader, &whole))
    {
      fail_syntax (reader, error);
      return NULL;
    }
  token = g_strndup (begin, reader->at - begin);
  errno = 0;
  if (whole)
    json_node_set_int (node, g_ascii_strtoll (token, NULL, 10));
  else
    json_node_set_double (node, g_ascii_strtod (token, NULL));
  /* Refused, since a rewrite could not keep it. */
  if (whole ? errno == ERANGE : !isfinite (json_node_get_double (node)))
    {
      salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                       _("A number in line %u is too large"), line_number (reader));
      return NULL;
    }
  return g_steal_pointer (&node);
}

static gboolean
read_member (Reader      *reader,
             JsonObject  *object,
             GError     **error)
{
  g_autofree char *name = read_string (reader, error);
  JsonNode *node;

  if (name == NULL)
    return FALSE;
  if (json_object_has_member (object, name))
    return salve_json_fail (error, SALVE_JSON_ERROR_SYNTAX,
                            _("“%s” is there twice (line %u)"), name, line_number (reader));
  skip_space (reader);
  if (!accept (reader, ":"))
    return fail_syntax (reader, error);
  node = read_value (reader, error);
  if (node == NULL)
    return FALSE;
  json_object_set_member (object, name, node);
  return TRUE;
}

static JsonNode *
read_object (Reader  *reader,
             GError **error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node;
  gboolean more;

  skip_space (reader);
  more = !is_next (reader, '}');
  while (more)
    {
      skip_space (reader);
      if (!read_member (reader, object, error))
        return NULL;
      skip_space (reader);
      more = accept (reader, ",");
    }
  if (!accept (reader, "}"))
    {
      fail_syntax (reader, error);
      return NULL;
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);
  return node;
}

static JsonNode *
read_array (Reader  *reader,
            GError **error)
{
  g_autoptr(JsonArray) array = json_array_new ();
  JsonNode *node;
  gboolean more;

  skip_space (reader);
  more = !is_next (reader, ']');
  while (more)
    {
      node = read_value (reader, error);
      if (node == NULL)
        return NULL;
      json_array_add_element (array, node);
      skip_space (reader);
      more = accept (reader, ",");
    }
  if (!accept (reader, "]"))
    {
      fail_syntax (reader, error);
      return NULL;
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  return node;
}

static JsonNode *
read_text (Reader  *reader,
           GError **error)
{
  g_autofree char *string = read_string (reader, error);

  if (string == NULL)
    return NULL;
  return json_node_init_string (json_node_alloc (), string);
}

static JsonNode *
read_literal (Reader  *reader,
              GError **error)
{
  if (accept (reader, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (accept (reader, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (accept (reader, "null"))
    return json_node_init_null (json_node_alloc ());
  return read_number (reader, error);
}

static gboolean
check_limits (Reader  *reader,
              GError **error)
{
  if (++reader->n_values > reader->max_values)
    return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                            _("There is far more in it than a record holds"));
  if (reader->depth >= SALVE_JSON_MAX_DEPTH)
    return salve_json_fail (error, SALVE_JSON_ERROR_TOO_DEEP,
                            _("Line %u is nested too deeply"), line_number (reader));
  return TRUE;
}

static JsonNode *
read_value (Reader  *reader,
            GError **error)
{
  JsonNode *node;

  if (!check_limits (reader, error))
    return NULL;
  reader->depth++;
  skip_space (reader);
  if (accept (reader, "{"))
    node = read_object (reader, error);
  else if (accept (reader, "["))
    node = read_array (reader, error);
  else if (is_next (reader, '"'))
    node = read_text (reader, error);
  else
    node = read_literal (reader, error);
  reader->depth--;
  return node;
}

static JsonNode *
read_document (Reader  *reader,
               GError **error)
{
  g_autoptr(JsonNode) node = NULL;

  skip_space (reader);
  if (is_next (reader, '{'))
    node = read_value (reader, error);
  else
    fail_syntax (reader, error);
  if (node == NULL)
    return NULL;
  skip_space (reader);
  if (reader->at < reader->end)
    {
      fail_syntax (reader, error);
      return NULL;
    }
  return g_steal_pointer (&node);
}

static gboolean
check_text (const char  *text,
            gsize        size,
            gsize        max_bytes,
            GError     **error)
{
  if (size > max_bytes)
    return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                            _("The text is far longer than a record"));
  if (!g_utf8_validate_len (text, size, NULL))
    return salve_json_fail (error, SALVE_JSON_ERROR_NOT_UTF8,
                            _("The text holds characters that cannot be read (it is not UTF-8)"));
  return TRUE;
}

/**
 * salve_json_parse:
 * @text: what may be a JSON document
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads one JSON object, strictly: UTF-8 without NUL, no comments, no two members of one name,
 * nothing after it, and within the limits of salve-json-error.h.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *
salve_json_parse (const char  *text,
                  gssize       length,
                  GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return salve_json_parse_large (text, length < 0 ? strlen (text) : (gsize) length, SALVE_JSON_MAX_BYTES,
                                 SALVE_JSON_MAX_VALUES, error);
}

/**
 * salve_json_parse_large:
 * @text: what may be a JSON document
 * @size: its length in bytes
 * @max_bytes: the most that may be
 * @max_values: the most values that may be in it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_json_parse(), for what holds more than a record.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *
salve_json_parse_large (const char  *text,
                        gsize        size,
                        gsize        max_bytes,
                        guint        max_values,
                        GError     **error)
{
  g_autoptr(JsonNode) node = NULL;
  Reader reader = { .text = text, .at = text, .end = text + size, .max_values = max_values };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_text (text, size, max_bytes, error))
    return NULL;
  node = read_document (&reader, error);
  return node != NULL ? json_node_dup_object (node) : NULL;
}
