/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-screening-fixture.h"

#include "salve-protocol.h"
#include "salve-source.h"

#include <string.h>

/* The table of clinical choices: a change here is a change of what a person may do. */
static const struct
{
  const char          *id;
  SalveScreeningLevel  level;
  SalveScreeningGroup  group;
  guint                wait_days;
  gboolean             ask_too;
} expected[] = {
  { "age", SALVE_SCREENING_STOP, SALVE_SCREENING_LASTING },
  { "keloid", SALVE_SCREENING_STOP, SALVE_SCREENING_LASTING },
  { "bleeding", SALVE_SCREENING_STOP, SALVE_SCREENING_LASTING },
  { "connective-tissue", SALVE_SCREENING_STOP, SALVE_SCREENING_LASTING },
  { "metal-allergy", SALVE_SCREENING_STOP, SALVE_SCREENING_LASTING },
  { "nickel", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "herpes-history", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "eczema-history", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "autoimmune", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "heart", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "dark-marks", SALVE_SCREENING_ASK, SALVE_SCREENING_LASTING },
  { "sensitive-skin", SALVE_SCREENING_CARE, SALVE_SCREENING_LASTING },
  { "pregnancy", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "isotretinoin", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "cancer-care", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "immune", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "diabetes-unsteady", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "herpes-active", SALVE_SCREENING_STOP, SALVE_SCREENING_HEALTH },
  { "herpes-healed", SALVE_SCREENING_WAIT, SALVE_SCREENING_HEALTH, 14 },
  { "fever", SALVE_SCREENING_WAIT, SALVE_SCREENING_HEALTH, 7 },
  { "breastfeeding", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "diabetes-steady", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "blood-thinner", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "steroids", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "light-medicine", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "cushing", SALVE_SCREENING_ASK, SALVE_SCREENING_HEALTH },
  { "infection", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "wound", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "acne", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "eczema-active", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "skin-cancer", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "wart", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "tattoo", SALVE_SCREENING_STOP, SALVE_SCREENING_SKIN },
  { "veins", SALVE_SCREENING_ASK, SALVE_SCREENING_SKIN },
  { "pale-marks", SALVE_SCREENING_CARE, SALVE_SCREENING_SKIN },
  { "sunburn", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 14 },
  { "self-tanner", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 2 },
  { "actives", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 5 },
  { "peel", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 30 },
  { "laser", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 28 },
  { "waxing", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 7 },
  { "filler", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 14, TRUE },
  { "surgery", SALVE_SCREENING_WAIT, SALVE_SCREENING_LATELY, 180, TRUE },
  { "radio-frequency", SALVE_SCREENING_STOP, SALVE_SCREENING_LATELY },
  { "shared", SALVE_SCREENING_STOP, SALVE_SCREENING_LATELY },
  { "long-needle", SALVE_SCREENING_STOP, SALVE_SCREENING_LATELY },
  { "numbing-allergy", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
  { "numbing-blood", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
  { "numbing-rhythm", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
  { "numbing-liver", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
  { "numbing-skin", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
  { "numbing-today", SALVE_SCREENING_STOP, SALVE_SCREENING_NUMBING },
};

static void
test_table (void)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", items[i].id);
      g_assert_cmpstr (items[i].id, ==, expected[i].id);
      g_assert_cmpint (items[i].level, ==, expected[i].level);
      g_assert_cmpint (items[i].group, ==, expected[i].group);
      g_assert_cmpuint (items[i].wait_days, ==, expected[i].wait_days);
      g_assert_cmpint (items[i].ask_too, ==, expected[i].ask_too);
      g_assert_true (salve_screening_find (items[i].id) == &items[i]);
    }
  g_assert_null (salve_screening_find ("moonlight"));
}

static void
test_groups (void)
{
  guint n, all = 0;

  for (guint group = 0; group < SALVE_N_SCREENING_GROUPS; group++)
    {
      const SalveScreeningItem *items = salve_screening_list_group (group, &n);

      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n; i++)
        g_assert_cmpint (items[i].group, ==, group);
      all += n;
    }
  salve_screening_list (&n);
  g_assert_cmpuint (all, ==, n);
}

static void
test_words (void)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", items[i].id);
      g_assert_true (g_hash_table_add (texts, salve_screening_get_title (&items[i])));
      g_assert_null (strchr (items[i].text, '%'));
      g_assert_null (strchr (items[i].text, '('));
      g_assert_false (g_str_has_suffix (items[i].text, "."));
      g_assert_true (g_str_has_suffix (items[i].advice, "."));
      g_assert_null (strchr (items[i].advice, '%'));
      g_assert_cmpint (items[i].since != NULL, ==, items[i].level == SALVE_SCREENING_WAIT);
      g_assert_true (!items[i].gone || items[i].level == SALVE_SCREENING_WAIT);
    }
}

static void
test_numbers (void)
{
  g_assert_nonnull (strstr (salve_screening_find ("isotretinoin")->text, "last 6 months"));
  g_assert_nonnull (strstr (salve_screening_find ("cancer-care")->text, "last 12 months"));
  g_assert_cmpstr (salve_screening_find ("age")->text, ==, "You are younger than 18");
  g_assert_cmpstr (salve_screening_find ("long-needle")->text, ==, "The needles are 1 mm or longer");
}

static void
test_sources (void)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
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

static void
test_describe (void)
{
  static const struct { const char *id; const char *words; } cases[] = {
    { "pregnancy", "You are pregnant, or may be" },
    { "keloid", "You, or close family, get thick, raised scars (keloids, hypertrophic scars)" },
    { "nickel", "An allergy to nickel (contact allergy): only after a clinician said yes." },
    { "sunburn", "Sunburn or a strong tan in the area: wait 14 days after it has gone." },
    { "fever", "Fever or an illness lately: wait 7 days after it has gone." },
    { "self-tanner", "Self-tanner in the area: wait 2 days after the last time." },
    { "surgery", "Surgery or a new scar in the area: wait 180 days after the last time, and ask a clinician first." },
    { "sensitive-skin", "Sensitive skin, which stings or reddens easily: Begin with a test spot." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = salve_screening_describe (salve_screening_find (cases[i].id));

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Every item on its own: open, no, yes, and yes with all that a person can say against it. */
static void
test_levels (void)
{
  static const SalveVerdict plain[] = {
    [SALVE_SCREENING_STOP] = SALVE_VERDICT_STOP,
    [SALVE_SCREENING_WAIT] = SALVE_VERDICT_OPEN,
    [SALVE_SCREENING_ASK] = SALVE_VERDICT_ASK,
    [SALVE_SCREENING_CARE] = SALVE_VERDICT_CARE,
  };
  static const SalveVerdict agreed[] = {
    [SALVE_SCREENING_STOP] = SALVE_VERDICT_STOP,
    [SALVE_SCREENING_WAIT] = SALVE_VERDICT_CLEAR,
    [SALVE_SCREENING_ASK] = SALVE_VERDICT_CLEAR,
    [SALVE_SCREENING_CARE] = SALVE_VERDICT_CARE,
  };
  GDate today = fixture_day (TODAY), since = fixture_later (TODAY, -180);
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();
      gboolean numbing = items[i].group == SALVE_SCREENING_NUMBING;
      gboolean marks = g_str_equal (items[i].id, "dark-marks");
      SalveVerdict verdict;

      g_test_message ("%s", items[i].id);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==, SALVE_VERDICT_CLEAR);
      g_assert_cmpint (salve_screening_judge_item (&items[i], salve_answers_get (answers, items[i].id), &today, NULL),
                       ==, SALVE_VERDICT_CLEAR);

      salve_answers_forget (answers, items[i].id);
      g_assert_cmpint (salve_screening_judge_item (&items[i], NULL, &today, NULL), ==, SALVE_VERDICT_OPEN);
      g_assert_cmpint (salve_screening_judge_group (answers, items[i].group, &today, NULL), ==, SALVE_VERDICT_OPEN);
      g_assert_false (salve_screening_is_answered (answers, items[i].group, &today));
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==,
                       numbing ? SALVE_VERDICT_CLEAR : SALVE_VERDICT_OPEN);

      salve_answers_set_yes (answers, items[i].id, NULL, NULL, NULL);
      verdict = salve_screening_judge_item (&items[i], salve_answers_get (answers, items[i].id), &today, NULL);
      g_assert_cmpint (verdict, ==, plain[items[i].level]);
      g_assert_cmpint (salve_screening_judge_group (answers, items[i].group, &today, NULL), ==, verdict);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==, numbing ? SALVE_VERDICT_CLEAR : verdict);
      g_assert_cmpint (salve_screening_is_answered (answers, items[i].group, &today), ==,
                       verdict != SALVE_VERDICT_OPEN);

      salve_answers_set_yes (answers, items[i].id, &since, &today, "A doctor said yes");
      verdict = salve_screening_judge_item (&items[i], salve_answers_get (answers, items[i].id), &today, NULL);
      g_assert_cmpint (verdict, ==, agreed[items[i].level]);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==,
                       numbing ? SALVE_VERDICT_CLEAR : marks ? SALVE_VERDICT_CARE : verdict);
    }
}

/* Every item that a clinician can allow, on every side of what counts as a word. */
static void
test_agreed (void)
{
  static const struct { int days; const char *note; gboolean agreed; } cases[] = {
    { 0, "Dr", TRUE },
    { -1, "Dr", TRUE },
    { 1, "Dr", FALSE },
    { -SALVE_PROTOCOL_AGREED_DAYS, "Dr", TRUE },
    { -SALVE_PROTOCOL_AGREED_DAYS - 1, "Dr", FALSE },
    { 0, NULL, FALSE },
    { 0, "", FALSE },
    { 0, " \t\n", FALSE },
  };
  static const char * const days[] = { TODAY, "2028-02-29", "2028-03-01", "2026-03-29", "2026-10-25", "2027-01-01" };
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    for (guint d = 0; d < G_N_ELEMENTS (days) && items[i].level == SALVE_SCREENING_ASK; d++)
      for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
        {
          g_autoptr (SalveAnswers) answers = fixture_all_clear ();
          GDate today = fixture_day (days[d]), agreed = fixture_later (days[d], cases[c].days);

          g_test_message ("%s %s %u", items[i].id, days[d], c);
          salve_answers_set_yes (answers, items[i].id, NULL, &agreed, cases[c].note);
          g_assert_cmpint (salve_screening_judge_item (&items[i], salve_answers_get (answers, items[i].id), &today, NULL),
                           ==, cases[c].agreed ? SALVE_VERDICT_CLEAR : SALVE_VERDICT_ASK);
        }
}

/* A word from before the surgery is about something else. */
static void
test_agreed_before (void)
{
  g_autoptr (SalveAnswers) answers = fixture_all_clear ();
  GDate since = fixture_later (TODAY, -14), before = fixture_later (TODAY, -15);

  salve_answers_set_yes (answers, "filler", &since, &before, "Dr");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_ASK);
  salve_answers_set_yes (answers, "filler", &since, &since, "Dr");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_CLEAR);
}

static void
test_several (void)
{
  g_autoptr (SalveAnswers) answers = salve_answers_new ();
  GDate waxed = fixture_later (TODAY, -1), burnt = fixture_later (TODAY, -2), last = fixture_later (TODAY, 12), from;

  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_OPEN);
  salve_answers_set_yes (answers, "keloid", NULL, NULL, NULL);
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_STOP);

  g_clear_object (&answers);
  answers = fixture_all_clear ();
  salve_answers_set_yes (answers, "sunburn", &burnt, NULL, NULL);
  salve_answers_set_yes (answers, "waxing", &waxed, NULL, NULL);
  g_assert_cmpint (fixture_judge (answers, TODAY, &from), ==, SALVE_VERDICT_WAIT);
  fixture_assert_day (&from, &last);
  salve_answers_set_yes (answers, "nickel", NULL, NULL, NULL);
  g_assert_cmpint (fixture_judge (answers, TODAY, &from), ==, SALVE_VERDICT_WAIT);
  salve_answers_set_no (answers, "sunburn");
  salve_answers_set_no (answers, "waxing");
  g_assert_cmpint (fixture_judge (answers, TODAY, &from), ==, SALVE_VERDICT_ASK);
  g_assert_false (g_date_valid (&from));
  salve_answers_forget (answers, "wound");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_ASK);
  salve_answers_set_no (answers, "nickel");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_OPEN);
  salve_answers_set_no (answers, "wound");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_CLEAR);
}

static void
test_skin_type (void)
{
  for (guint type = 0; type <= SALVE_ANSWERS_SKIN_TYPES; type++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();

      salve_answers_set_skin_type (answers, type);
      g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==,
                       type == 0 ? SALVE_VERDICT_OPEN : type >= 4 ? SALVE_VERDICT_CARE : SALVE_VERDICT_CLEAR);
      g_assert_cmpint (salve_screening_needs_care (answers), ==, type >= 4);
      g_assert_cmpint (salve_screening_needs_test_spot (answers), ==, type >= 4);
    }
}

static void
test_care (void)
{
  static const struct { const char *id; gboolean care; gboolean test_spot; } cases[] = {
    { "dark-marks", TRUE, TRUE },
    { "sensitive-skin", FALSE, TRUE },
    { "pale-marks", FALSE, FALSE },
    { "nickel", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();

      salve_answers_set_yes (answers, cases[i].id, NULL, NULL, NULL);
      g_assert_cmpint (salve_screening_needs_care (answers), ==, cases[i].care);
      g_assert_cmpint (salve_screening_needs_test_spot (answers), ==, cases[i].test_spot);
      salve_answers_set_no (answers, cases[i].id);
      g_assert_false (salve_screening_needs_test_spot (answers));
    }
}

static void
test_numbing (void)
{
  static const struct { const char *id; gboolean word; SalveVerdict numbing; SalveVerdict all; } cases[] = {
    { "numbing-allergy", FALSE, SALVE_VERDICT_STOP, SALVE_VERDICT_CLEAR },
    { "numbing-allergy", TRUE, SALVE_VERDICT_STOP, SALVE_VERDICT_CLEAR },
    { "numbing-of-tomorrow", FALSE, SALVE_VERDICT_CLEAR, SALVE_VERDICT_CLEAR },
    { "pregnancy", TRUE, SALVE_VERDICT_STOP, SALVE_VERDICT_STOP },
    { "breastfeeding", FALSE, SALVE_VERDICT_ASK, SALVE_VERDICT_ASK },
    { "breastfeeding", TRUE, SALVE_VERDICT_CLEAR, SALVE_VERDICT_CLEAR },
    { "heart", TRUE, SALVE_VERDICT_CLEAR, SALVE_VERDICT_CLEAR },
  };
  GDate today = fixture_day (TODAY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = fixture_all_clear ();

      g_test_message ("%s", cases[i].id);
      salve_answers_set_yes (answers, cases[i].id, NULL, cases[i].word ? &today : NULL, cases[i].word ? "Dr" : NULL);
      g_assert_cmpint (salve_screening_judge_group (answers, SALVE_SCREENING_NUMBING, &today, NULL), ==,
                       cases[i].numbing);
      g_assert_cmpint (salve_screening_judge (answers, &today, NULL), ==, cases[i].all);
    }
}

/* What only a newer version knows stops, whatever it says. */
static void
test_unknown (void)
{
  g_autoptr (SalveAnswers) answers = fixture_all_clear ();
  GDate today = fixture_day (TODAY);

  salve_answers_set_no (answers, "moonlight");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_CLEAR);
  salve_answers_set_yes (answers, "moonlight", &today, &today, "Dr");
  g_assert_cmpint (fixture_judge (answers, TODAY, NULL), ==, SALVE_VERDICT_STOP);
}

static void
test_explain (void)
{
  static const struct { const char *id; const char *since; const char *agreed; const char *words; } cases[] = {
    { "tattoo", NULL, NULL, "Never needle over it" },
    { "tattoo", TODAY, TODAY, "Never needle over it" },
    { "waxing", NULL, NULL, "Give the day of the last time." },
    { "sunburn", NULL, NULL, "Give the day on which it had gone. If it is still there, give today." },
    { "waxing", "2026-11-23", NULL, "Give the day of the last time." },
    { "waxing", "2026-11-20", NULL, "Possible from Friday, 27 November. The hair roots are still open." },
    { "sunburn", "2026-12-24", NULL, "Possible from Thursday, 7 January." },
    { "waxing", "2026-11-15", NULL, "Long enough ago." },
    { "filler", "2026-11-08", NULL, "Needling can move them. Whoever gave them has to agree." },
    { "filler", "2026-11-08", "2026-11-20", "A clinician agreed on Friday, 20 November: Dr" },
    { "filler", "2026-11-09", "2026-11-20", "Possible from Monday, 23 November." },
    { "nickel", NULL, NULL, "The needles’ steel holds some nickel." },
    { "nickel", NULL, "2026-11-20", "A clinician agreed on Friday, 20 November: Dr" },
    { "sensitive-skin", NULL, NULL, "Begin with a test spot." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = salve_answers_new ();
      const SalveScreeningItem *item = salve_screening_find (cases[i].id);
      GDate today = fixture_day (cases[i].since != NULL && g_str_has_prefix (cases[i].since, "2026-12") ? cases[i].since : TODAY);
      GDate since = fixture_day (cases[i].since), agreed = fixture_day (cases[i].agreed);
      g_autofree char *words = NULL;

      g_assert_null (salve_screening_explain (item, NULL, &today));
      salve_answers_set_no (answers, item->id);
      g_assert_null (salve_screening_explain (item, salve_answers_get (answers, item->id), &today));
      salve_answers_set_yes (answers, item->id, &since, &agreed, "Dr");
      words = salve_screening_explain (item, salve_answers_get (answers, item->id), &today);
      g_test_message ("%s: %s", item->id, words);
      g_assert_true (g_str_has_prefix (words, cases[i].words));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/screening/table", test_table);
  g_test_add_func ("/screening/groups", test_groups);
  g_test_add_func ("/screening/words", test_words);
  g_test_add_func ("/screening/numbers", test_numbers);
  g_test_add_func ("/screening/sources", test_sources);
  g_test_add_func ("/screening/describe", test_describe);
  g_test_add_func ("/screening/levels", test_levels);
  g_test_add_func ("/screening/agreed", test_agreed);
  g_test_add_func ("/screening/agreed-before", test_agreed_before);
  g_test_add_func ("/screening/several", test_several);
  g_test_add_func ("/screening/skin-type", test_skin_type);
  g_test_add_func ("/screening/care", test_care);
  g_test_add_func ("/screening/numbing", test_numbing);
  g_test_add_func ("/screening/unknown", test_unknown);
  g_test_add_func ("/screening/explain", test_explain);

  return g_test_run ();
}
