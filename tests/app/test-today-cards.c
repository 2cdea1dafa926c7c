/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-countdown-card.h"
#include "salve-countdown-row.h"
#include "salve-ring.h"
#include "salve-today-fixture.h"

static SalveCountdown *
create_countdown (const char *restriction)
{
  const char * const areas[] = { "abdomen", NULL };

  return salve_countdown_new (restriction, today_parse_instant ("2026-11-22T19:12:00+01:00"),
                              today_parse_instant ("2026-11-24T19:12:00+01:00"), areas);
}

static void
test_ring (void)
{
  SalveRing *ring = SALVE_RING (g_object_ref_sink (salve_ring_new ()));
  guint notified = 0;

  g_signal_connect_swapped (ring, "notify", G_CALLBACK (app_count), &notified);
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
  GtkWidget *ring = app_find_widget (card, SALVE_TYPE_RING);
  GtkWidget *head = app_find_widget (card, GTK_TYPE_BUTTON);
  SalveCountdown *countdown = create_countdown ("sun");
  gboolean open;

  g_assert_true (app_says (card, "Allowed again"));
  g_assert_cmpfloat (salve_ring_get_fraction (SALVE_RING (ring)), ==, 1.0);
  gtk_test_accessible_assert_property (head, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sun: allowed again");

  g_object_set (card, "countdown", countdown, "now", today_parse_instant ("2026-11-23T19:12:00+01:00"), NULL);
  g_assert_false (app_says (card, "Allowed again"));
  g_assert_true (app_says (card, "1 day"));
  g_assert_true (app_says (card, "until tomorrow, 19:12"));
  g_assert_false (app_says (card, "Holds for: Abdomen"));
  g_assert_cmpfloat_with_epsilon (salve_ring_get_fraction (SALVE_RING (ring)), 0.5, 1e-9);
  gtk_test_accessible_assert_property (head, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sun: wait 1 day, until tomorrow, 19:12");

  g_signal_emit_by_name (head, "clicked");
  g_object_get (card, "open", &open, NULL);
  g_assert_true (open);
  g_assert_true (app_says (card, "Holds for: Abdomen"));
  gtk_test_accessible_assert_state (head, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);

  g_object_set (card, "countdown", NULL, NULL);
  g_assert_finalize_object (countdown);
  g_assert_true (app_says (card, "Allowed again"));
  g_assert_finalize_object (card);
}

static void
test_row (void)
{
  SalveCountdown *countdown = create_countdown ("water");
  GtkWidget *row = g_object_ref_sink (salve_countdown_row_new (countdown));

  g_object_set (row, "now", today_parse_instant ("2026-11-24T19:00:00+01:00"), NULL);
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
    g_assert_cmpint (salve_countdown_row_find_change (countdown, today_parse_instant (cases[i].now)), ==,
                     today_parse_instant (cases[i].next));
  g_assert_cmpint (salve_countdown_row_find_change (countdown, today_parse_instant ("2026-11-24T19:12:00+01:00")), ==,
                   G_MAXINT64);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);

  g_test_add_func ("/today/ring", test_ring);
  g_test_add_func ("/today/card", test_card);
  g_test_add_func ("/today/row", test_row);
  g_test_add_func ("/today/unknown-restriction", test_unknown_restriction);
  g_test_add_func ("/today/change", test_change);

  return g_test_run ();
}
