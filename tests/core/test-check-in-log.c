/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-check-in-log.h"

#include <string.h>

#include "salve-paths.h"

#define NAME "20261122T100000Z-6a1f3c0e.json"
#define AT   "2026-11-23T12:00:00+01:00"

typedef struct
{
  char       *folder;
  char       *path;
  SalveStore *store;
} Fixture;

static void
write_record (Fixture    *fixture,
              const char *check_ins)
{
  g_autofree char *text =
    g_strdup_printf ("{\"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"started\": \"2026-11-22T10:00:00Z\","
                     " \"ended\": \"2026-11-22T10:40:00Z\", \"areas\": [\"abdomen\"], \"aftercare\": [],"
                     " \"weather\": \"rain\"%s}", check_ins);

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = salve_paths_data ();
  fixture->path = g_build_filename (fixture->folder, "sessions", NAME, NULL);
  fixture->store = salve_store_new (fixture->folder, 0);
  salve_store_scan (fixture->store, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  while (G_OBJECT (fixture->store)->ref_count > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->path);
  g_free (fixture->folder);
}

typedef struct
{
  gboolean  over;
  gboolean  right;
  GError   *error;
} Result;

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Result *outcome = data;

  outcome->right = salve_check_in_log_add_finish (SALVE_STORE (source), result, &outcome->error);
  outcome->over = TRUE;
}

static void
start (Fixture    *fixture,
       guint       hours,
       const char *looks,
       Result     *outcome)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (AT, NULL);

  *outcome = (Result) { 0 };
  salve_check_in_log_add_async (fixture->store, NAME, hours, looks, at, NULL, on_added, outcome);
}

static void
finish (Result *outcome)
{
  while (!outcome->over)
    g_main_context_iteration (NULL, TRUE);
}

static void
add (Fixture    *fixture,
     guint       hours,
     const char *looks)
{
  Result outcome;

  start (fixture, hours, looks, &outcome);
  finish (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.right);
}

/* "24 expected, 72 wrong" */
static char *
read_answers (Fixture *fixture)
{
  g_autoptr (SalveRecord) record = salve_record_new (fixture->path);
  SalveSession *session = salve_record_get_session (record);
  GString *text = g_string_new (NULL);
  GPtrArray *check_ins;

  g_assert_nonnull (session);
  check_ins = salve_session_get_check_ins (session);
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
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
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
      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
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
  Result one, two, three;

  write_record (fixture, "");
  start (fixture, 24, SALVE_LOOKS_EXPECTED, &one);
  start (fixture, 72, SALVE_LOOKS_EXPECTED, &two);
  start (fixture, 168, SALVE_LOOKS_EXPECTED, &three);
  finish (&one);
  finish (&two);
  finish (&three);
  g_assert_true (one.right && two.right && three.right);
  {
    g_autofree char *answers = read_answers (fixture);

    g_assert_nonnull (strstr (answers, "24 expected"));
    g_assert_nonnull (strstr (answers, "72 expected"));
    g_assert_nonnull (strstr (answers, "168 expected"));
  }
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  Result outcome;

  g_assert_true (g_file_set_contents (fixture->path, "]", -1, NULL));
  start (fixture, 24, SALVE_LOOKS_EXPECTED, &outcome);
  finish (&outcome);
  g_assert_false (outcome.right);
  g_assert_nonnull (outcome.error);
  g_clear_error (&outcome.error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/check-in-log/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/check-in-log/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/check-in-log/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/check-in-log/race", Fixture, NULL, set_up, test_race, tear_down);
  g_test_add ("/check-in-log/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
