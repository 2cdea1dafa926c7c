/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-profile-watch.h"

#include "salve-profile-peek.h"
#include "salve-profile.h"

struct _SalveProfileWatch
{
  GObject       parent_instance;

  char         *folder;
  GFileMonitor *monitor;
  GDate         day;     /* invalid while no reminder is wanted */
  SalveReminderChoices *choices;
};

G_DEFINE_FINAL_TYPE (SalveProfileWatch, salve_profile_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The folder must be there: GIO polls for one that is not. */
static void
watch (SalveProfileWatch *self)
{
  g_autofree char *path = g_build_filename (self->folder, SALVE_PROFILE_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    g_warning ("What to be reminded of cannot be watched: %s", error->message);
  else
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (salve_profile_watch_reload), self,
                             G_CONNECT_SWAPPED);
}

static void
salve_profile_watch_dispose (GObject *object)
{
  SalveProfileWatch *self = SALVE_PROFILE_WATCH (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (salve_profile_watch_parent_class)->dispose (object);
}

static void
salve_profile_watch_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_PROFILE_WATCH (object)->folder, g_free);

  G_OBJECT_CLASS (salve_profile_watch_parent_class)->finalize (object);
}

static void
salve_profile_watch_class_init (SalveProfileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_profile_watch_dispose;
  object_class->finalize = salve_profile_watch_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_PROFILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_profile_watch_init (SalveProfileWatch *self)
{
  g_date_clear (&self->day, 1);
  self->choices = salve_reminder_choices_new ();
}

/* `folder` is that of the profile, and exists. Nothing is read before the first reload. */
SalveProfileWatch *
salve_profile_watch_new (const char *folder)
{
  SalveProfileWatch *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (SALVE_TYPE_PROFILE_WATCH, NULL);
  self->folder = g_strdup (folder);
  watch (self);

  return self;
}

/* A profile that cannot be read is the window's to report; here it means that nothing is planned. */
void
salve_profile_watch_reload (SalveProfileWatch *self)
{
  g_return_if_fail (SALVE_IS_PROFILE_WATCH (self));

  salve_profile_peek_reminder (self->folder, &self->day);
  g_object_unref (self->choices);
  self->choices = salve_profile_peek_reminders (self->folder);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The day planned for the next session; invalid where no reminder of it is wanted. */
const GDate *
salve_profile_watch_get_day (SalveProfileWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE_WATCH (self), NULL);

  return &self->day;
}

SalveReminderChoices *
salve_profile_watch_get_choices (SalveProfileWatch *self)
{
  g_return_val_if_fail (SALVE_IS_PROFILE_WATCH (self), NULL);

  return self->choices;
}
