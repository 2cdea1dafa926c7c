/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-cues.h"

#include "salve-numbing-check.h"
#include "salve-soak.h"

/* What runs in a session, and how far it is. */
typedef struct
{
  SalveNumbing numbing;
  SalveSoak    soak;
  guint        check; /* the open question about how the person feels; 0 for none */
} State;

struct _SalveCues
{
  GObject         parent_instance;

  SalveProcedure *procedure;
  SalveSounds    *sounds;
  State           state;
  guint           alarm;
};

G_DEFINE_FINAL_TYPE (SalveCues, salve_cues, G_TYPE_OBJECT)

static SalveSession *
get_session (SalveCues *self)
{
  return salve_procedure_get_session (self->procedure);
}

static SalveClock *
get_clock (SalveCues *self)
{
  return salve_procedure_get_clock (self->procedure);
}

static GDateTime *
get_soak (SalveSession *session)
{
  GDateTime *after = salve_session_get_soak_after (session);

  return after != NULL ? after : salve_session_get_soak_before (session);
}

static State
look (SalveCues *self)
{
  SalveSession *session = get_session (self);
  g_autoptr (GDateTime) now = salve_clock_now (get_clock (self));

  return (State) {
    .numbing = salve_procedure_get_numbing (self->procedure),
    .soak = salve_soak_at (get_soak (session), now),
    .check = salve_numbing_check_due (salve_session_get_numbing_applied (session),
                                      salve_numbing_check_get_answered (session), now, NULL),
  };
}

/* --- what has come --- */

/* The most pressing one, if several have come together, as after a suspend. */
static void
play (SalveCues   *self,
      const State *old,
      const State *new)
{
  gboolean changed = new->numbing != old->numbing;

  if (changed && new->numbing == SALVE_NUMBING_OVERDUE)
    salve_sounds_play (self->sounds, SALVE_SOUND_UP);
  else if (changed && new->numbing == SALVE_NUMBING_ALARM)
    salve_sounds_play (self->sounds, SALVE_SOUND_NEARLY);
  else if (new->soak == SALVE_SOAK_DONE && old->soak == SALVE_SOAK_RUNNING)
    salve_sounds_play (self->sounds, SALVE_SOUND_UP);
  else if ((changed && new->numbing == SALVE_NUMBING_TARGET) || new->check > old->check)
    salve_sounds_play (self->sounds, SALVE_SOUND_READY);
}

/* --- what will come --- */

static void refresh (SalveCues *self);

static void
on_alarm (gpointer data)
{
  SalveCues *self = data;

  self->alarm = 0;
  refresh (self);
}

static void
find_sooner (gint64    *next,
             GDateTime *change)
{
  if (change == NULL)
    return;
  *next = MIN (*next, salve_clock_instant (change));
  g_date_time_unref (change);
}

static void
arm (SalveCues *self)
{
  SalveSession *session = get_session (self);
  GDateTime *applied = salve_session_get_numbing_applied (session);
  const SalveNumbingLimits *limits =
    salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session));
  g_autoptr (GDateTime) now = salve_clock_now (get_clock (self));
  gint64 next = SALVE_CLOCK_NEVER;

  find_sooner (&next, salve_numbing_next_change (limits, applied, salve_session_get_numbing_removed (session), now));
  find_sooner (&next, salve_numbing_check_next_change (applied, salve_numbing_check_get_answered (session), now));
  find_sooner (&next, salve_soak_next_change (get_soak (session), now));

  salve_clock_clear_alarm (get_clock (self), &self->alarm);
  if (next != SALVE_CLOCK_NEVER && salve_session_get_ended (session) == NULL)
    self->alarm = salve_clock_add_alarm (get_clock (self), next, on_alarm, self);
}

static void
refresh (SalveCues *self)
{
  State old = self->state;

  self->state = look (self);
  play (self, &old, &self->state);
  arm (self);
}

/* --- callbacks --- */

static void
on_stopping (SalveCues *self)
{
  if (salve_procedure_get_stopping (self->procedure))
    salve_sounds_play (self->sounds, SALVE_SOUND_STOP);
}

/* A treatment that is ended at once was not asked about before. */
static void
on_aiding (SalveCues *self)
{
  if (salve_procedure_get_first_aid (self->procedure) != NULL && !salve_procedure_get_stopping (self->procedure))
    salve_sounds_play (self->sounds, SALVE_SOUND_STOP);
}

/* --- overrides --- */

static void
salve_cues_dispose (GObject *object)
{
  SalveCues *self = SALVE_CUES (object);

  if (self->procedure != NULL)
    salve_clock_clear_alarm (get_clock (self), &self->alarm);
  g_clear_object (&self->procedure);
  g_clear_object (&self->sounds);

  G_OBJECT_CLASS (salve_cues_parent_class)->dispose (object);
}

static void
salve_cues_class_init (SalveCuesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_cues_dispose;
}

static void
salve_cues_init (SalveCues *self)
{
}

/* What has come before is not told again, but for a cream that presses. */
SalveCues *
salve_cues_new (SalveProcedure *procedure,
                SalveSounds    *sounds)
{
  SalveCues *self;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (procedure), NULL);
  g_return_val_if_fail (SALVE_IS_SOUNDS (sounds), NULL);

  self = g_object_new (SALVE_TYPE_CUES, NULL);
  self->procedure = g_object_ref (procedure);
  self->sounds = g_object_ref (sounds);
  self->state = look (self);
  if (self->state.numbing == SALVE_NUMBING_ALARM || self->state.numbing == SALVE_NUMBING_OVERDUE)
    self->state.numbing = SALVE_NUMBING_NONE;
  g_signal_connect_object (procedure, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (procedure, "notify::stopping", G_CALLBACK (on_stopping), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (procedure, "notify::aiding", G_CALLBACK (on_aiding), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_clock (self), "jumped", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}
