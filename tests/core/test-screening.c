/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-screening.h"
#include "salve-source.h"

#include <string.h>

static const SalveScreeningItem *
find (const char *id)
{
  guint n_items = 0;
  const SalveScreeningItem *items = salve_screening_list (&n_items);

  for (guint i = 0; i < n_items; i++)
    {
      if (g_str_equal (items[i].id, id))
        return &items[i];
    }

  g_error ("There is no item %s", id);
}

static void
test_list (void)
{
  guint n_items = 0;
  const SalveScreeningItem *items = salve_screening_list (&n_items);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_items; i++)
    {
      g_test_message ("%s", items[i].id);
      g_assert_true (g_hash_table_add (ids, (gpointer) items[i].id));
      g_assert_true (g_hash_table_add (texts, (gpointer) items[i].text));
      g_assert_true (i == 0 || items[i].level >= items[i - 1].level);
      g_assert_cmpint (items[i].wait_days > 0, ==, items[i].level == SALVE_SCREENING_WAIT);
      g_assert_null (strchr (items[i].text, '%'));
      g_assert_false (g_str_has_suffix (items[i].text, "."));
    }
}

static void
test_waits (void)
{
  static const struct
  {
    const char *id;
    guint       days;
    const char *words;
  } cases[] = {
    { "sunburn", 14, "Sunburn or a strong tan in the area: wait 14 days after it has gone." },
    { "self-tanner", 2, "Self-tanner in the area: wait 2 days after the last time." },
    { "actives", 5, NULL },
    { "peel", 30, NULL },
    { "laser", 28, NULL },
    { "waxing", 7, NULL },
    { "filler", 14, NULL },
    { "surgery", 180, "Surgery or a new scar in the area: wait 180 days after the last time, and ask a clinician first." },
    { "herpes-healed", 14, NULL },
    { "fever", 7, "Fever or an illness not long ago: wait 7 days after it has gone." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SalveScreeningItem *item = find (cases[i].id);
      g_autofree char *words = salve_screening_describe (item);
      g_autofree char *days = g_strdup_printf ("wait %u days", cases[i].days);

      g_assert_cmpint (item->level, ==, SALVE_SCREENING_WAIT);
      g_assert_cmpuint (item->wait_days, ==, cases[i].days);
      g_assert_nonnull (strstr (words, days));
      if (cases[i].words != NULL)
        g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_levels (void)
{
  static const char * const stop[] = {
    "infection", "wound", "herpes-active", "acne", "eczema-active", "keloid", "isotretinoin", "bleeding",
    "cancer-care", "immune", "diabetes-unsteady", "pregnancy", "skin-cancer", "wart", "connective-tissue",
    "metal-allergy", "tattoo", "age", "radio-frequency", "shared", "long-needle",
  };
  static const char * const ask[] = {
    "blood-thinner", "diabetes-steady", "herpes-history", "eczema-history", "autoimmune", "steroids",
    "breastfeeding", "nickel", "heart", "veins", "dark-marks", "light-medicine", "cushing",
  };

  for (guint i = 0; i < G_N_ELEMENTS (stop); i++)
    g_assert_cmpint (find (stop[i])->level, ==, SALVE_SCREENING_STOP);
  for (guint i = 0; i < G_N_ELEMENTS (ask); i++)
    g_assert_cmpint (find (ask[i])->level, ==, SALVE_SCREENING_ASK);
}

static void
test_describe (void)
{
  g_autofree char *stop = salve_screening_describe (find ("pregnancy"));
  g_autofree char *ask = salve_screening_describe (find ("nickel"));

  g_assert_cmpstr (stop, ==, "You are pregnant");
  g_assert_cmpstr (ask, ==, "An allergy to nickel: only after a clinician said yes.");
}

static void
test_numbers (void)
{
  g_assert_nonnull (strstr (find ("isotretinoin")->text, "last 6 months"));
  g_assert_nonnull (strstr (find ("cancer-care")->text, "last 12 months"));
  g_assert_cmpstr (find ("age")->text, ==, "You are younger than 18");
  g_assert_cmpstr (find ("long-needle")->text, ==, "The needles are 1 mm or longer");
}

static void
test_sources (void)
{
  guint n_items = 0;
  const SalveScreeningItem *items = salve_screening_list (&n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_auto (GStrv) sources = g_strsplit (items[i].sources, ", ", -1);

      g_assert_cmpuint (g_strv_length (sources), >, 0);
      for (guint s = 0; sources[s] != NULL; s++)
        {
          g_test_message ("%s: %s", items[i].id, sources[s]);
          g_assert_nonnull (salve_source_find (sources[s]));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/screening/list", test_list);
  g_test_add_func ("/screening/waits", test_waits);
  g_test_add_func ("/screening/levels", test_levels);
  g_test_add_func ("/screening/describe", test_describe);
  g_test_add_func ("/screening/numbers", test_numbers);
  g_test_add_func ("/screening/sources", test_sources);

  return g_test_run ();
}
