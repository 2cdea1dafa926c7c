/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"
#include "salve-shelf.h"

G_BEGIN_DECLS

/* What of a shelf a session may use. */
double   salve_shelf_fit_get_longest_mm (SalveShelf    *shelf);
gboolean salve_shelf_fit_check          (SalveShelf    *shelf,
                                         GListModel    *records,
                                         SalveSession  *session,
                                         const GDate   *today,
                                         char         **reason);

G_END_DECLS
