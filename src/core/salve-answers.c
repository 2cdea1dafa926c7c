/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-answers.h"

#include <glib/gi18n-lib.h>

#include "salve-json.h"
#include "salve-json-strict.h"

struct _SalveAnswers
{
  GObject     parent_instance;

  GHashTable *answers; /* of id to SalveAnswer */
  guint       skin_type;
  JsonObject *source;
};

G_DEFINE_FINAL_TYPE (SalveAnswers, salve_answers, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GHashTable *
table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) salve_answer_free);
}

static GList *
list_ids (SalveAnswers *self)
{
  return g_list_sort (g_hash_table_get_keys (self->answers), (GCompareFunc) g_strcmp0);
}

static void
take_answer (SalveAnswers *self,
             const char   *id,
             SalveAnswer  *taken)
{
  g_autoptr (SalveAnswer) answer = taken;
  const SalveAnswer *old = salve_answers_get (self, id);

  if (old != NULL && salve_answer_equal (old, answer))
    return;
  if (answer->source == NULL && old != NULL && old->source != NULL)
    answer->source = json_object_ref (old->source);
  g_hash_table_insert (self->answers, g_strdup (id), g_steal_pointer (&answer));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Reading */

static gboolean
add_answer (GHashTable   *answers,
            const char   *id,
            SalveAnswer  *taken,
            GError      **error)
{
  g_autoptr (SalveAnswer) answer = taken;

  if (!salve_json_check_word ("item", id, error))
    return FALSE;
  if (g_hash_table_contains (answers, id))
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is answered twice"), id);
  g_hash_table_insert (answers, g_strdup (id), g_steal_pointer (&answer));

  return TRUE;
}

static gboolean
read_no (GHashTable  *answers,
         JsonObject  *object,
         GError     **error)
{
  g_auto (GStrv) ids = NULL;

  if (!salve_json_get_strings (object, "no", &ids, error))
    return FALSE;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!add_answer (answers, ids[i], salve_answer_new (FALSE, NULL, NULL, NULL), error))
      return FALSE;

  return TRUE;
}

static gboolean
read_yes (GHashTable  *answers,
          JsonNode    *node,
          GError     **error)
{
  g_autoptr (SalveAnswer) answer = NULL;
  const char *id = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return salve_json_fail (error, SALVE_JSON_ERROR_TYPE,
                            _("“%s” holds an entry that is not a group in { }"), "yes");
  answer = salve_answer_read (json_node_get_object (node), &id, error);

  return answer != NULL && add_answer (answers, id, g_steal_pointer (&answer), error);
}

static gboolean
read_answers (GHashTable  *answers,
              JsonObject  *object,
              GError     **error)
{
  JsonArray *yes = NULL;

  if (!read_no (answers, object, error) || !salve_json_get_entries (object, "yes", &yes, error))
    return FALSE;
  for (guint i = 0; yes != NULL && i < json_array_get_length (yes); i++)
    if (!read_yes (answers, json_array_get_element (yes, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
read_skin_type (JsonObject  *object,
                guint       *skin_type,
                GError     **error)
{
  int number = 0;

  if (!salve_json_get_whole (object, "skin_type", 1, SALVE_ANSWERS_SKIN_TYPES, &number, error))
    return FALSE;
  *skin_type = (guint) number;

  return TRUE;
}

/* By name, so that the same answers are always written alike. */
static void
write_answers (SalveAnswers *self,
               JsonArray    *no,
               JsonArray    *yes)
{
  g_autoptr (GList) ids = list_ids (self);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const SalveAnswer *answer = salve_answers_get (self, l->data);

      if (answer->applies)
        json_array_add_element (yes, salve_answer_write (answer, l->data));
      else
        json_array_add_string_element (no, l->data);
    }
}

/* Overrides */

static void
salve_answers_finalize (GObject *object)
{
  SalveAnswers *self = SALVE_ANSWERS (object);

  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->source, json_object_unref);

  G_OBJECT_CLASS (salve_answers_parent_class)->finalize (object);
}

static void
salve_answers_class_init (SalveAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_answers_finalize;

  /**
   * SalveAnswers::changed:
   * @self: the answers
   *
   * An answer is another one than before, or gone.
   */
  signals[CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_ANSWERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_answers_init (SalveAnswers *self)
{
  self->answers = table_new ();
}

/**
 * salve_answers_new:
 *
 * Returns: (transfer full): answers of which none is given yet
 */
SalveAnswers *
salve_answers_new (void)
{
  return g_object_new (SALVE_TYPE_ANSWERS, NULL);
}

/**
 * salve_answers_get:
 * @self: answers
 * @item_id: an item of the screening
 *
 * Returns: (transfer none) (nullable): the answer, valid until the next change; %NULL where none was given
 */
const SalveAnswer *
salve_answers_get (SalveAnswers *self,
                   const char   *item_id)
{
  g_return_val_if_fail (SALVE_IS_ANSWERS (self), NULL);
  g_return_val_if_fail (item_id != NULL, NULL);

  return g_hash_table_lookup (self->answers, item_id);
}

/**
 * salve_answers_set_no:
 * @self: answers
 * @item_id: an item that does not apply
 */
void
salve_answers_set_no (SalveAnswers *self,
                      const char   *item_id)
{
  g_return_if_fail (SALVE_IS_ANSWERS (self));
  g_return_if_fail (item_id != NULL && *item_id != '\0');

  take_answer (self, item_id, salve_answer_new (FALSE, NULL, NULL, NULL));
}

/**
 * salve_answers_set_yes:
 * @self: answers
 * @item_id: an item that applies
 * @since: (nullable): the local day from which the waiting counts
 * @agreed: (nullable): the local day on which a clinician agreed
 * @note: (nullable): who agreed, or what was said
 */
void
salve_answers_set_yes (SalveAnswers *self,
                       const char   *item_id,
                       const GDate  *since,
                       const GDate  *agreed,
                       const char   *note)
{
  g_return_if_fail (SALVE_IS_ANSWERS (self));
  g_return_if_fail (item_id != NULL && *item_id != '\0');

  take_answer (self, item_id, salve_answer_new (TRUE, since, agreed, note));
}

/**
 * salve_answers_forget:
 * @self: answers
 * @item_id: an item to ask again
 */
void
salve_answers_forget (SalveAnswers *self,
                      const char   *item_id)
{
  g_return_if_fail (SALVE_IS_ANSWERS (self));
  g_return_if_fail (item_id != NULL);

  if (g_hash_table_remove (self->answers, item_id))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * salve_answers_copy:
 * @self: answers
 * @from: other answers
 * @item_id: an item
 *
 * Answers the item as @from does, or forgets it where @from has no answer.
 */
void
salve_answers_copy (SalveAnswers *self,
                    SalveAnswers *from,
                    const char   *item_id)
{
  const SalveAnswer *answer;

  g_return_if_fail (SALVE_IS_ANSWERS (self));
  g_return_if_fail (SALVE_IS_ANSWERS (from));
  g_return_if_fail (item_id != NULL && *item_id != '\0');

  answer = salve_answers_get (from, item_id);
  if (answer != NULL)
    take_answer (self, item_id, salve_answer_copy (answer));
  else
    salve_answers_forget (self, item_id);
}

/**
 * salve_answers_list_yes:
 * @self: answers
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the items that apply, sorted
 */
char **
salve_answers_list_yes (SalveAnswers *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) ids = NULL;

  g_return_val_if_fail (SALVE_IS_ANSWERS (self), NULL);

  ids = list_ids (self);
  for (GList *l = ids; l != NULL; l = l->next)
    if (salve_answers_get (self, l->data)->applies)
      g_strv_builder_add (builder, l->data);

  return g_strv_builder_end (builder);
}

/**
 * salve_answers_get_skin_type:
 * @self: answers
 *
 * Returns: the type of skin after Fitzpatrick (S129), from 1 to 6, or 0 where it was not told
 */
guint
salve_answers_get_skin_type (SalveAnswers *self)
{
  g_return_val_if_fail (SALVE_IS_ANSWERS (self), 0);

  return self->skin_type;
}

/**
 * salve_answers_set_skin_type:
 * @self: answers
 * @skin_type: from 1 to 6, or 0 to ask again
 */
void
salve_answers_set_skin_type (SalveAnswers *self,
                             guint         skin_type)
{
  g_return_if_fail (SALVE_IS_ANSWERS (self));
  g_return_if_fail (skin_type <= SALVE_ANSWERS_SKIN_TYPES);

  if (self->skin_type == skin_type)
    return;
  self->skin_type = skin_type;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * salve_answers_is_empty:
 * @self: answers
 *
 * Returns: whether nothing at all was answered
 */
gboolean
salve_answers_is_empty (SalveAnswers *self)
{
  g_return_val_if_fail (SALVE_IS_ANSWERS (self), TRUE);

  return g_hash_table_size (self->answers) == 0 && self->skin_type == 0;
}

/**
 * salve_answers_read:
 * @self: answers
 * @object: the member `screening` of a session, or `lasting` of a profile
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Takes the answers from JSON in place of those that were there. Of another type, an item twice or what is no day
 * refuses the whole and leaves the answers alone; items that this version does not know are kept. Whether a day has
 * come is for salve_answers_check() to say, for only the reader of the whole knows which day that was.
 *
 * Returns: whether they could be read
 */
gboolean
salve_answers_read (SalveAnswers  *self,
                    JsonObject    *object,
                    GError       **error)
{
  g_autoptr (GHashTable) answers = NULL;
  guint skin_type = 0;

  g_return_val_if_fail (SALVE_IS_ANSWERS (self), FALSE);
  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  answers = table_new ();
  if (!read_skin_type (object, &skin_type, error) || !read_answers (answers, object, error))
    return FALSE;
  g_clear_pointer (&self->answers, g_hash_table_unref);
  self->answers = g_steal_pointer (&answers);
  self->skin_type = skin_type;
  g_clear_pointer (&self->source, json_object_unref);
  self->source = json_object_ref (object);
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

/**
 * salve_answers_check:
 * @self: answers
 * @latest: the last day that can have been meant: for a record the day after it began, which allows for midnight
 *   and for travel
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: whether no answer holds a day after @latest
 */
gboolean
salve_answers_check (SalveAnswers  *self,
                     const GDate   *latest,
                     GError       **error)
{
  GHashTableIter iter;
  gpointer id, value;

  g_return_val_if_fail (SALVE_IS_ANSWERS (self), FALSE);
  g_return_val_if_fail (latest != NULL && g_date_valid (latest), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const SalveAnswer *answer = value;

      if ((g_date_valid (&answer->since) && g_date_compare (&answer->since, latest) > 0)
          || (g_date_valid (&answer->agreed) && g_date_compare (&answer->agreed, latest) > 0))
        return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                                /* Translators: %s is the name of an answer in a file */
                                _("“%s” holds a day that had not come yet"), (const char *) id);
    }

  return TRUE;
}

/**
 * salve_answers_write:
 * @self: answers
 *
 * Returns: (transfer full): the answers as JSON, with all members that were read and are not known here
 */
JsonObject *
salve_answers_write (SalveAnswers *self)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonArray) no = json_array_new ();
  g_autoptr (JsonArray) yes = json_array_new ();

  g_return_val_if_fail (SALVE_IS_ANSWERS (self), NULL);

  object = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  salve_json_set_number (object, "skin_type", self->skin_type, 0);
  write_answers (self, no, yes);
  json_object_set_array_member (object, "no", g_steal_pointer (&no));
  json_object_set_array_member (object, "yes", g_steal_pointer (&yes));

  return g_steal_pointer (&object);
}
