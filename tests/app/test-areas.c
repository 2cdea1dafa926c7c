/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-area.h"
#include "salve-area-chooser.h"
#include "salve-body-figure.h"
#include "salve-choice-row.h"
#include "salve-record.h"
#include "salve-session-json.h"

#define NOW "2026-11-22T12:00:00+01:00"

/* Treated 4, 12 and 60 days before. */
static const struct { const char *started; const char *areas; } sessions[] = {
  { "2026-11-18T20:00:00+01:00", "thigh-left-outer" },
  { "2026-11-10T20:00:00+01:00", "hip-left" },
  { "2026-09-23T20:00:00+02:00", "calf-right" },
};

typedef struct
{
  GListStore     *records;
  SalveIntervals *intervals;
  GtkWidget      *window;
  GtkWidget      *chooser;
} Fixture;

static GDateTime *
parse (const char *iso8601)
{
  GDateTime *time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (time);

  return time;
}

static SalveRecord *
write_record (const char *started,
              const char *area)
{
  g_autofree char *json =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"home\","
                     " \"started\": \"%s\", \"ended\": \"%s\", \"outcome\": \"completed\", \"areas\": [ \"%s\" ],"
                     " \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25 },"
                     " \"aftercare\": [ { \"restriction\": \"sun\", \"until\": \"%s\" } ] }",
                     started, started, area, started);
  g_autoptr (GDateTime) time = parse (started);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *name = g_date_time_format (utc, "%Y%m%dT%H%M%SZ-6a1f3c0e.json");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));

  return salve_record_new (path);
}

static GtkWidget *
get_figure (GtkWidget *widget)
{
  if (SALVE_IS_BODY_FIGURE (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = get_figure (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_area (Fixture    *fixture,
          const char *id)
{
  SalveBodyArea *area = salve_body_figure_get_area (SALVE_BODY_FIGURE (get_figure (fixture->chooser)), id);

  g_assert_nonnull (area);

  return GTK_WIDGET (area);
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *id)
{
  if (SALVE_IS_CHOICE_ROW (widget) && g_str_equal (salve_choice_row_get_id (SALVE_CHOICE_ROW (widget)), id))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
row_says (Fixture    *fixture,
          const char *id)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (fixture->chooser, id)));
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_height (get_area (fixture, "abdomen")) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GDateTime) now = parse (NOW);

  gtk_widget_set_default_direction (data != NULL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  fixture->records = g_list_store_new (SALVE_TYPE_RECORD);
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (SalveRecord) record = write_record (sessions[i].started, sessions[i].areas);

      g_list_store_append (fixture->records, record);
    }
  fixture->intervals = salve_intervals_new (G_LIST_MODEL (fixture->records), now);
  fixture->chooser = g_object_ref_sink (salve_area_chooser_new ());
  salve_area_chooser_set_intervals (SALVE_AREA_CHOOSER (fixture->chooser), fixture->intervals);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->chooser);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->chooser);
  g_assert_finalize_object (fixture->intervals);
  g_assert_finalize_object (fixture->records);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
assert_chosen (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *chosen =
    g_strjoinv (" ", (char **) salve_area_chooser_get_areas (SALVE_AREA_CHOOSER (fixture->chooser)));
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  g_assert_cmpstr (chosen, ==, expected);
  for (guint i = 0; i < n; i++)
    {
      GtkToggleButton *toggle = GTK_TOGGLE_BUTTON (get_area (fixture, areas[i].id));
      SalveChoiceRow *row = SALVE_CHOICE_ROW (find_row (fixture->chooser, areas[i].id));

      g_assert_cmpint (gtk_toggle_button_get_active (toggle), ==, salve_choice_row_get_active (row));
    }
}

static void
count (guint *n)
{
  (*n)++;
}

/* The list and the figure are one choice, told once a change. */
static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const two[] = { "calf-left", "hip-left", "no-such-area", NULL };
  guint notified = 0;

  g_signal_connect_swapped (fixture->chooser, "notify::areas", G_CALLBACK (count), &notified);
  assert_chosen (fixture, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_area (fixture, "abdomen")), TRUE);
  assert_chosen (fixture, "abdomen");
  salve_choice_row_set_active (SALVE_CHOICE_ROW (find_row (fixture->chooser, "lower-back")), TRUE);
  assert_chosen (fixture, "abdomen lower-back");
  g_assert_cmpuint (notified, ==, 2);
  salve_choice_row_set_active (SALVE_CHOICE_ROW (find_row (fixture->chooser, "abdomen")), FALSE);
  assert_chosen (fixture, "lower-back");
  g_assert_cmpuint (notified, ==, 3);
  salve_area_chooser_set_areas (SALVE_AREA_CHOOSER (fixture->chooser), two);
  assert_chosen (fixture, "hip-left calf-left");
  g_assert_cmpuint (notified, ==, 4);
  salve_area_chooser_set_areas (SALVE_AREA_CHOOSER (fixture->chooser), two);
  g_assert_cmpuint (notified, ==, 4);
  salve_area_chooser_set_areas (SALVE_AREA_CHOOSER (fixture->chooser), NULL);
  assert_chosen (fixture, "");
}

/* As Space and Enter do, and as assistive programs do: GTK lets a button go a quarter of a second later. */
static void
test_toggle (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *area = get_area (fixture, "thigh-right-inner");

  show (fixture);
  g_assert_true (gtk_widget_get_focusable (area));
  for (int on = 1; on >= 0; on--)
    {
      g_assert_true (gtk_widget_activate (area));
      while (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (area)) != on)
        g_main_context_iteration (NULL, TRUE);
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_STATE_CHECKED,
                                        on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
      assert_chosen (fixture, on ? "thigh-right-inner" : "");
    }
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *area; const char *name; const char *css_class; const char *subtitle; } cases[] = {
    { "abdomen", "Abdomen, not treated before", "never", "Never treated." },
    { "thigh-left-outer", "Left outer thigh, treated 4 days ago, too soon", "too-soon",
      "Treated 4 days ago with 0.25 mm. Ready on Wednesday, 25 November." },
    { "hip-left", "Left hip, treated 12 days ago", "recent", "Treated 12 days ago with 0.25 mm." },
    { "calf-right", "Right calf, treated 60 days ago", "long-ago", "Treated 60 days ago with 0.25 mm." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *area = get_area (fixture, cases[i].area);

      g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_ROLE_CHECKBOX));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           cases[i].subtitle);
      g_assert_true (gtk_widget_has_css_class (area, cases[i].css_class));
      g_assert_cmpstr (row_says (fixture, cases[i].area), ==, cases[i].subtitle);
      g_assert_cmpint (salve_body_area_get_earliest (SALVE_BODY_AREA (area)) != NULL, ==, i == 1);
    }
}

/* What to spare is said of each area that is chosen, and of none else. */
static void
test_spare (Fixture       *fixture,
            gconstpointer  data)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_false (g_str_has_suffix (row_says (fixture, areas[i].id), areas[i].spare));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_area (fixture, areas[i].id)), TRUE);
      g_assert_true (g_str_has_suffix (row_says (fixture, areas[i].id), areas[i].spare));
    }
  salve_area_chooser_set_areas (SALVE_AREA_CHOOSER (fixture->chooser), NULL);
  g_assert_cmpstr (row_says (fixture, "abdomen"), ==, "Never treated.");
}

static void
test_follows_records (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (SalveRecord) record = write_record ("2026-11-21T20:00:00+01:00", "abdomen");

  g_list_store_insert (fixture->records, 0, record);
  g_assert_true (gtk_widget_has_css_class (get_area (fixture, "abdomen"), "too-soon"));
  g_assert_cmpstr (row_says (fixture, "abdomen"), ==, "Treated 1 day ago with 0.25 mm. Ready on Saturday, 28 November.");
  salve_area_chooser_set_intervals (SALVE_AREA_CHOOSER (fixture->chooser), NULL);
  g_assert_true (gtk_widget_has_css_class (get_area (fixture, "abdomen"), "never"));
  g_assert_cmpstr (row_says (fixture, "abdomen"), ==, "");
}

static void
find_place (Fixture          *fixture,
            const char       *id,
            graphene_point_t *middle)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_area (fixture, id), get_figure (fixture->chooser), &bounds));
  graphene_rect_get_center (&bounds, middle);
}

static gboolean
picks (Fixture    *fixture,
       const char *id,
       float       dx,
       float       dy)
{
  GtkWidget *figure = get_figure (fixture->chooser);
  graphene_point_t place;

  find_place (fixture, id, &place);

  return gtk_widget_pick (figure, place.x + dx, place.y + dy, GTK_PICK_DEFAULT) == get_area (fixture, id);
}

/* Each is hit by its shape, and a little beside it where it is smaller than a finger. */
static void
test_pick (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *figure = get_figure (fixture->chooser);
  graphene_point_t place;
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  show (fixture);
  for (guint i = 0; i < n; i++)
    if (strstr (areas[i].id, "arm") == NULL && strstr (areas[i].id, "thigh") == NULL && strstr (areas[i].id, "hip") == NULL)
      g_assert_true (picks (fixture, areas[i].id, 0, 0));
  g_assert_true (picks (fixture, "arm-left-inner", 15, 0));
  g_assert_true (picks (fixture, "thigh-left-outer", 18, 0));
  g_assert_true (picks (fixture, "knee-left-back", 0, 14));
  g_assert_false (picks (fixture, "calf-left", 0, 120));

  find_place (fixture, "abdomen", &place);
  g_assert_null (salve_body_figure_find_area (SALVE_BODY_FIGURE (figure), place.x, 2));
  g_assert_true (gtk_widget_pick (figure, place.x, 2, GTK_PICK_DEFAULT) == figure);
}

/* Left and right are the body's in every language: seen from the front the left is on the right. */
static void
test_sides (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *left; const char *right; gboolean front; } pairs[] = {
    { "hip-left", "hip-right", TRUE },
    { "thigh-left-outer", "thigh-right-outer", TRUE },
    { "thigh-left-inner", "thigh-right-inner", TRUE },
    { "breast-left", "breast-right", TRUE },
    { "arm-left-inner", "arm-right-inner", TRUE },
    { "buttock-left", "buttock-right", FALSE },
    { "knee-left-back", "knee-right-back", FALSE },
    { "calf-left", "calf-right", FALSE },
  };
  graphene_point_t abdomen, back;

  show (fixture);
  find_place (fixture, "abdomen", &abdomen);
  find_place (fixture, "lower-back", &back);
  g_assert_cmpfloat (abdomen.x, <, back.x);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      graphene_point_t left, right;

      find_place (fixture, pairs[i].left, &left);
      find_place (fixture, pairs[i].right, &right);
      g_assert_cmpfloat_with_epsilon (left.y, right.y, 0.5);
      g_assert_cmpint (left.x > right.x, ==, pairs[i].front);
      g_assert_cmpfloat_with_epsilon ((left.x + right.x) / 2, pairs[i].front ? abdomen.x : back.x, 1);
    }
}

static GtkWidget *
move (Fixture          *fixture,
      GtkDirectionType  direction)
{
  GtkWidget *figure = get_figure (fixture->chooser);

  g_assert_true (gtk_widget_child_focus (figure, direction));

  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static void
test_arrows (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *from; GtkDirectionType direction; const char *to; } cases[] = {
    { "abdomen", GTK_DIR_RIGHT, "hip-left" },
    { "abdomen", GTK_DIR_LEFT, "hip-right" },
    { "hip-left", GTK_DIR_DOWN, "thigh-left-outer" },
    { "thigh-left-outer", GTK_DIR_LEFT, "thigh-left-inner" },
    { "breast-right", GTK_DIR_LEFT, "arm-right-inner" },
    { "breast-left", GTK_DIR_UP, "breast-left" },
    { "buttock-left", GTK_DIR_UP, "lower-back" },
    { "knee-right-back", GTK_DIR_DOWN, "calf-right" },
    { "calf-right", GTK_DIR_DOWN, "calf-right" },
  };

  show (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_widget_grab_focus (get_area (fixture, cases[i].from));
      g_assert_true (move (fixture, cases[i].direction) == get_area (fixture, cases[i].to));
    }
}

static void
reach_from (Fixture    *fixture,
            const char *id,
            GHashTable *reached)
{
  static const GtkDirectionType arrows[] = { GTK_DIR_UP, GTK_DIR_DOWN, GTK_DIR_LEFT, GTK_DIR_RIGHT };

  if (!g_hash_table_add (reached, g_strdup (id)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_grab_focus (get_area (fixture, id));
      reach_from (fixture, salve_body_area_get_area (SALVE_BODY_AREA (move (fixture, arrows[i]))), reached);
    }
}

/* From each to each; Tab goes in where one was last, and out again. */
static void
test_arrows_reach_all (Fixture       *fixture,
                       gconstpointer  data)
{
  guint n;
  const SalveArea *areas = salve_area_list (&n);

  show (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      reach_from (fixture, areas[i].id, reached);
      g_assert_cmpuint (g_hash_table_size (reached), ==, n);
    }

  gtk_widget_grab_focus (get_area (fixture, "calf-left"));
  g_assert_false (gtk_widget_child_focus (get_figure (fixture->chooser), GTK_DIR_TAB_FORWARD));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (move (fixture, GTK_DIR_TAB_FORWARD) == get_area (fixture, "calf-left"));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  int minimum;

  salve_area_chooser_set_narrow (SALVE_AREA_CHOOSER (fixture->chooser), TRUE);
  gtk_widget_measure (fixture->chooser, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  /* 360 px less what the window and the page keep free. */
  g_assert_cmpint (minimum, <=, 324);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (fixture->chooser)), ==, GTK_ORIENTATION_VERTICAL);
}

int
main (int   argc,
      char *argv[])
{
  int rtl = 1;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, data, function) g_test_add (name, Fixture, data, set_up, function, tear_down)
  ADD ("/areas/choose", NULL, test_choose);
  ADD ("/areas/toggle", NULL, test_toggle);
  ADD ("/areas/names", NULL, test_names);
  ADD ("/areas/spare", NULL, test_spare);
  ADD ("/areas/follows-records", NULL, test_follows_records);
  ADD ("/areas/pick", NULL, test_pick);
  ADD ("/areas/sides", NULL, test_sides);
  ADD ("/areas/sides/rtl", &rtl, test_sides);
  ADD ("/areas/pick/rtl", &rtl, test_pick);
  ADD ("/areas/arrows", NULL, test_arrows);
  ADD ("/areas/arrows/rtl", &rtl, test_arrows);
  ADD ("/areas/arrows-reach-all", NULL, test_arrows_reach_all);
  ADD ("/areas/narrow", NULL, test_narrow);
#undef ADD

  return g_test_run ();
}
