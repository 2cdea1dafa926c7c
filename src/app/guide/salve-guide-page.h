/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SALVE_TYPE_GUIDE_PAGE (salve_guide_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveGuidePage, salve_guide_page, SALVE, GUIDE_PAGE, AdwBin)

G_END_DECLS
