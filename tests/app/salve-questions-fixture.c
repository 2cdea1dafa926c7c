/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-questions-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "salve-about-form.h"
#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-question-row.h"
#include "salve-screening-page.h"

#define NOW "2026-11-22T12:00:00+00:00"

static void
count (guint *n)
{
  (*n)++;
}

GDate
fixture_day (int year,
             int month,
             int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, number, month, year);

  return date;
}

GtkWidget *
fixture_find (GtkWidget  *widget,
              GType       type,
              const char *id)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (id == NULL || g_strcmp0 (salve_choice_row_get_id (SALVE_CHOICE_ROW (widget)), id) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, type, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
fixture_says (GtkWidget  *widget,
              const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (fixture_says (child, words))
      return TRUE;

  return FALSE;
}

/* As the wizard does it: another page where another kind of part is reached. */
void
fixture_show_page (Fixture *fixture,
                   GType    type)
{
  fixture->page = g_object_new (type, "procedure", fixture->procedure, "profile", fixture->profile, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->page)))
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_begin (Fixture *fixture)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  g_clear_object (&fixture->procedure);
  fixture->procedure = salve_procedure_new (SALVE_CLOCK (fixture->clock), NULL);
  g_signal_connect_swapped (fixture->procedure, "completed", G_CALLBACK (count), &fixture->completed);
  fixture_show_page (fixture, SALVE_TYPE_SCREENING_PAGE);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("salve-screening-XXXXXX", NULL);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->window = gtk_window_new ();
  fixture->completed = 0;
  fixture_begin (fixture);
}

void
fixture_tear_down (Fixture       *fixture,
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

void
fixture_tick (Fixture    *fixture,
              const char *id,
              gboolean    on)
{
  GtkWidget *row = fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, id);

  g_assert_nonnull (row);
  salve_choice_row_set_active (SALVE_CHOICE_ROW (row), on);
}

GtkWidget *
fixture_find_question (Fixture    *fixture,
                       const char *id)
{
  return gtk_widget_get_ancestor (fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_CHOICE_ROW, id), SALVE_TYPE_QUESTION_ROW);
}

/* The first date field of a question is the day of the last time, the second that of a clinician's word. */
void
fixture_give_day (Fixture     *fixture,
                  const char  *id,
                  gboolean     agreed,
                  const GDate *date)
{
  GtkWidget *row = fixture_find (fixture_find_question (fixture, id), SALVE_TYPE_DATE_ROW, NULL);

  if (agreed)
    for (row = gtk_widget_get_next_sibling (row); !SALVE_IS_DATE_ROW (row);)
      row = gtk_widget_get_next_sibling (row);
  g_assert_true (gtk_widget_get_visible (row));
  salve_date_row_set_date (SALVE_DATE_ROW (row), date);
}

void
fixture_give_note (Fixture    *fixture,
                   const char *id,
                   const char *note)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (fixture_find_question (fixture, id), ADW_TYPE_ENTRY_ROW, NULL)), note);
}

gboolean
fixture_can_go_on (Fixture *fixture)
{
  gboolean sensitive;

  g_object_get (fixture->page, "primary-sensitive", &sensitive, NULL);

  return sensitive;
}

void
fixture_go_on (Fixture *fixture)
{
  g_assert_true (fixture_can_go_on (fixture));
  salve_wizard_page_primary (fixture->page);
}

const char *
fixture_get_place (Fixture *fixture)
{
  return salve_procedure_get_instruction (fixture->procedure)->id;
}

void
fixture_answer_about (Fixture *fixture)
{
  SalveAboutForm *form = SALVE_ABOUT_FORM (fixture_find (GTK_WIDGET (fixture->page), SALVE_TYPE_ABOUT_FORM, NULL));
  GDate born = fixture_day (1990, 2, 1);

  salve_about_form_set_born (form, &born);
  salve_about_form_set_skin_type (form, 2);
  fixture_tick (fixture, "none", TRUE);
}

void
fixture_choose_area (Fixture *fixture)
{
  static const char * const areas[] = { "abdomen", NULL };

  g_assert_cmpstr (fixture_get_place (fixture), ==, "areas");
  salve_procedure_set_areas (fixture->procedure, areas);
  salve_procedure_next (fixture->procedure);
}

void
fixture_walk_to (Fixture    *fixture,
                 const char *id)
{
  fixture_answer_about (fixture);
  fixture_go_on (fixture);
  fixture_choose_area (fixture);
  while (!g_str_equal (fixture_get_place (fixture), id))
    {
      fixture_tick (fixture, "none", TRUE);
      fixture_go_on (fixture);
    }
}

SalveAnswers *
fixture_get_answers (Fixture *fixture)
{
  return salve_procedure_get_answers (fixture->procedure);
}
