/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-watch.h"

#include <glib/gi18n.h>

#include "salve-draft.h"
#include "salve-format.h"
#include "salve-protocol.h"

/* An alarm rings a little late; five minutes less this are still five. */
#define SLACK (10 * G_TIME_SPAN_SECOND)

struct _SalveNumbingWatch
{
  GObject       parent_instance;

  SalveClock   *clock;
  SalveDraft   *draft;
  GFileMonitor *monitor;
  char         *session; /* NULL while no cream is on */
  char         *product;
  gint64        applied;
  guint         alarm;
};

G_DEFINE_FINAL_TYPE (SalveNumbingWatch, salve_numbing_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void arm (SalveNumbingWatch *self);

static gint64
now (SalveNumbingWatch *self)
{
  return salve_clock_get_time (self->clock);
}

static void
on_alarm (gpointer data)
{
  SalveNumbingWatch *self = data;

  self->alarm = 0;
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
arm (SalveNumbingWatch *self)
{
  SalveNumbingStage stage = salve_numbing_watch_get_stage (self);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->session == NULL || stage == SALVE_NUMBING_STAGE_NOW)
    return;
  self->alarm = salve_clock_add_alarm (self->clock, salve_numbing_watch_get_instant (self, stage + 1),
                                       on_alarm, self);
}

static void
take_state (SalveNumbingWatch *self,
            SalveSession      *session)
{
  GDateTime *applied = session != NULL ? salve_session_get_numbing_applied (session) : NULL;

  g_clear_pointer (&self->session, g_free);
  g_clear_pointer (&self->product, g_free);
  self->applied = 0;
  if (applied == NULL || salve_session_get_numbing_removed (session) != NULL)
    return;

  self->session = g_strdup (salve_session_get_id (session));
  self->product = g_strdup (salve_session_get_numbing_product (session));
  self->applied = salve_clock_instant (applied);
}

static void
on_draft_changed (SalveNumbingWatch *self)
{
  salve_numbing_watch_reload (self);
}

static void
on_jumped (SalveNumbingWatch *self)
{
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The folder must be there: GIO polls for one that is not. */
static void
watch_draft (SalveNumbingWatch *self)
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
salve_numbing_watch_dispose (GObject *object)
{
  SalveNumbingWatch *self = SALVE_NUMBING_WATCH (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_object (&self->monitor);
  g_clear_object (&self->draft);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_numbing_watch_parent_class)->dispose (object);
}

static void
salve_numbing_watch_finalize (GObject *object)
{
  SalveNumbingWatch *self = SALVE_NUMBING_WATCH (object);

  g_clear_pointer (&self->session, g_free);
  g_clear_pointer (&self->product, g_free);

  G_OBJECT_CLASS (salve_numbing_watch_parent_class)->finalize (object);
}

static void
salve_numbing_watch_class_init (SalveNumbingWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = salve_numbing_watch_dispose;
  object_class->finalize = salve_numbing_watch_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_NUMBING_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
salve_numbing_watch_init (SalveNumbingWatch *self)
{
}

/* `folder` is that of the draft, and exists. Nothing is read before the first reload. */
SalveNumbingWatch *
salve_numbing_watch_new (const char *folder,
                         SalveClock *clock)
{
  SalveNumbingWatch *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);

  self = g_object_new (SALVE_TYPE_NUMBING_WATCH, NULL);
  self->clock = g_object_ref (clock);
  self->draft = salve_draft_new (folder);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  watch_draft (self);

  return self;
}

/* A draft that cannot be read is the window's to report; here it means that nothing is known. */
void
salve_numbing_watch_reload (SalveNumbingWatch *self)
{
  g_autoptr (SalveSession) session = NULL;

  g_return_if_fail (SALVE_IS_NUMBING_WATCH (self));

  session = salve_draft_load (self->draft, NULL);
  take_state (self, session);
  arm (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
salve_numbing_watch_get_on (SalveNumbingWatch *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), FALSE);

  return self->session != NULL;
}

/* The id of the session, or NULL while no cream is on. */
const char *
salve_numbing_watch_get_session (SalveNumbingWatch *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), NULL);

  return self->session;
}

/* When a stage begins, in microseconds since 1970 UTC. */
gint64
salve_numbing_watch_get_instant (SalveNumbingWatch *self,
                                 SalveNumbingStage  stage)
{
  static const int minutes[] = {
    [SALVE_NUMBING_STAGE_NONE] = 0,
    [SALVE_NUMBING_STAGE_SOON] = SALVE_PROTOCOL_NUMBING_ALARM_MINUTES,
    [SALVE_NUMBING_STAGE_NOW] = SALVE_PROTOCOL_NUMBING_MAX_MINUTES,
  };

  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), 0);
  g_return_val_if_fail (stage < G_N_ELEMENTS (minutes), 0);

  return self->applied + minutes[stage] * G_TIME_SPAN_MINUTE;
}

/* How far it is now. */
SalveNumbingStage
salve_numbing_watch_get_stage (SalveNumbingWatch *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), SALVE_NUMBING_STAGE_NONE);

  if (self->session == NULL)
    return SALVE_NUMBING_STAGE_NONE;
  if (now (self) >= salve_numbing_watch_get_instant (self, SALVE_NUMBING_STAGE_NOW))
    return SALVE_NUMBING_STAGE_NOW;
  if (now (self) >= salve_numbing_watch_get_instant (self, SALVE_NUMBING_STAGE_SOON))
    return SALVE_NUMBING_STAGE_SOON;

  return SALVE_NUMBING_STAGE_NONE;
}

/* The headline for the present stage. */
char *
salve_numbing_watch_get_title (SalveNumbingWatch *self)
{
  gint64 left;
  guint minutes;

  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), NULL);

  left = salve_numbing_watch_get_instant (self, SALVE_NUMBING_STAGE_NOW) - now (self);
  if (left <= 0)
    return g_strdup (_("Take the numbing cream off now"));

  minutes = (guint) MAX ((left + SLACK) / G_TIME_SPAN_MINUTE, 1);

  return g_strdup_printf (ngettext ("Take the numbing cream off within %u minute",
                                    "Take the numbing cream off within %u minutes", minutes),
                          minutes);
}

/* What is on since when, in plain text; the product reads as the person typed it. */
char *
salve_numbing_watch_get_body (SalveNumbingWatch *self)
{
  g_autoptr (GDateTime) applied = NULL;
  g_autoptr (GDateTime) today = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (SALVE_IS_NUMBING_WATCH (self), NULL);

  applied = g_date_time_new_from_unix_local (self->applied / G_USEC_PER_SEC);
  if (applied == NULL)
    return g_strdup ("");
  today = salve_clock_now (self->clock);
  day = salve_format_day (applied, today);
  if (self->product == NULL || *self->product == '\0')
    /* Translators: "today at 18:30", then the longest time in minutes. */
    return g_strdup_printf (_("Put on %s, for no more than %d minutes."), day,
                            SALVE_PROTOCOL_NUMBING_MAX_MINUTES);

  /* Translators: "today at 18:30", the longest time in minutes, then a product's name. */
  return g_strdup_printf (_("Put on %s, for no more than %d minutes. Product: %s"), day,
                          SALVE_PROTOCOL_NUMBING_MAX_MINUTES, self->product);
}
