/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ends as a file for any calendar: what tells of them where Salve itself may not run. */
#define SALVE_CALENDAR_NAME "salve.ics"

char *salve_calendar_from_endings (GPtrArray *endings,
                                   gint64     now,
                                   gboolean   discreet);

G_END_DECLS
