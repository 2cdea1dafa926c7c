/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-announcer.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

#define DAEMON_NAME "org.freedesktop.Notifications"
#define DAEMON_PATH "/org/freedesktop/Notifications"
#define PATIENCE_MS 5000
#define TAG_KEY     "salve-tag"

/* In characters. */
#define TITLE_MAX 200
#define BODY_MAX  1000

struct _SalveAnnouncer
{
  GObject           parent_instance;

  GDBusConnection  *bus;
  GHashTable       *open;         /* tag -> NotifyNotification */
  char            **capabilities; /* NULL before a daemon was asked */
  guint             watch;
};

G_DEFINE_FINAL_TYPE (SalveAnnouncer, salve_announcer, G_TYPE_OBJECT)

enum
{
  SIGNAL_AVAILABLE,
  SIGNAL_ACTIVATED,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Asks once a daemon. This starts one that the bus knows how to start; libnotify's own call would
 * complain in the journal where there is none. */
static gboolean
find_capabilities (SalveAnnouncer  *self,
                   GError         **error)
{
  g_autoptr (GVariant) reply = NULL;

  if (self->capabilities != NULL)
    return TRUE;
  reply = g_dbus_connection_call_sync (self->bus, DAEMON_NAME, DAEMON_PATH, DAEMON_NAME, "GetCapabilities",
                                       NULL, G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE,
                                       PATIENCE_MS, NULL, error);
  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(^as)", &self->capabilities);

  return TRUE;
}

static gboolean
can (SalveAnnouncer *self,
     const char     *capability)
{
  return g_strv_contains ((const char * const *) self->capabilities, capability);
}

static void
on_activated (NotifyNotification *notification,
              char               *action,
              gpointer            data)
{
  const char *token = notify_notification_get_activation_token (notification);

  g_signal_emit (data, signals[SIGNAL_ACTIVATED], 0, token);
}

static void
on_closed (SalveAnnouncer     *self,
           NotifyNotification *notification)
{
  const char *tag = g_object_get_data (G_OBJECT (notification), TAG_KEY);

  if (g_hash_table_lookup (self->open, tag) != notification)
    return;
  g_hash_table_remove (self->open, tag);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* A record may hold anything, and some daemons lay out all that they are given. */
static char *
shorten (const char *text,
         glong       longest)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= longest)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, longest);

  return g_strconcat (start, "…", NULL);
}

/* Only a body is markup, and only for a daemon that says so; a title never is. */
static NotifyNotification *
make_notification (SalveAnnouncer          *self,
                   const SalveAnnouncement *announcement)
{
  g_autofree char *title = shorten (announcement->title, TITLE_MAX);
  g_autofree char *body = shorten (announcement->body, BODY_MAX);
  g_autofree char *escaped = can (self, "body-markup") ? g_markup_escape_text (body, -1) : NULL;
  NotifyNotification *notification;

  notification = notify_notification_new (title, escaped != NULL ? escaped : body, SALVE_APP_ID);
  notify_notification_set_category (notification, "reminder");
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (SALVE_APP_ID));
  notify_notification_set_urgency (notification, announcement->critical ? NOTIFY_URGENCY_CRITICAL
                                                                        : NOTIFY_URGENCY_NORMAL);
  if (announcement->critical)
    notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  if (can (self, "actions"))
    /* Translators: the action of a notification. */
    notify_notification_add_action (notification, "default", _("Open Salve"), on_activated, self, NULL);
  g_object_set_data_full (G_OBJECT (notification), TAG_KEY, g_strdup (announcement->tag), g_free);

  return notification;
}

static void
on_name_appeared (GDBusConnection *bus,
                  const char      *name,
                  const char      *owner,
                  gpointer         data)
{
  SalveAnnouncer *self = data;

  g_clear_pointer (&self->capabilities, g_strfreev);
  g_signal_emit (self, signals[SIGNAL_AVAILABLE], 0);
}

/* What a daemon showed went with it, and it will not tell. */
static void
on_name_vanished (GDBusConnection *bus,
                  const char      *name,
                  gpointer         data)
{
  SalveAnnouncer *self = data;

  g_clear_pointer (&self->capabilities, g_strfreev);
  if (g_hash_table_size (self->open) == 0)
    return;
  g_hash_table_remove_all (self->open);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
salve_announcer_dispose (GObject *object)
{
  SalveAnnouncer *self = SALVE_ANNOUNCER (object);

  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  g_hash_table_remove_all (self->open);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (salve_announcer_parent_class)->dispose (object);
}

static void
salve_announcer_finalize (GObject *object)
{
  SalveAnnouncer *self = SALVE_ANNOUNCER (object);

  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_pointer (&self->capabilities, g_strfreev);

  G_OBJECT_CLASS (salve_announcer_parent_class)->finalize (object);
}

static void
salve_announcer_class_init (SalveAnnouncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_announcer_dispose;
  object_class->finalize = salve_announcer_finalize;

  signals[SIGNAL_AVAILABLE] =
    g_signal_new ("available", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_announcer_init (SalveAnnouncer *self)
{
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (!notify_is_initted ())
    notify_init (_("Salve"));
}

/* `bus` is the person's session bus. */
SalveAnnouncer *
salve_announcer_new (GDBusConnection *bus)
{
  SalveAnnouncer *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);

  self = g_object_new (SALVE_TYPE_ANNOUNCER, NULL);
  self->bus = g_object_ref (bus);
  self->watch = g_bus_watch_name_on_connection (bus, DAEMON_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                on_name_appeared, on_name_vanished, self, NULL);

  return self;
}

guint
salve_announcer_get_n_open (SalveAnnouncer *self)
{
  g_return_val_if_fail (SALVE_IS_ANNOUNCER (self), 0);

  return g_hash_table_size (self->open);
}

/* Returns once the daemon has taken it. libnotify waits for that with GDBus's default timeout of
 * 25 s: a slow daemon makes later announcements late, which the clock then notices, and one that
 * never answers counts as absent. Nothing else in this process waits for anybody. */
gboolean
salve_announcer_show (SalveAnnouncer           *self,
                      const SalveAnnouncement  *announcement,
                      GError                  **error)
{
  g_autoptr (GObject) notification = NULL;

  g_return_val_if_fail (SALVE_IS_ANNOUNCER (self), FALSE);
  g_return_val_if_fail (announcement != NULL && announcement->tag != NULL, FALSE);

  if (!find_capabilities (self, error))
    return FALSE;
  notification = G_OBJECT (make_notification (self, announcement));
  if (!notify_notification_show (NOTIFY_NOTIFICATION (notification), error))
    return FALSE;

  g_signal_connect_object (notification, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  salve_announcer_withdraw (self, announcement->tag);
  g_hash_table_insert (self->open, g_strdup (announcement->tag), g_steal_pointer (&notification));

  return TRUE;
}

/* Takes the notification of that tag from the screen, if it is still there. */
void
salve_announcer_withdraw (SalveAnnouncer *self,
                          const char     *tag)
{
  g_autoptr (GObject) notification = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SALVE_IS_ANNOUNCER (self));
  g_return_if_fail (tag != NULL);

  notification = g_hash_table_lookup (self->open, tag);
  if (notification == NULL)
    return;
  g_object_ref (notification);
  g_hash_table_remove (self->open, tag);
  if (!notify_notification_close (NOTIFY_NOTIFICATION (notification), &error))
    g_debug ("A notification could not be withdrawn: %s", error->message);
}
