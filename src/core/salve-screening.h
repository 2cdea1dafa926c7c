/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-answers.h"
#include "salve-screening-item.h"

G_BEGIN_DECLS

/* What the answers come to. Of several the greatest holds; up to CARE treating may go on. */
typedef enum
{
  SALVE_VERDICT_CLEAR,
  SALVE_VERDICT_CARE, /* possible, with more care */
  SALVE_VERDICT_OPEN, /* something is not answered */
  SALVE_VERDICT_ASK,  /* a clinician has to agree first */
  SALVE_VERDICT_WAIT, /* possible from a later day */
  SALVE_VERDICT_STOP  /* not at home */
} SalveVerdict;

SalveVerdict  salve_screening_judge           (SalveAnswers             *answers,
                                               const GDate              *today,
                                               GDate                    *from);
SalveVerdict  salve_screening_judge_group     (SalveAnswers             *answers,
                                               SalveScreeningGroup       group,
                                               const GDate              *today,
                                               GDate                    *from);
SalveVerdict  salve_screening_judge_item      (const SalveScreeningItem *item,
                                               const SalveAnswer        *answer,
                                               const GDate              *today,
                                               GDate                    *from);
SalveVerdict  salve_screening_judge_interval  (const SalveAnswer        *answer,
                                               const GDate              *earliest,
                                               const GDate              *today,
                                               GDate                    *from);
gboolean      salve_screening_is_answered     (SalveAnswers             *answers,
                                               SalveScreeningGroup       group,
                                               const GDate              *today);
char         *salve_screening_explain         (const SalveScreeningItem *item,
                                               const SalveAnswer        *answer,
                                               const GDate              *today);
gboolean      salve_screening_is_agreed       (const SalveAnswer        *answer,
                                               const GDate              *today);
gboolean      salve_screening_needs_care      (SalveAnswers             *answers);
gboolean      salve_screening_needs_test_spot (SalveAnswers             *answers);
gboolean      salve_screening_is_adult        (const GDate              *born,
                                               const GDate              *today);

G_END_DECLS
