/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-answer.h"

#include "salve-json.h"

static gboolean
same_day (const GDate *a,
          const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return g_date_valid (a) == g_date_valid (b);

  return g_date_compare (a, b) == 0;
}

/**
 * salve_answer_new:
 * @applies: whether the item applies
 * @since: (nullable): the local day from which the waiting counts
 * @agreed: (nullable): the local day on which a clinician agreed
 * @note: (nullable): who agreed, or what was said
 *
 * Returns: (transfer full): the answer
 */
SalveAnswer *
salve_answer_new (gboolean     applies,
                  const GDate *since,
                  const GDate *agreed,
                  const char  *note)
{
  SalveAnswer *self = g_new0 (SalveAnswer, 1);

  self->applies = applies;
  g_date_clear (&self->since, 1);
  g_date_clear (&self->agreed, 1);
  if (since != NULL)
    self->since = *since;
  if (agreed != NULL)
    self->agreed = *agreed;
  self->note = g_strdup (note);

  return self;
}

/**
 * salve_answer_copy:
 * @self: an answer
 *
 * Returns: (transfer full): the same once more
 */
SalveAnswer *
salve_answer_copy (const SalveAnswer *self)
{
  SalveAnswer *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = salve_answer_new (self->applies, &self->since, &self->agreed, self->note);
  if (self->source != NULL)
    copy->source = json_object_ref (self->source);

  return copy;
}

/**
 * salve_answer_free:
 * @self: (nullable) (transfer full): an answer
 */
void
salve_answer_free (SalveAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->note);
  g_clear_pointer (&self->source, json_object_unref);
  g_free (self);
}

/**
 * salve_answer_equal:
 * @a: an answer
 * @b: another
 *
 * Returns: whether both say the same
 */
gboolean
salve_answer_equal (const SalveAnswer *a,
                    const SalveAnswer *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->applies == b->applies && same_day (&a->since, &b->since) && same_day (&a->agreed, &b->agreed)
         && g_strcmp0 (a->note, b->note) == 0;
}

/**
 * salve_answer_read:
 * @object: an entry of the list `yes`
 * @item_id: (out) (transfer none): the item that it answers
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the answer, that the item applies
 */
SalveAnswer *
salve_answer_read (JsonObject  *object,
                   const char **item_id,
                   GError     **error)
{
  static const char * const required[] = { "item", NULL };
  g_autoptr (SalveAnswer) self = NULL;
  const char *note = NULL;

  g_return_val_if_fail (object != NULL && item_id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = salve_answer_new (TRUE, NULL, NULL, NULL);
  if (!salve_json_require (object, required, error)
      || !salve_json_get_string (object, "item", item_id, error)
      || !salve_json_get_date (object, "since", &self->since, error)
      || !salve_json_get_date (object, "agreed", &self->agreed, error)
      || !salve_json_get_string (object, "note", &note, error))
    return NULL;
  self->note = g_strdup (note);
  self->source = json_object_ref (object);

  return g_steal_pointer (&self);
}

/**
 * salve_answer_write:
 * @self: an answer, that the item applies
 * @item_id: the item
 *
 * Returns: (transfer full): an entry for the list `yes`
 */
JsonNode *
salve_answer_write (const SalveAnswer *self,
                    const char        *item_id)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL && self->applies, NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  object = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  salve_json_set_string (object, "item", item_id);
  salve_json_set_date (object, "since", &self->since);
  salve_json_set_date (object, "agreed", &self->agreed);
  salve_json_set_string (object, "note", self->note);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}
