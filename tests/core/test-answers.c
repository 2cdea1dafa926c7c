/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-answers.h"
#include "salve-json.h"

#include <stdio.h>
#include <string.h>

static void
count (gpointer  sender,
       guint    *n)
{
  (*n)++;
}

static GDate
day (const char *text)
{
  GDate date;
  int year, month, number;

  g_date_clear (&date, 1);
  if (text != NULL)
    {
      g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &number), ==, 3);
      g_date_set_dmy (&date, number, month, year);
    }

  return date;
}

static SalveAnswers *
parse (const char *text)
{
  g_autoptr (JsonObject) object = salve_json_parse (text, -1, NULL);
  SalveAnswers *answers = salve_answers_new ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (object);
  salve_answers_read (answers, object, &error);
  g_assert_no_error (error);

  return answers;
}

static char *
print (SalveAnswers *answers)
{
  g_autoptr (JsonObject) object = salve_answers_write (answers);

  return salve_json_print (object);
}

static void
test_set (void)
{
  SalveAnswers *answers = salve_answers_new ();
  const SalveAnswer *answer;
  GDate since = day ("2026-11-01"), agreed = day ("2026-11-02");
  guint changed = 0;

  g_signal_connect (answers, "changed", G_CALLBACK (count), &changed);
  g_assert_true (salve_answers_is_empty (answers));
  g_assert_null (salve_answers_get (answers, "waxing"));
  g_assert_cmpuint (salve_answers_get_skin_type (answers), ==, 0);

  salve_answers_set_no (answers, "waxing");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_false (salve_answers_get (answers, "waxing")->applies);
  salve_answers_set_no (answers, "waxing");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_false (salve_answers_is_empty (answers));

  salve_answers_set_yes (answers, "waxing", &since, NULL, NULL);
  g_assert_cmpuint (changed, ==, 2);
  answer = salve_answers_get (answers, "waxing");
  g_assert_true (answer->applies);
  g_assert_cmpint (g_date_compare (&answer->since, &since), ==, 0);
  g_assert_false (g_date_valid (&answer->agreed));
  g_assert_null (answer->note);
  salve_answers_set_yes (answers, "waxing", &since, NULL, NULL);
  g_assert_cmpuint (changed, ==, 2);
  salve_answers_set_yes (answers, "waxing", &since, &agreed, NULL);
  g_assert_cmpuint (changed, ==, 3);
  salve_answers_set_yes (answers, "waxing", &since, &agreed, "Dr");
  g_assert_cmpuint (changed, ==, 4);
  salve_answers_set_yes (answers, "waxing", &agreed, &agreed, "Dr");
  g_assert_cmpuint (changed, ==, 5);

  salve_answers_forget (answers, "waxing");
  g_assert_cmpuint (changed, ==, 6);
  salve_answers_forget (answers, "waxing");
  g_assert_cmpuint (changed, ==, 6);
  g_assert_true (salve_answers_is_empty (answers));

  salve_answers_set_skin_type (answers, 6);
  salve_answers_set_skin_type (answers, 6);
  g_assert_cmpuint (changed, ==, 7);
  g_assert_cmpuint (salve_answers_get_skin_type (answers), ==, 6);
  g_assert_false (salve_answers_is_empty (answers));

  g_assert_finalize_object (answers);
}

static void
test_list (void)
{
  g_autoptr (SalveAnswers) answers = parse ("{\"no\":[\"b\"],\"yes\":[{\"item\":\"c\"},{\"item\":\"a\"}]}");
  g_auto (GStrv) ids = salve_answers_list_yes (answers);

  g_assert_true (g_strv_equal ((const char * const *) ids, (const char *[]) { "a", "c", NULL }));
}

static void
test_copy (void)
{
  g_autoptr (SalveAnswers) from = parse ("{\"yes\":[{\"item\":\"nickel\",\"agreed\":\"2026-10-30\",\"note\":\"Dr\",\"x\":1}]}");
  g_autoptr (SalveAnswers) to = salve_answers_new ();
  g_autofree char *text = NULL;

  salve_answers_set_no (to, "heart");
  salve_answers_copy (to, from, "heart");
  g_assert_null (salve_answers_get (to, "heart"));
  salve_answers_copy (to, from, "nickel");
  text = print (to);
  g_assert_nonnull (strstr (text, "\"x\": 1"));
  g_assert_cmpstr (salve_answers_get (to, "nickel")->note, ==, "Dr");
}

/* What was written is read back alike, and what another version wrote stays. */
static void
test_round_trip (void)
{
  static const char source[] =
    "{\"skin_type\":4,"
    "\"no\":[\"infection\",\"from-the-future\"],"
    "\"yes\":[{\"item\":\"waxing\",\"since\":\"2026-11-01\",\"colour\":\"red\"},"
    "{\"item\":\"nickel\",\"agreed\":\"2026-10-30\",\"note\":\"Dr\"},"
    "{\"item\":\"moonlight\",\"phase\":[1,2]}],"
    "\"asked_by\":{\"version\":9}}";
  g_autoptr (SalveAnswers) first = parse (source);
  g_autofree char *text = print (first);
  g_autoptr (SalveAnswers) second = parse (text);
  g_autofree char *again = print (second);
  GDate changed = day ("2026-11-05");
  g_autofree char *edited = NULL;

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (salve_answers_get_skin_type (second), ==, 4);
  g_assert_false (salve_answers_get (second, "from-the-future")->applies);
  g_assert_true (salve_answers_get (second, "moonlight")->applies);
  g_assert_nonnull (strstr (text, "\"phase\""));
  g_assert_nonnull (strstr (text, "\"asked_by\""));
  g_assert_nonnull (strstr (text, "\"since\": \"2026-11-01\""));

  salve_answers_set_yes (second, "waxing", &changed, NULL, NULL);
  salve_answers_set_no (second, "nickel");
  salve_answers_set_skin_type (second, 0);
  edited = print (second);
  g_assert_nonnull (strstr (edited, "\"colour\": \"red\""));
  g_assert_nonnull (strstr (edited, "\"since\": \"2026-11-05\""));
  g_assert_null (strstr (edited, "\"agreed\""));
  g_assert_null (strstr (edited, "skin_type"));
}

static void
test_accept (void)
{
  static const char * const cases[] = {
    "{}",
    "{\"no\":[],\"yes\":[]}",
    "{\"no\":null,\"yes\":null,\"skin_type\":null}",
    "{\"skin_type\":1}",
    "{\"skin_type\":6}",
    "{\"yes\":[{\"item\":\"waxing\",\"since\":null,\"agreed\":null,\"note\":null}]}",
    "{\"yes\":[{\"item\":\"waxing\",\"since\":\"2028-02-29\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_object_unref (parse (cases[i]));
    }
}

static void
test_refuse (void)
{
  static const struct { const char *text; int code; } cases[] = {
    { "{\"no\":\"infection\"}", SALVE_JSON_ERROR_TYPE },
    { "{\"no\":[1]}", SALVE_JSON_ERROR_TYPE },
    { "{\"no\":[null]}", SALVE_JSON_ERROR_TYPE },
    { "{\"no\":{}}", SALVE_JSON_ERROR_TYPE },
    { "{\"no\":[\"\"]}", SALVE_JSON_ERROR_VALUE },
    { "{\"no\":[\"a\",\"a\"]}", SALVE_JSON_ERROR_VALUE },
    { "{\"no\":[\"a\"],\"yes\":[{\"item\":\"a\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\"},{\"item\":\"a\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[\"a\"]}", SALVE_JSON_ERROR_TYPE },
    { "{\"yes\":{\"item\":\"a\"}}", SALVE_JSON_ERROR_TYPE },
    { "{\"yes\":[{}]}", SALVE_JSON_ERROR_MISSING },
    { "{\"yes\":[{\"item\":null}]}", SALVE_JSON_ERROR_MISSING },
    { "{\"yes\":[{\"item\":7}]}", SALVE_JSON_ERROR_TYPE },
    { "{\"yes\":[{\"item\":\"\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}]}",
      SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\",\"since\":20261101}]}", SALVE_JSON_ERROR_TYPE },
    { "{\"yes\":[{\"item\":\"a\",\"since\":\"1.11.2026\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\",\"since\":\"2026-11-01T10:00:00Z\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\",\"since\":\"2027-02-29\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\",\"agreed\":\"\"}]}", SALVE_JSON_ERROR_VALUE },
    { "{\"yes\":[{\"item\":\"a\",\"agreed\":true}]}", SALVE_JSON_ERROR_TYPE },
    { "{\"yes\":[{\"item\":\"a\",\"note\":[]}]}", SALVE_JSON_ERROR_TYPE },
    { "{\"skin_type\":0}", SALVE_JSON_ERROR_VALUE },
    { "{\"skin_type\":7}", SALVE_JSON_ERROR_VALUE },
    { "{\"skin_type\":2.5}", SALVE_JSON_ERROR_VALUE },
    { "{\"skin_type\":\"IV\"}", SALVE_JSON_ERROR_TYPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = salve_answers_new ();
      g_autoptr (JsonObject) object = salve_json_parse (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;
      guint changed = 0;

      g_test_message ("%s", cases[i].text);
      salve_answers_set_no (answers, "kept");
      g_signal_connect (answers, "changed", G_CALLBACK (count), &changed);
      g_assert_nonnull (object);
      g_assert_false (salve_answers_read (answers, object, &error));
      g_assert_error (error, SALVE_JSON_ERROR, cases[i].code);
      g_assert_nonnull (salve_answers_get (answers, "kept"));
      g_assert_cmpuint (changed, ==, 0);
      g_assert_false (salve_answers_read (answers, object, NULL));
    }
}

static void
test_check (void)
{
  static const struct { const char *since; const char *agreed; gboolean possible; } cases[] = {
    { NULL, NULL, TRUE },
    { "2026-11-21", NULL, TRUE },
    { "2026-11-22", NULL, TRUE },
    { "2026-11-23", NULL, FALSE },
    { NULL, "2026-11-22", TRUE },
    { NULL, "2026-11-23", FALSE },
    { "2026-11-22", "2026-11-23", FALSE },
    { "9999-12-31", "2026-11-22", FALSE },
  };
  GDate latest = day ("2026-11-22");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveAnswers) answers = salve_answers_new ();
      g_autoptr (GError) error = NULL;
      GDate since = day (cases[i].since), agreed = day (cases[i].agreed);

      g_test_message ("%u", i);
      salve_answers_set_no (answers, "laser");
      salve_answers_set_yes (answers, "waxing", &since, &agreed, NULL);
      g_assert_cmpint (salve_answers_check (answers, &latest, &error), ==, cases[i].possible);
      if (!cases[i].possible)
        g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_VALUE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/answers/set", test_set);
  g_test_add_func ("/answers/list", test_list);
  g_test_add_func ("/answers/copy", test_copy);
  g_test_add_func ("/answers/round-trip", test_round_trip);
  g_test_add_func ("/answers/accept", test_accept);
  g_test_add_func ("/answers/refuse", test_refuse);
  g_test_add_func ("/answers/check", test_check);

  return g_test_run ();
}
