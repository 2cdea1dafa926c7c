/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-reminder-marks.h"

#include "salve-clock.h"
#include "salve-json.h"

static gint64
instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (time);

  return salve_clock_instant (time);
}

static void
test_json (void)
{
  static const struct { const char *text; const char *done, *later; } rows[] = {
    { "{}", NULL, NULL },
    { "{\"moisturise\": {\"done\": \"2026-11-23T18:00:00Z\"}}", "2026-11-23T18:00:00Z", NULL },
    { "{\"moisturise\": {\"later\": \"2026-11-23T18:00:00Z\"}}", NULL, "2026-11-23T18:00:00Z" },
    { "{\"moisturise\": {\"done\": \"2026-11-23T18:00:00Z\", \"later\": \"2026-11-23T18:00:00Z\"}}",
      "2026-11-23T18:00:00Z", NULL },
    { "{\"moisturise\": 5}", NULL, NULL },
    { "{\"moisturise\": {\"done\": 5, \"later\": \"soon\"}}", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) root = salve_json_parse (rows[i].text, -1, NULL);
      g_autoptr (JsonObject) again = json_object_new ();
      SalveReminderMarks marks, copy;

      salve_reminder_marks_read (&marks, root);
      g_assert_cmpint (marks.done, ==, rows[i].done != NULL ? instant (rows[i].done) : 0);
      g_assert_cmpint (marks.later, ==, rows[i].later != NULL ? instant (rows[i].later) : 0);
      salve_reminder_marks_write (&marks, again);
      salve_reminder_marks_read (&copy, again);
      g_assert_cmpmem (&marks, sizeof marks, &copy, sizeof copy);
    }
}

static void
test_peek (void)
{
  const char *folder = g_get_user_state_dir ();
  g_autofree char *path = g_build_filename (folder, SALVE_REMINDER_MARKS_NAME, NULL);
  SalveReminderMarks marks = { 1, 2 };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  salve_reminder_marks_peek (&marks, folder);
  g_assert_cmpint (marks.done + marks.later, ==, 0);
  g_assert_true (g_file_set_contents (path, "{\"moisturise\": {\"done\": \"2026-11-23T18:00:00Z\"}}", -1, NULL));
  salve_reminder_marks_peek (&marks, folder);
  g_assert_cmpint (marks.done, ==, instant ("2026-11-23T18:00:00Z"));
  g_assert_true (g_file_set_contents (path, "]", -1, NULL));
  salve_reminder_marks_peek (&marks, folder);
  g_assert_cmpint (marks.done, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-marks/json", test_json);
  g_test_add_func ("/reminder-marks/peek", test_peek);

  return g_test_run ();
}
