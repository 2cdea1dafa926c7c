/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-check-in-log.h"

#include <string.h>

#include "salve-store-fixture.h"

#define NAME "20261122T100000Z-6a1f3c0e.json"
#define AT   "2026-11-23T12:00:00+01:00"

static void
write_record (Fixture    *fixture,
              const char *check_ins)
{
  g_autofree char *text =
    g_strdup_printf ("{\"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"started\": \"2026-11-22T10:00:00Z\","
                     " \"ended\": \"2026-11-22T10:40:00Z\", \"areas\": [\"abdomen\"], \"aftercare\": [],"
                     " \"weather\": \"rain\"%s}", check_ins);

  fixture_put (fixture, NAME, text);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_scan (fixture);
}

static void
start (Fixture       *fixture,
       guint          hours,
       const char    *looks,
       GAsyncResult **result)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (AT, NULL);

  salve_check_in_log_add_async (fixture->store, NAME, hours, looks, at, NULL, fixture_on_done, result);
}

static void
finish (Fixture       *fixture,
        GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_check_in_log_add_finish (fixture->store, fixture_wait (result), &error));
  g_assert_no_error (error);
}

static void
add (Fixture    *fixture,
     guint       hours,
     const char *looks)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (fixture, hours, looks, &result);
  finish (fixture, &result);
}

/* "24 expected, 72 wrong" */
static char *
read_answers (Fixture *fixture)
{
  g_autoptr (SalveSession) session = fixture_read (fixture, NAME);
  GPtrArray *check_ins = salve_session_get_check_ins (session);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < check_ins->len; i++)
    {
      const SalveSessionCheckIn *each = g_ptr_array_index (check_ins, i);
      g_autofree char *at = g_date_time_format_iso8601 (each->at);

      g_assert_cmpstr (at, ==, "2026-11-23T12:00:00+01");
      g_string_append_printf (text, "%s%u %s", i > 0 ? ", " : "", each->hours, each->looks);
    }

  return g_string_free (text, FALSE);
}

static void
expect (Fixture    *fixture,
        const char *answers)
{
  g_autofree char *found = read_answers (fixture);

  g_assert_cmpstr (found, ==, answers);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = NULL;

  write_record (fixture, "");
  add (fixture, 24, SALVE_LOOKS_EXPECTED);
  expect (fixture, "24 expected");
  add (fixture, 72, SALVE_LOOKS_EXPECTED);
  expect (fixture, "24 expected, 72 expected");
  text = fixture_get (fixture, NAME);
  g_assert_nonnull (strstr (text, "\"weather\": \"rain\""));
}

/* The window and the notification may both answer; trouble is never taken back by it. */
static void
test_twice (Fixture       *fixture,
            gconstpointer  data)
{
  write_record (fixture, "");
  add (fixture, 24, SALVE_LOOKS_EXPECTED);
  add (fixture, 24, SALVE_LOOKS_EXPECTED);
  expect (fixture, "24 expected");
  add (fixture, 24, SALVE_LOOKS_WRONG);
  add (fixture, 24, SALVE_LOOKS_WRONG);
  add (fixture, 24, SALVE_LOOKS_EXPECTED);
  expect (fixture, "24 expected, 24 wrong");
}

/* What another program wrote into the member stays there. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const odd[] = {
    ", \"check_ins\": [{\"x\": 7}, \"why\"]", ", \"check_ins\": {\"x\": 7, \"why\": 1}", ", \"check_ins\": \"x why 7\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = NULL;

      write_record (fixture, odd[i]);
      expect (fixture, "");
      add (fixture, 24, SALVE_LOOKS_WRONG);
      expect (fixture, "24 wrong");
      add (fixture, 72, SALVE_LOOKS_WRONG);
      expect (fixture, "24 wrong, 72 wrong");
      text = fixture_get (fixture, NAME);
      g_assert_nonnull (strstr (text, "x"));
      g_assert_nonnull (strstr (text, "7"));
      g_assert_nonnull (strstr (text, "why"));
    }
}

/* Two at once: the slower one reads again, and neither answer is lost. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint hours[] = { 24, 72, 168 };
  GAsyncResult *results[G_N_ELEMENTS (hours)] = { NULL };
  g_autofree char *answers = NULL;

  write_record (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    start (fixture, hours[i], SALVE_LOOKS_EXPECTED, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      finish (fixture, &results[i]);
      g_object_unref (results[i]);
    }
  answers = read_answers (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      g_autofree char *answer = g_strdup_printf ("%u expected", hours[i]);

      g_assert_nonnull (strstr (answers, answer));
    }
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_put (fixture, NAME, "]");
  start (fixture, 24, SALVE_LOOKS_EXPECTED, &result);
  g_assert_false (salve_check_in_log_add_finish (fixture->store, fixture_wait (&result), &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/check-in-log/add", Fixture, NULL, set_up, test_add, fixture_tear_down);
  g_test_add ("/check-in-log/twice", Fixture, NULL, set_up, test_twice, fixture_tear_down);
  g_test_add ("/check-in-log/others", Fixture, NULL, set_up, test_others, fixture_tear_down);
  g_test_add ("/check-in-log/race", Fixture, NULL, set_up, test_race, fixture_tear_down);
  g_test_add ("/check-in-log/gone", Fixture, NULL, set_up, test_gone, fixture_tear_down);

  return g_test_run ();
}
