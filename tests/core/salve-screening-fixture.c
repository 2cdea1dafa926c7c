/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-screening-fixture.h"

#include <stdio.h>

GDate
fixture_day (const char *text)
{
  GDate date;
  int year, month, number;

  g_date_clear (&date, 1);
  if (text != NULL)
    {
      g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &number), ==, 3);
      g_date_set_dmy (&date, number, month, year);
    }

  return date;
}

GDate
fixture_later (const char *text,
               int         days)
{
  GDate date = fixture_day (text);

  if (days >= 0)
    g_date_add_days (&date, days);
  else
    g_date_subtract_days (&date, -days);

  return date;
}

void
fixture_assert_day (const GDate *date,
                    const GDate *expected)
{
  g_assert_cmpint (g_date_valid (date), ==, g_date_valid (expected));
  if (g_date_valid (date))
    g_assert_cmpint (g_date_compare (date, expected), ==, 0);
}

/* Everything that is asked, answered with no, on a skin that burns. */
SalveAnswers *
fixture_all_clear (void)
{
  SalveAnswers *answers = salve_answers_new ();
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    salve_answers_set_no (answers, items[i].id);
  salve_answers_set_skin_type (answers, 2);

  return answers;
}

SalveVerdict
fixture_judge (SalveAnswers *answers,
               const char   *today,
               GDate        *from)
{
  GDate date = fixture_day (today);

  return salve_screening_judge (answers, &date, from);
}
