/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json-merge.h"

#include "salve-json-copy.h"

/* NULL stands for a member that is not there. */
static JsonNode *merge_nodes (JsonNode *base,
                              JsonNode *ours,
                              JsonNode *theirs,
                              gboolean *lost);

static const char *
get_id (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *id = object != NULL ? json_object_get_member (object, "id") : NULL;

  return id != NULL && JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING
           ? json_node_get_string (id) : NULL;
}

static gboolean
has_ids (JsonNode *node)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *id = get_id (json_array_get_element (array, i));

      if (id == NULL || !g_hash_table_add (seen, (gpointer) id))
        return FALSE;
    }
  return array != NULL;
}

static JsonNode *
find_by_id (JsonNode   *list,
            const char *id)
{
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (get_id (json_array_get_element (array, i)), id) == 0)
      return json_array_get_element (array, i);
  return NULL;
}

static void
add_merged (JsonArray  *merged,
            const char *id,
            JsonNode   *base,
            JsonNode   *ours,
            JsonNode   *theirs,
            gboolean   *lost)
{
  JsonNode *node = merge_nodes (find_by_id (base, id), find_by_id (ours, id), find_by_id (theirs, id), lost);

  if (node != NULL)
    json_array_add_element (merged, node);
}

/* Lists of things with an id: in our order, then what only they have. */
static JsonNode *
merge_lists (JsonNode *base,
             JsonNode *ours,
             JsonNode *theirs,
             gboolean *lost)
{
  JsonArray *one = json_node_get_array (ours);
  JsonArray *two = json_node_get_array (theirs);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *merged = json_array_new ();

  for (guint i = 0; i < json_array_get_length (one); i++)
    add_merged (merged, get_id (json_array_get_element (one, i)), base, ours, theirs, lost);
  for (guint i = 0; i < json_array_get_length (two); i++)
    if (find_by_id (ours, get_id (json_array_get_element (two, i))) == NULL)
      add_merged (merged, get_id (json_array_get_element (two, i)), base, ours, theirs, lost);
  json_node_take_array (node, merged);
  return node;
}

static JsonNode *
merge_groups (JsonNode *base,
              JsonNode *ours,
              JsonNode *theirs,
              gboolean *lost)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, salve_json_merge (base != NULL && JSON_NODE_HOLDS_OBJECT (base)
                                                   ? json_node_get_object (base) : NULL,
                                                 json_node_get_object (ours), json_node_get_object (theirs), lost));
  return node;
}

static JsonNode *
merge_nodes (JsonNode *base,
             JsonNode *ours,
             JsonNode *theirs,
             gboolean *lost)
{
  if (salve_json_same (ours, theirs) || salve_json_same (theirs, base))
    return salve_json_copy_node (ours);
  if (salve_json_same (ours, base))
    return salve_json_copy_node (theirs);
  /* What one took away and the other changed stays. */
  if (ours == NULL || theirs == NULL)
    return salve_json_copy_node (ours != NULL ? ours : theirs);
  if (JSON_NODE_HOLDS_OBJECT (ours) && JSON_NODE_HOLDS_OBJECT (theirs))
    return merge_groups (base, ours, theirs, lost);
  if (has_ids (ours) && has_ids (theirs))
    return merge_lists (base, ours, theirs, lost);
  *lost = TRUE;
  return salve_json_copy_node (ours);
}

static void
merge_member (JsonObject *merged,
              const char *member,
              JsonObject *base,
              JsonObject *ours,
              JsonObject *theirs,
              gboolean   *lost)
{
  JsonNode *node = merge_nodes (base != NULL ? json_object_get_member (base, member) : NULL,
                                json_object_get_member (ours, member), json_object_get_member (theirs, member), lost);

  if (node != NULL)
    json_object_set_member (merged, member, node);
}

/**
 * salve_json_merge:
 * @base: (nullable): what both began with
 * @ours: what became of it here
 * @theirs: what became of it elsewhere
 * @lost: (out): set to %TRUE where both changed the same thing, each otherwise, so that theirs is not in the result;
 *   else left alone
 *
 * What only one of the two changed is as that one has it; lists of things that each have an `id` are merged thing by
 * thing. Where both changed the same, ours counts. Nothing that one changed goes because the other took it away.
 *
 * Returns: (transfer full): the object
 */
JsonObject *
salve_json_merge (JsonObject *base,
                  JsonObject *ours,
                  JsonObject *theirs,
                  gboolean   *lost)
{
  g_autoptr (GList) members = NULL;
  g_autoptr (GList) others = NULL;
  JsonObject *merged;

  g_return_val_if_fail (ours != NULL && theirs != NULL, NULL);
  g_return_val_if_fail (lost != NULL, NULL);

  merged = json_object_new ();
  members = json_object_get_members (ours);
  others = json_object_get_members (theirs);
  for (GList *l = members; l != NULL; l = l->next)
    merge_member (merged, l->data, base, ours, theirs, lost);
  for (GList *l = others; l != NULL; l = l->next)
    if (!json_object_has_member (ours, l->data))
      merge_member (merged, l->data, base, ours, theirs, lost);
  return merged;
}

/**
 * salve_json_same:
 * @one: (nullable): a node
 * @two: (nullable): a node
 *
 * Returns: whether they say the same, in whatever order their members are, or neither is there
 */
gboolean
salve_json_same (JsonNode *one,
                 JsonNode *two)
{
  return one == two || (one != NULL && two != NULL && json_node_equal (one, two));
}

/**
 * salve_json_copy_node:
 * @node: (nullable): a node
 *
 * Returns: (transfer full) (nullable): a copy that shares nothing with it
 */
JsonNode *
salve_json_copy_node (JsonNode *node)
{
  g_autoptr (JsonObject) holder = NULL;
  g_autoptr (JsonObject) copy = NULL;

  if (node == NULL)
    return NULL;
  holder = json_object_new ();
  json_object_set_member (holder, "node", json_node_copy (node));
  copy = salve_json_copy (holder);
  return json_object_dup_member (copy, "node");
}
