/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a locale writes what a person types: the order of a date, and the sign before decimals. */
typedef struct
{
  char order[4];   /* "dmy", "mdy" or "ymd"; "" where only the form 2026-11-22 is certain */
  char between[2]; /* ".", "/" or "-" between the parts of a date */
  char decimal[8]; /* "." or "," or "٫" */
} SalveHabits;

void        salve_habits_read       (SalveHabits       *habits);
void        salve_habits_read_order (SalveHabits       *habits,
                                     const char        *sample);
char       *salve_habits_plain      (const char        *text);
GDateMonth  salve_habits_find_month (const char        *name);

G_END_DECLS
