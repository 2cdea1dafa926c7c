/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shelf-life.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-term.h"

/* A handle has no needles of its own; each of its cartridges is for one session. */
static gboolean
is_handle (SalveShelfItem *item)
{
  return g_str_equal (salve_shelf_item_get_kind (item), "pen");
}

static const SalveBand *
get_band (SalveShelfItem *item)
{
  return salve_protocol_get_band (salve_shelf_item_get_needle_mm (item));
}

static gboolean
is_too_old (SalveShelfItem      *item,
            const SalveShelfUse *use,
            const GDate         *today)
{
  GDate end;

  return salve_shelf_life_get_end (item, use, &end) && g_date_compare (today, &end) >= 0;
}

static guint
count_left (SalveShelfItem      *item,
            const SalveShelfUse *use)
{
  guint limit = salve_shelf_life_get_limit (item);

  return limit > use->uses ? limit - use->uses : 0;
}

/* Words */

static char *
describe_count (SalveShelfItem      *item,
                const SalveShelfUse *use)
{
  guint limit = salve_shelf_life_get_limit (item);

  if (limit == 0)
    return g_strdup_printf (ngettext ("Used %u time", "Used %u times", use->uses), use->uses);
  if (salve_shelf_life_is_single_use (item))
    /* Translators: needles that are each for one session */
    return g_strdup_printf (ngettext ("%u of %u left", "%u of %u left", limit),
                            count_left (item, use), limit);
  /* Translators: how often a device was used, and how often it may be at most: "4 of 10 uses" */
  return g_strdup_printf (ngettext ("%u of %u use", "%u of %u uses", limit), use->uses, limit);
}

static char *
describe_in_use (SalveShelfItem      *item,
                 const SalveShelfUse *use,
                 const GDate         *today)
{
  g_autofree char *count = describe_count (item, use);
  g_autofree char *day = NULL;
  GDate end;

  if (!salve_shelf_life_get_end (item, use, &end))
    return g_steal_pointer (&count);
  day = salve_format_weekday (&end, today);
  /* Translators: first "4 of 10 uses", then a day: "Wednesday, 24 February" */
  return g_strdup_printf (_("%s, to be replaced by %s"), count, day);
}

static char *
describe_fresh (SalveShelfItem *item)
{
  guint limit = salve_shelf_life_get_limit (item);

  if (limit > 1 && salve_shelf_life_is_single_use (item))
    return g_strdup_printf (ngettext ("Single use: %u new one", "Single use: %u new ones", limit), limit);
  if (salve_shelf_life_is_single_use (item))
    return g_strdup (_("Single use, not used yet"));
  return g_strdup (_("Not used yet"));
}

static char *
describe_replace (SalveShelfItem      *item,
                  const SalveShelfUse *use,
                  const GDate         *today)
{
  g_autofree char *count = NULL;

  if (use->uses < salve_shelf_life_get_limit (item) && is_too_old (item, use, today))
    return g_strdup_printf (ngettext ("Replace now: %d month after its first use",
                                      "Replace now: %d months after its first use",
                                      SALVE_PROTOCOL_ROLLER_MONTHS), SALVE_PROTOCOL_ROLLER_MONTHS);
  count = describe_count (item, use);
  /* Translators: %s is "10 of 10 uses" */
  return g_strdup_printf (_("Replace now: %s"), count);
}

static char *
describe_last (SalveShelfItem      *item,
               const SalveShelfUse *use)
{
  g_autofree char *count = describe_count (item, use);

  if (salve_shelf_life_is_single_use (item))
    return g_steal_pointer (&count);
  /* Translators: %s is "9 of 10 uses" */
  return g_strdup_printf (_("%s: one use is left"), count);
}

static char *
describe_retired (SalveShelfItem *item)
{
  /* Translators: why a device is not to be used any more: "Taken out of use: dropped" */
  return g_strdup_printf (_("Taken out of use: %s"),
                          salve_term_title (SALVE_VOCABULARY_RETIRED, salve_shelf_item_get_retired (item)));
}

/**
 * salve_shelf_life_is_single_use:
 * @item: a device
 *
 * Returns: whether it is for one session only: a cartridge (S82, S94), and needles so long that
 *   the table gives them one use (S76)
 */
gboolean
salve_shelf_life_is_single_use (SalveShelfItem *item)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), TRUE);

  if (g_str_equal (salve_shelf_item_get_kind (item), "cartridge"))
    return TRUE;
  return !is_handle (item) && get_band (item)->roller_uses <= 1;
}

/**
 * salve_shelf_life_get_limit:
 * @item: a device
 *
 * How many sessions it is for. There is no source for stamps; they count as rollers do, the
 * shorter of what could be said.
 *
 * Returns: the number, or 0 for a pen's handle, which has no needles
 */
guint
salve_shelf_life_get_limit (SalveShelfItem *item)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), 1);

  if (is_handle (item))
    return 0;
  if (salve_shelf_life_is_single_use (item))
    return salve_shelf_item_get_pieces (item);
  return get_band (item)->roller_uses;
}

/**
 * salve_shelf_life_get_end:
 * @item: a device
 * @use: how it was used
 * @day: (out): return location for the first day on which it is too old
 *
 * Returns: whether there is such a day: it was used, and time wears it
 */
gboolean
salve_shelf_life_get_end (SalveShelfItem      *item,
                          const SalveShelfUse *use,
                          GDate               *day)
{
  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), FALSE);
  g_return_val_if_fail (use != NULL && day != NULL, FALSE);

  if (is_handle (item) || salve_shelf_life_is_single_use (item) || !g_date_valid (&use->first))
    return FALSE;
  *day = use->first;
  g_date_add_months (day, SALVE_PROTOCOL_ROLLER_MONTHS);
  return TRUE;
}

/**
 * salve_shelf_life_judge:
 * @item: a device
 * @use: how it was used
 * @today: the day
 *
 * Returns: how far it is used up
 */
SalveShelfState
salve_shelf_life_judge (SalveShelfItem      *item,
                        const SalveShelfUse *use,
                        const GDate         *today)
{
  guint limit;

  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), SALVE_SHELF_RETIRED);
  g_return_val_if_fail (use != NULL, SALVE_SHELF_RETIRED);
  g_return_val_if_fail (today != NULL && g_date_valid (today), SALVE_SHELF_RETIRED);

  limit = salve_shelf_life_get_limit (item);
  if (salve_shelf_item_get_retired (item) != NULL)
    return SALVE_SHELF_RETIRED;
  if (limit > 0 && use->uses >= limit)
    return salve_shelf_life_is_single_use (item) ? SALVE_SHELF_USED_UP : SALVE_SHELF_REPLACE;
  if (is_too_old (item, use, today))
    return SALVE_SHELF_REPLACE;
  if (use->uses == 0)
    return SALVE_SHELF_FRESH;
  return limit == use->uses + 1 ? SALVE_SHELF_LAST_USE : SALVE_SHELF_IN_USE;
}

/**
 * salve_shelf_life_is_over:
 * @state: a state
 *
 * Returns: whether a device in this state is not to be used again
 */
gboolean
salve_shelf_life_is_over (SalveShelfState state)
{
  return state >= SALVE_SHELF_REPLACE;
}

/**
 * salve_shelf_life_describe:
 * @item: a device
 * @use: how it was used
 * @today: the day
 *
 * Returns: (transfer full): the state in words, "4 of 10 uses, to be replaced by Wednesday, 24
 *   February"
 */
char *
salve_shelf_life_describe (SalveShelfItem      *item,
                           const SalveShelfUse *use,
                           const GDate         *today)
{
  switch (salve_shelf_life_judge (item, use, today))
    {
    case SALVE_SHELF_FRESH:
      return describe_fresh (item);
    case SALVE_SHELF_IN_USE:
      return describe_in_use (item, use, today);
    case SALVE_SHELF_LAST_USE:
      return describe_last (item, use);
    case SALVE_SHELF_REPLACE:
      return describe_replace (item, use, today);
    case SALVE_SHELF_USED_UP:
      return g_strdup (_("Single use, already used"));
    case SALVE_SHELF_RETIRED:
      return describe_retired (item);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * salve_shelf_item_is_fit:
 * @item: a device
 * @use: how it was used
 * @today: the day
 * @reason: (out) (optional) (nullable) (transfer full): return location for why not, a sentence
 *
 * Returns: whether a session at home may be done with it. A pen is set to a length for each
 *   session; that is judged by itself.
 */
gboolean
salve_shelf_item_is_fit (SalveShelfItem      *item,
                         const SalveShelfUse *use,
                         const GDate         *today,
                         char               **reason)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (SALVE_IS_SHELF_ITEM (item), FALSE);

  if (salve_shelf_life_is_over (salve_shelf_life_judge (item, use, today)))
    why = salve_shelf_life_describe (item, use, today);
  else if (salve_term_find (SALVE_VOCABULARY_SHELF, salve_shelf_item_get_kind (item)) == NULL)
    why = g_strdup (_("This version of Salve does not know this kind of device."));
  else if (!is_handle (item) && !get_band (item)->home)
    why = g_strdup (_("Not at home: needles this long reach deep into living skin and belong in a clinic."));
  if (reason != NULL)
    *reason = g_strdup (why);
  return why == NULL;
}
