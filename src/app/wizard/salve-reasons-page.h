/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* The reasons not to start, to be confirmed. */
#define SALVE_TYPE_REASONS_PAGE (salve_reasons_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveReasonsPage, salve_reasons_page, SALVE, REASONS_PAGE, SalveWizardPage)

G_END_DECLS
