/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json.h"
#include "salve-profile-peek.h"
#include "salve-profile.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("salve-profile-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "profile.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GDate
day (int year,
     int month,
     int number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, number, month, year);

  return date;
}

static void
count (gpointer  sender,
       guint    *n)
{
  (*n)++;
}

static void
on_problem (SalveProfile *profile,
            const GError *error,
            char        **words)
{
  g_free (*words);
  *words = g_strdup (error->message);
}

static void
flush (SalveProfile *profile)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_profile_flush (profile, &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static char *
read_file (Fixture *fixture)
{
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, NULL);

  return text;
}

static void
write_file (Fixture    *fixture,
            const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  SalveProfile *profile = salve_profile_new (fixture->folder);
  guint problems = 0;

  g_signal_connect (profile, "problem", G_CALLBACK (count), &problems);
  g_assert_null (salve_profile_get_born (profile));
  g_assert_true (salve_answers_is_empty (salve_profile_get_answers (profile)));
  g_assert_null (salve_profile_get_planned (profile));
  g_assert_false (salve_profile_get_remind (profile));
  flush (profile);
  g_assert_cmpuint (problems, ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (profile);
}

static void
test_remember (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveProfile) again = salve_profile_new (fixture->folder);
  g_autoptr (SalveAnswers) answers = salve_answers_new ();
  GDate born = day (1990, 2, 28), today = day (2026, 11, 22), agreed = day (2026, 10, 30), planned = day (2026, 12, 3);
  guint changed = 0;
  SalveAnswers *kept;

  g_signal_connect (profile, "changed", G_CALLBACK (count), &changed);
  salve_answers_set_skin_type (answers, 4);
  salve_answers_set_no (answers, "keloid");
  salve_answers_set_yes (answers, "nickel", NULL, &agreed, "Dr");
  salve_answers_set_no (answers, "age");
  salve_answers_set_no (answers, "pregnancy");
  salve_answers_set_no (answers, "wound");
  salve_profile_remember (profile, answers);
  g_assert_cmpuint (changed, ==, 1);
  salve_profile_remember (profile, answers);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
  g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
  g_assert_cmpuint (changed, ==, 2);
  salve_profile_set_planned (profile, &planned, TRUE);
  salve_profile_set_planned (profile, &planned, TRUE);
  g_assert_cmpuint (changed, ==, 3);
  flush (profile);

  g_assert_cmpint (g_date_compare (salve_profile_get_born (again), &born), ==, 0);
  g_assert_cmpint (g_date_compare (salve_profile_get_planned (again), &planned), ==, 0);
  g_assert_true (salve_profile_get_remind (again));
  kept = salve_profile_get_answers (again);
  g_assert_cmpuint (salve_answers_get_skin_type (kept), ==, 4);
  g_assert_false (salve_answers_get (kept, "keloid")->applies);
  g_assert_cmpstr (salve_answers_get (kept, "nickel")->note, ==, "Dr");
  /* What ages is not remembered, and neither is the age. */
  g_assert_null (salve_answers_get (kept, "age"));
  g_assert_null (salve_answers_get (kept, "pregnancy"));
  g_assert_null (salve_answers_get (kept, "wound"));
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveProfile) again = salve_profile_new (fixture->folder);
  GDate born = day (1990, 2, 28), today = day (2026, 11, 22), planned = day (2026, 12, 3);

  g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
  salve_profile_set_planned (profile, &planned, FALSE);
  g_assert_false (salve_profile_get_remind (profile));
  salve_profile_set_planned (profile, NULL, TRUE);
  g_assert_null (salve_profile_get_planned (profile));
  g_assert_false (salve_profile_get_remind (profile));
  g_assert_true (salve_profile_set_born (profile, NULL, &today, NULL));
  flush (profile);
  g_assert_null (salve_profile_get_born (again));
  g_assert_null (salve_profile_get_planned (again));
}

static void
test_born (Fixture       *fixture,
           gconstpointer  data)
{
  const struct { GDate born; int code; } cases[] = {
    { day (2026, 11, 22), -1 },
    { day (2026, 11, 23), SALVE_PROFILE_ERROR_FUTURE },
    { day (2126, 11, 22), SALVE_PROFILE_ERROR_FUTURE },
    { day (1906, 1, 1), -1 },
    { day (1905, 12, 31), SALVE_PROFILE_ERROR_AGE },
    { day (2008, 2, 29), -1 },
  };
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  GDate today = day (2026, 11, 22), before = day (1990, 1, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean possible = cases[i].code < 0;

      g_assert_true (salve_profile_set_born (profile, &before, &today, NULL));
      g_assert_cmpint (salve_profile_set_born (profile, &cases[i].born, &today, &error), ==, possible);
      if (!possible)
        g_assert_error (error, SALVE_PROFILE_ERROR, cases[i].code);
      g_assert_cmpint (g_date_compare (salve_profile_get_born (profile), possible ? &cases[i].born : &before), ==, 0);
    }
  flush (profile);
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  GDate planned = day (2026, 12, 3);
  g_autofree char *text = NULL;

  write_file (fixture, "{\"format\":1,\"born\":\"1990-01-01\",\"shoe\":42,"
                       "\"lasting\":{\"no\":[\"keloid\"],\"hat\":[7]}}");
  salve_profile_set_planned (profile, &planned, TRUE);
  flush (profile);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "\"shoe\": 42"));
  g_assert_nonnull (strstr (text, "\"hat\""));
  g_assert_nonnull (strstr (text, "\"born\": \"1990-01-01\""));
  g_assert_nonnull (strstr (text, "\"planned\": \"2026-12-03\""));
}

/* Named in words, kept under another name, and everything is asked anew. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const texts[] = {
    "{",
    "",
    "[]",
    "{\"format\":1,\"born\":1990}",
    "{\"format\":1,\"born\":\"1990-02-30\"}",
    "{\"format\":1,\"planned\":\"soon\"}",
    "{\"format\":1,\"remind\":\"yes\"}",
    "{\"format\":1,\"lasting\":[]}",
    "{\"format\":1,\"born\":\"1990-01-01\",\"lasting\":{\"no\":[1]}}",
    "{\"format\":1,\"lasting\":{\"skin_type\":9}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
      GDate born = day (1980, 1, 1), today = day (2026, 11, 22);
      g_autofree char *words = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *place = NULL;

      g_test_message ("%s", texts[i]);
      write_file (fixture, texts[i]);
      g_signal_connect (profile, "problem", G_CALLBACK (on_problem), &words);
      g_assert_null (salve_profile_get_born (profile));
      g_assert_true (salve_answers_is_empty (salve_profile_get_answers (profile)));
      g_assert_nonnull (words);
      place = g_strdup (strstr (words, fixture->folder));
      g_assert_nonnull (strstr (place, ".unreadable.json"));
      strstr (place, ".json")[strlen (".json")] = '\0';
      g_assert_true (g_file_get_contents (place, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
      g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
      flush (profile);
      g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

/* What could not be written is not given up: it is told that it is not on the disk, and it is tried again. */
static void
test_disk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveProfile) again = NULL;
  GDate born = day (1980, 1, 1), today = day (2026, 11, 22);
  g_autofree char *words = NULL;

  g_assert_null (salve_profile_get_born (profile));
  g_assert_true (salve_profile_is_saved (profile));
  g_signal_connect (profile, "problem", G_CALLBACK (on_problem), &words);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
  while (words == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (salve_profile_is_saved (profile));
  g_assert_cmpint (g_date_compare (salve_profile_get_born (profile), &born), ==, 0);
  g_assert_no_errno (g_unlink (fixture->folder));
  flush (profile);
  g_assert_true (salve_profile_is_saved (profile));
  again = salve_profile_new (fixture->folder);
  g_assert_cmpint (g_date_compare (salve_profile_get_born (again), &born), ==, 0);
}

/* Not trusted, and never written to. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  const char *source = "{\"format\":2,\"born\":\"1990-01-01\",\"lasting\":{\"no\":[\"keloid\"]}}";
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveAnswers) answers = salve_answers_new ();
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  write_file (fixture, source);
  g_signal_connect (profile, "problem", G_CALLBACK (on_problem), &words);
  g_assert_null (salve_profile_get_born (profile));
  g_assert_true (salve_answers_is_empty (salve_profile_get_answers (profile)));
  g_assert_null (words);
  salve_answers_set_no (answers, "keloid");
  salve_profile_remember (profile, answers);
  while (words == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = read_file (fixture);
  g_assert_cmpstr (text, ==, source);
}

/* As the notifier looks at it: without a profile, and without touching the file. */
static void
test_peek (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *text;
    gboolean    wanted;
  } cases[] = {
    { "{ \"format\": 1, \"planned\": \"2026-11-30\", \"remind\": true }", TRUE },
    { "{ \"format\": 1, \"planned\": \"2026-11-30\", \"remind\": false }", FALSE },
    { "{ \"format\": 1, \"planned\": \"2026-11-30\" }", FALSE },
    { "{ \"format\": 1, \"remind\": true }", FALSE },
    { "{ \"format\": 1, \"planned\": \"2026-02-30\", \"remind\": true }", FALSE },
    { "{ \"format\": 1, \"planned\": \"2026-11-30\", \"remind\": \"yes\" }", FALSE },
    { "{ \"format\": 99, \"planned\": \"2026-11-30\", \"remind\": true }", FALSE },
    { "[", FALSE },
  };
  GDate planned;

  g_assert_false (salve_profile_peek_reminder (fixture->folder, &planned));
  g_assert_false (g_date_valid (&planned));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (fixture->path, cases[i].text, -1, NULL));
      g_assert_true (salve_profile_peek_reminder (fixture->folder, &planned) == cases[i].wanted);
      g_assert_true (g_date_valid (&planned) == cases[i].wanted);
      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_peek_written (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (SalveProfile) profile = salve_profile_new (fixture->folder);
  GDate planned = day (2026, 11, 30);
  GDate found;

  salve_profile_set_planned (profile, &planned, TRUE);
  flush (profile);
  g_assert_true (salve_profile_peek_reminder (fixture->folder, &found));
  g_assert_cmpint (g_date_compare (&found, &planned), ==, 0);
  salve_profile_set_planned (profile, NULL, FALSE);
  flush (profile);
  g_assert_false (salve_profile_peek_reminder (fixture->folder, &found));
  g_assert_finalize_object (g_steal_pointer (&profile));
}

static void
test_reminders (Fixture       *fixture,
                gconstpointer  data)
{
  SalveProfile *profile = salve_profile_new (fixture->folder);
  g_autoptr (SalveReminderChoices) peeked = NULL;
  g_autofree char *untouched = NULL;
  g_autofree char *text = NULL;
  guint changed = 0;

  write_file (fixture, "{\"format\": 1, \"reminders\": {\"check_ins\": false, \"x\": 1}, \"y\": 2}");
  g_signal_connect (profile, "changed", G_CALLBACK (count), &changed);
  g_assert_false (salve_reminder_choices_get_check_ins (salve_profile_get_reminders (profile)));
  flush (profile);
  untouched = read_file (fixture);
  g_assert_null (strstr (untouched, "moisturise"));
  g_assert_cmpuint (changed, ==, 0);

  g_object_set (salve_profile_get_reminders (profile), "discreet", TRUE, NULL);
  g_assert_cmpuint (changed, ==, 1);
  g_object_set (salve_profile_get_reminders (profile), "quiet-from", 75u, NULL);
  flush (profile);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, "\"x\": 1"));
  g_assert_nonnull (strstr (text, "\"y\": 2"));
  g_assert_nonnull (strstr (text, "\"quiet_from\": \"01:15\""));
  peeked = salve_profile_peek_reminders (fixture->folder);
  g_assert_true (salve_reminder_choices_get_discreet (peeked));
  g_assert_false (salve_reminder_choices_get_check_ins (peeked));
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (peeked), ==, 75);
  g_assert_finalize_object (profile);
}

/* What another program chose is taken up, and not written back. */
static void
test_reminders_elsewhere (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char other[] = "{\"format\": 1, \"reminders\": {\"discreet\": true, \"quiet_from\": \"23:00\"}}";
  SalveProfile *profile = salve_profile_new (fixture->folder);
  SalveReminderChoices *choices;
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  g_autofree char *text = NULL;

  write_file (fixture, "{\"format\": 1, \"reminders\": {\"moisturise\": false}}");
  choices = salve_profile_get_reminders (profile);
  g_assert_false (salve_reminder_choices_get_moisturise (choices));
  write_file (fixture, other);
  while (!salve_reminder_choices_get_discreet (choices) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (salve_reminder_choices_get_discreet (choices));
  g_assert_true (salve_reminder_choices_get_moisturise (choices));
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 23 * 60);
  flush (profile);
  text = read_file (fixture);
  g_assert_cmpstr (text, ==, other);

  write_file (fixture, "{\"format\": 1}");
  while (salve_reminder_choices_get_discreet (choices) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (salve_reminder_choices_get_discreet (choices));
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 21 * 60);
  g_assert_finalize_object (profile);
}

/* Where nobody knows what is wanted, all is told, and nothing given away. */
static void
test_peek_reminders (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { const char *text; gboolean discreet; gboolean moisturise; } cases[] = {
    { NULL, FALSE, TRUE },
    { "{\"format\": 1}", FALSE, TRUE },
    { "{\"format\": 1, \"reminders\": {\"moisturise\": false}}", FALSE, FALSE },
    { "{\"format\": 2, \"reminders\": {\"moisturise\": false}}", FALSE, FALSE },
    { "{\"format\": 1, \"reminders\": {\"moisturise\": 0}}", TRUE, TRUE },
    { "{\"format\": 1, \"reminders\": []}", TRUE, TRUE },
    { "]", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveReminderChoices) choices = NULL;
      g_autofree char *after = NULL;

      if (cases[i].text != NULL)
        write_file (fixture, cases[i].text);
      choices = salve_profile_peek_reminders (fixture->folder);
      g_assert_cmpint (salve_reminder_choices_get_discreet (choices), ==, cases[i].discreet);
      g_assert_cmpint (salve_reminder_choices_get_moisturise (choices), ==, cases[i].moisturise);
      after = read_file (fixture);
      g_assert_cmpstr (after, ==, cases[i].text);
    }
}

/* Whether it could be read is all that is asked: the working folder is no place for anybody's answers. */
static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  const char *text = "{\"format\": 1, \"lasting\": {\"no\": [\"keloid\"]}, \"reminders\": {\"moisturise\": false}}";
  g_autoptr (JsonObject) root = salve_json_parse (text, -1, NULL);
  g_autofree char *before = g_get_current_dir ();

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_no_errno (g_chdir (fixture->folder));
  g_assert_true (salve_profile_check (root, NULL));
  for (guint i = 0; i < 30; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_false (g_file_test ("profile.json", G_FILE_TEST_EXISTS));
      g_usleep (10000);
    }
  g_assert_no_errno (g_chdir (before));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/profile/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/profile/remember", Fixture, NULL, set_up, test_remember, tear_down);
  g_test_add ("/profile/forget", Fixture, NULL, set_up, test_forget, tear_down);
  g_test_add ("/profile/born", Fixture, NULL, set_up, test_born, tear_down);
  g_test_add ("/profile/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/profile/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/profile/peek", Fixture, NULL, set_up, test_peek, tear_down);
  g_test_add ("/profile/peek-written", Fixture, NULL, set_up, test_peek_written, tear_down);
  g_test_add ("/profile/reminders", Fixture, NULL, set_up, test_reminders, tear_down);
  g_test_add ("/profile/reminders-elsewhere", Fixture, NULL, set_up, test_reminders_elsewhere, tear_down);
  g_test_add ("/profile/peek-reminders", Fixture, NULL, set_up, test_peek_reminders, tear_down);
  g_test_add ("/profile/check", Fixture, NULL, set_up, test_check, tear_down);
  g_test_add ("/profile/disk", Fixture, NULL, set_up, test_disk, tear_down);
  g_test_add ("/profile/newer", Fixture, NULL, set_up, test_newer, tear_down);

  return g_test_run ();
}
