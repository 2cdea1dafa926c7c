/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-conflict.h"

#define STEM "20261122T173000Z-6a1f3c0e"

static const struct { const char *name; const char *original; } cases[] = {
  { STEM ".sync-conflict-20261122-123047-D2S35UE.json", STEM ".json" },
  { STEM ".sync-conflict-20261122-123047.json", STEM ".json" },
  { STEM ".sync-conflict-20261122-123047-D2S35UE.sync-conflict-20261123-080000-ABCDEF2.json", STEM ".json" },
  { STEM " (conflicted copy 2026-11-22 123047).json", STEM ".json" },
  { STEM " (conflicted copy Änne 2026-11-22 123047).json", STEM ".json" },
  { STEM " (conflicted copy 2026-11-22 123047) (2).json", STEM ".json" },
  { STEM " (conflicted copy 2026-11-22 123047) (conflicted copy 2026-11-23 080000).json", STEM ".json" },
  { STEM " (conflicted copy Anna_Brown (work_ 2026-11-22 123047).json", NULL },
  { STEM " (conflicted copy Anna-Marie O'Hara, Dr. 2026-11-22 123047).json", STEM ".json" },
  { STEM " (conflicted copy Anna _work_ 2026-11-22 123047).json", STEM ".json" },
  { STEM " (conflicted copy Anna 2026-11-22 123047) (conflicted copy 2026-11-23 080000).json", STEM ".json" },
  { STEM "-2 (conflicted copy 2026-11-22 183000).json", STEM "-2.json" },
  { STEM "_conflict-20261122-123047.json", STEM ".json" },
  { STEM "_conflict-20261122-123047_conflict-20261123-080000.json", STEM ".json" },
  { STEM "_conflict-20261122-123047 (conflicted copy 2026-11-23 080000).json", STEM ".json" },
  { STEM "_conflict_Anna-20261122-123047.json", STEM ".json" },
  { STEM "_conflict_Anna-Marie Ö.-20261122-123047.json", STEM ".json" },
  { STEM "_conflict_Anna-20261122-123047_conflict_Bo-20261123-080000.json", STEM ".json" },
  { "profile_conflict_Anna-20261122-123047.json", "profile.json" },
  { STEM " (Anna's conflicted copy 2026-11-22).json", STEM ".json" },
  { STEM " (Anna’s conflicted copy 2026-11-22) (1).json", STEM ".json" },
  { STEM " (Anna (work)'s conflicted copy 2026-11-22).json", STEM ".json" },
  { "shelf (conflicted copy 2026-11-22 123047).json", "shelf.json" },
  { "profile.sync-conflict-20261122-123047-D2S35UE.json", "profile.json" },
  { "a\xff.sync-conflict-20261122-123047-D2S35UE.json", "a\xff.json" },
  { STEM ".json", NULL },
  { STEM "-2.json", NULL },
  { "conflict.json", NULL },
  { "_conflict-20261122-123047.json", NULL },
  { "_conflict_Anna-20261122-123047.json", NULL },
  { STEM "_conflict_-20261122-123047.json", NULL },
  { STEM "_conflict_Anna.json", NULL },
  { "my conflicted copy.json", NULL },
  { ".sync-conflict-20261122-123047-D2S35UE.json", NULL },
  { STEM ".sync-conflict-20261122-123047-D2S35UE", NULL },
  { STEM ".sync-conflict-2026-123047-D2S35UE.json", NULL },
  { STEM ".sync-conflict-20261122-123047-D2S35UE.json.tmp", NULL },
  { "", NULL },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *original = salve_conflict_get_original (cases[i].name);

      g_assert_cmpstr (original, ==, cases[i].original);
      if (original != NULL)
        g_assert_true (salve_conflict_is_copy_of (cases[i].name, original));
      g_assert_false (salve_conflict_is_copy_of (cases[i].name, "another.json"));
    }
}

/* A name that nobody made by hand takes no time that matters. */
static void
test_long (void)
{
  g_autofree char *deep = g_strnfill (4000, '(');
  g_autofree char *name = g_strconcat (deep, " conflicted copy ", deep, ").json", NULL);
  g_autoptr(GString) copies = g_string_new (STEM);
  g_autofree char *original = NULL;

  g_free (salve_conflict_get_original (name));
  for (guint i = 0; i < 12; i++)
    g_string_append (copies, "_conflict-20261122-123047");
  g_string_append (copies, ".json");
  original = salve_conflict_get_original (copies->str);
  g_assert_cmpstr (original, ==, STEM ".json");
}

static void
test_make (void)
{
  g_autoptr(GDateTime) time = g_date_time_new_local (2026, 11, 22, 12, 30, 47);
  g_autofree char *first = salve_conflict_make_name (STEM ".json", time, 1);
  g_autofree char *second = salve_conflict_make_name (STEM ".json", time, 2);

  g_assert_cmpstr (first, ==, STEM " (conflicted copy 2026-11-22 123047).json");
  g_assert_cmpstr (second, ==, STEM " (conflicted copy 2026-11-22 123047) (2).json");
  g_assert_true (salve_conflict_is_copy_of (first, STEM ".json"));
  g_assert_true (salve_conflict_is_copy_of (second, STEM ".json"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/conflict/names", test_names);
  g_test_add_func ("/conflict/long", test_long);
  g_test_add_func ("/conflict/make", test_make);
  return g_test_run ();
}
