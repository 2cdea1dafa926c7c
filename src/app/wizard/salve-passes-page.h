/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* The passes, counted by area and direction. */
#define SALVE_TYPE_PASSES_PAGE (salve_passes_page_get_type ())
G_DECLARE_FINAL_TYPE (SalvePassesPage, salve_passes_page, SALVE, PASSES_PAGE, SalveWizardPage)

G_END_DECLS
