/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-about-form.h"
#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-fake-clock.h"
#include "salve-question.h"
#include "salve-question-row.h"
#include "salve-screening-page.h"
#include "salve-verdict-page.h"

#define NOW "2026-11-22T12:00:00+00:00"

typedef struct
{
  char            *folder;
  SalveFakeClock  *clock;
  SalveProfile    *profile;
  SalveProcedure  *procedure;
  GtkWidget       *window;
  SalveWizardPage *page;
  guint            completed;
} Fixture;

static void
count (guint *n)
{
  (*n)++;
}

static GDate
day (int year,
     int month,
     int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, number, month, year);

  return date;
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *id)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (id == NULL || g_strcmp0 (salve_choice_row_get_id (SALVE_CHOICE_ROW (widget)), id) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;

  return FALSE;
}

/* As the wizard does it: another page where another kind of part is reached. */
static void
show_page (Fixture *fixture,
           GType    type)
{
  fixture->page = g_object_new (type, "procedure", fixture->procedure, "profile", fixture->profile, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->page)))
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (Fixture *fixture)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  g_clear_object (&fixture->procedure);
  fixture->procedure = salve_procedure_new (SALVE_CLOCK (fixture->clock), NULL);
  g_signal_connect_swapped (fixture->procedure, "completed", G_CALLBACK (count), &fixture->completed);
  show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("salve-screening-XXXXXX", NULL);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->window = gtk_window_new ();
  fixture->completed = 0;
  begin (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.json", NULL);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (salve_profile_flush (fixture->profile, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->procedure);
  g_assert_finalize_object (fixture->profile);
  g_assert_finalize_object (fixture->clock);
  g_remove (path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* --- what a person does --- */

static void
tick (Fixture    *fixture,
      const char *id,
      gboolean    on)
{
  GtkWidget *row = find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, id);

  g_assert_nonnull (row);
  salve_choice_row_set_active (SALVE_CHOICE_ROW (row), on);
}

static GtkWidget *
find_question (Fixture    *fixture,
               const char *id)
{
  return gtk_widget_get_ancestor (find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, id), SALVE_TYPE_QUESTION_ROW);
}

/* The first date field of a question is the day of the last time, the second that of a clinician's word. */
static void
give_day (Fixture     *fixture,
          const char  *id,
          gboolean     agreed,
          const GDate *date)
{
  GtkWidget *row = find (find_question (fixture, id), SALVE_TYPE_DATE_ROW, NULL);

  if (agreed)
    for (row = gtk_widget_get_next_sibling (row); !SALVE_IS_DATE_ROW (row);)
      row = gtk_widget_get_next_sibling (row);
  g_assert_true (gtk_widget_get_visible (row));
  salve_date_row_set_date (SALVE_DATE_ROW (row), date);
}

static void
give_note (Fixture    *fixture,
           const char *id,
           const char *note)
{
  gtk_editable_set_text (GTK_EDITABLE (find (find_question (fixture, id), ADW_TYPE_ENTRY_ROW, NULL)), note);
}

static gboolean
can_go_on (Fixture *fixture)
{
  gboolean sensitive;

  g_object_get (fixture->page, "primary-sensitive", &sensitive, NULL);

  return sensitive;
}

static void
go_on (Fixture *fixture)
{
  g_assert_true (can_go_on (fixture));
  salve_wizard_page_primary (fixture->page);
}

static const char *
get_place (Fixture *fixture)
{
  return salve_procedure_get_instruction (fixture->procedure)->id;
}

static void
answer_about (Fixture *fixture)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate born = day (1990, 2, 1);

  salve_about_form_set_born (form, &born);
  salve_about_form_set_skin_type (form, 2);
  tick (fixture, "none", TRUE);
}

static void
choose_area (Fixture *fixture)
{
  static const char * const areas[] = { "abdomen", NULL };

  g_assert_cmpstr (get_place (fixture), ==, "areas");
  salve_procedure_set_areas (fixture->procedure, areas);
  salve_procedure_next (fixture->procedure);
}

static void
walk_to (Fixture    *fixture,
         const char *id)
{
  answer_about (fixture);
  go_on (fixture);
  choose_area (fixture);
  while (!g_str_equal (get_place (fixture), id))
    {
      tick (fixture, "none", TRUE);
      go_on (fixture);
    }
}

static SalveAnswers *
get_answers (Fixture *fixture)
{
  return salve_procedure_get_answers (fixture->procedure);
}

/* --- the tests --- */

static void
test_nothing_ticked (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const places[] = { "screening-about", "screening-health", "screening-skin", "screening-lately" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n;
      const SalveScreeningItem *items;

      g_assert_cmpstr (get_place (fixture), ==, places[i]);
      items = salve_screening_list_group (salve_procedure_get_instruction (fixture->procedure)->group, &n);
      for (guint item = 0; item < n; item++)
        {
          GtkWidget *row = find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, items[item].id);

          if (g_str_equal (items[item].id, "age"))
            continue;
          g_assert_nonnull (row);
          g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (row)));
          g_assert_false (salve_question_row_get_active (SALVE_QUESTION_ROW (find_question (fixture, items[item].id))));
        }
      g_assert_false (can_go_on (fixture));
      if (i == 0)
        answer_about (fixture);
      else
        tick (fixture, "none", TRUE);
      g_assert_true (can_go_on (fixture));
      go_on (fixture);
      if (i == 0)
        choose_area (fixture);
    }
  g_assert_cmpstr (get_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_CLEAR);
}

static void
test_about (Fixture       *fixture,
            gconstpointer  data)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate young = day (2010, 1, 1), tomorrow = day (2026, 11, 23), old = day (1800, 1, 1), born = day (1990, 2, 1);

  tick (fixture, "none", TRUE);
  salve_about_form_set_skin_type (form, 2);
  g_assert_false (can_go_on (fixture));
  salve_about_form_set_born (form, &tomorrow);
  g_assert_null (salve_about_form_get_born (form));
  g_assert_false (can_go_on (fixture));
  salve_about_form_set_born (form, &old);
  g_assert_null (salve_about_form_get_born (form));
  g_assert_false (can_go_on (fixture));

  salve_about_form_set_born (form, &young);
  g_assert_true (salve_answers_get (get_answers (fixture), "age")->applies);
  g_assert_true (says (GTK_WIDGET (form), "You are younger than 18"));
  g_assert_true (can_go_on (fixture));
  salve_about_form_set_born (form, &born);
  g_assert_false (salve_answers_get (get_answers (fixture), "age")->applies);
  g_assert_false (says (GTK_WIDGET (form), "You are younger than 18"));
  g_assert_true (can_go_on (fixture));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "areas");
  g_assert_cmpint (g_date_compare (salve_profile_get_born (fixture->profile), &born), ==, 0);
}

/* Remembered, and next time only confirmed. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  GDate agreed = day (2026, 11, 20);

  tick (fixture, "nickel", TRUE);
  give_day (fixture, "nickel", TRUE, &agreed);
  give_note (fixture, "nickel", "A & B <clinic>");
  answer_about (fixture);
  go_on (fixture);
  begin (fixture);

  g_assert_true (says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "Born on Thursday, 1 February 1990"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "An allergy to nickel"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "A clinician agreed on Friday, 20 November: A & B <clinic>"));
  g_assert_true (salve_answers_is_empty (get_answers (fixture)));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "areas");
  g_assert_true (salve_answers_get (get_answers (fixture), "nickel")->applies);
  g_assert_false (salve_answers_get (get_answers (fixture), "age")->applies);
  g_assert_cmpuint (salve_answers_get_skin_type (get_answers (fixture)), ==, 2);
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *button;

  tick (fixture, "sensitive-skin", TRUE);
  answer_about (fixture);
  go_on (fixture);
  begin (fixture);

  button = find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  /* What was said is there; whether the rest still does not apply is asked again. */
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (find_question (fixture, "sensitive-skin"))));
  g_assert_false (can_go_on (fixture));
  tick (fixture, "sensitive-skin", FALSE);
  tick (fixture, "none", TRUE);
  go_on (fixture);
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
  show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
}

static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *button;

  tick (fixture, "sensitive-skin", TRUE);
  answer_about (fixture);
  resume (fixture);
  g_assert_false (says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (find_question (fixture, "sensitive-skin"))));
  g_assert_true (can_go_on (fixture));
  go_on (fixture);

  begin (fixture);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Is it still true?"));
  button = find (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, NULL);
  g_signal_emit_by_name (button, "clicked");
  tick (fixture, "keloid", TRUE);
  resume (fixture);
  /* The change is not lost to what was said before. */
  g_assert_false (says (GTK_WIDGET (fixture->page), "Is it still true?"));
  g_assert_true (salve_question_row_get_active (SALVE_QUESTION_ROW (find_question (fixture, "keloid"))));
  go_on (fixture);
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
}

/* A birthday makes an adult of somebody who was ruled out. */
static void
test_birthday (Fixture       *fixture,
               gconstpointer  data)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate born = day (2008, 11, 23);

  answer_about (fixture);
  salve_about_form_set_born (form, &born);
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  begin (fixture);
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "areas");
}

static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GDate yesterday = day (2026, 11, 21), tomorrow = day (2026, 11, 23);
  GtkWidget *row;

  walk_to (fixture, "screening-health");
  row = find_question (fixture, "fever");
  g_assert_false (says (row, "Give the day"));
  tick (fixture, "fever", TRUE);
  g_assert_true (says (row, "Give the day on which it had gone."));
  tick (fixture, "none", TRUE);
  g_assert_false (can_go_on (fixture));
  g_assert_true (says (GTK_WIDGET (fixture->page), "None of the others applies"));

  give_day (fixture, "fever", FALSE, &tomorrow);
  g_assert_false (can_go_on (fixture));
  give_day (fixture, "fever", FALSE, &yesterday);
  g_assert_true (says (row, "Possible from Saturday, 28 November."));
  g_assert_true (can_go_on (fixture));
  g_assert_cmpint (g_date_compare (&salve_answers_get (get_answers (fixture), "fever")->since, &yesterday), ==, 0);
  g_assert_false (salve_answers_get (get_answers (fixture), "pregnancy")->applies);

  tick (fixture, "none", FALSE);
  g_assert_false (can_go_on (fixture));
  g_assert_null (salve_answers_get (get_answers (fixture), "pregnancy"));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  walk_to (fixture, "screening-health");
  tick (fixture, "pregnancy", TRUE);
  g_assert_true (says (find_question (fixture, "pregnancy"), "Come back some months after the birth."));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "verdict");

  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Not at home"));
  g_assert_cmpstr (salve_question_get (fixture->procedure), ==, "This ends the session. Press again to end it.");
  g_assert_true (says (GTK_WIDGET (fixture->page), "You are pregnant, or may be"));
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  go_on (fixture);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpstr (salve_session_get_stopped_because (salve_procedure_get_session (fixture->procedure)), ==, "screening");
}

static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  GDate yesterday = day (2026, 11, 21), possible = day (2026, 11, 28);

  walk_to (fixture, "screening-lately");
  tick (fixture, "waxing", TRUE);
  give_day (fixture, "waxing", FALSE, &yesterday);
  tick (fixture, "none", TRUE);
  go_on (fixture);

  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Possible from Saturday, 28 November"));
  tick (fixture, "remind", TRUE);
  go_on (fixture);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpint (g_date_compare (salve_profile_get_planned (fixture->profile), &possible), ==, 0);
  g_assert_true (salve_profile_get_remind (fixture->profile));
}

/* The day that was planned has come: it is possible, and planned no more. */
static void
test_planned_day (Fixture       *fixture,
                  gconstpointer  data)
{
  GDate today = day (2026, 11, 22);

  salve_profile_set_planned (fixture->profile, &today, TRUE);
  walk_to (fixture, "verdict");
  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Nothing speaks against it today"));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "cleanse-hands");
  g_assert_null (salve_profile_get_planned (fixture->profile));
}

static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  GDate agreed = day (2026, 11, 20);

  walk_to (fixture, "screening-skin");
  tick (fixture, "veins", TRUE);
  tick (fixture, "none", TRUE);
  go_on (fixture);
  tick (fixture, "none", TRUE);
  go_on (fixture);
  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Ask a clinician first"));
  g_assert_null (salve_question_get (fixture->procedure));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "screening-skin");

  show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
  give_day (fixture, "veins", TRUE, &agreed);
  give_note (fixture, "veins", "Dr");
  go_on (fixture);
  go_on (fixture);
  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Nothing speaks against it today"));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "cleanse-hands");
}

static void
test_care (Fixture       *fixture,
           gconstpointer  data)
{
  salve_about_form_set_skin_type (SALVE_ABOUT_FORM (find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL)), 5);
  tick (fixture, "none", TRUE);
  walk_to (fixture, "screening-skin");
  salve_answers_set_skin_type (get_answers (fixture), 5);
  tick (fixture, "pale-marks", TRUE);
  tick (fixture, "none", TRUE);
  go_on (fixture);
  tick (fixture, "none", TRUE);
  go_on (fixture);
  show_page (fixture, SALVE_TYPE_VERDICT_PAGE);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Possible, with more care"));
  g_assert_cmpstr (salve_question_get (fixture->procedure), ==,
                   "Is every answer still true today? Press again to go on.");
  g_assert_true (says (GTK_WIDGET (fixture->page), "Today only a test spot of 2 × 2 cm"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "Then wait 28 days"));
  g_assert_true (says (GTK_WIDGET (fixture->page), "They last 50 % longer."));
  g_assert_true (says (GTK_WIDGET (fixture->page), "striae albae"));
  go_on (fixture);
  g_assert_cmpstr (get_place (fixture), ==, "cleanse-hands");
}

static void
test_sizes (Fixture       *fixture,
            gconstpointer  data)
{
  int minimum;

  tick (fixture, "nickel", TRUE);
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 324);
  gtk_widget_measure (find_question (fixture, "keloid"), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
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
    { "/screening/stop", test_stop },
    { "/screening/wait", test_wait },
    { "/screening/planned-day", test_planned_day },
    { "/screening/ask", test_ask },
    { "/screening/care", test_care },
    { "/screening/sizes", test_sizes },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
