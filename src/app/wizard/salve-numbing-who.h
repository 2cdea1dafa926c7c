/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-answers.h"

G_BEGIN_DECLS

/* Asks what rules out numbing cream. What was answered goes to the answers of the session. */
#define SALVE_TYPE_NUMBING_WHO (salve_numbing_who_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumbingWho, salve_numbing_who, SALVE, NUMBING_WHO, AdwBin)

void salve_numbing_who_set_answers (SalveNumbingWho *self,
                                    SalveAnswers    *answers);

G_END_DECLS
