/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json-print.h"

static void
print_string (GString    *out,
              const char *string)
{
  g_string_append_c (out, '"');
  for (const char *at = string; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (out, "\\%c", *at);
      else if (*at == '\n')
        g_string_append (out, "\\n");
      else if ((guchar) *at < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *at);
      else
        g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

/* The shortest of the forms that read back as the same number: 0.1, not 0.10000000000000001. */
static void
print_double (GString *out,
              double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* "-0" would read back as a whole number, which has no such zero. */
  if (value == 0)
    value = 0;
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  if (g_ascii_strtod (buffer, NULL) != value)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", value);
  g_string_append (out, buffer);
}

static void
print_scalar (GString  *out,
              JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (out, "null");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    print_string (out, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    print_double (out, json_node_get_double (node));
}

static void
print_break (GString *out,
             guint    indent)
{
  g_string_append_printf (out, "\n%*s", (int) indent * 2, "");
}

static void print_node (GString  *out,
                        JsonNode *node,
                        guint     indent);

static void
print_object (GString    *out,
              JsonObject *object,
              guint       indent)
{
  g_autoptr(GList) members = json_object_get_members (object);

  g_string_append_c (out, '{');
  for (GList *l = members; l != NULL; l = l->next)
    {
      print_break (out, indent + 1);
      print_string (out, l->data);
      g_string_append (out, ": ");
      print_node (out, json_object_get_member (object, l->data), indent + 1);
      if (l->next != NULL)
        g_string_append_c (out, ',');
    }
  if (members != NULL)
    print_break (out, indent);
  g_string_append_c (out, '}');
}

static void
print_array (GString   *out,
             JsonArray *array,
             guint      indent)
{
  guint length = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < length; i++)
    {
      print_break (out, indent + 1);
      print_node (out, json_array_get_element (array, i), indent + 1);
      if (i + 1 < length)
        g_string_append_c (out, ',');
    }
  if (length > 0)
    print_break (out, indent);
  g_string_append_c (out, ']');
}

static void
print_node (GString  *out,
            JsonNode *node,
            guint     indent)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    print_object (out, json_node_get_object (node), indent);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    print_array (out, json_node_get_array (node), indent);
  else
    print_scalar (out, node);
}

/**
 * salve_json_print:
 * @object: a JSON object
 *
 * Returns: (transfer full): its text with an indent of two spaces and a line's end
 */
char *
salve_json_print (JsonObject *object)
{
  GString *out;

  g_return_val_if_fail (object != NULL, NULL);

  out = g_string_new (NULL);
  print_object (out, object, 0);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
