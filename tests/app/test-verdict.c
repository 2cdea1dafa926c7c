/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-questions-fixture.h"

#include "salve-about-form.h"
#include "salve-question.h"
#include "salve-screening-page.h"
#include "salve-verdict-page.h"

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_walk_to (fixture, "screening-health");
  fixture_tick (fixture, "pregnancy", TRUE);
  g_assert_true (fixture_says (fixture_find_question (fixture, "pregnancy"), "Come back some months after the birth."));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "verdict");

  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Not at home"));
  g_assert_cmpstr (salve_question_get (fixture->procedure), ==, "This ends the session. Press again to end it.");
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "You are pregnant, or may be"));
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  fixture_go_on (fixture);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpstr (salve_session_get_stopped_because (salve_procedure_get_session (fixture->procedure)), ==, "screening");
}

static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  GDate yesterday = fixture_day (2026, 11, 21), possible = fixture_day (2026, 11, 28);

  fixture_walk_to (fixture, "screening-lately");
  fixture_tick (fixture, "waxing", TRUE);
  fixture_give_day (fixture, "waxing", FALSE, &yesterday);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);

  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Possible from Saturday, 28 November"));
  fixture_tick (fixture, "remind", TRUE);
  fixture_go_on (fixture);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpint (g_date_compare (salve_profile_get_planned (fixture->profile), &possible), ==, 0);
  g_assert_true (salve_profile_get_remind (fixture->profile));
}

/* The day that was planned has come: it is possible, and planned no more. */
static void
test_planned_day (Fixture       *fixture,
                  gconstpointer  data)
{
  GDate today = fixture_day (2026, 11, 22);

  salve_profile_set_planned (fixture->profile, &today, TRUE);
  fixture_walk_to (fixture, "verdict");
  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Nothing speaks against it today"));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "cleanse-hands");
  g_assert_null (salve_profile_get_planned (fixture->profile));
}

static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  GDate agreed = fixture_day (2026, 11, 20);

  fixture_walk_to (fixture, "screening-skin");
  fixture_tick (fixture, "veins", TRUE);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);
  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Ask a clinician first"));
  g_assert_null (salve_question_get (fixture->procedure));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "screening-skin");

  fixture_show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
  fixture_give_day (fixture, "veins", TRUE, &agreed);
  fixture_give_note (fixture, "veins", "Dr");
  fixture_go_on (fixture);
  fixture_go_on (fixture);
  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Nothing speaks against it today"));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "cleanse-hands");
}

static void
test_care (Fixture       *fixture,
           gconstpointer  data)
{
  salve_about_form_set_skin_type (SALVE_ABOUT_FORM (fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL)), 5);
  fixture_tick (fixture, "none", TRUE);
  fixture_walk_to (fixture, "screening-skin");
  salve_answers_set_skin_type (fixture_get_answers (fixture), 5);
  fixture_tick (fixture, "pale-marks", TRUE);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);
  fixture_show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Possible, with more care"));
  g_assert_cmpstr (salve_question_get (fixture->procedure), ==,
                   "Is every answer still true today? Press again to go on.");
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Today only a test spot of 2 × 2 cm"));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Then wait 28 days"));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "They last 50 % longer."));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "striae albae"));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "cleanse-hands");
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/verdict/stop", test_stop },
    { "/verdict/wait", test_wait },
    { "/verdict/planned-day", test_planned_day },
    { "/verdict/ask", test_ask },
    { "/verdict/care", test_care },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);

  return g_test_run ();
}
