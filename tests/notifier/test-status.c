/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-status.h"

#include "salve-clock.h"

#define NOW G_GINT64_CONSTANT (1795370400000000) /* Sunday, 2026-11-22T19:00:00+01:00 */

static const struct
{
  gint64      ahead; /* minutes */
  const char *words;
} cases[] = {
  { 1, "Next end: Sunday, 19:01" },
  { 23 * 60 + 30, "Next end: Monday, 18:30" },
  { 2 * 1440 - 30, "Next end: Tuesday, 18:30" },
  { 6 * 1440 - 1, "Next end: Saturday, 18:59" },
  /* Six days on, a weekday might be taken for the one before. */
  { 6 * 1440, "Next end: 28 November, 19:00" },
  { 28 * 1440, "Next end: 20 December, 19:00" },
  /* Over, and about to be announced. */
  { -1, "Next end: Sunday, 18:59" },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_status_words (NOW + cases[i].ahead * G_TIME_SPAN_MINUTE, NOW);

      g_assert_cmpstr (words, ==, cases[i].words);
      /* The portal takes fewer than 96 letters, on one line. */
      g_assert_cmpint (g_utf8_strlen (words, -1), <, 96);
      g_assert_null (g_utf8_strchr (words, -1, '\n'));
    }
}

static void
test_nothing (void)
{
  g_assert_null (salve_status_words (SALVE_CLOCK_NEVER, NOW));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/status/words", test_words);
  g_test_add_func ("/status/nothing", test_nothing);

  return g_test_run ();
}
