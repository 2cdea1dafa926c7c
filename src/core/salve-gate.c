/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-gate.h"

#include "salve-pass-plan.h"
#include "salve-protocol.h"
#include "salve-step-log.h"

static gboolean
device_is_fit (SalveSession       *session,
               const SalveConsent *consent)
{
  double needle_mm = salve_session_get_needle_mm (session);
  const SalveBand *band = salve_protocol_get_band (needle_mm);

  if (salve_session_get_device_kind (session) == NULL || !(needle_mm > 0) || !band->home)
    return FALSE;

  return !band->caution || consent->accepted || salve_step_log_is_done (session, SALVE_STEP_DEVICE);
}

static gboolean
has_areas (SalveSession *session)
{
  const char * const *areas = salve_session_get_areas (session);

  return areas != NULL && areas[0] != NULL;
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
 * salve_gate_is_open:
 * @session: a session
 * @consent: what the person confirmed
 * @kind: a kind of part
 *
 * Returns: whether a part of this kind may be left forward
 */
gboolean
salve_gate_is_open (SalveSession       *session,
                    const SalveConsent *consent,
                    SalvePartKind       kind)
{
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (consent != NULL, FALSE);

  switch (kind)
    {
    case SALVE_PART_AREAS:
      return has_areas (session);
    case SALVE_PART_REASONS:
      return consent->no_reason || salve_step_log_is_done (session, SALVE_STEP_CHECK);
    case SALVE_PART_NUMBING:
      return !salve_gate_cream_is_on (session);
    case SALVE_PART_DEVICE:
      return device_is_fit (session, consent);
    case SALVE_PART_PASSES:
      return !salve_pass_plan_next (session, salve_protocol_get_band (salve_session_get_needle_mm (session)), NULL);
    case SALVE_PART_SERUM:
      return salve_session_get_serum_kind (session) != NULL;
    case SALVE_PART_INSTRUCTION:
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
 * @consent: what the person confirmed
 * @step: a step
 *
 * Returns: the first part of the step that may not be left yet, or the number
 *   of its parts
 */
guint
salve_gate_find_part (SalveSession       *session,
                      const SalveConsent *consent,
                      SalveStep           step)
{
  guint part = 0;

  while (part < salve_instruction_count (step)
         && salve_gate_is_open (session, consent, salve_instruction_get (step, part)->kind))
    part++;

  return part;
}

/**
 * salve_gate_find_step:
 * @session: a session
 * @consent: what the person confirmed
 *
 * Where a draft really stands. What it says is not believed further than what
 * it shows: a step counts as done only where all before it is done and fit.
 *
 * Returns: the first step that is not
 */
SalveStep
salve_gate_find_step (SalveSession       *session,
                      const SalveConsent *consent)
{
  SalveStep step = SALVE_STEP_CHECK;

  while (step < SALVE_STEP_AFTERCARE && salve_step_log_is_done (session, step)
         && salve_gate_find_part (session, consent, step) == salve_instruction_count (step))
    step++;

  return step;
}
