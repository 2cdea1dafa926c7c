/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-profile.h"

G_BEGIN_DECLS

/* Whether the person is to be reminded on the day that is planned for the next session. */
#define SALVE_TYPE_REMIND_ROW (salve_remind_row_get_type ())
G_DECLARE_FINAL_TYPE (SalveRemindRow, salve_remind_row, SALVE, REMIND_ROW, AdwActionRow)

GtkWidget *salve_remind_row_new  (void);
void       salve_remind_row_show (SalveRemindRow *self,
                                  SalveProfile   *profile);

G_END_DECLS
