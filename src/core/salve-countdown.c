/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-countdown.h"

struct _SalveCountdown
{
  GObject   parent_instance;

  char     *restriction;
  gint64    begun;
  gint64    until;
  char    **areas;
};

G_DEFINE_FINAL_TYPE (SalveCountdown, salve_countdown, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RESTRICTION,
  PROP_BEGUN,
  PROP_UNTIL,
  PROP_AREAS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
salve_countdown_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveCountdown *self = SALVE_COUNTDOWN (object);

  switch (prop_id)
    {
    case PROP_RESTRICTION:
      g_value_set_string (value, self->restriction);
      break;
    case PROP_BEGUN:
      g_value_set_int64 (value, self->begun);
      break;
    case PROP_UNTIL:
      g_value_set_int64 (value, self->until);
      break;
    case PROP_AREAS:
      g_value_set_boxed (value, self->areas);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveCountdown *self = SALVE_COUNTDOWN (object);

  switch (prop_id)
    {
    case PROP_RESTRICTION:
      self->restriction = g_value_dup_string (value);
      break;
    case PROP_BEGUN:
      self->begun = g_value_get_int64 (value);
      break;
    case PROP_UNTIL:
      self->until = g_value_get_int64 (value);
      break;
    case PROP_AREAS:
      self->areas = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_countdown_finalize (GObject *object)
{
  SalveCountdown *self = SALVE_COUNTDOWN (object);

  g_clear_pointer (&self->restriction, g_free);
  g_clear_pointer (&self->areas, g_strfreev);

  G_OBJECT_CLASS (salve_countdown_parent_class)->finalize (object);
}

static void
salve_countdown_class_init (SalveCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_countdown_get_property;
  object_class->set_property = salve_countdown_set_property;
  object_class->finalize = salve_countdown_finalize;

  properties[PROP_RESTRICTION] = g_param_spec_string ("restriction", NULL, NULL, NULL, flags);
  properties[PROP_BEGUN] = g_param_spec_int64 ("begun", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_UNTIL] = g_param_spec_int64 ("until", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_AREAS] = g_param_spec_boxed ("areas", NULL, NULL, G_TYPE_STRV, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_countdown_init (SalveCountdown *self)
{
}

/**
 * salve_countdown_new:
 * @restriction: a restriction's id
 * @begun: when it began, in microseconds since 1970 UTC
 * @until: when it ends for the last of its areas
 * @areas: the ids of the areas it holds for
 *
 * Returns: (transfer full): a running restriction
 */
SalveCountdown *
salve_countdown_new (const char         *restriction,
                     gint64              begun,
                     gint64              until,
                     const char * const *areas)
{
  g_return_val_if_fail (restriction != NULL, NULL);

  return g_object_new (SALVE_TYPE_COUNTDOWN,
                       "restriction", restriction,
                       "begun", begun,
                       "until", until,
                       "areas", areas,
                       NULL);
}

/**
 * salve_countdown_get_restriction:
 * @self: a countdown
 *
 * Returns: the restriction's id, as records store it
 */
const char *
salve_countdown_get_restriction (SalveCountdown *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (self), NULL);

  return self->restriction;
}

/**
 * salve_countdown_get_begun:
 * @self: a countdown
 *
 * Returns: when the restriction began, in microseconds since 1970 UTC
 */
gint64
salve_countdown_get_begun (SalveCountdown *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (self), 0);

  return self->begun;
}

/**
 * salve_countdown_get_until:
 * @self: a countdown
 *
 * Returns: when the restriction ends for the last of its areas, in
 *   microseconds since 1970 UTC
 */
gint64
salve_countdown_get_until (SalveCountdown *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (self), 0);

  return self->until;
}

/**
 * salve_countdown_get_areas:
 * @self: a countdown
 *
 * Returns: (transfer none): the ids of the areas that it holds for
 */
const char * const *
salve_countdown_get_areas (SalveCountdown *self)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (self), NULL);

  return (const char * const *) self->areas;
}

/**
 * salve_countdown_equal:
 * @self: a countdown
 * @other: another
 *
 * Returns: whether they say the same
 */
gboolean
salve_countdown_equal (SalveCountdown *self,
                       SalveCountdown *other)
{
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (self), FALSE);
  g_return_val_if_fail (SALVE_IS_COUNTDOWN (other), FALSE);

  return g_str_equal (self->restriction, other->restriction)
         && self->begun == other->begun
         && self->until == other->until
         && g_strv_equal ((const char * const *) self->areas, (const char * const *) other->areas);
}
