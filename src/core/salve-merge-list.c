/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-merge-list.h"

#include "salve-json-merge.h"
#include "salve-json.h"

static gboolean
same_member (JsonObject *one,
             JsonObject *other,
             const char *member)
{
  return salve_json_same (json_object_get_member (one, member), json_object_get_member (other, member));
}

/* The same thing, of which the two may say more or less. */
static gboolean
same_entry (JsonNode *one,
            JsonNode *other)
{
  JsonObject *a, *b;

  if (salve_json_same (one, other))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (one) || !JSON_NODE_HOLDS_OBJECT (other))
    return FALSE;
  a = json_node_get_object (one);
  b = json_node_get_object (other);
  if (json_object_has_member (a, "id") || json_object_has_member (b, "id"))
    return same_member (a, b, "id");
  return json_object_has_member (a, "at") && same_member (a, b, "at") && same_member (a, b, "kind")
         && same_member (a, b, "hours");
}

static JsonNode *
find_entry (JsonArray *array,
            JsonNode  *entry,
            gboolean (*same) (JsonNode *, JsonNode *))
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (same (json_array_get_element (array, i), entry))
      return json_array_get_element (array, i);
  return NULL;
}

/* The same restriction for the same areas. */
static gboolean
same_limit (JsonNode *one,
            JsonNode *other)
{
  JsonObject *a, *b;

  if (!JSON_NODE_HOLDS_OBJECT (one) || !JSON_NODE_HOLDS_OBJECT (other))
    return FALSE;
  a = json_node_get_object (one);
  b = json_node_get_object (other);
  return same_member (a, b, "restriction") && same_member (a, b, "areas");
}

static gboolean
ends_later (JsonNode *one,
            JsonNode *other)
{
  g_autoptr (GDateTime) a = NULL;
  g_autoptr (GDateTime) b = NULL;

  return salve_json_get_time (json_node_get_object (one), "until", &a, NULL)
         && salve_json_get_time (json_node_get_object (other), "until", &b, NULL)
         && a != NULL && b != NULL && g_date_time_compare (a, b) >= 0;
}

static JsonNode *
join (JsonNode *first,
      JsonNode *second)
{
  JsonNode *node;
  gboolean lost = FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (first))
    return salve_json_copy_node (first);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, salve_json_merge (NULL, json_node_get_object (first), json_node_get_object (second),
                                                 &lost));
  return node;
}

/* What either has. Of two that are the same, the later counts. */
static JsonNode *
unite (JsonArray *one,
       JsonArray *other,
       gboolean (*same)     (JsonNode *, JsonNode *),
       gboolean (*is_later) (JsonNode *, JsonNode *))
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *merged = json_array_new ();

  for (guint i = 0; i < json_array_get_length (one); i++)
    {
      JsonNode *mine = json_array_get_element (one, i);
      JsonNode *yours = find_entry (other, mine, same);

      if (yours == NULL)
        json_array_add_element (merged, salve_json_copy_node (mine));
      else
        json_array_add_element (merged, is_later (mine, yours) ? join (mine, yours) : join (yours, mine));
    }
  for (guint i = 0; i < json_array_get_length (other); i++)
    if (find_entry (one, json_array_get_element (other, i), same) == NULL)
      json_array_add_element (merged, salve_json_copy_node (json_array_get_element (other, i)));
  json_node_take_array (node, merged);
  return node;
}

static gboolean
one_is_later (JsonNode *one,
              JsonNode *other)
{
  return TRUE;
}

static gboolean
other_is_later (JsonNode *one,
                JsonNode *other)
{
  return FALSE;
}

/**
 * salve_merge_list_unite:
 * @one: a list, as a record has it
 * @other: the same list of another version of it
 * @other_later: whether that was changed later
 *
 * What both have stands once, as the later version says it, with what only the earlier says.
 *
 * Returns: (transfer full): the list with what either has
 */
JsonNode *
salve_merge_list_unite (JsonArray *one,
                        JsonArray *other,
                        gboolean   other_later)
{
  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  return unite (one, other, same_entry, other_later ? other_is_later : one_is_later);
}

/**
 * salve_merge_list_unite_limits:
 * @one: what a record restricts, its `aftercare`
 * @other: the same of another version of it
 *
 * Caution wins: of the same restriction for the same areas the later end holds.
 *
 * Returns: (transfer full): the restrictions of either
 */
JsonNode *
salve_merge_list_unite_limits (JsonArray *one,
                               JsonArray *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  return unite (one, other, same_limit, ends_later);
}
