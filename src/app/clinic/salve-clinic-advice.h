/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-session.h"

G_BEGIN_DECLS

/* What the clinic said about the time after, beside the protocol's table. */
#define SALVE_TYPE_CLINIC_ADVICE (salve_clinic_advice_get_type ())
G_DECLARE_FINAL_TYPE (SalveClinicAdvice, salve_clinic_advice, SALVE, CLINIC_ADVICE, AdwBin)

void     salve_clinic_advice_set_session (SalveClinicAdvice *self,
                                          SalveSession      *session,
                                          gint64             now);
gboolean salve_clinic_advice_check       (SalveClinicAdvice *self);
gboolean salve_clinic_advice_is_touched  (SalveClinicAdvice *self);
void     salve_clinic_advice_fill        (SalveClinicAdvice *self,
                                          SalveSession      *session);

G_END_DECLS
