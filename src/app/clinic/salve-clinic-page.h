/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-clock.h"
#include "salve-profile.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* Logs a visit to a clinic in two screens. Emits ::saved once the record is on disk, ::left when the person thought
 * better of it, and ::kept when the person or the disk decided that it stays. */
#define SALVE_TYPE_CLINIC_PAGE (salve_clinic_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveClinicPage, salve_clinic_page, SALVE, CLINIC_PAGE, AdwBin)

SalveClinicPage *salve_clinic_page_new   (SalveClock      *clock,
                                          SalveStore      *store,
                                          SalveProfile    *profile);
void             salve_clinic_page_leave (SalveClinicPage *self);

G_END_DECLS
