/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* What the answers come to: go on, with more care, not yet, or not at home; with the reasons and what to do. */
#define SALVE_TYPE_VERDICT_PAGE (salve_verdict_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveVerdictPage, salve_verdict_page, SALVE, VERDICT_PAGE, SalveWizardPage)

G_END_DECLS
