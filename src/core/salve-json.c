/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "salve-paths.h"

/* A day short of the year 10000, so that an instant can be shown in any time zone. */
#define LATEST_SECONDS G_GINT64_CONSTANT (253402214400)

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
} Reader;

G_DEFINE_QUARK (salve-json-error-quark, salve_json_error)

static JsonNode *read_value (Reader  *reader,
                             GError **error);

/* Reading text */

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
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX,
                         _("The text ends too early, as if it was cut off"));
  else
    g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX,
                 /* Translators: JSON is the format of the file */
                 _("Line %u is not valid JSON"), line_number (reader));
  return FALSE;
}

static gboolean
skip_space (Reader *reader)
{
  while (reader->at < reader->end && strchr (" \t\r\n", *reader->at) != NULL)
    reader->at++;
  return TRUE;
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
      g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
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
    {
      g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX,
                   _("“%s” is there twice (line %u)"), name, line_number (reader));
      return FALSE;
    }
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
  if (++reader->n_values > SALVE_JSON_MAX_VALUES)
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE,
                         _("There is far more in it than a record holds"));
  else if (reader->depth >= SALVE_JSON_MAX_DEPTH)
    g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_DEEP,
                 _("Line %u is nested too deeply"), line_number (reader));
  else
    return TRUE;
  return FALSE;
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

/* Printing */

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

/* Copying */

static JsonNode *
copy_node (JsonNode *node)
{
  JsonNode *copy;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, salve_json_copy (json_node_get_object (node)));
      return copy;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (array, copy_node (json_array_get_element (json_node_get_array (node), i)));
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, array);
  return copy;
}

/* Files */

static const char *
describe_mode (mode_t mode)
{
  if (S_ISLNK (mode))
    return _("This is a link, not a file");
  if (S_ISDIR (mode))
    return _("This is a folder, not a file");
  if (S_ISFIFO (mode))
    return _("This is a pipe, not a file");
  if (S_ISSOCK (mode))
    return _("This is a socket, not a file");
  return _("This is a device, not a file");
}

static gboolean
check_info (const GStatBuf  *info,
            GError         **error)
{
  if (!S_ISREG (info->st_mode))
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE,
                         describe_mode (info->st_mode));
  else if (info->st_size > SALVE_JSON_MAX_BYTES)
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE,
                         _("The file is far larger than a record"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
fail_errno (const char  *path,
            GError     **error)
{
  int code = errno;
  g_autofree char *name = g_filename_display_basename (path);

  /* Translators: first a file's name, then the system's reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _("“%s” cannot be read: %s"), name, g_strerror (code));
  return FALSE;
}

/* The name may stand for something else by the time it is opened, hence the second look. */
static int
open_regular (const char  *path,
              GError     **error)
{
  GStatBuf info;
  int fd;

  if (g_lstat (path, &info) != 0)
    fail_errno (path, error);
  else if (!check_info (&info, error))
    return -1;
  else if ((fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0)) < 0)
    fail_errno (path, error);
  else if (fstat (fd, &info) == 0 && check_info (&info, error))
    return fd;
  else
    close (fd);
  return -1;
}

/* Fills the buffer as far as the file goes; -1 with errno on failure. */
static gssize
read_all (int    fd,
          char  *buffer,
          gsize  size)
{
  gsize done = 0;
  gssize n = 1;

  while (done < size && n != 0)
    {
      n = read (fd, buffer + done, size - done);
      if (n < 0 && errno != EINTR)
        return -1;
      if (n > 0)
        done += (gsize) n;
      else if (n < 0)
        n = 1;
    }
  return (gssize) done;
}

/**
 * salve_json_read:
 * @path: (type filename): a file
 * @length: (out) (optional): return location for the number of bytes
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Reads a small regular file. Whatever else the name stands for is an error, never a wait.
 *
 * Returns: (transfer full) (nullable): the bytes and a NUL, not checked to be UTF-8
 */
char *
salve_json_read (const char  *path,
                 gsize       *length,
                 GError     **error)
{
  g_autofree char *buffer = NULL;
  gssize n;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  fd = open_regular (path, error);
  if (fd < 0)
    return NULL;
  buffer = g_malloc (SALVE_JSON_MAX_BYTES + 2);
  n = read_all (fd, buffer, SALVE_JSON_MAX_BYTES + 1);
  if (n < 0)
    fail_errno (path, error);
  close (fd);
  if (n > SALVE_JSON_MAX_BYTES)
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE,
                         _("The file is far larger than a record"));
  if (n < 0 || n > SALVE_JSON_MAX_BYTES)
    return NULL;
  buffer[n] = '\0';
  if (length != NULL)
    *length = (gsize) n;
  return g_realloc (g_steal_pointer (&buffer), (gsize) n + 1);
}

/**
 * salve_json_parse:
 * @text: what may be a JSON document
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads one JSON object, strictly: UTF-8 without NUL, no comments, no two members of one name,
 * nothing after it, and within the limits of salve-json.h.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *
salve_json_parse (const char  *text,
                  gssize       length,
                  GError     **error)
{
  g_autoptr(JsonNode) node = NULL;
  gsize size;
  Reader reader;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  reader = (Reader) { .text = text, .at = text, .end = text + size };
  if (size > SALVE_JSON_MAX_BYTES)
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE,
                         _("The text is far longer than a record"));
  else if (!g_utf8_validate_len (text, size, NULL))
    g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_UTF8,
                         _("The text holds characters that cannot be read (it is not UTF-8)"));
  else if (skip_space (&reader) && !is_next (&reader, '{'))
    fail_syntax (&reader, error);
  else
    node = read_value (&reader, error);
  if (node == NULL)
    return NULL;
  skip_space (&reader);
  if (reader.at < reader.end)
    {
      fail_syntax (&reader, error);
      return NULL;
    }
  return json_node_dup_object (node);
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

/**
 * salve_json_copy:
 * @object: a JSON object
 *
 * Returns: (transfer full): a copy that shares nothing with it
 */
JsonObject *
salve_json_copy (JsonObject *object)
{
  g_autoptr(GList) members = NULL;
  JsonObject *copy;

  g_return_val_if_fail (object != NULL, NULL);

  copy = json_object_new ();
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, copy_node (json_object_get_member (object, l->data)));
  return copy;
}

/* Says the usual reasons in plain words and by the name that the file was to have. */
static void
explain_write (GError     **error,
               GError      *cause,
               const char  *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (salve_paths_is_temporary (name))
    *strrchr (name, '.') = '\0';
  if (cause->code == G_FILE_ERROR_NOSPC)
    g_set_error (error, cause->domain, cause->code,
                 _("“%s” could not be saved: the disk is full"), name);
  else if (cause->code == G_FILE_ERROR_ROFS)
    g_set_error (error, cause->domain, cause->code,
                 _("“%s” could not be saved: the disk can only be read"), name);
  else if (cause->code == G_FILE_ERROR_ACCES || cause->code == G_FILE_ERROR_PERM)
    g_set_error (error, cause->domain, cause->code,
                 _("“%s” could not be saved: its folder may not be changed"), name);
  else if (cause->code == G_FILE_ERROR_IO)
    g_set_error (error, cause->domain, cause->code,
                 _("“%s” could not be saved: the disk reports a fault"), name);
  else
    g_propagate_error (error, g_error_copy (cause));
}

/**
 * salve_json_write:
 * @path: (type filename): a file in a folder that exists
 * @text: what it is to hold
 * @error: return location for an error of G_FILE_ERROR
 *
 * Replaces the file as a whole or, on failure, leaves it as it was. On success the text is on
 * the disk, safe from a power cut, and only the person can read it (mode 0600).
 *
 * Returns: whether the text is on the disk
 */
gboolean
salve_json_write (const char  *path,
                  const char  *text,
                  GError     **error)
{
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &cause))
    return TRUE;
  explain_write (error, cause, path);
  return FALSE;
}

/* Members */

static JsonNode *
lookup (JsonObject *object,
        const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 ||
          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static double
get_double (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_INT64 ? (double) json_node_get_int (node)
                                                         : json_node_get_double (node);
}

static gboolean G_GNUC_PRINTF (3, 4)
fail_member (GError         **error,
             SalveJsonError   code,
             const char      *format,
             ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SALVE_JSON_ERROR, code, format, args);
  va_end (args);
  return FALSE;
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
  if (!is_string (node))
    return fail_member (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not text"), member);
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
    return fail_member (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a number"), member);
  number = get_double (node);
  if (!(number >= lowest && number <= highest))
    return fail_member (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not between %g and %g"),
                        member, lowest, highest);
  *value = number;
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
    return fail_member (error, SALVE_JSON_ERROR_VALUE,
                        _("“%s” is not a date and time with its time zone"), member);
  if (g_date_time_to_unix (time) < 0 || g_date_time_to_unix (time) > LATEST_SECONDS)
    return fail_member (error, SALVE_JSON_ERROR_VALUE,
                        _("“%s” is not between the years 1970 and 9999"), member);
  g_clear_pointer (value, g_date_time_unref);
  *value = g_steal_pointer (&time);
  return TRUE;
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
    return fail_member (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a group in { }"), member);
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
    return fail_member (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a list"), member);
  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * salve_json_get_strings:
 * @object: a JSON object
 * @member: a name
 * @value: (inout) (transfer full): return location, left alone where the member is missing
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether the member is an array of nothing but strings, or missing
 */
gboolean
salve_json_get_strings (JsonObject  *object,
                        const char  *member,
                        char      ***value,
                        GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!salve_json_get_array (object, member, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!is_string (node))
        return fail_member (error, SALVE_JSON_ERROR_TYPE, _("“%s” is not a list of words"), member);
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
      return fail_member (error, SALVE_JSON_ERROR_MISSING, _("“%s” is missing"), *members);
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
    /* Not g_date_time_format_iso8601(): its "+01" is no offset to a reader of RFC 3339. */
    text = g_date_time_format (value, g_date_time_get_microsecond (value) != 0
                                        ? "%Y-%m-%dT%H:%M:%S.%f%:z" : "%Y-%m-%dT%H:%M:%S%:z");
  salve_json_set_string (object, member, text);
}
