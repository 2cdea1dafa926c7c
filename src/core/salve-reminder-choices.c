/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-reminder-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-clock.h"
#include "salve-json.h"
#include "salve-protocol.h"

struct _SalveReminderChoices
{
  GObject     parent_instance;

  gboolean    moisturise;
  gboolean    check_ins;
  gboolean    area_ready;
  gboolean    discreet;
  guint       quiet_from;  /* minutes of the local day; the same as the other where nothing is quiet */
  guint       quiet_until;
  JsonObject *source;      /* what it was read from, with what is not known here */
};

G_DEFINE_FINAL_TYPE (SalveReminderChoices, salve_reminder_choices, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MOISTURISE,
  PROP_CHECK_INS,
  PROP_AREA_READY,
  PROP_DISCREET,
  PROP_QUIET_FROM,
  PROP_QUIET_UNTIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  guint       prop;
  gsize       offset;
  const char *member;
} switches[] = {
  { PROP_MOISTURISE, G_STRUCT_OFFSET (SalveReminderChoices, moisturise), "moisturise" },
  { PROP_CHECK_INS, G_STRUCT_OFFSET (SalveReminderChoices, check_ins), "check_ins" },
  { PROP_AREA_READY, G_STRUCT_OFFSET (SalveReminderChoices, area_ready), "area_ready" },
  { PROP_DISCREET, G_STRUCT_OFFSET (SalveReminderChoices, discreet), "discreet" },
};

static const struct
{
  guint       prop;
  gsize       offset;
  const char *member;
} times[] = {
  { PROP_QUIET_FROM, G_STRUCT_OFFSET (SalveReminderChoices, quiet_from), "quiet_from" },
  { PROP_QUIET_UNTIL, G_STRUCT_OFFSET (SalveReminderChoices, quiet_until), "quiet_until" },
};

/* The clock on the wall */

static guint
get_minute (gint64     instant,
            GTimeZone *zone,
            GTimeSpan *offset)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (there == NULL)
    return 0;
  if (offset != NULL)
    *offset = g_date_time_get_utc_offset (there);

  return (guint) (g_date_time_get_hour (there) * 60 + g_date_time_get_minute (there));
}

/* From the one time to the other, forward. */
static guint
count_minutes (guint from,
               guint until)
{
  return (until + SALVE_REMINDER_CHOICES_MINUTES - from) % SALVE_REMINDER_CHOICES_MINUTES;
}

static gint64
begin_of_minute (gint64 instant)
{
  return instant - instant % G_TIME_SPAN_MINUTE;
}

/* The end of the quiet hours in which an instant lies, in one step; not in a night in which the clocks
 * change. */
static gboolean
find_end (SalveReminderChoices *self,
          gint64                instant,
          GTimeZone            *zone,
          gint64               *end)
{
  GTimeSpan before = 0, after = 0;
  guint minute = get_minute (instant, zone, &before);

  *end = begin_of_minute (instant) + count_minutes (minute, self->quiet_until) * G_TIME_SPAN_MINUTE;
  get_minute (*end, zone, &after);

  return before == after;
}

/* JSON */

/* "21:00", which is one way only to tell a time. */
static gboolean
parse_minute (const char  *member,
              const char  *text,
              guint       *minute,
              GError     **error)
{
  if (strlen (text) != 5 || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':'
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not a time such as 21:00"), member);
  *minute = (guint) ((text[0] - '0') * 10 + text[1] - '0') * 60 + (guint) ((text[3] - '0') * 10 + text[4] - '0');
  if (*minute >= SALVE_REMINDER_CHOICES_MINUTES || text[3] > '5')
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not a time such as 21:00"), member);

  return TRUE;
}

static gboolean
read_minute (JsonObject  *object,
             const char  *member,
             guint       *minute,
             GError     **error)
{
  const char *text = NULL;

  return salve_json_get_string (object, member, &text, error)
         && (text == NULL || parse_minute (member, text, minute, error));
}

/* GObject */

static void
salve_reminder_choices_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (switches[i].prop == prop_id)
      g_value_set_boolean (value, G_STRUCT_MEMBER (gboolean, object, switches[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (times[i].prop == prop_id)
      g_value_set_uint (value, G_STRUCT_MEMBER (guint, object, times[i].offset));
}

static void
salve_reminder_choices_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (switches[i].prop == prop_id)
      {
        changed = G_STRUCT_MEMBER (gboolean, object, switches[i].offset) != g_value_get_boolean (value);
        G_STRUCT_MEMBER (gboolean, object, switches[i].offset) = g_value_get_boolean (value);
      }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (times[i].prop == prop_id)
      {
        changed = G_STRUCT_MEMBER (guint, object, times[i].offset) != g_value_get_uint (value);
        G_STRUCT_MEMBER (guint, object, times[i].offset) = g_value_get_uint (value);
      }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
salve_reminder_choices_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_REMINDER_CHOICES (object)->source, json_object_unref);

  G_OBJECT_CLASS (salve_reminder_choices_parent_class)->finalize (object);
}

static void
salve_reminder_choices_class_init (SalveReminderChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const guint last = SALVE_REMINDER_CHOICES_MINUTES - 1;

  object_class->get_property = salve_reminder_choices_get_property;
  object_class->set_property = salve_reminder_choices_set_property;
  object_class->finalize = salve_reminder_choices_finalize;

  properties[PROP_MOISTURISE] = g_param_spec_boolean ("moisturise", NULL, NULL, TRUE, flags);
  properties[PROP_CHECK_INS] = g_param_spec_boolean ("check-ins", NULL, NULL, TRUE, flags);
  properties[PROP_AREA_READY] = g_param_spec_boolean ("area-ready", NULL, NULL, TRUE, flags);
  properties[PROP_DISCREET] = g_param_spec_boolean ("discreet", NULL, NULL, FALSE, flags);
  properties[PROP_QUIET_FROM] =
    g_param_spec_uint ("quiet-from", NULL, NULL, 0, last, SALVE_PROTOCOL_QUIET_FROM_MINUTES, flags);
  properties[PROP_QUIET_UNTIL] =
    g_param_spec_uint ("quiet-until", NULL, NULL, 0, last, SALVE_PROTOCOL_QUIET_UNTIL_MINUTES, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_reminder_choices_init (SalveReminderChoices *self)
{
  self->moisturise = TRUE;
  self->check_ins = TRUE;
  self->area_ready = TRUE;
  self->quiet_from = SALVE_PROTOCOL_QUIET_FROM_MINUTES;
  self->quiet_until = SALVE_PROTOCOL_QUIET_UNTIL_MINUTES;
}

/**
 * salve_reminder_choices_new:
 *
 * Returns: (transfer full): everything on, with the usual quiet hours
 */
SalveReminderChoices *
salve_reminder_choices_new (void)
{
  return g_object_new (SALVE_TYPE_REMINDER_CHOICES, NULL);
}

/* What the person wants; quiet hours are in minutes of the local day, and the same twice where
 * nothing is quiet. */
#define GETTER(Type, name)                                        \
  Type                                                            \
  salve_reminder_choices_get_##name (SalveReminderChoices *self)  \
  {                                                               \
    g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (self), 0);   \
                                                                  \
    return self->name;                                            \
  }

GETTER (gboolean, moisturise)
GETTER (gboolean, check_ins)
GETTER (gboolean, area_ready)
GETTER (gboolean, discreet)
GETTER (guint, quiet_from)
GETTER (guint, quiet_until)

#undef GETTER

/**
 * salve_reminder_choices_is_quiet:
 * @self: the choices
 * @instant: an instant, in microseconds since 1970 UTC
 * @zone: where the person is
 *
 * Returns: whether a reminder has to wait then
 */
gboolean
salve_reminder_choices_is_quiet (SalveReminderChoices *self,
                                 gint64                instant,
                                 GTimeZone            *zone)
{
  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (self), FALSE);
  g_return_val_if_fail (zone != NULL, FALSE);

  return count_minutes (self->quiet_from, get_minute (instant, zone, NULL))
         < count_minutes (self->quiet_from, self->quiet_until);
}

/**
 * salve_reminder_choices_wait:
 * @self: the choices
 * @instant: when a reminder is due, in microseconds since 1970 UTC
 * @zone: where the person is
 *
 * Returns: when it may come: at once, or the first minute after the quiet hours by the clock on the
 *   wall, also on a night in which the clocks change
 */
gint64
salve_reminder_choices_wait (SalveReminderChoices *self,
                             gint64                instant,
                             GTimeZone            *zone)
{
  gint64 end;

  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (self), instant);
  g_return_val_if_fail (zone != NULL, instant);

  if (!salve_reminder_choices_is_quiet (self, instant, zone))
    return instant;
  if (find_end (self, instant, zone, &end))
    return end;
  for (end = begin_of_minute (instant); salve_reminder_choices_is_quiet (self, end, zone);)
    end += G_TIME_SPAN_MINUTE;

  return end;
}

/**
 * salve_reminder_choices_read:
 * @self: the choices
 * @object: what may hold them; kept, with what is not known here
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * What is missing is as in new choices. After an error nothing has changed.
 *
 * Returns: whether it could be read
 */
gboolean
salve_reminder_choices_read (SalveReminderChoices  *self,
                             JsonObject            *object,
                             GError               **error)
{
  g_autoptr (SalveReminderChoices) fresh = NULL;

  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (self), FALSE);
  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fresh = salve_reminder_choices_new ();
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (!salve_json_get_boolean (object, switches[i].member,
                                 &G_STRUCT_MEMBER (gboolean, fresh, switches[i].offset), error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (!read_minute (object, times[i].member, &G_STRUCT_MEMBER (guint, fresh, times[i].offset), error))
      return FALSE;

  g_object_set (self,
                "moisturise", fresh->moisturise,
                "check-ins", fresh->check_ins,
                "area-ready", fresh->area_ready,
                "discreet", fresh->discreet,
                "quiet-from", fresh->quiet_from,
                "quiet-until", fresh->quiet_until,
                NULL);
  json_object_ref (object);
  g_clear_pointer (&self->source, json_object_unref);
  self->source = object;

  return TRUE;
}

/**
 * salve_reminder_choices_write:
 * @self: the choices
 *
 * Returns: (transfer full): an object that holds them, with what was not known of the one they were
 *   read from
 */
JsonObject *
salve_reminder_choices_write (SalveReminderChoices *self)
{
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (self), NULL);

  object = self->source != NULL ? salve_json_copy (self->source) : json_object_new ();
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    json_object_set_boolean_member (object, switches[i].member,
                                    G_STRUCT_MEMBER (gboolean, self, switches[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      guint minute = G_STRUCT_MEMBER (guint, self, times[i].offset);
      g_autofree char *text = g_strdup_printf ("%02u:%02u", minute / 60, minute % 60);

      salve_json_set_string (object, times[i].member, text);
    }

  return g_steal_pointer (&object);
}
