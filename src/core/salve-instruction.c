/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-instruction.h"

#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* The bodies are in build_body (), for some hold numbers or depend on the device. */
static const SalveInstruction instructions[] = {
  {
    .id = "screening-about",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_SCREENING,
    .group = SALVE_SCREENING_LASTING,
    .title = N_("About you"),
    .picture = "salve-picture-questions-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "areas",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_AREAS,
    .title = N_("Which areas today?"),
    .picture = "salve-picture-body-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "screening-health",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_SCREENING,
    .group = SALVE_SCREENING_HEALTH,
    .title = N_("Your health today"),
    .picture = "salve-picture-questions-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "screening-skin",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_SCREENING,
    .group = SALVE_SCREENING_SKIN,
    .title = N_("The skin today"),
    .picture = "salve-picture-feeling-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "screening-lately",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_SCREENING,
    .group = SALVE_SCREENING_LATELY,
    .title = N_("The last weeks"),
    .picture = "salve-picture-wait-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "verdict",
    .step = SALVE_STEP_CHECK,
    .kind = SALVE_PART_VERDICT,
    .title = N_("May you begin?"),
    .picture = "salve-picture-clear-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "cleanse-hands",
    .step = SALVE_STEP_CLEANSE,
    .kind = SALVE_PART_INSTRUCTION,
    .title = N_("Wash your hands"),
    .picture = "salve-picture-hands-symbolic",
    .done = N_("Hands are clean"),
  },
  {
    .id = "cleanse-skin",
    .step = SALVE_STEP_CLEANSE,
    .kind = SALVE_PART_INSTRUCTION,
    .title = N_("Wash the skin"),
    .picture = "salve-picture-skin-wash-symbolic",
    .done = N_("Skin is clean and dry"),
  },
  {
    .id = "numbing",
    .step = SALVE_STEP_NUMB,
    .kind = SALVE_PART_NUMBING,
    .title = N_("Numbing cream"),
    .picture = "salve-picture-numbing-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "device",
    .step = SALVE_STEP_DEVICE,
    .kind = SALVE_PART_DEVICE,
    .title = N_("Which device?"),
    .picture = "salve-picture-roller-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "device-ready",
    .step = SALVE_STEP_DEVICE,
    .kind = SALVE_PART_SOAK,
    .title = N_("Prepare the device"),
    .picture = "salve-picture-soak-symbolic",
    .done = N_("Device is ready"),
  },
  {
    .id = "treat-disinfect",
    .step = SALVE_STEP_TREAT,
    .kind = SALVE_PART_INSTRUCTION,
    .title = N_("Disinfect the skin"),
    .picture = "salve-picture-disinfect-symbolic",
    .done = N_("Skin is dry"),
  },
  {
    .id = "passes",
    .step = SALVE_STEP_TREAT,
    .kind = SALVE_PART_PASSES,
    .title = N_("Treat the area"),
    .picture = "salve-picture-treat-symbolic",
    .done = N_("Count this pass"),
  },
  {
    .id = "serum",
    .step = SALVE_STEP_SOOTHE,
    .kind = SALVE_PART_SERUM,
    .title = N_("Soothe the skin"),
    .picture = "salve-picture-gel-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "device-clean",
    .step = SALVE_STEP_SOOTHE,
    .kind = SALVE_PART_SOAK,
    .title = N_("Clean the device"),
    .picture = "salve-picture-soak-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "feeling",
    .step = SALVE_STEP_SOOTHE,
    .kind = SALVE_PART_FEELING,
    .title = N_("How does it feel?"),
    .picture = "salve-picture-feeling-symbolic",
    .done = N_("Continue"),
  },
  {
    .id = "summary",
    .step = SALVE_STEP_AFTERCARE,
    .kind = SALVE_PART_SUMMARY,
    .title = N_("Look after the skin"),
    .picture = "salve-picture-shade-symbolic",
    .done = N_("Save session"),
  },
};

static char *
describe_device (const char *kind)
{
  if (g_strcmp0 (kind, "pen") == 0)
    return g_strdup (_("Put in a new, sterile cartridge: each is for one session only. "
                       "Set the length of the needles. Wipe the pen’s handle, and touch nothing with the needles."));

  /* Translators: %1$d is a percentage, %2$d are minutes */
  return g_strdup_printf (_("Wash it in warm, soapy water and rinse it. Leave it in %1$d%% alcohol for %2$d minutes "
                            "and let it dry in the air. If a needle is bent, do not use it."),
                          SALVE_PROTOCOL_SOAK_PERCENT, SALVE_PROTOCOL_SOAK_MINUTES);
}

static char *
describe_cleaning (const char *kind)
{
  if (g_strcmp0 (kind, "pen") == 0)
    return g_strdup (_("Take the cartridge out and put it into a sharps box or another rigid, closed container. "
                       "It is never used again. Wipe the pen’s handle."));

  /* Translators: %1$d is a percentage, %2$d are minutes */
  return g_strdup_printf (_("Wash it in warm, soapy water and rinse it. Lay it in %1$d%% alcohol and go on meanwhile: "
                            "Salve tells you after %2$d minutes to take it out."),
                          SALVE_PROTOCOL_SOAK_PERCENT, SALVE_PROTOCOL_SOAK_MINUTES);
}

static char *
build_body (const char *id,
            const char *device_kind)
{
  if (g_str_equal (id, "cleanse-hands"))
    return g_strdup (_("Wash your hands with soap, dry them with a clean towel and put on fresh gloves."));

  if (g_str_equal (id, "cleanse-skin"))
    return g_strdup (_("Wash the area with a mild soap without perfume. Rinse it and pat it dry with a clean towel."));

  if (g_str_equal (id, "device-ready"))
    return describe_device (device_kind);

  if (g_str_equal (id, "device-clean"))
    return describe_cleaning (device_kind);

  if (g_str_equal (id, "treat-disinfect"))
    /* Translators: %d is a percentage */
    return g_strdup_printf (_("All numbing cream must be washed off. Wipe the skin with %d%% alcohol or with chlorhexidine "
                              "and let it dry in the air."),
                            SALVE_PROTOCOL_SKIN_ALCOHOL_PERCENT);

  return NULL;
}

static SalveInstruction
translate (const SalveInstruction *instruction)
{
  SalveInstruction result = *instruction;

  result.title = _(instruction->title);
  result.done = _(instruction->done);
  result.body = build_body (instruction->id, NULL);

  return result;
}

static const SalveInstruction *
get_translated (void)
{
  static SalveInstruction translated[G_N_ELEMENTS (instructions)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (instructions); i++)
        translated[i] = translate (&instructions[i]);
      g_once_init_leave (&ready, 1);
    }

  return translated;
}

/**
 * salve_instruction_count:
 * @step: a step
 *
 * Returns: of how many parts the step consists, at least one
 */
guint
salve_instruction_count (SalveStep step)
{
  guint count = 0;

  g_return_val_if_fail (step >= 0 && step < SALVE_N_STEPS, 0);

  for (guint i = 0; i < G_N_ELEMENTS (instructions); i++)
    {
      if (instructions[i].step == step)
        count++;
    }

  return count;
}

/**
 * salve_instruction_get:
 * @step: a step
 * @part: which of its parts, from 0
 *
 * Gets one thing to do within a step, translated.
 *
 * Returns: (transfer none) (nullable): the part, or %NULL if the step has not so many
 */
const SalveInstruction *
salve_instruction_get (SalveStep step,
                       guint     part)
{
  g_return_val_if_fail (step >= 0 && step < SALVE_N_STEPS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (instructions); i++)
    {
      if (instructions[i].step == step && part-- == 0)
        return &get_translated ()[i];
    }

  return NULL;
}

/**
 * salve_instruction_get_body:
 * @instruction: a part of a step
 * @device_kind: (nullable): "roller", "stamp" or "pen", if it is known
 *
 * Gets what to do, for this kind of device. Sources: S87 to S90 and S99 for the device, general
 * knowledge for the skin.
 *
 * Returns: (transfer full) (nullable): the words, translated, or %NULL where the part's page has its own
 */
char *
salve_instruction_get_body (const SalveInstruction *instruction,
                            const char             *device_kind)
{
  g_return_val_if_fail (instruction != NULL, NULL);

  return build_body (instruction->id, device_kind);
}

/**
 * salve_instruction_get_picture:
 * @instruction: a part of a step
 * @device_kind: (nullable): "roller", "stamp" or "pen", if it is known
 *
 * Returns: (transfer none): the name of the drawing to show for this kind of device, a symbolic icon
 */
const char *
salve_instruction_get_picture (const SalveInstruction *instruction,
                               const char             *device_kind)
{
  g_return_val_if_fail (instruction != NULL, NULL);

  if (g_strcmp0 (device_kind, "pen") == 0 && g_str_equal (instruction->id, "device-ready"))
    return "salve-picture-cartridge-symbolic";
  if (g_strcmp0 (device_kind, "pen") == 0 && g_str_equal (instruction->id, "device-clean"))
    return "salve-picture-sharps-symbolic";

  return instruction->picture;
}
