/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-protocol.h"

/**
 * salve_procedure_has_eczema:
 * @self: a procedure
 *
 * Returns: whether the person had eczema at any time, so that numbing cream may be on for less long: S70
 */
gboolean
salve_procedure_has_eczema (SalveProcedure *self)
{
  const SalveAnswer *eczema;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), TRUE);

  eczema = salve_answers_get (salve_procedure_get_answers (self), "eczema-history");

  return eczema != NULL && eczema->applies;
}

static gboolean
is_within (double value,
           double most)
{
  return value >= 0 && value <= most;
}

/* Something that rules out the cream was told, be it here or in the questions about the session. */
static gboolean
must_not_numb (SalveProcedure *self)
{
  GDate today;

  salve_clock_get_today (self->clock, &today);

  return salve_screening_judge_group (salve_procedure_get_answers (self), SALVE_SCREENING_NUMBING, &today, NULL)
         > SALVE_VERDICT_OPEN;
}

/**
 * salve_procedure_start_numbing:
 * @self: a procedure
 * @product: (nullable): the cream's name
 * @percent: its lidocaine in per cent, at most
 *   %SALVE_PROTOCOL_NUMBING_MAX_PERCENT; 0 if not known
 * @grams: how much of it, in g, at most %SALVE_PROTOCOL_NUMBING_MAX_GRAMS; 0 if not known
 * @cm2: on how much skin, in cm², at most %SALVE_PROTOCOL_NUMBING_MAX_CM2; 0 if not known
 *
 * Starts the numbing timers, once in a session: cream is never put on again. Where an answer to the
 * screening rules it out, nothing happens.
 */
void
salve_procedure_start_numbing (SalveProcedure *self,
                               const char     *product,
                               double          percent,
                               double          grams,
                               double          cm2)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *stamp = NULL;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_NUMBING) || salve_session_get_numbing_applied (self->session) != NULL
      || !is_within (percent, SALVE_PROTOCOL_NUMBING_MAX_PERCENT) || !is_within (grams, SALVE_PROTOCOL_NUMBING_MAX_GRAMS)
      || !is_within (cm2, SALVE_PROTOCOL_NUMBING_MAX_CM2) || must_not_numb (self))
    return;
  now = salve_clock_now (self->clock);
  stamp = salve_clock_make_stamp (self->clock);
  g_object_set (self->session,
                "numbing-stamp", stamp,
                "numbing-product", product,
                "numbing-percent", percent,
                "numbing-grams", grams,
                "numbing-cm2", cm2,
                "numbing-max-minutes", salve_protocol_get_numbing (salve_procedure_has_eczema (self))->max,
                "numbing-applied", now,
                NULL);
  salve_procedure_changed (self);
}

/**
 * salve_procedure_confirm_well:
 * @self: a procedure
 * @minutes: which symptom check, in minutes after the cream went on
 *
 * Records that the person feels well with the cream.
 */
void
salve_procedure_confirm_well (SalveProcedure *self,
                              guint           minutes)
{
  SalveSessionCheck *check;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (self->finished || salve_session_get_numbing_applied (self->session) == NULL)
    return;
  check = g_new0 (SalveSessionCheck, 1);
  check->minutes = minutes;
  check->at = salve_clock_now (self->clock);
  g_ptr_array_add (salve_session_get_checks (self->session), check);
  salve_procedure_changed (self);
}

/**
 * salve_procedure_end_numbing:
 * @self: a procedure
 *
 * Records that the cream is off. In a draft that is too old to go on with, the
 * check comes again.
 */
void
salve_procedure_end_numbing (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_gate_cream_is_on (self->session))
    return;
  now = salve_clock_now (self->clock);
  g_object_set (self->session, "numbing-removed", now, NULL);
  if (self->recheck)
    salve_procedure_check_again (self);
  else
    salve_procedure_changed (self);
}

/**
 * salve_procedure_get_numbing:
 * @self: a procedure
 *
 * Returns: where the numbing cream stands now
 */
SalveNumbing
salve_procedure_get_numbing (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), SALVE_NUMBING_NONE);

  now = salve_clock_now (self->clock);

  return salve_numbing_at (salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (self->session)),
                           salve_session_get_numbing_applied (self->session),
                           salve_session_get_numbing_removed (self->session), now);
}

/**
 * salve_procedure_get_faded:
 * @self: a procedure
 *
 * Returns: whether the numbing has worn off before the needles, and the person has not yet said
 *   that they go on without
 */
gboolean
salve_procedure_get_faded (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  now = salve_clock_now (self->clock);

  return salve_gate_has_faded (self->session, now);
}

/**
 * salve_procedure_go_unnumbed:
 * @self: a procedure
 *
 * Records that the person goes on although the numbing wore off, where it has.
 */
void
salve_procedure_go_unnumbed (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (self->finished || !salve_procedure_get_faded (self))
    return;
  g_object_set (self->session, "unnumbed", TRUE, NULL);
  salve_procedure_changed (self);
}

/* --- the device --- */

/**
 * salve_procedure_start_soak:
 * @self: a procedure
 *
 * Records that the device was put in alcohol now: before the session or after it, as the step is.
 */
void
salve_procedure_start_soak (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *stamp = NULL;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_SOAK))
    return;
  now = salve_clock_now (self->clock);
  stamp = salve_clock_make_stamp (self->clock);
  if (self->step < SALVE_STEP_TREAT)
    g_object_set (self->session, "soak-before-stamp", stamp, "soak-before", now, NULL);
  else
    g_object_set (self->session, "soak-after-stamp", stamp, "soak-after", now, NULL);
  salve_procedure_changed (self);
}
