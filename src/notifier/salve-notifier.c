/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-notifier.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "salve-aftercare.h"
#include "salve-announcer.h"
#include "salve-delivery.h"
#include "salve-ledger-retry.h"
#include "salve-ledger.h"
#include "salve-memory.h"
#include "salve-paths.h"
#include "salve-plan-watch.h"
#include "salve-protocol.h"
#include "salve-reminder-watch.h"
#include "salve-session-watch.h"
#include "salve-status.h"
#include "salve-store.h"
#include "salve-sweep.h"
#include "salve-wall-clock.h"

/* Stays a moment with nothing pending, so that what is being saved is still seen. */
#define LINGER_MS 3000

#define APP_PATH "/io/github/salve/Salve"

struct _SalveNotifier
{
  GApplication       parent_instance;

  SalveClock        *clock;
  SalveStore        *store;
  gint64             since;     /* of the store, in seconds since 1970 */
  gint64             begun;     /* when the clock was first right, as far as is known */
  char              *stamp;     /* of that instant */
  SalveAftercare    *aftercare;
  SalveSessionWatch *session;   /* NULL where there is no folder to watch */
  SalveProfileWatch *profile;   /* likewise */
  SalvePlanWatch    *plan;      /* likewise */
  SalveReminderWatch *reminders; /* likewise */
  SalveAnnouncer    *announcer;
  SalveLedger       *ledger;
  SalveLedgerRetry  *retry;
  SalveDelivery     *delivery;
  SalveStatus       *status;
  guint              check;     /* source */
  gboolean           held;
};

G_DEFINE_FINAL_TYPE (SalveNotifier, salve_notifier, G_TYPE_APPLICATION)

/* Staying and leaving */

/* By how much the clock has been set forward since this began. */
static gint64
get_ahead (SalveNotifier *self)
{
  gint64 gone = salve_clock_get_gone (self->clock, self->stamp);

  return gone >= 0 ? salve_clock_get_time (self->clock) - self->begun - gone : 0;
}

/* A clock that was set forward by years has run past what was still to come, and it is too late to tell of
 * it; but a clock like that is set back again. */
static gboolean
has_skipped (SalveNotifier *self)
{
  gint64 now = salve_clock_get_time (self->clock);
  gint64 last = now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY;
  gint64 first = now - get_ahead (self);
  g_autoptr (GPtrArray) endings = NULL;

  if (first >= last)
    return FALSE;
  endings = salve_aftercare_list_endings (self->aftercare, first, last);

  return endings->len > 0
         || (self->plan != NULL && salve_plan_watch_get_instant (self->plan) > first
             && salve_plan_watch_get_instant (self->plan) <= last);
}

/* What an earlier process showed is no reason to stay: some daemons tell only that process when it has
 * gone, and nobody would ever hear of it. Where it had buttons and still holds, it is ours by now. */
static gboolean
shows_something (SalveNotifier *self)
{
  SalveOpenList *open = salve_ledger_get_open (self->ledger);
  g_auto (GStrv) tags = salve_open_list_list_tags (open);

  for (guint i = 0; tags[i] != NULL; i++)
    if (salve_open_list_is_ours (open, tags[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_pending (SalveNotifier *self)
{
  return self->check != 0
         || salve_delivery_get_waiting (self->delivery)
         || salve_ledger_get_unsaved (self->ledger)
         || salve_aftercare_get_next (self->aftercare) != SALVE_CLOCK_NEVER
         || shows_something (self)
         || has_skipped (self)
         || (self->session != NULL && salve_session_watch_get_on (self->session))
         || (self->plan != NULL && salve_plan_watch_get_on (self->plan))
         || (self->reminders != NULL && salve_reminder_watch_get_on (self->reminders));
}

static void
update_hold (SalveNotifier *self)
{
  gboolean pending = is_pending (self);

  if (pending == self->held)
    return;
  self->held = pending;
  if (pending)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

/* The ledger */

static void
load_ledger (SalveNotifier *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;

  if (salve_ledger_load (self->ledger, &error))
    return;
  /* What ended lately is announced again, rather than never. */
  g_message ("The list of announcements cannot be read and starts anew: %s", error->message);
  g_clear_error (&error);
  aside = salve_ledger_set_aside (self->ledger, &error);
  if (aside == NULL)
    g_message ("The list of announcements cannot be set aside: %s", error->message);
}

/* Comparing what has come with what was announced */

static void
check (gpointer data)
{
  SalveNotifier *self = data;

  self->check = 0;
  salve_delivery_check (self->delivery, self->aftercare, self->session, self->plan, self->reminders,
                        salve_clock_get_time (self->clock));
  salve_status_show (self->status, salve_aftercare_get_next (self->aftercare), salve_clock_get_time (self->clock));
  update_hold (self);
  salve_memory_trim ();
}

static void
queue_check (SalveNotifier *self)
{
  if (self->check == 0)
    {
      self->check = g_idle_add_once (check, self);
      g_source_set_priority (g_main_context_find_source_by_id (NULL, self->check), G_PRIORITY_DEFAULT);
    }
  update_hold (self);
}

static void
on_opened (GObject      *bus,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  if (reply == NULL)
    g_message ("Salve cannot be opened: %s", error->message);
}

/* D-Bus starts the window if it is not there; the token lets it come to the front. */
static void
open_salve (SalveNotifier *self,
            const char    *action,
            const char    *parameter,
            const char    *token)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));
  GVariantBuilder parameters;
  GVariantBuilder platform;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", g_variant_new_string (parameter));
  g_variant_builder_init (&platform, G_VARIANT_TYPE ("a{sv}"));
  if (token != NULL)
    {
      g_variant_builder_add (&platform, "{sv}", "activation-token", g_variant_new_string (token));
      g_variant_builder_add (&platform, "{sv}", "desktop-startup-id", g_variant_new_string (token));
    }
  g_dbus_connection_call (bus, SALVE_APP_ID, APP_PATH, "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(sava{sv})", action, &parameters, &platform),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_opened, NULL);
}

static void
on_activated (SalveNotifier *self,
              const char    *tag,
              const char    *action,
              const char    *token)
{
  switch (self->reminders != NULL ? salve_reminder_watch_answer (self->reminders, tag, action)
                                  : SALVE_REMINDER_OPENS_TODAY)
    {
    case SALVE_REMINDER_OPENS_RED_FLAGS:
      open_salve (self, "show-red-flags", NULL, token);
      break;
    case SALVE_REMINDER_OPENS_CHECK_IN:
      open_salve (self, "show-check-in", NULL, token);
      break;
    case SALVE_REMINDER_OPENS_TODAY:
      open_salve (self, "show-page", "today", token);
      break;
    case SALVE_REMINDER_OPENS_NOTHING:
    default:
      break;
    }
}

/* The page still asks, and says what is the matter with the disk. */
static void
on_answer_failed (SalveNotifier *self,
                  const GError  *error)
{
  g_message ("An answer cannot be kept: %s", error->message);
  open_salve (self, "show-page", "today", NULL);
}

static void
on_problem (SalveStore   *store,
            const char   *file,
            const GError *error)
{
  g_message ("The records cannot be followed: %s", error->message);
}

/* Sessions from before that time are over, by the present clock. */
static gint64
get_since (SalveNotifier *self)
{
  gint64 since = salve_clock_get_time (self->clock) - SALVE_PROTOCOL_HORIZON_DAYS * G_TIME_SPAN_DAY;

  return MAX (since / G_USEC_PER_SEC, 1);
}

static void
note_begin (SalveNotifier *self)
{
  g_free (self->stamp);
  self->stamp = salve_clock_make_stamp (self->clock);
  self->begun = salve_clock_get_time (self->clock);
}

/* A clock that was ahead had left records out, and one that could not be right had let all of them in.
 * What is known already is kept when the clock goes ahead: it may go back again. */
static void
on_jumped (SalveNotifier *self)
{
  gint64 since = get_since (self);
  g_autoptr (GError) error = NULL;

  if (since < self->since || self->since < SALVE_CLOCK_EARLIEST / G_USEC_PER_SEC - SALVE_PROTOCOL_HORIZON_DAYS * 86400)
    {
      self->since = since;
      if (!salve_store_set_since (self->store, since, &error))
        g_message ("The records cannot be read: %s", error->message);
    }
  if (self->begun < SALVE_CLOCK_EARLIEST)
    note_begin (self);
  queue_check (self);
}

static void
make_aftercare (SalveNotifier *self)
{
  g_autofree char *folder = salve_paths_data ();

  self->since = get_since (self);
  self->store = salve_store_new (folder, self->since);
  g_signal_connect_object (self->store, "problem", G_CALLBACK (on_problem), self, 0);
  self->aftercare = salve_aftercare_new (G_LIST_MODEL (self->store), self->clock);
  g_signal_connect_object (self->aftercare, "ended", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->aftercare, "changed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
}

static void
make_reminders (SalveNotifier *self)
{
  self->reminders = salve_reminder_watch_new (self->profile, self->clock, self->store, self->ledger);
  g_signal_connect_object (self->reminders, "changed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reminders, "failed", G_CALLBACK (on_answer_failed), self, G_CONNECT_SWAPPED);
}

static void
make_plan (SalveNotifier *self)
{
  g_autofree char *folder = salve_paths_data ();
  g_autoptr (GError) error = NULL;

  if (!salve_paths_ensure (folder, &error))
    {
      g_message ("A planned day cannot be followed: %s", error->message);
      return;
    }
  self->profile = salve_profile_watch_new (folder);
  self->plan = salve_plan_watch_new (self->profile, self->clock, G_LIST_MODEL (self->store));
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  make_reminders (self);
}

static void
sweep (const char *folder)
{
  g_autofree char *data = salve_paths_data ();
  g_autofree char *trash = g_build_filename (data, "trash", NULL);

  salve_sweep (folder, trash);
}

/* The session under way, where there is a folder for it. */
static void
make_session (SalveNotifier *self)
{
  g_autofree char *folder = salve_paths_state ();
  g_autoptr (GError) error = NULL;

  if (!salve_paths_ensure (folder, &error))
    {
      g_message ("A session under way cannot be followed: %s", error->message);
      return;
    }
  sweep (folder);
  self->session = salve_session_watch_new (folder, G_LIST_MODEL (self->store), self->clock);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
}

static void
make_ledger (SalveNotifier *self)
{
  g_autofree char *folder = salve_paths_state ();
  g_autofree char *path = g_build_filename (folder, "notified.json", NULL);

  self->ledger = salve_ledger_new (path);
  load_ledger (self);
}

/* What could not be followed at first may be by now. */
static void
scan (SalveNotifier *self)
{
  g_autoptr (GError) error = NULL;

  if (!salve_store_scan (self->store, &error))
    g_message ("The records cannot be read: %s", error->message);
  if (self->session != NULL)
    salve_session_watch_reload (self->session);
  else
    make_session (self);
  if (self->profile != NULL)
    salve_profile_watch_reload (self->profile);
  else
    make_plan (self);
  salve_memory_trim ();
  queue_check (self);
}

static void
make_announcer (SalveNotifier   *self,
                GDBusConnection *bus)
{
  self->announcer = salve_announcer_new (bus, salve_ledger_get_open (self->ledger));
  g_signal_connect_object (self->announcer, "available", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->announcer, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->announcer, "closed", G_CALLBACK (queue_check), self, G_CONNECT_SWAPPED);
}

/* At the end of the session. */
static gboolean
on_terminated (gpointer app)
{
  g_application_quit (app);

  return G_SOURCE_CONTINUE;
}

/* The session is over. GDBus would end the process without a word. */
static void
watch_bus (SalveNotifier   *self,
           GDBusConnection *bus)
{
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_signal_connect_object (bus, "closed", G_CALLBACK (g_application_quit), self, G_CONNECT_SWAPPED);
}

static void
salve_notifier_startup (GApplication *app)
{
  SalveNotifier *self = SALVE_NOTIFIER (app);
  GDBusConnection *bus = g_application_get_dbus_connection (app);

  G_APPLICATION_CLASS (salve_notifier_parent_class)->startup (app);
  g_unix_signal_add (SIGTERM, on_terminated, app);

  if (bus == NULL)
    {
      g_message ("There is no session bus, and so nobody to tell");
      return;
    }
  watch_bus (self, bus);
  self->clock = salve_wall_clock_new ();
  note_begin (self);
  make_aftercare (self);
  make_ledger (self);
  make_session (self);
  make_announcer (self, bus);
  make_plan (self);
  self->delivery = salve_delivery_new (self->announcer, self->ledger);
  self->retry = salve_ledger_retry_new (self->ledger, self->clock);
  g_signal_connect_object (self->ledger, "notify::unsaved", G_CALLBACK (update_hold), self, G_CONNECT_SWAPPED);
  self->status = salve_status_new (bus);
}

/* A second start only asks the first one to look again. */
static void
salve_notifier_activate (GApplication *app)
{
  if (SALVE_NOTIFIER (app)->delivery == NULL)
    return;
  g_application_hold (app);
  scan (SALVE_NOTIFIER (app));
  g_application_release (app);
}

static int
salve_notifier_handle_local_options (GApplication *app,
                                     GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("salve-notifier %s\n", SALVE_VERSION);

  return 0;
}

static void
salve_notifier_shutdown (GApplication *app)
{
  SalveNotifier *self = SALVE_NOTIFIER (app);

  g_clear_handle_id (&self->check, g_source_remove);
  g_clear_object (&self->status);
  g_clear_object (&self->retry);
  g_clear_object (&self->delivery);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->session);
  g_clear_object (&self->plan);
  g_clear_object (&self->reminders);
  g_clear_object (&self->profile);
  g_clear_object (&self->announcer);
  g_clear_object (&self->store);
  g_clear_object (&self->ledger);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->stamp, g_free);

  G_APPLICATION_CLASS (salve_notifier_parent_class)->shutdown (app);
}

static void
salve_notifier_class_init (SalveNotifierClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->startup = salve_notifier_startup;
  app_class->activate = salve_notifier_activate;
  app_class->handle_local_options = salve_notifier_handle_local_options;
  app_class->shutdown = salve_notifier_shutdown;
}

static void
salve_notifier_init (SalveNotifier *self)
{
  g_application_set_inactivity_timeout (G_APPLICATION (self), LINGER_MS);
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 _("Print the version and leave"), NULL);
}

SalveNotifier *
salve_notifier_new (void)
{
  return g_object_new (SALVE_TYPE_NOTIFIER,
                       "application-id", SALVE_NOTIFIER_ID,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}
