/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-status.h"

#include <glib/gi18n.h>

#include "salve-clock.h"

#define PORTAL    "org.freedesktop.portal.Desktop"
#define PATH      "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Background"

/* The first version of the portal's interface that takes a status. */
#define VERSION 2

/* Until the portal has struck off the window, whose name has gone from the bus: it looks five seconds after one
 * of its programs has ended. */
#define GONE_SECONDS 10

struct _SalveStatus
{
  GObject          parent_instance;

  GDBusConnection *bus;
  GCancellable    *cancellable;
  gboolean         sandboxed;
  gboolean         looked;      /* for the portal's version */
  gboolean         usable;
  char            *words;       /* to be shown */
  guint            watch;       /* of the window's name */
  gboolean         window;      /* whether it is there */
  guint            again;       /* source */
};

G_DEFINE_FINAL_TYPE (SalveStatus, salve_status, G_TYPE_OBJECT)

static void
on_sent (GObject      *bus,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  if (reply == NULL)
    g_debug ("The desktop takes no status: %s", error->message);
}

/* Without a message the desktop says something of its own. */
static void
send (SalveStatus *self)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  if (self->words != NULL)
    g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (self->words));
  g_dbus_connection_call (self->bus, PORTAL, PATH, INTERFACE, "SetStatus", g_variant_new ("(a{sv})", &options),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_sent, NULL);
}

/* The portal gives the words to one of the programs that run under our name. That may have been the window, and
 * then they have gone with it. */
static gboolean
send_again (gpointer data)
{
  SalveStatus *self = data;

  self->again = 0;
  if (self->usable)
    send (self);

  return G_SOURCE_REMOVE;
}

static void
on_window_appeared (GDBusConnection *bus,
                    const char      *name,
                    const char      *owner,
                    gpointer         data)
{
  ((SalveStatus *) data)->window = TRUE;
}

static void
on_window_vanished (GDBusConnection *bus,
                    const char      *name,
                    gpointer         data)
{
  SalveStatus *self = data;

  if (self->window && self->again == 0)
    self->again = g_timeout_add_seconds (GONE_SECONDS, send_again, self);
  self->window = FALSE;
}

static void
on_version (GObject      *bus,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);
  g_autoptr (GVariant) version = NULL;
  SalveStatus *self = data;

  /* Cancelled, it is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL)
    g_variant_get (reply, "(v)", &version);
  self->usable = version != NULL && g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32)
                 && g_variant_get_uint32 (version) >= VERSION;
  if (self->usable)
    send (self);
}

static void
look (SalveStatus *self)
{
  self->looked = TRUE;
  self->watch = g_bus_watch_name_on_connection (self->bus, SALVE_APP_ID, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                on_window_appeared, on_window_vanished, self, NULL);
  g_dbus_connection_call (self->bus, PORTAL, PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, "version"), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_version, self);
}

static void
salve_status_finalize (GObject *object)
{
  SalveStatus *self = SALVE_STATUS (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (salve_status_parent_class)->finalize (object);
}

static void
salve_status_class_init (SalveStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_status_finalize;
}

static void
salve_status_init (SalveStatus *self)
{
  self->cancellable = g_cancellable_new ();
  self->sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

SalveStatus *
salve_status_new (GDBusConnection *bus)
{
  SalveStatus *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);

  self = g_object_new (SALVE_TYPE_STATUS, NULL);
  self->bus = g_object_ref (bus);

  return self;
}

/* What the list is to say, or NULL for nothing. A day by its name stays right until it has come; "tomorrow"
 * would need somebody awake at midnight. */
char *
salve_status_words (gint64 next,
                    gint64 now)
{
  g_autoptr (GDateTime) end = NULL;

  if (next == SALVE_CLOCK_NEVER)
    return NULL;
  end = g_date_time_new_from_unix_local (next / G_USEC_PER_SEC);
  if (end == NULL)
    return NULL;
  if (next - now < 6 * G_TIME_SPAN_DAY)
    /* Translators: in the desktop's list of what runs in the background, in strftime's terms:
     * "Next end: Tuesday, 18:30". At most 95 letters, and nothing of the body or the treatment. */
    return g_date_time_format (end, _("Next end: %A, %H:%M"));

  /* Translators: the same for a day further away: "Next end: 6 December, 18:30". */
  return g_date_time_format (end, _("Next end: %-d %B, %H:%M"));
}

/* Tells the desktop when the next wait ends; SALVE_CLOCK_NEVER for nothing. Outside a sandbox, and where the
 * portal takes no status, nothing is done. */
void
salve_status_show (SalveStatus *self,
                   gint64       next,
                   gint64       now)
{
  g_autofree char *words = NULL;

  g_return_if_fail (SALVE_IS_STATUS (self));

  if (!self->sandboxed)
    return;
  words = salve_status_words (next, now);
  if (self->looked && g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&words);
  if (!self->looked)
    look (self);
  else if (self->usable)
    send (self);
}
