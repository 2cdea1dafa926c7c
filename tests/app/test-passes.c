/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "salve-first-aid-page.h"
#include "salve-passes-page.h"
#include "salve-pattern.h"
#include "salve-pattern-art.h"
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"

/* The page in a window, its footer below it, as the wizard has it. */
typedef struct
{
  Fixture    base;
  GtkWidget *window;
  GtkWidget *page;
} PageFixture;

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 5;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

static void
show_page (PageFixture *fixture,
           GType        type)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *footer;

  fixture->page = g_object_ref_sink (g_object_new (type, "procedure", fixture->base.procedure, NULL));
  footer = salve_wizard_page_get_footer (SALVE_WIZARD_PAGE (fixture->page));
  gtk_box_append (GTK_BOX (box), fixture->page);
  if (footer != NULL)
    gtk_box_append (GTK_BOX (box), footer);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "content", box, "default-width", 800, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
set_up (PageFixture   *fixture,
        gconstpointer  data)
{
  set_animations (FALSE);
  fixture_set_up (&fixture->base, data);
  fixture_walk_to (&fixture->base, "passes");
  show_page (fixture, SALVE_TYPE_PASSES_PAGE);
}

static void
drop_page (PageFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->page);
}

static void
tear_down (PageFixture   *fixture,
           gconstpointer  data)
{
  drop_page (fixture);
  fixture_tear_down (&fixture->base, data);
}

/* --- finding --- */

static gboolean
is_wanted (GtkWidget  *widget,
           GType       type,
           const char *text)
{
  if (!g_type_is_a (G_OBJECT_TYPE (widget), type))
    return FALSE;
  if (text == NULL)
    return TRUE;

  return g_strcmp0 (GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                           : gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (is_wanted (widget, type, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
says (PageFixture *fixture,
      const char  *text)
{
  return find (fixture->window, GTK_TYPE_LABEL, text) != NULL;
}

static void
press (PageFixture *fixture,
       const char  *label)
{
  GtkWidget *button = find (fixture->window, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static SalvePattern *
get_pattern (PageFixture *fixture)
{
  return SALVE_PATTERN (find (fixture->window, SALVE_TYPE_PATTERN, NULL));
}

/* --- the page --- */

static void
test_counting (PageFixture   *fixture,
               gconstpointer  data)
{
  SalveWizardPage *page = SALVE_WIZARD_PAGE (fixture->page);

  g_assert_true (says (fixture, "Side to side"));
  g_assert_true (says (fixture, "Pass 1 of 4"));
  salve_wizard_page_primary (page);
  g_assert_true (says (fixture, "Pass 2 of 4"));
  press (fixture, "Take one back");
  g_assert_true (says (fixture, "Pass 1 of 4"));
  press (fixture, "Enough here");
  g_assert_true (says (fixture, "Up and down"));
  for (guint i = 0; i < 12; i++)
    salve_wizard_page_primary (page);
  g_assert_true (says (fixture, "All areas are treated"));
  g_assert_cmpuint (salve_session_count_passes (fixture_session (&fixture->base)), ==, 12);
  salve_wizard_page_primary (page);
  g_assert_cmpstr (fixture_place (&fixture->base), ==, "serum");
}

/* Each ends the treatment at once, and its button is large enough for a glove. */
static void
test_emergencies (PageFixture   *fixture,
                  gconstpointer  data)
{
  static const struct { const char *label, *because; } cases[] = {
    { "Blood", "blood" },
    { "Sharp pain", "pain" },
    { "Dizzy", "dizzy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *button = find (fixture->window, GTK_TYPE_BUTTON, cases[i].label);

      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (button, button, &bounds));
      g_assert_cmpfloat (bounds.size.height, >=, 48);
      g_assert_cmpfloat (bounds.size.width, >=, 48);
      press (fixture, cases[i].label);
      g_assert_cmpstr (salve_procedure_get_first_aid (fixture->base.procedure)->because, ==, cases[i].because);
      salve_procedure_unstop (fixture->base.procedure);
      g_assert_true (says (fixture, "Pass 1 of 4"));
    }
}

static void
test_time (PageFixture   *fixture,
           gconstpointer  data)
{
  SalveProcedure *procedure = fixture->base.procedure;

  g_assert_true (says (fixture, "0:00 here. At most 2 minutes per palm."));
  salve_fake_clock_advance (fixture->base.clock, 84 * G_TIME_SPAN_SECOND);
  g_assert_true (says (fixture, "1:20 here. At most 2 minutes per palm."));
  salve_procedure_count_pass (procedure);
  salve_fake_clock_advance (fixture->base.clock, 40 * G_TIME_SPAN_SECOND);
  g_assert_true (says (fixture, "More than 2 minutes here. A larger area than a palm may have 4."));
  salve_fake_clock_advance (fixture->base.clock, 80 * G_TIME_SPAN_SECOND);
  salve_procedure_count_pass (procedure);
  salve_fake_clock_advance (fixture->base.clock, 50 * G_TIME_SPAN_SECOND);
  g_assert_true (says (fixture, "More than 4 minutes here: enough for this area today."));
  g_assert_null (find (fixture->window, GTK_TYPE_BUTTON, "End here"));
  for (guint i = 0; i < 6; i++)
    {
      salve_fake_clock_advance (fixture->base.clock, 2 * G_TIME_SPAN_MINUTE);
      salve_procedure_count_pass (procedure);
    }
  g_assert_true (says (fixture, "15 minutes of needling: enough for one session."));
  press (fixture, "End here");
  g_assert_true (salve_procedure_get_can_next (procedure));
  g_assert_true (says (fixture, "All areas are treated"));
}

static void
test_test_spot (PageFixture   *fixture,
                gconstpointer  data)
{
  g_assert_false (says (fixture, "Test spot: 2 × 2 cm only"));
  g_object_set (fixture_session (&fixture->base), "test-spot", TRUE, NULL);
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (fixture->page));
  g_assert_true (says (fixture, "Test spot: 2 × 2 cm only"));
}

/* --- the movement --- */

static void
test_still (PageFixture   *fixture,
            gconstpointer  data)
{
  SalvePattern *pattern = get_pattern (fixture);

  g_assert_false (salve_pattern_get_moving (pattern));
  salve_procedure_count_pass (fixture->base.procedure);
  g_assert_false (salve_pattern_get_moving (pattern));
}

/* It moves where a person looks, and nowhere else. */
static void
test_moving (PageFixture   *fixture,
             gconstpointer  data)
{
  SalvePattern *pattern = get_pattern (fixture);
  gboolean active = gtk_window_is_active (GTK_WINDOW (fixture->window));

  g_test_message ("active: %d", active);
  set_animations (TRUE);
  salve_procedure_count_pass (fixture->base.procedure);
  g_assert_cmpint (salve_pattern_get_moving (pattern), ==, active);
  gtk_widget_set_visible (GTK_WIDGET (pattern), FALSE);
  g_assert_false (salve_pattern_get_moving (pattern));
  salve_pattern_play (pattern);
  g_assert_false (salve_pattern_get_moving (pattern));
  gtk_widget_set_visible (GTK_WIDGET (pattern), TRUE);
  settle ();
  g_assert_cmpint (salve_pattern_get_moving (pattern), ==, active);
  salve_procedure_enough_of_all (fixture->base.procedure);
  g_assert_false (salve_pattern_get_moving (pattern));
  set_animations (FALSE);
}

/* A roller and a pen stay on the skin from end to end and lift only there; a stamp never slides. */
static void
test_lifts (void)
{
  static const char * const kinds[] = { "roller", "pen", "stamp" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      SalvePatternArt art = { .direction = "vertical", .kind = kinds[k] };
      double before = salve_pattern_art_pose (&art).along;
      double highest = 0;

      g_assert_cmpfloat_with_epsilon (before, -1, 0.001);
      for (art.moment = 0.001; art.moment < 1; art.moment += 0.001)
        {
          SalvePatternPose pose = salve_pattern_art_pose (&art);
          gboolean slides = fabs (pose.along - before) > 0.002 && pose.lift <= 0.01;

          g_assert_true (fabs (pose.along) <= 1.0001 && pose.lift > -0.0001 && pose.lift < 1.0001);
          g_assert_cmpfloat (fabs (pose.along - before), <, 0.05);
          if (g_str_equal (kinds[k], "stamp"))
            g_assert_false (slides);
          else if (pose.lift > 0.01)
            g_assert_cmpfloat_with_epsilon (fabs (pose.along), 1, 0.001);
          highest = MAX (highest, pose.lift);
          before = pose.along;
        }
      g_assert_cmpfloat (highest, >, 0.9);
      g_assert_cmpfloat_with_epsilon (before, -1, 0.02);
    }
}

/* --- first aid --- */

static void
test_first_aid (PageFixture   *fixture,
                gconstpointer  data)
{
  SalveProcedure *procedure = fixture->base.procedure;

  press (fixture, "Blood");
  drop_page (fixture);
  show_page (fixture, SALVE_TYPE_FIRST_AID_PAGE);
  g_assert_true (says (fixture, "Blood: press gauze on it"));
  g_assert_true (says (fixture, "Press sterile gauze on it for 10 minutes, without lifting it to look."));
  press (fixture, "Go on: it was a slip");
  g_assert_cmpstr (fixture_place (&fixture->base), ==, "passes");
  g_assert_false (salve_procedure_get_needled (procedure));
  salve_procedure_stop (procedure, "dizzy");
  g_assert_true (says (fixture, "Dizzy: lie down, legs up"));
  salve_procedure_unstop (procedure);
  salve_procedure_stop (procedure, "pain");
  salve_wizard_page_primary (SALVE_WIZARD_PAGE (fixture->page));
  g_assert_null (salve_procedure_get_first_aid (procedure));
  g_assert_cmpstr (fixture_place (&fixture->base), ==, "summary");
}

/* As the application does. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/salve/Salve/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* A cream that wore off before the first pass: the person is asked before any is counted. */
static void
test_faded (PageFixture   *fixture,
            gconstpointer  data)
{
  SalveProcedure *procedure = fixture->base.procedure;
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (fixture->base.clock));
  g_autoptr (GDateTime) removed = g_date_time_add_minutes (now, -SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES);
  gboolean sensitive;

  g_object_set (salve_procedure_get_session (procedure), "numbing-applied", removed, "numbing-removed", removed, NULL);
  salve_wizard_page_refresh (SALVE_WIZARD_PAGE (fixture->page));
  g_object_get (fixture->page, "primary-sensitive", &sensitive, NULL);
  g_assert_false (sensitive);
  salve_wizard_page_primary (SALVE_WIZARD_PAGE (fixture->page));
  g_assert_false (salve_procedure_get_needled (procedure));
  salve_procedure_go_unnumbed (procedure);
  salve_wizard_page_primary (SALVE_WIZARD_PAGE (fixture->page));
  g_assert_true (salve_procedure_get_needled (procedure));
  g_object_get (fixture->page, "primary-sensitive", &sensitive, NULL);
  g_assert_true (sensitive);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add_style ();

#define ADD(name, func) g_test_add ("/passes/" name, PageFixture, NULL, set_up, func, tear_down)
  ADD ("counting", test_counting);
  ADD ("emergencies", test_emergencies);
  ADD ("time", test_time);
  ADD ("test-spot", test_test_spot);
  ADD ("still", test_still);
  ADD ("moving", test_moving);
  ADD ("faded", test_faded);
  ADD ("first-aid", test_first_aid);
#undef ADD
  g_test_add_func ("/passes/lifts", test_lifts);

  return g_test_run ();
}
