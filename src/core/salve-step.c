/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-step.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (SalveStep, salve_step,
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_CHECK, "check"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_CLEANSE, "cleanse"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_NUMB, "numb"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_DEVICE, "device"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_TREAT, "treat"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_SOOTHE, "soothe"),
                    G_DEFINE_ENUM_VALUE (SALVE_STEP_AFTERCARE, "aftercare"))

static const struct
{
  const char *id;
  const char *title;
} steps[SALVE_N_STEPS] = {
  /* Translators: a step of a session: is anything in the way today? */
  [SALVE_STEP_CHECK] = { "check", N_("Check") },
  /* Translators: a step of a session: wash hands and skin */
  [SALVE_STEP_CLEANSE] = { "cleanse", N_("Cleanse") },
  /* Translators: a step of a session: numbing cream */
  [SALVE_STEP_NUMB] = { "numb", N_("Numb") },
  /* Translators: a step of a session: choose and prepare the roller, stamp or pen */
  [SALVE_STEP_DEVICE] = { "device", N_("Device") },
  /* Translators: a step of a session: the needling itself */
  [SALVE_STEP_TREAT] = { "treat", N_("Treat") },
  /* Translators: a step of a session: put a soothing gel on the skin */
  [SALVE_STEP_SOOTHE] = { "soothe", N_("Soothe") },
  /* Translators: the last step of a session: what to avoid from now on */
  [SALVE_STEP_AFTERCARE] = { "aftercare", N_("Aftercare") },
};

/**
 * salve_step_get_id:
 * @step: a step
 *
 * Returns: (transfer none): its id, as in a record
 */
const char *
salve_step_get_id (SalveStep step)
{
  g_return_val_if_fail (step >= 0 && step < SALVE_N_STEPS, NULL);

  return steps[step].id;
}

/**
 * salve_step_get_title:
 * @step: a step
 *
 * Returns: (transfer none): its title, one word, translated
 */
const char *
salve_step_get_title (SalveStep step)
{
  g_return_val_if_fail (step >= 0 && step < SALVE_N_STEPS, NULL);

  return _(steps[step].title);
}

/**
 * salve_step_find:
 * @id: a step's id, as in a record
 *
 * Returns: the #SalveStep, or -1 if there is none of this id
 */
int
salve_step_find (const char *id)
{
  g_return_val_if_fail (id != NULL, -1);

  for (int i = 0; i < SALVE_N_STEPS; i++)
    {
      if (g_str_equal (steps[i].id, id))
        return i;
    }

  return -1;
}
