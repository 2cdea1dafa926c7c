/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session-writer.h"

#include "salve-json.h"
#include "salve-session-private.h"
#include "salve-session-reader.h"

typedef JsonObject *(*WriteEntry) (gconstpointer entry);

/* The design's order. What is not among them follows. */
static const char * const order[] = {
  "format", "id", "setting", "started", "ended", "outcome", "stopped_because", "areas", "screening",
  "test_spot", "device", "numbing", "steps", "passes", "serum", "pain", "erythema", "aftercare", "events",
  "check_ins", "ratings",
  "photos", "notes",
};

static JsonObject *
copy_source (JsonObject *source)
{
  return source != NULL ? salve_json_copy (source) : json_object_new ();
}

/* The group of that name, or a new one that close_group() puts in place. */
static JsonObject *
open_group (JsonObject *object,
            const char *member)
{
  JsonObject *group = NULL;

  salve_json_get_object (object, member, &group, NULL);
  return group != NULL ? json_object_ref (group) : json_object_new ();
}

static void
close_group (JsonObject *object,
             const char *member,
             JsonObject *group)
{
  JsonObject *old = NULL;

  salve_json_get_object (object, member, &old, NULL);
  if (old == NULL && json_object_get_size (group) > 0)
    json_object_set_object_member (object, member, json_object_ref (group));
}

static void
write_words (JsonObject         *object,
             const char         *member,
             const char * const *words)
{
  JsonArray *array = json_array_new ();

  for (; words != NULL && *words != NULL; words++)
    json_array_add_string_element (array, *words);
  json_object_set_array_member (object, member, array);
}

/* What is not so goes unsaid. */
static void
write_flag (JsonObject *object,
            const char *member,
            gboolean    value)
{
  if (value)
    json_object_set_boolean_member (object, member, TRUE);
  else if (json_object_get_boolean_member_with_default (object, member, FALSE))
    json_object_remove_member (object, member);
}

static void
write_choice (JsonObject *object,
              const char *member,
              GType       type,
              int         value)
{
  g_autoptr(GEnumClass) enum_class = g_type_class_ref (type);

  salve_json_set_string (object, member, g_enum_get_value (enum_class, value)->value_nick);
}

static void
write_device (SalveSession *self,
              JsonObject   *object)
{
  g_autoptr(JsonObject) device = open_group (object, "device");

  salve_json_set_string (device, "kind", salve_session_get_device_kind (self));
  salve_json_set_number (device, "needle_mm", salve_session_get_needle_mm (self), 0);
  salve_json_set_string (device, "name", salve_session_get_device_name (self));
  salve_json_set_string (device, "shelf_id", salve_session_get_device_shelf_id (self));
  salve_json_set_time (device, "soak_before", salve_session_get_soak_before (self));
  salve_json_set_string (device, "soak_before_stamp", salve_session_get_soak_before_stamp (self));
  salve_json_set_time (device, "soak_after", salve_session_get_soak_after (self));
  salve_json_set_string (device, "soak_after_stamp", salve_session_get_soak_after_stamp (self));
  close_group (object, "device", device);
}

static void
write_serum (SalveSession *self,
             JsonObject   *object)
{
  g_autoptr(JsonObject) serum = open_group (object, "serum");

  salve_json_set_string (serum, "kind", salve_session_get_serum_kind (self));
  salve_json_set_string (serum, "product", salve_session_get_serum_product (self));
  close_group (object, "serum", serum);
}

static JsonObject *
write_step (gconstpointer entry)
{
  const SalveSessionStep *step = entry;
  JsonObject *object = copy_source (step->source);

  salve_json_set_string (object, "id", step->id);
  salve_json_set_time (object, "entered", step->entered);
  salve_json_set_time (object, "done", step->done);
  salve_json_set_number (object, "part", step->part, 0);
  return object;
}

static JsonObject *
write_pass (gconstpointer entry)
{
  const SalveSessionPass *pass = entry;
  JsonObject *object = copy_source (pass->source);

  salve_json_set_string (object, "area", pass->area);
  salve_json_set_string (object, "direction", pass->direction);
  salve_json_set_number (object, "count", pass->count, -1);
  salve_json_set_number (object, "seconds", pass->seconds, 0);
  write_flag (object, "enough", pass->enough);
  return object;
}

static JsonObject *
write_limit (gconstpointer entry)
{
  const SalveSessionLimit *limit = entry;
  JsonObject *object = copy_source (limit->source);

  salve_json_set_string (object, "restriction", limit->restriction);
  salve_json_set_time (object, "until", limit->until);
  if (limit->areas != NULL)
    write_words (object, "areas", (const char * const *) limit->areas);
  else if (json_object_has_member (object, "areas") &&
           !json_object_get_null_member (object, "areas"))
    json_object_remove_member (object, "areas");
  return object;
}

static void
write_list (JsonObject *object,
            const char *member,
            GPtrArray  *entries,
            WriteEntry  write_entry,
            gboolean    always)
{
  JsonArray *array;

  if (entries->len == 0 && !always && !json_object_has_member (object, member))
    return;
  array = json_array_new ();
  for (guint i = 0; i < entries->len; i++)
    json_array_add_object_element (array, write_entry (g_ptr_array_index (entries, i)));
  json_object_set_array_member (object, member, array);
}

static JsonObject *
write_check (gconstpointer entry)
{
  const SalveSessionCheck *check = entry;
  JsonObject *object = copy_source (check->source);

  salve_json_set_number (object, "minutes", check->minutes, -1);
  salve_json_set_time (object, "at", check->at);
  return object;
}

static JsonObject *
write_event (gconstpointer entry)
{
  const SalveSessionEvent *event = entry;
  JsonObject *object = copy_source (event->source);

  salve_json_set_string (object, "kind", event->kind);
  salve_json_set_time (object, "at", event->at);
  if (event->signs != NULL)
    write_words (object, "signs", (const char * const *) event->signs);
  salve_json_set_string (object, "urgency", event->urgency);
  salve_json_set_string (object, "note", event->note);
  return object;
}

static JsonObject *
write_check_in (gconstpointer entry)
{
  const SalveSessionCheckIn *check_in = entry;
  JsonObject *object = copy_source (check_in->source);

  salve_json_set_number (object, "hours", check_in->hours, 0);
  salve_json_set_time (object, "at", check_in->at);
  salve_json_set_string (object, "looks", check_in->looks);
  return object;
}

/* Of what the member held before, that which was not understood. */
static JsonArray *
keep_others (JsonNode *node)
{
  JsonArray *kept = json_array_new ();
  JsonArray *array;

  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node) && !JSON_NODE_HOLDS_NULL (node))
    json_array_add_element (kept, json_node_copy (node));
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return kept;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      SalveSessionCheckIn *known = salve_session_reader_parse_check_in (element);

      if (known == NULL)
        json_array_add_element (kept, json_node_copy (element));
      salve_session_check_in_free (known);
    }
  return kept;
}

static void
write_check_ins (SalveSession *self,
                 JsonObject   *object)
{
  GPtrArray *check_ins = salve_session_get_check_ins (self);
  JsonNode *node = json_object_get_member (object, "check_ins");
  JsonArray *array;

  if (check_ins->len == 0 && (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)))
    return;
  array = keep_others (node);
  for (guint i = 0; i < check_ins->len; i++)
    json_array_add_object_element (array, write_check_in (g_ptr_array_index (check_ins, i)));
  json_object_set_array_member (object, "check_ins", array);
}

static void
write_numbing (SalveSession *self,
               JsonObject   *object)
{
  g_autoptr(JsonObject) numbing = open_group (object, "numbing");

  salve_json_set_string (numbing, "product", salve_session_get_numbing_product (self));
  salve_json_set_number (numbing, "lidocaine_percent",
                         salve_session_get_numbing_percent (self), 0);
  salve_json_set_number (numbing, "amount_g", salve_session_get_numbing_grams (self), 0);
  salve_json_set_number (numbing, "area_cm2", salve_session_get_numbing_cm2 (self), 0);
  salve_json_set_number (numbing, "max_minutes", salve_session_get_numbing_max_minutes (self), 0);
  salve_json_set_time (numbing, "applied", salve_session_get_numbing_applied (self));
  salve_json_set_string (numbing, "stamp", salve_session_get_numbing_stamp (self));
  salve_json_set_time (numbing, "removed", salve_session_get_numbing_removed (self));
  write_flag (numbing, "unnumbed", salve_session_get_unnumbed (self));
  write_list (numbing, "checks", salve_session_get_checks (self), write_check, FALSE);
  close_group (object, "numbing", numbing);
}

static void
write_screening (SalveSession *self,
                 JsonObject   *object)
{
  SalveAnswers *answers = salve_session_get_answers (self);

  write_flag (object, "test_spot", salve_session_get_test_spot (self));
  if (!salve_answers_is_empty (answers) || json_object_has_member (object, "screening"))
    json_object_set_object_member (object, "screening", salve_answers_write (answers));
}

static void
write_head (SalveSession *self,
            JsonObject   *object)
{
  gboolean stopped = salve_session_get_outcome (self) == SALVE_OUTCOME_STOPPED;

  salve_json_set_number (object, "format", salve_session_get_format (self), 0);
  salve_json_set_string (object, "id", salve_session_get_id (self));
  write_choice (object, "setting", SALVE_TYPE_SETTING, (int) salve_session_get_setting (self));
  salve_json_set_time (object, "started", salve_session_get_started (self));
  salve_json_set_time (object, "ended", salve_session_get_ended (self));
  if (stopped || salve_session_get_ended (self) != NULL)
    write_choice (object, "outcome", SALVE_TYPE_OUTCOME, (int) salve_session_get_outcome (self));
  else
    salve_json_set_string (object, "outcome", NULL);
  salve_json_set_string (object, "stopped_because", salve_session_get_stopped_because (self));
  write_words (object, "areas", salve_session_get_areas (self));
}

static void
write_lists (SalveSession *self,
             JsonObject   *object)
{
  gboolean finished = salve_session_get_ended (self) != NULL;

  write_list (object, "steps", salve_session_get_steps (self), write_step, FALSE);
  write_list (object, "passes", salve_session_get_passes (self), write_pass, FALSE);
  write_list (object, "aftercare", salve_session_get_aftercare (self), write_limit, finished);
  write_list (object, "events", salve_session_get_events (self), write_event, FALSE);
  write_check_ins (self, object);
}

static void
write_feeling (SalveSession *self,
               JsonObject   *object)
{
  salve_json_set_number (object, "pain", salve_session_get_pain (self), -1);
  salve_json_set_number (object, "erythema", salve_session_get_erythema (self), -1);
  salve_json_set_string (object, "notes", salve_session_get_notes (self));
}

static JsonObject *
put_in_order (JsonObject *object)
{
  JsonObject *ordered = json_object_new ();
  g_autoptr(GList) others = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (json_object_has_member (object, order[i]))
      {
        json_object_set_member (ordered, order[i], json_object_dup_member (object, order[i]));
        json_object_remove_member (object, order[i]);
      }
  others = json_object_get_members (object);
  for (GList *l = others; l != NULL; l = l->next)
    json_object_set_member (ordered, l->data, json_object_dup_member (object, l->data));
  return ordered;
}

/**
 * salve_session_writer_write:
 * @session: a session that has begun
 *
 * Returns: (transfer full): the object; of a read-only session, what it came from
 */
JsonObject *
salve_session_writer_write (SalveSession *session)
{
  g_autoptr(JsonObject) object = NULL;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);
  g_return_val_if_fail (salve_session_get_started (session) != NULL, NULL);

  object = copy_source (salve_session_get_source (session));
  if (salve_session_get_read_only (session))
    return g_steal_pointer (&object);
  write_head (session, object);
  write_screening (session, object);
  write_device (session, object);
  write_numbing (session, object);
  write_serum (session, object);
  write_lists (session, object);
  write_feeling (session, object);
  return put_in_order (object);
}
