/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "salve-session-fixture.h"
#include "salve-session-json.h"

/* One member of the full record, what to put there, and whether that is a record. */
typedef struct
{
  const char *from;
  const char *to;
  gboolean    valid;
  gboolean    loose; /* what the schema alone cannot say */
} Case;

/* Areas, with a comma behind where more follow. */
#define NINE "\"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\", \"a\""
#define TEN NINE ", \"a\", "

static const Case cases[] = {
  { "\"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\"", "\"id\": \"x\"", TRUE },
  { "\"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\"", "\"id\": \"\"", FALSE },
  { "\"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\"",
    "\"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"", TRUE },
  { "\"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\"",
    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", FALSE },
  { "\"format\": 1", "\"format\": 0", FALSE },
  { "\"format\": 1", "\"format\": -1", FALSE },
  { "\"format\": 1", "\"format\": 1.5", FALSE },
  { "\"format\": 1", "\"format\": \"1\"", FALSE },
  { "\"format\": 1", "\"format\": 1e30", FALSE },
  { "\"format\": 1", "\"format\": 1.0", TRUE },
  { "\"home\"", "\"clinic\"", TRUE },
  { "\"home\"", "\"spa\"", FALSE },
  { "\"stopped\"", "\"completed\"", TRUE },
  { "\"stopped\"", "\"abandoned\"", FALSE },
  { "18:30:00+01:00", "17:30:00Z", TRUE },
  { "18:30:00+01:00", "18:30:00", FALSE },
  { "18:30:00+01:00", "18:30:00.5+01:00", TRUE },
  { "2026-11-22T18:30", "2026-11-22 at 18:30", FALSE },
  { "2026-11-22T18:30", "1969-11-22T18:30", FALSE },
  { "2026-11-22T19:12", "2026-11-22T18:29", FALSE, TRUE },
  { "2026-11-22T19:12", "2026-11-22T18:30", TRUE },
  { "\"thigh-left-outer\"", "\"an-area-of-a-later-version\"", TRUE },
  { "\"thigh-left-outer\"", "\"\"", FALSE },
  { "\"thigh-left-outer\"", "null", FALSE },
  { "\"thigh-left-outer\"", TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN NINE, TRUE },
  { "\"thigh-left-outer\"", TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "\"a\"",
    FALSE },
  { "0.25", "0", FALSE },
  { "0.25", "-0.25", FALSE },
  { "0.25", "5", TRUE },
  { "0.25", "5.1", FALSE },
  { "0.25", "null", TRUE },
  { "\"lidocaine_percent\": 4", "\"lidocaine_percent\": 0", TRUE },
  { "\"lidocaine_percent\": 4", "\"lidocaine_percent\": 100", TRUE },
  { "\"lidocaine_percent\": 4", "\"lidocaine_percent\": 100.5", FALSE },
  { "\"lidocaine_percent\": 4", "\"lidocaine_percent\": -1", FALSE },
  { "\"pain\": 3", "\"pain\": 10", TRUE },
  { "\"pain\": 3", "\"pain\": 0", TRUE },
  { "\"pain\": 3", "\"pain\": 11", FALSE },
  { "\"pain\": 3", "\"pain\": -1", FALSE },
  { "\"pain\": 3", "\"pain\": 2.5", FALSE },
  { "\"erythema\": 1", "\"erythema\": 4", TRUE },
  { "\"erythema\": 1", "\"erythema\": 5", FALSE },
  { "\"count\": 4", "\"count\": 10000", TRUE },
  { "\"count\": 4", "\"count\": 10001", FALSE },
  { "\"count\": 4", "\"count\": -1", FALSE },
  { "\"count\": 4", "\"count\": null", FALSE },
  { "\"seconds\": 90", "\"seconds\": 1.5", FALSE },
  { "\"seconds\": 90", "\"seconds\": 10001", FALSE },
  { "\"skin_type\": 4", "\"skin_type\": 7", FALSE },
  { "\"skin_type\": 4", "\"skin_type\": 0", FALSE },
  { "\"2026-10-30\"", "\"30.10.2026\"", FALSE },
  { "\"2026-10-30\"", "\"2026-02-30\"", FALSE, TRUE },
  { "\"2026-10-30\"", "\"2026-11-23\"", TRUE },
  { "\"2026-10-30\"", "\"2026-11-24\"", FALSE, TRUE },
  { "\"item\": \"nickel\"", "\"item\": \"a-reason-of-a-later-version\"", TRUE },
  { "\"item\": \"nickel\"", "\"x\": 1", FALSE },
  { "\"test_spot\": true", "\"test_spot\": 1", FALSE },
  { "\"amount_g\": 2.5", "\"amount_g\": -1", FALSE },
  { "\"area_cm2\": 80", "\"area_cm2\": 10001", FALSE },
  { "\"minutes\": 15", "\"x\": 15", FALSE },
  { "\"kind\": \"red-flag\"", "\"kind\": \"a-kind-of-a-later-version\"", TRUE },
  { "\"kind\": \"red-flag\"", "\"kind\": \"\"", FALSE },
  { "\"urgency\": \"emergency\"", "\"urgency\": null", TRUE },
  { "\"enough\": true", "\"enough\": false", TRUE },
  { "\"enough\": true", "\"enough\": 1", FALSE },
  { "\"part\": 2", "\"part\": -2", FALSE },
  { "\"entered\": \"2026-11-22T18:31:00+01:00\"", "\"x\": 1", FALSE },
  { "\"restriction\": \"sun\"", "\"x\": 1", FALSE },
  { "\"restriction\": \"sun\"", "\"restriction\": \"\"", FALSE },
  { "\"2026-11-24T19:12:00+01:00\"", "\"2026-11-22T18:29:59+01:00\"", FALSE, TRUE },
  { "\"2026-11-24T19:12:00+01:00\"", "\"2027-11-23T18:30:00+01:00\"", TRUE },
  { "\"2026-11-24T19:12:00+01:00\"", "\"2027-11-23T18:30:01+01:00\"", FALSE, TRUE },
  { "\"2026-11-24T19:12:00+01:00\"", "\"9999-11-23T18:30:01+01:00\"", FALSE, TRUE },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = fixture_replace (fixture_full, cases[i].from, cases[i].to);
      g_autoptr(SalveSession) session = salve_session_from_json (text, -1, &error);

      g_test_message ("%s", cases[i].to);
      g_assert_cmpint (session != NULL, ==, cases[i].valid);
      g_assert_cmpint (error == NULL, ==, cases[i].valid);
    }
}

static void
check_schema (GPtrArray *paths,
              GArray    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;

  process = g_subprocess_newv ((const char * const *) paths->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  if (g_subprocess_get_exit_status (process) == 77)
    {
      g_test_skip ("Python's jsonschema is not there");
      return;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  lines = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, expected->len + 1);
  for (guint i = 0; i < expected->len; i++)
    {
      g_test_message ("%s %s", (char *) g_ptr_array_index (paths, i + 2), lines[i]);
      g_assert_cmpint (g_str_equal (lines[i], "valid"), ==, g_array_index (expected, gboolean, i));
    }
}

static void
add_schema_case (GPtrArray  *paths,
                 GArray     *expected,
                 const char *folder,
                 const char *text,
                 gboolean    valid)
{
  char *path = g_strdup_printf ("%s/%u.json", folder, expected->len);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (paths, path);
  g_array_append_val (expected, valid);
}

/* What is written fits the schema, and the schema says the same of every case as the reader. */
static void
test_schema (void)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) expected = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(SalveSession) fresh = salve_session_new (SALVE_SETTING_CLINIC, now);
  g_autoptr(SalveSession) session = salve_session_from_json (fixture_full, -1, NULL);
  g_autofree char *folder = g_dir_make_tmp ("salve-XXXXXX", NULL);
  g_autofree char *fresh_text = NULL;
  g_autofree char *text = salve_session_to_json (session);

  g_ptr_array_add (paths, g_test_build_filename (G_TEST_DIST, "core", "check-schema.py", NULL));
  g_ptr_array_add (paths, g_test_build_filename (G_TEST_DIST, "..", "data", "session.schema.json", NULL));
  salve_session_set_ended (fresh, now);
  fresh_text = salve_session_to_json (fresh);
  add_schema_case (paths, expected, folder, text, TRUE);
  add_schema_case (paths, expected, folder, fresh_text, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *changed = fixture_replace (fixture_full, cases[i].from, cases[i].to);

      if (!cases[i].loose)
        add_schema_case (paths, expected, folder, changed, cases[i].valid);
    }
  g_ptr_array_add (paths, NULL);
  check_schema (paths, expected);
  for (guint i = 2; i + 1 < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session-values/values", test_values);
  g_test_add_func ("/session-values/schema", test_schema);
  return g_test_run ();
}
