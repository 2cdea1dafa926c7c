/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "salve-choice-row.h"
#include "salve-input-row.h"
#include "salve-numbing-page.h"
#include "salve-procedure-fixture.h"
#include "salve-soak-page.h"
#include "salve-timer-strip.h"
#include "salve-today-timers.h"

/* A window with the strip of the timers above a page, as the wizard has it. */
typedef struct
{
  Fixture          base;
  GtkWidget       *window;
  GtkWidget       *box;
  SalveTimerStrip *strip;
  SalveWizardPage *page;
  guint            ticks;
} Screen;

/* --- looking --- */

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget)
         && (gtk_widget_get_parent (widget) == NULL || is_seen (gtk_widget_get_parent (widget)));
}

typedef gboolean (*Test) (GtkWidget  *widget,
                          const char *words);

static GtkWidget *
find (GtkWidget  *widget,
      Test        test,
      const char *words)
{
  if (test (widget, words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, test, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_label (GtkWidget  *widget,
          const char *words)
{
  return GTK_IS_LABEL (widget) && is_seen (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *words)
{
  return GTK_IS_BUTTON (widget) && is_seen (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), words) == 0;
}

static gboolean
is_field (GtkWidget  *widget,
          const char *title)
{
  return SALVE_IS_INPUT_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_choice (GtkWidget  *widget,
           const char *id)
{
  return SALVE_IS_CHOICE_ROW (widget) && g_str_equal (salve_choice_row_get_id (SALVE_CHOICE_ROW (widget)), id);
}

static gboolean
says (gpointer    widget,
      const char *words)
{
  return find (widget, is_label, words) != NULL;
}

static gboolean
offers (gpointer    widget,
        const char *label)
{
  return find (widget, is_button, label) != NULL;
}

static void
expect_primary (Screen     *screen,
                const char *label,
                gboolean    sensitive)
{
  g_autofree char *shown = NULL;
  gboolean can;

  g_object_get (screen->page, "primary-label", &shown, "primary-sensitive", &can, NULL);
  g_assert_cmpstr (shown, ==, label);
  g_assert_cmpint (can, ==, sensitive);
}

/* --- doing --- */

static void
press (gpointer    widget,
       const char *label)
{
  GtkWidget *button = find (widget, is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
type (Screen     *screen,
      const char *title,
      const char *text)
{
  GtkWidget *row = find (GTK_WIDGET (screen->page), is_field, title);

  g_assert_nonnull (row);
  salve_input_row_set_text (SALVE_INPUT_ROW (row), text);
}

static const char *
get_error (Screen     *screen,
           const char *title)
{
  return salve_input_row_get_error (SALVE_INPUT_ROW (find (GTK_WIDGET (screen->page), is_field, title)));
}

static void
choose (Screen     *screen,
        const char *id)
{
  GtkWidget *row = find (GTK_WIDGET (screen->page), is_choice, id);

  g_assert_nonnull (row);
  salve_choice_row_set_active (SALVE_CHOICE_ROW (row), TRUE);
}

static void
wait_minutes (Screen *screen,
              int     minutes)
{
  salve_fake_clock_advance (screen->base.clock, minutes * G_TIME_SPAN_MINUTE);
}

/* --- the window --- */

static void
on_tick (Screen *screen)
{
  screen->ticks++;
  if (screen->page != NULL)
    salve_wizard_page_refresh (screen->page);
}

static void
open_at (Screen     *screen,
         const char *place,
         GType       type)
{
  fixture_walk_to (&screen->base, place);
  screen->strip = g_object_new (SALVE_TYPE_TIMER_STRIP, "procedure", screen->base.procedure, NULL);
  g_signal_connect_swapped (screen->strip, "tick", G_CALLBACK (on_tick), screen);
  screen->page = g_object_new (type, "procedure", screen->base.procedure, NULL);
  gtk_box_append (GTK_BOX (screen->box), GTK_WIDGET (screen->strip));
  gtk_box_append (GTK_BOX (screen->box), GTK_WIDGET (screen->page));
  gtk_window_present (GTK_WINDOW (screen->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (screen->page)))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Screen        *screen,
        gconstpointer  data)
{
  fixture_set_up (&screen->base, data);
  screen->window = gtk_window_new ();
  screen->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_window_set_child (GTK_WINDOW (screen->window), screen->box);
}

static void
tear_down (Screen        *screen,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (screen->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture_tear_down (&screen->base, data);
}

/* --- the page of the cream --- */

static void
come_to_form (Screen *screen)
{
  open_at (screen, "numbing", SALVE_TYPE_NUMBING_PAGE);
  press (screen->page, "Yes, I want numbing cream");
  choose (screen, "none");
  salve_wizard_page_primary (screen->page);
}

static void
put_on (Screen *screen)
{
  come_to_form (screen);
  type (screen, "Lidocaine", "4");
  type (screen, "Amount of cream", "5");
  type (screen, "Area of skin", "60");
  salve_wizard_page_primary (screen->page);
}

/* Off by default: one press goes on without. */
static void
test_off_by_default (Screen        *screen,
                     gconstpointer  data)
{
  open_at (screen, "numbing", SALVE_TYPE_NUMBING_PAGE);
  g_assert_true (says (screen->page, "needles up to 0.3 mm"));
  expect_primary (screen, "Go on without numbing", TRUE);
  salve_wizard_page_primary (screen->page);
  g_assert_cmpstr (fixture_place (&screen->base), ==, "device");
  g_assert_null (salve_session_get_numbing_applied (fixture_session (&screen->base)));
}

/* Nothing is ticked before, and nobody comes to the cream unasked. */
static void
test_asks_who_must_not (Screen        *screen,
                        gconstpointer  data)
{
  open_at (screen, "numbing", SALVE_TYPE_NUMBING_PAGE);
  press (screen->page, "Yes, I want numbing cream");
  g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (find (GTK_WIDGET (screen->page), is_choice, "none"))));
  expect_primary (screen, "Go on to the cream", FALSE);
  choose (screen, "numbing-liver");
  g_assert_true (says (screen->page, "No numbing cream today"));
  g_assert_true (says (screen->page, "The liver clears the medicine away"));
  expect_primary (screen, "Go on without numbing", TRUE);
  choose (screen, "none");
  g_assert_false (says (screen->page, "No numbing cream today"));
  expect_primary (screen, "Go on to the cream", TRUE);
  choose (screen, "numbing-allergy");
  salve_wizard_page_primary (screen->page);
  g_assert_cmpstr (fixture_place (&screen->base), ==, "device");
}

/* What was answered about the session counts as well. */
static void
test_breastfeeding (Screen        *screen,
                    gconstpointer  data)
{
  SalveAnswers *answers = salve_procedure_get_answers (screen->base.procedure);

  open_at (screen, "numbing", SALVE_TYPE_NUMBING_PAGE);
  salve_answers_set_yes (answers, "breastfeeding", NULL, NULL, NULL);
  press (screen->page, "Yes, I want numbing cream");
  g_assert_true (says (screen->page, "It passes into the milk"));
  expect_primary (screen, "Go on without numbing", TRUE);
}

static void
test_refuses_at_the_field (Screen        *screen,
                           gconstpointer  data)
{
  static const struct { const char *field; const char *text; const char *error; } cases[] = {
    { "Lidocaine", "5", "Above 4 % it needs a prescriber" },
    { "Lidocaine", "120", "There is no cream with more than 100 %" },
    { "Lidocaine", "0", "Give the strength" },
    { "Lidocaine", "four", "cannot read" },
    { "Lidocaine", "4.0.1", "cannot read" },
    { "Amount of cream", "10.1", "at most 10 g" },
    { "Amount of cream", "0", "Give the amount" },
    { "Amount of cream", "-1", "" },
    { "Area of skin", "101", "at most 100 cm²" },
    { "Area of skin", "0", "Give the area" },
  };

  come_to_form (screen);
  g_assert_true (says (screen->page, "No wrap, no film"));
  g_assert_true (says (screen->page, "No heat"));
  g_assert_true (says (screen->page, "At most 60 minutes"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (screen, "Lidocaine", "4");
      type (screen, "Amount of cream", "2.5");
      type (screen, "Area of skin", "60");
      expect_primary (screen, "The cream is on: start the timer", TRUE);
      type (screen, cases[i].field, cases[i].text);
      g_assert_nonnull (get_error (screen, cases[i].field));
      g_assert_nonnull (strstr (get_error (screen, cases[i].field), cases[i].error));
      expect_primary (screen, "The cream is on: start the timer", FALSE);
      salve_wizard_page_primary (screen->page);
      g_assert_null (salve_session_get_numbing_applied (fixture_session (&screen->base)));
    }
}

/* The phases, readable from afar, and the red state in the strip. */
static void
test_timer (Screen        *screen,
            gconstpointer  data)
{
  static const struct { int minutes; const char *phase; const char *clock; gboolean can_end; } cases[] = {
    { 0, "Let it work", "30 min", FALSE },
    { 29, "Let it work", "1 min", FALSE },
    { 30, "It is working", "15 min", TRUE },
    { 45, "Take the cream off", "15 min", TRUE },
    { 55, "Take the cream off now", "5 min", TRUE },
    { 60, "Remove now", "60 min", TRUE },
    { 75, "Remove now", "75 min", TRUE },
  };
  int at = 0;

  put_on (screen);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      wait_minutes (screen, cases[i].minutes - at);
      at = cases[i].minutes;
      g_test_message ("after %d minutes", at);
      g_assert_true (says (screen->page, cases[i].phase));
      g_assert_true (says (screen->page, cases[i].clock));
      g_assert_true (says (screen->page, "F1"));
      expect_primary (screen, "The cream is off", cases[i].can_end);
      g_assert_cmpint (says (screen->strip, "which is too long"), ==, at >= 60);
    }
  salve_wizard_page_primary (screen->page);
  expect_primary (screen, "Skin is clean and dry", TRUE);
  g_assert_true (says (screen->page, "The cream is off"));
  g_assert_true (says (screen->strip, "Begin within 30 min"));
}

static void
test_off_early (Screen        *screen,
                gconstpointer  data)
{
  put_on (screen);
  press (screen->page, "It had to come off early");
  g_assert_nonnull (salve_session_get_numbing_removed (fixture_session (&screen->base)));
  g_assert_false (offers (screen->page, "It had to come off early"));
}

/* --- the strip --- */

/* Asked at 15 and 60 minutes, whatever step one is on. */
static void
test_question (Screen        *screen,
               gconstpointer  data)
{
  GPtrArray *checks;

  put_on (screen);
  checks = salve_session_get_checks (fixture_session (&screen->base));
  wait_minutes (screen, 14);
  g_assert_false (offers (screen->strip, "I feel well"));
  wait_minutes (screen, 1);
  g_assert_true (offers (screen->strip, "I feel well"));
  g_assert_true (offers (screen->strip, "Something is wrong"));
  g_assert_true (says (screen->strip, "The numbing cream went on at "));
  press (screen->strip, "I feel well");
  g_assert_false (offers (screen->strip, "I feel well"));
  g_assert_cmpuint (checks->len, ==, 1);
  g_assert_cmpuint (((SalveSessionCheck *) g_ptr_array_index (checks, 0))->minutes, ==, 15);
  salve_procedure_end_numbing (screen->base.procedure);
  fixture_walk_to (&screen->base, "passes");
  salve_procedure_count_pass (screen->base.procedure);
  g_assert_false (says (screen->strip, "Numbing cream"));
  wait_minutes (screen, 45);
  press (screen->strip, "I feel well");
  g_assert_cmpuint (checks->len, ==, 2);
  g_assert_cmpuint (((SalveSessionCheck *) g_ptr_array_index (checks, 1))->minutes, ==, 60);
}

/* Away from its page the strip has the button; so too while one is asked why one stopped. */
static void
test_cream_off_anywhere (Screen        *screen,
                         gconstpointer  data)
{
  put_on (screen);
  g_assert_false (offers (screen->strip, "The cream is off"));
  salve_procedure_back (screen->base.procedure);
  g_assert_true (offers (screen->strip, "The cream is off"));
  salve_procedure_next (screen->base.procedure);
  salve_procedure_request_stop (screen->base.procedure);
  g_assert_true (offers (screen->strip, "The cream is off"));
  salve_procedure_stop (screen->base.procedure, "dizzy");
  g_assert_nonnull (salve_procedure_get_first_aid (screen->base.procedure));
  wait_minutes (screen, 61);
  press (screen->strip, "The cream is off");
  g_assert_nonnull (salve_session_get_numbing_removed (fixture_session (&screen->base)));
}

static void
test_faded (Screen        *screen,
            gconstpointer  data)
{
  put_on (screen);
  salve_procedure_end_numbing (screen->base.procedure);
  wait_minutes (screen, 29);
  g_assert_true (says (screen->strip, "Begin within 1 min"));
  g_assert_false (offers (screen->strip, "Go on without numbing"));
  wait_minutes (screen, 1);
  g_assert_true (says (screen->strip, "do not begin now"));
  screen->ticks = 0;
  press (screen->strip, "Go on without numbing");
  g_assert_cmpuint (screen->ticks, ==, 1);
  g_assert_true (salve_session_get_unnumbed (fixture_session (&screen->base)));
  g_assert_false (says (screen->strip, "do not begin now"));
}

/* A clock that was set shows at once. */
static void
test_jump (Screen        *screen,
           gconstpointer  data)
{
  put_on (screen);
  screen->ticks = 0;
  salve_fake_clock_set (screen->base.clock, "2026-11-22T18:40:00Z");
  g_assert_cmpuint (screen->ticks, >, 0);
  g_assert_true (says (screen->strip, "which is too long"));
  g_assert_true (says (screen->page, "Remove now"));
  salve_fake_clock_set (screen->base.clock, "2026-11-22T17:50:00Z");
  g_assert_true (says (screen->page, "Let it work"));
}

/* --- the device in the alcohol --- */

static void
test_soak_before (Screen        *screen,
                  gconstpointer  data)
{
  open_at (screen, "device-ready", SALVE_TYPE_SOAK_PAGE);
  g_assert_true (says (screen->page, "70% alcohol for 10 minutes"));
  expect_primary (screen, "In the alcohol: start the timer", TRUE);
  salve_wizard_page_primary (screen->page);
  expect_primary (screen, "Wait for the alcohol", FALSE);
  g_assert_true (says (screen->page, "10 min"));
  g_assert_true (says (screen->strip, "10 min to go"));
  wait_minutes (screen, 9);
  g_assert_true (says (screen->page, "1 min"));
  expect_primary (screen, "Wait for the alcohol", FALSE);
  wait_minutes (screen, 1);
  expect_primary (screen, "The device is dry", TRUE);
  g_assert_true (says (screen->page, "dry in the air"));
  salve_wizard_page_primary (screen->page);
  g_assert_cmpstr (fixture_place (&screen->base), ==, "treat-disinfect");
  g_assert_false (says (screen->strip, "soaked"));
}

static void
test_soak_pen (Screen        *screen,
               gconstpointer  data)
{
  fixture_walk_to (&screen->base, "device");
  salve_procedure_set_device (screen->base.procedure, "pen", 0.25, NULL, NULL);
  open_at (screen, "device-ready", SALVE_TYPE_SOAK_PAGE);
  g_assert_true (says (screen->page, "sterile cartridge"));
  expect_primary (screen, "A new cartridge is in", TRUE);
  salve_wizard_page_primary (screen->page);
  g_assert_cmpstr (fixture_place (&screen->base), ==, "treat-disinfect");
}

/* It soaks on in the strip while the session is finished; or it is cleaned later. */
static void
test_soak_after (Screen        *screen,
                 gconstpointer  data)
{
  open_at (screen, "device-clean", SALVE_TYPE_SOAK_PAGE);
  salve_wizard_page_primary (screen->page);
  expect_primary (screen, "Go on", TRUE);
  salve_wizard_page_primary (screen->page);
  g_assert_cmpstr (fixture_place (&screen->base), ==, "feeling");
  g_assert_true (says (screen->strip, "10 min to go"));
  wait_minutes (screen, 10);
  g_assert_true (says (screen->strip, "take it out"));
}

static void
test_soak_later (Screen        *screen,
                 gconstpointer  data)
{
  open_at (screen, "device-clean", SALVE_TYPE_SOAK_PAGE);
  press (screen->page, "I will clean it later");
  g_assert_cmpstr (fixture_place (&screen->base), ==, "feeling");
  g_assert_null (salve_session_get_soak_after (fixture_session (&screen->base)));
}

/* --- what Today shows of it --- */

static void
test_today (Screen        *screen,
            gconstpointer  data)
{
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (screen->base.clock));
  g_autoptr (GDateTime) applied = g_date_time_add_minutes (now, -50);
  g_autoptr (GDateTime) removed = g_date_time_add_minutes (now, -10);
  g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, applied);
  GtkWidget *timers = g_object_new (SALVE_TYPE_TODAY_TIMERS, "clock", screen->base.clock, NULL);

  g_object_set (session, "soak-after", now, "numbing-applied", applied, "numbing-removed", removed, NULL);
  gtk_box_append (GTK_BOX (screen->box), timers);
  gtk_window_present (GTK_WINDOW (screen->window));
  while (!gtk_widget_get_mapped (screen->box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (timers));
  g_object_set (timers, "session", session, NULL);
  g_assert_true (says (timers, "10 min to go"));
  g_assert_true (says (timers, "may come until 21:40"));
  wait_minutes (screen, 10);
  g_assert_true (says (timers, "take it out"));
  wait_minutes (screen, 60);
  g_assert_false (says (timers, "take it out"));
  g_assert_true (says (timers, "may come until 21:40"));
  wait_minutes (screen, 120);
  g_assert_false (gtk_widget_get_visible (timers));
}

/* A session that ended with the cream on says so on Today too. */
static void
test_today_cream_on (Screen        *screen,
                     gconstpointer  data)
{
  g_autoptr (GDateTime) applied = salve_clock_now (SALVE_CLOCK (screen->base.clock));
  g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, applied);
  GtkWidget *timers = g_object_new (SALVE_TYPE_TODAY_TIMERS, "clock", screen->base.clock, NULL);

  g_object_set (session, "numbing-applied", applied, "numbing-max-minutes", 30, NULL);
  gtk_box_append (GTK_BOX (screen->box), timers);
  gtk_window_present (GTK_WINDOW (screen->window));
  while (!gtk_widget_get_mapped (screen->box))
    g_main_context_iteration (NULL, TRUE);
  g_object_set (timers, "session", session, NULL);
  g_assert_true (says (timers, "Wash it off now, by 19:00 at the latest"));
  wait_minutes (screen, 31);
  g_assert_true (says (timers, "which is too long"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/numbing/" name, Screen, NULL, set_up, function, tear_down)
  ADD ("off-by-default", test_off_by_default);
  ADD ("asks-who-must-not", test_asks_who_must_not);
  ADD ("breastfeeding", test_breastfeeding);
  ADD ("refuses-at-the-field", test_refuses_at_the_field);
  ADD ("timer", test_timer);
  ADD ("off-early", test_off_early);
  ADD ("question", test_question);
  ADD ("cream-off-anywhere", test_cream_off_anywhere);
  ADD ("faded", test_faded);
  ADD ("jump", test_jump);
  ADD ("soak-before", test_soak_before);
  ADD ("soak-pen", test_soak_pen);
  ADD ("soak-after", test_soak_after);
  ADD ("soak-later", test_soak_later);
  ADD ("today", test_today);
  ADD ("today-cream-on", test_today_cream_on);
#undef ADD

  return g_test_run ();
}
