/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-aftercare-plan.h"
#include "salve-step-log.h"

/* A session never ends before it began, even where the clock was put back meanwhile. */
static GDateTime *
get_present (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  GDateTime *started = salve_session_get_started (self->session);

  return g_date_time_ref (g_date_time_compare (now, started) < 0 ? started : now);
}

void
salve_procedure_enter (SalveProcedure *self,
                       SalveStep       step)
{
  g_autoptr (GDateTime) now = get_present (self);

  self->step = step;
  self->part = 0;
  salve_step_log_enter (self->session, step, now);
}

/* When the needles were put away; of a session that never got there, now. */
GDateTime *
salve_procedure_dup_end (SalveProcedure *self)
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

  salve_procedure_enter (self, SALVE_STEP_AFTERCARE);
  end = salve_procedure_dup_end (self);
  salve_aftercare_plan (self->session, end);
}

/* As if it had never been entered. */
void
salve_procedure_leave_aftercare (SalveProcedure *self)
{
  salve_step_log_forget (self->session, SALVE_STEP_AFTERCARE);
  g_ptr_array_set_size (salve_session_get_aftercare (self->session), 0);
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
    salve_procedure_enter (self, self->step + 1);
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
