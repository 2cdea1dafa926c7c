/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* One group of questions before a session. Each part of the screening shows the same page with its own group. */
#define SALVE_TYPE_SCREENING_PAGE (salve_screening_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveScreeningPage, salve_screening_page, SALVE, SCREENING_PAGE, SalveWizardPage)

G_END_DECLS
