/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "salve-json.h"
#include "salve-session-fixture.h"
#include "salve-session-json.h"

/* The value as it would be with one element of its list replaced, or with itself replaced. */
static JsonNode *
substitute (JsonNode *old,
            int       element,
            JsonNode *value)
{
  g_autoptr(JsonArray) array = NULL;
  JsonNode *node;

  if (element < 0)
    return json_node_copy (value);
  array = json_array_new ();
  for (int i = 0; i < (int) json_array_get_length (json_node_get_array (old)); i++)
    json_array_add_element (array, json_node_copy (i == element ? value : json_array_get_element (json_node_get_array (old), (guint) i)));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  return node;
}

/* Puts a value of each JSON type there; what still is a record can be written. */
static guint
try_types (JsonObject *root,
           JsonObject *object,
           const char *member,
           int         element)
{
  g_autoptr(JsonObject) wrong =
    salve_json_parse ("{\"a\": [null, true, -1, 0.5, 1e300, \"\", \"x\", [], [null], [[]], [\"\"], {}]}",
                      -1, NULL);
  JsonArray *values = json_object_get_array_member (wrong, "a");
  g_autoptr(JsonNode) old = json_object_dup_member (object, member);
  guint refused = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SalveSession) session = NULL;
      g_autofree char *text = NULL;
      g_autofree char *written = NULL;

      json_object_set_member (object, member,
                              substitute (old, element, json_array_get_element (values, i)));
      text = salve_json_print (root);
      session = salve_session_from_json (text, -1, &error);
      g_assert_cmpint (session == NULL, ==, error != NULL);
      if (session != NULL)
        written = salve_session_to_json (session);
      refused += session == NULL;
    }
  json_object_set_member (object, member, g_steal_pointer (&old));
  return refused;
}

static void
check_types (JsonObject *root,
             JsonObject *object,
             const char *member,
             int         element)
{
  static const char * const free_form[] = { "check_ins", "ratings", "photos", NULL };
  guint refused = try_types (root, object, member, element);

  g_test_message ("%s: %u of 12 refused", member, refused);
  if (g_strv_contains (free_form, member))
    g_assert_cmpuint (refused, ==, 0);
  else
    g_assert_cmpuint (refused, >=, 7);
}

static void
walk (JsonObject *root,
      JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  /* Replacing a member's value frees the name that the list points to. */
  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (names, g_strdup (l->data));
  for (guint n = 0; n < names->len; n++)
    {
      const char *name = g_ptr_array_index (names, n);
      JsonNode *node = json_object_get_member (object, name);
      g_autoptr(JsonArray) array = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        walk (root, json_node_get_object (node));
      if (JSON_NODE_HOLDS_ARRAY (node))
        array = json_node_dup_array (node);
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        {
          if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
            walk (root, json_array_get_object_element (array, i));
          check_types (root, object, name, (int) i);
        }
      check_types (root, object, name, -1);
    }
}

/* A wrong type is refused at every place of the record. */
static void
test_types (void)
{
  g_autoptr(JsonObject) object = salve_json_parse (fixture_full, -1, NULL);
  g_autofree char *text = NULL;

  walk (object, object);
  text = salve_json_print (object);
  g_assert_cmpstr (text, ==, fixture_full);
}

/* A record that was cut off anywhere is never taken for a whole one. */
static void
test_truncated (void)
{
  gsize size = strlen (fixture_full);

  for (gsize length = 0; length < size - 1; length++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *exact = g_memdup2 (fixture_full, MAX (length, 1));

      g_assert_null (salve_session_from_json (exact, (gssize) length, &error));
      g_assert_cmpint (error->domain, ==, SALVE_JSON_ERROR);
      g_clear_error (&error);
      g_assert_null (salve_session_draft_from_json (exact, (gssize) length, &error));
      g_assert_nonnull (error);
    }
}

/* What still reads after a bit flipped can be written and read again. */
static void
test_flipped (void)
{
  static const guchar flips[] = { 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff };
  gsize size = strlen (fixture_full);

  for (gsize at = 0; at < size; at++)
    for (guint i = 0; i < G_N_ELEMENTS (flips); i++)
      {
        g_autofree char *text = g_strdup (fixture_full);
        g_autoptr(GError) error = NULL;
        g_autoptr(SalveSession) session = NULL;
        g_autoptr(SalveSession) again = NULL;
        g_autofree char *written = NULL;

        text[at] ^= (char) flips[i];
        session = salve_session_from_json (text, (gssize) size, &error);
        g_assert_cmpint (session == NULL, ==, error != NULL);
        if (session == NULL)
          continue;
        written = salve_session_to_json (session);
        again = salve_session_from_json (written, -1, &error);
        g_assert_no_error (error);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session-damage/types", test_types);
  g_test_add_func ("/session-damage/truncated", test_truncated);
  g_test_add_func ("/session-damage/flipped", test_flipped);
  return g_test_run ();
}
