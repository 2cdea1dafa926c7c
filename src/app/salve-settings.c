/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-settings.h"

struct _SalveSettings
{
  GObject    parent_instance;

  gboolean   looked;    /* for the schema */
  GSettings *store;     /* NULL where there is no schema */
  gboolean   sounds;
  char      *pedal_key;
  char      *background;
};

G_DEFINE_FINAL_TYPE (SalveSettings, salve_settings, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SOUNDS,
  PROP_PEDAL_KEY,
  PROP_BACKGROUND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* GLib ends a program that asks for a schema or a key that is not installed, so they are looked for. */
static GSettings *
open_store (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SALVE_APP_ID, TRUE);
  if (schema == NULL)
    return NULL;
  for (guint i = PROP_SOUNDS; i < N_PROPS; i++)
    if (!g_settings_schema_has_key (schema, properties[i]->name))
      return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

static void
look (SalveSettings *self)
{
  if (self->looked)
    return;
  self->looked = TRUE;
  self->store = open_store ();
  if (self->store == NULL)
    return;
  g_settings_bind (self->store, "sounds", self, "sounds", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->store, "pedal-key", self, "pedal-key", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->store, "background", self, "background", G_SETTINGS_BIND_DEFAULT);
}

static void
salve_settings_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SalveSettings *self = SALVE_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_SOUNDS:
      g_value_set_boolean (value, salve_settings_get_sounds (self));
      break;
    case PROP_PEDAL_KEY:
      g_value_set_string (value, salve_settings_get_pedal_key (self));
      break;
    case PROP_BACKGROUND:
      g_value_set_string (value, salve_settings_get_background (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_settings_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SalveSettings *self = SALVE_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_SOUNDS:
      salve_settings_set_sounds (self, g_value_get_boolean (value));
      break;
    case PROP_PEDAL_KEY:
      salve_settings_set_pedal_key (self, g_value_get_string (value));
      break;
    case PROP_BACKGROUND:
      salve_settings_set_background (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_settings_finalize (GObject *object)
{
  SalveSettings *self = SALVE_SETTINGS (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->pedal_key, g_free);
  g_clear_pointer (&self->background, g_free);

  G_OBJECT_CLASS (salve_settings_parent_class)->finalize (object);
}

static void
salve_settings_class_init (SalveSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags kept = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_settings_get_property;
  object_class->set_property = salve_settings_set_property;
  object_class->finalize = salve_settings_finalize;

  properties[PROP_SOUNDS] = g_param_spec_boolean ("sounds", NULL, NULL, TRUE, kept);
  properties[PROP_PEDAL_KEY] = g_param_spec_string ("pedal-key", NULL, NULL, "", kept);
  properties[PROP_BACKGROUND] = g_param_spec_string ("background", NULL, NULL, "unasked", kept);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_settings_init (SalveSettings *self)
{
  self->sounds = TRUE;
  self->pedal_key = g_strdup ("");
  self->background = g_strdup ("unasked");
}

SalveSettings *
salve_settings_new (void)
{
  return g_object_new (SALVE_TYPE_SETTINGS, NULL);
}

gboolean
salve_settings_get_sounds (SalveSettings *self)
{
  g_return_val_if_fail (SALVE_IS_SETTINGS (self), TRUE);

  look (self);

  return self->sounds;
}

void
salve_settings_set_sounds (SalveSettings *self,
                           gboolean       sounds)
{
  g_return_if_fail (SALVE_IS_SETTINGS (self));

  look (self);
  if (self->sounds == sounds)
    return;
  self->sounds = sounds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOUNDS]);
}

/* The name of the key that the pedal sends, as gdk_keyval_name() gives it; "" for none. */
const char *
salve_settings_get_pedal_key (SalveSettings *self)
{
  g_return_val_if_fail (SALVE_IS_SETTINGS (self), "");

  look (self);

  return self->pedal_key;
}

void
salve_settings_set_pedal_key (SalveSettings *self,
                              const char    *pedal_key)
{
  g_return_if_fail (SALVE_IS_SETTINGS (self));

  look (self);
  if (pedal_key == NULL)
    pedal_key = "";
  if (g_str_equal (self->pedal_key, pedal_key))
    return;
  g_free (self->pedal_key);
  self->pedal_key = g_strdup (pedal_key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEDAL_KEY]);
}

/* What the desktop said to the question whether Salve may run in the background: "unasked", "granted" or
 * "refused". */
const char *
salve_settings_get_background (SalveSettings *self)
{
  g_return_val_if_fail (SALVE_IS_SETTINGS (self), "unasked");

  look (self);

  return self->background;
}

void
salve_settings_set_background (SalveSettings *self,
                               const char    *background)
{
  g_return_if_fail (SALVE_IS_SETTINGS (self));
  g_return_if_fail (background != NULL);

  look (self);
  if (g_str_equal (self->background, background))
    return;
  g_free (self->background);
  self->background = g_strdup (background);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKGROUND]);
}
