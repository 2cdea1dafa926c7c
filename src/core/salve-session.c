/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session.h"
#include "salve-session-private.h"

#include "salve-protocol.h"

struct _SalveSession
{
  GObject       parent_instance;

  guint         format;
  char         *id;
  SalveSetting  setting;
  GDateTime    *started;
  GDateTime    *ended;
  SalveOutcome  outcome;
  char         *stopped_because;
  char        **areas;
  char         *device_kind;
  double        needle_mm;
  char         *device_name;
  char         *device_shelf_id;
  GDateTime    *soak_before;
  char         *soak_before_stamp;
  GDateTime    *soak_after;
  char         *soak_after_stamp;
  gboolean      test_spot;
  char         *numbing_product;
  double        numbing_percent;
  double        numbing_grams;
  double        numbing_cm2;
  guint         numbing_max_minutes;
  gboolean      unnumbed;
  GDateTime    *numbing_applied;
  char         *numbing_stamp;
  GDateTime    *numbing_removed;
  char         *serum_kind;
  char         *serum_product;
  int           pain;
  int           erythema;
  char         *notes;
  gboolean      read_only;

  GPtrArray    *steps;
  GPtrArray    *passes;
  GPtrArray    *aftercare;
  GPtrArray    *checks;
  GPtrArray    *events;
  GPtrArray    *check_ins;
  SalveAnswers *answers;
  JsonObject   *source;
};

G_DEFINE_FINAL_TYPE (SalveSession, salve_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SalveSetting, salve_setting,
                    G_DEFINE_ENUM_VALUE (SALVE_SETTING_HOME, "home"),
                    G_DEFINE_ENUM_VALUE (SALVE_SETTING_CLINIC, "clinic"))

G_DEFINE_ENUM_TYPE (SalveOutcome, salve_outcome,
                    G_DEFINE_ENUM_VALUE (SALVE_OUTCOME_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (SALVE_OUTCOME_STOPPED, "stopped"))

enum
{
  PROP_0,
  PROP_FORMAT,
  PROP_ID,
  PROP_SETTING,
  PROP_STARTED,
  PROP_ENDED,
  PROP_OUTCOME,
  PROP_STOPPED_BECAUSE,
  PROP_AREAS,
  PROP_DEVICE_KIND,
  PROP_NEEDLE_MM,
  PROP_DEVICE_NAME,
  PROP_DEVICE_SHELF_ID,
  PROP_SOAK_BEFORE,
  PROP_SOAK_BEFORE_STAMP,
  PROP_SOAK_AFTER,
  PROP_SOAK_AFTER_STAMP,
  PROP_TEST_SPOT,
  PROP_NUMBING_PRODUCT,
  PROP_NUMBING_PERCENT,
  PROP_NUMBING_GRAMS,
  PROP_NUMBING_CM2,
  PROP_NUMBING_MAX_MINUTES,
  PROP_UNNUMBED,
  PROP_NUMBING_APPLIED,
  PROP_NUMBING_STAMP,
  PROP_NUMBING_REMOVED,
  PROP_SERUM_KIND,
  PROP_SERUM_PRODUCT,
  PROP_PAIN,
  PROP_ERYTHEMA,
  PROP_NOTES,
  PROP_READ_ONLY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const gsize offsets[N_PROPS] = {
  [PROP_FORMAT] = G_STRUCT_OFFSET (SalveSession, format),
  [PROP_ID] = G_STRUCT_OFFSET (SalveSession, id),
  [PROP_SETTING] = G_STRUCT_OFFSET (SalveSession, setting),
  [PROP_STARTED] = G_STRUCT_OFFSET (SalveSession, started),
  [PROP_ENDED] = G_STRUCT_OFFSET (SalveSession, ended),
  [PROP_OUTCOME] = G_STRUCT_OFFSET (SalveSession, outcome),
  [PROP_STOPPED_BECAUSE] = G_STRUCT_OFFSET (SalveSession, stopped_because),
  [PROP_AREAS] = G_STRUCT_OFFSET (SalveSession, areas),
  [PROP_DEVICE_KIND] = G_STRUCT_OFFSET (SalveSession, device_kind),
  [PROP_NEEDLE_MM] = G_STRUCT_OFFSET (SalveSession, needle_mm),
  [PROP_DEVICE_NAME] = G_STRUCT_OFFSET (SalveSession, device_name),
  [PROP_DEVICE_SHELF_ID] = G_STRUCT_OFFSET (SalveSession, device_shelf_id),
  [PROP_NUMBING_PRODUCT] = G_STRUCT_OFFSET (SalveSession, numbing_product),
  [PROP_SOAK_BEFORE] = G_STRUCT_OFFSET (SalveSession, soak_before),
  [PROP_SOAK_BEFORE_STAMP] = G_STRUCT_OFFSET (SalveSession, soak_before_stamp),
  [PROP_SOAK_AFTER] = G_STRUCT_OFFSET (SalveSession, soak_after),
  [PROP_SOAK_AFTER_STAMP] = G_STRUCT_OFFSET (SalveSession, soak_after_stamp),
  [PROP_TEST_SPOT] = G_STRUCT_OFFSET (SalveSession, test_spot),
  [PROP_NUMBING_GRAMS] = G_STRUCT_OFFSET (SalveSession, numbing_grams),
  [PROP_NUMBING_CM2] = G_STRUCT_OFFSET (SalveSession, numbing_cm2),
  [PROP_NUMBING_MAX_MINUTES] = G_STRUCT_OFFSET (SalveSession, numbing_max_minutes),
  [PROP_UNNUMBED] = G_STRUCT_OFFSET (SalveSession, unnumbed),
  [PROP_NUMBING_PERCENT] = G_STRUCT_OFFSET (SalveSession, numbing_percent),
  [PROP_NUMBING_APPLIED] = G_STRUCT_OFFSET (SalveSession, numbing_applied),
  [PROP_NUMBING_STAMP] = G_STRUCT_OFFSET (SalveSession, numbing_stamp),
  [PROP_NUMBING_REMOVED] = G_STRUCT_OFFSET (SalveSession, numbing_removed),
  [PROP_SERUM_KIND] = G_STRUCT_OFFSET (SalveSession, serum_kind),
  [PROP_SERUM_PRODUCT] = G_STRUCT_OFFSET (SalveSession, serum_product),
  [PROP_PAIN] = G_STRUCT_OFFSET (SalveSession, pain),
  [PROP_ERYTHEMA] = G_STRUCT_OFFSET (SalveSession, erythema),
  [PROP_NOTES] = G_STRUCT_OFFSET (SalveSession, notes),
  [PROP_READ_ONLY] = G_STRUCT_OFFSET (SalveSession, read_only),
};

/* The same instant told in another time zone is another value: the offset is stored too. */
static gboolean
same_time (GDateTime *a,
           GDateTime *b)
{
  return g_date_time_equal (a, b) &&
         g_date_time_get_utc_offset (a) == g_date_time_get_utc_offset (b);
}

static gboolean
same_boxed (GType    type,
            gpointer a,
            gpointer b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return type == G_TYPE_STRV ? g_strv_equal (a, b) : same_time (a, b);
}

/* Each replaces a value and says whether it was another. */

static gboolean
replace_string (char       **field,
                const char  *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);
  return TRUE;
}

static gboolean
replace_boxed (gpointer *field,
               GType     type,
               gpointer  value)
{
  static char *no_words[] = { NULL };

  if (type == G_TYPE_STRV && value == NULL)
    value = no_words;
  if (same_boxed (type, *field, value))
    return FALSE;
  if (*field != NULL)
    g_boxed_free (type, *field);
  *field = value != NULL ? g_boxed_copy (type, value) : NULL;
  return TRUE;
}

static gboolean
replace_double (double *field,
                double  value)
{
  if (*field == value)
    return FALSE;
  *field = value;
  return TRUE;
}

static gboolean
replace_int (int *field,
             int  value)
{
  if (*field == value)
    return FALSE;
  *field = value;
  return TRUE;
}

static gboolean
replace (gpointer      field,
         const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return replace_string (field, g_value_get_string (value));
  if (G_VALUE_HOLDS_BOXED (value))
    return replace_boxed (field, G_VALUE_TYPE (value), g_value_get_boxed (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return replace_double (field, g_value_get_double (value));
  if (G_VALUE_HOLDS_ENUM (value))
    return replace_int (field, g_value_get_enum (value));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return replace_int (field, g_value_get_boolean (value));
  if (G_VALUE_HOLDS_UINT (value))
    return replace_int (field, (int) g_value_get_uint (value));
  return replace_int (field, g_value_get_int (value));
}

static void
salve_session_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  g_assert (prop_id > PROP_0 && prop_id < N_PROPS);

  if (replace (G_STRUCT_MEMBER_P (object, offsets[prop_id]), value))
    g_object_notify_by_pspec (object, pspec);
}

static void
salve_session_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  gpointer field;

  g_assert (prop_id > PROP_0 && prop_id < N_PROPS);

  field = G_STRUCT_MEMBER_P (object, offsets[prop_id]);
  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, *(char **) field);
  else if (G_VALUE_HOLDS_BOXED (value))
    g_value_set_boxed (value, *(gpointer *) field);
  else if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, *(double *) field);
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, *(int *) field);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, *(gboolean *) field);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, *(guint *) field);
  else
    g_value_set_int (value, *(int *) field);
}

static void
salve_session_finalize (GObject *object)
{
  SalveSession *self = SALVE_SESSION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->ended, g_date_time_unref);
  g_clear_pointer (&self->stopped_because, g_free);
  g_clear_pointer (&self->areas, g_strfreev);
  g_clear_pointer (&self->device_kind, g_free);
  g_clear_pointer (&self->device_name, g_free);
  g_clear_pointer (&self->device_shelf_id, g_free);
  g_clear_pointer (&self->soak_before, g_date_time_unref);
  g_clear_pointer (&self->soak_before_stamp, g_free);
  g_clear_pointer (&self->soak_after, g_date_time_unref);
  g_clear_pointer (&self->soak_after_stamp, g_free);
  g_clear_pointer (&self->numbing_product, g_free);
  g_clear_pointer (&self->numbing_applied, g_date_time_unref);
  g_clear_pointer (&self->numbing_stamp, g_free);
  g_clear_pointer (&self->numbing_removed, g_date_time_unref);
  g_clear_pointer (&self->serum_kind, g_free);
  g_clear_pointer (&self->serum_product, g_free);
  g_clear_pointer (&self->notes, g_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->passes, g_ptr_array_unref);
  g_clear_pointer (&self->aftercare, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->check_ins, g_ptr_array_unref);
  g_clear_object (&self->answers);
  g_clear_pointer (&self->source, json_object_unref);
  G_OBJECT_CLASS (salve_session_parent_class)->finalize (object);
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static void
init_strings (void)
{
  static const struct { guint prop; const char *name; } strings[] = {
    { PROP_ID, "id" },
    { PROP_STOPPED_BECAUSE, "stopped-because" },
    { PROP_DEVICE_KIND, "device-kind" },
    { PROP_DEVICE_NAME, "device-name" },
    { PROP_DEVICE_SHELF_ID, "device-shelf-id" },
    { PROP_SOAK_BEFORE_STAMP, "soak-before-stamp" },
    { PROP_SOAK_AFTER_STAMP, "soak-after-stamp" },
    { PROP_NUMBING_PRODUCT, "numbing-product" },
    { PROP_NUMBING_STAMP, "numbing-stamp" },
    { PROP_SERUM_KIND, "serum-kind" },
    { PROP_SERUM_PRODUCT, "serum-product" },
    { PROP_NOTES, "notes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    props[strings[i].prop] = g_param_spec_string (strings[i].name, NULL, NULL, NULL, FLAGS);
}

static void
init_times (void)
{
  static const struct { guint prop; const char *name; } times[] = {
    { PROP_STARTED, "started" },
    { PROP_ENDED, "ended" },
    { PROP_SOAK_BEFORE, "soak-before" },
    { PROP_SOAK_AFTER, "soak-after" },
    { PROP_NUMBING_APPLIED, "numbing-applied" },
    { PROP_NUMBING_REMOVED, "numbing-removed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    props[times[i].prop] = g_param_spec_boxed (times[i].name, NULL, NULL, G_TYPE_DATE_TIME, FLAGS);
}

static void
salve_session_class_init (SalveSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = salve_session_set_property;
  object_class->get_property = salve_session_get_property;
  object_class->finalize = salve_session_finalize;

  init_strings ();
  init_times ();
  props[PROP_FORMAT] =
    g_param_spec_uint ("format", NULL, NULL, 1, G_MAXINT, SALVE_SESSION_FORMAT, FLAGS);
  props[PROP_SETTING] =
    g_param_spec_enum ("setting", NULL, NULL, SALVE_TYPE_SETTING, SALVE_SETTING_HOME, FLAGS);
  props[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, SALVE_TYPE_OUTCOME, SALVE_OUTCOME_COMPLETED, FLAGS);
  props[PROP_AREAS] = g_param_spec_boxed ("areas", NULL, NULL, G_TYPE_STRV, FLAGS);
  props[PROP_NEEDLE_MM] =
    g_param_spec_double ("needle-mm", NULL, NULL, 0, SALVE_PROTOCOL_LONGEST_MM, 0, FLAGS);
  props[PROP_NUMBING_PERCENT] =
    g_param_spec_double ("numbing-percent", NULL, NULL, 0, 100, 0, FLAGS);
  props[PROP_NUMBING_GRAMS] =
    g_param_spec_double ("numbing-grams", NULL, NULL, 0, SALVE_SESSION_MAX_AMOUNT, 0, FLAGS);
  props[PROP_NUMBING_CM2] =
    g_param_spec_double ("numbing-cm2", NULL, NULL, 0, SALVE_SESSION_MAX_AMOUNT, 0, FLAGS);
  props[PROP_NUMBING_MAX_MINUTES] =
    g_param_spec_uint ("numbing-max-minutes", NULL, NULL, 0, SALVE_SESSION_MAX_AMOUNT, 0, FLAGS);
  props[PROP_UNNUMBED] = g_param_spec_boolean ("unnumbed", NULL, NULL, FALSE, FLAGS);
  props[PROP_TEST_SPOT] = g_param_spec_boolean ("test-spot", NULL, NULL, FALSE, FLAGS);
  props[PROP_PAIN] = g_param_spec_int ("pain", NULL, NULL, -1, 10, -1, FLAGS);
  props[PROP_ERYTHEMA] = g_param_spec_int ("erythema", NULL, NULL, -1, 4, -1, FLAGS);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, FLAGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
salve_session_init (SalveSession *self)
{
  self->format = SALVE_SESSION_FORMAT;
  self->id = g_uuid_string_random ();
  self->areas = g_new0 (char *, 1);
  self->pain = -1;
  self->erythema = -1;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_step_free);
  self->passes = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_pass_free);
  self->aftercare = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_limit_free);
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_check_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_event_free);
  self->check_ins = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_session_check_in_free);
  self->answers = salve_answers_new ();
}

/**
 * salve_session_new:
 * @setting: at home or at a clinic
 * @started: when it began
 *
 * Returns: (transfer full): a session with a new id and nothing else known
 */
SalveSession *
salve_session_new (SalveSetting  setting,
                   GDateTime    *started)
{
  g_return_val_if_fail (started != NULL, NULL);

  return g_object_new (SALVE_TYPE_SESSION, "setting", setting, "started", started, NULL);
}

/* What the session knows. NULL, -1 for a score and 0 for a length or a per cent mean unknown.
 * Lengths are in mm, per cent are of lidocaine, numbing cream is in g on cm², pain is 0 to 10, erythema (redness) 0 to 4. All
 * that is returned stays the session's: (transfer none). The lists may be changed in place. */
#define GETTER(Type, name, otherwise)                             \
  Type                                                            \
  salve_session_get_##name (SalveSession *self)                   \
  {                                                               \
    g_return_val_if_fail (SALVE_IS_SESSION (self), otherwise);    \
                                                                  \
    return (Type) self->name;                                     \
  }

GETTER (const char *, id, NULL)
GETTER (guint, format, 0)
GETTER (gboolean, read_only, FALSE)
GETTER (SalveSetting, setting, SALVE_SETTING_HOME)
GETTER (GDateTime *, started, NULL)
GETTER (GDateTime *, ended, NULL)
GETTER (SalveOutcome, outcome, SALVE_OUTCOME_COMPLETED)
GETTER (const char *, stopped_because, NULL)
GETTER (const char * const *, areas, NULL)
GETTER (const char *, device_kind, NULL)
GETTER (double, needle_mm, 0)
GETTER (const char *, device_name, NULL)
GETTER (const char *, device_shelf_id, NULL)
GETTER (GDateTime *, soak_before, NULL)
GETTER (const char *, soak_before_stamp, NULL)
GETTER (GDateTime *, soak_after, NULL)
GETTER (const char *, soak_after_stamp, NULL)
GETTER (gboolean, test_spot, FALSE)
GETTER (const char *, numbing_product, NULL)
GETTER (double, numbing_percent, 0)
GETTER (double, numbing_grams, 0)
GETTER (double, numbing_cm2, 0)
GETTER (guint, numbing_max_minutes, 0)
GETTER (gboolean, unnumbed, FALSE)
GETTER (GDateTime *, numbing_applied, NULL)
GETTER (const char *, numbing_stamp, NULL)
GETTER (GDateTime *, numbing_removed, NULL)
GETTER (const char *, serum_kind, NULL)
GETTER (const char *, serum_product, NULL)
GETTER (int, pain, -1)
GETTER (int, erythema, -1)
GETTER (const char *, notes, NULL)
GETTER (GPtrArray *, steps, NULL)
GETTER (GPtrArray *, passes, NULL)
GETTER (GPtrArray *, aftercare, NULL)
GETTER (GPtrArray *, checks, NULL)
GETTER (GPtrArray *, events, NULL)
GETTER (GPtrArray *, check_ins, NULL)
GETTER (SalveAnswers *, answers, NULL)

#undef GETTER

/**
 * salve_session_set_ended:
 * @self: a session
 * @ended: (nullable): when it ended
 */
void
salve_session_set_ended (SalveSession *self,
                         GDateTime    *ended)
{
  g_return_if_fail (SALVE_IS_SESSION (self));

  g_object_set (self, "ended", ended, NULL);
}

/**
 * salve_session_set_stopped:
 * @self: a session
 * @because: (nullable): the reason in the person's words
 *
 * Marks the session as stopped before its end.
 */
void
salve_session_set_stopped (SalveSession *self,
                           const char   *because)
{
  g_return_if_fail (SALVE_IS_SESSION (self));

  g_object_set (self, "outcome", SALVE_OUTCOME_STOPPED, "stopped-because", because, NULL);
}

/**
 * salve_session_set_areas:
 * @self: a session
 * @areas: (array zero-terminated=1) (nullable): ids of body areas
 */
void
salve_session_set_areas (SalveSession       *self,
                         const char * const *areas)
{
  g_return_if_fail (SALVE_IS_SESSION (self));

  g_object_set (self, "areas", areas, NULL);
}

/**
 * salve_session_count_passes:
 * @self: a session
 *
 * Returns: the passes over all areas and directions
 */
guint
salve_session_count_passes (SalveSession *self)
{
  guint sum = 0;

  g_return_val_if_fail (SALVE_IS_SESSION (self), 0);

  for (guint i = 0; i < self->passes->len; i++)
    sum += ((SalveSessionPass *) g_ptr_array_index (self->passes, i))->count;
  return sum;
}

/**
 * salve_session_touched_skin:
 * @self: a finished session
 *
 * A session that was ended by its questions, or stopped before the needles, changes nothing for the
 * skin. Of a visit to a clinic nobody counted the passes.
 *
 * Returns: whether needles touched the skin
 */
gboolean
salve_session_touched_skin (SalveSession *self)
{
  g_return_val_if_fail (SALVE_IS_SESSION (self), FALSE);

  return self->setting == SALVE_SETTING_CLINIC || self->aftercare->len > 0 || salve_session_count_passes (self) > 0;
}

JsonObject *
salve_session_get_source (SalveSession *self)
{
  g_return_val_if_fail (SALVE_IS_SESSION (self), NULL);

  return self->source;
}

void
salve_session_set_source (SalveSession *self,
                          JsonObject   *source)
{
  g_return_if_fail (SALVE_IS_SESSION (self));

  if (source != NULL)
    json_object_ref (source);
  g_clear_pointer (&self->source, json_object_unref);
  self->source = source;
}
