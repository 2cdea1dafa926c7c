/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-numbing-caps.h"

#include <math.h>

typedef gboolean (*Cap) (double   value,
                         GError **error);

static const struct
{
  Cap         cap;
  double      value;
  int         code; /* -1: it may be */
  const char *words;
} cases[] = {
  { salve_numbing_caps_percent, 2.5, -1, NULL },
  { salve_numbing_caps_percent, 4, -1, NULL },
  { salve_numbing_caps_percent, 4.01, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Above 4 % it needs a prescriber: a doctor decides whether, and how much. Do not use it for this." },
  { salve_numbing_caps_percent, 100, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Above 4 % it needs a prescriber: a doctor decides whether, and how much. Do not use it for this." },
  { salve_numbing_caps_percent, 120, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "There is no cream with more than 100 %. Look on the tube again." },
  { salve_numbing_caps_percent, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "There is no cream with more than 100 %. Look on the tube again." },
  { salve_numbing_caps_percent, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_percent, -1, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_percent, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the strength as it stands on the tube, in per cent." },
  { salve_numbing_caps_grams, 0.1, -1, NULL },
  { salve_numbing_caps_grams, 10, -1, NULL },
  { salve_numbing_caps_grams, 10.1, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Too much: at most 10 g in all. Treat a smaller area." },
  { salve_numbing_caps_grams, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, -2, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_grams, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the amount in grams. The tube says how much it holds." },
  { salve_numbing_caps_area, 1, -1, NULL },
  { salve_numbing_caps_area, 100, -1, NULL },
  { salve_numbing_caps_area, 100.5, SALVE_NUMBING_CAPS_ERROR_LIMIT,
    "Too large: at most 100 cm², about one palm without the fingers. Treat a smaller area." },
  { salve_numbing_caps_area, 0, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
  { salve_numbing_caps_area, NAN, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
  { salve_numbing_caps_area, INFINITY, SALVE_NUMBING_CAPS_ERROR_VALUE,
    "Give the area in cm². One palm without the fingers is about 100 cm²." },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (cases[i].cap (cases[i].value, &error), ==, cases[i].code < 0);
      g_assert_cmpint (cases[i].cap (cases[i].value, NULL), ==, cases[i].code < 0);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, SALVE_NUMBING_CAPS_ERROR, cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].words);
    }
}

static void
test_again (void)
{
  static const struct
  {
    int         seconds; /* since the last time */
    const char *words;   /* NULL: it may go on */
  } times[] = {
    { -86400, "Numbing cream goes on only once a day. No more of it until tomorrow, 18:30." },
    { 0, "Numbing cream goes on only once a day. No more of it until tomorrow, 18:30." },
    { 24 * 3600 - 60, "Numbing cream goes on only once a day. No more of it until 18:31." },
    { 24 * 3600, NULL },
    { 30 * 86400, NULL },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);

  g_assert_true (salve_numbing_caps_again (NULL, now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) last = g_date_time_add_seconds (now, -times[i].seconds);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (salve_numbing_caps_again (last, now, &error), ==, times[i].words == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, times[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/numbing-caps/values", test_values);
  g_test_add_func ("/numbing-caps/again", test_again);

  return g_test_run ();
}
