/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "salve-json.h"
#include "salve-session-fixture.h"
#include "salve-session-json.h"

#define HEAD \
  "\"format\": 1, \"id\": \"a\", \"setting\": \"home\", \"started\": \"2026-11-22T18:30:00+01:00\", " \
  "\"ended\": \"2026-11-22T19:12:00+01:00\", \"areas\": [\"abdomen\"], \"aftercare\": []"

/* What was answered, how the cream was used and what happened. */
static void
check_safety (SalveSession *session)
{
  SalveSessionCheck *check = g_ptr_array_index (salve_session_get_checks (session), 0);
  SalveSessionEvent *event = g_ptr_array_index (salve_session_get_events (session), 0);
  SalveAnswers *answers = salve_session_get_answers (session);

  g_assert_cmpuint (salve_answers_get_skin_type (answers), ==, 4);
  g_assert_false (salve_answers_get (answers, "infection")->applies);
  g_assert_cmpstr (salve_answers_get (answers, "nickel")->note, ==, "By telephone");
  g_assert_null (salve_answers_get (answers, "wound"));
  g_assert_true (salve_session_get_test_spot (session));
  g_assert_cmpint (g_date_time_difference (salve_session_get_soak_after (session),
                                           salve_session_get_soak_before (session)),
                   ==, 49 * G_TIME_SPAN_MINUTE);
  g_assert_cmpfloat (salve_session_get_numbing_grams (session), ==, 2.5);
  g_assert_cmpfloat (salve_session_get_numbing_cm2 (session), ==, 80);
  g_assert_cmpuint (salve_session_get_numbing_max_minutes (session), ==, 60);
  g_assert_cmpstr (salve_session_get_numbing_stamp (session), ==, "3fb1c2d4:83640");
  g_assert_cmpstr (salve_session_get_soak_before_stamp (session), ==, "3fb1c2d4:86400");
  g_assert_cmpstr (salve_session_get_soak_after_stamp (session), ==, "3fb1c2d4:89340");
  g_assert_true (salve_session_get_unnumbed (session));
  g_assert_cmpuint (check->minutes, ==, 15);
  g_assert_cmpint (g_date_time_get_minute (check->at), ==, 46);
  g_assert_cmpstr (event->kind, ==, "red-flag");
  g_assert_cmpstr (event->signs[0], ==, "fever");
  g_assert_cmpstr (event->urgency, ==, "emergency");
  g_assert_cmpstr (event->note, ==, "Called");
}

static void
test_full (void)
{
  g_autoptr(GError) error = NULL;
  SalveSession *session = salve_session_from_json (fixture_full, -1, &error);
  g_autofree char *text = NULL;
  SalveSessionStep *step;
  SalveSessionPass *pass;
  SalveSessionLimit *limit;

  g_assert_no_error (error);
  g_assert_cmpstr (salve_session_get_id (session), ==, "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10");
  g_assert_cmpint (salve_session_get_setting (session), ==, SALVE_SETTING_HOME);
  g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_STOPPED);
  g_assert_cmpstr (salve_session_get_stopped_because (session), ==, "too sore");
  g_assert_cmpstr (salve_session_get_areas (session)[1], ==, "thigh-left-outer");
  g_assert_cmpstr (salve_session_get_device_kind (session), ==, "roller");
  g_assert_cmpfloat (salve_session_get_needle_mm (session), ==, 0.25);
  g_assert_cmpstr (salve_session_get_device_name (session), ==, "Blue roller");
  g_assert_cmpstr (salve_session_get_device_shelf_id (session), ==, "s1");
  g_assert_cmpstr (salve_session_get_numbing_product (session), ==, "Cream");
  g_assert_cmpfloat (salve_session_get_numbing_percent (session), ==, 4);
  g_assert_cmpint (g_date_time_difference (salve_session_get_numbing_removed (session),
                                           salve_session_get_numbing_applied (session)),
                   ==, 45 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (salve_session_get_serum_kind (session), ==, "hyaluronic-acid");
  g_assert_cmpstr (salve_session_get_serum_product (session), ==, "Serum");
  g_assert_cmpint (salve_session_get_pain (session), ==, 3);
  g_assert_cmpint (salve_session_get_erythema (session), ==, 1);
  g_assert_cmpstr (salve_session_get_notes (session), ==, "“Quoted”\nand more");
  step = g_ptr_array_index (salve_session_get_steps (session), 0);
  g_assert_cmpstr (step->id, ==, "cleanse");
  g_assert_cmpuint (step->part, ==, 2);
  g_assert_cmpint (g_date_time_difference (step->done, step->entered), ==, 4 * G_TIME_SPAN_MINUTE);
  pass = g_ptr_array_index (salve_session_get_passes (session), 0);
  g_assert_cmpuint (pass->count, ==, 4);
  g_assert_true (pass->enough);
  limit = g_ptr_array_index (salve_session_get_aftercare (session), 0);
  g_assert_cmpstr (limit->areas[0], ==, "abdomen");
  limit = g_ptr_array_index (salve_session_get_aftercare (session), 1);
  g_assert_null (limit->areas);
  g_assert_cmpuint (pass->seconds, ==, 90);
  check_safety (session);
  text = salve_session_to_json (session);
  g_assert_cmpstr (text, ==, fixture_full);
  g_assert_finalize_object (session);
}

/* A session made here comes out in the same order and words, without what is not known. */
static void
test_new (void)
{
  g_autoptr(GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(SalveSession) session = salve_session_new (SALVE_SETTING_HOME, started);
  const char * const areas[] = { "abdomen", NULL };
  g_autofree char *draft = NULL;
  g_autofree char *text = NULL;

  g_object_set (session, "id", "a", "notes", "", "needle-mm", 0.1 + 0.2, NULL);
  salve_session_set_areas (session, areas);
  draft = salve_session_to_json (session);
  g_assert_cmpstr (draft, ==,
                   "{\n"
                   "  \"format\": 1,\n"
                   "  \"id\": \"a\",\n"
                   "  \"setting\": \"home\",\n"
                   "  \"started\": \"2026-11-22T18:30:00+01:00\",\n"
                   "  \"areas\": [\n"
                   "    \"abdomen\"\n"
                   "  ],\n"
                   "  \"device\": {\n"
                   "    \"needle_mm\": 0.30000000000000004\n"
                   "  },\n"
                   "  \"notes\": \"\"\n"
                   "}\n");
  salve_session_set_ended (session, started);
  g_object_set (session, "needle-mm", 0.5, "pain", 0, NULL);
  text = salve_session_to_json (session);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"format\": 1,\n"
                   "  \"id\": \"a\",\n"
                   "  \"setting\": \"home\",\n"
                   "  \"started\": \"2026-11-22T18:30:00+01:00\",\n"
                   "  \"ended\": \"2026-11-22T18:30:00+01:00\",\n"
                   "  \"outcome\": \"completed\",\n"
                   "  \"areas\": [\n"
                   "    \"abdomen\"\n"
                   "  ],\n"
                   "  \"device\": {\n"
                   "    \"needle_mm\": 0.5\n"
                   "  },\n"
                   "  \"pain\": 0,\n"
                   "  \"aftercare\": [],\n"
                   "  \"notes\": \"\"\n"
                   "}\n");
}

/* A draft that was read becomes a record in the usual order, and keeps what it had. */
static void
test_draft (void)
{
  const char *source =
    "{\"x\": [1], \"format\": 1, \"id\": \"a\", \"setting\": \"clinic\", \"areas\": [], "
    "\"started\": \"2026-11-22T18:30:00+01:00\"}";
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) session = NULL;
  g_autoptr(SalveSession) again = NULL;
  g_autofree char *text = NULL;

  g_assert_null (salve_session_from_json (source, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  session = salve_session_draft_from_json (source, -1, &error);
  g_assert_no_error (error);
  g_assert_null (salve_session_get_ended (session));
  text = salve_session_to_json (session);
  g_assert_null (strstr (text, "ended"));
  g_assert_null (strstr (text, "outcome"));
  salve_session_set_ended (session, salve_session_get_started (session));
  g_free (text);
  text = salve_session_to_json (session);
  again = salve_session_from_json (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "{\n  \"format\": 1,\n"));
  g_assert_nonnull (strstr (text, "\"x\": [\n    1\n  ]"));
}

static void
test_unknown (void)
{
  const char *source =
    "{" HEAD ", \"x\": {\"y\": [null, true, 1.5]}, "
    "\"device\": {\"x\": 1, \"kind\": null}, \"numbing\": {\"x\": 2}, \"serum\": {\"x\": 3}, "
    "\"steps\": [{\"id\": \"numb\", \"entered\": \"2026-11-22T18:30:00Z\", \"x\": 4, \"done\": null}], "
    "\"passes\": [{\"area\": \"a\", \"direction\": \"b\", \"count\": 0, \"x\": 5, \"enough\": false}], "
    "\"ratings\": {\"x\": 6}, \"check_ins\": [{\"x\": 7}], \"pain\": null}";
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) session = salve_session_from_json (source, -1, &error);
  g_autoptr(JsonObject) before = salve_json_parse (source, -1, NULL);
  g_autoptr(JsonObject) after = NULL;
  g_autoptr(JsonNode) a = json_node_init_object (json_node_alloc (), before);
  g_autoptr(JsonNode) b = json_node_alloc ();
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = salve_session_to_json (session);
  after = salve_json_parse (text, -1, &error);
  g_assert_no_error (error);
  /* All that a rewrite adds is how it ended. */
  g_assert_cmpstr (json_object_get_string_member (after, "outcome"), ==, "completed");
  json_object_remove_member (after, "outcome");
  json_node_init_object (b, after);
  g_assert_true (json_node_equal (a, b));
}

/* The member held anything before it was ours: what is understood is read, and all of it kept. */
static void
test_check_ins (void)
{
  const char *source =
    "{" HEAD ", \"check_ins\": [7, {\"hours\": 24, \"at\": \"2026-11-23T18:30:00+01:00\", \"looks\": \"expected\","
    " \"x\": 1}, {\"hours\": 0, \"at\": \"2026-11-23T18:30:00Z\", \"looks\": \"wrong\"},"
    " {\"hours\": 72, \"at\": \"soon\", \"looks\": \"wrong\"}, {\"hours\": 72, \"at\": \"2026-11-23T18:30:00Z\"},"
    " {\"hours\": 168, \"at\": \"2026-11-29T18:30:00+01:00\", \"looks\": \"odd\"}]}";
  g_autoptr(SalveSession) session = salve_session_from_json (source, -1, NULL);
  GPtrArray *check_ins = salve_session_get_check_ins (session);
  g_autofree char *text = NULL;
  SalveSessionCheckIn *each;

  g_assert_cmpuint (check_ins->len, ==, 2);
  each = g_ptr_array_index (check_ins, 0);
  g_assert_cmpuint (each->hours, ==, 24);
  g_assert_cmpstr (each->looks, ==, SALVE_LOOKS_EXPECTED);
  g_assert_cmpint (g_date_time_get_hour (each->at), ==, 18);
  each = g_ptr_array_index (check_ins, 1);
  g_assert_cmpuint (each->hours, ==, 168);
  g_assert_cmpstr (each->looks, ==, "odd");
  g_ptr_array_remove_index (check_ins, 1);
  text = salve_session_to_json (session);
  g_assert_nonnull (strstr (text, "\"check_ins\": [\n    7,"));
  g_assert_nonnull (strstr (text, "\"x\": 1"));
  g_assert_nonnull (strstr (text, "soon"));
  g_assert_null (strstr (text, "odd"));
}

/* An unknown member of an entry goes where the entry goes, and with it. */
static void
test_unknown_moves (void)
{
  const char *source =
    "{" HEAD ", \"steps\": ["
    "{\"id\": \"numb\", \"entered\": \"2026-11-22T18:30:00Z\", \"x\": \"first\"}, "
    "{\"id\": \"treat\", \"entered\": \"2026-11-22T18:40:00Z\", \"x\": \"second\"}]}";
  g_autoptr(SalveSession) session = salve_session_from_json (source, -1, NULL);
  g_autofree char *text = NULL;

  g_ptr_array_remove_index (salve_session_get_steps (session), 0);
  text = salve_session_to_json (session);
  g_assert_null (strstr (text, "first"));
  g_assert_nonnull (strstr (text, "second"));
  g_ptr_array_set_size (salve_session_get_steps (session), 0);
  g_free (text);
  text = salve_session_to_json (session);
  g_assert_nonnull (strstr (text, "\"steps\": []"));
}

/* Members that were cleared are gone from the text too. */
static void
test_cleared (void)
{
  g_autoptr(SalveSession) session = salve_session_from_json (fixture_full, -1, NULL);
  SalveSessionLimit *limit = g_ptr_array_index (salve_session_get_aftercare (session), 0);
  SalveSessionPass *pass = g_ptr_array_index (salve_session_get_passes (session), 0);
  g_autofree char *text = NULL;

  g_object_set (session, "pain", -1, "notes", NULL, "device-name", NULL, "needle-mm", 0.0,
                "numbing-removed", NULL, "stopped-because", NULL, NULL);
  g_clear_pointer (&limit->areas, g_strfreev);
  pass->enough = FALSE;
  text = salve_session_to_json (session);
  g_assert_null (strstr (text, "pain"));
  g_assert_null (strstr (text, "notes"));
  g_assert_null (strstr (text, "Blue roller"));
  g_assert_null (strstr (text, "needle_mm"));
  g_assert_null (strstr (text, "removed"));
  g_assert_null (strstr (text, "stopped_because"));
  g_assert_null (strstr (text, "enough"));
  g_assert_nonnull (strstr (text, "erythema"));
  g_assert_null (strstr (strstr (text, "aftercare"), "areas"));
}

static void
test_newer (void)
{
  g_autofree char *source = fixture_replace (fixture_full, "\"format\": 1", "\"format\": 2");
  g_autofree char *strange = fixture_replace (source, "\"device\": {", "\"device\": [], \"machine\": {");
  g_autofree char *broken = fixture_replace (source, "\"started\": \"2026", "\"started\": \"today");
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) session = salve_session_from_json (strange, -1, &error);
  g_autoptr(SalveSession) plain = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (salve_session_get_read_only (session));
  g_assert_cmpuint (salve_session_get_format (session), ==, 2);
  g_assert_nonnull (salve_session_get_ended (session));
  g_assert_cmpuint (salve_session_get_aftercare (session)->len, ==, 2);
  g_assert_cmpint (salve_session_get_pain (session), ==, -1);
  plain = salve_session_from_json (source, -1, &error);
  g_object_set (plain, "notes", "changed", NULL);
  text = salve_session_to_json (plain);
  g_assert_cmpstr (text, ==, source);
  g_assert_null (salve_session_from_json (broken, -1, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE);
}

static void
test_missing (void)
{
  static const char * const required[] = {
    "format", "id", "setting", "started", "ended", "areas", "aftercare",
  };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = salve_json_parse (fixture_full, -1, NULL);
      g_autofree char *expected = g_strdup_printf ("“%s” is missing", required[i]);
      g_autofree char *text = NULL;
      g_autofree char *null = NULL;

      json_object_set_null_member (object, required[i]);
      null = salve_json_print (object);
      g_assert_null (salve_session_from_json (null, -1, &error));
      g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
      g_clear_error (&error);
      json_object_remove_member (object, required[i]);
      text = salve_json_print (object);
      g_assert_null (salve_session_from_json (text, -1, &error));
      g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
      g_assert_cmpstr (error->message, ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session-json/fixture_full", test_full);
  g_test_add_func ("/session-json/new", test_new);
  g_test_add_func ("/session-json/draft", test_draft);
  g_test_add_func ("/session-json/check-ins", test_check_ins);
  g_test_add_func ("/session-json/unknown", test_unknown);
  g_test_add_func ("/session-json/unknown-moves", test_unknown_moves);
  g_test_add_func ("/session-json/cleared", test_cleared);
  g_test_add_func ("/session-json/newer", test_newer);
  g_test_add_func ("/session-json/missing", test_missing);
  return g_test_run ();
}
