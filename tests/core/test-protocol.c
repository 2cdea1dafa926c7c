/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-protocol.h"
#include "salve-red-flag.h"
#include "salve-source.h"

#include <math.h>
#include <string.h>

/* The protocol table once more, written down by hand, so that a slip in either is found. */
typedef struct
{
  const char *name;
  gsize       offset;
  guint       cells[4];
} Row;

#define HOURS(n) (G_STRUCT_OFFSET (SalveBand, hours) + (n) * sizeof (guint))
#define FIELD(f) G_STRUCT_OFFSET (SalveBand, f)

static const double columns[] = { 0.3, 0.5, 1.0, 1.5 };

static const Row table[] = {
  { "interval, days", FIELD (interval_days), { 7, 21, 28, 42 } },
  { "sun", HOURS (SALVE_RESTRICTION_SUN), { 48, 72, 168, 336 } },
  { "sweat", HOURS (SALVE_RESTRICTION_SWEAT), { 48, 72, 72, 96 } },
  { "products", HOURS (SALVE_RESTRICTION_PRODUCTS), { 72, 120, 168, 240 } },
  { "water", HOURS (SALVE_RESTRICTION_WATER), { 48, 72, 120, 168 } },
  { "actives", HOURS (SALVE_RESTRICTION_ACTIVES), { 72, 120, 168, 168 } },
  { "makeup", HOURS (SALVE_RESTRICTION_MAKEUP), { 24, 48, 48, 72 } },
  { "shaving", HOURS (SALVE_RESTRICTION_SHAVING), { 48, 72, 120, 168 } },
  { "waxing", HOURS (SALVE_RESTRICTION_WAXING), { 168, 336, 336, 672 } },
  { "clothing", HOURS (SALVE_RESTRICTION_CLOTHING), { 24, 48, 72, 72 } },
  { "SPF from", FIELD (spf_from_hours), { 24, 24, 24, 24 } },
  { "SPF until, days", FIELD (spf_until_days), { 7, 14, 14, 28 } },
  { "shower from", FIELD (shower_from_hours), { 6, 12, 12, 24 } },
  { "moisturise every", FIELD (moisturise_every_hours), { 8, 6, 6, 6 } },
  { "moisturise, days", FIELD (moisturise_days), { 2, 3, 5, 7 } },
  { "redness ends", FIELD (redness_ends_hours), { 24, 48, 72, 96 } },
  { "redness alert", FIELD (redness_alert_hours), { 72, 72, 168, 168 } },
  { "passes", FIELD (passes), { 4, 3, 0, 0 } },
  { "directions", FIELD (directions), { 4, 4, 0, 0 } },
  { "roller uses", FIELD (roller_uses), { 10, 3, 1, 1 } },
};

static void
test_cells (void)
{
  for (guint row = 0; row < G_N_ELEMENTS (table); row++)
    {
      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        {
          const SalveBand *band = salve_protocol_get_band (columns[column]);

          g_test_message ("%s, %g mm", table[row].name, columns[column]);
          g_assert_cmpuint (G_STRUCT_MEMBER (guint, band, table[row].offset), ==, table[row].cells[column]);
        }
    }
}

static void
test_home (void)
{
  static const struct
  {
    double   needle_mm;
    gboolean home;
    gboolean caution;
  } cases[] = {
    { 0.2, TRUE, FALSE },
    { 0.3, TRUE, FALSE },
    { 0.5, TRUE, TRUE },
    { 0.75, FALSE, FALSE },
    { 1.0, FALSE, FALSE },
    { 1.5, FALSE, FALSE },
    { 2.5, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SalveBand *band = salve_protocol_get_band (cases[i].needle_mm);

      g_assert_cmpint (band->home, ==, cases[i].home);
      g_assert_cmpint (band->caution, ==, cases[i].caution);
      g_assert_cmpint (band->passes > 0, ==, cases[i].home);
      if (band->home)
        g_assert_cmpfloat (band->longest_mm, <, SALVE_PROTOCOL_HOME_LIMIT_MM);
    }
}

static void
test_bounds (void)
{
  static const struct
  {
    double needle_mm;
    double longest_mm;
  } cases[] = {
    { 0.01, 0.3 },
    { 0.3, 0.3 },
    { 0.1 + 0.2, 0.3 },
    { 0.301, 0.5 },
    { 0.4, 0.5 },
    { 0.5, 0.5 },
    { 0.501, 1.0 },
    { 1.0, 1.0 },
    { 1.001, SALVE_PROTOCOL_LONGEST_MM },
    { 1.2, SALVE_PROTOCOL_LONGEST_MM },
    { SALVE_PROTOCOL_LONGEST_MM, SALVE_PROTOCOL_LONGEST_MM },
    { 100.0, SALVE_PROTOCOL_LONGEST_MM },
    { INFINITY, SALVE_PROTOCOL_LONGEST_MM },
    { 0.0, SALVE_PROTOCOL_LONGEST_MM },
    { -0.25, SALVE_PROTOCOL_LONGEST_MM },
    { NAN, SALVE_PROTOCOL_LONGEST_MM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%g mm", cases[i].needle_mm);
      g_assert_cmpfloat (salve_protocol_get_band (cases[i].needle_mm)->longest_mm, ==, cases[i].longest_mm);
    }
}

static void
test_monotony (void)
{
  const SalveBand *before = salve_protocol_get_band (0.01);

  for (int hundredths = 2; hundredths <= 600; hundredths++)
    {
      const SalveBand *band = salve_protocol_get_band (hundredths / 100.0);

      for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
        g_assert_cmpuint (band->hours[i], >=, before->hours[i]);
      g_assert_cmpuint (band->interval_days, >=, before->interval_days);
      g_assert_cmpuint (band->spf_until_days, >=, before->spf_until_days);
      g_assert_cmpuint (band->shower_from_hours, >=, before->shower_from_hours);
      g_assert_cmpuint (band->roller_uses, <=, before->roller_uses);
      g_assert_true (before->home || !band->home);
      before = band;
    }
}

static void
test_sense (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const SalveBand *band = salve_protocol_get_band (columns[i]);

      for (guint r = 0; r < SALVE_N_RESTRICTIONS; r++)
        g_assert_cmpuint (band->hours[r], >, 0);
      g_assert_cmpuint (band->shower_from_hours, <, band->hours[SALVE_RESTRICTION_WATER]);
      g_assert_cmpuint (band->redness_ends_hours, <, band->redness_alert_hours);
      g_assert_cmpuint (band->spf_until_days * 24, >=, band->hours[SALVE_RESTRICTION_SUN]);
      g_assert_cmpuint (band->interval_days * 24, >=, band->hours[SALVE_RESTRICTION_WAXING]);
    }
}

static void
test_restrictions (void)
{
  static const char * const ids[] = {
    "sun", "sweat", "products", "water", "actives", "makeup", "shaving", "waxing", "clothing"
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (ids) == SALVE_N_RESTRICTIONS);

  for (int i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      const SalveRestrictionInfo *info = salve_protocol_get_restriction (i);
      g_autofree char *icon = g_strdup_printf ("salve-%s-symbolic", ids[i]);

      g_assert_cmpstr (info->id, ==, ids[i]);
      g_assert_cmpint (salve_protocol_find_restriction (ids[i]), ==, i);
      g_assert_cmpstr (salve_protocol_get_title (ids[i]), ==, info->title);
      g_assert_cmpstr (info->icon, ==, icon);
      g_assert_true (g_str_has_suffix (info->avoid, "."));
      g_assert_true (g_str_has_suffix (info->why, "."));
      g_assert_true (g_str_has_suffix (info->over, "."));
    }

  g_assert_nonnull (strstr (salve_protocol_get_restriction (SALVE_RESTRICTION_SUN)->over, "SPF 30 "));
}

static void
test_unknown (void)
{
  g_assert_cmpint (salve_protocol_find_restriction ("moonlight"), ==, -1);
  g_assert_cmpint (salve_protocol_find_restriction (""), ==, -1);
  g_assert_cmpint (salve_protocol_find_restriction ("Sun"), ==, -1);
  g_assert_cmpstr (salve_protocol_get_title ("moonlight"), ==, "moonlight");
  g_assert_cmpstr (salve_protocol_get_direction_title ("spiral"), ==, "spiral");
}

static void
test_lengths (void)
{
  static const double expected[] = { 0.2, 0.25, 0.3, 0.5, 1.0, 1.5, 2.0, 2.5 };
  guint n_lengths = 0;
  const double *lengths = salve_protocol_get_lengths (&n_lengths);

  g_assert_cmpuint (n_lengths, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_lengths; i++)
    g_assert_cmpfloat (lengths[i], ==, expected[i]);
}

static void
test_check_ins (void)
{
  static const guint expected[] = { 24, 72, 168 };
  guint n_hours = 0;
  const guint *hours = salve_protocol_get_check_ins (&n_hours);

  g_assert_cmpuint (n_hours, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_hours; i++)
    g_assert_cmpuint (hours[i], ==, expected[i]);
}

static void
test_directions (void)
{
  static const char * const expected[] = { "horizontal", "vertical", "diagonal-left", "diagonal-right", NULL };
  const char * const *directions = salve_protocol_get_directions ();
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (g_strv_equal (directions, expected));
  for (guint i = 0; directions[i] != NULL; i++)
    {
      const char *title = salve_protocol_get_direction_title (directions[i]);

      g_assert_cmpstr (title, !=, directions[i]);
      g_assert_true (g_hash_table_add (titles, (gpointer) title));
    }
  g_assert_cmpuint (g_hash_table_size (titles), >=, salve_protocol_get_band (0.2)->directions);
}

static void
assert_sources (const char *sources)
{
  g_auto (GStrv) ids = g_strsplit (sources, ", ", -1);

  g_assert_cmpuint (g_strv_length (ids), >, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_test_message ("source %s", ids[i]);
      g_assert_nonnull (salve_source_find (ids[i]));
    }
}

static void
test_sources (void)
{
  guint n_sources = 0;
  guint n_flags = 0;
  const SalveSource *sources = salve_source_list (&n_sources);
  const SalveRedFlag *flags = salve_red_flag_list (&n_flags);

  for (guint i = 0; i < n_sources; i++)
    {
      g_assert_true (salve_source_find (sources[i].id) == &sources[i]);
      g_assert_cmpstr (sources[i].title, !=, "");
      g_assert_cmpint (sources[i].where != NULL, ==, sources[i].id[0] == 'S');
    }
  g_assert_null (salve_source_find ("S0"));

  for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
    assert_sources (salve_protocol_get_restriction (i)->sources);
  for (guint i = 0; i < n_flags; i++)
    assert_sources (flags[i].sources);
}

static void
test_numbing_limits (void)
{
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_MIN_MINUTES, ==, 30);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, ==, 45);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, ==, 55);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_MAX_MINUTES, ==, 60);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES, ==, 30);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_MAX_PERCENT, ==, 4);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_MAX_CM2, ==, 100);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_MAX_GRAMS, ==, 10);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES, ==, 15);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_CHECK_2_MINUTES, ==, 60);
  g_assert_cmpint (SALVE_PROTOCOL_NUMBING_WATCH_HOURS, ==, 4);
  g_assert_cmpint (SALVE_PROTOCOL_SOAK_MINUTES, ==, 10);
  g_assert_cmpint (SALVE_PROTOCOL_SOAK_PERCENT, ==, 70);
}

static void
test_numbing_eczema (void)
{
  static const struct
  {
    guint named;
    guint max;
  } cases[] = { { 0, 60 }, { 1, 30 }, { 30, 30 }, { 45, 30 }, { 59, 30 }, { 60, 60 }, { G_MAXUINT, 60 } };
  const SalveNumbingLimits *limits = salve_protocol_get_numbing (TRUE);

  g_assert_cmpuint (limits->min, ==, 15);
  g_assert_cmpuint (limits->target, ==, 20);
  g_assert_cmpuint (limits->alarm, ==, 25);
  g_assert_cmpuint (limits->max, ==, 30);
  g_assert_cmpuint (salve_protocol_get_numbing (FALSE)->max, ==, 60);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (salve_protocol_find_numbing (cases[i].named)->max, ==, cases[i].max);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/cells", test_cells);
  g_test_add_func ("/protocol/home", test_home);
  g_test_add_func ("/protocol/bounds", test_bounds);
  g_test_add_func ("/protocol/monotony", test_monotony);
  g_test_add_func ("/protocol/sense", test_sense);
  g_test_add_func ("/protocol/restrictions", test_restrictions);
  g_test_add_func ("/protocol/unknown", test_unknown);
  g_test_add_func ("/protocol/lengths", test_lengths);
  g_test_add_func ("/protocol/check-ins", test_check_ins);
  g_test_add_func ("/protocol/directions", test_directions);
  g_test_add_func ("/protocol/sources", test_sources);
  g_test_add_func ("/protocol/numbing-limits", test_numbing_limits);
  g_test_add_func ("/protocol/numbing-eczema", test_numbing_eczema);

  return g_test_run ();
}
