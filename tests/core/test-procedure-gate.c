/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-gate.h"

#include <glib/gstdio.h>

#include "salve-aftercare-plan.h"
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"
#include "salve-record.h"

/* A home session with 0.25 mm on the abdomen, so many days before the fixture's evening. */
static GListModel *
make_history (Fixture *fixture,
              int      days,
              gboolean test_spot)
{
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (fixture->clock));
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);
  g_autofree char *time = g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *stamp = g_date_time_format (then, "%Y%m%dT%H%M%SZ");
  g_autofree char *path = g_strdup_printf ("%s/%s-6a1f3c0e.json", g_get_user_data_dir (), stamp);
  g_autofree char *text =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"started\": \"%s\", \"ended\": \"%s\","
                     " \"areas\": [ \"abdomen\" ], \"test_spot\": %s, \"device\": { \"kind\": \"roller\","
                     " \"needle_mm\": 0.25 }, \"aftercare\": [ { \"restriction\": \"sun\", \"until\": \"%s\" } ] }",
                     time, time, test_spot ? "true" : "false", time);
  g_autoptr (SalveRecord) record = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  record = salve_record_new (path);
  g_assert_no_error (salve_record_get_error (record));
  g_list_store_append (records, record);

  return G_LIST_MODEL (g_steal_pointer (&records));
}

/* A new run that knows this history and this shelf. */
static void
begin_with (Fixture    *fixture,
            GListModel *records,
            SalveShelf *shelf)
{
  g_clear_object (&fixture->procedure);
  fixture->procedure = salve_procedure_new_full (SALVE_CLOCK (fixture->clock), NULL, records, shelf);
}

static void
give_word (Fixture    *fixture,
           const char *note)
{
  g_autoptr (GDate) day = g_date_new_dmy (21, 11, 2026);

  salve_answers_set_yes (salve_procedure_get_answers (fixture->procedure), SALVE_SCREENING_INTERVAL, NULL, day, note);
}

/* Seven days between two sessions of short needles: on the seventh it is open. */
static void
test_too_soon (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { int days; gboolean open; } cases[] = { { 0, FALSE }, { 6, FALSE }, { 7, TRUE }, { 8, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) records = make_history (fixture, cases[i].days, FALSE);

      begin_with (fixture, records, NULL);
      fixture_set_areas (fixture, "abdomen");
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].open);
      fixture_set_areas (fixture, "hip-left");
      g_assert_true (salve_procedure_get_can_next (fixture->procedure));
      fixture_set_areas (fixture, "hip-left abdomen");
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].open);
    }
}

/* Only a clinician's word with a date and a note opens it, and the record keeps it. */
static void
test_word (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GListModel) records = make_history (fixture, 3, FALSE);
  const SalveAnswer *word;

  begin_with (fixture, records, NULL);
  fixture_set_areas (fixture, "abdomen");
  give_word (fixture, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  give_word (fixture, "  ");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  give_word (fixture, "By telephone");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  fixture_walk_to (fixture, "summary");
  word = salve_answers_get (salve_session_get_answers (fixture_session (fixture)), SALVE_SCREENING_INTERVAL);
  g_assert_cmpstr (word->note, ==, "By telephone");
}

/* Longer needles need a longer rest, told where they are chosen. */
static void
test_longer_needles (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GListModel) records = make_history (fixture, 10, FALSE);

  begin_with (fixture, records, NULL);
  fixture_set_areas (fixture, "abdomen");
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, "pen", 0.5, NULL, NULL);
  salve_procedure_set_accepted (fixture->procedure, TRUE);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  give_word (fixture, "Dermatology, 21 November");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_answers_forget (salve_procedure_get_answers (fixture->procedure), SALVE_SCREENING_INTERVAL);
  salve_procedure_set_device (fixture->procedure, "pen", 0.25, NULL, NULL);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
}

static SalveShelfItem *
add_roller (SalveShelf *shelf,
            const char *name,
            guint       uses_before)
{
  g_autoptr (GDate) added = g_date_new_dmy (20, 11, 2026);
  SalveShelfItem *item = salve_shelf_item_new ("roller", name, 0.25, added);

  g_object_set (item, "uses-before", uses_before, NULL);
  g_assert_true (salve_shelf_insert_item (shelf, item, 0));

  return item;
}

static void
test_worn_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autoptr (SalveShelf) shelf = salve_shelf_new (g_get_user_data_dir ());
  g_autoptr (SalveShelfItem) old = add_roller (shelf, "Blue roller", 10);
  g_autoptr (SalveShelfItem) new = add_roller (shelf, "Red roller", 9);
  g_autoptr (SalveSession) draft = NULL;

  begin_with (fixture, G_LIST_MODEL (records), shelf);
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, "roller", 0.25, salve_shelf_item_get_id (old), "Blue roller");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_device (fixture->procedure, "roller", 0.25, salve_shelf_item_get_id (new), "Red roller");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  g_assert_cmpstr (salve_session_get_device_name (fixture_session (fixture)), ==, "Red roller");
  /* Nor in a draft that claims to be further. */
  fixture_walk_to (fixture, "passes");
  g_object_set (fixture_session (fixture), "device-shelf-id", salve_shelf_item_get_id (old), NULL);
  draft = fixture_reread (fixture_session (fixture));
  g_clear_object (&fixture->procedure);
  fixture->procedure = salve_procedure_new_full (SALVE_CLOCK (fixture->clock), draft, G_LIST_MODEL (records), shelf);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

/* Skin that darkens easily begins with one small spot, and is left alone for four weeks after it. */
static void
test_spot (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { int days; gboolean open; } cases[] = { { 27, FALSE }, { 28, TRUE } };

  salve_answers_set_skin_type (salve_procedure_get_answers (fixture->procedure), 5);
  fixture_set_areas (fixture, "abdomen hip-left");
  g_assert_true (salve_procedure_needs_test_spot (fixture->procedure));
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  fixture_set_areas (fixture, "hip-left");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  g_assert_true (salve_session_get_test_spot (fixture_session (fixture)));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) records = make_history (fixture, cases[i].days, TRUE);

      begin_with (fixture, records, NULL);
      salve_answers_set_skin_type (salve_procedure_get_answers (fixture->procedure), 5);
      fixture_set_areas (fixture, "hip-left calf-left");
      g_assert_false (salve_session_get_test_spot (fixture_session (fixture)));
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].open);
    }
}

/* What rules a session out is told at once; nothing leads past it. */
static void
test_verdict (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *place; const char *item; const char *since; SalveVerdict verdict; const char *next; } cases[] = {
    { "screening-about", "keloid", NULL, SALVE_VERDICT_STOP, "verdict" },
    { "screening-health", "pregnancy", NULL, SALVE_VERDICT_STOP, "verdict" },
    { "screening-health", "blood-thinner", NULL, SALVE_VERDICT_ASK, "screening-skin" },
    { "screening-lately", "waxing", "2026-11-20", SALVE_VERDICT_WAIT, "verdict" },
    { "screening-lately", "waxing", "2026-11-15", SALVE_VERDICT_CLEAR, "verdict" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SalveAnswers *answers;
      g_autoptr (GDate) since = g_date_new ();

      g_date_set_parse (since, cases[i].since != NULL ? cases[i].since : "");
      fixture_begin (fixture, NULL);
      answers = salve_procedure_get_answers (fixture->procedure);
      fixture_walk_to (fixture, cases[i].place);
      fixture_satisfy (fixture);
      salve_answers_set_yes (answers, cases[i].item, cases[i].since != NULL ? since : NULL, NULL, NULL);
      salve_procedure_next (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, cases[i].next);
      if (!g_str_equal (cases[i].next, "verdict"))
        fixture_walk_to (fixture, "verdict");
      g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, cases[i].verdict);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].verdict == SALVE_VERDICT_CLEAR);
    }
}

/* Sun, sweat and water wait half as long again on skin that darkens easily; after blood, as after longer needles. */
static void
test_aftercare (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct { guint skin; const char *because; SalveRestriction restriction; guint hours; } cases[] = {
    { 3, NULL, SALVE_RESTRICTION_SUN, 48 },
    { 4, NULL, SALVE_RESTRICTION_SUN, 72 },
    { 6, NULL, SALVE_RESTRICTION_SWEAT, 72 },
    { 6, NULL, SALVE_RESTRICTION_WATER, 72 },
    { 6, NULL, SALVE_RESTRICTION_PRODUCTS, 72 },
    { 2, "mind", SALVE_RESTRICTION_PRODUCTS, 72 },
    { 2, "blood", SALVE_RESTRICTION_PRODUCTS, 120 },
    { 2, "pain", SALVE_RESTRICTION_SUN, 72 },
    { 5, "dizzy", SALVE_RESTRICTION_SUN, 108 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 ("2026-11-22T19:12:00+01:00", NULL);
      g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, end);
      SalveSessionLimit *limit;

      g_object_set (session, "needle-mm", 0.25, NULL);
      salve_answers_set_skin_type (salve_session_get_answers (session), cases[i].skin);
      if (cases[i].because != NULL)
        salve_session_set_stopped (session, cases[i].because);
      salve_aftercare_plan (session, end);
      limit = g_ptr_array_index (salve_session_get_aftercare (session), cases[i].restriction);
      g_assert_cmpstr (limit->restriction, ==, salve_protocol_get_restriction (cases[i].restriction)->id);
      g_assert_cmpint (g_date_time_difference (limit->until, end), ==, cases[i].hours * G_TIME_SPAN_HOUR);
    }
}

/* A pass takes from the one before it, and no longer than a pass can take. */
static void
test_seconds (Fixture       *fixture,
              gconstpointer  data)
{
  SalveSessionPass *pass;

  fixture_walk_to (fixture, "passes");
  salve_fake_clock_advance (fixture->clock, 20 * G_TIME_SPAN_SECOND);
  salve_procedure_count_pass (fixture->procedure);
  salve_fake_clock_advance (fixture->clock, 25 * G_TIME_SPAN_SECOND);
  salve_procedure_count_pass (fixture->procedure);
  pass = g_ptr_array_index (salve_session_get_passes (fixture_session (fixture)), 0);
  g_assert_cmpuint (pass->seconds, ==, 45);
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  salve_procedure_count_pass (fixture->procedure);
  g_assert_cmpuint (pass->seconds, ==, 45 + SALVE_PROTOCOL_PALM_MAX_MINUTES * 60);
  salve_fake_clock_advance (fixture->clock, -G_TIME_SPAN_DAY);
  salve_procedure_count_pass (fixture->procedure);
  g_assert_cmpuint (pass->seconds, ==, 45 + SALVE_PROTOCOL_PALM_MAX_MINUTES * 60);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/gate/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("interval/too-soon", test_too_soon);
  ADD ("interval/word", test_word);
  ADD ("interval/longer-needles", test_longer_needles);
  ADD ("worn-out", test_worn_out);
  ADD ("test-spot", test_spot);
  ADD ("verdict", test_verdict);
  ADD ("aftercare", test_aftercare);
  ADD ("seconds", test_seconds);
#undef ADD

  return g_test_run ();
}
