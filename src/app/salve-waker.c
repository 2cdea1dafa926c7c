/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-waker.h"

#include <glib/gi18n.h>

#define NOTIFIER_PATH "/io/github/salve/Salve/Notifier"

struct _SalveWaker
{
  GObject          parent_instance;

  GApplication    *application; /* weak; whose bus it is. NULL before it has a window */
  SalveStore      *store;
  SalveAftercare  *aftercare;
  SalveProfile    *profile;
  SalveBackground *background;
};

G_DEFINE_FINAL_TYPE (SalveWaker, salve_waker, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_APPLICATION,
  PROP_STORE,
  PROP_AFTERCARE,
  PROP_PROFILE,
  PROP_BACKGROUND,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
on_answered (GObject      *bus,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (SalveWaker) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  if (reply == NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
fail_without_bus (SalveWaker *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, _("There is no session bus."));

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
on_profile_changed (SalveWaker *self)
{
  gboolean planned = salve_profile_get_planned (self->profile) != NULL && salve_profile_get_remind (self->profile);

  /* Nothing else may be pending, and then nobody runs who could remind. */
  if (planned || g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    salve_waker_wake (self);
}

/* Allowed at last: the one that the desktop ended is started again. */
static void
on_background_changed (SalveWaker *self)
{
  if (salve_background_get_state (self->background) == SALVE_BACKGROUND_GRANTED && salve_waker_is_needed (self))
    salve_waker_wake (self);
}

static void
salve_waker_constructed (GObject *object)
{
  SalveWaker *self = SALVE_WAKER (object);

  G_OBJECT_CLASS (salve_waker_parent_class)->constructed (object);

  g_signal_connect_object (self->profile, "changed", G_CALLBACK (on_profile_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->background, "notify::state", G_CALLBACK (on_background_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
salve_waker_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SalveWaker *self = SALVE_WAKER (object);

  switch (prop_id)
    {
    case PROP_APPLICATION:
      g_set_weak_pointer (&self->application, g_value_get_object (value));
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_AFTERCARE:
      self->aftercare = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_BACKGROUND:
      self->background = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_waker_dispose (GObject *object)
{
  SalveWaker *self = SALVE_WAKER (object);

  g_clear_object (&self->background);
  g_clear_object (&self->profile);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (salve_waker_parent_class)->dispose (object);
}

static void
salve_waker_class_init (SalveWakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags fixed = given | G_PARAM_CONSTRUCT_ONLY;

  object_class->constructed = salve_waker_constructed;
  object_class->set_property = salve_waker_set_property;
  object_class->dispose = salve_waker_dispose;

  properties[PROP_APPLICATION] = g_param_spec_object ("application", NULL, NULL, G_TYPE_APPLICATION, given);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_AFTERCARE] = g_param_spec_object ("aftercare", NULL, NULL, SALVE_TYPE_AFTERCARE, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, fixed);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", SALVE_TYPE_WAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
salve_waker_init (SalveWaker *self)
{
}

SalveWaker *
salve_waker_new (SalveStore      *store,
                 SalveAftercare  *aftercare,
                 SalveProfile    *profile,
                 SalveBackground *background)
{
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (SALVE_IS_AFTERCARE (aftercare), NULL);
  g_return_val_if_fail (SALVE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (SALVE_IS_BACKGROUND (background), NULL);

  return g_object_new (SALVE_TYPE_WAKER,
                       "store", store,
                       "aftercare", aftercare,
                       "profile", profile,
                       "background", background,
                       NULL);
}

/* Whether a restriction runs, whose end is to be announced. */
gboolean
salve_waker_is_needed (SalveWaker *self)
{
  g_return_val_if_fail (SALVE_IS_WAKER (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->aftercare)) > 0;
}

void
salve_waker_wake (SalveWaker *self)
{
  GDBusConnection *bus;

  g_return_if_fail (SALVE_IS_WAKER (self));

  if (self->application == NULL)
    return;
  bus = g_application_get_dbus_connection (self->application);
  if (bus == NULL)
    fail_without_bus (self);
  else
    g_dbus_connection_call (bus, SALVE_NOTIFIER_ID, NOTIFIER_PATH, "org.freedesktop.Application", "Activate",
                            g_variant_new ("(a{sv})", NULL), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                            on_answered, g_object_ref (self));
}
