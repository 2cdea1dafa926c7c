/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-pass-plan.h"
#include "salve-protocol.h"
#include "salve-steady.h"
#include "salve-step-log.h"

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

void
salve_procedure_complete (SalveProcedure *self)
{
  g_autoptr (GDateTime) end = salve_procedure_dup_end (self);
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
  salve_procedure_take_up (self);
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

/* --- for the other salve-procedure-*.c --- */

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

  salve_procedure_start_over (self);
  follow_answers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  salve_procedure_moved (self, step, part);
}
