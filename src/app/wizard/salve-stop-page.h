/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Why the session was stopped, and what to do first. */
#define SALVE_TYPE_STOP_PAGE (salve_stop_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveStopPage, salve_stop_page, SALVE, STOP_PAGE, SalveWizardPage)

G_END_DECLS
