/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-caps.h"

#include "salve-clock.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_QUARK (salve-numbing-caps-error-quark, salve_numbing_caps_error)

static gboolean
fail (GError               **error,
      SalveNumbingCapsError  code,
      char                  *words)
{
  g_autofree char *owned = words;

  g_set_error_literal (error, SALVE_NUMBING_CAPS_ERROR, (int) code, owned);

  return FALSE;
}

/**
 * salve_numbing_caps_percent:
 * @percent: the lidocaine in a cream, in per cent
 * @error: return location for an error of SALVE_NUMBING_CAPS_ERROR
 *
 * Tells whether a cream of this strength may be used at home without a prescriber: S62.
 *
 * Returns: whether it may
 */
gboolean
salve_numbing_caps_percent (double   percent,
                            GError **error)
{
  if (!(percent > 0))
    return fail (error, SALVE_NUMBING_CAPS_ERROR_VALUE,
                 g_strdup (_("Give the strength as it stands on the tube, in per cent.")));
  if (percent > 100)
    return fail (error, SALVE_NUMBING_CAPS_ERROR_VALUE,
                 /* Translators: %% is a per cent sign */
                 g_strdup_printf (_("There is no cream with more than %d %%. Look on the tube again."), 100));
  if (percent > SALVE_PROTOCOL_NUMBING_MAX_PERCENT)
    return fail (error, SALVE_NUMBING_CAPS_ERROR_LIMIT,
                 /* Translators: %d is a percentage */
                 g_strdup_printf (_("Above %d %% it needs a prescriber: a doctor decides whether, and how much. "
                                    "Do not use it for this."), SALVE_PROTOCOL_NUMBING_MAX_PERCENT));

  return TRUE;
}

/**
 * salve_numbing_caps_grams:
 * @grams: how much cream goes on, in g
 * @error: return location for an error of SALVE_NUMBING_CAPS_ERROR
 *
 * Tells whether so much may go on at home: S66, S67, of which the smaller counts.
 *
 * Returns: whether it may
 */
gboolean
salve_numbing_caps_grams (double   grams,
                          GError **error)
{
  if (!(grams > 0) || isinf (grams))
    return fail (error, SALVE_NUMBING_CAPS_ERROR_VALUE,
                 g_strdup (_("Give the amount in grams. The tube says how much it holds.")));
  if (grams > SALVE_PROTOCOL_NUMBING_MAX_GRAMS)
    return fail (error, SALVE_NUMBING_CAPS_ERROR_LIMIT,
                 /* Translators: %d is a weight in grams */
                 g_strdup_printf (_("Too much: at most %d g in all. Treat a smaller area."),
                                  SALVE_PROTOCOL_NUMBING_MAX_GRAMS));

  return TRUE;
}

/**
 * salve_numbing_caps_area:
 * @cm2: on how much skin it goes, in cm²
 * @error: return location for an error of SALVE_NUMBING_CAPS_ERROR
 *
 * Tells whether so much skin may be numbed at home: S62, S63; the number is ours.
 *
 * Returns: whether it may
 */
gboolean
salve_numbing_caps_area (double   cm2,
                         GError **error)
{
  if (!(cm2 > 0) || isinf (cm2))
    return fail (error, SALVE_NUMBING_CAPS_ERROR_VALUE,
                 /* Translators: %d is an area in square centimetres */
                 g_strdup_printf (_("Give the area in cm². One palm without the fingers is about %d cm²."),
                                  SALVE_PROTOCOL_NUMBING_MAX_CM2));
  if (cm2 > SALVE_PROTOCOL_NUMBING_MAX_CM2)
    return fail (error, SALVE_NUMBING_CAPS_ERROR_LIMIT,
                 /* Translators: %d is an area in square centimetres */
                 g_strdup_printf (_("Too large: at most %d cm², about one palm without the fingers. "
                                    "Treat a smaller area."), SALVE_PROTOCOL_NUMBING_MAX_CM2));

  return TRUE;
}

/**
 * salve_numbing_caps_find_last:
 * @records: a list of #SalveRecord, newest first
 * @now: the time to ask for
 *
 * Finds when numbing cream was last put on, as far back as it matters for
 * salve_numbing_caps_again(). A session lasts hours at most, so that older records need not be read.
 *
 * Returns: (transfer full) (nullable): when, or %NULL if not lately
 */
GDateTime *
salve_numbing_caps_find_last (GListModel *records,
                              GDateTime  *now)
{
  GTimeSpan reach = 2 * SALVE_PROTOCOL_NUMBING_DAY_HOURS * G_TIME_SPAN_HOUR;
  GDateTime *last = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);
      SalveSession *session;
      GDateTime *applied;

      if (g_date_time_difference (now, salve_record_get_time (record)) > reach)
        break;
      session = salve_record_get_session (record);
      applied = session != NULL ? salve_session_get_numbing_applied (session) : NULL;
      if (applied == NULL || (last != NULL && g_date_time_compare (applied, last) <= 0))
        continue;
      g_clear_pointer (&last, g_date_time_unref);
      last = g_date_time_ref (applied);
    }

  return last;
}

/**
 * salve_numbing_caps_again:
 * @last: (nullable): when numbing cream was last put on, in any session
 * @now: the time to ask for
 * @error: return location for an error of SALVE_NUMBING_CAPS_ERROR
 *
 * Tells whether numbing cream may be put on again: once in %SALVE_PROTOCOL_NUMBING_DAY_HOURS hours.
 * A time that lies ahead, by a clock that was put back, counts as just now.
 *
 * Returns: whether it may
 */
gboolean
salve_numbing_caps_again (GDateTime  *last,
                          GDateTime  *now,
                          GError    **error)
{
  g_autoptr (GDateTime) again = NULL;
  g_autofree char *wait = NULL;

  g_return_val_if_fail (now != NULL, FALSE);

  if (last == NULL)
    return TRUE;
  again = g_date_time_add_hours (g_date_time_compare (last, now) > 0 ? now : last,
                                 SALVE_PROTOCOL_NUMBING_DAY_HOURS);
  if (g_date_time_compare (now, again) >= 0)
    return TRUE;

  wait = salve_format_until (salve_clock_instant (again), salve_clock_instant (now));

  return fail (error, SALVE_NUMBING_CAPS_ERROR_AGAIN,
               /* Translators: %s is "until tomorrow, 18:30" */
               g_strdup_printf (_("Numbing cream goes on only once a day. No more of it %s."), wait));
}
