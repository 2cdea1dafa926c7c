/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* The question after a numbing cream went on: do you feel well? It is told by its minutes, and
 * an answer to a later one answers those before it. */
guint      salve_numbing_check_get_answered (SalveSession *session);
guint      salve_numbing_check_due         (GDateTime *applied,
                                            guint      answered,
                                            GDateTime *now,
                                            gboolean  *overdue);
GDateTime *salve_numbing_check_next_change (GDateTime *applied,
                                            guint      answered,
                                            GDateTime *now);
GDateTime *salve_numbing_check_watch_until (GDateTime *applied);

G_END_DECLS
