/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-screening.h"
#include "salve-step.h"

G_BEGIN_DECLS

/* What the wizard's parts are: an instruction to follow, or a page of its own. */
typedef enum
{
  SALVE_PART_AREAS,
  SALVE_PART_SCREENING,
  SALVE_PART_VERDICT,
  SALVE_PART_INSTRUCTION,
  SALVE_PART_NUMBING,
  SALVE_PART_DEVICE,
  SALVE_PART_SOAK,
  SALVE_PART_PASSES,
  SALVE_PART_SERUM,
  SALVE_PART_FEELING,
  SALVE_PART_SUMMARY
} SalvePartKind;

/* One thing to do at a time within a step. */
typedef struct
{
  const char    *id;      /* "cleanse-hands" */
  SalveStep      step;
  SalvePartKind  kind;
  SalveScreeningGroup group; /* of a screening: what it asks */
  const char    *title;   /* in large type */
  const char    *body;    /* for any device; NULL where the page of this kind has its own words */
  const char    *picture; /* symbolic icon name */
  const char    *done;    /* label of the primary button */
} SalveInstruction;

guint                   salve_instruction_count       (SalveStep               step);
const SalveInstruction *salve_instruction_get         (SalveStep               step,
                                                       guint                   part);
char                   *salve_instruction_get_body    (const SalveInstruction *instruction,
                                                       const char             *device_kind);
const char             *salve_instruction_get_picture (const SalveInstruction *instruction,
                                                       const char             *device_kind);

G_END_DECLS
