/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-delivery.h"

#include <string.h>

#include "salve-memory.h"
#include "salve-protocol.h"

/* A week of anybody's sessions ends far less often; more than this is no true history. */
#define MAX_LATE 100

#define ENDING_TAG "ending/"
/* Of what holds again by the time it could be told: never told, and done with. */
#define PASSED     "passed/"

struct _SalveDelivery
{
  GObject         parent_instance;

  SalveAnnouncer *announcer;
  SalveLedger    *ledger;
  SalveOpenList  *open;      /* (unowned) the ledger's */
  SalveAftercare *aftercare; /* (unowned) while a check runs */
  SalveReminderWatch *reminders; /* (unowned) (nullable) likewise */
  GHashTable     *running;   /* "restriction/area" of what held at the last check */
  guint           saved;     /* serial of the open list that was saved */
  gboolean        waiting;   /* something could not be shown yet */
};

G_DEFINE_FINAL_TYPE (SalveDelivery, salve_delivery, G_TYPE_OBJECT)

static void
save_ledger (SalveDelivery *self)
{
  g_autoptr (GError) error = NULL;

  if (!salve_ledger_save (self->ledger, &error))
    g_message ("The list of announcements cannot be written: %s", error->message);
  self->saved = salve_open_list_get_serial (self->open);
  /* The list was made of many small pieces, and the next end may be days away. */
  salve_memory_trim ();
}

/* Announcing. Shown first and noted then, so that nothing gets lost: not by a crash, a power cut or a
 * full disk. The price: a notifier that is killed while the daemon answers or before the ledger is
 * written, some milliseconds, says that one again; the disk's time does not count, see finish() in
 * the ledger. Noting the intent beforehand would not help: no daemon can be asked what it shows, so
 * it would have to be repeated all the same. What lies in a living daemon's queue is not. */

static SalveAnnouncerResult
show (SalveDelivery           *self,
      const SalveAnnouncement *announcement)
{
  g_autoptr (GError) error = NULL;
  SalveAnnouncerResult result = salve_announcer_show (self->announcer, announcement, &error);

  if (result == SALVE_ANNOUNCER_NOT_SHOWN)
    g_debug ("Not shown yet: %s", error->message);
  self->waiting = self->waiting || result != SALVE_ANNOUNCER_SHOWN;

  return result;
}

static void
note (SalveDelivery        *self,
      const char           *key,
      gint64                instant,
      SalveAnnouncerResult  result)
{
  if (result == SALVE_ANNOUNCER_SHOWN)
    salve_ledger_add (self->ledger, key, instant);
  else if (result == SALVE_ANNOUNCER_QUEUED)
    salve_ledger_add_queued (self->ledger, key, instant);
}

/* Where nobody knows what the person wants, others do not get to read anything. */
static gboolean
is_discreet (SalveDelivery *self)
{
  return self->reminders == NULL || salve_reminder_watch_is_discreet (self->reminders);
}

static char *
make_key (const char *prefix,
          const char *restriction,
          const char *area,
          gint64      instant)
{
  return g_strdup_printf ("%s%s/%s/%" G_GINT64_FORMAT, prefix, restriction, area, instant);
}

static gboolean
was_announced (SalveDelivery *self,
               const char    *prefix,
               const char    *restriction,
               const char    *area,
               gint64         instant)
{
  g_autofree char *key = make_key (prefix, restriction, area, instant);

  return salve_ledger_contains (self->ledger, key);
}

static gboolean
is_restricted (SalveDelivery *self,
               const char    *restriction,
               const char    *area)
{
  SalveCountdown *countdown = salve_aftercare_find (self->aftercare, restriction);

  return countdown != NULL && g_strv_contains (salve_countdown_get_areas (countdown), area);
}

static void
note_ending (SalveDelivery        *self,
             SalveEnding          *ending,
             const char           *prefix,
             SalveAnnouncerResult  result)
{
  GPtrArray *freed = salve_ending_get_freed (ending);
  gint64 instant = salve_ending_get_instant (ending);

  for (guint i = 0; i < freed->len; i++)
    {
      SalveFreed *each = g_ptr_array_index (freed, i);

      for (guint j = 0; j < each->areas->len; j++)
        {
          g_autofree char *key = make_key (prefix, each->restriction, g_ptr_array_index (each->areas, j), instant);

          note (self, key, instant, result);
        }
    }
}

/* What was not announced before: news or, where a later session restricts it once more, stale, for then "the wait is
 * over" would be wrong by now. */
static void
sort (SalveDelivery *self,
      SalveEnding   *ending,
      SalveEnding   *news,
      SalveEnding   *stale)
{
  GPtrArray *freed = salve_ending_get_freed (ending);
  gint64 instant = salve_ending_get_instant (ending);

  for (guint i = 0; i < freed->len; i++)
    {
      SalveFreed *each = g_ptr_array_index (freed, i);

      for (guint j = 0; j < each->areas->len; j++)
        {
          const char *area = g_ptr_array_index (each->areas, j);

          if (!was_announced (self, "", each->restriction, area, instant)
              && !was_announced (self, PASSED, each->restriction, area, instant))
            salve_ending_add (is_restricted (self, each->restriction, area) ? stale : news,
                              each->restriction, area);
        }
    }
}

/* (transfer full) (nullable): what of an ending is to be announced. What is stale is noted, and never will be. */
static SalveEnding *
take_news (SalveDelivery *self,
           SalveEnding   *ending)
{
  gint64 instant = salve_ending_get_instant (ending);
  g_autoptr (SalveEnding) news = salve_ending_new (instant);
  g_autoptr (SalveEnding) stale = salve_ending_new (instant);

  sort (self, ending, news, stale);
  if (salve_ending_get_freed (stale)->len > 0)
    {
      note_ending (self, stale, PASSED, SALVE_ANNOUNCER_SHOWN);
      save_ledger (self);
    }

  return salve_ending_get_freed (news)->len > 0 ? g_steal_pointer (&news) : NULL;
}

static void
announce_ending (SalveDelivery *self,
                 SalveEnding   *news,
                 gint64         now)
{
  g_autofree char *tag = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  SalveAnnouncerResult result;
  gboolean quiet;

  tag = g_strdup_printf (ENDING_TAG "%" G_GINT64_FORMAT, salve_ending_get_instant (news));
  title = salve_ending_get_title (news, now, is_discreet (self));
  body = salve_ending_get_body (news, is_discreet (self));
  /* An ending is told at its instant, for it is true then; at night without a sound. */
  quiet = self->reminders != NULL && salve_reminder_watch_is_quiet (self->reminders);
  result = show (self, &(SalveAnnouncement) { .tag = tag, .title = title, .body = body, .quiet = quiet });
  if (result != SALVE_ANNOUNCER_NOT_SHOWN)
    {
      note_ending (self, news, "", result);
      save_ledger (self);
    }
}

static void
announce_endings (SalveDelivery *self,
                  gint64         now)
{
  /* Exactly so old is still told, and the list goes from the first that is later. */
  gint64 oldest = now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY - 1;
  g_autoptr (GPtrArray) endings = salve_aftercare_list_endings (self->aftercare, oldest, now);

  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_object_unref);
  guint dropped;

  for (guint i = 0; i < endings->len; i++)
    {
      SalveEnding *each = take_news (self, g_ptr_array_index (endings, i));

      if (each != NULL)
        g_ptr_array_add (news, each);
    }
  dropped = news->len > MAX_LATE ? news->len - MAX_LATE : 0;
  for (guint i = 0; i < dropped; i++)
    note_ending (self, g_ptr_array_index (news, i), PASSED, SALVE_ANNOUNCER_SHOWN);
  for (guint i = dropped; i < news->len; i++)
    announce_ending (self, g_ptr_array_index (news, i), now);
}

/* Notices of all sources */

/* Some daemons send an action only to the process that showed the notification. What had buttons and
 * still holds is therefore shown once more in its own place, without a sound. */
static gboolean
is_to_be_taken_over (SalveDelivery     *self,
                     const SalveNotice *notice)
{
  return notice->actions != NULL && salve_announcer_is_inherited (self->announcer, notice->key);
}

static void
announce_notice (SalveDelivery     *self,
                 const SalveNotice *notice)
{
  gboolean again = salve_ledger_contains (self->ledger, notice->key);
  SalveAnnouncerResult result;

  if (again && !is_to_be_taken_over (self, notice))
    return;
  result = show (self, &(SalveAnnouncement) { .tag = notice->key, .title = notice->title, .body = notice->body,
                                              .actions = notice->actions, .critical = notice->critical,
                                              .quiet = again });
  if (result == SALVE_ANNOUNCER_NOT_SHOWN)
    return;
  note (self, notice->key, notice->instant, result);
  save_ledger (self);
}

static void
announce_notices (SalveDelivery *self,
                  GPtrArray     *notices,
                  gint64         now)
{
  for (guint i = 0; i < notices->len; i++)
    {
      SalveNotice *notice = g_ptr_array_index (notices, i);

      if (notice->instant >= now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY)
        announce_notice (self, notice);
    }
}

static void
list_plan (SalvePlanWatch *plan,
           GPtrArray      *notices)
{
  SalveNotice *notice;

  if (!salve_plan_watch_get_due (plan))
    return;
  notice = g_new0 (SalveNotice, 1);
  notice->key = salve_plan_watch_get_key (plan);
  notice->instant = salve_plan_watch_get_instant (plan);
  notice->title = salve_plan_watch_get_title (plan);
  notice->body = salve_plan_watch_get_body (plan);
  g_ptr_array_add (notices, notice);
}

/* What all sources have to say now. */
static GPtrArray *
list_notices (SalveDelivery     *self,
              SalveSessionWatch *session,
              SalvePlanWatch    *plan)
{
  GPtrArray *notices = session != NULL ? salve_session_watch_list (session, is_discreet (self))
                                       : g_ptr_array_new_with_free_func ((GDestroyNotify) salve_notice_free);

  if (plan != NULL)
    list_plan (plan, notices);
  if (self->reminders != NULL)
    g_ptr_array_extend_and_steal (notices, salve_reminder_watch_list (self->reminders));

  return notices;
}

/* Taking back, also what an earlier process showed */

static gboolean
is_listed (GPtrArray  *notices,
           const char *tag)
{
  for (guint i = 0; i < notices->len; i++)
    {
      SalveNotice *notice = g_ptr_array_index (notices, i);
      g_autofree char *key = salve_ledger_fold_key (notice->key);

      if (g_str_equal (key, tag))
        return TRUE;
    }

  return FALSE;
}

/* What holds now and did not at the last check: endings make it only less, sessions more. */
static GPtrArray *
list_begun (SalveDelivery *self)
{
  g_autoptr (GHashTable) running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) begun = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->aftercare));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (G_LIST_MODEL (self->aftercare), i);
      const char * const *areas = salve_countdown_get_areas (countdown);

      for (guint j = 0; areas[j] != NULL; j++)
        {
          char *what = g_strconcat (salve_countdown_get_restriction (countdown), "/", areas[j], NULL);
          if (!g_hash_table_contains (self->running, what))
            g_ptr_array_add (begun, g_strdup (what));
          g_hash_table_add (running, what);
        }
    }
  g_hash_table_unref (self->running);
  self->running = g_steal_pointer (&running);

  return g_steal_pointer (&begun);
}

/* Whether anything that was announced for that instant holds once more. */
static gboolean
is_wrong (SalveDelivery *self,
          gint64         instant,
          GPtrArray     *begun)
{
  for (guint i = 0; i < begun->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, (char *) g_ptr_array_index (begun, i), instant);
      if (salve_ledger_contains (self->ledger, key))
        return TRUE;
    }

  return FALSE;
}

/* Of an ending's tag, else 0. */
static gint64
get_instant (const char *tag)
{
  return g_str_has_prefix (tag, ENDING_TAG) ? g_ascii_strtoll (tag + strlen (ENDING_TAG), NULL, 10) : 0;
}

/* An ending may have become wrong by a new session; a clock that was put back changes nothing, for
 * what was announced stays announced. The cream came off, the person feels well, a graver notice
 * took its place: then a notice is no longer listed. */
static gboolean
still_holds (SalveDelivery *self,
             const char    *tag,
             GPtrArray     *notices,
             GPtrArray     *begun)
{
  if (!g_str_has_prefix (tag, ENDING_TAG))
    return is_listed (notices, tag);

  return !is_wrong (self, get_instant (tag), begun);
}

static void
withdraw_wrong (SalveDelivery *self,
                GPtrArray     *notices,
                gint64         now)
{
  g_auto (GStrv) tags = salve_open_list_list_tags (self->open);
  g_autoptr (GPtrArray) begun = list_begun (self);
  gboolean done = TRUE;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (get_instant (tags[i]) > now)
        done = FALSE;
      else if (!still_holds (self, tags[i], notices, begun))
        done = salve_announcer_withdraw (self->announcer, tags[i]) && done;
    }
  /* Looked at anew the next time. */
  if (!done)
    g_hash_table_remove_all (self->running);
}

/* What a daemon was handed without an answer, by this process or an earlier one. */

static void
on_settled (SalveDelivery *self,
            gboolean       taken)
{
  if (!salve_ledger_has_queued (self->ledger))
    return;
  salve_ledger_settle (self->ledger, taken);
  save_ledger (self);
}

static void
check_queued (SalveDelivery *self)
{
  if (!salve_ledger_has_queued (self->ledger))
    return;
  self->waiting = TRUE;
  salve_announcer_ask (self->announcer);
}

static void
salve_delivery_dispose (GObject *object)
{
  SalveDelivery *self = SALVE_DELIVERY (object);

  g_clear_object (&self->announcer);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->running, g_hash_table_unref);

  G_OBJECT_CLASS (salve_delivery_parent_class)->dispose (object);
}

static void
salve_delivery_class_init (SalveDeliveryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_delivery_dispose;
}

static void
salve_delivery_init (SalveDelivery *self)
{
}

SalveDelivery *
salve_delivery_new (SalveAnnouncer *announcer,
                    SalveLedger    *ledger)
{
  SalveDelivery *self;

  g_return_val_if_fail (SALVE_IS_ANNOUNCER (announcer), NULL);
  g_return_val_if_fail (SALVE_IS_LEDGER (ledger), NULL);

  self = g_object_new (SALVE_TYPE_DELIVERY, NULL);
  self->announcer = g_object_ref (announcer);
  self->ledger = g_object_ref (ledger);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = salve_ledger_get_open (ledger);
  self->saved = salve_open_list_get_serial (self->open);
  g_signal_connect_object (announcer, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);

  return self;
}

/* Whether something could not be shown at the last check, or is not known to be. */
gboolean
salve_delivery_get_waiting (SalveDelivery *self)
{
  g_return_val_if_fail (SALVE_IS_DELIVERY (self), FALSE);

  return self->waiting;
}

/* `now` is in microseconds since 1970 UTC; `session`, `plan` and `reminders` may be NULL. */
void
salve_delivery_check (SalveDelivery      *self,
                      SalveAftercare     *aftercare,
                      SalveSessionWatch  *session,
                      SalvePlanWatch     *plan,
                      SalveReminderWatch *reminders,
                      gint64              now)
{
  g_autoptr (GPtrArray) notices = NULL;

  g_return_if_fail (SALVE_IS_DELIVERY (self));
  g_return_if_fail (SALVE_IS_AFTERCARE (aftercare));
  g_return_if_fail (session == NULL || SALVE_IS_SESSION_WATCH (session));
  g_return_if_fail (plan == NULL || SALVE_IS_PLAN_WATCH (plan));
  g_return_if_fail (reminders == NULL || SALVE_IS_REMINDER_WATCH (reminders));

  /* What ended since its last alarm would else seem to hold still, and be passed over. */
  salve_aftercare_recompute (aftercare);
  self->waiting = FALSE;
  self->aftercare = aftercare;
  self->reminders = reminders;
  announce_endings (self, now);
  notices = list_notices (self, session, plan);
  announce_notices (self, notices, now);
  withdraw_wrong (self, notices, now);
  check_queued (self);
  if (salve_open_list_get_serial (self->open) != self->saved)
    save_ledger (self);
  self->aftercare = NULL;
  self->reminders = NULL;
}
