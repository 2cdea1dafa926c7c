/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Where to treat today. */
#define SALVE_TYPE_AREAS_PAGE (salve_areas_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveAreasPage, salve_areas_page, SALVE, AREAS_PAGE, SalveWizardPage)

G_END_DECLS
