/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-area.h"

#include <string.h>

/* Records hold these: an id, once given out, must stay. */
static const char * const ids[] = {
  "abdomen", "hip-left", "hip-right", "thigh-left-outer", "thigh-right-outer", "thigh-left-inner",
  "thigh-right-inner", "buttock-left", "buttock-right", "breast-left", "breast-right", "arm-left-inner",
  "arm-right-inner", "knee-left-back", "knee-right-back", "calf-left", "calf-right", "lower-back",
};

static void
test_list (void)
{
  guint n_areas = 0;
  const SalveArea *areas = salve_area_list (&n_areas);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n_areas, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < n_areas; i++)
    {
      g_assert_cmpstr (areas[i].id, ==, ids[i]);
      g_assert_true (g_hash_table_add (names, (gpointer) areas[i].name));
      g_assert_true (g_str_has_suffix (areas[i].spare, "."));
      g_assert_true (salve_area_find (ids[i]) == &areas[i]);
      g_assert_cmpstr (salve_area_name (ids[i]), ==, areas[i].name);
    }
}

static void
test_sides (void)
{
  guint n_areas = 0;
  const SalveArea *areas = salve_area_list (&n_areas);

  for (guint i = 0; i < n_areas; i++)
    {
      g_assert_cmpint (strstr (areas[i].id, "-left") != NULL, ==, strstr (areas[i].name, "eft") != NULL);
      g_assert_cmpint (strstr (areas[i].id, "-right") != NULL, ==, strstr (areas[i].name, "ight ") != NULL);
    }
}

static void
test_unknown (void)
{
  static const char * const unknown[] = { "shoulder-left", "", "Abdomen", "abdomen " };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_null (salve_area_find (unknown[i]));
      g_assert_true (salve_area_name (unknown[i]) == unknown[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/area/list", test_list);
  g_test_add_func ("/area/sides", test_sides);
  g_test_add_func ("/area/unknown", test_unknown);

  return g_test_run ();
}
