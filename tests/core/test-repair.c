/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "salve-examine.h"
#include "salve-folders-fixture.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-repair.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define RECORD \
  "{\"format\": 1, \"id\": \"6a1f3c0e-5d0b\", \"setting\": \"home\", \"started\": \"2026-11-22T18:30:00+01:00\"," \
  " \"ended\": \"2026-11-22T19:12:00+01:00\", \"areas\": [\"abdomen\"], \"aftercare\": []}"

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, user_data);
  g_assert_true (salve_paths_ensure (fixture->sessions, &error) && salve_paths_ensure (fixture->trash, &error)
                 && salve_paths_ensure (fixture->state, &error));
}

static SalveRepairStep *
plan_one (Fixture    *fixture,
          GPtrArray **steps)
{
  *steps = salve_repair_plan (fixture->data, fixture->state, NULL);
  g_assert_cmpuint ((*steps)->len, ==, 1);
  return g_ptr_array_index (*steps, 0);
}

/* What the kinds of files may hold, and what may be wrong with them. */
static void
test_examine (void)
{
  static const struct { SalveFileKind kind; const char *text; const char *message; } cases[] = {
    { SALVE_FILE_RECORD, RECORD, NULL },
    { SALVE_FILE_RECORD, "{\"format\": 1}", "“id” is missing" },
    { SALVE_FILE_RECORD, "{\"id\": \"a\"}", "“format” is missing" },
    { SALVE_FILE_RECORD, "{\"format\": 1.5}", "“format” is not a whole number" },
    { SALVE_FILE_RECORD, "{\"format\": 0}", "“format” is not between 1 and 2.14748e+09" },
    { SALVE_FILE_DRAFT, "{\"format\": 1, \"id\": \"a\", \"setting\": \"home\","
                        " \"started\": \"2026-11-22T18:30:00+01:00\", \"areas\": []}", NULL },
    { SALVE_FILE_DRAFT, "{\"format\": 1, \"id\": \"a\", \"setting\": \"home\", \"areas\": []}",
      "“started” is missing" },
    { SALVE_FILE_LEDGER, "{\"format\": 1, \"announced\": []}", NULL },
    { SALVE_FILE_LEDGER, "{\"format\": 1, \"announced\": {}}", "“announced” is not a list" },
    { SALVE_FILE_LEDGER, "{\"format\": 2}", NULL },
    { SALVE_FILE_SHELF, "{\"format\": 1}", NULL },
    { SALVE_FILE_SHELF, "{\"format\": 2, \"devices\": 7}", NULL },
    { SALVE_FILE_SHELF, "{\"format\": 1, \"devices\": 7}", "“devices” is not a list" },
    { SALVE_FILE_SHELF, "{\"format\": 1, \"products\": [7]}",
      "“products” holds an entry that is not a group in { }" },
    { SALVE_FILE_PROFILE, "{\"format\": 1, \"born\": \"1990-02-28\"}", NULL },
    { SALVE_FILE_PROFILE, "{\"format\": 1, \"born\": \"1990-02-30\"}", "“born” is not a day as YYYY-MM-DD" },
    { SALVE_FILE_PROFILE, "{\"format\": 1, \"lasting\": []}", "“lasting” is not a group in { }" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = salve_json_parse (cases[i].text, -1, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (salve_examine_object (object, cases[i].kind, &error), ==, cases[i].message == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
    }
}

/* Whoever wrote between the look and the move was quicker. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *aside = g_build_filename (fixture->data, SALVE_REPAIR_FOLDER, NULL);
  g_autofree char *text = NULL;
  SalveRepairStep *step;

  fixture_put (fixture->sessions, NAME, "{");
  step = plan_one (fixture, &steps);
  fixture_put (fixture->sessions, NAME, RECORD);
  g_assert_false (salve_repair_run (step));
  g_assert_error (step->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_cmpstr (step->error->message, ==, "“" NAME "” has been changed meanwhile, and was left as it is");
  text = fixture_get (fixture->sessions, NAME);
  g_assert_cmpstr (text, ==, RECORD);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

/* So with one that was to come from the trash: it stays there. */
static void
test_changed_restore (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *removed = NULL;
  SalveRepairStep *step;

  fixture_put (fixture->sessions, NAME, "{");
  fixture_put (fixture->trash, NAME, RECORD);
  step = plan_one (fixture, &steps);
  g_assert_cmpint (step->kind, ==, SALVE_REPAIR_RESTORE);
  fixture_put (fixture->sessions, NAME, "{}");
  g_assert_false (salve_repair_run (step));
  removed = fixture_get (fixture->trash, NAME);
  g_assert_cmpstr (removed, ==, RECORD);
}

/* It cannot be set aside, so the one from the trash goes back there. */
static void
test_no_place (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->sessions, NAME, NULL);
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *removed = NULL;
  SalveRepairStep *step;

  fixture_put (fixture->sessions, NAME, "{");
  fixture_put (fixture->trash, NAME, RECORD);
  fixture_put (fixture->data, SALVE_REPAIR_FOLDER, "a file");
  step = plan_one (fixture, &steps);
  g_assert_false (salve_repair_run (step));
  g_assert_error (step->error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  removed = fixture_get (fixture->trash, NAME);
  g_assert_cmpstr (removed, ==, RECORD);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Gone by the time it is to be moved. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->sessions, NAME, NULL);
  g_autoptr (GPtrArray) steps = NULL;
  SalveRepairStep *step;

  fixture_put (fixture->sessions, NAME, "{");
  step = plan_one (fixture, &steps);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (salve_repair_run (step));
  g_assert_nonnull (step->error);
}

/* The newest of several in the trash. */
static void
test_newest (Fixture       *fixture,
             gconstpointer  user_data)
{
  static const char * const names[] = { "old.json", NAME, "older.json" };
  static const int days[] = { 2, 9, 1 };
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;

  fixture_put (fixture->sessions, NAME, "");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *record = g_strdup_printf ("%.*s, \"n\": %u}", (int) strlen (RECORD) - 1, RECORD, i);
      g_autofree char *path = g_build_filename (fixture->trash, names[i], NULL);
      struct timespec times[2] = { { days[i] * 86400, 0 }, { days[i] * 86400, 0 } };

      fixture_put (fixture->trash, names[i], record);
      g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
    }
  g_assert_true (salve_repair_run (plan_one (fixture, &steps)));
  text = fixture_get (fixture->sessions, NAME);
  g_assert_nonnull (strstr (text, "\"n\": 1"));
  left = fixture_get (fixture->trash, "old.json");
  g_assert_nonnull (left);
}

static void
test_names (void)
{
  static const char * const cases[][2] = {
    { "x.json.AbC123", "x.json" },
    { "x.json.N12345.AbC123", "x.json" },
    { "x.json", "x.json" },
    { "x.json.backup", "x.json.backup" },
    { "x.txt.AbC123", "x.txt.AbC123" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *target = salve_paths_get_target (cases[i][0]);

      g_assert_cmpstr (target, ==, cases[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/repair/examine", test_examine);
  g_test_add_func ("/repair/names", test_names);
  g_test_add ("/repair/changed", Fixture, NULL, set_up, test_changed, fixture_tear_down);
  g_test_add ("/repair/changed-restore", Fixture, NULL, set_up, test_changed_restore, fixture_tear_down);
  g_test_add ("/repair/no-place", Fixture, NULL, set_up, test_no_place, fixture_tear_down);
  g_test_add ("/repair/gone", Fixture, NULL, set_up, test_gone, fixture_tear_down);
  g_test_add ("/repair/newest", Fixture, NULL, set_up, test_newest, fixture_tear_down);
  return g_test_run ();
}
