/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session-watch.h"

#include "salve-draft.h"
#include "salve-protocol.h"
#include "salve-record.h"
#include "salve-steady.h"

/* A session's timers end within hours of its beginning; no more than this is of today. */
#define RECENT      (SALVE_PROTOCOL_NUMBING_DAY_HOURS * G_TIME_SPAN_HOUR)
#define MAX_RECENT  10

struct _SalveSessionWatch
{
  GObject       parent_instance;

  SalveClock   *clock;
  SalveDraft   *draft;
  GListModel   *records;
  GFileMonitor *monitor;
  GPtrArray    *sessions; /* of SalveSession, those that may have something to say */
  guint         reading;  /* idle source */
  guint         alarm;
};

G_DEFINE_FINAL_TYPE (SalveSessionWatch, salve_session_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
now (SalveSessionWatch *self)
{
  return salve_clock_get_time (self->clock);
}

static gint64
get_next (SalveSessionWatch *self)
{
  gint64 next = SALVE_CLOCK_NEVER;

  for (guint i = 0; i < self->sessions->len; i++)
    next = MIN (next, salve_notice_next (g_ptr_array_index (self->sessions, i), now (self)));

  return next;
}

static void
on_alarm (gpointer data);

static void
arm (SalveSessionWatch *self)
{
  gint64 next = get_next (self);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (next != SALVE_CLOCK_NEVER)
    self->alarm = salve_clock_add_alarm (self->clock, next, on_alarm, self);
}

static void
on_alarm (gpointer data)
{
  SalveSessionWatch *self = data;

  self->alarm = 0;
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Here nothing is written: the window does that with the draft, and a record stays as it is. */
static void
add_session (SalveSessionWatch *self,
             SalveSession      *session)
{
  salve_steady_settle (session, self->clock);
  g_ptr_array_add (self->sessions, g_object_ref (session));
}

/* A draft that cannot be read is the window's to report; here it means that nothing is known. */
static void
read_draft (SalveSessionWatch *self)
{
  g_autoptr (SalveSession) session = salve_draft_load (self->draft, NULL);

  if (session != NULL)
    add_session (self, session);
}

/* The list is told newest first, and a name tells the time without the file. */
static void
read_records (SalveSessionWatch *self)
{
  guint n = MIN (g_list_model_get_n_items (self->records), MAX_RECENT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (self->records, i);
      SalveSession *session;

      if (salve_clock_instant (salve_record_get_time (record)) < now (self) - RECENT)
        break;
      session = salve_record_get_session (record);
      if (session != NULL)
        add_session (self, session);
    }
}

static void
on_read (gpointer data)
{
  SalveSessionWatch *self = data;

  self->reading = 0;
  salve_session_watch_reload (self);
}

/* One reading for many records that come at once. */
static void
on_records_changed (SalveSessionWatch *self)
{
  if (self->reading == 0)
    self->reading = g_idle_add_once (on_read, self);
}

static void
on_draft_changed (SalveSessionWatch *self)
{
  salve_session_watch_reload (self);
}

static void
on_jumped (SalveSessionWatch *self)
{
  /* Which sessions are of today depends on the clock. */
  salve_session_watch_reload (self);
}

/* The folder must be there: GIO polls for one that is not. */
static void
watch_draft (SalveSessionWatch *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (salve_draft_get_path (self->draft));
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    g_warning ("The session under way cannot be watched: %s", error->message);
  else
    g_signal_connect_object (self->monitor, "changed",
                             G_CALLBACK (on_draft_changed), self, G_CONNECT_SWAPPED);
}

static void
salve_session_watch_dispose (GObject *object)
{
  SalveSessionWatch *self = SALVE_SESSION_WATCH (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_handle_id (&self->reading, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->draft);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_session_watch_parent_class)->dispose (object);
}

static void
salve_session_watch_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_SESSION_WATCH (object)->sessions, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_session_watch_parent_class)->finalize (object);
}

static void
salve_session_watch_class_init (SalveSessionWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_session_watch_dispose;
  object_class->finalize = salve_session_watch_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_SESSION_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
salve_session_watch_init (SalveSessionWatch *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
}

/* `folder` is that of the draft, and exists; `records` are of SalveRecord, newest first. Nothing is
 * read before the first reload. */
SalveSessionWatch *
salve_session_watch_new (const char *folder,
                         GListModel *records,
                         SalveClock *clock)
{
  SalveSessionWatch *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);

  self = g_object_new (SALVE_TYPE_SESSION_WATCH, NULL);
  self->clock = g_object_ref (clock);
  self->records = g_object_ref (records);
  self->draft = salve_draft_new (folder);
  g_signal_connect_object (records, "items-changed", G_CALLBACK (on_records_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  watch_draft (self);

  return self;
}

void
salve_session_watch_reload (SalveSessionWatch *self)
{
  g_return_if_fail (SALVE_IS_SESSION_WATCH (self));

  g_ptr_array_set_size (self->sessions, 0);
  read_draft (self);
  read_records (self);
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whether there will be something to say later. */
gboolean
salve_session_watch_get_on (SalveSessionWatch *self)
{
  g_return_val_if_fail (SALVE_IS_SESSION_WATCH (self), FALSE);

  return self->reading != 0 || get_next (self) != SALVE_CLOCK_NEVER;
}

/* What is to be said now, so that others may read it where it is to be discreet: of SalveNotice,
 * transfer full. */
GPtrArray *
salve_session_watch_list (SalveSessionWatch *self,
                          gboolean           discreet)
{
  g_autoptr (GPtrArray) notices = NULL;

  g_return_val_if_fail (SALVE_IS_SESSION_WATCH (self), NULL);

  notices = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_notice_free);
  for (guint i = 0; i < self->sessions->len; i++)
    g_ptr_array_extend_and_steal (notices,
                                  salve_notice_list (g_ptr_array_index (self->sessions, i), now (self), discreet));

  return g_steal_pointer (&notices);
}
