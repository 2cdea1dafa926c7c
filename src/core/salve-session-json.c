/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-json.h"
#include "salve-session-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "salve-json.h"
#include "salve-protocol.h"

#define MAX_WORD  64
#define MAX_COUNT 10000

typedef gboolean (*ReadEntry) (SalveSession  *self,
                               JsonObject    *entry,
                               GError       **error);

typedef JsonObject *(*WriteEntry) (gconstpointer entry);

/* The design's order. What is not among them follows. */
static const char * const order[] = {
  "format", "id", "setting", "started", "ended", "outcome", "stopped_because", "areas", "device",
  "numbing", "steps", "passes", "serum", "pain", "erythema", "aftercare", "check_ins", "ratings",
  "photos", "notes",
};

/* Reading */

static gboolean
read_whole (JsonObject  *object,
            const char  *member,
            int          lowest,
            int          highest,
            int         *value,
            GError     **error)
{
  double number = *value;

  if (!salve_json_get_number (object, member, lowest, highest, &number, error))
    return FALSE;
  if (number != floor (number))
    {
      g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
                   _("“%s” is not a whole number"), member);
      return FALSE;
    }
  *value = (int) number;
  return TRUE;
}

static gboolean
check_word (const char  *member,
            const char  *word,
            GError     **error)
{
  if (word == NULL || (*word != '\0' && g_utf8_strlen (word, -1) <= MAX_WORD))
    return TRUE;
  g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
               _("“%s” is empty or too long"), member);
  return FALSE;
}

static gboolean
read_word (JsonObject  *object,
           const char  *member,
           char       **value,
           GError     **error)
{
  const char *word = NULL;

  if (!salve_json_get_string (object, member, &word, error) || !check_word (member, word, error))
    return FALSE;
  *value = g_strdup (word);
  return TRUE;
}

static gboolean
read_words (JsonObject   *object,
            const char   *member,
            char       ***value,
            GError      **error)
{
  if (!salve_json_get_strings (object, member, value, error))
    return FALSE;
  for (guint i = 0; *value != NULL && (*value)[i] != NULL; i++)
    if (!check_word (member, (*value)[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_choice (SalveSession  *self,
             JsonObject    *object,
             const char    *member,
             GType          type,
             GError       **error)
{
  g_autoptr(GEnumClass) enum_class = g_type_class_ref (type);
  const char *nick = NULL;
  GEnumValue *value;

  if (!salve_json_get_string (object, member, &nick, error))
    return FALSE;
  if (nick == NULL)
    return TRUE;
  value = g_enum_get_value_by_nick (enum_class, nick);
  if (value == NULL)
    {
      g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
                   _("“%s” holds a word that is not known here"), member);
      return FALSE;
    }
  g_object_set (self, member, value->value, NULL);
  return TRUE;
}

/* No end may lie before the session's start. */
static gboolean
read_later (SalveSession  *self,
            JsonObject    *object,
            const char    *member,
            GDateTime    **value,
            GError       **error)
{
  if (!salve_json_get_time (object, member, value, error))
    return FALSE;
  if (*value == NULL || g_date_time_compare (*value, salve_session_get_started (self)) >= 0)
    return TRUE;
  g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
               _("“%s” is before “started”"), member);
  return FALSE;
}

static gboolean
read_strings (SalveSession         *self,
              JsonObject           *object,
              const char * const  (*members)[2],
              guint                 n_members,
              GError              **error)
{
  for (guint i = 0; i < n_members; i++)
    {
      const char *text = NULL;

      if (!salve_json_get_string (object, members[i][0], &text, error))
        return FALSE;
      g_object_set (self, members[i][1], text, NULL);
    }
  return TRUE;
}

static gboolean
read_head (SalveSession  *self,
           JsonObject    *object,
           GError       **error)
{
  g_autoptr(GDateTime) started = NULL;
  g_autoptr(GDateTime) ended = NULL;
  g_autofree char *id = NULL;
  g_auto(GStrv) areas = NULL;

  if (!read_word (object, "id", &id, error) ||
      !read_choice (self, object, "setting", SALVE_TYPE_SETTING, error) ||
      !salve_json_get_time (object, "started", &started, error))
    return FALSE;
  g_object_set (self, "id", id, "started", started, NULL);
  if (!read_later (self, object, "ended", &ended, error) ||
      !read_words (object, "areas", &areas, error))
    return FALSE;
  g_object_set (self, "ended", ended, "areas", areas, NULL);
  return TRUE;
}

static gboolean
read_device (SalveSession  *self,
             JsonObject    *object,
             GError       **error)
{
  static const char * const strings[][2] = {
    { "kind", "device-kind" }, { "name", "device-name" }, { "shelf_id", "device-shelf-id" },
  };
  JsonObject *device = NULL;
  double needle_mm = 0;

  if (!salve_json_get_object (object, "device", &device, error))
    return FALSE;
  if (device == NULL)
    return TRUE;
  if (!read_strings (self, device, strings, G_N_ELEMENTS (strings), error) ||
      !salve_json_get_number (device, "needle_mm", G_MINDOUBLE, SALVE_PROTOCOL_LONGEST_MM,
                              &needle_mm, error))
    return FALSE;
  g_object_set (self, "needle-mm", needle_mm, NULL);
  return TRUE;
}

static gboolean
read_numbing (SalveSession  *self,
              JsonObject    *object,
              GError       **error)
{
  static const char * const strings[][2] = { { "product", "numbing-product" } };
  g_autoptr(GDateTime) applied = NULL;
  g_autoptr(GDateTime) removed = NULL;
  JsonObject *numbing = NULL;
  double percent = 0;

  if (!salve_json_get_object (object, "numbing", &numbing, error))
    return FALSE;
  if (numbing == NULL)
    return TRUE;
  if (!read_strings (self, numbing, strings, G_N_ELEMENTS (strings), error) ||
      !salve_json_get_number (numbing, "lidocaine_percent", 0, 100, &percent, error) ||
      !salve_json_get_time (numbing, "applied", &applied, error) ||
      !salve_json_get_time (numbing, "removed", &removed, error))
    return FALSE;
  g_object_set (self,
                "numbing-percent", percent,
                "numbing-applied", applied,
                "numbing-removed", removed,
                NULL);
  return TRUE;
}

static gboolean
read_serum (SalveSession  *self,
            JsonObject    *object,
            GError       **error)
{
  static const char * const strings[][2] = {
    { "kind", "serum-kind" }, { "product", "serum-product" },
  };
  JsonObject *serum = NULL;

  if (!salve_json_get_object (object, "serum", &serum, error))
    return FALSE;
  return serum == NULL || read_strings (self, serum, strings, G_N_ELEMENTS (strings), error);
}

static gboolean
read_feeling (SalveSession  *self,
              JsonObject    *object,
              GError       **error)
{
  static const char * const strings[][2] = {
    { "stopped_because", "stopped-because" }, { "notes", "notes" },
  };
  int pain = -1, erythema = -1;

  if (!read_choice (self, object, "outcome", SALVE_TYPE_OUTCOME, error) ||
      !read_strings (self, object, strings, G_N_ELEMENTS (strings), error) ||
      !read_whole (object, "pain", 0, 10, &pain, error) ||
      !read_whole (object, "erythema", 0, 4, &erythema, error))
    return FALSE;
  g_object_set (self, "pain", pain, "erythema", erythema, NULL);
  return TRUE;
}

static gboolean
read_step (SalveSession  *self,
           JsonObject    *entry,
           GError       **error)
{
  static const char * const required[] = { "id", "entered", NULL };
  SalveSessionStep *step = g_new0 (SalveSessionStep, 1);
  int part = 0;

  g_ptr_array_add (salve_session_get_steps (self), step);
  step->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, error) ||
      !read_word (entry, "id", &step->id, error) ||
      !salve_json_get_time (entry, "entered", &step->entered, error) ||
      !salve_json_get_time (entry, "done", &step->done, error) ||
      !read_whole (entry, "part", 0, MAX_COUNT, &part, error))
    return FALSE;
  step->part = (guint) part;
  return TRUE;
}

static gboolean
read_enough (JsonObject  *entry,
             gboolean    *enough,
             GError     **error)
{
  JsonNode *node = json_object_get_member (entry, "enough");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE,
                   _("“%s” is neither true nor false"), "enough");
      return FALSE;
    }
  *enough = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_pass (SalveSession  *self,
           JsonObject    *entry,
           GError       **error)
{
  static const char * const required[] = { "area", "direction", "count", NULL };
  SalveSessionPass *pass = g_new0 (SalveSessionPass, 1);
  int count = 0;

  g_ptr_array_add (salve_session_get_passes (self), pass);
  pass->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, error) ||
      !read_word (entry, "area", &pass->area, error) ||
      !read_word (entry, "direction", &pass->direction, error) ||
      !read_whole (entry, "count", 0, MAX_COUNT, &count, error) ||
      !read_enough (entry, &pass->enough, error))
    return FALSE;
  pass->count = (guint) count;
  return TRUE;
}

static gboolean
check_horizon (SalveSession  *self,
               GDateTime     *until,
               GError       **error)
{
  GTimeSpan span = g_date_time_difference (until, salve_session_get_started (self));

  if (span <= SALVE_PROTOCOL_HORIZON_DAYS * G_TIME_SPAN_DAY)
    return TRUE;
  g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE,
               ngettext ("“%s” is more than %d day after “started”",
                         "“%s” is more than %d days after “started”",
                         SALVE_PROTOCOL_HORIZON_DAYS),
               "until", SALVE_PROTOCOL_HORIZON_DAYS);
  return FALSE;
}

static gboolean
read_limit (SalveSession  *self,
            JsonObject    *entry,
            GError       **error)
{
  static const char * const required[] = { "restriction", "until", NULL };
  SalveSessionLimit *limit = g_new0 (SalveSessionLimit, 1);

  g_ptr_array_add (salve_session_get_aftercare (self), limit);
  limit->source = json_object_ref (entry);
  return salve_json_require (entry, required, error) &&
         read_word (entry, "restriction", &limit->restriction, error) &&
         read_later (self, entry, "until", &limit->until, error) &&
         check_horizon (self, limit->until, error) &&
         read_words (entry, "areas", &limit->areas, error);
}

static gboolean
read_list (SalveSession  *self,
           JsonObject    *object,
           const char    *member,
           ReadEntry      read_entry,
           GError       **error)
{
  JsonArray *array = NULL;

  if (!salve_json_get_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE,
                       _("“%s” holds an entry that is not a group in { }"), member);
          return FALSE;
        }
      if (!read_entry (self, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_details (SalveSession  *self,
              JsonObject    *object,
              GError       **error)
{
  return read_device (self, object, error) &&
         read_numbing (self, object, error) &&
         read_serum (self, object, error) &&
         read_feeling (self, object, error) &&
         read_list (self, object, "steps", read_step, error) &&
         read_list (self, object, "passes", read_pass, error);
}

/* Of a newer format only what every format has is read; the rest may mean something else. */
static SalveSession *
read_session (const char          *text,
              gssize               length,
              const char * const  *required,
              GError             **error)
{
  g_autoptr(JsonObject) object = salve_json_parse (text, length, error);
  g_autoptr(SalveSession) self = NULL;
  int format = 0;

  if (object == NULL || !salve_json_require (object, required, error) ||
      !read_whole (object, "format", 1, G_MAXINT, &format, error))
    return NULL;
  self = g_object_new (SALVE_TYPE_SESSION,
                       "format", format,
                       "read-only", format > SALVE_SESSION_FORMAT,
                       NULL);
  if (!read_head (self, object, error) ||
      !read_list (self, object, "aftercare", read_limit, error))
    return NULL;
  if (format == SALVE_SESSION_FORMAT && !read_details (self, object, error))
    return NULL;
  salve_session_set_source (self, object);
  return g_steal_pointer (&self);
}

/* Writing */

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
  close_group (object, "device", device);
}

static void
write_numbing (SalveSession *self,
               JsonObject   *object)
{
  g_autoptr(JsonObject) numbing = open_group (object, "numbing");

  salve_json_set_string (numbing, "product", salve_session_get_numbing_product (self));
  salve_json_set_number (numbing, "lidocaine_percent",
                         salve_session_get_numbing_percent (self), 0);
  salve_json_set_time (numbing, "applied", salve_session_get_numbing_applied (self));
  salve_json_set_time (numbing, "removed", salve_session_get_numbing_removed (self));
  close_group (object, "numbing", numbing);
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
  if (pass->enough)
    json_object_set_boolean_member (object, "enough", TRUE);
  else if (json_object_get_boolean_member_with_default (object, "enough", FALSE))
    json_object_remove_member (object, "enough");
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
 * salve_session_from_json:
 * @text: what may be a finished record
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads a record strictly. One of a newer format is read as far as every format goes and is
 * then read-only.
 *
 * Returns: (transfer full) (nullable): the session
 */
SalveSession *
salve_session_from_json (const char  *text,
                         gssize       length,
                         GError     **error)
{
  static const char * const required[] = {
    "format", "id", "setting", "started", "ended", "areas", "aftercare", NULL,
  };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_session (text, length, required, error);
}

/**
 * salve_session_draft_from_json:
 * @text: what may be a session that is under way
 * @length: its length in bytes, or -1 if a NUL ends it
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * As salve_session_from_json(), but neither an end nor aftercare need be there.
 *
 * Returns: (transfer full) (nullable): the session
 */
SalveSession *
salve_session_draft_from_json (const char  *text,
                               gssize       length,
                               GError     **error)
{
  static const char * const required[] = { "format", "id", "setting", "started", "areas", NULL };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_session (text, length, required, error);
}

/**
 * salve_session_to_json:
 * @self: a session that has begun
 *
 * Writes the session, with whatever was in the text that it came from and is not known here. A
 * read-only session gives back what it came from.
 *
 * Returns: (transfer full): the text
 */
char *
salve_session_to_json (SalveSession *self)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(JsonObject) ordered = NULL;

  g_return_val_if_fail (SALVE_IS_SESSION (self), NULL);
  g_return_val_if_fail (salve_session_get_started (self) != NULL, NULL);

  object = copy_source (salve_session_get_source (self));
  if (salve_session_get_read_only (self))
    return salve_json_print (object);
  write_head (self, object);
  write_device (self, object);
  write_numbing (self, object);
  write_serum (self, object);
  write_lists (self, object);
  salve_json_set_number (object, "pain", salve_session_get_pain (self), -1);
  salve_json_set_number (object, "erythema", salve_session_get_erythema (self), -1);
  salve_json_set_string (object, "notes", salve_session_get_notes (self));
  ordered = put_in_order (object);
  return salve_json_print (ordered);
}
