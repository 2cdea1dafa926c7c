/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-announcer.h"

#include <glib/gi18n.h>
#include "salve-announcement.h"
#include "salve-receipt.h"

#define DAEMON_NAME "org.freedesktop.Notifications"
#define DAEMON_PATH "/org/freedesktop/Notifications"

/* For how long a daemon that has answered is taken to be awake. */
#define AWAKE G_TIME_SPAN_SECOND

/* So many daemons may be started anew after one died over what it was sent. One that comes by itself
 * is always tried. */
#define MAX_DEATHS 2

struct _SalveAnnouncer
{
  GObject           parent_instance;

  GDBusConnection  *bus;
  SalveOpenList    *open;
  char             *owner;        /* the daemon's own name on the bus; NULL without one */
  char            **capabilities;
  GCancellable     *asking;       /* while the daemon is asked */
  gint64            answered;     /* when it last answered, monotonic; 0 if it never did */
  SalveReceipt     *receipt;
  char             *queued;       /* tag of the one that lies in its queue, or NULL */
  guint             deaths;       /* of daemons that had one in their queue, in a row */
  char             *token;        /* to come to the front with, for the action that follows */
  guint32           token_id;
  guint             subscription;
  guint             watch;
};

G_DEFINE_FINAL_TYPE (SalveAnnouncer, salve_announcer, G_TYPE_OBJECT)

enum
{
  SIGNAL_AVAILABLE,
  SIGNAL_SETTLED,
  SIGNAL_ACTIVATED,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
close_id (SalveAnnouncer *self,
          guint32         id)
{
  g_dbus_connection_call (self->bus, self->owner, DAEMON_PATH, DAEMON_NAME, "CloseNotification",
                          g_variant_new ("(u)", id), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

/* The daemon shows it under that number, instead of an earlier one of the same tag. */
static void
take_number (SalveAnnouncer *self,
             const char     *tag,
             guint32         id)
{
  guint32 former = salve_open_list_get_id (self->open, tag);

  if (id != 0)
    salve_open_list_add (self->open, tag, id);
  if (former != 0 && former != id)
    close_id (self, former);
}

/* Asking whether it is awake. libnotify waits for an answer with everything else standing still, so
 * nothing is sent to a daemon that has not answered just now; and a question that waits for its
 * answer costs nothing, however long that takes. */

/* The bus keeps the order: with this answer, what lay in the queue before the question was dealt
 * with. A daemon that turns the order round has it as well, only its number is unknown. */
static void
settle (SalveAnnouncer *self)
{
  g_autofree char *tag = g_steal_pointer (&self->queued);
  gboolean taken = TRUE;
  guint32 id;

  if (tag != NULL)
    {
      SalveReceiptState state = salve_receipt_get (self->receipt, &id);

      taken = state != SALVE_RECEIPT_REFUSED;
      self->deaths = 0;
      if (state == SALVE_RECEIPT_SHOWN)
        take_number (self, tag, id);
    }
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, taken);
}

static void
on_answered (GObject      *bus,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);
  SalveAnnouncer *self = data;

  /* Then `self` may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->asking);
  if (reply == NULL)
    {
      g_debug ("The daemon does not answer: %s", error->message);
      return;
    }
  g_clear_pointer (&self->capabilities, g_strfreev);
  g_variant_get (reply, "(^as)", &self->capabilities);
  self->answered = g_get_monotonic_time ();
  settle (self);
  g_signal_emit (self, signals[SIGNAL_AVAILABLE], 0);
}

static void
stop_asking (SalveAnnouncer *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->queued, g_free);
  self->answered = 0;
}

static gboolean
is_awake (SalveAnnouncer *self)
{
  return self->owner != NULL && self->answered != 0 && g_get_monotonic_time () - self->answered < AWAKE;
}

/* What the daemon tells. Not through libnotify: that knows only what this process has shown. */

static void
on_closed (SalveAnnouncer *self,
           guint32         id)
{
  const char *tag = salve_open_list_find (self->open, id);

  if (tag == NULL)
    return;
  salve_open_list_remove (self->open, tag);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
on_action (SalveAnnouncer *self,
           guint32         id,
           const char     *action)
{
  g_autofree char *tag = g_strdup (salve_open_list_find (self->open, id));
  g_autofree char *token = NULL;

  if (tag == NULL)
    return;
  if (self->token_id == id)
    token = g_steal_pointer (&self->token);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, tag, action, token);
}

static void
on_token (SalveAnnouncer *self,
          guint32         id,
          const char     *token)
{
  g_free (self->token);
  self->token = g_strdup (token);
  self->token_id = id;
}

static void
on_signal (GDBusConnection *bus,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *name,
           GVariant        *parameters,
           gpointer         data)
{
  const char *text;
  guint32 id;

  if (g_str_equal (name, "NotificationClosed") && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)")))
    {
      g_variant_get (parameters, "(uu)", &id, NULL);
      on_closed (data, id);
    }
  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)")))
    return;

  g_variant_get (parameters, "(u&s)", &id, &text);
  if (g_str_equal (name, "ActionInvoked"))
    on_action (data, id, text);
  else if (g_str_equal (name, "ActivationToken"))
    on_token (data, id, text);
}

static void
unsubscribe (SalveAnnouncer *self)
{
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
}

/* Whether the daemon may have taken a notification though it did not say so. */
static gboolean
is_unanswered (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

/* Coming and going of daemons */

static void
on_name_appeared (GDBusConnection *bus,
                  const char      *name,
                  const char      *owner,
                  gpointer         data)
{
  SalveAnnouncer *self = data;
  g_autofree char *daemon = g_strconcat (g_dbus_connection_get_guid (bus), "/", owner, NULL);

  stop_asking (self);
  unsubscribe (self);
  g_free (self->owner);
  self->owner = g_strdup (owner);
  /* Its own name, so that nobody else can pretend to be it. */
  self->subscription = g_dbus_connection_signal_subscribe (bus, owner, DAEMON_NAME, NULL, DAEMON_PATH, NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE, on_signal, self, NULL);
  salve_open_list_set_daemon (self->open, daemon);
  g_signal_emit (self, signals[SIGNAL_AVAILABLE], 0);
}

/* What a daemon showed went with it, and it will not tell. */
static void
on_name_vanished (GDBusConnection *bus,
                  const char      *name,
                  gpointer         data)
{
  SalveAnnouncer *self = data;

  self->deaths += self->queued != NULL;
  stop_asking (self);
  unsubscribe (self);
  g_clear_pointer (&self->owner, g_free);
  if (salve_open_list_set_daemon (self->open, NULL))
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
salve_announcer_dispose (GObject *object)
{
  SalveAnnouncer *self = SALVE_ANNOUNCER (object);

  stop_asking (self);
  unsubscribe (self);
  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  g_clear_pointer (&self->receipt, salve_receipt_free);
  g_clear_object (&self->open);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (salve_announcer_parent_class)->dispose (object);
}

static void
salve_announcer_finalize (GObject *object)
{
  SalveAnnouncer *self = SALVE_ANNOUNCER (object);

  g_clear_pointer (&self->owner, g_free);
  g_clear_pointer (&self->token, g_free);
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
  signals[SIGNAL_SETTLED] =
    g_signal_new ("settled", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", SALVE_TYPE_ANNOUNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_announcer_init (SalveAnnouncer *self)
{
  if (!notify_is_initted ())
    notify_init (_("Salve"));
}

/* `bus` is the person's session bus; `open` is kept in step with what the daemon shows. */
SalveAnnouncer *
salve_announcer_new (GDBusConnection *bus,
                     SalveOpenList   *open)
{
  SalveAnnouncer *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);
  g_return_val_if_fail (SALVE_IS_OPEN_LIST (open), NULL);

  self = g_object_new (SALVE_TYPE_ANNOUNCER, NULL);
  self->bus = g_object_ref (bus);
  self->open = g_object_ref (open);
  self->receipt = salve_receipt_new (bus);
  self->watch = g_bus_watch_name_on_connection (bus, DAEMON_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                on_name_appeared, on_name_vanished, self, NULL);

  return self;
}

/* Whether an earlier process of ours showed that one, which this daemon may still show. */
gboolean
salve_announcer_is_inherited (SalveAnnouncer *self,
                              const char     *tag)
{
  g_return_val_if_fail (SALVE_IS_ANNOUNCER (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  return self->owner != NULL
         && salve_open_list_get_id (self->open, tag) != 0 && !salve_open_list_is_ours (self->open, tag);
}

/* Asks the daemon whether it is awake; ::settled and ::available tell when it answers. Where there is
 * none, this starts one that the bus knows how to start. */
void
salve_announcer_ask (SalveAnnouncer *self)
{
  GDBusCallFlags flags = self->deaths < MAX_DEATHS ? G_DBUS_CALL_FLAGS_NONE : G_DBUS_CALL_FLAGS_NO_AUTO_START;

  g_return_if_fail (SALVE_IS_ANNOUNCER (self));

  if (self->asking != NULL)
    return;
  self->asking = g_cancellable_new ();
  g_dbus_connection_call (self->bus, self->owner != NULL ? self->owner : DAEMON_NAME,
                          DAEMON_PATH, DAEMON_NAME, "GetCapabilities", NULL, G_VARIANT_TYPE ("(as)"), flags,
                          G_MAXINT, self->asking, on_answered, self);
}

/* Where one that another process sent is still on the screen, it takes that one's place. */
static GObject *
build (SalveAnnouncer          *self,
       const SalveAnnouncement *announcement)
{
  gboolean inherited = salve_announcer_is_inherited (self, announcement->tag);
  guint32 id = inherited ? salve_open_list_get_id (self->open, announcement->tag) : 0;

  return G_OBJECT (salve_announcement_build (announcement, self->capabilities, id));
}

static void
note_shown (SalveAnnouncer *self,
            const char     *tag,
            GObject        *notification)
{
  int id = 0;

  self->answered = g_get_monotonic_time ();
  self->deaths = 0;
  g_object_get (notification, "id", &id, NULL);
  take_number (self, tag, (guint32) id);
}

static void
note_queued (SalveAnnouncer *self,
             const char     *tag)
{
  stop_asking (self);
  self->queued = g_strdup (tag);
  salve_announcer_ask (self);
}

/* While no daemon is known to be awake nothing is sent: one is asked, and ::available tells when to
 * try again. One that falls asleep just then keeps libnotify waiting for GDBus's 25 s; what it was
 * sent lies in its queue and must not be sent again while it lives. */
SalveAnnouncerResult
salve_announcer_show (SalveAnnouncer           *self,
                      const SalveAnnouncement  *announcement,
                      GError                  **error)
{
  g_autoptr (GObject) notification = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (SALVE_IS_ANNOUNCER (self), SALVE_ANNOUNCER_NOT_SHOWN);
  g_return_val_if_fail (announcement != NULL && announcement->tag != NULL, SALVE_ANNOUNCER_NOT_SHOWN);

  if (!is_awake (self))
    {
      salve_announcer_ask (self);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "The daemon has yet to answer");
      return SALVE_ANNOUNCER_NOT_SHOWN;
    }
  notification = build (self, announcement);
  if (notify_notification_show (NOTIFY_NOTIFICATION (notification), &failure))
    {
      note_shown (self, announcement->tag, notification);
      return SALVE_ANNOUNCER_SHOWN;
    }
  if (is_unanswered (failure))
    {
      note_queued (self, announcement->tag);
      return SALVE_ANNOUNCER_QUEUED;
    }
  g_propagate_error (error, g_steal_pointer (&failure));

  return SALVE_ANNOUNCER_NOT_SHOWN;
}

/* Takes the notification of that tag from the screen, if it is still there. Returns FALSE where that
 * has to wait: just started, it is not known yet which daemon there is; ::available comes with it. */
gboolean
salve_announcer_withdraw (SalveAnnouncer *self,
                          const char     *tag)
{
  guint32 id;

  g_return_val_if_fail (SALVE_IS_ANNOUNCER (self), FALSE);
  g_return_val_if_fail (tag != NULL, FALSE);

  id = salve_open_list_get_id (self->open, tag);
  if (id != 0 && self->owner == NULL)
    return FALSE;
  if (salve_open_list_remove (self->open, tag))
    close_id (self, id);

  return TRUE;
}
