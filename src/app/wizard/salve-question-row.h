/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-screening.h"

G_BEGIN_DECLS

/* One item of the screening: a tick, and under it, once ticked, why it matters and the days that are asked for.
 * Emits ::changed whenever the answer is another one. */
#define SALVE_TYPE_QUESTION_ROW (salve_question_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveQuestionRow, salve_question_row, SALVE, QUESTION_ROW, AdwPreferencesRow)

SalveQuestionRow         *salve_question_row_new        (const SalveScreeningItem *item);
const SalveScreeningItem *salve_question_row_get_item   (SalveQuestionRow         *self);
gboolean                  salve_question_row_get_active (SalveQuestionRow         *self);
void                      salve_question_row_set_days   (SalveQuestionRow         *self,
                                                         const GDate              *today,
                                                         const GDate              *born);
void                      salve_question_row_show       (SalveQuestionRow         *self,
                                                         const SalveAnswer        *answer);
void                      salve_question_row_tell       (SalveQuestionRow         *self,
                                                         SalveAnswers             *answers);
gboolean                  salve_question_row_is_right   (SalveQuestionRow         *self);

G_END_DECLS
