/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-next-dates.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "salve-area.h"
#include "salve-clock.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-record.h"

/* A session that was stopped before the needles touched the skin holds nothing up. */
static gboolean
touched_skin (SalveSession *session)
{
  return salve_session_get_aftercare (session)->len > 0 || salve_session_count_passes (session) > 0;
}

static void
add_session (GHashTable   *days,
             SalveSession *session,
             gint64        now)
{
  const char * const *areas = salve_session_get_areas (session);
  const SalveBand *band = salve_protocol_get_band (salve_session_get_needle_mm (session));
  g_autoptr (GDateTime) day = g_date_time_add_days (salve_session_get_ended (session), (int) band->interval_days);

  if (!touched_skin (session) || salve_clock_instant (day) <= now)
    return;

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      GDateTime *known = g_hash_table_lookup (days, areas[i]);

      if (known == NULL || g_date_time_compare (known, day) < 0)
        g_hash_table_insert (days, g_strdup (areas[i]), g_date_time_ref (day));
    }
}

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
 * salve_next_dates_find:
 * @records: the records as SalveRecord, newest first
 * @now: the present, in microseconds since 1970 UTC
 *
 * Reads no more records than are young enough to matter.
 *
 * Returns: (transfer full) (element-type utf8 GDateTime): from an area's id to its day; an area
 *   that may be treated now is not in it
 */
GHashTable *
salve_next_dates_find (GListModel *records,
                       gint64      now)
{
  const guint longest = salve_protocol_get_band (SALVE_PROTOCOL_LONGEST_MM)->interval_days + 1;
  GHashTable *days;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);
      SalveSession *session;

      if (salve_clock_instant (salve_record_get_time (record)) < now - longest * G_TIME_SPAN_DAY)
        break;
      session = salve_record_get_session (record);
      if (session != NULL)
        add_session (days, session, now);
    }

  return days;
}

/**
 * salve_next_dates_show:
 * @days: what salve_next_dates_find() found
 * @list: a list; its rows are replaced
 *
 * Shows a row an area, in the order in which Salve lists areas everywhere.
 */
void
salve_next_dates_show (GHashTable *days,
                       GtkListBox *list)
{
  const SalveArea *areas;
  guint n_areas;
  GtkListBoxRow *row;

  g_return_if_fail (days != NULL);
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));

  areas = salve_area_list (&n_areas);
  for (guint i = 0; i < n_areas; i++)
    {
      GDateTime *day = g_hash_table_lookup (days, areas[i].id);

      if (day != NULL)
        gtk_list_box_append (list, create_row (areas[i].id, day));
    }
}
