/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-question.h"

#include <glib/gi18n.h>

static const char *
ask_about_cream (SalveNumbing numbing)
{
  if (numbing == SALVE_NUMBING_NONE)
    return NULL;
  if (numbing == SALVE_NUMBING_OFF || numbing == SALVE_NUMBING_FADED)
    return _("Is all of the cream washed off, and the skin dry? Press again when it is.");

  return _("Is the cream off? Press again when it is.");
}

/* What the button does there depends on what the answers come to. */
static const char *
ask_about_verdict (SalveVerdict verdict)
{
  if (verdict <= SALVE_VERDICT_CARE)
    return _("Is every answer still true today? Press again to go on.");
  if (verdict >= SALVE_VERDICT_WAIT)
    return _("This ends the session. Press again to end it.");

  return NULL;
}

/* What a person is asked before a key, a pedal or a mouse's side button goes on from here: where a
 * slip would touch the skin, or cannot be undone. NULL where it can be, as with the count of passes. */
const char *
salve_question_get (SalveProcedure *procedure)
{
  const SalveInstruction *part;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (procedure), NULL);

  if (salve_procedure_get_stopping (procedure))
    return _("This ends the session. Press again to end it.");
  if (salve_procedure_get_first_aid (procedure) != NULL)
    return _("Is the first aid done? Press again when it is.");
  part = salve_procedure_get_instruction (procedure);
  if (part->kind == SALVE_PART_NUMBING)
    return ask_about_cream (salve_procedure_get_numbing (procedure));
  if (part->kind == SALVE_PART_SUMMARY)
    return _("This finishes the session and saves it. Press again to finish.");
  if (part->kind == SALVE_PART_VERDICT)
    return ask_about_verdict (salve_procedure_judge (procedure, NULL));
  if (g_str_equal (part->id, "treat-disinfect"))
    return _("Needling comes next. Is the skin disinfected and dry? Press again when it is.");

  return NULL;
}
