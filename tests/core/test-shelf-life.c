/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdio.h>

#include "salve-protocol.h"
#include "salve-shelf-life.h"
#include "salve-term.h"

/* Days are written "2026-11-22"; NULL is none. */
typedef struct
{
  const char      *kind;
  double           needle_mm;
  guint            pieces;
  guint            uses;
  const char      *first;
  const char      *today;
  SalveShelfState  state;
  const char      *words;
} Case;

static const Case cases[] = {
  /* A roller for home: the table's ten uses or three months. */
  { "roller", 0.25, 1, 0, NULL, "2026-11-22", SALVE_SHELF_FRESH, "Not used yet" },
  { "roller", 0.25, 1, 1, "2026-11-22", "2026-11-22", SALVE_SHELF_IN_USE,
    "1 of 10 uses, to be replaced by Monday, 22 February" },
  { "roller", 0.25, 1, 4, "2026-11-01", "2026-11-22", SALVE_SHELF_IN_USE,
    "4 of 10 uses, to be replaced by Monday, 1 February" },
  { "roller", 0.25, 1, 9, "2026-11-01", "2026-11-22", SALVE_SHELF_LAST_USE, "9 of 10 uses: one use is left" },
  { "roller", 0.25, 1, 10, "2026-11-01", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 10 of 10 uses" },
  { "roller", 0.25, 1, 11, "2026-11-01", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 11 of 10 uses" },
  { "roller", 0.3, 1, 9, NULL, "2026-11-22", SALVE_SHELF_LAST_USE, "9 of 10 uses: one use is left" },
  /* Three months to the day, at the end of a month and into a leap year too. */
  { "roller", 0.25, 1, 2, "2026-08-22", "2026-11-21", SALVE_SHELF_IN_USE,
    "2 of 10 uses, to be replaced by Sunday, 22 November" },
  { "roller", 0.25, 1, 2, "2026-08-22", "2026-11-22", SALVE_SHELF_REPLACE,
    "Replace now: 3 months after its first use" },
  { "roller", 0.25, 1, 2, "2026-11-30", "2027-02-27", SALVE_SHELF_IN_USE,
    "2 of 10 uses, to be replaced by Sunday, 28 February" },
  { "roller", 0.25, 1, 2, "2026-11-30", "2027-02-28", SALVE_SHELF_REPLACE,
    "Replace now: 3 months after its first use" },
  { "roller", 0.25, 1, 2, "2027-11-30", "2028-02-28", SALVE_SHELF_IN_USE,
    "2 of 10 uses, to be replaced by Tuesday, 29 February" },
  { "roller", 0.25, 1, 2, "2027-11-30", "2028-02-29", SALVE_SHELF_REPLACE,
    "Replace now: 3 months after its first use" },
  /* A first use was told, and none is on record. */
  { "roller", 0.25, 1, 0, "2026-01-01", "2026-11-22", SALVE_SHELF_REPLACE,
    "Replace now: 3 months after its first use" },
  /* Longer needles wear out sooner. */
  { "roller", 0.5, 1, 1, "2026-11-22", "2026-11-22", SALVE_SHELF_IN_USE,
    "1 of 3 uses, to be replaced by Monday, 22 February" },
  { "roller", 0.5, 1, 2, "2026-11-22", "2026-11-22", SALVE_SHELF_LAST_USE, "2 of 3 uses: one use is left" },
  { "roller", 0.5, 1, 3, "2026-11-22", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 3 of 3 uses" },
  { "roller", 0.4, 1, 3, "2026-11-22", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 3 of 3 uses" },
  { "roller", 1.0, 1, 0, NULL, "2026-11-22", SALVE_SHELF_FRESH, "Single use, not used yet" },
  { "roller", 1.0, 1, 1, "2026-11-22", "2026-11-22", SALVE_SHELF_USED_UP, "Single use, already used" },
  { "roller", 1.5, 1, 1, "2020-11-22", "2026-11-22", SALVE_SHELF_USED_UP, "Single use, already used" },
  /* A stamp counts as a roller does. */
  { "stamp", 0.25, 1, 9, "2026-11-01", "2026-11-22", SALVE_SHELF_LAST_USE, "9 of 10 uses: one use is left" },
  { "stamp", 0.25, 1, 10, "2026-11-01", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 10 of 10 uses" },
  { "stamp", 0.25, 1, 1, "2026-08-22", "2026-11-22", SALVE_SHELF_REPLACE,
    "Replace now: 3 months after its first use" },
  /* Cartridges: one session each, however old they are. */
  { "cartridge", 0.25, 1, 0, NULL, "2026-11-22", SALVE_SHELF_FRESH, "Single use, not used yet" },
  { "cartridge", 0.25, 1, 1, "2026-11-22", "2026-11-22", SALVE_SHELF_USED_UP, "Single use, already used" },
  { "cartridge", 0.25, 5, 0, NULL, "2026-11-22", SALVE_SHELF_FRESH, "Single use: 5 new ones" },
  { "cartridge", 0.25, 5, 3, "2026-01-01", "2026-11-22", SALVE_SHELF_IN_USE, "2 of 5 left" },
  { "cartridge", 0.25, 5, 4, "2026-01-01", "2026-11-22", SALVE_SHELF_LAST_USE, "1 of 5 left" },
  { "cartridge", 0.25, 5, 5, "2026-01-01", "2026-11-22", SALVE_SHELF_USED_UP, "Single use, already used" },
  /* A handle has no needles to wear. */
  { "pen", 0.25, 1, 0, NULL, "2026-11-22", SALVE_SHELF_FRESH, "Not used yet" },
  { "pen", 0.25, 1, 200, "2020-01-01", "2026-11-22", SALVE_SHELF_IN_USE, "Used 200 times" },
  /* What a newer version may write. */
  { "laser-comb", 0.25, 1, 10, "2026-11-01", "2026-11-22", SALVE_SHELF_REPLACE, "Replace now: 10 of 10 uses" },
};

static void
read_day (const char *text,
          GDate      *day)
{
  int year, month, day_of_month;

  g_date_clear (day, 1);
  if (text == NULL)
    return;
  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day_of_month), ==, 3);
  g_date_set_dmy (day, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
}

static SalveShelfItem *
make_item (const char *kind,
           double      needle_mm,
           guint       pieces)
{
  SalveShelfItem *item;
  GDate added;

  read_day ("2026-11-01", &added);
  item = salve_shelf_item_new (kind, NULL, needle_mm, &added);
  g_object_set (item, "pieces", pieces, NULL);
  return item;
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(SalveShelfItem) item = make_item (c->kind, c->needle_mm, c->pieces);
      SalveShelfUse use = { .uses = c->uses };
      g_autofree char *words = NULL;
      g_autofree char *reason = NULL;
      gboolean over = c->state == SALVE_SHELF_REPLACE || c->state == SALVE_SHELF_USED_UP;
      GDate today;

      g_test_message ("%u: %s %g mm, %u uses, %s", i, c->kind, c->needle_mm, c->uses, c->today);
      read_day (c->first, &use.first);
      read_day (c->today, &today);
      g_assert_cmpint (salve_shelf_life_judge (item, &use, &today), ==, c->state);
      words = salve_shelf_life_describe (item, &use, &today);
      g_assert_cmpstr (words, ==, c->words);
      g_assert_cmpint (salve_shelf_life_is_over (c->state), ==, over);
      if (over)
        {
          g_assert_false (salve_shelf_item_is_fit (item, &use, &today, &reason));
          g_assert_cmpstr (reason, ==, c->words);
        }
    }
}

/* Out of use is out of use, however new. */
static void
test_retired (void)
{
  static const char * const words[][2] = {
    { "dropped", "Taken out of use: dropped" },
    { "worn", "Taken out of use: worn, rough or scratching" },
    { "bent", "Taken out of use: bent needles" },
    { "lent", "Taken out of use: lent" },
  };
  g_autoptr(SalveShelfItem) item = make_item ("roller", 0.25, 1);
  SalveShelfUse use = { 0 };
  GDate today;

  g_date_clear (&use.first, 1);
  read_day ("2026-11-22", &today);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *reason = NULL;

      salve_shelf_item_retire (item, words[i][0], &today);
      g_assert_cmpint (salve_shelf_life_judge (item, &use, &today), ==, SALVE_SHELF_RETIRED);
      g_assert_true (salve_shelf_life_is_over (SALVE_SHELF_RETIRED));
      g_assert_false (salve_shelf_item_is_fit (item, &use, &today, &reason));
      g_assert_cmpstr (reason, ==, words[i][1]);
    }
  salve_shelf_item_retire (item, NULL, NULL);
  g_assert_cmpint (salve_shelf_life_judge (item, &use, &today), ==, SALVE_SHELF_FRESH);
}

typedef struct
{
  const char *kind;
  double      needle_mm;
  guint       limit;
  gboolean    single;
  gboolean    fit; /* while it is fresh */
} Limit;

static const Limit limits[] = {
  { "roller", 0.2, 10, FALSE, TRUE },
  { "roller", 0.3, 10, FALSE, TRUE },
  { "roller", 0.31, 3, FALSE, TRUE },
  { "roller", 0.5, 3, FALSE, TRUE },
  { "roller", 0.51, 1, TRUE, FALSE },
  { "roller", 1.0, 1, TRUE, FALSE },
  { "roller", 2.5, 1, TRUE, FALSE },
  { "stamp", 0.25, 10, FALSE, TRUE },
  { "stamp", 0.5, 3, FALSE, TRUE },
  { "stamp", 1.5, 1, TRUE, FALSE },
  { "cartridge", 0.25, 1, TRUE, TRUE },
  { "cartridge", 0.5, 1, TRUE, TRUE },
  { "cartridge", 1.0, 1, TRUE, FALSE },
  { "pen", 0.25, 0, FALSE, TRUE },
  { "pen", 2.0, 0, FALSE, TRUE }, /* it can be set to another length */
  { "laser-comb", 0.25, 10, FALSE, FALSE },
};

static void
test_limits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const Limit *l = &limits[i];
      g_autoptr(SalveShelfItem) item = make_item (l->kind, l->needle_mm, 1);
      g_autofree char *reason = NULL;
      SalveShelfUse use = { 0 };
      GDate today;

      g_test_message ("%s %g mm", l->kind, l->needle_mm);
      g_date_clear (&use.first, 1);
      read_day ("2026-11-22", &today);
      g_assert_cmpuint (salve_shelf_life_get_limit (item), ==, l->limit);
      g_assert_cmpint (salve_shelf_life_is_single_use (item), ==, l->single);
      g_assert_cmpint (salve_shelf_item_is_fit (item, &use, &today, &reason), ==, l->fit);
      g_assert_cmpint (reason == NULL, ==, l->fit);
    }
}

/* The numbers are those of the table, whatever they become. */
static void
test_table (void)
{
  g_autoptr(SalveShelfItem) item = make_item ("roller", 0.25, 1);
  SalveShelfUse use = { 0 };
  GDate end;

  g_assert_cmpuint (salve_shelf_life_get_limit (item), ==, salve_protocol_get_band (0.25)->roller_uses);
  g_date_clear (&use.first, 1);
  g_assert_false (salve_shelf_life_get_end (item, &use, &end));
  read_day ("2026-11-22", &use.first);
  g_assert_true (salve_shelf_life_get_end (item, &use, &end));
  g_date_subtract_months (&end, SALVE_PROTOCOL_ROLLER_MONTHS);
  g_assert_cmpint (g_date_compare (&end, &use.first), ==, 0);
}

static void
test_kinds (void)
{
  guint n;
  const SalveTerm *terms = salve_term_list (SALVE_VOCABULARY_SHELF, &n);

  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SalveShelfItem) item = make_item (terms[i].id, 0.25, 1);

      g_assert_cmpstr (salve_shelf_item_get_name (item), ==, terms[i].title);
      /* A session knows rollers, pens and stamps. */
      g_assert_nonnull (salve_term_find (SALVE_VOCABULARY_DEVICE, salve_shelf_item_get_device_kind (item)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/shelf-life/states", test_states);
  g_test_add_func ("/shelf-life/retired", test_retired);
  g_test_add_func ("/shelf-life/limits", test_limits);
  g_test_add_func ("/shelf-life/table", test_table);
  g_test_add_func ("/shelf-life/kinds", test_kinds);
  return g_test_run ();
}
