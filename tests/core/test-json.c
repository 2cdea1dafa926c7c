/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "salve-json.h"

static void
test_accept (void)
{
  /* What is read, and how it is printed without white space. */
  static const char * const cases[][2] = {
    { "{}", "{}" },
    { " \t\r\n{ } \n", "{}" },
    { "{\"a\":1}", "{\"a\":1}" },
    { "{\"a\":-0.25}", "{\"a\":-0.25}" },
    { "{\"a\":0.1}", "{\"a\":0.1}" },
    { "{\"a\":4.0}", "{\"a\":4}" },
    { "{\"a\":[-0.0,-0,-1e-999]}", "{\"a\":[0,0,0]}" },
    { "{\"a\":1e3}", "{\"a\":1000}" },
    { "{\"a\":1E-2}", "{\"a\":0.01}" },
    { "{\"a\":0.30000000000000004}", "{\"a\":0.30000000000000004}" },
    { "{\"a\":9223372036854775807}", "{\"a\":9223372036854775807}" },
    { "{\"a\":-9223372036854775808}", "{\"a\":-9223372036854775808}" },
    { "{\"a\":null,\"b\":true,\"c\":false}", "{\"a\":null,\"b\":true,\"c\":false}" },
    { "{\"a\":[],\"b\":{}}", "{\"a\":[],\"b\":{}}" },
    { "{\"a\":[1,[2,{\"b\":3}]]}", "{\"a\":[1,[2,{\"b\":3}]]}" },
    { "{\"\":1}", "{\"\":1}" },
    { "{\"z\":1,\"a\":2,\"m\":3}", "{\"z\":1,\"a\":2,\"m\":3}" },
    { "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "{\"a\":\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\u0009\"}" },
    { "{\"a\":\"\\u00e9\\u20AC\"}", "{\"a\":\"é€\"}" },
    { "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"😀\"}" },
    { "{\"a\":\"é😀\"}", "{\"a\":\"é😀\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = salve_json_parse (cases[i][0], -1, &error);
      g_autofree char *text = NULL;
      g_autoptr(GString) compact = g_string_new (NULL);

      g_assert_no_error (error);
      text = salve_json_print (object);
      for (const char *at = text; *at != '\0'; at++)
        if (strchr (" \n", *at) == NULL)
          g_string_append_c (compact, *at);
      g_assert_cmpstr (compact->str, ==, cases[i][1]);
    }
}

static void
test_refuse (void)
{
  static const struct { const char *text; gssize length; int code; } cases[] = {
    { "", -1, SALVE_JSON_ERROR_SYNTAX },
    { "   ", -1, SALVE_JSON_ERROR_SYNTAX },
    { "[]", -1, SALVE_JSON_ERROR_SYNTAX },
    { "null", -1, SALVE_JSON_ERROR_SYNTAX },
    { "\"\"{\"a\":1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "var x = {};", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1} x", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1}{\"b\":2}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1}]", -1, SALVE_JSON_ERROR_SYNTAX },
    { "// c\n{}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{/* c */\"a\":1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "# c\n{}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1,\"a\":2}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1,\"\\u0061\":2}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1,}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{,}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\" 1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{a:1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":[1,]}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":[1 2]}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":[1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":'x'}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"x\ny\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\x41\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\u12g4\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\u0000\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\ud800\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\ud800\\u0041\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\\ude00\"}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":01}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":+1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":.5}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1.}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1e}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":- 1}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":-}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":0x10}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":NaN}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":Infinity}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":TRUE}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":tru}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":1e999}", -1, SALVE_JSON_ERROR_VALUE },
    { "{\"a\":12345678901234567890}", -1, SALVE_JSON_ERROR_VALUE },
    { "{\"a\":-9223372036854775809}", -1, SALVE_JSON_ERROR_VALUE },
    { "\xef\xbb\xbf{}", -1, SALVE_JSON_ERROR_SYNTAX },
    { "{\"a\":\"\xe9\"}", -1, SALVE_JSON_ERROR_NOT_UTF8 },
    { "{\"a\":\"\xed\xa0\x80\"}", -1, SALVE_JSON_ERROR_NOT_UTF8 },
    { "{\"a\":1}\0", 8, SALVE_JSON_ERROR_NOT_UTF8 },
    { "{\"a\":\"\0\"}", 9, SALVE_JSON_ERROR_NOT_UTF8 },
    { "\0", 1, SALVE_JSON_ERROR_NOT_UTF8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *shown = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_null (salve_json_parse (cases[i].text, cases[i].length, &error));
      g_assert_error (error, SALVE_JSON_ERROR, cases[i].code);
      g_assert_null (salve_json_parse (cases[i].text, cases[i].length, NULL));
    }
}

/* The text may end where the buffer ends: nothing behind it is touched. */
static void
test_length (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *exact = g_memdup2 ("{\"a\":12", 7);
  g_autoptr(JsonObject) object = NULL;

  g_assert_null (salve_json_parse (exact, 7, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "The text ends too early, as if it was cut off");
  object = salve_json_parse ("{} and more", 2, NULL);
  g_assert_nonnull (object);
}

static char *
nest (guint depth)
{
  GString *text = g_string_new ("{\"a\":");

  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  g_string_append_c (text, '1');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *fits = nest (SALVE_JSON_MAX_DEPTH - 1);
  g_autofree char *deep = nest (SALVE_JSON_MAX_DEPTH);
  g_autofree char *abyss = nest (100000);
  g_autofree char *many = NULL;
  g_autofree char *large = g_strnfill (SALVE_JSON_MAX_BYTES + 1, ' ');
  GString *values = g_string_new ("{\"a\":[1");

  object = salve_json_parse (fits, -1, &error);
  g_assert_no_error (error);
  g_assert_null (salve_json_parse (deep, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_DEEP);
  g_clear_error (&error);
  g_assert_null (salve_json_parse (abyss, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_DEEP);
  g_clear_error (&error);
  for (guint i = 0; i < SALVE_JSON_MAX_VALUES; i++)
    g_string_append (values, ",1");
  many = g_string_free (g_string_append (values, "]}"), FALSE);
  g_assert_null (salve_json_parse (many, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (salve_json_parse (large, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
}

static void
test_print (void)
{
  g_autoptr(JsonObject) object = salve_json_parse ("{\"a\":[1,{\"b\":[]}],\"c\":{}}", -1, NULL);
  g_autofree char *text = salve_json_print (object);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"a\": [\n"
                   "    1,\n"
                   "    {\n"
                   "      \"b\": []\n"
                   "    }\n"
                   "  ],\n"
                   "  \"c\": {}\n"
                   "}\n");
}

static void
test_copy (void)
{
  const char *source = "{\"a\":{\"b\":[{\"c\":1}]},\"d\":\"x\"}";
  g_autoptr(JsonObject) object = salve_json_parse (source, -1, NULL);
  g_autoptr(JsonObject) copy = salve_json_copy (object);
  g_autofree char *before = salve_json_print (object);
  g_autofree char *same = salve_json_print (copy);
  g_autofree char *after = NULL;
  JsonObject *inner = json_object_get_object_member (copy, "a");

  g_assert_cmpstr (before, ==, same);
  json_object_set_int_member (json_array_get_object_element (json_object_get_array_member (inner, "b"), 0), "c", 2);
  json_object_set_int_member (inner, "e", 3);
  after = salve_json_print (object);
  g_assert_cmpstr (before, ==, after);
}

static void
test_members (void)
{
  const char *source =
    "{\"s\":\"x\",\"n\":2.5,\"i\":3,\"t\":\"2026-11-22T18:30:00+01:00\",\"o\":{},\"l\":[\"a\",\"b\"],"
    "\"m\":[\"a\",1],\"z\":null}";
  g_autoptr(JsonObject) object = salve_json_parse (source, -1, NULL);
  g_autoptr(GDateTime) time = NULL;
  g_auto(GStrv) strings = NULL;
  const char *string = "unset";
  double number = -1;
  JsonObject *group = NULL;
  JsonArray *array = NULL;

  g_assert_true (salve_json_get_string (object, "s", &string, NULL));
  g_assert_cmpstr (string, ==, "x");
  g_assert_true (salve_json_get_string (object, "z", &string, NULL));
  g_assert_true (salve_json_get_string (object, "none", &string, NULL));
  g_assert_cmpstr (string, ==, "x");
  g_assert_true (salve_json_get_number (object, "n", 0, 3, &number, NULL));
  g_assert_cmpfloat (number, ==, 2.5);
  g_assert_true (salve_json_get_number (object, "i", 3, 3, &number, NULL));
  g_assert_cmpfloat (number, ==, 3);
  g_assert_true (salve_json_get_time (object, "t", &time, NULL));
  g_assert_cmpint (g_date_time_to_unix (time), ==, 1795368600);
  g_assert_cmpint (g_date_time_get_utc_offset (time), ==, G_TIME_SPAN_HOUR);
  g_assert_true (salve_json_get_object (object, "o", &group, NULL));
  g_assert_nonnull (group);
  g_assert_true (salve_json_get_array (object, "l", &array, NULL));
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  g_assert_true (salve_json_get_strings (object, "l", &strings, NULL));
  g_assert_true (g_strv_equal ((const char * const *) strings, (const char *[]) { "a", "b", NULL }));
}

static void
test_member_errors (void)
{
  const char *source = "{\"s\":\"x\",\"i\":3,\"o\":{},\"l\":[1],\"z\":null,\"b\":true}";
  static const char * const required[] = { "s", "z", NULL };
  g_autoptr(JsonObject) object = salve_json_parse (source, -1, NULL);
  const char *string = NULL;
  double number;
  GDateTime *time = NULL;
  JsonObject *group;
  JsonArray *array;
  char **strings = NULL;

#define FAILS(call, error_code, words)                                        \
  G_STMT_START {                                                              \
    g_autoptr(GError) error = NULL;                                           \
    g_assert_false (call);                                                    \
    g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_##error_code);  \
    g_assert_cmpstr (error->message, ==, words);                              \
  } G_STMT_END

  FAILS (salve_json_get_string (object, "i", &string, &error), TYPE, "“i” is not text");
  FAILS (salve_json_get_string (object, "o", &string, &error), TYPE, "“o” is not text");
  FAILS (salve_json_get_number (object, "s", 0, 1, &number, &error), TYPE, "“s” is not a number");
  FAILS (salve_json_get_number (object, "b", 0, 1, &number, &error), TYPE, "“b” is not a number");
  FAILS (salve_json_get_number (object, "i", 0, 2.5, &number, &error), VALUE,
         "“i” is not between 0 and 2.5");
  FAILS (salve_json_get_time (object, "i", &time, &error), TYPE, "“i” is not text");
  FAILS (salve_json_get_time (object, "s", &time, &error), VALUE,
         "“s” is not a date and time with its time zone");
  FAILS (salve_json_get_object (object, "l", &group, &error), TYPE, "“l” is not a group in { }");
  FAILS (salve_json_get_array (object, "o", &array, &error), TYPE, "“o” is not a list");
  FAILS (salve_json_get_strings (object, "l", &strings, &error), TYPE, "“l” is not a list of words");
  FAILS (salve_json_require (object, required, &error), MISSING, "“z” is missing");
#undef FAILS
  g_assert_null (strings);
}

static void
test_times (void)
{
  static const struct { const char *text; gboolean valid; } cases[] = {
    { "2026-11-22T18:30:00+01:00", TRUE },
    { "2026-11-22T18:30:00Z", TRUE },
    { "2026-11-22T18:30:00.25-03:30", TRUE },
    { "1970-01-01T00:00:00Z", TRUE },
    { "9999-12-30T23:59:59+00:00", TRUE },
    { "2026-11-22T18:30:00", FALSE },
    { "2026-11-22", FALSE },
    { "18:30", FALSE },
    { "", FALSE },
    { "2026-02-30T18:30:00Z", FALSE },
    { "2026-11-22T25:30:00Z", FALSE },
    { "2026-11-22T18:30:00+99:99", FALSE },
    { "2026-11-22T18:30:00Europe/Berlin", FALSE },
    { "1969-12-31T23:59:59Z", FALSE },
    { "0001-01-01T00:00:00Z", FALSE },
    { "9999-12-31T23:59:59Z", FALSE },
    { "99999-12-31T23:59:59Z", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = json_object_new ();
      g_autoptr(GDateTime) time = NULL;

      g_test_message ("%s", cases[i].text);
      json_object_set_string_member (object, "t", cases[i].text);
      g_assert_cmpint (salve_json_get_time (object, "t", &time, NULL), ==, cases[i].valid);
      g_assert_cmpint (time != NULL, ==, cases[i].valid);
    }
}

static void
test_dates (void)
{
  static const struct { const char *text; gboolean valid; } cases[] = {
    { "2026-11-22", TRUE },
    { "1900-01-01", TRUE },
    { "9999-12-31", TRUE },
    { "2028-02-29", TRUE },
    { "2027-02-29", FALSE },
    { "1900-02-29", FALSE },
    { "2026-04-31", FALSE },
    { "2026-13-01", FALSE },
    { "2026-00-01", FALSE },
    { "2026-01-00", FALSE },
    { "1899-12-31", FALSE },
    { "0000-01-01", FALSE },
    { "2026-1-1", FALSE },
    { "26-11-22", FALSE },
    { "2026/11/22", FALSE },
    { "-026-11-22", FALSE },
    { "2026-11-22 ", FALSE },
    { "2026-11-+2", FALSE },
    { "2026-11-22T18:30:00Z", FALSE },
    { "12026-11-22", FALSE },
    { "yesterday", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = json_object_new ();
      g_autoptr(GError) error = NULL;
      GDate date;

      g_test_message ("%s", cases[i].text);
      g_date_clear (&date, 1);
      json_object_set_string_member (object, "d", cases[i].text);
      g_assert_cmpint (salve_json_get_date (object, "d", &date, &error), ==, cases[i].valid);
      g_assert_cmpint (g_date_valid (&date), ==, cases[i].valid);
      if (!cases[i].valid)
        g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE);
      salve_json_set_date (object, "d", &date);
      g_assert_cmpstr (json_object_get_string_member_with_default (object, "d", NULL), ==,
                       cases[i].valid ? cases[i].text : NULL);
      g_assert_true (salve_json_get_date (object, "missing", &date, NULL));
      json_object_set_int_member (object, "n", 20261122);
      g_assert_false (salve_json_get_date (object, "n", &date, NULL));
    }
}

static void
test_set (void)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(GDateTime) moved = g_date_time_to_utc (time);

  salve_json_set_number (object, "n", 0.25, 0);
  g_assert_cmpfloat (json_object_get_double_member (object, "n"), ==, 0.25);
  salve_json_set_number (object, "n", 4, 0);
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (object, "n")), ==, G_TYPE_INT64);
  salve_json_set_number (object, "n", 0, 0);
  g_assert_false (json_object_has_member (object, "n"));
  json_object_set_int_member (object, "n", 0);
  salve_json_set_number (object, "n", 0, 0);
  g_assert_true (json_object_has_member (object, "n"));
  salve_json_set_string (object, "s", "x");
  g_assert_cmpstr (json_object_get_string_member (object, "s"), ==, "x");
  salve_json_set_string (object, "s", NULL);
  g_assert_false (json_object_has_member (object, "s"));
  json_object_set_null_member (object, "s");
  salve_json_set_string (object, "s", NULL);
  g_assert_true (json_object_get_null_member (object, "s"));
  json_object_set_string_member (object, "t", "2026-11-22T18:30+01");
  salve_json_set_time (object, "t", time);
  g_assert_cmpstr (json_object_get_string_member (object, "t"), ==, "2026-11-22T18:30:00+01:00");
  salve_json_set_time (object, "t", moved);
  g_assert_cmpstr (json_object_get_string_member (object, "t"), ==, "2026-11-22T17:30:00+00:00");
  salve_json_set_time (object, "t", NULL);
  g_assert_false (json_object_has_member (object, "t"));
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_assert_cmpuint (strlen (path), <, sizeof address.sun_path);
  strcpy (address.sun_path, path);
  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  close (fd);
}

static void
check_unreadable (const char *path,
                  int         code,
                  const char *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (salve_json_read (path, NULL, &error));
  g_assert_error (error, SALVE_JSON_ERROR, code);
  g_assert_cmpstr (error->message, ==, words);
}

static void
test_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("salve-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.json", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_null (salve_json_read (path, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_file_set_contents (path, "a\0b", 3, NULL));
  text = salve_json_read (path, &length, NULL);
  g_assert_cmpmem (text, length + 1, "a\0b", 4);

  g_assert_no_errno (truncate (path, 4LL * 1024 * 1024 * 1024));
  check_unreadable (path, SALVE_JSON_ERROR_TOO_LARGE, "The file is far larger than a record");
  g_assert_no_errno (truncate (path, SALVE_JSON_MAX_BYTES));
  g_free (text);
  text = salve_json_read (path, &length, NULL);
  g_assert_cmpuint (length, ==, SALVE_JSON_MAX_BYTES);
  g_unlink (path);
  g_assert_no_errno (mkfifo (path, 0600));
  check_unreadable (path, SALVE_JSON_ERROR_NOT_A_FILE, "This is a pipe, not a file");
  g_unlink (path);
  g_assert_no_errno (g_mkdir (path, 0700));
  check_unreadable (path, SALVE_JSON_ERROR_NOT_A_FILE, "This is a folder, not a file");
  g_rmdir (path);
  g_assert_no_errno (symlink ("x.json", path));
  check_unreadable (path, SALVE_JSON_ERROR_NOT_A_FILE, "This is a link, not a file");
  g_unlink (path);
  make_socket (path);
  check_unreadable (path, SALVE_JSON_ERROR_NOT_A_FILE, "This is a socket, not a file");
  g_unlink (path);
  check_unreadable ("/dev/zero", SALVE_JSON_ERROR_NOT_A_FILE, "This is a device, not a file");
  g_rmdir (folder);
}

/* Such files say that they are empty and yet go on. */
static void
test_read_endless (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_test ("/proc/self/maps", G_FILE_TEST_IS_REGULAR))
    {
      g_test_skip ("no /proc here");
      return;
    }
  text = salve_json_read ("/proc/self/maps", &length, &error);
  if (text == NULL)
    g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  else
    g_assert_cmpuint (length, >, 0);
}

static void
test_write (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("salve-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.json", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", "x.json", NULL);
  g_autofree char *text = NULL;
  mode_t mask = umask (0);
  GStatBuf info;

  g_assert_true (salve_json_write (path, "one", &error));
  g_assert_true (salve_json_write (path, "two", &error));
  g_assert_no_error (error);
  umask (mask);
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  text = salve_json_read (path, NULL, NULL);
  g_assert_cmpstr (text, ==, "two");
  g_assert_false (salve_json_write (missing, "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_unlink (path);
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/json/accept", test_accept);
  g_test_add_func ("/json/refuse", test_refuse);
  g_test_add_func ("/json/length", test_length);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/print", test_print);
  g_test_add_func ("/json/copy", test_copy);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/member-errors", test_member_errors);
  g_test_add_func ("/json/times", test_times);
  g_test_add_func ("/json/dates", test_dates);
  g_test_add_func ("/json/set", test_set);
  g_test_add_func ("/json/read", test_read);
  g_test_add_func ("/json/read-endless", test_read_endless);
  g_test_add_func ("/json/write", test_write);
  return g_test_run ();
}
