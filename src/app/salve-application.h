/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SALVE_TYPE_APPLICATION (salve_application_get_type ())
G_DECLARE_FINAL_TYPE (SalveApplication, salve_application, SALVE, APPLICATION, AdwApplication)

SalveApplication *salve_application_new (void);

G_END_DECLS
