/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-reminder-watch.h"

#include <glib/gi18n.h>

#include "salve-announcer.h"
#include "salve-check-in-log.h"
#include "salve-notice.h"
#include "salve-protocol.h"
#include "salve-reminders.h"

#define DONE     "done"
#define LATER    "later"
#define EXPECTED "expected"
#define WRONG    "wrong"

struct _SalveReminderWatch
{
  GObject               parent_instance;

  SalveClock           *clock;
  SalveStore           *store;
  SalveLedger          *ledger;
  SalveProfileWatch    *profile;
  SalveReminders       *reminders; /* at the last look; NULL before the first */
  guint                 looking;   /* idle source */
  guint                 writing;   /* answers on their way to the disk */
  guint                 alarm;
};

G_DEFINE_FINAL_TYPE (SalveReminderWatch, salve_reminder_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const SalveAnnouncementAction moisturise_actions[] = {
  /* Translators: an answer to "Time to moisturise". */
  { DONE, N_("Done") },
  /* Translators: an answer to "Time to moisturise": remind me later. */
  { LATER, N_("In an hour") },
  { NULL, NULL }
};

static const SalveAnnouncementAction check_in_actions[] = {
  /* Translators: an answer to "How does the skin look?" */
  { EXPECTED, N_("As expected") },
  { WRONG, N_("Something looks wrong") },
  { NULL, NULL }
};

static const SalveAnnouncementAction discreet_actions[] = {
  /* Translators: an answer that says nothing of the skin to whoever else reads it. */
  { EXPECTED, N_("All is well") },
  { WRONG, N_("Something is wrong") },
  { NULL, NULL }
};

static gint64
now (SalveReminderWatch *self)
{
  return salve_clock_get_time (self->clock);
}

static SalveReminderChoices *
get_choices (SalveReminderWatch *self)
{
  return salve_profile_watch_get_choices (self->profile);
}

static void look (SalveReminderWatch *self);

/* What was announced stays, also when the quiet hours begin; what was not waits for their end. */
static gboolean
is_held (SalveReminderWatch  *self,
         const SalveReminder *reminder)
{
  return salve_reminder_watch_is_quiet (self) && !salve_ledger_contains (self->ledger, reminder->key);
}

static gint64
get_next (SalveReminderWatch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  GPtrArray *due = salve_reminders_get_due (self->reminders);
  gint64 next = salve_reminders_get_next (self->reminders);

  for (guint i = 0; i < due->len; i++)
    if (is_held (self, g_ptr_array_index (due, i)))
      next = MIN (next, salve_reminder_choices_wait (get_choices (self), now (self), zone));

  return next;
}

static void
on_alarm (gpointer data)
{
  SalveReminderWatch *self = data;

  self->alarm = 0;
  look (self);
}

static void
look (SalveReminderWatch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 next;

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_object (&self->reminders);
  self->reminders = salve_reminders_new (G_LIST_MODEL (self->store), get_choices (self),
                                         salve_ledger_get_marks (self->ledger), now (self), zone);
  next = get_next (self);
  if (next != SALVE_CLOCK_NEVER)
    self->alarm = salve_clock_add_alarm (self->clock, next, on_alarm, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_look (gpointer data)
{
  SalveReminderWatch *self = data;

  self->looking = 0;
  look (self);
}

/* One look for many records that come at once. */
static void
on_records_changed (SalveReminderWatch *self)
{
  if (self->looking == 0)
    self->looking = g_idle_add_once (on_look, self);
}

/* Notices */

static const SalveAnnouncementAction *
get_actions (SalveReminderWatch  *self,
             const SalveReminder *reminder)
{
  switch (reminder->kind)
    {
    case SALVE_REMINDER_MOISTURISE:
      return moisturise_actions;
    case SALVE_REMINDER_CHECK_IN:
      return salve_reminder_watch_is_discreet (self) ? discreet_actions : check_in_actions;
    case SALVE_REMINDER_READY:
    default:
      return NULL;
    }
}

static SalveNotice *
make_notice (SalveReminderWatch  *self,
             const SalveReminder *reminder)
{
  gboolean discreet = salve_reminder_watch_is_discreet (self);
  SalveNotice *notice = g_new0 (SalveNotice, 1);

  notice->key = g_strdup (reminder->key);
  notice->instant = reminder->instant;
  notice->title = salve_reminder_get_title (reminder, now (self), discreet);
  notice->body = salve_reminder_get_body (reminder, now (self), discreet);
  notice->actions = get_actions (self, reminder);

  return notice;
}

/* Answers */

static const SalveReminder *
find_reminder (SalveReminderWatch *self,
               const char         *tag)
{
  GPtrArray *due = self->reminders != NULL ? salve_reminders_get_due (self->reminders) : NULL;

  for (guint i = 0; due != NULL && i < due->len; i++)
    {
      const SalveReminder *reminder = g_ptr_array_index (due, i);
      g_autofree char *key = salve_ledger_fold_key (reminder->key);

      if (g_str_equal (key, tag))
        return reminder;
    }

  return NULL;
}

static void
mark (SalveReminderWatch *self,
      SalveReminderMarks  marks)
{
  g_autoptr (GError) error = NULL;

  salve_ledger_set_marks (self->ledger, &marks);
  if (!salve_ledger_save (self->ledger, &error))
    g_message ("What was answered cannot be noted: %s", error->message);
  look (self);
}

static void
on_written (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SalveReminderWatch) self = data;
  g_autoptr (GError) error = NULL;

  self->writing--;
  if (!salve_check_in_log_add_finish (SALVE_STORE (store), result, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  on_records_changed (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
write_answer (SalveReminderWatch  *self,
              const SalveReminder *reminder,
              const char          *looks)
{
  g_autoptr (GDateTime) at = salve_clock_now (self->clock);

  self->writing++;
  salve_check_in_log_add_async (self->store, reminder->record, reminder->hours, looks, at, NULL,
                                on_written, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
salve_reminder_watch_dispose (GObject *object)
{
  SalveReminderWatch *self = SALVE_REMINDER_WATCH (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->reminders);
  g_clear_object (&self->profile);
  g_clear_object (&self->ledger);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_reminder_watch_parent_class)->dispose (object);
}

static void
salve_reminder_watch_class_init (SalveReminderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_reminder_watch_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_REMINDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", SALVE_TYPE_REMINDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
salve_reminder_watch_init (SalveReminderWatch *self)
{
}

/* `ledger` is loaded. Nothing is read before the first look at the profile. */
SalveReminderWatch *
salve_reminder_watch_new (SalveProfileWatch *profile,
                          SalveClock        *clock,
                          SalveStore        *store,
                          SalveLedger       *ledger)
{
  SalveReminderWatch *self;

  g_return_val_if_fail (SALVE_IS_PROFILE_WATCH (profile), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (SALVE_IS_LEDGER (ledger), NULL);

  self = g_object_new (SALVE_TYPE_REMINDER_WATCH, NULL);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->store = g_object_ref (store);
  self->ledger = g_object_ref (ledger);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (profile, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);

  return self;
}

/* Whether there will be something to say later, or an answer is still being written. */
gboolean
salve_reminder_watch_get_on (SalveReminderWatch *self)
{
  g_return_val_if_fail (SALVE_IS_REMINDER_WATCH (self), FALSE);

  return self->looking != 0 || self->alarm != 0 || self->writing > 0;
}

/* Whether others may read what is shown. */
gboolean
salve_reminder_watch_is_discreet (SalveReminderWatch *self)
{
  g_return_val_if_fail (SALVE_IS_REMINDER_WATCH (self), TRUE);

  return salve_reminder_choices_get_discreet (get_choices (self));
}

/* Whether the person wants quiet now. */
gboolean
salve_reminder_watch_is_quiet (SalveReminderWatch *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  g_return_val_if_fail (SALVE_IS_REMINDER_WATCH (self), FALSE);

  return salve_reminder_choices_is_quiet (get_choices (self), now (self), zone);
}

/* What is to be said now: of SalveNotice, transfer full. */
GPtrArray *
salve_reminder_watch_list (SalveReminderWatch *self)
{
  g_autoptr (GPtrArray) notices = NULL;
  GPtrArray *due;

  g_return_val_if_fail (SALVE_IS_REMINDER_WATCH (self), NULL);

  notices = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_notice_free);
  due = self->reminders != NULL ? salve_reminders_get_due (self->reminders) : NULL;
  for (guint i = 0; due != NULL && i < due->len; i++)
    if (!is_held (self, g_ptr_array_index (due, i)))
      g_ptr_array_add (notices, make_notice (self, g_ptr_array_index (due, i)));

  return g_steal_pointer (&notices);
}

/* Does what a click on the notification of that tag asks for, and says what is left to the window: what
 * looks wrong is put down before the signs are shown. */
SalveReminderOpens
salve_reminder_watch_answer (SalveReminderWatch *self,
                             const char         *tag,
                             const char         *action)
{
  const SalveReminder *reminder;
  gboolean is_check_in;

  g_return_val_if_fail (SALVE_IS_REMINDER_WATCH (self), SALVE_REMINDER_OPENS_TODAY);
  g_return_val_if_fail (tag != NULL && action != NULL, SALVE_REMINDER_OPENS_TODAY);

  reminder = find_reminder (self, tag);
  is_check_in = reminder != NULL && reminder->kind == SALVE_REMINDER_CHECK_IN;
  if (is_check_in && (g_str_equal (action, EXPECTED) || g_str_equal (action, WRONG)))
    write_answer (self, reminder, g_str_equal (action, WRONG) ? SALVE_LOOKS_WRONG : SALVE_LOOKS_EXPECTED);
  if (g_str_equal (action, WRONG))
    return SALVE_REMINDER_OPENS_RED_FLAGS;
  if (g_str_equal (action, EXPECTED) && is_check_in)
    return SALVE_REMINDER_OPENS_NOTHING;

  if (g_str_equal (action, DONE))
    mark (self, (SalveReminderMarks) { .done = now (self) });
  else if (g_str_equal (action, LATER))
    mark (self, (SalveReminderMarks) { .later = now (self) + SALVE_PROTOCOL_SNOOZE_MINUTES * G_TIME_SPAN_MINUTE });
  else
    return is_check_in ? SALVE_REMINDER_OPENS_CHECK_IN : SALVE_REMINDER_OPENS_TODAY;

  return SALVE_REMINDER_OPENS_NOTHING;
}
