/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Pain and redness, for the history. */
#define SALVE_TYPE_FEELING_PAGE (salve_feeling_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveFeelingPage, salve_feeling_page, SALVE, FEELING_PAGE, SalveWizardPage)

G_END_DECLS
