/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json-merge.h"
#include "salve-json.h"

typedef struct
{
  const char *name;
  const char *base;
  const char *ours;
  const char *theirs;
  const char *merged;
  gboolean    lost;
} Case;

static const Case cases[] = {
  { "neither", "{'a': 1}", "{'a': 1}", "{'a': 1}", "{'a': 1}", FALSE },
  { "ours", "{'a': 1}", "{'a': 2}", "{'a': 1}", "{'a': 2}", FALSE },
  { "theirs", "{'a': 1}", "{'a': 1}", "{'a': 2}", "{'a': 2}", FALSE },
  { "each-another", "{'a': 1, 'b': 1}", "{'a': 2, 'b': 1}", "{'a': 1, 'b': 3}", "{'a': 2, 'b': 3}", FALSE },
  { "both-the-same", "{'a': 1}", "{'a': 2}", "{'a': 2}", "{'a': 2}", FALSE },
  { "both", "{'a': 1}", "{'a': 2}", "{'a': 3}", "{'a': 2}", TRUE },
  { "new-to-both", "{}", "{'a': 2}", "{'b': 3}", "{'a': 2, 'b': 3}", FALSE },
  { "no-base", NULL, "{'a': 2, 'c': 1}", "{'b': 3, 'c': 1}", "{'a': 2, 'c': 1, 'b': 3}", FALSE },
  { "taken-away-here", "{'a': 1, 'b': 1}", "{'b': 1}", "{'a': 1, 'b': 1}", "{'b': 1}", FALSE },
  { "taken-away-there", "{'a': 1, 'b': 1}", "{'a': 1, 'b': 1}", "{'b': 1}", "{'b': 1}", FALSE },
  { "taken-and-changed", "{'a': 1}", "{}", "{'a': 2}", "{'a': 2}", FALSE },
  { "changed-and-taken", "{'a': 1}", "{'a': 2}", "{}", "{'a': 2}", FALSE },
  { "within", "{'g': {'a': 1, 'b': 1}}", "{'g': {'a': 2, 'b': 1}}", "{'g': {'a': 1, 'b': 2, 'x': true}}",
    "{'g': {'a': 2, 'b': 2, 'x': true}}", FALSE },
  { "lists", "{'l': [1]}", "{'l': [1, 2]}", "{'l': [1, 3]}", "{'l': [1, 2]}", TRUE },
  { "by-id", "{'l': [{'id': 'x', 'n': 1}]}", "{'l': [{'id': 'y'}, {'id': 'x', 'n': 1}]}",
    "{'l': [{'id': 'x', 'n': 2}, {'id': 'z'}]}", "{'l': [{'id': 'y'}, {'id': 'x', 'n': 2}, {'id': 'z'}]}", FALSE },
  { "by-id-removed", "{'l': [{'id': 'x'}, {'id': 'y'}]}", "{'l': [{'id': 'x'}, {'id': 'n'}]}", "{'l': [{'id': 'y'}]}",
    "{'l': [{'id': 'n'}]}", FALSE },
  { "by-id-twice", "{'l': []}", "{'l': [{'id': 'x'}, {'id': 'x', 'a': 1}]}", "{'l': [{'id': 'y'}]}",
    "{'l': [{'id': 'x'}, {'id': 'x', 'a': 1}]}", TRUE },
  { "another-type", "{'a': 1}", "{'a': {'b': 1}}", "{'a': [1]}", "{'a': {'b': 1}}", TRUE },
  { "null", "{'a': null}", "{'a': null}", "{'a': 0.25}", "{'a': 0.25}", FALSE },
};

static JsonObject *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(GError) error = NULL;
  JsonObject *object = salve_json_parse (quoted, -1, &error);

  g_assert_no_error (error);
  return object;
}

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr(JsonObject) base = each->base != NULL ? parse (each->base) : NULL;
  g_autoptr(JsonObject) ours = parse (each->ours);
  g_autoptr(JsonObject) theirs = parse (each->theirs);
  g_autoptr(JsonObject) expected = parse (each->merged);
  g_autoptr(JsonObject) merged = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected_text = salve_json_print (expected);
  gboolean lost = FALSE;

  merged = salve_json_merge (base, ours, theirs, &lost);
  text = salve_json_print (merged);
  g_assert_cmpstr (text, ==, expected_text);
  g_assert_cmpint (lost, ==, each->lost);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json-merge/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
