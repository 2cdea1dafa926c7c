/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-delivery.h"

#include "salve-protocol.h"

/* A week of anybody's sessions ends far less often; more than this is no true history. */
#define MAX_LATE 100

struct _SalveDelivery
{
  GObject         parent_instance;

  SalveAnnouncer *announcer;
  SalveLedger    *ledger;
  SalveAftercare *aftercare; /* (unowned) while a check runs */
  GPtrArray      *shown;     /* of SalveEnding, whose notification may be open */
  GHashTable     *notices;   /* keys of the SalveNotice whose notification may be open */
  char           *plan;      /* tag of the one about the planned day */
  gboolean        waiting;   /* something could not be shown yet */
};

G_DEFINE_FINAL_TYPE (SalveDelivery, salve_delivery, G_TYPE_OBJECT)

static void
save_ledger (SalveDelivery *self)
{
  g_autoptr (GError) error = NULL;

  if (!salve_ledger_save (self->ledger, &error))
    g_message ("The list of announcements cannot be written: %s", error->message);
}

/* Announcing. Shown first and noted then: a crash between the two repeats, and never loses. */

static gboolean
show (SalveDelivery           *self,
      const SalveAnnouncement *announcement)
{
  g_autoptr (GError) error = NULL;

  if (salve_announcer_show (self->announcer, announcement, &error))
    return TRUE;
  g_debug ("Not shown yet: %s", error->message);
  self->waiting = TRUE;

  return FALSE;
}

static char *
make_key (const char *restriction,
          const char *area,
          gint64      instant)
{
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, restriction, area, instant);
}

static char *
make_tag (SalveEnding *ending)
{
  return g_strdup_printf ("ending/%" G_GINT64_FORMAT, salve_ending_get_instant (ending));
}

static gboolean
is_restricted (SalveDelivery *self,
               const char    *restriction,
               const char    *area)
{
  SalveCountdown *countdown = salve_aftercare_find (self->aftercare, restriction);

  return countdown != NULL && g_strv_contains (salve_countdown_get_areas (countdown), area);
}

static gboolean
is_restricted_again (SalveDelivery *self,
                     SalveEnding   *ending)
{
  GPtrArray *freed = salve_ending_get_freed (ending);

  for (guint i = 0; i < freed->len; i++)
    {
      SalveFreed *each = g_ptr_array_index (freed, i);

      for (guint j = 0; j < each->areas->len; j++)
        if (is_restricted (self, each->restriction, g_ptr_array_index (each->areas, j)))
          return TRUE;
    }

  return FALSE;
}

static void
note_ending (SalveDelivery *self,
             SalveEnding   *ending)
{
  GPtrArray *freed = salve_ending_get_freed (ending);
  gint64 instant = salve_ending_get_instant (ending);

  for (guint i = 0; i < freed->len; i++)
    {
      SalveFreed *each = g_ptr_array_index (freed, i);

      for (guint j = 0; j < each->areas->len; j++)
        {
          g_autofree char *key = make_key (each->restriction, g_ptr_array_index (each->areas, j), instant);

          salve_ledger_add (self->ledger, key, instant);
        }
    }
  save_ledger (self);
}

/* What of an ending is news: not announced before, and not restricted once more by a later
 * session, for then "the wait is over" would be wrong by now. */
static SalveEnding *
find_news (SalveDelivery *self,
           SalveEnding   *ending)
{
  GPtrArray *freed = salve_ending_get_freed (ending);
  gint64 instant = salve_ending_get_instant (ending);
  g_autoptr (SalveEnding) news = salve_ending_new (instant);
  g_autoptr (SalveEnding) stale = salve_ending_new (instant);

  for (guint i = 0; i < freed->len; i++)
    {
      SalveFreed *each = g_ptr_array_index (freed, i);

      for (guint j = 0; j < each->areas->len; j++)
        {
          const char *area = g_ptr_array_index (each->areas, j);
          g_autofree char *key = make_key (each->restriction, area, instant);

          if (!salve_ledger_contains (self->ledger, key))
            salve_ending_add (is_restricted (self, each->restriction, area) ? stale : news,
                              each->restriction, area);
        }
    }
  if (salve_ending_get_freed (stale)->len > 0)
    note_ending (self, stale);

  return salve_ending_get_freed (news)->len > 0 ? g_steal_pointer (&news) : NULL;
}

static void
announce_ending (SalveDelivery *self,
                 SalveEnding   *ending,
                 gint64         now)
{
  g_autoptr (SalveEnding) news = find_news (self, ending);
  g_autofree char *tag = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (news == NULL)
    return;

  tag = make_tag (news);
  title = salve_ending_get_title (news, now);
  body = salve_ending_get_body (news);
  if (!show (self, &(SalveAnnouncement) { .tag = tag, .title = title, .body = body }))
    return;
  note_ending (self, news);
  g_ptr_array_add (self->shown, g_steal_pointer (&news));
}

static void
announce_endings (SalveDelivery *self,
                  gint64         now)
{
  gint64 oldest = now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) endings = salve_aftercare_list_endings (self->aftercare, oldest, now);

  for (guint i = endings->len > MAX_LATE ? endings->len - MAX_LATE : 0; i < endings->len; i++)
    announce_ending (self, g_ptr_array_index (endings, i), now);
}

/* What is on the screen may have become wrong by a new session. A clock that was put back changes
 * nothing: what was announced stays announced. */
static void
withdraw_wrong (SalveDelivery *self,
                gint64         now)
{
  for (guint i = self->shown->len; i > 0; i--)
    {
      SalveEnding *ending = g_ptr_array_index (self->shown, i - 1);
      g_autofree char *tag = make_tag (ending);

      if (salve_ending_get_instant (ending) > now || !is_restricted_again (self, ending))
        continue;
      salve_announcer_withdraw (self->announcer, tag);
      g_ptr_array_remove_index (self->shown, i - 1);
    }
}

static void
announce_notice (SalveDelivery     *self,
                 const SalveNotice *notice)
{
  if (salve_ledger_contains (self->ledger, notice->key)
      || !show (self, &(SalveAnnouncement) { .tag = notice->key, .title = notice->title, .body = notice->body,
                                             .critical = notice->critical }))
    return;
  g_hash_table_add (self->notices, g_strdup (notice->key));
  salve_ledger_add (self->ledger, notice->key, notice->instant);
  save_ledger (self);
}

static gboolean
is_listed (GPtrArray  *notices,
           const char *key)
{
  for (guint i = 0; i < notices->len; i++)
    {
      if (g_str_equal (((SalveNotice *) g_ptr_array_index (notices, i))->key, key))
        return TRUE;
    }

  return FALSE;
}

/* The cream came off, the person feels well, a graver notice took its place. */
static void
withdraw_answered (SalveDelivery *self,
                   GPtrArray     *notices)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (is_listed (notices, key))
        continue;
      salve_announcer_withdraw (self->announcer, key);
      g_hash_table_iter_remove (&iter);
    }
}

static void
check_session (SalveDelivery     *self,
               SalveSessionWatch *session,
               gint64             now)
{
  g_autoptr (GPtrArray) notices = salve_session_watch_list (session);

  for (guint i = 0; i < notices->len; i++)
    {
      SalveNotice *notice = g_ptr_array_index (notices, i);

      if (notice->instant > now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY)
        announce_notice (self, notice);
    }
  withdraw_answered (self, notices);
}

static void
withdraw_plan (SalveDelivery *self,
               const char    *but)
{
  if (self->plan == NULL || g_strcmp0 (self->plan, but) == 0)
    return;
  salve_announcer_withdraw (self->announcer, self->plan);
  g_clear_pointer (&self->plan, g_free);
}

static void
check_plan (SalveDelivery  *self,
            SalvePlanWatch *plan)
{
  gboolean due = salve_plan_watch_get_due (plan);
  g_autofree char *key = salve_plan_watch_get_key (plan);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  withdraw_plan (self, due ? key : NULL);
  if (!due || salve_ledger_contains (self->ledger, key))
    return;

  title = salve_plan_watch_get_title (plan);
  body = salve_plan_watch_get_body (plan);
  if (!show (self, &(SalveAnnouncement) { .tag = key, .title = title, .body = body }))
    return;
  self->plan = g_strdup (key);
  salve_ledger_add (self->ledger, key, salve_plan_watch_get_instant (plan));
  save_ledger (self);
}

static void
salve_delivery_dispose (GObject *object)
{
  SalveDelivery *self = SALVE_DELIVERY (object);

  g_clear_object (&self->announcer);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (salve_delivery_parent_class)->dispose (object);
}

static void
salve_delivery_finalize (GObject *object)
{
  SalveDelivery *self = SALVE_DELIVERY (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_hash_table_unref);
  g_clear_pointer (&self->plan, g_free);

  G_OBJECT_CLASS (salve_delivery_parent_class)->finalize (object);
}

static void
salve_delivery_class_init (SalveDeliveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_delivery_dispose;
  object_class->finalize = salve_delivery_finalize;
}

static void
salve_delivery_init (SalveDelivery *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

  return self;
}

/* Whether something could not be shown at the last check, for want of a daemon. */
gboolean
salve_delivery_get_waiting (SalveDelivery *self)
{
  g_return_val_if_fail (SALVE_IS_DELIVERY (self), FALSE);

  return self->waiting;
}

/* `now` is in microseconds since 1970 UTC; `session` and `plan` may be NULL. */
void
salve_delivery_check (SalveDelivery     *self,
                      SalveAftercare    *aftercare,
                      SalveSessionWatch *session,
                      SalvePlanWatch    *plan,
                      gint64             now)
{
  g_return_if_fail (SALVE_IS_DELIVERY (self));
  g_return_if_fail (SALVE_IS_AFTERCARE (aftercare));
  g_return_if_fail (session == NULL || SALVE_IS_SESSION_WATCH (session));
  g_return_if_fail (plan == NULL || SALVE_IS_PLAN_WATCH (plan));

  self->waiting = FALSE;
  self->aftercare = aftercare;
  withdraw_wrong (self, now);
  announce_endings (self, now);
  if (session != NULL)
    check_session (self, session, now);
  if (plan != NULL)
    check_plan (self, plan);
  self->aftercare = NULL;
}
