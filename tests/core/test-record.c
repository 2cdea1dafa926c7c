/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-session-json.h"
#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

static void
test_names (void)
{
  static const struct { const char *name; gint64 seconds; } cases[] = {
    { NAME, 1795368600 },
    { "20261122T173000Z-6a1f3c0e-2.json", 1795368600 },
    { "20261122T173000Z-6a1f3c0e.sync-conflict-20261122-123047-D2S35UE.json", 1795368600 },
    { "20261122T173000Z-6a1f3c0.json", -1 },
    { "20261122T173000Z-6a1f3c0e.json~", -1 },
    { "20261122T173000Z-6a1f3c0e", -1 },
    { "20261122T173000Z_6a1f3c0e.json", -1 },
    { "20261122T173000-6a1f3c0e1.json", -1 },
    { "20261322T173000Z-6a1f3c0e.json", -1 },
    { "20261122T253000Z-6a1f3c0e.json", -1 },
    { "00000000T000000Z-6a1f3c0e.json", -1 },
    { "my notes.json", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 seconds = -1;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (salve_record_parse_name (cases[i].name, &seconds), ==, cases[i].seconds >= 0);
      g_assert_cmpint (seconds, ==, cases[i].seconds);
    }
}

static void
test_make_name (void)
{
  static const char * const cases[][2] = {
    { ID, NAME },
    { "a", "20261122T173000Z-a0000000.json" },
    { "../../../etc/passwd", "20261122T173000Z-etcpassw.json" },
    { "éé", "20261122T173000Z-00000000.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SalveSession) session = fixture_make_session (cases[i][0], "2026-11-22T18:30:00+01:00");
      g_autofree char *name = salve_record_make_name (session);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = fixture_get_path (fixture, "by hand.json");
  g_autoptr(SalveSession) session = fixture_make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autofree char *text = salve_session_to_json (session);
  SalveRecord *record = salve_record_new (path);
  SalveSession *read;

  fixture_scan (fixture);
  g_assert_null (salve_record_get_error (record));
  g_assert_null (salve_record_get_session (record));
  g_assert_error (salve_record_get_error (record), G_FILE_ERROR, G_FILE_ERROR_NOENT);
  fixture_put (fixture, "by hand.json", text);
  g_assert_null (salve_record_get_session (record));
  salve_record_forget (record);
  read = salve_record_get_session (record);
  g_assert_cmpstr (salve_session_get_id (read), ==, ID);
  g_assert_true (salve_record_get_session (record) == read);
  g_assert_null (salve_record_get_error (record));
  g_assert_cmpint (g_date_time_to_unix (salve_record_get_time (record)), ==, 1795368600);
  g_assert_finalize_object (record);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/record/names", test_names);
  g_test_add_func ("/record/make-name", test_make_name);
  g_test_add ("/record/read", Fixture, NULL, fixture_set_up, test_record, fixture_tear_down);
  return g_test_run ();
}
