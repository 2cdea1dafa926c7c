/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-reader.h"

#include <glib/gi18n-lib.h>

#include "salve-clock.h"
#include "salve-json.h"
#include "salve-json-strict.h"
#include "salve-protocol.h"
#include "salve-session-private.h"

#define MAX_COUNT SALVE_SESSION_MAX_AMOUNT

typedef gboolean (*ReadEntry) (SalveSession  *self,
                               JsonObject    *entry,
                               GError       **error);

/* Values */

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
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                            _("“%s” holds a word that is not known here"), member);
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
  return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is before “started”"), member);
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

/* What every format has */

static gboolean
read_head (SalveSession  *self,
           JsonObject    *object,
           GError       **error)
{
  g_autoptr(GDateTime) started = NULL;
  g_autoptr(GDateTime) ended = NULL;
  g_autofree char *id = NULL;
  g_auto(GStrv) areas = NULL;

  if (!salve_json_get_word (object, "id", &id, error) ||
      !read_choice (self, object, "setting", SALVE_TYPE_SETTING, error) ||
      !salve_json_get_time (object, "started", &started, error))
    return FALSE;
  g_object_set (self, "id", id, "started", started, NULL);
  if (!read_later (self, object, "ended", &ended, error) ||
      !salve_json_get_words (object, "areas", &areas, error))
    return FALSE;
  g_object_set (self, "ended", ended, "areas", areas, NULL);
  return TRUE;
}

/* Lists */

static gboolean
read_list (SalveSession  *self,
           JsonObject    *object,
           const char    *member,
           ReadEntry      read_entry,
           GError       **error)
{
  JsonArray *array = NULL;

  if (!salve_json_get_entries (object, member, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return salve_json_fail (error, SALVE_JSON_ERROR_TYPE,
                                _("“%s” holds an entry that is not a group in { }"), member);
      if (!read_entry (self, json_node_get_object (node), error))
        return FALSE;
    }
  return TRUE;
}

/* What this format has besides */

static gboolean
read_device (SalveSession  *self,
             JsonObject    *object,
             GError       **error)
{
  static const char * const strings[][2] = {
    { "kind", "device-kind" }, { "name", "device-name" }, { "shelf_id", "device-shelf-id" },
    { "soak_before_stamp", "soak-before-stamp" }, { "soak_after_stamp", "soak-after-stamp" },
  };
  g_autoptr(GDateTime) before = NULL;
  g_autoptr(GDateTime) after = NULL;
  JsonObject *device = NULL;
  double needle_mm = 0;

  if (!salve_json_get_object (object, "device", &device, error))
    return FALSE;
  if (device == NULL)
    return TRUE;
  if (!read_strings (self, device, strings, G_N_ELEMENTS (strings), error) ||
      !salve_json_get_number (device, "needle_mm", G_MINDOUBLE, SALVE_PROTOCOL_LONGEST_MM,
                              &needle_mm, error) ||
      !salve_json_get_time (device, "soak_before", &before, error) ||
      !salve_json_get_time (device, "soak_after", &after, error))
    return FALSE;
  g_object_set (self, "needle-mm", needle_mm, "soak-before", before, "soak-after", after, NULL);
  return TRUE;
}

static gboolean
read_amounts (SalveSession  *self,
              JsonObject    *numbing,
              GError       **error)
{
  double percent = 0, grams = 0, cm2 = 0;
  int max_minutes = 0;
  gboolean unnumbed = FALSE;

  if (!salve_json_get_number (numbing, "lidocaine_percent", 0, 100, &percent, error) ||
      !salve_json_get_number (numbing, "amount_g", 0, MAX_COUNT, &grams, error) ||
      !salve_json_get_number (numbing, "area_cm2", 0, MAX_COUNT, &cm2, error) ||
      !salve_json_get_whole (numbing, "max_minutes", 0, MAX_COUNT, &max_minutes, error) ||
      !salve_json_get_boolean (numbing, "unnumbed", &unnumbed, error))
    return FALSE;
  g_object_set (self,
                "numbing-percent", percent,
                "numbing-grams", grams,
                "numbing-cm2", cm2,
                "numbing-max-minutes", (guint) max_minutes,
                "unnumbed", unnumbed,
                NULL);
  return TRUE;
}

static gboolean
read_check (SalveSession  *self,
            JsonObject    *entry,
            GError       **error)
{
  static const char * const required[] = { "minutes", "at", NULL };
  SalveSessionCheck *check = g_new0 (SalveSessionCheck, 1);
  int minutes = 0;

  g_ptr_array_add (salve_session_get_checks (self), check);
  check->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, error) ||
      !salve_json_get_whole (entry, "minutes", 0, MAX_COUNT, &minutes, error) ||
      !salve_json_get_time (entry, "at", &check->at, error))
    return FALSE;
  check->minutes = (guint) minutes;
  return TRUE;
}

static gboolean
read_numbing (SalveSession  *self,
              JsonObject    *object,
              GError       **error)
{
  static const char * const strings[][2] = {
    { "product", "numbing-product" }, { "stamp", "numbing-stamp" },
  };
  g_autoptr(GDateTime) applied = NULL;
  g_autoptr(GDateTime) removed = NULL;
  JsonObject *numbing = NULL;

  if (!salve_json_get_object (object, "numbing", &numbing, error))
    return FALSE;
  if (numbing == NULL)
    return TRUE;
  if (!read_strings (self, numbing, strings, G_N_ELEMENTS (strings), error) ||
      !read_amounts (self, numbing, error) ||
      !salve_json_get_time (numbing, "applied", &applied, error) ||
      !salve_json_get_time (numbing, "removed", &removed, error))
    return FALSE;
  g_object_set (self, "numbing-applied", applied, "numbing-removed", removed, NULL);
  return read_list (self, numbing, "checks", read_check, error);
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
      !salve_json_get_whole (object, "pain", 0, 10, &pain, error) ||
      !salve_json_get_whole (object, "erythema", 0, 4, &erythema, error))
    return FALSE;
  g_object_set (self, "pain", pain, "erythema", erythema, NULL);
  return TRUE;
}

/* The entries of lists */

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
      !salve_json_get_word (entry, "id", &step->id, error) ||
      !salve_json_get_time (entry, "entered", &step->entered, error) ||
      !salve_json_get_time (entry, "done", &step->done, error) ||
      !salve_json_get_whole (entry, "part", 0, MAX_COUNT, &part, error))
    return FALSE;
  step->part = (guint) part;
  return TRUE;
}

static gboolean
read_pass (SalveSession  *self,
           JsonObject    *entry,
           GError       **error)
{
  static const char * const required[] = { "area", "direction", "count", NULL };
  SalveSessionPass *pass = g_new0 (SalveSessionPass, 1);
  int count = 0, seconds = 0;

  g_ptr_array_add (salve_session_get_passes (self), pass);
  pass->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, error) ||
      !salve_json_get_word (entry, "area", &pass->area, error) ||
      !salve_json_get_word (entry, "direction", &pass->direction, error) ||
      !salve_json_get_whole (entry, "count", 0, MAX_COUNT, &count, error) ||
      !salve_json_get_whole (entry, "seconds", 0, MAX_COUNT, &seconds, error) ||
      !salve_json_get_boolean (entry, "enough", &pass->enough, error))
    return FALSE;
  pass->count = (guint) count;
  pass->seconds = (guint) seconds;
  return TRUE;
}

static gboolean
read_event (SalveSession  *self,
            JsonObject    *entry,
            GError       **error)
{
  static const char * const required[] = { "kind", "at", NULL };
  SalveSessionEvent *event = g_new0 (SalveSessionEvent, 1);
  const char *note = NULL;

  g_ptr_array_add (salve_session_get_events (self), event);
  event->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, error) ||
      !salve_json_get_word (entry, "kind", &event->kind, error) ||
      !salve_json_get_time (entry, "at", &event->at, error) ||
      !salve_json_get_words (entry, "signs", &event->signs, error) ||
      !salve_json_get_word (entry, "urgency", &event->urgency, error) ||
      !salve_json_get_string (entry, "note", &note, error))
    return FALSE;
  event->note = g_strdup (note);
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
  return salve_json_fail (error, SALVE_JSON_ERROR_VALUE,
                          ngettext ("“%s” is more than %d day after “started”",
                                    "“%s” is more than %d days after “started”",
                                    SALVE_PROTOCOL_HORIZON_DAYS),
                          "until", SALVE_PROTOCOL_HORIZON_DAYS);
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
         salve_json_get_word (entry, "restriction", &limit->restriction, error) &&
         read_later (self, entry, "until", &limit->until, error) &&
         check_horizon (self, limit->until, error) &&
         salve_json_get_words (entry, "areas", &limit->areas, error);
}

static SalveSessionCheckIn *
parse_check_in (JsonObject *entry)
{
  static const char * const required[] = { "hours", "at", "looks", NULL };
  SalveSessionCheckIn *check_in = g_new0 (SalveSessionCheckIn, 1);
  int hours = 0;

  check_in->source = json_object_ref (entry);
  if (!salve_json_require (entry, required, NULL) ||
      !salve_json_get_whole (entry, "hours", 1, MAX_COUNT, &hours, NULL) ||
      !salve_json_get_time (entry, "at", &check_in->at, NULL) ||
      !salve_json_get_word (entry, "looks", &check_in->looks, NULL))
    g_clear_pointer (&check_in, salve_session_check_in_free);
  else
    check_in->hours = (guint) hours;
  return check_in;
}

/* Nobody answers with a day after the session began. One more allows for midnight, and for travel. */
static gboolean
check_answers (SalveSession  *self,
               GError       **error)
{
  GDate latest;

  salve_clock_get_day (salve_session_get_started (self), &latest);
  g_date_add_days (&latest, 1);
  return salve_answers_check (salve_session_get_answers (self), &latest, error);
}

static gboolean
read_screening (SalveSession  *self,
                JsonObject    *object,
                GError       **error)
{
  JsonObject *screening = NULL;
  gboolean test_spot = FALSE;

  if (!salve_json_get_boolean (object, "test_spot", &test_spot, error) ||
      !salve_json_get_object (object, "screening", &screening, error))
    return FALSE;
  g_object_set (self, "test-spot", test_spot, NULL);
  return screening == NULL || (salve_answers_read (salve_session_get_answers (self), screening, error) &&
                               check_answers (self, error));
}

/* The member was free before it was ours: what is not understood there is no reason to refuse a record. */
static gboolean
read_check_ins (SalveSession *self,
                JsonObject   *object)
{
  JsonArray *array = NULL;

  salve_json_get_entries (object, "check_ins", &array, NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      SalveSessionCheckIn *check_in = salve_session_reader_parse_check_in (json_array_get_element (array, i));

      if (check_in != NULL)
        g_ptr_array_add (salve_session_get_check_ins (self), check_in);
    }
  return TRUE;
}

static gboolean
read_details (SalveSession  *self,
              JsonObject    *object,
              GError       **error)
{
  return read_screening (self, object, error) &&
         read_device (self, object, error) &&
         read_numbing (self, object, error) &&
         read_serum (self, object, error) &&
         read_feeling (self, object, error) &&
         read_list (self, object, "steps", read_step, error) &&
         read_list (self, object, "passes", read_pass, error) &&
         read_list (self, object, "events", read_event, error) &&
         read_check_ins (self, object);
}

/**
 * salve_session_reader_parse_check_in:
 * @node: an element of a record's `check_ins`
 *
 * Returns: (transfer full) (nullable): the entry, if it is one
 */
SalveSessionCheckIn *
salve_session_reader_parse_check_in (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return JSON_NODE_HOLDS_OBJECT (node) ? parse_check_in (json_node_get_object (node)) : NULL;
}

/**
 * salve_session_reader_read:
 * @object: what may be a record or a draft; `started` at least is there
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Of a newer format only what every format has is read; the rest may mean something else.
 *
 * Returns: (transfer full) (nullable): the session, which keeps @object as what it came from
 */
SalveSession *
salve_session_reader_read (JsonObject  *object,
                           GError     **error)
{
  g_autoptr(SalveSession) self = NULL;
  int format = 0;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!salve_json_get_whole (object, "format", 1, G_MAXINT, &format, error))
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
