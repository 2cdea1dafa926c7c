/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* What to do at once after blood, sharp pain or dizziness, when to get help, and a way back for a
 * slip of the hand. */
#define SALVE_TYPE_FIRST_AID_PAGE (salve_first_aid_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveFirstAidPage, salve_first_aid_page, SALVE, FIRST_AID_PAGE, SalveWizardPage)

G_END_DECLS
