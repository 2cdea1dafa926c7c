/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "salve-red-flag.h"
#include "salve-source.h"

/* The gravest first; the ids and urgencies are in people's records. */
static const struct { const char *id; SalveUrgency urgency; gboolean numbing; } expected[] = {
  { "breathing", SALVE_URGENCY_EMERGENCY, TRUE },
  { "swollen-face", SALVE_URGENCY_EMERGENCY, TRUE },
  { "hives", SALVE_URGENCY_EMERGENCY, FALSE },
  { "blue-lips", SALVE_URGENCY_EMERGENCY, TRUE },
  { "heart", SALVE_URGENCY_EMERGENCY, TRUE },
  { "faint", SALVE_URGENCY_EMERGENCY, TRUE },
  { "seizure", SALVE_URGENCY_EMERGENCY, TRUE },
  { "numbing-mouth", SALVE_URGENCY_EMERGENCY, TRUE },
  { "numbing-senses", SALVE_URGENCY_EMERGENCY, TRUE },
  { "numbing-dizzy", SALVE_URGENCY_EMERGENCY, TRUE },
  { "infection-fever", SALVE_URGENCY_EMERGENCY, FALSE },
  { "infection-rapid", SALVE_URGENCY_EMERGENCY, FALSE },
  { "numbing-skin", SALVE_URGENCY_DOCTOR_TODAY, TRUE },
  { "blisters", SALVE_URGENCY_DOCTOR_TODAY, FALSE },
  { "infection-hot", SALVE_URGENCY_DOCTOR_TODAY, FALSE },
  { "infection-spreading", SALVE_URGENCY_DOCTOR_TODAY, FALSE },
  { "infection-pus", SALVE_URGENCY_DOCTOR_TODAY, FALSE },
  { "weak-defences", SALVE_URGENCY_DOCTOR_TODAY, FALSE },
  { "bumps", SALVE_URGENCY_DERMATOLOGIST, FALSE },
  { "redness", SALVE_URGENCY_DERMATOLOGIST, FALSE },
  { "lumps", SALVE_URGENCY_DERMATOLOGIST, FALSE },
  { "ulcer", SALVE_URGENCY_DERMATOLOGIST, FALSE },
  { "dark-patches", SALVE_URGENCY_DERMATOLOGIST, FALSE },
  { "lines", SALVE_URGENCY_DERMATOLOGIST, FALSE },
};

static void
test_list (void)
{
  guint n_flags = 0;
  const SalveRedFlag *flags = salve_red_flag_list (&n_flags);

  g_assert_cmpuint (n_flags, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_flags; i++)
    {
      g_test_message ("%s", expected[i].id);
      g_assert_cmpstr (flags[i].id, ==, expected[i].id);
      g_assert_cmpint (flags[i].urgency, ==, expected[i].urgency);
      g_assert_cmpint (flags[i].numbing, ==, expected[i].numbing);
      g_assert_true (salve_red_flag_find (flags[i].id) == &flags[i]);
    }
  g_assert_null (salve_red_flag_find ("none"));
  g_assert_null (salve_red_flag_find (""));
  g_assert_null (salve_red_flag_find (NULL));
}

static void
test_words (void)
{
  guint n_flags = 0;
  const SalveRedFlag *flags = salve_red_flag_list (&n_flags);
  g_autoptr(GHashTable) signs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_flags; i++)
    {
      g_auto(GStrv) sources = g_strsplit (flags[i].sources, ", ", -1);

      g_test_message ("%s", flags[i].id);
      g_assert_cmpstr (flags[i].sign, !=, "");
      g_assert_cmpstr (flags[i].when, !=, "");
      g_assert_true (g_str_has_suffix (flags[i].action, "."));
      g_assert_true (g_hash_table_add (signs, (gpointer) flags[i].sign));
      g_assert_cmpuint (g_strv_length (sources), >, 0);
      for (guint s = 0; sources[s] != NULL; s++)
        g_assert_nonnull (salve_source_find (sources[s]));
    }
}

static void
test_numbers (void)
{
  static const struct { const char *id; const char *phrase; } cases[] = {
    { "blue-lips", "4 hours" },
    { "numbing-dizzy", "4 hours" },
    { "infection-fever", "38 °C" },
    { "redness", "3 days with needles up to 0.5 mm, 7 days" },
    { "blisters", "24 to 48 hours" },
    { "bumps", "day 3 to 7" },
    { "dark-patches", "1 to 8 weeks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (cases[i].id);

      g_test_message ("%s", cases[i].id);
      g_assert_true (strstr (flag->sign, cases[i].phrase) != NULL || strstr (flag->when, cases[i].phrase) != NULL);
    }
}

static void
test_judge (void)
{
  static const struct { const char *ids[5]; SalveUrgency urgency; } cases[] = {
    { { NULL }, SALVE_URGENCY_NONE },
    { { "lines" }, SALVE_URGENCY_DERMATOLOGIST },
    { { "lines", "bumps", "redness" }, SALVE_URGENCY_DERMATOLOGIST },
    { { "weak-defences", "bumps" }, SALVE_URGENCY_DOCTOR_TODAY },
    { { "redness", "infection-spreading" }, SALVE_URGENCY_DOCTOR_TODAY },
    { { "infection-pus", "infection-fever" }, SALVE_URGENCY_EMERGENCY },
    { { "infection-fever", "infection-pus" }, SALVE_URGENCY_EMERGENCY },
    { { "dark-patches", "numbing-skin", "blisters", "numbing-dizzy" }, SALVE_URGENCY_EMERGENCY },
    { { "numbing-skin", "numbing-skin" }, SALVE_URGENCY_DOCTOR_TODAY },
    { { "of a newer version" }, SALVE_URGENCY_NONE },
    { { "of a newer version", "lumps" }, SALVE_URGENCY_DERMATOLOGIST },
    { { "" }, SALVE_URGENCY_NONE },
  };

  g_assert_cmpint (salve_red_flag_judge (NULL), ==, SALVE_URGENCY_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (salve_red_flag_judge (cases[i].ids), ==, cases[i].urgency);
    }
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (salve_red_flag_judge ((const char * const []) { expected[i].id, NULL }), ==,
                     expected[i].urgency);
}

static void
test_urgencies (void)
{
  static const char * const ids[] = { "emergency", "doctor-today", "dermatologist" };

  for (SalveUrgency u = SALVE_URGENCY_EMERGENCY; u < SALVE_URGENCY_NONE; u++)
    {
      g_assert_cmpstr (salve_urgency_id (u), ==, ids[u]);
      g_assert_cmpint (salve_urgency_find (ids[u]), ==, u);
      g_assert_cmpstr (salve_urgency_title (u), !=, "");
      g_assert_true (g_str_has_suffix (salve_urgency_meanwhile (u), "."));
    }
  g_assert_null (salve_urgency_id (SALVE_URGENCY_NONE));
  g_assert_cmpint (salve_urgency_find ("soon"), ==, SALVE_URGENCY_NONE);
  g_assert_cmpint (salve_urgency_find (NULL), ==, SALVE_URGENCY_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/red-flag/list", test_list);
  g_test_add_func ("/red-flag/words", test_words);
  g_test_add_func ("/red-flag/numbers", test_numbers);
  g_test_add_func ("/red-flag/judge", test_judge);
  g_test_add_func ("/red-flag/urgencies", test_urgencies);

  return g_test_run ();
}
