/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-background.h"
#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* The aftercare: what, until when, why. */
#define SALVE_TYPE_SUMMARY_PAGE (salve_summary_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveSummaryPage, salve_summary_page, SALVE, SUMMARY_PAGE, SalveWizardPage)

void salve_summary_page_set_background (SalveSummaryPage *self,
                                        SalveBackground  *background);

G_END_DECLS
