/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-habits.h"
#include "salve-input.h"

G_BEGIN_DECLS

/* The same for habits that are given, not read from the locale. */
gboolean  salve_input_read_date    (const SalveHabits  *habits,
                                    const char         *text,
                                    const GDate        *earliest,
                                    const GDate        *latest,
                                    GDate              *date,
                                    GError            **error);
char     *salve_input_write_date   (const SalveHabits  *habits,
                                    const GDate        *date);
gboolean  salve_input_read_number  (const SalveHabits  *habits,
                                    const char         *text,
                                    double              lowest,
                                    double              highest,
                                    guint               decimals,
                                    const char         *unit,
                                    double             *number,
                                    GError            **error);
char     *salve_input_write_number (const SalveHabits  *habits,
                                    double              number,
                                    guint               decimals);

G_END_DECLS
