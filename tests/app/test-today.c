/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-aftercare.h"
#include "salve-countdown-card.h"
#include "salve-countdown-row.h"
#include "salve-date-row.h"
#include "salve-fake-clock.h"
#include "salve-next-date-row.h"
#include "salve-next-dates.h"
#include "salve-pause-group.h"
#include "salve-plan-group.h"
#include "salve-ring.h"
#include "salve-session-json.h"
#include "salve-shelf.h"
#include "salve-store.h"
#include "salve-today-page.h"

#define NOW "2026-11-23T15:12:20+01:00"

/* A treatment on the evening before NOW; sun until the 24th, waxing until the 29th. */
static const char record[] =
  "{ \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"home\","
  "  \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\","
  "  \"outcome\": \"completed\", \"areas\": [ \"abdomen\" ],"
  "  \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.5 },"
  "  \"aftercare\": ["
  "    { \"restriction\": \"sun\", \"until\": \"2026-11-24T19:12:00+01:00\" },"
  "    { \"restriction\": \"waxing\", \"until\": \"2026-11-29T19:12:00+01:00\" } ] }";

typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  SalveAftercare *aftercare;
  GtkWidget      *window;
  GtkWidget      *page;
} Fixture;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("salve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = salve_store_new (fixture->folder, 0);
  salve_store_scan (fixture->store, &error);
  g_assert_no_error (error);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->store), SALVE_CLOCK (fixture->clock));
  fixture->page = g_object_ref_sink (salve_today_page_new ());
  g_object_set (fixture->page,
                "clock", fixture->clock,
                "store", fixture->store,
                "aftercare", fixture->aftercare,
                NULL);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->aftercare);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = salve_store_add_finish (SALVE_STORE (store), result, &error);
  g_assert_no_error (error);
}

static char *
add_record (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = salve_session_from_json (record, -1, &error);
  char *name = NULL;

  g_assert_no_error (error);
  salve_store_add_async (fixture->store, session, NULL, on_added, &name);
  while (name == NULL)
    g_main_context_iteration (NULL, TRUE);

  return name;
}

static void
on_removed (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) data = salve_store_remove_finish (SALVE_STORE (store), result, &error);
  g_assert_no_error (error);
}

static void
remove_record (Fixture    *fixture,
               const char *name)
{
  gboolean removed = FALSE;

  salve_store_remove_async (fixture->store, name, NULL, on_removed, &removed);
  while (!removed)
    g_main_context_iteration (NULL, TRUE);
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_state (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *state = NULL;

  g_object_get (fixture->page, "state", &state, NULL);
  g_assert_cmpstr (state, ==, expected);
}

/* Whether a label that would be seen says so. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
count (guint *n)
{
  (*n)++;
}

static gint64
parse_instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  return salve_clock_instant (time);
}

static SalveCountdown *
create_countdown (const char *restriction)
{
  const char * const areas[] = { "abdomen", NULL };

  return salve_countdown_new (restriction, parse_instant ("2026-11-22T19:12:00+01:00"),
                              parse_instant ("2026-11-24T19:12:00+01:00"), areas);
}

static void
test_ring (void)
{
  SalveRing *ring = SALVE_RING (g_object_ref_sink (salve_ring_new ()));
  guint notified = 0;

  g_signal_connect_swapped (ring, "notify", G_CALLBACK (count), &notified);
  salve_ring_set_fraction (ring, 0.25);
  salve_ring_set_fraction (ring, 0.25);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpfloat (salve_ring_get_fraction (ring), ==, 0.25);
  salve_ring_set_icon_name (ring, "salve-sun-symbolic");
  salve_ring_set_icon_name (ring, "salve-sun-symbolic");
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpstr (salve_ring_get_icon_name (ring), ==, "salve-sun-symbolic");

  g_assert_finalize_object (ring);
}

static void
test_card (void)
{
  GtkWidget *card = g_object_ref_sink (salve_countdown_card_new ("sun"));
  GtkWidget *ring = find_widget (card, SALVE_TYPE_RING);
  GtkWidget *head = find_widget (card, GTK_TYPE_BUTTON);
  SalveCountdown *countdown = create_countdown ("sun");
  gboolean open;

  g_assert_true (says (card, "Allowed again"));
  g_assert_cmpfloat (salve_ring_get_fraction (SALVE_RING (ring)), ==, 1.0);
  gtk_test_accessible_assert_property (head, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sun: allowed again");

  g_object_set (card, "countdown", countdown, "now", parse_instant ("2026-11-23T19:12:00+01:00"), NULL);
  g_assert_false (says (card, "Allowed again"));
  g_assert_true (says (card, "1 day"));
  g_assert_true (says (card, "until tomorrow, 19:12"));
  g_assert_false (says (card, "Holds for: Abdomen"));
  g_assert_cmpfloat_with_epsilon (salve_ring_get_fraction (SALVE_RING (ring)), 0.5, 1e-9);
  gtk_test_accessible_assert_property (head, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sun: wait 1 day, until tomorrow, 19:12");

  g_signal_emit_by_name (head, "clicked");
  g_object_get (card, "open", &open, NULL);
  g_assert_true (open);
  g_assert_true (says (card, "Holds for: Abdomen"));
  gtk_test_accessible_assert_state (head, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);

  g_object_set (card, "countdown", NULL, NULL);
  g_assert_finalize_object (countdown);
  g_assert_true (says (card, "Allowed again"));
  g_assert_finalize_object (card);
}

static void
test_row (void)
{
  SalveCountdown *countdown = create_countdown ("water");
  GtkWidget *row = g_object_ref_sink (salve_countdown_row_new (countdown));

  g_object_set (row, "now", parse_instant ("2026-11-24T19:00:00+01:00"), NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Hot bath, pool, sea, sauna");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "until 19:12 (12 min)");

  g_assert_finalize_object (row);
  g_assert_finalize_object (countdown);
}

static void
test_unknown_restriction (void)
{
  SalveCountdown *countdown = create_countdown ("moonlight");
  GtkWidget *row = g_object_ref_sink (salve_countdown_row_new (countdown));

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "moonlight");

  g_assert_finalize_object (row);
  g_assert_finalize_object (countdown);
}

static void
test_change (void)
{
  const struct
  {
    const char *now;
    const char *next;
  } cases[] = {
    /* Over a day only the hours are shown. */
    { "2026-11-23T15:12:20+01:00", "2026-11-23T16:12:00+01:00" },
    { "2026-11-23T16:12:00+01:00", "2026-11-23T17:12:00+01:00" },
    /* Under a day the minutes are. */
    { "2026-11-24T15:12:20+01:00", "2026-11-24T15:13:00+01:00" },
    { "2026-11-24T15:13:00+01:00", "2026-11-24T15:14:00+01:00" },
    { "2026-11-24T19:10:59+01:00", "2026-11-24T19:11:00+01:00" },
    /* In the last minute the seconds are. */
    { "2026-11-24T19:11:00+01:00", "2026-11-24T19:11:01+01:00" },
    { "2026-11-24T19:11:59+01:00", "2026-11-24T19:12:00+01:00" },
  };
  g_autoptr (SalveCountdown) countdown = create_countdown ("sun");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (salve_countdown_row_find_change (countdown, parse_instant (cases[i].now)), ==,
                     parse_instant (cases[i].next));
  g_assert_cmpint (salve_countdown_row_find_change (countdown, parse_instant ("2026-11-24T19:12:00+01:00")), ==,
                   G_MAXINT64);
}

static void
test_page_alone (void)
{
  GtkWidget *page = g_object_ref_sink (salve_today_page_new ());

  g_assert_finalize_object (page);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;

  show (fixture);
  assert_state (fixture, "first");
  g_assert_true (says (fixture->page, "Welcome to Salve"));

  name = add_record (fixture);
  assert_state (fixture, "board");
  g_assert_true (says (fixture->page, "What may I do now?"));
  g_assert_true (says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  g_assert_true (says (fixture->page, "1 day 4 h"));
  g_assert_true (says (fixture->page, "Waxing, epilating, laser"));

  salve_fake_clock_set (fixture->clock, "2026-11-24T19:12:00+01:00");
  assert_state (fixture, "board");
  g_assert_false (says (fixture->page, "1 day 4 h"));

  salve_fake_clock_set (fixture->clock, "2026-11-29T19:12:00+01:00");
  assert_state (fixture, "free");
  g_assert_true (says (fixture->page, "Everything is allowed again"));

  salve_fake_clock_set (fixture->clock, NOW);
  assert_state (fixture, "board");

  remove_record (fixture, name);
  assert_state (fixture, "first");
}

static void
test_too_soon (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);

  show (fixture);
  salve_fake_clock_set (fixture->clock, "2026-12-12T23:59:59+01:00");
  g_assert_true (says (fixture->page, "Not before Sunday, 13 December"));
  salve_fake_clock_set (fixture->clock, "2026-12-13T00:00:00+01:00");
  assert_state (fixture, "free");
  g_assert_true (says (fixture->page, "Nothing to wait for"));
  g_assert_false (says (fixture->page, "Not before Sunday, 13 December"));
}

static GtkWidget *
find_visible (GtkWidget *widget,
              GType      type)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_visible (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

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
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autofree char *name = add_record (fixture);
  GtkWidget *row, *button;

  g_object_set (fixture->page, "profile", profile, NULL);
  show (fixture);
  g_assert_null (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  salve_fake_clock_set (fixture->clock, "2026-12-01T12:00:00+01:00");
  assert_state (fixture, "free");
  row = find_visible (fixture->page, SALVE_TYPE_NEXT_DATE_ROW);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Not before Sunday, 13 December");
  button = find_widget (row, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  assert_planned (profile, "2026-12-13");
  g_assert_true (salve_profile_get_remind (profile));
  g_assert_false (gtk_widget_get_sensitive (button));

  row = find_widget (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP), SALVE_TYPE_DATE_ROW);
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-12-20");
  assert_planned (profile, "2026-12-20");
  g_assert_true (salve_profile_get_remind (profile));
  g_assert_true (gtk_widget_get_sensitive (button));
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-11-30");
  assert_planned (profile, "2026-12-20");
  gtk_switch_set_active (GTK_SWITCH (find_widget (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP),
                                                  GTK_TYPE_SWITCH)), FALSE);
  assert_planned (profile, "2026-12-20");
  g_assert_false (salve_profile_get_remind (profile));

  salve_fake_clock_set (fixture->clock, "2026-12-20T23:59:59+01:00");
  g_assert_nonnull (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  salve_fake_clock_set (fixture->clock, "2026-12-21T00:00:00+01:00");
  g_assert_null (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  g_assert_true (salve_profile_flush (profile, NULL));
}

static void
test_drop_plan (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autofree char *name = add_record (fixture);
  GDate day;

  g_date_set_dmy (&day, 1, G_DATE_DECEMBER, 2026);
  salve_profile_set_planned (profile, &day, TRUE);
  g_object_set (fixture->page, "profile", profile, NULL);
  show (fixture);
  assert_state (fixture, "board");
  g_signal_emit_by_name (find_button (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP), "Drop"), "clicked");
  assert_planned (profile, "");
  g_assert_null (find_visible (fixture->page, SALVE_TYPE_PLAN_GROUP));
  g_assert_true (salve_profile_flush (profile, NULL));
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Under the plan stands what of the shelf is to be paused, and nothing while there is none. */
static void
test_pauses (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveShelf) shelf = salve_shelf_new (fixture->folder);
  g_autoptr (SalveProduct) cream = salve_product_new ("Cream <b>", SALVE_MARK_RETINOID);
  g_autoptr (SalveProduct) balm = salve_product_new ("Balm", SALVE_MARK_BLAND);
  g_autofree char *name = add_record (fixture);
  GtkWidget *group;
  GDate day;

  g_date_set_dmy (&day, 5, G_DATE_DECEMBER, 2026);
  g_object_set (fixture->page, "profile", profile, "shelf", shelf, NULL);
  g_assert_true (salve_shelf_insert_product (shelf, cream, 0));
  g_assert_true (salve_shelf_insert_product (shelf, balm, 0));
  show (fixture);
  assert_state (fixture, "board");
  g_assert_null (find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP));
  salve_profile_set_planned (profile, &day, FALSE);
  group = find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP);
  g_assert_nonnull (find_label (group, "Cream <b>"));
  g_assert_null (find_label (group, "Balm"));
  /* Needles of 0.5 mm have to be reckoned with where the shelf has none. */
  g_assert_nonnull (find_label (group, "Pause from Monday, 30 November. "
                                       "Back on Friday, 11 December at the earliest."));
  salve_fake_clock_set (fixture->clock, "2026-11-30T00:00:00+01:00");
  assert_state (fixture, "free");
  group = find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP);
  g_assert_nonnull (find_label (group, "Pause now. Back on Friday, 11 December at the earliest."));
  g_assert_cmpuint (salve_shelf_remove_product (shelf, cream), ==, 1);
  g_assert_null (find_visible (fixture->page, SALVE_TYPE_PAUSE_GROUP));
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
  g_assert_null (find_widget (GTK_WIDGET (row), GTK_TYPE_BUTTON));
  g_object_unref (list);
}

static void
test_alarm (Fixture       *fixture,
            gconstpointer  data)
{
  /* A clock that only the page has, so that all its ringing is the page's. */
  SalveFakeClock *clock = salve_fake_clock_new (NOW);
  g_autofree char *name = add_record (fixture);
  guint notified = 0;

  g_object_set (fixture->page, "clock", clock, NULL);
  g_signal_connect_swapped (fixture->page, "notify::now", G_CALLBACK (count), &notified);

  salve_fake_clock_advance (clock, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (notified, ==, 0);

  show (fixture);
  g_assert_cmpuint (notified, ==, 1);
  salve_fake_clock_set (clock, NOW);
  notified = 0;
  salve_fake_clock_advance (clock, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_true (says (fixture->page, "1 day 3 h"));

  salve_fake_clock_set (clock, "2026-11-24T19:00:00+01:00");
  g_assert_true (says (fixture->page, "12 min"));
  notified = 0;
  salve_fake_clock_advance (clock, 11 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (notified, ==, 11);
  g_assert_true (says (fixture->page, "1 min"));
  salve_fake_clock_advance (clock, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (notified, ==, 13);
  g_assert_true (says (fixture->page, "58 s"));

  gtk_widget_set_visible (fixture->window, FALSE);
  salve_fake_clock_advance (clock, G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (notified, ==, 13);

  g_object_set (fixture->page, "clock", NULL, NULL);
  g_assert_finalize_object (clock);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);
  int minimum;
  gboolean narrow;

  g_object_set (fixture->page, "narrow", TRUE, NULL);
  g_object_get (find_widget (fixture->page, SALVE_TYPE_COUNTDOWN_CARD), "narrow", &narrow, NULL);
  g_assert_true (narrow);
  show (fixture);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_unreadable_newest (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", "20261123T120000Z-deadbeef.json", NULL);
  g_autofree char *name = add_record (fixture);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "{", -1, &error);
  g_assert_no_error (error);
  salve_store_scan (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  show (fixture);
  g_assert_true (says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
}

/* A session of the day after, which ended before the needles. */
static void
add_untouched (Fixture    *fixture,
               const char *more)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sessions", "20261123T130000Z-0a0b0c0d.json", NULL);
  g_autofree char *content =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"0a0b0c0d-0000-4000-8000-000000000000\", \"setting\": \"home\","
                     "  \"started\": \"2026-11-23T14:00:00+01:00\", \"ended\": \"2026-11-23T15:03:00+01:00\","
                     "  \"outcome\": \"stopped\", %s, \"areas\": [ \"hip-left\" ], \"aftercare\": [] }", more);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  salve_store_scan (fixture->store, &error);
  g_assert_no_error (error);
}

/* A session that its questions ended was none for the skin. */
static void
test_untouched_newest (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);

  add_untouched (fixture, "\"stopped_because\": \"screening\"");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 2);
  show (fixture);
  g_assert_true (says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  salve_fake_clock_set (fixture->clock, "2026-11-29T19:12:00+01:00");
  g_assert_false (says (fixture->page, "Your last session was on Monday"));
  remove_record (fixture, name);
  assert_state (fixture, "free");
  g_assert_false (says (fixture->page, "Your last session"));
}

/* Nothing was treated, but the cream is on. */
static void
test_untouched_with_cream (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);

  add_untouched (fixture, "\"stopped_because\": \"dizzy\", \"numbing\": { \"lidocaine_percent\": 4,"
                          "  \"applied\": \"2026-11-23T15:02:20+01:00\" }");
  show (fixture);
  g_assert_true (says (fixture->page, "Treated yesterday at 19:12 with a 0.5 mm roller: Abdomen"));
  g_assert_true (says (fixture->page, "The session ended with numbing cream on the skin. Wash it off now, by 16:02 at the latest."));
  remove_record (fixture, name);
  assert_state (fixture, "free");
  g_assert_true (says (fixture->page, "The session ended with numbing cream on the skin. Wash it off now, by 16:02 at the latest."));
}

/* A page with a profile of its own, as it looks to who slept over the night. */
static SalveProfile *
show_reminders (Fixture    *fixture,
                const char *now)
{
  SalveProfile *profile = salve_profile_new (fixture->folder);

  salve_fake_clock_set (fixture->clock, now);
  g_object_set (fixture->page, "profile", profile, NULL);
  show (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return profile;
}

static void
wait_until_silent (Fixture    *fixture,
                   const char *words)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (says (fixture->page, words) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_false (says (fixture->page, words));
}

static guint
count_check_ins (Fixture    *fixture,
                 const char *name,
                 const char *looks)
{
  g_autoptr (SalveRecord) entry = salve_store_find (fixture->store, name);
  GPtrArray *check_ins = salve_session_get_check_ins (salve_record_get_session (entry));
  guint n = 0;

  for (guint i = 0; i < check_ins->len; i++)
    n += g_str_equal (((SalveSessionCheckIn *) g_ptr_array_index (check_ins, i))->looks, looks);

  return n;
}

static void
test_check_in (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-23T19:11:00+01:00");

  g_assert_false (says (fixture->page, "How does the skin look?"));
  salve_fake_clock_set (fixture->clock, "2026-11-23T19:12:00+01:00");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (says (fixture->page, "How does the skin look?"));
  g_assert_true (says (fixture->page, "Abdomen, treated 1 day ago. Redness, a little swelling and flaking are usual for now."));
  salve_today_page_show_check_in (SALVE_TODAY_PAGE (fixture->page));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == find_button (fixture->page, "As expected"));
  g_signal_emit_by_name (find_button (fixture->page, "As expected"), "clicked");
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_cmpuint (count_check_ins (fixture, name, SALVE_LOOKS_EXPECTED), ==, 1);
  g_object_set (fixture->page, "profile", NULL, NULL);
}

/* It leads to the signs, and is noted first. */
static void
test_check_in_wrong (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-25T20:00:00+01:00");

  g_signal_emit_by_name (find_button (fixture->page, "Something looks wrong"), "clicked");
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_cmpuint (count_check_ins (fixture, name, SALVE_LOOKS_WRONG), ==, 1);
  g_object_set (fixture->page, "profile", NULL, NULL);
}

/* Who does not want to be asked is not. */
static void
test_check_in_unwanted (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *name = add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-23T20:00:00+01:00");

  g_assert_true (says (fixture->page, "How does the skin look?"));
  g_object_set (salve_profile_get_reminders (profile), "check-ins", FALSE, NULL);
  wait_until_silent (fixture, "How does the skin look?");
  g_assert_true (salve_profile_flush (profile, NULL));
  g_object_set (fixture->page, "profile", NULL, NULL);
}

static void
test_moisturise (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *now; const char *words; } cases[] = {
    { "2026-11-23T15:00:00+01:00", "Moisturise next today at 19:12." },
    { "2026-11-23T19:12:00+01:00", "It is time to moisturise, with a plain cream without perfume." },
    { "2026-11-26T19:12:00+01:00", NULL },
  };
  g_autofree char *name = add_record (fixture);
  g_autoptr (SalveProfile) profile = show_reminders (fixture, "2026-11-22T20:00:00+01:00");

  g_assert_true (says (fixture->page, "Moisturise next tomorrow at 19:12."));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      salve_fake_clock_set (fixture->clock, cases[i].now);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_true (cases[i].words == NULL || says (fixture->page, cases[i].words));
    }
  g_assert_false (says (fixture->page, cases[1].words));
  g_object_set (fixture->page, "profile", NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/today/ring", test_ring);
  g_test_add_func ("/today/card", test_card);
  g_test_add_func ("/today/row", test_row);
  g_test_add_func ("/today/unknown-restriction", test_unknown_restriction);
  g_test_add_func ("/today/change", test_change);
  g_test_add_func ("/today/page-alone", test_page_alone);
  g_test_add ("/today/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/today/too-soon", Fixture, NULL, set_up, test_too_soon, tear_down);
  g_test_add ("/today/plan", Fixture, NULL, set_up, test_plan, tear_down);
  g_test_add ("/today/drop-plan", Fixture, NULL, set_up, test_drop_plan, tear_down);
  g_test_add ("/today/pauses", Fixture, NULL, set_up, test_pauses, tear_down);
  g_test_add_func ("/today/every-area", test_every_area);
  g_test_add ("/today/alarm", Fixture, NULL, set_up, test_alarm, tear_down);
  g_test_add ("/today/untouched-newest", Fixture, NULL, set_up, test_untouched_newest, tear_down);
  g_test_add ("/today/untouched-with-cream", Fixture, NULL, set_up, test_untouched_with_cream, tear_down);
  g_test_add ("/today/check-in", Fixture, NULL, set_up, test_check_in, tear_down);
  g_test_add ("/today/check-in-wrong", Fixture, NULL, set_up, test_check_in_wrong, tear_down);
  g_test_add ("/today/check-in-unwanted", Fixture, NULL, set_up, test_check_in_unwanted, tear_down);
  g_test_add ("/today/moisturise", Fixture, NULL, set_up, test_moisturise, tear_down);
  g_test_add ("/today/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/today/unreadable-newest", Fixture, NULL, set_up, test_unreadable_newest, tear_down);

  return g_test_run ();
}
