/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-first-aid.h"
#include "salve-protocol.h"
#include "salve-source.h"
#include "salve-term.h"

#include <string.h>

static const struct
{
  const char *because;
  gboolean    touched;
  const char *now;  /* what must be said to do */
  const char *call; /* whom to call, and when */
} cases[] = {
  { "blood", TRUE, "Press sterile gauze on it for 10 minutes", "bleeds on" },
  { "pain", TRUE, "Cool the skin for 10 minutes", "grows instead of fading" },
  { "dizzy", FALSE, "Lie down with your legs up", "emergency number" },
};

static void
assert_says (char       **lines,
             const char  *words)
{
  g_autofree char *text = g_strjoinv ("\n", lines);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, words));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (g_str_has_suffix (lines[i], "."));
}

static void
test_words (void)
{
  guint n_aids = 0;
  const SalveFirstAid *aids = salve_first_aid_list (&n_aids);

  g_assert_cmpuint (n_aids, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < n_aids; i++)
    {
      g_auto (GStrv) now = salve_first_aid_get_now (&aids[i], FALSE);
      g_auto (GStrv) call = salve_first_aid_get_call (&aids[i]);

      g_assert_cmpstr (aids[i].because, ==, cases[i].because);
      g_assert_cmpint (aids[i].touched, ==, cases[i].touched);
      g_assert_true (g_str_has_suffix (aids[i].picture, "-symbolic"));
      assert_says (now, cases[i].now);
      g_assert_nonnull (strstr (now[0], "down"));
      assert_says (call, cases[i].call);
    }
}

/* Only what needs first aid has one, and each belongs to a reason that a person can give. */
static void
test_find (void)
{
  static const char * const none[] = { "reason", "mind", "interrupted", "", "Blood", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (salve_first_aid_find (cases[i].because)->because, ==, cases[i].because);
      g_assert_nonnull (salve_term_find (SALVE_VOCABULARY_STOP, cases[i].because));
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (salve_first_aid_find (none[i]));
}

/* Dizziness after numbing cream may be a sign of poisoning. */
static void
test_cream (void)
{
  const SalveFirstAid *aid = salve_first_aid_find ("dizzy");
  g_auto (GStrv) with = salve_first_aid_get_now (aid, TRUE);
  g_auto (GStrv) without = salve_first_aid_get_now (aid, FALSE);
  g_autofree char *text = g_strjoinv (" ", without);

  assert_says (with, "wash off what is left of it now");
  assert_says (with, "emergency number");
  g_assert_null (strstr (text, "cream"));
}

static void
test_sources (void)
{
  guint n_aids = 0;
  const SalveFirstAid *aids = salve_first_aid_list (&n_aids);

  for (guint i = 0; i < n_aids; i++)
    {
      g_auto (GStrv) ids = g_strsplit (aids[i].sources, ", ", -1);

      g_assert_cmpuint (g_strv_length (ids), >=, 2);
      for (guint k = 0; ids[k] != NULL; k++)
        g_assert_nonnull (salve_source_find (ids[k]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/first-aid/words", test_words);
  g_test_add_func ("/first-aid/find", test_find);
  g_test_add_func ("/first-aid/cream", test_cream);
  g_test_add_func ("/first-aid/sources", test_sources);

  return g_test_run ();
}
