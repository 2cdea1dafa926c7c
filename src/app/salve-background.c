/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-background.h"

#include <glib/gi18n.h>
#include <libportal-gtk4/portal-gtk4.h>

#define PORTAL "org.freedesktop.portal.Desktop"

struct _SalveBackground
{
  GObject               parent_instance;

  SalveSettings        *settings;
  gboolean              sandboxed;
  SalveBackgroundState  state;
  char                 *reason; /* of a failure */
  XdpPortal            *portal; /* made when first asked */
  guint                 watch;  /* of the portal's name, while it is asked */
  guint                 asked;  /* how often: a late answer to an earlier question counts no more */
};

G_DEFINE_ENUM_TYPE (SalveBackgroundState, salve_background_state,
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_UNNEEDED, "unneeded"),
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_UNASKED, "unasked"),
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_GRANTED, "granted"),
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SALVE_BACKGROUND_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (SalveBackground, salve_background, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SETTINGS,
  PROP_SANDBOXED,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  SalveBackground *self;
  guint            asked;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* What the desktop answered is known at the next start, too. */
static void
keep_answer (SalveBackground *self)
{
  if (self->state == SALVE_BACKGROUND_GRANTED)
    salve_settings_set_background (self->settings, "granted");
  else if (self->state == SALVE_BACKGROUND_REFUSED)
    salve_settings_set_background (self->settings, "refused");
}

static void
set_state (SalveBackground      *self,
           SalveBackgroundState  state,
           const char           *reason)
{
  if (state != SALVE_BACKGROUND_ASKING && self->watch != 0)
    {
      g_bus_unwatch_name (self->watch);
      self->watch = 0;
    }
  if (self->state == state && g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  self->state = state;
  keep_answer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* A portal that the person says no to answers in one of two ways. */
static void
on_answer (GObject      *portal,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Question) question = data;
  g_autoptr (GError) error = NULL;
  gboolean granted = xdp_portal_request_background_finish (XDP_PORTAL (portal), result, &error);
  SalveBackground *self = question->self;

  if (question->asked != self->asked || self->state != SALVE_BACKGROUND_ASKING)
    return;
  if (granted)
    set_state (self, SALVE_BACKGROUND_GRANTED, NULL);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, SALVE_BACKGROUND_REFUSED, NULL);
  else
    {
      g_dbus_error_strip_remote_error (error);
      set_state (self, SALVE_BACKGROUND_FAILED, error->message);
    }
}

/* It would never answer any more. */
static void
on_portal_vanished (GDBusConnection *bus,
                    const char      *name,
                    gpointer         data)
{
  /* Translators: a reason, within brackets. */
  set_state (data, SALVE_BACKGROUND_FAILED, _("its service for this has ended"));
}

/* Not before it is there: it is started by the question. */
static void
watch_portal (GDBusConnection *bus,
              const char      *name,
              const char      *owner,
              gpointer         data)
{
  SalveBackground *self = data;

  g_bus_unwatch_name (self->watch);
  self->watch = g_bus_watch_name_on_connection (bus, PORTAL, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                NULL, on_portal_vanished, self, NULL);
}

/* Both keys are always sent: without "autostart" the portal would delete the entry. The login is to start the
 * notifier by its command; D-Bus activation would start the application of this id, which is the window. */
static void
request (SalveBackground *self,
         GtkWindow       *window)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  XdpParent *parent = xdp_parent_new_gtk (window);
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->asked = ++self->asked;
  g_ptr_array_add (command, (gpointer) "salve-notifier");
  if (self->portal == NULL)
    self->portal = xdp_portal_new ();
  set_state (self, SALVE_BACKGROUND_ASKING, NULL);
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, PORTAL, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  watch_portal, NULL, self, NULL);
  /* Translators: in the desktop's question whether Salve may run in the background; up to 256 letters. */
  xdp_portal_request_background (self->portal, parent,
                                 _("Salve tells you when a wait is over, also while its window is closed."),
                                 command, XDP_BACKGROUND_FLAG_AUTOSTART, NULL, on_answer, question);
  xdp_parent_free (parent);
}

static void
salve_background_constructed (GObject *object)
{
  SalveBackground *self = SALVE_BACKGROUND (object);
  const char *kept;

  G_OBJECT_CLASS (salve_background_parent_class)->constructed (object);

  if (!self->sandboxed)
    return;
  kept = salve_settings_get_background (self->settings);
  if (g_str_equal (kept, "granted"))
    self->state = SALVE_BACKGROUND_GRANTED;
  else if (g_str_equal (kept, "refused"))
    self->state = SALVE_BACKGROUND_REFUSED;
  else
    self->state = SALVE_BACKGROUND_UNASKED;
}

static void
salve_background_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, SALVE_BACKGROUND (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_background_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveBackground *self = SALVE_BACKGROUND (object);

  switch (prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_SANDBOXED:
      self->sandboxed = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_background_finalize (GObject *object)
{
  SalveBackground *self = SALVE_BACKGROUND (object);

  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  g_clear_object (&self->portal);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (salve_background_parent_class)->finalize (object);
}

static void
salve_background_class_init (SalveBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_background_constructed;
  object_class->get_property = salve_background_get_property;
  object_class->set_property = salve_background_set_property;
  object_class->finalize = salve_background_finalize;

  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, SALVE_TYPE_SETTINGS, fixed);
  properties[PROP_SANDBOXED] = g_param_spec_boolean ("sandboxed", NULL, NULL, FALSE, fixed);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, SALVE_TYPE_BACKGROUND_STATE,
                                              SALVE_BACKGROUND_UNNEEDED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_background_init (SalveBackground *self)
{
}

SalveBackground *
salve_background_new (SalveSettings *settings)
{
  g_return_val_if_fail (SALVE_IS_SETTINGS (settings), NULL);

  return g_object_new (SALVE_TYPE_BACKGROUND,
                       "settings", settings,
                       "sandboxed", xdp_portal_running_under_sandbox (),
                       NULL);
}

SalveBackgroundState
salve_background_get_state (SalveBackground *self)
{
  g_return_val_if_fail (SALVE_IS_BACKGROUND (self), SALVE_BACKGROUND_UNNEEDED);

  return self->state;
}

/* Why nobody answered, or NULL. */
const char *
salve_background_get_reason (SalveBackground *self)
{
  g_return_val_if_fail (SALVE_IS_BACKGROUND (self), NULL);

  return self->reason;
}

/* For a click that makes something pend. A window without the focus asks nothing: its question would not be seen,
 * and some portals take that for a no, for good. What was granted is asked too, since that sets up the login. */
void
salve_background_ask (SalveBackground *self,
                      GtkWindow       *window)
{
  g_return_if_fail (SALVE_IS_BACKGROUND (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (self->state != SALVE_BACKGROUND_REFUSED)
    salve_background_ask_again (self, window);
}

/* For a click that asks for just this, also after a refusal. */
void
salve_background_ask_again (SalveBackground *self,
                            GtkWindow       *window)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SALVE_IS_BACKGROUND (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  if (self->state == SALVE_BACKGROUND_UNNEEDED || self->state == SALVE_BACKGROUND_ASKING
      || !gtk_window_is_active (window))
    return;
  /* libportal takes it for granted; the application has it open. */
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (bus != NULL)
    request (self, window);
  else
    set_state (self, SALVE_BACKGROUND_FAILED, error->message);
}
