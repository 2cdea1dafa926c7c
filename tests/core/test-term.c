/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-term.h"

#include <string.h>

/* The ids that records hold: a change would make old records unreadable to a person. */
static const struct
{
  SalveVocabulary  vocabulary;
  const char      *ids[8];
} offered[] = {
  { SALVE_VOCABULARY_DEVICE, { "roller", "pen", "stamp" } },
  { SALVE_VOCABULARY_SERUM, { "hyaluronic-acid", "none", "bland", "vitamin-c", "retinoid", "acid" } },
  { SALVE_VOCABULARY_STOP, { "blood", "pain", "dizzy", "reason", "mind" } },
  { SALVE_VOCABULARY_ERYTHEMA, { "0", "1", "2", "3", "4" } },
  { SALVE_VOCABULARY_SHELF, { "roller", "pen", "cartridge", "stamp" } },
  { SALVE_VOCABULARY_RETIRED, { "worn", "dropped", "bent" } },
  { SALVE_VOCABULARY_MARK, { "retinoid", "acid", "vitamin-c", "benzoyl-peroxide", "fragranced", "bland" } },
};

static void
test_list (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      guint n = 0;
      const SalveTerm *terms = salve_term_list (offered[i].vocabulary, &n);

      g_assert_cmpuint (n, ==, g_strv_length ((char **) offered[i].ids));
      for (guint t = 0; t < n; t++)
        {
          g_assert_cmpstr (terms[t].id, ==, offered[i].ids[t]);
          g_assert_cmpuint (strlen (terms[t].title), >, 0);
          g_assert_true (salve_term_find (offered[i].vocabulary, terms[t].id) == &terms[t]);
          g_assert_cmpstr (salve_term_title (offered[i].vocabulary, terms[t].id), ==, terms[t].title);
        }
    }
}

/* Two words of one vocabulary never read the same, and each choice says what it means. */
static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
      guint n = 0;
      const SalveTerm *terms = salve_term_list (offered[i].vocabulary, &n);

      for (guint t = 0; t < n; t++)
        {
          g_assert_true (g_hash_table_add (titles, (gpointer) terms[t].title));
          g_assert_true (terms[t].detail != NULL || offered[i].vocabulary == SALVE_VOCABULARY_ERYTHEMA
                         || offered[i].vocabulary == SALVE_VOCABULARY_RETIRED);
        }
    }
}

static void
test_avoid (void)
{
  static const char * const avoided[] = { "vitamin-c", "retinoid", "acid", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      guint n = 0;
      const SalveTerm *terms = salve_term_list (offered[i].vocabulary, &n);

      for (guint t = 0; t < n; t++)
        g_assert_cmpint (terms[t].avoid, ==,
                         offered[i].vocabulary == SALVE_VOCABULARY_SERUM && g_strv_contains (avoided, terms[t].id));
    }
}

static void
test_unknown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      SalveVocabulary vocabulary = offered[i].vocabulary;

      g_assert_null (salve_term_find (vocabulary, NULL));
      g_assert_null (salve_term_find (vocabulary, ""));
      g_assert_null (salve_term_find (vocabulary, "laser"));
      g_assert_null (salve_term_find (vocabulary, "Roller"));
      g_assert_null (salve_term_title (vocabulary, NULL));
      g_assert_cmpstr (salve_term_title (vocabulary, "laser"), ==, "laser");
    }
  /* A word of one vocabulary is none of another. */
  g_assert_null (salve_term_find (SALVE_VOCABULARY_SERUM, "roller"));
  g_assert_null (salve_term_find (SALVE_VOCABULARY_DEVICE, "none"));
}

/* What Salve writes by itself is never offered, but is told in words. */
static void
test_not_offered (void)
{
  static const struct { const char *id; const char *title; } cases[] = {
    { "interrupted", "Interrupted" },
    { "screening", "An answer spoke against it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
      {
        const SalveTerm *term = salve_term_find (offered[i].vocabulary, cases[c].id);
        guint n = 0;
        const SalveTerm *terms = salve_term_list (offered[i].vocabulary, &n);

        g_assert_cmpint (term != NULL, ==, offered[i].vocabulary == SALVE_VOCABULARY_STOP);
        for (guint t = 0; t < n; t++)
          g_assert_true (&terms[t] != term);
        g_assert_cmpstr (salve_term_title (SALVE_VOCABULARY_STOP, cases[c].id), ==, cases[c].title);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/term/list", test_list);
  g_test_add_func ("/term/words", test_words);
  g_test_add_func ("/term/avoid", test_avoid);
  g_test_add_func ("/term/unknown", test_unknown);
  g_test_add_func ("/term/not-offered", test_not_offered);

  return g_test_run ();
}
