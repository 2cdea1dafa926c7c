/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-next-dates.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "salve-area.h"
#include "salve-format.h"

static GtkWidget *
create_row (const char *area,
            GDateTime  *day)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = salve_format_date (day);
  /* Translators: %s is a date, "Sunday, 29 November 2026". */
  g_autofree char *subtitle = g_strdup_printf (_("Not before %s"), date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), salve_area_name (area));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

/**
 * salve_next_dates_show:
 * @intervals: what the records say
 * @list: a list; its rows are replaced
 *
 * Shows a row for each area that may not be treated yet, in the order in which Salve lists areas
 * everywhere.
 *
 * Returns: how many there are
 */
guint
salve_next_dates_show (SalveIntervals *intervals,
                       GtkListBox     *list)
{
  const SalveArea *areas;
  guint n_areas, n_rows = 0;
  GtkListBoxRow *row;

  g_return_val_if_fail (SALVE_IS_INTERVALS (intervals), 0);
  g_return_val_if_fail (GTK_IS_LIST_BOX (list), 0);

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));

  areas = salve_area_list (&n_areas);
  for (guint i = 0; i < n_areas; i++)
    {
      g_autoptr (GDateTime) day = salve_intervals_get_earliest (intervals, areas[i].id, 0);

      if (day == NULL)
        continue;
      gtk_list_box_append (list, create_row (areas[i].id, day));
      n_rows++;
    }

  return n_rows;
}
