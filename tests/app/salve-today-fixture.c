/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-today-fixture.h"

#include "salve-session-json.h"
#include "salve-today-page.h"

/* A treatment on the evening before NOW; sun until the 24th, waxing until the 29th. */
static const char record[] =
  "{ \"format\": 1, \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"home\","
  "  \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\","
  "  \"outcome\": \"completed\", \"areas\": [ \"abdomen\" ],"
  "  \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.5 },"
  "  \"aftercare\": ["
  "    { \"restriction\": \"sun\", \"until\": \"2026-11-24T19:12:00+01:00\" },"
  "    { \"restriction\": \"waxing\", \"until\": \"2026-11-29T19:12:00+01:00\" } ] }";

void
today_set_up (TodayFixture  *fixture,
              gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->store), SALVE_CLOCK (fixture->clock));
  fixture->page = g_object_ref_sink (salve_today_page_new ());
  g_object_set (fixture->page,
                "clock", fixture->clock,
                "store", fixture->store,
                "aftercare", fixture->aftercare,
                NULL);
  fixture->window = app_put_in_window (fixture->page);
}

void
today_tear_down (TodayFixture  *fixture,
                 gconstpointer  data)
{
  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->aftercare);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->store);
  app_remove_folder (fixture->folder);
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

char *
today_add_record (TodayFixture *fixture)
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

void
today_remove_record (TodayFixture *fixture,
                     const char   *name)
{
  gboolean removed = FALSE;

  salve_store_remove_async (fixture->store, name, NULL, on_removed, &removed);
  while (!removed)
    g_main_context_iteration (NULL, TRUE);
}

void
today_show (TodayFixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);
}

void
today_assert_state (TodayFixture *fixture,
                    const char   *expected)
{
  g_autofree char *state = NULL;

  g_object_get (fixture->page, "state", &state, NULL);
  g_assert_cmpstr (state, ==, expected);
}

gint64
today_parse_instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  return salve_clock_instant (time);
}
