/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "salve-aftercare-fixture.h"
#include "salve-session-json.h"

/* --- records that come, go and change --- */

static void
test_added_later (Fixture       *fixture,
                  gconstpointer  data)
{
  SalveRecord *first;

  fixture_start (fixture);
  first = fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 1);
  fixture_add (fixture, "2026-11-22T17:30:00Z", "abdomen", "sun 2026-11-26T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 2);
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "");
  /* One from the past, as an import brings it. */
  fixture_add (fixture, "2026-11-20T17:00:00Z", "hip-left", "sun 2026-11-23T17:00:00Z, sweat 2026-11-26T00:00:00Z");
  fixture_expect (fixture, "2026-11-23T17:00 sun:hip-left\n");
  g_list_store_remove (fixture->records, fixture_find (fixture, first));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-26T00:00 sweat:hip-left\n2026-11-26T17:00 sun:abdomen\n");
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  SalveRecord *second;
  g_autoptr (SalveRecord) kept = NULL;

  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  second = fixture_add (fixture, "2026-11-22T17:30:00Z", "abdomen hip-left", "sun 2026-11-26T17:00:00Z");
  fixture_start (fixture);
  kept = g_object_ref (second);
  g_list_store_remove (fixture->records, fixture_find (fixture, second));
  fixture_expect_running (fixture, "sun:abdomen");
  fixture_expect (fixture, "");
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n");
  /* The removal was undone. */
  g_list_store_insert_sorted (fixture->records, kept, fixture_newest_first, NULL);
  fixture_expect_running (fixture, "sun:abdomen+hip-left");
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-26T17:00 sun:abdomen+hip-left\n");
  g_list_store_remove_all (fixture->records);
  g_list_store_insert_sorted (fixture->records, kept, fixture_newest_first, NULL);
  fixture_expect (fixture, "");
}

static void
rewrite (Fixture      *fixture,
         SalveRecord  *record,
         const char   *limits)
{
  SalveSession *session = salve_record_get_session (record);
  g_auto (GStrv) entries = g_strsplit (limits, ", ", -1);
  g_autofree char *text = NULL;

  g_ptr_array_set_size (salve_session_get_aftercare (session), 0);
  for (guint i = 0; entries[i] != NULL; i++)
    fixture_add_limit (session, entries[i]);
  text = salve_session_to_json (session);
  g_assert_true (g_file_set_contents (salve_record_get_path (record), text, -1, NULL));
  salve_record_forget (record);
  g_list_model_items_changed (G_LIST_MODEL (fixture->records), fixture_find (fixture, record), 1, 1);
}

static void
test_edited (Fixture       *fixture,
             gconstpointer  data)
{
  SalveRecord *record;

  fixture_add (fixture, "2026-11-22T17:30:00Z", "hip-left", "sun 2026-11-28T17:00:00Z");
  record = fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  fixture_add (fixture, "2026-11-22T16:30:00Z", "calf-left", "sun 2026-11-28T17:00:00Z");
  fixture_start (fixture);
  rewrite (fixture, record, "sun 2026-11-26T17:00:00Z, sweat 2026-11-22T17:30:00Z");
  fixture_expect (fixture, "2026-11-22T17:30 sweat:abdomen\n");
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "");
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-26T17:00 sun:abdomen\n2026-11-28T17:00 sun:calf-left+hip-left\n");
  /* Longer than was told: it runs again, and its new end is told. */
  rewrite (fixture, record, "sun 2026-11-30T17:00:00Z");
  fixture_expect_running (fixture, "sun:abdomen");
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-30T17:00 sun:abdomen\n");
}

static void
add_file (Fixture    *fixture,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  if (text == NULL)
    g_assert_no_errno (g_mkdir (path, 0700));
  else if (*text != '-')
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_list_store_insert_sorted (fixture->records, record, fixture_newest_first, NULL);
}

/* Years of records behind the few that matter, changed in any place. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  SalveRecord *old;

  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  fixture_add (fixture, "2019-03-01T17:00:00Z", "hip-left", "sun 2019-03-03T17:00:00Z");
  old = fixture_add (fixture, "2018-03-01T17:00:00Z", "hip-left", "sun 2018-03-03T17:00:00Z");
  fixture_add (fixture, "2017-03-01T17:00:00Z", "hip-left", "sun 2017-03-03T17:00:00Z");
  fixture_start (fixture);
  fixture_expect_running (fixture, "sun:abdomen");
  g_list_store_remove (fixture->records, fixture_find (fixture, old));
  fixture_add (fixture, "2016-03-01T17:00:00Z", "hip-left", "sun 2016-03-03T17:00:00Z");
  fixture_add (fixture, "2026-11-22T17:30:00Z", "calf-left", "sun 2026-11-24T17:30:00Z");
  fixture_add (fixture, "2026-11-21T17:30:00Z", "calf-right", "sun 2026-11-24T17:30:00Z");
  fixture_expect_running (fixture, "sun:abdomen+calf-left+calf-right");
  g_list_store_splice (fixture->records, 2, 4, NULL, 0);
  fixture_expect_running (fixture, "sun:abdomen+calf-left");
  fixture_add (fixture, "2015-03-01T17:00:00Z", "hip-left", "sun 2015-03-03T17:00:00Z");
  fixture_add (fixture, "2026-11-21T17:00:00Z", "hip-right", "sun 2026-11-24T17:00:00Z");
  fixture_expect_running (fixture, "sun:abdomen+calf-left+hip-right");
  g_list_store_remove_all (fixture->records);
  fixture_expect_running (fixture, "");
}

/* A copy of an old record under a name of one's own is the newest by its file's last change. */
static void
test_old_in_front (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char text[] =
    "{\"format\": 1, \"id\": \"ffffffff-0000\", \"setting\": \"home\", \"started\": \"2019-11-22T17:20:00Z\", "
    "\"ended\": \"2019-11-22T17:30:00Z\", \"areas\": [\"calf-left\"], \"aftercare\": []}";
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "my first.json", NULL);
  g_autoptr (SalveRecord) copy = salve_record_new (path);

  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_list_store_insert (fixture->records, 0, copy);
  fixture_start (fixture);
  fixture_expect_running (fixture, "sun:abdomen");
}

/* Damaged neighbours change nothing; a newer format still restricts. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char newer[] =
    "{\"format\": 2, \"id\": \"ffffffff-0000\", \"setting\": \"home\", \"started\": \"2026-11-22T17:20:00Z\", "
    "\"ended\": \"2026-11-22T17:30:00Z\", \"areas\": [\"calf-left\"], \"aftercare\": "
    "[{\"restriction\": \"sun\", \"until\": \"2026-11-25T17:00:00Z\"}], \"passes\": \"quite another thing\"}";

  add_file (fixture, "20261122T171000Z-aaaaaaaa.json", "{\"format\": 1, \"id\":");
  add_file (fixture, "20261122T172000Z-bbbbbbbb.json", "");
  add_file (fixture, "20261122T173000Z-cccccccc.json", NULL);
  add_file (fixture, "20261122T174000Z-dddddddd.json", "-");
  add_file (fixture, "20261122T172000Z-ffffffff.json", newer);
  fixture_add (fixture, "2026-11-22T17:15:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->records)), ==, 6);
  fixture_start (fixture);
  fixture_expect_running (fixture, "sun:abdomen+calf-left");
  salve_fake_clock_advance (fixture->clock, 4 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, "2026-11-24T17:00 sun:abdomen\n2026-11-25T17:00 sun:calf-left\n");
}

/* Of a history of years only what can matter is opened. */
static void
test_horizon (Fixture       *fixture,
              gconstpointer  data)
{
  SalveRecord *young = fixture_add (fixture, "2026-01-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  SalveRecord *old = fixture_add (fixture, "2025-11-21T17:00:00Z", "abdomen", "sun 2025-11-24T17:00:00Z");

  g_unlink (salve_record_get_path (old));
  fixture_start (fixture);
  g_assert_null (salve_record_get_error (young));
  g_assert_null (salve_record_get_error (old));
  fixture_expect_running (fixture, "sun:abdomen");
}

/* --- the list --- */

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  SalveCountdown *countdown;

  fixture_add (fixture, "2026-11-22T17:00:00Z", "hip-left abdomen",
       "zen 2026-11-25T17:00:00Z, clothing 2026-11-25T17:00:00Z, waxing 2026-11-25T17:00:00Z, "
       "shaving 2026-11-25T17:00:00Z, makeup 2026-11-25T17:00:00Z, actives 2026-11-25T17:00:00Z, "
       "water 2026-11-25T17:00:00Z, products 2026-11-25T17:00:00Z, sweat 2026-11-25T17:00:00Z, "
       "sun 2026-11-24T17:00:00Z abdomen, sun 2026-11-26T17:00:00Z hip-left, acid 2026-11-25T17:00:00Z");
  fixture_add (fixture, "2026-11-22T16:00:00Z", "calf-left", "sweat 2026-11-23T17:00:00Z");
  fixture_start (fixture);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->aftercare)) == SALVE_TYPE_COUNTDOWN);
  fixture_expect_running (fixture,
                  "sun:abdomen+hip-left sweat:abdomen+calf-left+hip-left products:abdomen+hip-left "
                  "water:abdomen+hip-left actives:abdomen+hip-left makeup:abdomen+hip-left shaving:abdomen+hip-left "
                  "waxing:abdomen+hip-left clothing:abdomen+hip-left acid:abdomen+hip-left zen:abdomen+hip-left");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->aftercare), 11));
  g_assert_null (salve_aftercare_find (fixture->aftercare, "yoga"));
  g_assert_null (salve_aftercare_find (fixture->aftercare, NULL));
  countdown = salve_aftercare_find (fixture->aftercare, "sun");
  g_assert_cmpint (salve_countdown_get_begun (countdown), ==, fixture_instant ("2026-11-22T17:00:00Z"));
  g_assert_cmpint (salve_countdown_get_until (countdown), ==, fixture_instant ("2026-11-26T17:00:00Z"));
  countdown = salve_aftercare_find (fixture->aftercare, "sweat");
  g_assert_cmpint (salve_countdown_get_begun (countdown), ==, fixture_instant ("2026-11-22T16:00:00Z"));
  g_assert_cmpint (salve_countdown_get_until (countdown), ==, fixture_instant ("2026-11-25T17:00:00Z"));
  /* The one that is over leaves, with its begin. */
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  countdown = salve_aftercare_find (fixture->aftercare, "sweat");
  g_assert_cmpint (salve_countdown_get_begun (countdown), ==, fixture_instant ("2026-11-22T17:00:00Z"));
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SalveCountdown) before = NULL;
  g_autoptr (SalveCountdown) after = NULL;

  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-24T17:00:00Z");
  fixture_start (fixture);
  g_assert_cmpuint (fixture->changed, ==, 0);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->aftercare), 0);
  salve_aftercare_recompute (fixture->aftercare);
  salve_fake_clock_set (fixture->clock, "2026-11-22T20:00:00Z");
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  /* Shorter than what holds already. */
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-23T17:00:00Z");
  after = g_list_model_get_item (G_LIST_MODEL (fixture->aftercare), 0);
  g_assert_true (before == after);
  g_assert_cmpuint (fixture->changed, ==, 0);
  g_assert_cmpuint (fixture->items_changed, ==, 0);
  /* Another area, another end, another restriction, an ending. */
  fixture_add (fixture, "2026-11-22T17:00:00Z", "hip-left", "sun 2026-11-23T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 1);
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sun 2026-11-25T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 2);
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen", "sweat 2026-11-25T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 3);
  salve_fake_clock_set (fixture->clock, "2026-11-25T17:00:00Z");
  g_assert_cmpuint (fixture->changed, ==, 4);
  g_assert_cmpuint (fixture->items_changed, ==, 4);
}

static void
check_endings (Fixture    *fixture,
               const char *after,
               const char *until,
               const char *expected)
{
  g_autoptr (GPtrArray) endings =
    salve_aftercare_list_endings (fixture->aftercare, fixture_instant (after), fixture_instant (until));

  for (guint i = 0; i < endings->len; i++)
    fixture_log_ending (fixture->log, g_ptr_array_index (endings, i));
  fixture_expect (fixture, expected);
}

static void
test_list_endings (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_add (fixture, "2026-11-22T17:00:00Z", "abdomen",
       "sweat 2026-11-26T17:00:00Z, sun 2026-11-24T17:00:00Z, water 2026-11-24T17:00:00Z");
  fixture_start (fixture);
  check_endings (fixture, "2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z",
                 "2026-11-24T17:00 sun:abdomen water:abdomen\n2026-11-26T17:00 sweat:abdomen\n");
  check_endings (fixture, "2026-11-24T17:00:00Z", "2026-11-26T17:00:00Z", "2026-11-26T17:00 sweat:abdomen\n");
  check_endings (fixture, "2026-11-24T16:59:59Z", "2026-11-26T16:59:59Z",
                 "2026-11-24T17:00 sun:abdomen water:abdomen\n");
  check_endings (fixture, "2026-11-26T17:00:00Z", "2026-12-26T17:00:00Z", "");
}

static void
test_countdown (void)
{
  static const char * const areas[] = { "abdomen", "hip-left", NULL };
  SalveCountdown *countdown = salve_countdown_new ("sun", 10, 20, areas);
  g_autofree char *restriction = NULL;
  g_auto (GStrv) copy = NULL;
  gint64 begun, until;

  g_object_get (countdown, "restriction", &restriction, "begun", &begun, "until", &until, "areas", &copy, NULL);
  g_assert_cmpstr (restriction, ==, "sun");
  g_assert_cmpstr (salve_countdown_get_restriction (countdown), ==, "sun");
  g_assert_cmpint (begun, ==, 10);
  g_assert_cmpint (salve_countdown_get_begun (countdown), ==, 10);
  g_assert_cmpint (until, ==, 20);
  g_assert_cmpint (salve_countdown_get_until (countdown), ==, 20);
  g_assert_true (g_strv_equal ((const char * const *) copy, areas));
  g_assert_true (g_strv_equal (salve_countdown_get_areas (countdown), areas));

  g_assert_finalize_object (countdown);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/aftercare/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("added-later", test_added_later);
  ADD ("removed", test_removed);
  ADD ("edited", test_edited);
  ADD ("unreadable", test_unreadable);
  ADD ("old", test_old);
  ADD ("old-in-front", test_old_in_front);
  ADD ("horizon", test_horizon);
  ADD ("list", test_list);
  ADD ("changed", test_changed);
  ADD ("list-endings", test_list_endings);
  g_test_add_func ("/aftercare/countdown", test_countdown);
#undef ADD

  return g_test_run ();
}
