/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-clock-check.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-record.h"

/* Two computers of one person differ by a little. */
#define LENIENCE (10 * G_TIME_SPAN_MINUTE)

/**
 * salve_clock_check_describe:
 * @clock: a clock
 * @records: a list of #SalveRecord, newest first
 *
 * Looks whether the clock can be right: not in the years before Salve, and not before the newest session.
 * A clock that is ahead cannot be told from a long rest.
 *
 * Returns: (transfer full) (nullable): what is wrong and what to do, in words; %NULL where nothing is
 */
char *
salve_clock_check_describe (SalveClock *clock,
                            GListModel *records)
{
  g_autoptr (SalveRecord) newest = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  now = salve_clock_now (clock);
  today = salve_format_date (now);
  if (salve_clock_get_time (clock) < SALVE_CLOCK_EARLIEST)
    /* Translators: %s is a day, "Thursday, 1 January 1970". */
    return g_strdup_printf (_("This computer’s clock shows %s, which cannot be right. Set the clock before a session: "
                              "every wait is counted by it."), today);

  newest = g_list_model_get_item (records, 0);
  if (newest == NULL || salve_record_get_time (newest) == NULL
      || g_date_time_difference (salve_record_get_time (newest), now) <= LENIENCE)
    return NULL;
  last = salve_format_date (salve_record_get_time (newest));

  /* Translators: both are days, "Sunday, 22 November 2026". */
  return g_strdup_printf (_("This computer’s clock shows %s, but the newest session is from later, %s. One of the two is "
                            "wrong. Look at the clock before a session: every wait is counted by it."), today, last);
}
