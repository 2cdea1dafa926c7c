/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Numbing cream: whether, and how long. */
#define SALVE_TYPE_NUMBING_PAGE (salve_numbing_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumbingPage, salve_numbing_page, SALVE, NUMBING_PAGE, SalveWizardPage)

G_END_DECLS
