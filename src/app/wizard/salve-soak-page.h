/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Disinfects the device before the session and after it: wash, a while in alcohol, dry in the air. */
#define SALVE_TYPE_SOAK_PAGE (salve_soak_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveSoakPage, salve_soak_page, SALVE, SOAK_PAGE, SalveWizardPage)

G_END_DECLS
