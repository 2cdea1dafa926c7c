/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-date-row.h"
#include "salve-next-date-row.h"
#include "salve-next-dates.h"
#include "salve-pause-group.h"
#include "salve-plan-group.h"
#include "salve-shelf.h"
#include "salve-today-fixture.h"

static void
assert_planned (SalveProfile *profile,
                const char   *expected)
{
  const GDate *planned = salve_profile_get_planned (profile);
  char text[11] = "";

  if (planned != NULL)
    g_date_strftime (text, sizeof text, "%Y-%m-%d", planned);
  g_assert_cmpstr (text, ==, expected);
}

/* A reminder is taken from the list of days, then seen, changed and dropped. */
static void
test_plan (TodayFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autofree char *name = today_add_record (fixture);
  GtkWidget *row, *button;

  g_object_set (fixture->page, "profile", profile, NULL);
  today_show (fixture);
  g_assert_null (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  salve_fake_clock_set (fixture->clock, "2026-12-01T12:00:00+01:00");
  today_assert_state (fixture, "free");
  row = app_find_visible (fixture->page, SALVE_TYPE_NEXT_DATE_ROW);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Not before Sunday, 13 December");
  button = app_find_widget (row, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  assert_planned (profile, "2026-12-13");
  g_assert_true (salve_profile_get_remind (profile));
  g_assert_false (gtk_widget_get_sensitive (button));

  row = app_find_widget (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP), SALVE_TYPE_DATE_ROW);
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-12-20");
  assert_planned (profile, "2026-12-20");
  g_assert_true (salve_profile_get_remind (profile));
  g_assert_true (gtk_widget_get_sensitive (button));
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-11-30");
  assert_planned (profile, "2026-12-20");
  gtk_switch_set_active (GTK_SWITCH (app_find_widget (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP),
                                                      GTK_TYPE_SWITCH)), FALSE);
  assert_planned (profile, "2026-12-20");
  g_assert_false (salve_profile_get_remind (profile));

  salve_fake_clock_set (fixture->clock, "2026-12-20T23:59:59+01:00");
  g_assert_nonnull (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  salve_fake_clock_set (fixture->clock, "2026-12-21T00:00:00+01:00");
  g_assert_null (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  g_assert_true (salve_profile_flush (profile, NULL));
}

static void
test_drop_plan (TodayFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autofree char *name = today_add_record (fixture);
  GDate day;

  g_date_set_dmy (&day, 1, G_DATE_DECEMBER, 2026);
  salve_profile_set_planned (profile, &day, TRUE);
  g_object_set (fixture->page, "profile", profile, NULL);
  today_show (fixture);
  today_assert_state (fixture, "board");
  g_signal_emit_by_name (app_find_button (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP), "Drop"), "clicked");
  assert_planned (profile, "");
  g_assert_null (app_find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  g_assert_true (salve_profile_flush (profile, NULL));
}

/* Under the plan stands what of the shelf is to be paused, and nothing while there is none. */
static void
test_pauses (TodayFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveShelf) shelf = salve_shelf_new (fixture->folder);
  g_autoptr (SalveProduct) cream = salve_product_new ("Cream <b>", SALVE_MARK_RETINOID);
  g_autoptr (SalveProduct) balm = salve_product_new ("Balm", SALVE_MARK_BLAND);
  g_autofree char *name = today_add_record (fixture);
  GtkWidget *group;
  GDate day;

  g_date_set_dmy (&day, 5, G_DATE_DECEMBER, 2026);
  g_object_set (fixture->page, "profile", profile, "shelf", shelf, NULL);
  g_assert_true (salve_shelf_insert_product (shelf, cream, 0));
  g_assert_true (salve_shelf_insert_product (shelf, balm, 0));
  today_show (fixture);
  today_assert_state (fixture, "board");
  g_assert_null (app_find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP));
  salve_profile_set_planned (profile, &day, FALSE);
  group = app_find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP);
  g_assert_nonnull (app_find_label (group, "Cream <b>"));
  g_assert_null (app_find_label (group, "Balm"));
  /* Needles of 0.5 mm have to be reckoned with where the shelf has none. */
  g_assert_nonnull (app_find_label (group, "Pause from Monday, 30 November. "
                                    "Back on Friday, 11 December at the earliest."));
  salve_fake_clock_set (fixture->clock, "2026-11-30T00:00:00+01:00");
  today_assert_state (fixture, "free");
  group = app_find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP);
  g_assert_nonnull (app_find_label (group, "Pause now. Back on Friday, 11 December at the earliest."));
  g_assert_cmpuint (salve_shelf_remove_product (shelf, cream), ==, 1);
  g_assert_null (app_find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP));
  g_assert_true (salve_profile_flush (profile, NULL));
  g_assert_true (salve_shelf_flush (shelf, NULL));
}

/* After a test spot no area may be treated, which is one thing to say. */
static void
test_every_area (void)
{
  static const char test_spot[] =
    "{ \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"home\","
    "  \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\","
    "  \"areas\": [ \"abdomen\" ], \"test_spot\": true,"
    "  \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25 },"
    "  \"aftercare\": [ { \"restriction\": \"sun\", \"until\": \"2026-11-24T19:12:00+01:00\" } ] }";
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "20261122T173000Z-6a1f3c0e.json", NULL);
  g_autoptr (SalveRecord) spot = salve_record_new (path);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (NOW, NULL);
  g_autoptr (SalveIntervals) intervals = NULL;
  GtkListBox *list = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  AdwActionRow *row;

  g_assert_true (g_file_set_contents (path, test_spot, -1, NULL));
  g_list_store_append (records, spot);
  intervals = salve_intervals_new (G_LIST_MODEL (records), now);
  g_assert_cmpuint (salve_next_dates_show (intervals, NULL, list), ==, 1);
  row = ADW_ACTION_ROW (gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Every area");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "Not before Sunday, 20 December");
  g_assert_null (app_find_widget (GTK_WIDGET (row), GTK_TYPE_BUTTON));
  g_object_unref (list);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);

  g_test_add ("/today/plan", TodayFixture, NULL, today_set_up, test_plan, today_tear_down);
  g_test_add ("/today/drop-plan", TodayFixture, NULL, today_set_up, test_drop_plan, today_tear_down);
  g_test_add ("/today/pauses", TodayFixture, NULL, today_set_up, test_pauses, today_tear_down);
  g_test_add_func ("/today/every-area", test_every_area);

  return g_test_run ();
}
