/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

char *salve_format_duration  (gint64              microseconds);
char *salve_format_ago       (gint64              microseconds);
char *salve_format_until     (gint64              instant,
                              gint64              now);
char *salve_format_day       (GDateTime          *time,
                              GDateTime          *now);
char *salve_format_clock     (GDateTime          *time);
char *salve_format_month     (GDateTime          *time);
char *salve_format_date      (GDateTime          *time);
char *salve_format_weekday   (const GDate        *date,
                              const GDate        *today);
char *salve_format_length    (double              needle_mm);
char *salve_format_device    (const char         *kind,
                              double              needle_mm);
char *salve_format_areas     (const char * const *areas);
char *salve_format_list      (const char * const *items);

const char *salve_format_outcome (SalveOutcome outcome);

G_END_DECLS
