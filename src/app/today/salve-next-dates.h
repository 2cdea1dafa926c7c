/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-intervals.h"
#include "salve-profile.h"

G_BEGIN_DECLS

/* The areas that were treated too lately, each with the day from which on it may be treated again,
 * in a list. */
guint salve_next_dates_show (SalveIntervals *intervals,
                             SalveProfile   *profile,
                             GtkListBox     *list);

G_END_DECLS
