/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-next-dates.h"

#include <glib/gi18n.h>

#include "salve-area.h"
#include "salve-clock.h"
#include "salve-next-date-row.h"

/* The day from which on any area may be treated, where none may be now, as after a test spot; otherwise
 * not valid. */
static void
find_common (SalveIntervals *intervals,
             GDate          *common)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  g_date_clear (common, 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) earliest = salve_intervals_get_earliest (intervals, areas[i].id, 0);
      GDate day;

      if (earliest == NULL)
        {
          g_date_clear (common, 1);
          return;
        }
      salve_clock_get_day (earliest, &day);
      if (!g_date_valid (common) || g_date_compare (&day, common) < 0)
        *common = day;
    }
}

static gboolean
may_be_treated (SalveIntervals  *intervals,
                const SalveArea *area,
                const GDate     *common,
                GDate           *day)
{
  g_autoptr (GDateTime) earliest = salve_intervals_get_earliest (intervals, area->id, 0);

  if (earliest == NULL)
    return TRUE;
  salve_clock_get_day (earliest, day);

  return g_date_valid (common) && g_date_compare (day, common) == 0;
}

/**
 * salve_next_dates_show:
 * @intervals: what the records say
 * @profile: (nullable): who is to be reminded
 * @list: a list; its rows are replaced
 *
 * Shows a row for each area that may not be treated yet, in the order in which Salve lists areas
 * everywhere. Where none may be, the areas have one row as far as they have one day.
 *
 * Returns: how many rows there are
 */
guint
salve_next_dates_show (SalveIntervals *intervals,
                       SalveProfile   *profile,
                       GtkListBox     *list)
{
  const SalveArea *areas;
  guint n_areas, n_rows = 0;
  GDate today, common, day;
  GtkListBoxRow *row;

  g_return_val_if_fail (SALVE_IS_INTERVALS (intervals), 0);
  g_return_val_if_fail (GTK_IS_LIST_BOX (list), 0);

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));

  salve_clock_get_day (salve_intervals_get_now (intervals), &today);
  find_common (intervals, &common);
  if (g_date_valid (&common))
    {
      gtk_list_box_append (list, salve_next_date_row_new (_("Every area"), &common, &today, profile));
      n_rows++;
    }

  areas = salve_area_list (&n_areas);
  for (guint i = 0; i < n_areas; i++)
    {
      if (may_be_treated (intervals, &areas[i], &common, &day))
        continue;
      gtk_list_box_append (list, salve_next_date_row_new (areas[i].name, &day, &today, profile));
      n_rows++;
    }

  return n_rows;
}
