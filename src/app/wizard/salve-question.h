/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-procedure.h"

G_BEGIN_DECLS

const char *salve_question_get (SalveProcedure *procedure);

G_END_DECLS
