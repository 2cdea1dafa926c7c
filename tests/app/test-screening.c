/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-questions-fixture.h"

#include "salve-about-form.h"
#include "salve-choice-row.h"
#include "salve-question-row.h"
#include "salve-screening-page.h"

static void
test_nothing_ticked (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const places[] = { "screening-about", "screening-health", "screening-skin", "screening-lately" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n;
      const SalveScreeningItem *items;

      g_assert_cmpstr (fixture_get_place (fixture), ==, places[i]);
      items = salve_screening_list_group (salve_procedure_get_instruction (fixture->procedure)->group, &n);
      for (guint item = 0; item < n; item++)
        {
          GtkWidget *row = fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, items[item].id);

          if (g_str_equal (items[item].id, "age"))
            continue;
          g_assert_nonnull (row);
          g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (row)));
          g_assert_false (salve_question_row_get_active (SALVE_QUESTION_ROW (fixture_find_question (fixture, items[item].id))));
        }
      g_assert_false (fixture_can_go_on (fixture));
      if (i == 0)
        fixture_answer_about (fixture);
      else
        fixture_tick (fixture, "none", TRUE);
      g_assert_true (fixture_can_go_on (fixture));
      fixture_go_on (fixture);
      if (i == 0)
        fixture_choose_area (fixture);
    }
  g_assert_cmpstr (fixture_get_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_CLEAR);
}

static void
test_about (Fixture       *fixture,
            gconstpointer  data)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate young = fixture_day (2010, 1, 1), tomorrow = fixture_day (2026, 11, 23), old = fixture_day (1800, 1, 1), born = fixture_day (1990, 2, 1);

  fixture_tick (fixture, "none", TRUE);
  salve_about_form_set_skin_type (form, 2);
  g_assert_false (fixture_can_go_on (fixture));
  salve_about_form_set_born (form, &tomorrow);
  g_assert_null (salve_about_form_get_born (form));
  g_assert_false (fixture_can_go_on (fixture));
  salve_about_form_set_born (form, &old);
  g_assert_null (salve_about_form_get_born (form));
  g_assert_false (fixture_can_go_on (fixture));

  salve_about_form_set_born (form, &young);
  g_assert_true (salve_answers_get (fixture_get_answers (fixture), "age")->applies);
  g_assert_true (fixture_says (GTK_WIDGET (form), "You are younger than 18"));
  g_assert_true (fixture_can_go_on (fixture));
  salve_about_form_set_born (form, &born);
  g_assert_false (salve_answers_get (fixture_get_answers (fixture), "age")->applies);
  g_assert_false (fixture_says (GTK_WIDGET (form), "You are younger than 18"));
  g_assert_true (fixture_can_go_on (fixture));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "areas");
  g_assert_cmpint (g_date_compare (salve_profile_get_born (fixture->profile), &born), ==, 0);
}

/* Remembered, and next time only confirmed. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  GDate agreed = fixture_day (2026, 11, 20);

  fixture_tick (fixture, "nickel", TRUE);
  fixture_give_day (fixture, "nickel", TRUE, &agreed);
  fixture_give_note (fixture, "nickel", "A & B <clinic>");
  fixture_answer_about (fixture);
  fixture_go_on (fixture);
  fixture_begin (fixture);

  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Born on Thursday, 1 February 1990"));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "An allergy to nickel"));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "A clinician agreed on Friday, 20 November: A & B <clinic>"));
  g_assert_true (salve_answers_is_empty (fixture_get_answers (fixture)));
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "areas");
  g_assert_true (salve_answers_get (fixture_get_answers (fixture), "nickel")->applies);
  g_assert_false (salve_answers_get (fixture_get_answers (fixture), "age")->applies);
  g_assert_cmpuint (salve_answers_get_skin_type (fixture_get_answers (fixture)), ==, 2);
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *button;

  fixture_tick (fixture, "sensitive-skin", TRUE);
  fixture_answer_about (fixture);
  fixture_go_on (fixture);
  fixture_begin (fixture);

  button = fixture_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  /* What was said is there; whether the rest still does not apply is asked again. */
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (fixture_find_question (fixture, "sensitive-skin"))));
  g_assert_false (fixture_can_go_on (fixture));
  fixture_tick (fixture, "sensitive-skin", FALSE);
  fixture_tick (fixture, "none", TRUE);
  fixture_go_on (fixture);
  g_assert_false (salve_answers_get (salve_profile_get_answers (fixture->profile), "sensitive-skin")->applies);
}

/* As after a power cut: all that is left is the session and the profile. */
static void
resume (Fixture *fixture)
{
  g_autoptr (SalveSession) session = g_object_ref (salve_procedure_get_session (fixture->procedure));

  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  g_clear_object (&fixture->procedure);
  fixture->procedure = salve_procedure_new (SALVE_CLOCK (fixture->clock), session);
  fixture_show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
}

static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *button;

  fixture_tick (fixture, "sensitive-skin", TRUE);
  fixture_answer_about (fixture);
  resume (fixture);
  g_assert_false (fixture_says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (fixture_find_question (fixture, "sensitive-skin"))));
  g_assert_true (fixture_can_go_on (fixture));
  fixture_go_on (fixture);

  fixture_begin (fixture);
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "Is it still true?"));
  button = fixture_find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  fixture_tick (fixture, "keloid", TRUE);
  resume (fixture);
  /* The change is not lost to what was said before. */
  g_assert_false (fixture_says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (fixture_find_question (fixture, "keloid"))));
  fixture_go_on (fixture);
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
}

/* A birthday makes an adult of somebody who was ruled out. */
static void
test_birthday (Fixture       *fixture,
               gconstpointer  data)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate born = fixture_day (2008, 11, 23);

  fixture_answer_about (fixture);
  salve_about_form_set_born (form, &born);
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  fixture_begin (fixture);
  fixture_go_on (fixture);
  g_assert_cmpstr (fixture_get_place (fixture), ==, "areas");
}

static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GDate yesterday = fixture_day (2026, 11, 21), tomorrow = fixture_day (2026, 11, 23);
  GtkWidget *row;

  fixture_walk_to (fixture, "screening-health");
  row = fixture_find_question (fixture, "fever");
  g_assert_false (fixture_says (row, "Give the day"));
  fixture_tick (fixture, "fever", TRUE);
  g_assert_true (fixture_says (row, "Give the day on which it had gone."));
  fixture_tick (fixture, "none", TRUE);
  g_assert_false (fixture_can_go_on (fixture));
  g_assert_true (fixture_says (GTK_WIDGET (fixture->page), "None of the others applies"));

  fixture_give_day (fixture, "fever", FALSE, &tomorrow);
  g_assert_false (fixture_can_go_on (fixture));
  fixture_give_day (fixture, "fever", FALSE, &yesterday);
  g_assert_true (fixture_says (row, "Possible from Saturday, 28 November."));
  g_assert_true (fixture_can_go_on (fixture));
  g_assert_cmpint (g_date_compare (&salve_answers_get (fixture_get_answers (fixture), "fever")->since, &yesterday), ==, 0);
  g_assert_false (salve_answers_get (fixture_get_answers (fixture), "pregnancy")->applies);

  fixture_tick (fixture, "none", FALSE);
  g_assert_false (fixture_can_go_on (fixture));
  g_assert_null (salve_answers_get (fixture_get_answers (fixture), "pregnancy"));
}

static void
test_sizes (Fixture       *fixture,
            gconstpointer  data)
{
  int minimum;

  fixture_tick (fixture, "nickel", TRUE);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 324);
  gtk_widget_measure (fixture_find_question (fixture, "keloid"), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, >=, 48);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/screening/nothing-ticked", test_nothing_ticked },
    { "/screening/about", test_about },
    { "/screening/remembered", test_remembered },
    { "/screening/change", test_change },
    { "/screening/interrupted", test_interrupted },
    { "/screening/birthday", test_birthday },
    { "/screening/details", test_details },
    { "/screening/sizes", test_sizes },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);

  return g_test_run ();
}
