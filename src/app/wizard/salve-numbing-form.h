/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-protocol.h"

G_BEGIN_DECLS

/* How the cream goes on, which it is and how much of it. Emits ::changed when something was typed. */
#define SALVE_TYPE_NUMBING_FORM (salve_numbing_form_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumbingForm, salve_numbing_form, SALVE, NUMBING_FORM, AdwBin)

void        salve_numbing_form_set_eczema   (SalveNumbingForm *self,
                                             gboolean          eczema);
const char *salve_numbing_form_get_product  (SalveNumbingForm *self);
double      salve_numbing_form_get_percent  (SalveNumbingForm *self);
double      salve_numbing_form_get_grams    (SalveNumbingForm *self);
double      salve_numbing_form_get_cm2      (SalveNumbingForm *self);
gboolean    salve_numbing_form_is_complete  (SalveNumbingForm *self);

G_END_DECLS
