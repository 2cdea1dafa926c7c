/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-json-merge.h"
#include "salve-json.h"
#include "salve-merge-list.h"
#include "salve-session-json.h"
#include "salve-session-writer.h"

G_DEFINE_QUARK (salve-merge-error-quark, salve_merge_error)

struct _SalveMerge
{
  JsonObject *one;
  JsonObject *other;
  gboolean    other_later;
  GArray     *differences; /* of SalveMergeDifference */
};

/* Members that only make sense together, under the name of the first. */
static const char * const groups[][3] = {
  { "started", "ended", NULL },
  { "outcome", "stopped_because", NULL },
};

/* What of a group in { } belongs together; other members are kept from both. */
static const struct { const char *part; const char *members[10]; } wholes[] = {
  { "device", { "kind", "needle_mm", "name", "shelf_id", "soak_before", "soak_before_stamp", "soak_after",
                "soak_after_stamp" } },
  { "numbing", { "product", "lidocaine_percent", "amount_g", "area_cm2", "max_minutes", "applied", "stamp", "removed",
                 "unnumbed" } },
  { "serum", { "kind", "product" } },
  { "screening", { "no", "yes", "skin_type" } },
};

static gboolean
has (const char * const *members,
     const char         *member)
{
  for (; *members != NULL; members++)
    if (g_str_equal (*members, member))
      return TRUE;
  return FALSE;
}

static const char * const *
find_group (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (has (groups[i], member))
      return groups[i];
  return NULL;
}

static const char * const *
find_whole (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_str_equal (wholes[i].part, member))
      return wholes[i].members;
  return NULL;
}

/* --- members --- */

static JsonNode *
take (JsonNode *node,
      JsonNode *unless)
{
  return salve_json_copy_node (node != NULL ? node : unless);
}

static JsonNode *
join_notes (JsonNode *one,
            JsonNode *other)
{
  const char *a = json_node_get_string (one);
  const char *b = json_node_get_string (other);
  g_autofree char *both = NULL;

  if (a == NULL || b == NULL || strstr (a, b) != NULL)
    return take (a != NULL ? one : other, NULL);
  if (strstr (b, a) != NULL)
    return take (other, NULL);
  both = g_strdup_printf ("%s\n\n%s", a, b);
  return json_node_init_string (json_node_alloc (), both);
}

/* One group as it is chosen, with what is not known here from both. */
static JsonNode *
choose_whole (JsonNode           *chosen,
              JsonNode           *left,
              const char * const *members)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) rest = salve_json_copy (json_node_get_object (left));
  gboolean lost = FALSE;

  for (; *members != NULL; members++)
    json_object_remove_member (rest, *members);
  json_node_take_object (node, salve_json_merge (NULL, json_node_get_object (chosen), rest, &lost));
  return node;
}

static SalveMergeDifference *
find_difference (SalveMerge *self,
                 const char *part)
{
  for (guint i = 0; i < self->differences->len; i++)
    if (g_str_equal (g_array_index (self->differences, SalveMergeDifference, i).part, part))
      return &g_array_index (self->differences, SalveMergeDifference, i);
  return NULL;
}

static gboolean
takes_other (SalveMerge *self,
             const char *part)
{
  const SalveMergeDifference *difference = find_difference (self, part);

  return difference != NULL ? difference->other : self->other_later;
}

static gboolean
is_mergeable_list (const char *member,
                   JsonNode   *one,
                   JsonNode   *other)
{
  return JSON_NODE_HOLDS_ARRAY (one) && JSON_NODE_HOLDS_ARRAY (other) && !g_str_equal (member, "steps")
         && !g_str_equal (member, "passes");
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static SalveMergeRule
find_rule (SalveMerge *self,
           const char *member,
           JsonNode   *one,
           JsonNode   *other)
{
  gboolean lost = FALSE;

  if (one == NULL || other == NULL)
    return SALVE_MERGE_BOTH;
  if (g_str_equal (member, "aftercare"))
    return SALVE_MERGE_LATER;
  if ((g_str_equal (member, "notes") && is_text (one) && is_text (other)) || is_mergeable_list (member, one, other))
    return SALVE_MERGE_BOTH;
  if (!JSON_NODE_HOLDS_OBJECT (one) || !JSON_NODE_HOLDS_OBJECT (other) || find_whole (member) != NULL)
    return SALVE_MERGE_CHOICE;
  json_object_unref (salve_json_merge (NULL, json_node_get_object (one), json_node_get_object (other), &lost));
  return lost ? SALVE_MERGE_CHOICE : SALVE_MERGE_BOTH;
}

/* (transfer full): what becomes of a member that is not the same in both. */
static JsonNode *
merge_member (SalveMerge *self,
              const char *member,
              JsonNode   *one,
              JsonNode   *other)
{
  const char * const *group = find_group (member);
  gboolean take_other = takes_other (self, group != NULL ? group[0] : member);
  JsonNode *chosen = take_other ? other : one;
  JsonNode *left = take_other ? one : other;
  const SalveMergeDifference *difference = group != NULL ? find_difference (self, group[0]) : NULL;
  JsonNode *node;
  gboolean lost = FALSE;

  /* Without a reason a session was not stopped, and the like. */
  if (difference != NULL)
    return difference->rule == SALVE_MERGE_CHOICE ? take (chosen, NULL) : take (one, other);
  if (one == NULL || other == NULL)
    return take (one, other);
  if (g_str_equal (member, "notes") && is_text (one) && is_text (other))
    return join_notes (one, other);
  if (is_mergeable_list (member, one, other))
    return g_str_equal (member, "aftercare")
             ? salve_merge_list_unite_limits (json_node_get_array (one), json_node_get_array (other))
             : salve_merge_list_unite (json_node_get_array (one), json_node_get_array (other), self->other_later);
  if (!JSON_NODE_HOLDS_OBJECT (one) || !JSON_NODE_HOLDS_OBJECT (other))
    return take (chosen, NULL);
  if (find_whole (member) != NULL)
    return choose_whole (chosen, left, find_whole (member));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, salve_json_merge (NULL, json_node_get_object (chosen), json_node_get_object (left),
                                                 &lost));
  return node;
}

/* --- the differences --- */

static gboolean
is_group_missing (JsonObject         *object,
                  const char * const *group)
{
  for (; *group != NULL; group++)
    if (json_object_has_member (object, *group))
      return FALSE;
  return TRUE;
}

static void
note_difference (SalveMerge *self,
                 const char *member)
{
  const char * const *group = find_group (member);
  JsonNode *one = json_object_get_member (self->one, member);
  JsonNode *other = json_object_get_member (self->other, member);
  SalveMergeDifference difference = { .part = g_intern_string (group != NULL ? group[0] : member) };

  if (salve_json_same (one, other) || find_difference (self, difference.part) != NULL)
    return;
  if (group == NULL)
    difference.rule = find_rule (self, member, one, other);
  else if (is_group_missing (self->one, group) || is_group_missing (self->other, group))
    difference.rule = SALVE_MERGE_BOTH;
  else
    difference.rule = SALVE_MERGE_CHOICE;
  difference.other = self->other_later;
  g_array_append_val (self->differences, difference);
}

static void
note_differences (SalveMerge *self)
{
  g_autoptr (GList) members = json_object_get_members (self->one);
  g_autoptr (GList) others = json_object_get_members (self->other);

  for (GList *l = members; l != NULL; l = l->next)
    note_difference (self, l->data);
  for (GList *l = others; l != NULL; l = l->next)
    note_difference (self, l->data);
}

static gboolean
check (SalveSession  *one,
       SalveSession  *other,
       GError       **error)
{
  if (g_strcmp0 (salve_session_get_id (one), salve_session_get_id (other)) != 0)
    {
      g_set_error_literal (error, SALVE_MERGE_ERROR, SALVE_MERGE_ERROR_ANOTHER,
                           _("These are two different sessions"));
      return FALSE;
    }
  if (!salve_session_get_read_only (one) && !salve_session_get_read_only (other))
    return TRUE;
  g_set_error_literal (error, SALVE_MERGE_ERROR, SALVE_MERGE_ERROR_NEWER,
                       _("One of the versions comes from a newer version of Salve. Merge them there."));
  return FALSE;
}

/**
 * salve_merge_new:
 * @one: a session, as its record says
 * @other: another version of it
 * @other_later: whether the other was changed later; of a choice it is what is taken unless the person says otherwise
 * @error: return location for an error of SALVE_MERGE_ERROR
 *
 * Finds what differs. What only one has is kept; notes, events and the like of both are; of each restriction the
 * later end holds; of the rest the person chooses. What this version does not know is treated the same way.
 *
 * Returns: (transfer full) (nullable): the merge
 */
SalveMerge *
salve_merge_new (SalveSession  *one,
                 SalveSession  *other,
                 gboolean       other_later,
                 GError       **error)
{
  SalveMerge *self;

  g_return_val_if_fail (SALVE_IS_SESSION (one) && SALVE_IS_SESSION (other), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check (one, other, error))
    return NULL;
  self = g_new0 (SalveMerge, 1);
  self->one = salve_session_writer_write (one);
  self->other = salve_session_writer_write (other);
  self->other_later = other_later;
  self->differences = g_array_new (FALSE, FALSE, sizeof (SalveMergeDifference));
  note_differences (self);
  return self;
}

/**
 * salve_merge_free:
 * @self: (transfer full): a merge
 */
void
salve_merge_free (SalveMerge *self)
{
  g_return_if_fail (self != NULL);

  json_object_unref (self->one);
  json_object_unref (self->other);
  g_array_unref (self->differences);
  g_free (self);
}

/**
 * salve_merge_get_n_differences:
 * @self: a merge
 *
 * Returns: how many parts of the two differ
 */
guint
salve_merge_get_n_differences (SalveMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->differences->len;
}

/**
 * salve_merge_get_difference:
 * @self: a merge
 * @which: a difference, from 0 on
 *
 * Returns: (transfer none): that difference
 */
const SalveMergeDifference *
salve_merge_get_difference (SalveMerge *self,
                            guint       which)
{
  g_return_val_if_fail (self != NULL && which < self->differences->len, NULL);

  return &g_array_index (self->differences, SalveMergeDifference, which);
}

/**
 * salve_merge_choose:
 * @self: a merge
 * @which: a difference with a choice
 * @other: whether to take the other version's
 */
void
salve_merge_choose (SalveMerge *self,
                    guint       which,
                    gboolean    other)
{
  g_return_if_fail (self != NULL && which < self->differences->len);

  g_array_index (self->differences, SalveMergeDifference, which).other = other;
}

/**
 * salve_merge_get_member:
 * @self: a merge
 * @which: a difference
 * @other: of the other version
 *
 * Returns: (transfer full) (nullable): what the record says there, as JSON, for a part that has no words; %NULL where
 *   it says nothing
 */
char *
salve_merge_get_member (SalveMerge *self,
                        guint       which,
                        gboolean    other)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && which < self->differences->len, NULL);

  node = json_object_get_member (other ? self->other : self->one,
                                 g_array_index (self->differences, SalveMergeDifference, which).part);
  if (node == NULL)
    return NULL;
  return is_text (node) ? json_node_dup_string (node) : json_to_string (node, FALSE);
}

static void
set_merged (SalveMerge *self,
            JsonObject *merged,
            const char *member)
{
  JsonNode *one = json_object_get_member (self->one, member);
  JsonNode *other = json_object_get_member (self->other, member);
  JsonNode *node = salve_json_same (one, other) ? take (one, NULL) : merge_member (self, member, one, other);

  if (node != NULL)
    json_object_set_member (merged, member, node);
}

/**
 * salve_merge_finish:
 * @self: a merge
 * @error: return location for an error of SALVE_JSON_ERROR, where what was chosen does not fit together
 *
 * Returns: (transfer full) (nullable): the text of the merged record
 */
char *
salve_merge_finish (SalveMerge  *self,
                    GError     **error)
{
  g_autoptr (JsonObject) merged = NULL;
  g_autoptr (GList) members = NULL;
  g_autoptr (GList) others = NULL;
  g_autoptr (SalveSession) session = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  merged = json_object_new ();
  members = json_object_get_members (self->one);
  others = json_object_get_members (self->other);
  for (GList *l = members; l != NULL; l = l->next)
    set_merged (self, merged, l->data);
  for (GList *l = others; l != NULL; l = l->next)
    if (!json_object_has_member (self->one, l->data))
      set_merged (self, merged, l->data);
  text = salve_json_print (merged);
  session = salve_session_from_json (text, -1, error);
  /* In the order in which records are written. */
  return session != NULL ? salve_session_to_json (session) : NULL;
}
