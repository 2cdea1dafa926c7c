/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "salve-ledger.h"

#define DAY G_TIME_SPAN_DAY
#define NOW (G_GINT64_CONSTANT (1795370000) * G_USEC_PER_SEC + 123456)

typedef struct
{
  char        *folder;
  char        *path;
  SalveLedger *ledger;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("ledger-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "notified.json", NULL);
  fixture->ledger = salve_ledger_new (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (fixture->ledger);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static SalveLedger *
reload (Fixture *fixture)
{
  SalveLedger *ledger = salve_ledger_new (fixture->path);
  g_autoptr (GError) error = NULL;

  salve_ledger_load (ledger, &error);
  g_assert_no_error (error);

  return ledger;
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_ledger_load (fixture->ledger, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (salve_ledger_get_size (fixture->ledger), ==, 0);
  g_assert_false (salve_ledger_contains (fixture->ledger, "sun/abdomen/1"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SalveLedger) other = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  salve_ledger_add (fixture->ledger, "sun/abdomen/1", NOW);
  salve_ledger_add (fixture->ledger, "sun/abdomen/1", NOW);
  salve_ledger_add (fixture->ledger, "a \"key\"\nwith\\all", NOW + 1);
  salve_ledger_add (fixture->ledger, "no text: \xff", NOW + 2);
  salve_ledger_add (fixture->ledger, "no time", G_MAXINT64);
  salve_ledger_save (fixture->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  other = reload (fixture);
  g_assert_cmpuint (salve_ledger_get_size (other), ==, 3);
  g_assert_true (salve_ledger_contains (other, "no text: \xff"));
  g_assert_true (salve_ledger_contains (other, "sun/abdomen/1"));
  g_assert_true (salve_ledger_contains (other, "a \"key\"\nwith\\all"));
  g_assert_false (salve_ledger_contains (other, "sun/abdomen/2"));
}

/* What was answered to a reminder outlives the notifier; a ledger that starts anew knows of nothing. */
static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  const SalveReminderMarks later = { .later = NOW + G_TIME_SPAN_HOUR };
  g_autoptr (SalveLedger) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (salve_ledger_get_marks (fixture->ledger)->later, ==, 0);
  salve_ledger_set_marks (fixture->ledger, &later);
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));
  other = reload (fixture);
  g_assert_cmpint (salve_ledger_get_marks (other)->later, ==, later.later / G_USEC_PER_SEC * G_USEC_PER_SEC);
  g_assert_cmpint (salve_ledger_get_marks (other)->done, ==, 0);

  g_assert_true (g_file_set_contents (fixture->path, "{", -1, NULL));
  g_assert_false (salve_ledger_load (other, &error));
  g_assert_cmpint (salve_ledger_get_marks (other)->later, ==, 0);
}

/* Of few none goes; of many those that are too old by the newest. */
static void
test_prune (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SalveLedger) few = NULL;
  g_autoptr (SalveLedger) many = NULL;

  salve_ledger_add (fixture->ledger, "sixty days", NOW - 60 * DAY);
  salve_ledger_add (fixture->ledger, "older", NOW - 60 * DAY - 1);
  salve_ledger_add (fixture->ledger, "new", NOW);
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));
  few = reload (fixture);
  g_assert_cmpuint (salve_ledger_get_size (few), ==, 3);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *key = g_strdup_printf ("new %u", i);

      salve_ledger_add (fixture->ledger, key, NOW);
    }
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));
  many = reload (fixture);
  g_assert_true (salve_ledger_contains (many, "new"));
  g_assert_true (salve_ledger_contains (many, "sixty days"));
  g_assert_false (salve_ledger_contains (many, "older"));
}

/* However much was announced, what was written can be read, and the newest is there. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *long_key = g_strnfill (100000, 'x');
  g_autoptr (SalveLedger) other = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *key = g_strdup_printf ("products/an-area-with-a-name-that-somebody-typed/%u", i);

      salve_ledger_add (fixture->ledger, key, NOW + i);
    }
  salve_ledger_add (fixture->ledger, long_key, NOW + 20000);
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));

  other = reload (fixture);
  g_assert_true (salve_ledger_contains (other, long_key));
  g_assert_true (salve_ledger_contains (other, "products/an-area-with-a-name-that-somebody-typed/19999"));
  g_assert_false (salve_ledger_contains (other, "products/an-area-with-a-name-that-somebody-typed/0"));
  long_key[0] = 'y';
  g_assert_false (salve_ledger_contains (other, long_key));
}

/* What a living daemon has in its queue is not said again; what went with it is. */
static void
test_queued (Fixture       *fixture,
             gconstpointer  data)
{
  SalveOpenList *open = salve_ledger_get_open (fixture->ledger);
  g_autoptr (SalveLedger) other = NULL;

  salve_open_list_set_daemon (open, "bus/:1.2");
  salve_ledger_add (fixture->ledger, "said", NOW);
  g_assert_false (salve_ledger_has_queued (fixture->ledger));
  salve_ledger_add_queued (fixture->ledger, "queued", NOW);
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));

  other = reload (fixture);
  g_assert_true (salve_ledger_has_queued (other));
  g_assert_true (salve_ledger_contains (other, "queued"));
  salve_ledger_settle (other, TRUE);
  g_assert_false (salve_ledger_has_queued (other));
  salve_open_list_set_daemon (salve_ledger_get_open (other), "bus/:1.3");
  g_assert_true (salve_ledger_contains (other, "queued"));
  g_assert_true (salve_ledger_contains (other, "said"));

  salve_open_list_set_daemon (open, "bus/:1.3");
  g_assert_false (salve_ledger_has_queued (fixture->ledger));
  g_assert_false (salve_ledger_contains (fixture->ledger, "queued"));
  g_assert_true (salve_ledger_contains (fixture->ledger, "said"));
  salve_ledger_add_queued (fixture->ledger, "queued", NOW);
  g_assert_true (salve_ledger_contains (fixture->ledger, "queued"));
  salve_ledger_settle (fixture->ledger, FALSE);
  g_assert_false (salve_ledger_contains (fixture->ledger, "queued"));
  g_assert_true (salve_ledger_contains (fixture->ledger, "said"));
  salve_ledger_add_queued (fixture->ledger, "queued", NOW);
  salve_ledger_add (fixture->ledger, "queued", NOW);
  g_assert_false (salve_ledger_has_queued (fixture->ledger));
  salve_open_list_set_daemon (open, NULL);
  g_assert_true (salve_ledger_contains (fixture->ledger, "queued"));
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *key,
     gint64      modified)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text = g_strdup_printf ("{\"format\":1,\"announced\":[{\"key\":\"%s\","
                                           "\"instant\":\"2026-11-22T18:30:00Z\"}]}", key);
  struct utimbuf times = { modified, modified };

  g_assert_true (g_file_set_contents (path, key[0] == '!' ? "{\"format\":1,\"ann" : text, -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

/* A kill before the file got its name; one that is older or torn says nothing. */
static void
test_unfinished (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *key; gint64 modified; gboolean wanted; } cases[] = {
    { "older", 1000, FALSE },
    { "as old", 2000, TRUE },
    { "newer", 3000, TRUE },
    { "! torn", 3000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "notified.json.AB12cd", NULL);
      g_autoptr (SalveLedger) ledger = NULL;
      g_autoptr (SalveLedger) again = NULL;

      put (fixture, "notified.json", "known", 2000);
      put (fixture, "notified.json.AB12cd", cases[i].key, cases[i].modified);
      put (fixture, "draft.json.AB12ce", "another's", 4000);
      ledger = reload (fixture);
      g_assert_cmpint (salve_ledger_contains (ledger, cases[i].key), ==, cases[i].wanted);
      g_assert_cmpint (salve_ledger_contains (ledger, "known"), ==, !cases[i].wanted);
      g_assert_false (salve_ledger_contains (ledger, "another's"));
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, !cases[i].wanted);
      again = reload (fixture);
      g_assert_cmpint (salve_ledger_contains (again, cases[i].key), ==, cases[i].wanted);
    }
}

/* Killed at the very first announcement. */
static void
test_unfinished_first (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (SalveLedger) ledger = NULL;

  put (fixture, "notified.json.AB12cd", "new", 1000);
  ledger = reload (fixture);
  g_assert_true (salve_ledger_contains (ledger, "new"));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
}

static const char * const broken[] = {
  "",
  "nonsense",
  "[]",
  "{}",
  "{\"format\":1}",
  "{\"format\":2,\"announced\":[]}",
  "{\"format\":\"1\",\"announced\":[]}",
  "{\"format\":1,\"announced\":{}}",
  "{\"format\":1,\"announced\":[7]}",
  "{\"format\":1,\"announced\":[{}]}",
  "{\"format\":1,\"announced\":[{\"key\":\"a\"}]}",
  "{\"format\":1,\"announced\":[{\"key\":7,\"instant\":\"2026-11-22T18:30:00Z\"}]}",
  "{\"format\":1,\"announced\":[{\"key\":null,\"instant\":null}]}",
  "{\"format\":1,\"announced\":[{\"key\":\"a\",\"instant\":\"soon\"}]}",
  "{\"format\":1,\"announced\":[{\"key\":\"a\",\"instant\":\"2026-11-22T18:30:00Z\",\"queue\":7}]}",
  "{\"format\":1,\"announced\":[{\"key\":\"a\",\"instant\":\"2026-11-22T18:30:00Z\"},7]}",
  "{\"format\":1,\"announced\":[{\"key\":\"a\",\"instant\":\"2026-11-22T18:30:00Z\"}",
};

static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      salve_ledger_add (fixture->ledger, "left over", NOW);
      g_assert_true (g_file_set_contents (fixture->path, broken[i], -1, NULL));
      g_assert_false (salve_ledger_load (fixture->ledger, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (salve_ledger_get_size (fixture->ledger), ==, 0);
    }
}

/* Whatever has the name, it is moved away whole and does not stop the next write. */
static void
test_set_aside (Fixture       *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *aside = NULL;
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, broken[i + 1], -1, NULL));
      g_assert_false (salve_ledger_load (fixture->ledger, NULL));
      aside = salve_ledger_set_aside (fixture->ledger, &error);
      g_assert_no_error (error);
      name = g_path_get_basename (aside);
      g_assert_true (g_str_has_prefix (name, "notified-2"));
      g_assert_true (g_str_has_suffix (name, ".unreadable.json"));
      g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, broken[i + 1]);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
  salve_ledger_add (fixture->ledger, "new", NOW);
  g_assert_true (salve_ledger_save (fixture->ledger, NULL));
}

static void
test_not_a_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_false (salve_ledger_load (fixture->ledger, NULL));
  aside = salve_ledger_set_aside (fixture->ledger, NULL);
  g_assert_nonnull (aside);
  g_assert_null (salve_ledger_set_aside (fixture->ledger, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "notified.json", NULL);
  g_autoptr (SalveLedger) ledger = salve_ledger_new (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (salve_ledger_get_path (ledger), ==, path);
  g_assert_true (salve_ledger_load (ledger, NULL));
  salve_ledger_add (ledger, "key", NOW);
  g_assert_false (salve_ledger_save (ledger, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (salve_ledger_contains (ledger, "key"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/ledger/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("absent", test_absent);
  ADD ("round-trip", test_round_trip);
  ADD ("marks", test_marks);
  ADD ("prune", test_prune);
  ADD ("many", test_many);
  ADD ("queued", test_queued);
  ADD ("unfinished", test_unfinished);
  ADD ("unfinished-first", test_unfinished_first);
  ADD ("broken", test_broken);
  ADD ("set-aside", test_set_aside);
  ADD ("not-a-file", test_not_a_file);
  ADD ("no-folder", test_no_folder);
#undef ADD

  return g_test_run ();
}
