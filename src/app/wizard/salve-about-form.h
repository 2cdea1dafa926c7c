/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The day of birth and the type of skin. Emits ::changed whenever one is another. */
#define SALVE_TYPE_ABOUT_FORM (salve_about_form_get_type ())
G_DECLARE_FINAL_TYPE (SalveAboutForm, salve_about_form, SALVE, ABOUT_FORM, AdwBin)

GtkWidget   *salve_about_form_new           (void);
void         salve_about_form_set_today     (SalveAboutForm *self,
                                             const GDate    *today);
const GDate *salve_about_form_get_born      (SalveAboutForm *self);
void         salve_about_form_set_born      (SalveAboutForm *self,
                                             const GDate    *born);
guint        salve_about_form_get_skin_type (SalveAboutForm *self);
void         salve_about_form_set_skin_type (SalveAboutForm *self,
                                             guint           skin_type);

G_END_DECLS
