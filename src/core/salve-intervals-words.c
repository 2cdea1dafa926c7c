/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-intervals-private.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"

static char *
explain_treated (SalveIntervals           *self,
                 const SalveIntervalsArea *area)
{
  int days = MAX ((int) self->today - (int) area->day, 0);
  g_autofree char *length = NULL;

  if (!(area->needle_mm > 0))
    {
      if (days == 0)
        return g_strdup (_("Treated today."));
      return g_strdup_printf (ngettext ("Treated %d day ago.", "Treated %d days ago.", (gulong) days), days);
    }

  length = salve_format_length (area->needle_mm);
  if (days == 0)
    /* Translators: %s is the length of the needles: "Treated today with 0.25 mm." */
    return g_strdup_printf (_("Treated today with %s."), length);
  /* Translators: %s is the length of the needles: "Treated 4 days ago with 0.25 mm." */
  return g_strdup_printf (ngettext ("Treated %d day ago with %s.", "Treated %d days ago with %s.", (gulong) days),
                          days, length);
}

static char *
explain_untreated (SalveIntervals *self)
{
  if (self->n_read < g_list_model_get_n_items (self->records))
    return g_strdup (_("Not treated in the last year."));

  return g_strdup (_("Never treated."));
}

static char *
explain_test_spot (void)
{
  return g_strdup_printf (ngettext ("After a test spot, wait %u day to see how the skin takes it.",
                                    "After a test spot, wait %u days to see how the skin takes it.",
                                    SALVE_PROTOCOL_TEST_SPOT_DAYS),
                          SALVE_PROTOCOL_TEST_SPOT_DAYS);
}

/* Why it takes until `ready`, where the length of the last session does not say it already. */
static char *
explain_why (SalveIntervals           *self,
             const SalveIntervalsArea *area,
             double                    needle_mm,
             guint32                   ready)
{
  g_autofree char *length = NULL;

  if (ready == salve_intervals_find_test_spot_ready (self))
    return explain_test_spot ();
  if (ready == area->ready)
    return area->earlier ? g_strdup (_("A longer needle before that needs more time.")) : NULL;

  length = salve_format_length (needle_mm);
  /* Translators: %s is the length of the needles of today's session, "0.5 mm". */
  return g_strdup_printf (_("Needles of %s need a longer break."), length);
}

static char *
join_sentences (char *first,
                char *second)
{
  g_autofree char *one = first;
  g_autofree char *two = second;

  if (one == NULL)
    return g_steal_pointer (&two);
  if (two == NULL)
    return g_steal_pointer (&one);

  /* Translators: joins two whole sentences. */
  return g_strdup_printf (_("%s %s"), one, two);
}

/**
 * salve_intervals_explain:
 * @self: the intervals
 * @area: an area's id
 * @needle_mm: the length of the needles that are to be used, in mm; 0 if that is not known yet
 *
 * Returns: (transfer full): when the area was last treated and, if it is too soon, why and from
 *   when on it may be: "Treated 4 days ago with 0.25 mm. Ready on Wednesday, 25 November."
 */
char *
salve_intervals_explain (SalveIntervals *self,
                         const char     *area,
                         double          needle_mm)
{
  const SalveIntervalsArea *found;
  guint32 ready;
  GDate day, today;
  g_autofree char *date = NULL;
  char *words;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);
  g_return_val_if_fail (area != NULL, NULL);

  found = salve_intervals_find_last (self, area);
  words = found != NULL ? explain_treated (self, found) : explain_untreated (self);
  ready = salve_intervals_find_ready (self, area, needle_mm);
  if (ready <= self->today)
    return words;

  words = join_sentences (words, explain_why (self, found, needle_mm, ready));
  g_date_clear (&day, 1);
  g_date_set_julian (&day, ready);
  g_date_clear (&today, 1);
  g_date_set_julian (&today, self->today);
  date = salve_format_weekday (&day, &today);
  /* Translators: %s is a date: "Ready on Wednesday, 25 November." */
  return join_sentences (words, g_strdup_printf (_("Ready on %s."), date));
}
