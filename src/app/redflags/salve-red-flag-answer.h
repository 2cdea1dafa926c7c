/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the signs mean: how urgent, what to do, what until then, and where that comes from. */
#define SALVE_TYPE_RED_FLAG_ANSWER (salve_red_flag_answer_get_type ())
G_DECLARE_FINAL_TYPE (SalveRedFlagAnswer, salve_red_flag_answer, SALVE, RED_FLAG_ANSWER, AdwBin)

void salve_red_flag_answer_set_signs (SalveRedFlagAnswer  *self,
                                      const char * const  *signs);

G_END_DECLS
