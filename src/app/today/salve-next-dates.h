/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The areas that were treated too lately, each with the day from which on it may be treated
 * again: found in the records, and shown in a list. */
GHashTable *salve_next_dates_find (GListModel *records,
                                   gint64      now);
void        salve_next_dates_show (GHashTable *days,
                                   GtkListBox *list);

G_END_DECLS
