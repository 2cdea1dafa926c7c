/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-clock.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What was done at the clinic: where, when and with which needles. */
#define SALVE_TYPE_CLINIC_TREATMENT (salve_clinic_treatment_get_type ())
G_DECLARE_FINAL_TYPE (SalveClinicTreatment, salve_clinic_treatment, SALVE, CLINIC_TREATMENT, AdwBin)

void          salve_clinic_treatment_set_up       (SalveClinicTreatment *self,
                                                   SalveClock           *clock,
                                                   const GDate          *born);
gboolean      salve_clinic_treatment_check        (SalveClinicTreatment *self);
gboolean      salve_clinic_treatment_is_touched   (SalveClinicTreatment *self);
SalveSession *salve_clinic_treatment_make_session (SalveClinicTreatment *self);

G_END_DECLS
