/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-background.h"
#include "salve-procedure.h"
#include "salve-profile.h"
#include "salve-settings.h"
#include "salve-shelf.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* A session on the whole window. Emits ::finished once its record is saved. */
#define SALVE_TYPE_WIZARD (salve_wizard_get_type ())
G_DECLARE_FINAL_TYPE (SalveWizard, salve_wizard, SALVE, WIZARD, AdwBin)

SalveWizard *salve_wizard_new   (SalveProcedure *procedure,
                                 SalveStore     *store,
                                 SalveProfile   *profile,
                                 SalveShelf     *shelf,
                                 SalveSettings  *settings,
                                 SalveBackground *background);
void         salve_wizard_focus (SalveWizard    *self);

G_END_DECLS
