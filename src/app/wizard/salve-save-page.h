/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-store.h"

G_BEGIN_DECLS

/* A session that is over is being saved; where that fails: why, and what else can be done. Emits ::saved once its
 * record is in the store or, by hand, in another place. */
#define SALVE_TYPE_SAVE_PAGE (salve_save_page_get_type ())
G_DECLARE_FINAL_TYPE (SalveSavePage, salve_save_page, SALVE, SAVE_PAGE, AdwBin)

void salve_save_page_save (SalveSavePage *self,
                           SalveStore    *store,
                           SalveSession  *session);

G_END_DECLS
