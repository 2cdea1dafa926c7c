/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-record.h"

G_BEGIN_DECLS

/* Everything that one record says. Properties, all writable: `record` (SalveRecord), `clock`
 * (SalveClock). Activates history.back and history.remove. */
#define SALVE_TYPE_SESSION_PAGE (salve_session_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveSessionPage, salve_session_page, SALVE, SESSION_PAGE, AdwBin)

GtkWidget   *salve_session_page_new        (void);
SalveRecord *salve_session_page_get_record (SalveSessionPage *self);
void         salve_session_page_set_record (SalveSessionPage *self,
                                            SalveRecord      *record);

G_END_DECLS
