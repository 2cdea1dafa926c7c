/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* One thing to do: a picture, a title, a sentence or two. */
#define SALVE_TYPE_INSTRUCTION_PAGE (salve_instruction_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveInstructionPage, salve_instruction_page, SALVE, INSTRUCTION_PAGE, SalveWizardPage)

G_END_DECLS
