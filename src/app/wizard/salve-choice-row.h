/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row with a check mark; several may be one another's alternatives. */
#define SALVE_TYPE_CHOICE_ROW (salve_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveChoiceRow, salve_choice_row, SALVE, CHOICE_ROW, AdwActionRow)

SalveChoiceRow *salve_choice_row_new        (const char     *id,
                                             const char     *title,
                                             const char     *subtitle);
const char     *salve_choice_row_get_id     (SalveChoiceRow *self);
gboolean        salve_choice_row_get_active (SalveChoiceRow *self);
void            salve_choice_row_set_active (SalveChoiceRow *self,
                                             gboolean        active);
void            salve_choice_row_set_group  (SalveChoiceRow *self,
                                             SalveChoiceRow *other);

G_END_DECLS
