/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* What goes on the skin straight after. */
#define SALVE_TYPE_SERUM_PAGE (salve_serum_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveSerumPage, salve_serum_page, SALVE, SERUM_PAGE, SalveWizardPage)

G_END_DECLS
