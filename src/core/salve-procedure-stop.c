/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-pass-plan.h"
#include "salve-step-log.h"

/**
 * salve_procedure_get_stopping:
 * @self: a procedure
 *
 * Returns: whether the person pressed Stop and has not yet said why
 */
gboolean
salve_procedure_get_stopping (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return self->stopping;
}

/**
 * salve_procedure_get_needled:
 * @self: a procedure
 *
 * Returns: whether needles have touched the skin, as far as was counted
 */
gboolean
salve_procedure_get_needled (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return salve_gate_needled (self->session);
}

/**
 * salve_procedure_request_stop:
 * @self: a procedure
 *
 * Halts the session, at any step, to ask what happened.
 */
void
salve_procedure_request_stop (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!self->finished && !self->aiding)
    salve_procedure_set_stopping (self, TRUE);
}

static void
forget_stop (SalveProcedure *self)
{
  g_object_set (self->session, "outcome", SALVE_OUTCOME_COMPLETED, "stopped-because", NULL, NULL);
}

/**
 * salve_procedure_cancel_stop:
 * @self: a procedure
 *
 * Goes on where the session was halted.
 */
void
salve_procedure_cancel_stop (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  /* It may have been stopped before, and taken up. */
  if (!salve_procedure_get_needled (self))
    forget_stop (self);
  salve_procedure_set_stopping (self, FALSE);
}

/* The pass that was under way counts: where there is blood, the needles were in the skin. */
static gboolean
count_the_last (SalveProcedure      *self,
                const SalveFirstAid *aid)
{
  return aid != NULL && aid->touched && salve_procedure_get_instruction (self)->kind == SALVE_PART_PASSES
         && salve_procedure_do_count (self);
}

/**
 * salve_procedure_stop:
 * @self: a procedure
 * @because: the reason's id: one of the stop vocabulary
 *
 * Ends the session early. After blood, sharp pain or dizziness the first aid
 * comes next, and until it is over the stop may be taken back. Where needles
 * touched the skin the aftercare follows, which counts from now on; else the
 * session is complete.
 */
void
salve_procedure_stop (SalveProcedure *self,
                      const char     *because)
{
  const SalveFirstAid *aid = salve_first_aid_find (because);
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));
  g_return_if_fail (because != NULL);

  if (self->finished || self->aiding)
    return;
  self->slip_step = step = self->step;
  self->slip_part = part = self->part;
  self->slip_counted = count_the_last (self, aid);
  self->may_slip = aid != NULL;
  salve_session_set_stopped (self->session, because);
  if (salve_procedure_get_needled (self))
    salve_procedure_enter_aftercare (self);
  else if (aid == NULL)
    {
      salve_procedure_complete (self);
      return;
    }
  salve_procedure_set_aiding (self, aid != NULL);
  salve_procedure_set_stopping (self, FALSE);
  salve_procedure_moved (self, step, part);
}

/**
 * salve_procedure_get_first_aid:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): the first aid that comes before anything else now, or %NULL
 */
const SalveFirstAid *
salve_procedure_get_first_aid (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->aiding ? salve_first_aid_find (salve_session_get_stopped_because (self->session)) : NULL;
}

/**
 * salve_procedure_end_first_aid:
 * @self: a procedure
 *
 * The first aid was given: goes on to the aftercare or, where no needles
 * touched the skin, completes the session.
 */
void
salve_procedure_end_first_aid (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!self->aiding)
    return;
  if (!salve_procedure_get_needled (self))
    {
      salve_procedure_complete (self);
      return;
    }
  salve_procedure_set_aiding (self, FALSE);
  salve_procedure_changed (self);
}

/**
 * salve_procedure_get_can_unstop:
 * @self: a procedure
 *
 * Returns: whether the stop that led to the first aid may be taken back
 */
gboolean
salve_procedure_get_can_unstop (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return self->aiding && self->may_slip;
}

/**
 * salve_procedure_unstop:
 * @self: a procedure
 *
 * Takes a stop back that was a slip of the hand, and goes on where it came.
 */
void
salve_procedure_unstop (SalveProcedure *self)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_get_can_unstop (self))
    return;
  step = self->step;
  part = self->part;
  forget_stop (self);
  if (self->slip_counted)
    salve_pass_plan_uncount (self->session);
  if (self->slip_step == SALVE_STEP_AFTERCARE)
    salve_procedure_enter_aftercare (self);
  else if (step == SALVE_STEP_AFTERCARE)
    salve_procedure_leave_aftercare (self);
  self->step = self->slip_step;
  self->part = self->slip_part;
  salve_procedure_set_aiding (self, FALSE);
  salve_procedure_moved (self, step, part);
}
