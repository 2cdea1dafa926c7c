/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-resume.h"
#include "salve-step-log.h"

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
  salve_procedure_enter (self, step);
  self->part = MIN (MIN (salve_step_log_find (self->session, step)->part, open_part),
                    salve_instruction_count (step) - 1);
}

/* Of the old session only the areas are still true. */
void
salve_procedure_start_over (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  g_autoptr (SalveSession) old = g_steal_pointer (&self->session);

  self->session = salve_session_new (SALVE_SETTING_HOME, now);
  salve_session_set_areas (self->session, salve_session_get_areas (old));
  self->situation.accepted = FALSE;
  self->recheck = FALSE;
  salve_procedure_enter (self, STEP_FIRST);
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
take_up_session (SalveProcedure *self)
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
      salve_procedure_start_over (self);
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

/* A new session is taken up, too: at its beginning. */
void
salve_procedure_take_up (SalveProcedure *self)
{
  take_up_session (self);
  take_up_first_aid (self);
}
