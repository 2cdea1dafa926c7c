/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-json.h"
#include "salve-session-json.h"

/* A record with everything that is known, as it is written. */
static const char full[] =
  "{\n"
  "  \"format\": 1,\n"
  "  \"id\": \"6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10\",\n"
  "  \"setting\": \"home\",\n"
  "  \"started\": \"2026-11-22T18:30:00+01:00\",\n"
  "  \"ended\": \"2026-11-22T19:12:00+01:00\",\n"
  "  \"outcome\": \"stopped\",\n"
  "  \"stopped_because\": \"too sore\",\n"
  "  \"areas\": [\n"
  "    \"abdomen\",\n"
  "    \"thigh-left-outer\"\n"
  "  ],\n"
  "  \"screening\": {\n"
  "    \"skin_type\": 4,\n"
  "    \"no\": [\n"
  "      \"infection\"\n"
  "    ],\n"
  "    \"yes\": [\n"
  "      {\n"
  "        \"item\": \"nickel\",\n"
  "        \"agreed\": \"2026-10-30\",\n"
  "        \"note\": \"By telephone\"\n"
  "      }\n"
  "    ]\n"
  "  },\n"
  "  \"test_spot\": true,\n"
  "  \"device\": {\n"
  "    \"kind\": \"roller\",\n"
  "    \"needle_mm\": 0.25,\n"
  "    \"name\": \"Blue roller\",\n"
  "    \"shelf_id\": \"s1\",\n"
  "    \"soak_before\": \"2026-11-22T18:16:00+01:00\",\n"
  "    \"soak_before_stamp\": \"3fb1c2d4:86400\",\n"
  "    \"soak_after\": \"2026-11-22T19:05:00+01:00\",\n"
  "    \"soak_after_stamp\": \"3fb1c2d4:89340\"\n"
  "  },\n"
  "  \"numbing\": {\n"
  "    \"product\": \"Cream\",\n"
  "    \"lidocaine_percent\": 4,\n"
  "    \"amount_g\": 2.5,\n"
  "    \"area_cm2\": 80,\n"
  "    \"max_minutes\": 60,\n"
  "    \"applied\": \"2026-11-22T17:30:00+01:00\",\n"
  "    \"stamp\": \"3fb1c2d4:83640\",\n"
  "    \"removed\": \"2026-11-22T18:15:00+01:00\",\n"
  "    \"unnumbed\": true,\n"
  "    \"checks\": [\n"
  "      {\n"
  "        \"minutes\": 15,\n"
  "        \"at\": \"2026-11-22T17:46:00+01:00\"\n"
  "      }\n"
  "    ]\n"
  "  },\n"
  "  \"steps\": [\n"
  "    {\n"
  "      \"id\": \"cleanse\",\n"
  "      \"entered\": \"2026-11-22T18:31:00+01:00\",\n"
  "      \"done\": \"2026-11-22T18:35:00+01:00\",\n"
  "      \"part\": 2\n"
  "    }\n"
  "  ],\n"
  "  \"passes\": [\n"
  "    {\n"
  "      \"area\": \"abdomen\",\n"
  "      \"direction\": \"horizontal\",\n"
  "      \"count\": 4,\n"
  "      \"seconds\": 90,\n"
  "      \"enough\": true\n"
  "    }\n"
  "  ],\n"
  "  \"serum\": {\n"
  "    \"kind\": \"hyaluronic-acid\",\n"
  "    \"product\": \"Serum\"\n"
  "  },\n"
  "  \"pain\": 3,\n"
  "  \"erythema\": 1,\n"
  "  \"aftercare\": [\n"
  "    {\n"
  "      \"restriction\": \"sun\",\n"
  "      \"until\": \"2026-11-24T19:12:00+01:00\",\n"
  "      \"areas\": [\n"
  "        \"abdomen\"\n"
  "      ]\n"
  "    },\n"
  "    {\n"
  "      \"restriction\": \"sweat\",\n"
  "      \"until\": \"2026-11-24T19:12:00+01:00\"\n"
  "    }\n"
  "  ],\n"
  "  \"events\": [\n"
  "    {\n"
  "      \"kind\": \"red-flag\",\n"
  "      \"at\": \"2026-11-23T08:00:00+01:00\",\n"
  "      \"signs\": [\n"
  "        \"fever\"\n"
  "      ],\n"
  "      \"urgency\": \"emergency\",\n"
  "      \"note\": \"Called\"\n"
  "    }\n"
  "  ],\n"
  "  \"check_ins\": [],\n"
  "  \"ratings\": {},\n"
  "  \"photos\": [],\n"
  "  \"notes\": \"“Quoted”\\nand more\"\n"
  "}\n";

#define HEAD \
  "\"format\": 1, \"id\": \"a\", \"setting\": \"home\", \"started\": \"2026-11-22T18:30:00+01:00\", " \
  "\"ended\": \"2026-11-22T19:12:00+01:00\", \"areas\": [\"abdomen\"], \"aftercare\": []"

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  GString *result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, from, to, 1), ==, 1);
  return g_string_free (result, FALSE);
}

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
  SalveSession *session = salve_session_from_json (full, -1, &error);
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
  g_assert_cmpstr (text, ==, full);
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
  g_autoptr(SalveSession) session = salve_session_from_json (full, -1, NULL);
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
  g_autofree char *source = replace (full, "\"format\": 1", "\"format\": 2");
  g_autofree char *strange = replace (source, "\"device\": {", "\"device\": [], \"machine\": {");
  g_autofree char *broken = replace (source, "\"started\": \"2026", "\"started\": \"today");
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
      g_autoptr(JsonObject) object = salve_json_parse (full, -1, NULL);
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
      g_autofree char *text = replace (full, cases[i].from, cases[i].to);
      g_autoptr(SalveSession) session = salve_session_from_json (text, -1, &error);

      g_test_message ("%s", cases[i].to);
      g_assert_cmpint (session != NULL, ==, cases[i].valid);
      g_assert_cmpint (error == NULL, ==, cases[i].valid);
    }
}

/* The value as it would be with one element of its list replaced, or with itself replaced. */
static JsonNode *
substitute (JsonNode *old,
            int       element,
            JsonNode *value)
{
  g_autoptr(JsonArray) array = NULL;
  JsonNode *node;

  if (element < 0)
    return json_node_copy (value);
  array = json_array_new ();
  for (int i = 0; i < (int) json_array_get_length (json_node_get_array (old)); i++)
    json_array_add_element (array, json_node_copy (i == element ? value : json_array_get_element (json_node_get_array (old), (guint) i)));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  return node;
}

/* Puts a value of each JSON type there; what still is a record can be written. */
static guint
try_types (JsonObject *root,
           JsonObject *object,
           const char *member,
           int         element)
{
  g_autoptr(JsonObject) wrong =
    salve_json_parse ("{\"a\": [null, true, -1, 0.5, 1e300, \"\", \"x\", [], [null], [[]], [\"\"], {}]}",
                      -1, NULL);
  JsonArray *values = json_object_get_array_member (wrong, "a");
  g_autoptr(JsonNode) old = json_object_dup_member (object, member);
  guint refused = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SalveSession) session = NULL;
      g_autofree char *text = NULL;
      g_autofree char *written = NULL;

      json_object_set_member (object, member,
                              substitute (old, element, json_array_get_element (values, i)));
      text = salve_json_print (root);
      session = salve_session_from_json (text, -1, &error);
      g_assert_cmpint (session == NULL, ==, error != NULL);
      if (session != NULL)
        written = salve_session_to_json (session);
      refused += session == NULL;
    }
  json_object_set_member (object, member, g_steal_pointer (&old));
  return refused;
}

static void
check_types (JsonObject *root,
             JsonObject *object,
             const char *member,
             int         element)
{
  static const char * const free_form[] = { "check_ins", "ratings", "photos", NULL };
  guint refused = try_types (root, object, member, element);

  g_test_message ("%s: %u of 12 refused", member, refused);
  if (g_strv_contains (free_form, member))
    g_assert_cmpuint (refused, ==, 0);
  else
    g_assert_cmpuint (refused, >=, 7);
}

static void
walk (JsonObject *root,
      JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  /* Replacing a member's value frees the name that the list points to. */
  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (names, g_strdup (l->data));
  for (guint n = 0; n < names->len; n++)
    {
      const char *name = g_ptr_array_index (names, n);
      JsonNode *node = json_object_get_member (object, name);
      g_autoptr(JsonArray) array = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        walk (root, json_node_get_object (node));
      if (JSON_NODE_HOLDS_ARRAY (node))
        array = json_node_dup_array (node);
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        {
          if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
            walk (root, json_array_get_object_element (array, i));
          check_types (root, object, name, (int) i);
        }
      check_types (root, object, name, -1);
    }
}

/* A wrong type is refused at every place of the record. */
static void
test_types (void)
{
  g_autoptr(JsonObject) object = salve_json_parse (full, -1, NULL);
  g_autofree char *text = NULL;

  walk (object, object);
  text = salve_json_print (object);
  g_assert_cmpstr (text, ==, full);
}

/* A record that was cut off anywhere is never taken for a whole one. */
static void
test_truncated (void)
{
  for (gsize length = 0; length < sizeof full - 2; length++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *exact = g_memdup2 (full, MAX (length, 1));

      g_assert_null (salve_session_from_json (exact, (gssize) length, &error));
      g_assert_cmpint (error->domain, ==, SALVE_JSON_ERROR);
      g_clear_error (&error);
      g_assert_null (salve_session_draft_from_json (exact, (gssize) length, &error));
      g_assert_nonnull (error);
    }
}

/* What still reads after a bit flipped can be written and read again. */
static void
test_flipped (void)
{
  static const guchar flips[] = { 0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff };

  for (gsize at = 0; at < sizeof full - 1; at++)
    for (guint i = 0; i < G_N_ELEMENTS (flips); i++)
      {
        g_autofree char *text = g_memdup2 (full, sizeof full);
        g_autoptr(GError) error = NULL;
        g_autoptr(SalveSession) session = NULL;
        g_autoptr(SalveSession) again = NULL;
        g_autofree char *written = NULL;

        text[at] ^= (char) flips[i];
        session = salve_session_from_json (text, sizeof full - 1, &error);
        g_assert_cmpint (session == NULL, ==, error != NULL);
        if (session == NULL)
          continue;
        written = salve_session_to_json (session);
        again = salve_session_from_json (written, -1, &error);
        g_assert_no_error (error);
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
  g_autoptr(SalveSession) session = salve_session_from_json (full, -1, NULL);
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
      g_autofree char *changed = replace (full, cases[i].from, cases[i].to);

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
  g_test_add_func ("/session-json/full", test_full);
  g_test_add_func ("/session-json/new", test_new);
  g_test_add_func ("/session-json/draft", test_draft);
  g_test_add_func ("/session-json/check-ins", test_check_ins);
  g_test_add_func ("/session-json/unknown", test_unknown);
  g_test_add_func ("/session-json/unknown-moves", test_unknown_moves);
  g_test_add_func ("/session-json/cleared", test_cleared);
  g_test_add_func ("/session-json/newer", test_newer);
  g_test_add_func ("/session-json/missing", test_missing);
  g_test_add_func ("/session-json/values", test_values);
  g_test_add_func ("/session-json/types", test_types);
  g_test_add_func ("/session-json/truncated", test_truncated);
  g_test_add_func ("/session-json/flipped", test_flipped);
  g_test_add_func ("/session-json/schema", test_schema);
  return g_test_run ();
}
