/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-settings.h"

G_BEGIN_DECLS

/* The one big button at the bottom of the wizard, what is said about it, and the hands that press
 * it from anywhere. Emits ::pressed. Where there is a question, hands are asked it before. */
#define SALVE_TYPE_PRIMARY_BAR (salve_primary_bar_get_type ())
G_DECLARE_FINAL_TYPE (SalvePrimaryBar, salve_primary_bar, SALVE, PRIMARY_BAR, AdwBin)

void       salve_primary_bar_set_settings (SalvePrimaryBar   *self,
                                           SalveSettings     *settings);
void       salve_primary_bar_set_scroller (SalvePrimaryBar   *self,
                                           GtkScrolledWindow *scroller);
void       salve_primary_bar_set_question (SalvePrimaryBar   *self,
                                           const char        *question);
gboolean   salve_primary_bar_get_asking   (SalvePrimaryBar   *self);
GtkWidget *salve_primary_bar_get_button   (SalvePrimaryBar   *self);

G_END_DECLS
