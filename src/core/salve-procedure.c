/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-aftercare-plan.h"
#include "salve-gate.h"
#include "salve-pass-plan.h"
#include "salve-protocol.h"
#include "salve-resume.h"
#include "salve-steady.h"
#include "salve-step-log.h"

#define STEP_FIRST SALVE_STEP_CHECK
#define STEP_LAST  SALVE_STEP_AFTERCARE

G_DEFINE_FINAL_TYPE (SalveProcedure, salve_procedure, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_SESSION,
  PROP_RECORDS,
  PROP_SHELF,
  PROP_STEP,
  PROP_PART,
  PROP_CAN_NEXT,
  PROP_CAN_BACK,
  PROP_STOPPING,
  PROP_AIDING,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* A session never ends before it began, even where the clock was put back meanwhile. */
static GDateTime *
get_present (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  GDateTime *started = salve_session_get_started (self->session);

  return g_date_time_ref (g_date_time_compare (now, started) < 0 ? started : now);
}

const SalveSituation *
salve_procedure_look (SalveProcedure *self)
{
  g_clear_pointer (&self->situation.now, g_date_time_unref);
  self->situation.now = salve_clock_now (self->clock);
  self->situation.intervals = self->intervals;
  self->situation.records = self->records;
  self->situation.shelf = self->shelf;

  return &self->situation;
}

static void
enter (SalveProcedure *self,
       SalveStep       step)
{
  g_autoptr (GDateTime) now = get_present (self);

  self->step = step;
  self->part = 0;
  salve_step_log_enter (self->session, step, now);
}

static void
leave_back (SalveProcedure *self)
{
  salve_step_log_forget (self->session, self->step);
  g_ptr_array_set_size (salve_session_get_aftercare (self->session), 0);
  self->step--;
  salve_step_log_reopen (self->session, self->step);
  self->part = salve_instruction_count (self->step) - 1;
}

/* --- changes --- */

static void
notify_if (SalveProcedure *self,
           gboolean        differs,
           guint           property)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_can (SalveProcedure *self)
{
  gboolean can_next = salve_procedure_get_can_next (self);
  gboolean can_back = salve_procedure_get_can_back (self);
  gboolean next_differs = can_next != self->could_next;
  gboolean back_differs = can_back != self->could_back;

  self->could_next = can_next;
  self->could_back = can_back;
  notify_if (self, next_differs, PROP_CAN_NEXT);
  notify_if (self, back_differs, PROP_CAN_BACK);
}

void
salve_procedure_changed (SalveProcedure *self)
{
  /* What is finished is the store's, and changes no more. */
  if (self->finished)
    return;
  notify_can (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
salve_procedure_moved (SalveProcedure *self,
                       SalveStep       old_step,
                       guint           old_part)
{
  SalveSessionStep *entry = salve_step_log_find (self->session, self->step);

  self->pass_began = salve_clock_get_time (self->clock);
  if (entry != NULL)
    entry->part = self->part;
  notify_if (self, old_step != self->step, PROP_STEP);
  notify_if (self, old_part != self->part || old_step != self->step, PROP_PART);
  salve_procedure_changed (self);
}

void
salve_procedure_set_stopping (SalveProcedure *self,
                              gboolean        stopping)
{
  gboolean differs = self->stopping != stopping;

  self->stopping = stopping;
  notify_if (self, differs, PROP_STOPPING);
  salve_procedure_changed (self);
}

void
salve_procedure_set_aiding (SalveProcedure *self,
                            gboolean        aiding)
{
  gboolean differs = self->aiding != aiding;

  self->aiding = aiding;
  notify_if (self, differs, PROP_AIDING);
}

static GDateTime *
get_end (SalveProcedure *self)
{
  SalveSessionStep *aftercare = salve_step_log_find (self->session, SALVE_STEP_AFTERCARE);
  GDateTime *started = salve_session_get_started (self->session);

  if (aftercare == NULL)
    return get_present (self);

  return g_date_time_ref (g_date_time_compare (aftercare->entered, started) < 0 ? started : aftercare->entered);
}

void
salve_procedure_enter_aftercare (SalveProcedure *self)
{
  g_autoptr (GDateTime) end = NULL;

  enter (self, SALVE_STEP_AFTERCARE);
  end = get_end (self);
  salve_aftercare_plan (self->session, end);
}

/* As if it had never been entered. */
void
salve_procedure_leave_aftercare (SalveProcedure *self)
{
  salve_step_log_forget (self->session, SALVE_STEP_AFTERCARE);
  g_ptr_array_set_size (salve_session_get_aftercare (self->session), 0);
}

void
salve_procedure_complete (SalveProcedure *self)
{
  g_autoptr (GDateTime) end = get_end (self);
  gboolean stopping = self->stopping;
  gboolean aiding = self->aiding;

  self->stopping = FALSE;
  self->aiding = FALSE;
  salve_pass_plan_tidy (self->session);
  salve_session_set_ended (self->session, end);
  self->finished = TRUE;
  notify_if (self, stopping, PROP_STOPPING);
  notify_if (self, aiding, PROP_AIDING);
  notify_can (self);
  g_signal_emit (self, signals[SIGNAL_COMPLETED], 0, self->session);
}

static void
finish_step (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = get_present (self);

  salve_step_log_finish (self->session, self->step, now);
  if (self->step == STEP_LAST)
    salve_procedure_complete (self);
  else if (self->step + 1 == SALVE_STEP_AFTERCARE)
    salve_procedure_enter_aftercare (self);
  else
    enter (self, self->step + 1);
}

/* What is answered changes what may come next. */
static void
follow_answers (SalveProcedure *self)
{
  g_signal_connect_object (salve_session_get_answers (self->session), "changed",
                           G_CALLBACK (salve_procedure_changed), self, G_CONNECT_SWAPPED);
}

/* The clock was set, or time went by in suspend. */
static void
on_jumped (SalveProcedure *self)
{
  if (!self->finished && salve_steady_settle (self->session, self->clock))
    salve_procedure_changed (self);
}

static void
look_back (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);

  if (self->records != NULL)
    self->intervals = salve_intervals_new (self->records, now);
}

/* --- taking up a draft --- */

/* What ruled the session out comes back as such, though the questions after it were never asked. */
static guint
find_open_part (SalveProcedure *self,
                SalveStep       step)
{
  if (step == STEP_FIRST
      && salve_gate_judge (self->session, salve_procedure_look (self), NULL) == SALVE_VERDICT_STOP)
    return salve_instruction_count (step) - 1;

  return salve_gate_find_part (self->session, salve_procedure_look (self), step);
}

static void
find_place (SalveProcedure *self)
{
  SalveStep step = salve_gate_find_step (self->session, salve_procedure_look (self));
  guint open_part = find_open_part (self, step);

  for (SalveStep after = step; after <= STEP_LAST; after++)
    salve_step_log_reopen (self->session, after);
  enter (self, step);
  self->part = MIN (MIN (salve_step_log_find (self->session, step)->part, open_part),
                    salve_instruction_count (step) - 1);
}

/* Of the old session only the areas are still true. */
static void
start_over (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  g_autoptr (SalveSession) old = g_steal_pointer (&self->session);

  self->session = salve_session_new (SALVE_SETTING_HOME, now);
  salve_session_set_areas (self->session, salve_session_get_areas (old));
  self->situation.accepted = FALSE;
  self->recheck = FALSE;
  enter (self, STEP_FIRST);
}

static void
take_up_aftercare (SalveProcedure *self,
                   GDateTime      *now)
{
  g_autoptr (GDateTime) end = salve_resume_needled_by (self->session, now);

  if (salve_session_get_outcome (self->session) != SALVE_OUTCOME_STOPPED)
    salve_session_set_stopped (self->session, "interrupted");
  salve_step_log_enter (self->session, SALVE_STEP_AFTERCARE, end);
  salve_procedure_enter_aftercare (self);
}

/* What to do at once comes first after a restart, too: whether it was read is not known. */
static void
take_up_first_aid (SalveProcedure *self)
{
  self->aiding = salve_session_get_outcome (self->session) == SALVE_OUTCOME_STOPPED
                 && salve_first_aid_find (salve_session_get_stopped_because (self->session)) != NULL;
  if (!self->aiding)
    return;
  self->stopping = FALSE;
  self->may_slip = !salve_gate_needled (self->session);
  self->slip_step = self->step;
  self->slip_part = self->part;
}

static void
take_up (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);

  self->recheck = salve_resume_is_stale (self->session, now) && salve_gate_cream_is_on (self->session)
                  && !salve_gate_needled (self->session);
  switch (salve_resume_decide (self->session, now))
    {
    case SALVE_RESUME_AFTERCARE:
      take_up_aftercare (self, now);
      break;
    case SALVE_RESUME_START_OVER:
      start_over (self);
      break;
    case SALVE_RESUME_STOPPED:
      self->stopping = TRUE;
      find_place (self);
      break;
    case SALVE_RESUME_CONTINUE:
      find_place (self);
      if (self->step == SALVE_STEP_AFTERCARE)
        salve_procedure_enter_aftercare (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* --- GObject --- */

static void
salve_procedure_constructed (GObject *object)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  G_OBJECT_CLASS (salve_procedure_parent_class)->constructed (object);

  if (self->session == NULL)
    {
      g_autoptr (GDateTime) now = salve_clock_now (self->clock);

      self->session = salve_session_new (SALVE_SETTING_HOME, now);
    }
  salve_steady_settle (self->session, self->clock);
  g_signal_connect_object (self->clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  look_back (self);
  take_up (self);
  take_up_first_aid (self);
  follow_answers (self);
  self->pass_began = salve_clock_get_time (self->clock);
  self->could_next = salve_procedure_get_can_next (self);
  self->could_back = salve_procedure_get_can_back (self);
}

static void
salve_procedure_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORDS:
      g_value_set_object (value, self->records);
      break;
    case PROP_SHELF:
      g_value_set_object (value, self->shelf);
      break;
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_PART:
      g_value_set_uint (value, self->part);
      break;
    case PROP_CAN_NEXT:
      g_value_set_boolean (value, salve_procedure_get_can_next (self));
      break;
    case PROP_CAN_BACK:
      g_value_set_boolean (value, salve_procedure_get_can_back (self));
      break;
    case PROP_STOPPING:
      g_value_set_boolean (value, self->stopping);
      break;
    case PROP_AIDING:
      g_value_set_boolean (value, self->aiding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_procedure_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_RECORDS:
      self->records = g_value_dup_object (value);
      break;
    case PROP_SHELF:
      self->shelf = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_procedure_finalize (GObject *object)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->intervals);
  g_clear_object (&self->records);
  g_clear_object (&self->shelf);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->situation.now, g_date_time_unref);

  G_OBJECT_CLASS (salve_procedure_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * SalveProcedure::changed:
   *
   * The session is another than before; the draft should be written.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_PROCEDURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SalveProcedure::completed:
   * @self: the procedure
   * @session: the finished record
   *
   * The session is over, by its end or by a stop, and ready to be saved.
   */
  signals[SIGNAL_COMPLETED] =
    g_signal_new ("completed", SALVE_TYPE_PROCEDURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, SALVE_TYPE_SESSION);
}

static void
salve_procedure_class_init (SalveProcedureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_procedure_constructed;
  object_class->get_property = salve_procedure_get_property;
  object_class->set_property = salve_procedure_set_property;
  object_class->finalize = salve_procedure_finalize;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, fixed);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SALVE_TYPE_SESSION, fixed);
  properties[PROP_RECORDS] = g_param_spec_object ("records", NULL, NULL, G_TYPE_LIST_MODEL, fixed);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, fixed);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, SALVE_TYPE_STEP, STEP_FIRST, shown);
  properties[PROP_PART] = g_param_spec_uint ("part", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_CAN_NEXT] = g_param_spec_boolean ("can-next", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_BACK] = g_param_spec_boolean ("can-back", NULL, NULL, FALSE, shown);
  properties[PROP_STOPPING] = g_param_spec_boolean ("stopping", NULL, NULL, FALSE, shown);
  properties[PROP_AIDING] = g_param_spec_boolean ("aiding", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals ();
}

static void
salve_procedure_init (SalveProcedure *self)
{
}

/**
 * salve_procedure_new:
 * @clock: the clock to go by
 * @draft: (nullable): a session that was under way, or %NULL to begin a new one
 *
 * A draft is taken up where it stands: at its step, with its timers running on.
 * A step whose own conditions do not hold, or before which one is missing, is
 * not believed. After more than %SALVE_PROTOCOL_RESUME_HOURS without a step the
 * skin must be checked anew; where needling had begun, what is left is the
 * aftercare.
 *
 * Returns: (transfer full): the run of a session
 */
SalveProcedure *
salve_procedure_new (SalveClock   *clock,
                     SalveSession *draft)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (draft == NULL || SALVE_IS_SESSION (draft), NULL);

  return salve_procedure_new_full (clock, draft, NULL, NULL);
}

/**
 * salve_procedure_new_full:
 * @clock: the time
 * @draft: (nullable): a session that was under way
 * @records: (nullable): the records, a list of #SalveRecord, newest first
 * @shelf: (nullable): the person's devices
 *
 * As salve_procedure_new(), with what the history and the shelf have to say: where it is too soon
 * after the last session, and which device is used up.
 *
 * Returns: (transfer full): the run of a session
 */
SalveProcedure *
salve_procedure_new_full (SalveClock   *clock,
                          SalveSession *draft,
                          GListModel   *records,
                          SalveShelf   *shelf)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (draft == NULL || SALVE_IS_SESSION (draft), NULL);
  g_return_val_if_fail (records == NULL || G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (shelf == NULL || SALVE_IS_SHELF (shelf), NULL);

  return g_object_new (SALVE_TYPE_PROCEDURE,
                       "clock", clock,
                       "session", draft,
                       "records", records,
                       "shelf", shelf,
                       NULL);
}

/**
 * salve_procedure_get_session:
 * @self: a procedure
 *
 * Returns: (transfer none): the session as it stands
 */
SalveSession *
salve_procedure_get_session (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->session;
}

/**
 * salve_procedure_get_clock:
 * @self: a procedure
 *
 * Returns: (transfer none): the clock it goes by
 */
SalveClock *
salve_procedure_get_clock (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->clock;
}

/**
 * salve_procedure_get_answers:
 * @self: a procedure
 *
 * Returns: (transfer none): what the person answered to the screening; a change of it is one of the procedure
 */
SalveAnswers *
salve_procedure_get_answers (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return salve_session_get_answers (self->session);
}

/**
 * salve_procedure_get_intervals:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): when each area may be treated again
 */
SalveIntervals *
salve_procedure_get_intervals (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->intervals;
}

/**
 * salve_procedure_get_step:
 * @self: a procedure
 *
 * Returns: the present step
 */
SalveStep
salve_procedure_get_step (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), STEP_FIRST);

  return self->step;
}

/**
 * salve_procedure_get_part:
 * @self: a procedure
 *
 * Returns: the part of the present step, from 0
 */
guint
salve_procedure_get_part (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);

  return self->part;
}

/**
 * salve_procedure_get_instruction:
 * @self: a procedure
 *
 * Returns: (transfer none): the one thing to do now
 */
const SalveInstruction *
salve_procedure_get_instruction (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return salve_instruction_get (self->step, self->part);
}

/**
 * salve_procedure_get_can_next:
 * @self: a procedure
 *
 * Returns: whether the present part may be left forward
 */
gboolean
salve_procedure_get_can_next (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return !self->stopping && !self->aiding && !self->finished
         && salve_gate_find_part (self->session, salve_procedure_look (self), self->step) > self->part;
}

/**
 * salve_procedure_get_can_back:
 * @self: a procedure
 *
 * Once needling has begun there is no way back before it, and after a stop
 * none at all.
 *
 * Returns: whether the part before may be gone back to
 */
gboolean
salve_procedure_get_can_back (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  if (self->stopping || self->aiding || self->finished || salve_session_get_outcome (self->session) == SALVE_OUTCOME_STOPPED)
    return FALSE;
  if (self->step == SALVE_STEP_TREAT && salve_procedure_get_needled (self))
    return FALSE;

  return self->step > STEP_FIRST || self->part > 0;
}

/* Whoever must not treat is told at once, without the rest of the questions. */
static gboolean
is_ruled_out (SalveProcedure *self)
{
  return salve_procedure_get_instruction (self)->kind == SALVE_PART_SCREENING
         && salve_gate_judge (self->session, salve_procedure_look (self), NULL) == SALVE_VERDICT_STOP;
}

static void
go_on (SalveProcedure *self)
{
  if (is_ruled_out (self))
    self->part = salve_instruction_count (self->step) - 1;
  else if (self->part + 1 < salve_instruction_count (self->step))
    self->part++;
  else
    finish_step (self);
}

/**
 * salve_procedure_next:
 * @self: a procedure
 *
 * Goes on to the next part or step, if the present one may be left. At the
 * last it completes the session.
 */
void
salve_procedure_next (SalveProcedure *self)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_get_can_next (self))
    return;
  step = self->step;
  part = self->part;
  go_on (self);
  salve_procedure_moved (self, step, part);
}

/**
 * salve_procedure_back:
 * @self: a procedure
 *
 * Goes back to the part before, if that is possible. Nothing that was recorded
 * is lost.
 */
void
salve_procedure_back (SalveProcedure *self)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_get_can_back (self))
    return;
  step = self->step;
  part = self->part;
  if (self->part > 0)
    self->part--;
  else
    leave_back (self);
  salve_procedure_moved (self, step, part);
}

/* --- for salve-procedure-choices.c --- */

gboolean
salve_procedure_is_at (SalveProcedure *self,
                       SalvePartKind   kind)
{
  return !self->stopping && !self->aiding && !self->finished
         && salve_procedure_get_instruction (self)->kind == kind;
}

void
salve_procedure_check_again (SalveProcedure *self)
{
  SalveStep step = self->step;
  guint part = self->part;

  start_over (self);
  follow_answers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  salve_procedure_moved (self, step, part);
}
