/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json.h"
#include "salve-json-strict.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = salve_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return object;
}

/* `left` is what stays of the 7 that was there before. */
static const struct { const char *name; const char *text; int left; int code; } wholes[] = {
  { "lowest", "{\"n\":-2}", -2, -1 },
  { "highest", "{\"n\":10}", 10, -1 },
  { "written with a point", "{\"n\":3.0}", 3, -1 },
  { "missing", "{}", 7, -1 },
  { "null", "{\"n\":null}", 7, -1 },
  { "too low", "{\"n\":-3}", 7, SALVE_JSON_ERROR_VALUE },
  { "too high", "{\"n\":11}", 7, SALVE_JSON_ERROR_VALUE },
  { "broken", "{\"n\":2.5}", 7, SALVE_JSON_ERROR_VALUE },
  { "text", "{\"n\":\"2\"}", 7, SALVE_JSON_ERROR_TYPE },
};

static void
test_whole (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  g_autoptr (JsonObject) object = parse (wholes[which].text);
  g_autoptr (GError) error = NULL;
  int value = 7;

  g_assert_cmpint (salve_json_get_whole (object, "n", -2, 10, &value, &error), ==, wholes[which].code < 0);
  g_assert_cmpint (value, ==, wholes[which].left);
  if (wholes[which].code >= 0)
    g_assert_error (error, SALVE_JSON_ERROR, wholes[which].code);
}

#define EIGHT "éééééééé"
#define LONGEST EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT

static const struct { const char *name; const char *text; const char *left; int code; } words[] = {
  { "word", "{\"w\":\"belly\"}", "belly", -1 },
  { "as long as may be", "{\"w\":\"" LONGEST "\"}", LONGEST, -1 },
  { "missing", "{}", "before", -1 },
  { "null", "{\"w\":null}", "before", -1 },
  { "empty", "{\"w\":\"\"}", "before", SALVE_JSON_ERROR_VALUE },
  { "too long", "{\"w\":\"" LONGEST "x\"}", "before", SALVE_JSON_ERROR_VALUE },
  { "number", "{\"w\":1}", "before", SALVE_JSON_ERROR_TYPE },
};

static void
test_word (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  g_autoptr (JsonObject) object = parse (words[which].text);
  g_autofree char *value = g_strdup ("before");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (salve_json_get_word (object, "w", &value, &error), ==, words[which].code < 0);
  g_assert_cmpstr (value, ==, words[which].left);
  if (words[which].code >= 0)
    g_assert_error (error, SALVE_JSON_ERROR, words[which].code);
}

static const struct { const char *name; const char *text; guint n; int code; } lists[] = {
  { "two", "{\"w\":[\"belly\",\"" LONGEST "\"]}", 2, -1 },
  { "none", "{\"w\":[]}", 0, -1 },
  { "missing", "{}", 0, -1 },
  { "one is empty", "{\"w\":[\"belly\",\"\"]}", 0, SALVE_JSON_ERROR_VALUE },
  { "one is too long", "{\"w\":[\"" LONGEST "x\"]}", 0, SALVE_JSON_ERROR_VALUE },
  { "one is a number", "{\"w\":[1]}", 0, SALVE_JSON_ERROR_TYPE },
};

static void
test_words (gconstpointer data)
{
  guint which = GPOINTER_TO_UINT (data);
  g_autoptr (JsonObject) object = parse (lists[which].text);
  g_auto (GStrv) value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (salve_json_get_words (object, "w", &value, &error), ==, lists[which].code < 0);
  if (lists[which].code >= 0)
    g_assert_error (error, SALVE_JSON_ERROR, lists[which].code);
  else
    g_assert_cmpuint (value != NULL ? g_strv_length (value) : 0, ==, lists[which].n);
}

#define ADD(table, path, test)                                                                \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                                            \
    {                                                                                         \
      g_autofree char *name = g_strdup_printf (path "/%s", table[i].name);                    \
                                                                                              \
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test);                                \
    }

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD (wholes, "/json-strict/whole", test_whole)
  ADD (words, "/json-strict/word", test_word)
  ADD (lists, "/json-strict/words", test_words)

  return g_test_run ();
}
