/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-fit.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "salve-protocol.h"

/* Lengths of the same needles; a file may write 0.25 as 0.250000001. */
#define SAME_MM 0.001

static double
find_longest_at_home (void)
{
  double longest = 0;
  guint n;
  const double *lengths = salve_protocol_get_lengths (&n);

  for (guint i = 0; i < n; i++)
    if (salve_protocol_get_band (lengths[i])->home)
      longest = MAX (longest, lengths[i]);
  return longest;
}

/**
 * salve_shelf_fit_get_longest_mm:
 * @shelf: a shelf
 *
 * What a session that is yet to come must be reckoned with.
 *
 * Returns: the longest needles in mm that the person has and may use at home, or, without any,
 *   the longest that anybody may
 */
double
salve_shelf_fit_get_longest_mm (SalveShelf *shelf)
{
  GListModel *items;
  double longest = 0;

  g_return_val_if_fail (SALVE_IS_SHELF (shelf), find_longest_at_home ());

  items = G_LIST_MODEL (shelf);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(SalveShelfItem) item = g_list_model_get_item (items, i);
      double needle_mm = salve_shelf_item_get_needle_mm (item);

      if (salve_shelf_item_get_retired (item) == NULL && salve_protocol_get_band (needle_mm)->home)
        longest = MAX (longest, needle_mm);
    }
  return longest > 0 ? longest : find_longest_at_home ();
}

/* Not of a pen: it is set to a length for each session. */
static gboolean
is_described_by (SalveShelfItem *item,
                 SalveSession   *session)
{
  if (g_strcmp0 (salve_session_get_device_kind (session), salve_shelf_item_get_device_kind (item)) != 0)
    return FALSE;
  return g_str_equal (salve_shelf_item_get_kind (item), "pen")
         || fabs (salve_session_get_needle_mm (session) - salve_shelf_item_get_needle_mm (item)) < SAME_MM;
}

/**
 * salve_shelf_fit_check:
 * @shelf: a shelf
 * @records: the records, a list of #SalveRecord, newest first
 * @session: a session that is under way
 * @today: the day
 * @reason: (out) (optional) (nullable) (transfer full): return location for why not, a sentence
 *
 * What the device step asks, and what is asked again of a draft: one that names a device of the
 * shelf must name what it is, and one that may still be used. A session whose device is not from
 * the shelf is not judged here.
 *
 * Returns: whether the session's device may be used
 */
gboolean
salve_shelf_fit_check (SalveShelf    *shelf,
                       GListModel    *records,
                       SalveSession  *session,
                       const GDate   *today,
                       char         **reason)
{
  SalveShelfItem *item;
  SalveShelfUse use = { 0 };

  g_return_val_if_fail (SALVE_IS_SHELF (shelf), FALSE);
  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);

  if (reason != NULL)
    *reason = NULL;
  if (salve_session_get_device_shelf_id (session) == NULL)
    return TRUE;
  item = salve_shelf_find_item (shelf, salve_session_get_device_shelf_id (session));
  if (item == NULL || !is_described_by (item, session))
    {
      if (reason != NULL)
        *reason = g_strdup (_("This device is not on your shelf as it was chosen. Choose again."));
      return FALSE;
    }
  salve_shelf_get_use (shelf, records, item, &use);
  return salve_shelf_item_is_fit (item, &use, today, reason);
}
