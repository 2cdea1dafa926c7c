/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-gate.h"

#include "salve-clock.h"
#include "salve-numbing.h"
#include "salve-pass-plan.h"
#include "salve-protocol.h"
#include "salve-shelf-fit.h"
#include "salve-soak.h"
#include "salve-step-log.h"

/* Too soon after the last time is possible with a clinician's word only. */
static gboolean
has_waited (SalveSession         *session,
            const SalveSituation *situation,
            double                needle_mm)
{
  const SalveAnswer *word = salve_answers_get (salve_session_get_answers (session), SALVE_SCREENING_INTERVAL);
  g_autoptr (GDateTime) earliest = NULL;
  GDate day, today;

  if (situation->intervals == NULL)
    return TRUE;
  earliest = salve_intervals_get_earliest_of (situation->intervals, salve_session_get_areas (session), needle_mm);
  if (earliest == NULL)
    return TRUE;
  salve_clock_get_day (earliest, &day);
  salve_clock_get_day (situation->now, &today);

  return salve_screening_judge_interval (word, &day, &today, NULL) == SALVE_VERDICT_CLEAR;
}

/* A device of the shelf is asked there, where its uses are counted. */
static gboolean
may_be_used (SalveSession         *session,
             const SalveSituation *situation)
{
  GDate today;

  salve_clock_get_day (situation->now, &today);

  return situation->shelf == NULL
         || salve_shelf_fit_check (situation->shelf, situation->records, session, &today, NULL);
}

static gboolean
device_is_fit (SalveSession         *session,
               const SalveSituation *situation)
{
  double needle_mm = salve_session_get_needle_mm (session);
  const SalveBand *band = salve_protocol_get_band (needle_mm);

  if (salve_session_get_device_kind (session) == NULL || !(needle_mm > 0) || !band->home)
    return FALSE;

  return (!band->caution || situation->accepted || salve_step_log_is_done (session, SALVE_STEP_DEVICE))
         && may_be_used (session, situation) && has_waited (session, situation, needle_mm);
}

static gboolean
areas_are_fit (SalveSession         *session,
               const SalveSituation *situation)
{
  const char * const *areas = salve_session_get_areas (session);
  guint n_areas = g_strv_length ((char **) areas);

  return n_areas > 0 && (n_areas == 1 || !salve_gate_needs_test_spot (session, situation))
         && has_waited (session, situation, 0);
}

/* Single-use needles come sterile. What is in use already is not taken out again, and what was taken
 * out in time stays so when the clock is put back. */
static gboolean
is_disinfected (SalveSession         *session,
                const SalveSituation *situation)
{
  GDateTime *started = salve_session_get_soak_before (session);

  return salve_gate_needled (session) || !salve_soak_is_needed (salve_session_get_device_kind (session))
         || salve_soak_at (started, situation->now) == SALVE_SOAK_DONE
         || (started != NULL && salve_step_log_is_done (session, SALVE_STEP_DEVICE));
}

/* What rules a session out needs no more answers. */
static gboolean
is_answered (SalveSession         *session,
             const SalveSituation *situation,
             SalveScreeningGroup   group)
{
  SalveAnswers *answers = salve_session_get_answers (session);
  GDate today;

  salve_clock_get_day (situation->now, &today);

  return salve_screening_is_answered (answers, group, &today)
         || salve_screening_judge_group (answers, group, &today, NULL) == SALVE_VERDICT_STOP;
}

static gboolean
may_begin (SalveSession         *session,
           const SalveSituation *situation)
{
  SalveVerdict verdict = salve_gate_judge (session, situation, NULL);

  return verdict == SALVE_VERDICT_CLEAR || verdict == SALVE_VERDICT_CARE;
}

/**
 * salve_gate_judge:
 * @session: a session
 * @situation: what is known besides
 * @from: (out caller-allocates) (optional): where the verdict is to wait, the day from which it is possible
 *
 * Returns: what the answers to the screening say about a session today
 */
SalveVerdict
salve_gate_judge (SalveSession         *session,
                  const SalveSituation *situation,
                  GDate                *from)
{
  GDate today;

  g_return_val_if_fail (SALVE_IS_SESSION (session), SALVE_VERDICT_OPEN);
  g_return_val_if_fail (situation != NULL, SALVE_VERDICT_OPEN);

  salve_clock_get_day (situation->now, &today);

  return salve_screening_judge (salve_session_get_answers (session), &today, from);
}

/**
 * salve_gate_needs_test_spot:
 * @session: a session
 * @situation: what is known besides
 *
 * Skin that turns dark easily begins with a small spot: S56, S59. One is enough for a person; how
 * long to wait after it is for salve-intervals.
 *
 * Returns: whether this session is to be the test spot
 */
gboolean
salve_gate_needs_test_spot (SalveSession         *session,
                            const SalveSituation *situation)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (situation != NULL, FALSE);

  return salve_screening_needs_test_spot (salve_session_get_answers (session))
         && (situation->intervals == NULL || salve_intervals_get_test_spot (situation->intervals) == NULL);
}

/**
 * salve_gate_cream_is_on:
 * @session: a session
 *
 * Returns: whether numbing cream was put on and not taken off
 */
gboolean
salve_gate_cream_is_on (SalveSession *session)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);

  return salve_session_get_numbing_applied (session) != NULL
         && salve_session_get_numbing_removed (session) == NULL;
}

/**
 * salve_gate_needled:
 * @session: a session
 *
 * Returns: whether needles have touched the skin, as far as was counted
 */
gboolean
salve_gate_needled (SalveSession *session)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);

  return salve_session_count_passes (session) > 0 || salve_step_log_is_done (session, SALVE_STEP_TREAT);
}

/**
 * salve_gate_has_faded:
 * @session: a session
 * @now: the present
 *
 * Skin that was numb and is no more hurts when the needles come: nobody begins on it without having
 * been asked.
 *
 * Returns: whether the numbing wore off before needling began, and the person did not yet say that
 *   they go on without
 */
gboolean
salve_gate_has_faded (SalveSession *session,
                      GDateTime    *now)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (now != NULL, FALSE);

  if (salve_session_get_unnumbed (session) || salve_gate_needled (session))
    return FALSE;

  return salve_numbing_at (salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session)),
                           salve_session_get_numbing_applied (session),
                           salve_session_get_numbing_removed (session), now) == SALVE_NUMBING_FADED;
}

/**
 * salve_gate_is_open:
 * @session: a session
 * @situation: what is known besides
 * @part: a part of a step
 *
 * Returns: whether the part may be left forward
 */
gboolean
salve_gate_is_open (SalveSession           *session,
                    const SalveSituation   *situation,
                    const SalveInstruction *part)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (situation != NULL && part != NULL, FALSE);

  switch (part->kind)
    {
    case SALVE_PART_AREAS:
      return areas_are_fit (session, situation);
    case SALVE_PART_SCREENING:
      return is_answered (session, situation, part->group);
    case SALVE_PART_VERDICT:
      return may_begin (session, situation);
    case SALVE_PART_NUMBING:
      return !salve_gate_cream_is_on (session);
    case SALVE_PART_DEVICE:
      return device_is_fit (session, situation);
    case SALVE_PART_PASSES:
      return !salve_pass_plan_next (session, salve_protocol_get_band (salve_session_get_needle_mm (session)), NULL);
    case SALVE_PART_SERUM:
      return salve_session_get_serum_kind (session) != NULL;
    case SALVE_PART_SOAK:
      return part->step > SALVE_STEP_TREAT || is_disinfected (session, situation);
    case SALVE_PART_INSTRUCTION:
      return part->step != SALVE_STEP_TREAT || !salve_gate_has_faded (session, situation->now);
    case SALVE_PART_FEELING:
    case SALVE_PART_SUMMARY:
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * salve_gate_find_part:
 * @session: a session
 * @situation: what is known besides
 * @step: a step
 *
 * Returns: the first part of the step that may not be left yet, or the number
 *   of its parts
 */
guint
salve_gate_find_part (SalveSession         *session,
                      const SalveSituation *situation,
                      SalveStep             step)
{
  guint part = 0;

  while (part < salve_instruction_count (step)
         && salve_gate_is_open (session, situation, salve_instruction_get (step, part)))
    part++;

  return part;
}

/**
 * salve_gate_find_step:
 * @session: a session
 * @situation: what is known besides
 *
 * Where a draft really stands. What it says is not believed further than what
 * it shows: a step counts as done only where all before it is done and fit.
 *
 * Returns: the first step that is not
 */
SalveStep
salve_gate_find_step (SalveSession         *session,
                      const SalveSituation *situation)
{
  SalveStep step = SALVE_STEP_CHECK;

  while (step < SALVE_STEP_AFTERCARE && salve_step_log_is_done (session, step)
         && salve_gate_find_part (session, situation, step) == salve_instruction_count (step))
    step++;

  return step;
}
