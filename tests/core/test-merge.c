/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json.h"
#include "salve-merge.h"
#include "salve-session-json.h"

/* What a record needs, and what else is given. */
#define HEAD "{'format': 1, 'id': 'abcdef01', 'setting': 'home', 'started': '2026-11-22T18:30:00+01:00'," \
             " 'ended': '2026-11-22T19:12:00+01:00', 'outcome': 'completed'"
#define SUN(day) "{'restriction': 'sun', 'until': '2026-11-" day "T19:12:00+01:00'}"

typedef struct
{
  const char     *name;
  const char     *one;
  const char     *other;
  const char     *part;    /* that differs; NULL for none */
  SalveMergeRule  rule;
  const char     *merged;  /* with the one's taken, as JSON of the members given */
  const char     *taken;   /* with the other's taken, NULL for the same */
} Case;

#define BASE "'areas': ['abdomen'], 'aftercare': []"

static const Case cases[] = {
  { "same", BASE, BASE, NULL, 0, BASE, NULL },
  { "pain", BASE ", 'pain': 2", BASE ", 'pain': 5", "pain", SALVE_MERGE_CHOICE, BASE ", 'pain': 2",
    BASE ", 'pain': 5" },
  { "only-one", BASE ", 'pain': 2", BASE, "pain", SALVE_MERGE_BOTH, BASE ", 'pain': 2", NULL },
  { "only-other", BASE, BASE ", 'erythema': 2", "erythema", SALVE_MERGE_BOTH, BASE ", 'erythema': 2", NULL },
  { "notes", BASE ", 'notes': 'dry'", BASE ", 'notes': 'red'", "notes", SALVE_MERGE_BOTH,
    BASE ", 'notes': 'dry\\n\\nred'", NULL },
  { "notes-longer", BASE ", 'notes': 'dry'", BASE ", 'notes': 'dry and red'", "notes", SALVE_MERGE_BOTH,
    BASE ", 'notes': 'dry and red'", NULL },
  { "areas", "'areas': ['abdomen', 'hip-left'], 'aftercare': []", "'areas': ['breast-left', 'abdomen'], 'aftercare': []",
    "areas", SALVE_MERGE_BOTH, "'areas': ['abdomen', 'hip-left', 'breast-left'], 'aftercare': []", NULL },
  { "later", "'areas': ['abdomen'], 'aftercare': [" SUN ("24") "]", "'areas': ['abdomen'], 'aftercare': [" SUN ("26") "]",
    "aftercare", SALVE_MERGE_LATER, "'areas': ['abdomen'], 'aftercare': [" SUN ("26") "]", NULL },
  { "earlier", "'areas': ['abdomen'], 'aftercare': [" SUN ("26") "]",
    "'areas': ['abdomen'], 'aftercare': [{'restriction': 'water', 'until': '2026-11-23T10:00:00+01:00', 'x': 1}, "
    SUN ("24") "]",
    "aftercare", SALVE_MERGE_LATER,
    "'areas': ['abdomen'], 'aftercare': [" SUN ("26")
    ", {'restriction': 'water', 'until': '2026-11-23T10:00:00+01:00', 'x': 1}]", NULL },
  { "events", BASE ", 'events': [{'kind': 'red-flag', 'at': '2026-11-23T10:00:00+01:00', 'urgency': 'none', 'note': 'a'}]",
    BASE ", 'events': [{'kind': 'red-flag', 'at': '2026-11-24T10:00:00+01:00', 'urgency': 'none', 'note': 'b'}]",
    "events", SALVE_MERGE_BOTH,
    BASE ", 'events': [{'kind': 'red-flag', 'at': '2026-11-23T10:00:00+01:00', 'urgency': 'none', 'note': 'a'},"
    " {'kind': 'red-flag', 'at': '2026-11-24T10:00:00+01:00', 'urgency': 'none', 'note': 'b'}]", NULL },
  { "check-ins", BASE ", 'check_ins': [{'hours': 24, 'at': '2026-11-23T19:00:00+01:00', 'looks': 'expected'}]",
    BASE ", 'check_ins': [{'hours': 72, 'at': '2026-11-25T19:00:00+01:00', 'looks': 'wrong'},"
    " {'hours': 24, 'at': '2026-11-23T19:00:00+01:00', 'looks': 'expected'}]",
    "check_ins", SALVE_MERGE_BOTH,
    BASE ", 'check_ins': [{'hours': 24, 'at': '2026-11-23T19:00:00+01:00', 'looks': 'expected'},"
    " {'hours': 72, 'at': '2026-11-25T19:00:00+01:00', 'looks': 'wrong'}]", NULL },
  { "device", BASE ", 'device': {'kind': 'roller', 'needle_mm': 0.25, 'name': 'Blue', 'a': 1}",
    BASE ", 'device': {'kind': 'roller', 'needle_mm': 0.5, 'shelf_id': 'x', 'b': 2}", "device", SALVE_MERGE_CHOICE,
    BASE ", 'device': {'kind': 'roller', 'needle_mm': 0.25, 'name': 'Blue', 'a': 1, 'b': 2}",
    BASE ", 'device': {'kind': 'roller', 'needle_mm': 0.5, 'shelf_id': 'x', 'b': 2, 'a': 1}" },
  { "stamp-of-a-soak", BASE ", 'device': {'kind': 'roller', 'soak_after': '2026-11-22T19:00:00+01:00'}",
    BASE ", 'device': {'kind': 'roller', 'soak_after': '2026-11-22T19:05:00+01:00', 'soak_after_stamp': '3fb1c2d4:89'}",
    "device", SALVE_MERGE_CHOICE, BASE ", 'device': {'kind': 'roller', 'soak_after': '2026-11-22T19:00:00+01:00'}",
    BASE ", 'device': {'kind': 'roller', 'soak_after': '2026-11-22T19:05:00+01:00', 'soak_after_stamp': '3fb1c2d4:89'}" },
  { "stamp-of-numbing", BASE ", 'numbing': {'applied': '2026-11-22T18:00:00+01:00'}",
    BASE ", 'numbing': {'applied': '2026-11-22T18:05:00+01:00', 'stamp': '3fb1c2d4:89'}", "numbing", SALVE_MERGE_CHOICE,
    BASE ", 'numbing': {'applied': '2026-11-22T18:00:00+01:00'}",
    BASE ", 'numbing': {'applied': '2026-11-22T18:05:00+01:00', 'stamp': '3fb1c2d4:89'}" },
  { "passes", BASE ", 'passes': [{'area': 'abdomen', 'direction': 'vertical', 'count': 2}]",
    BASE ", 'passes': [{'area': 'abdomen', 'direction': 'vertical', 'count': 4}]", "passes", SALVE_MERGE_CHOICE,
    BASE ", 'passes': [{'area': 'abdomen', 'direction': 'vertical', 'count': 2}]",
    BASE ", 'passes': [{'area': 'abdomen', 'direction': 'vertical', 'count': 4}]" },
  { "unknown", BASE ", 'weather': {'rain': 1}", BASE ", 'weather': {'wind': 2}", "weather", SALVE_MERGE_BOTH,
    BASE ", 'weather': {'rain': 1, 'wind': 2}", BASE ", 'weather': {'wind': 2, 'rain': 1}" },
  { "unknown-choice", BASE ", 'moon': 'full'", BASE ", 'moon': 'new'", "moon", SALVE_MERGE_CHOICE,
    BASE ", 'moon': 'full'", BASE ", 'moon': 'new'" },
  { "unknown-list", BASE ", 'moods': ['calm', 'tired']", BASE ", 'moods': ['tired', 'glad']", "moods", SALVE_MERGE_BOTH,
    BASE ", 'moods': ['calm', 'tired', 'glad']", NULL },
};

static SalveSession *
read_members (const char *members)
{
  g_autofree char *text = g_strdelimit (g_strdup_printf (HEAD ", %s}", members), "'", '"');
  g_autoptr (GError) error = NULL;
  SalveSession *session = salve_session_from_json (text, -1, &error);

  g_assert_no_error (error);
  return session;
}

static void
assert_merged (SalveMerge *merge,
               const char *expected)
{
  g_autoptr (SalveSession) session = read_members (expected);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = salve_merge_finish (merge, &error);
  g_autofree char *wanted = salve_session_to_json (session);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (SalveSession) one = read_members (each->one);
  g_autoptr (SalveSession) other = read_members (each->other);
  g_autoptr (SalveMerge) merge = salve_merge_new (one, other, FALSE, NULL);
  g_autoptr (SalveMerge) later = salve_merge_new (one, other, TRUE, NULL);

  g_assert_cmpuint (salve_merge_get_n_differences (merge), ==, each->part != NULL);
  assert_merged (merge, each->merged);
  if (each->part == NULL)
    return;
  g_assert_cmpstr (salve_merge_get_difference (merge, 0)->part, ==, each->part);
  g_assert_cmpint (salve_merge_get_difference (merge, 0)->rule, ==, each->rule);
  g_assert_false (salve_merge_get_difference (merge, 0)->other);
  salve_merge_choose (merge, 0, TRUE);
  assert_merged (merge, each->taken != NULL ? each->taken : each->merged);
  /* What was changed later is taken unless the person says otherwise. */
  assert_merged (later, each->taken != NULL ? each->taken : each->merged);
}

#define GROUPS(time, outcome) \
  "{\"format\": 1, \"id\": \"x\", \"setting\": \"home\", \"areas\": [\"abdomen\"], \"aftercare\": []," \
  " \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T" time ":00+01:00\"," \
  " \"outcome\": " outcome "}"

/* Members that only make sense together are chosen together. */
static void
test_groups (void)
{
  static const char first[] = GROUPS ("19:12", "\"completed\"");
  static const char second[] = GROUPS ("19:00", "\"stopped\", \"stopped_because\": \"pain\"");
  g_autoptr (SalveSession) one = salve_session_from_json (first, -1, NULL);
  g_autoptr (SalveSession) other = salve_session_from_json (second, -1, NULL);
  g_autoptr (SalveMerge) merge = salve_merge_new (one, other, TRUE, NULL);
  g_autofree char *text = salve_merge_finish (merge, NULL);
  g_autofree char *back = NULL;
  g_autofree char *whole = salve_session_to_json (one);
  g_autofree char *stopped = salve_session_to_json (other);
  g_autofree char *said = salve_merge_get_member (merge, 1, TRUE);

  g_assert_cmpuint (salve_merge_get_n_differences (merge), ==, 2);
  g_assert_cmpstr (salve_merge_get_difference (merge, 0)->part, ==, "started");
  g_assert_cmpstr (salve_merge_get_difference (merge, 1)->part, ==, "outcome");
  g_assert_cmpstr (said, ==, "stopped");
  g_assert_cmpstr (text, ==, stopped);
  salve_merge_choose (merge, 0, FALSE);
  salve_merge_choose (merge, 1, FALSE);
  back = salve_merge_finish (merge, NULL);
  g_assert_cmpstr (back, ==, whole);
}

static void
test_refused (void)
{
  g_autoptr (SalveSession) one = read_members (BASE);
  g_autofree char *text = salve_session_to_json (one);
  g_autoptr (SalveSession) another = NULL;
  g_autoptr (SalveSession) newer = NULL;
  g_autoptr (GString) newer_text = g_string_new (text);
  g_autoptr (GError) error = NULL;

  g_string_replace (newer_text, "\"format\": 1", "\"format\": 2", 1);
  newer = salve_session_from_json (newer_text->str, -1, NULL);
  g_assert_null (salve_merge_new (one, newer, FALSE, &error));
  g_assert_error (error, SALVE_MERGE_ERROR, SALVE_MERGE_ERROR_NEWER);
  g_clear_error (&error);
  g_string_replace (newer_text, "\"format\": 2", "\"format\": 1", 1);
  g_string_replace (newer_text, "abcdef01", "abcdef02", 1);
  another = salve_session_from_json (newer_text->str, -1, NULL);
  g_assert_null (salve_merge_new (one, another, FALSE, &error));
  g_assert_error (error, SALVE_MERGE_ERROR, SALVE_MERGE_ERROR_ANOTHER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/merge/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/merge/groups", test_groups);
  g_test_add_func ("/merge/refused", test_refused);
  return g_test_run ();
}
