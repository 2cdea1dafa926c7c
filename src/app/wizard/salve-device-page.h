/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-wizard-page.h"

G_BEGIN_DECLS

/* Which device, which needle length. */
#define SALVE_TYPE_DEVICE_PAGE (salve_device_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveDevicePage, salve_device_page, SALVE, DEVICE_PAGE, SalveWizardPage)

G_END_DECLS
