/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-document-fixture.h"
#include "salve-draft.h"
#include "salve-json.h"
#include "salve-paths.h"

typedef struct
{
  Fixture       told;
  char         *folder;
  SalveDraft   *draft;
  SalveSession *session;
} DraftFixture;

static void
set_up (DraftFixture  *fixture,
        gconstpointer  data)
{
  g_autoptr(GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);

  fixture->folder = salve_paths_state ();
  fixture->draft = salve_draft_new (fixture->folder);
  fixture->session = salve_session_new (SALVE_SETTING_HOME, started);
  fixture_listen (&fixture->told, fixture->draft);
}

static void
tear_down (DraftFixture  *fixture,
           gconstpointer  data)
{
  fixture_come_home (fixture->draft);
  g_assert_finalize_object (fixture->draft);
  g_assert_finalize_object (fixture->session);
  fixture_tear_down (&fixture->told, data);
  g_free (fixture->folder);
}

static void
test_none (DraftFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (salve_draft_load (fixture->draft, &error));
  g_assert_no_error (error);
  g_assert_true (salve_draft_flush (fixture->draft, &error));
  g_assert_true (salve_draft_clear (fixture->draft, &error));
  g_assert_no_error (error);
  g_assert_null (salve_draft_set_aside (fixture->draft, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_save (DraftFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) loaded = NULL;
  mode_t mask = umask (0);
  GStatBuf info;

  g_object_set (fixture->session, "notes", "first", NULL);
  salve_draft_save (fixture->draft, fixture->session);
  fixture_wait (&fixture->told);
  umask (mask);
  g_assert_no_error (fixture->told.error);
  g_assert_cmpuint (fixture->told.saved, ==, 1);
  g_assert_no_errno (g_stat (salve_draft_get_path (fixture->draft), &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_no_errno (g_stat (fixture->folder, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0700);
  loaded = salve_draft_load (fixture->draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (salve_session_get_notes (loaded), ==, "first");
  g_assert_cmpstr (salve_session_get_id (loaded), ==, salve_session_get_id (fixture->session));
  g_assert_true (salve_draft_clear (fixture->draft, &error));
  g_assert_false (g_file_test (salve_draft_get_path (fixture->draft), G_FILE_TEST_EXISTS));
}

/* Of many in short order the last is on the disk, and few of them were written. */
static void
test_latest (DraftFixture  *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) loaded = NULL;

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *notes = g_strdup_printf ("%d", i);

      g_object_set (fixture->session, "notes", notes, NULL);
      salve_draft_save (fixture->draft, fixture->session);
    }
  g_object_set (fixture->session, "notes", "not asked for", NULL);
  g_assert_true (salve_draft_flush (fixture->draft, &error));
  g_assert_no_error (error);
  loaded = salve_draft_load (fixture->draft, &error);
  g_assert_cmpstr (salve_session_get_notes (loaded), ==, "999");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture_wait (&fixture->told);
  g_assert_cmpuint (fixture->told.saved, <, 1000);
}

/* A write that is under way does not bring back what was cleared. */
static void
test_clear (DraftFixture  *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(GError) error = NULL;

      salve_draft_save (fixture->draft, fixture->session);
      salve_draft_save (fixture->draft, fixture->session);
      g_usleep (i * 50);
      g_assert_true (salve_draft_clear (fixture->draft, &error));
      g_assert_no_error (error);
      g_assert_false (g_file_test (salve_draft_get_path (fixture->draft), G_FILE_TEST_EXISTS));
    }
  fixture_come_home (fixture->draft);
  g_assert_false (g_file_test (salve_draft_get_path (fixture->draft), G_FILE_TEST_EXISTS));
}

/* What could not be written is tried again, and nothing is lost by the failure. */
static void
test_problem (DraftFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) loaded = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  salve_draft_save (fixture->draft, fixture->session);
  fixture_wait (&fixture->told);
  g_assert_cmpuint (fixture->told.saved, ==, 0);
  g_assert_error (fixture->told.error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (fixture->told.error->message, fixture->folder));
  g_assert_false (salve_draft_flush (fixture->draft, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);
  g_unlink (fixture->folder);
  g_assert_true (salve_draft_flush (fixture->draft, &error));
  loaded = salve_draft_load (fixture->draft, &error);
  g_assert_nonnull (loaded);
}

static void
check_set_aside (DraftFixture *fixture,
                 const char   *text,
                 GQuark        domain,
                 int           code)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  g_assert_true (g_file_set_contents (salve_draft_get_path (fixture->draft), text, -1, NULL));
  g_assert_null (salve_draft_load (fixture->draft, &error));
  g_assert_error (error, domain, code);
  g_clear_error (&error);
  aside = salve_draft_set_aside (fixture->draft, &error);
  g_assert_no_error (error);
  name = g_path_get_basename (aside);
  g_assert_true (g_regex_match_simple ("^draft-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?\\.unreadable\\.json$", name, 0, 0));
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
  g_assert_null (salve_draft_load (fixture->draft, &error));
  g_assert_no_error (error);
}

static void
test_unreadable (DraftFixture  *fixture,
                 gconstpointer  data)
{
  /* Several within a second: each keeps a file of its own. */
  check_set_aside (fixture, "{\"format\": 1, \"id\":", SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  check_set_aside (fixture, "", SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  check_set_aside (fixture, "{}", SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
  check_set_aside (fixture,
                   "{\"format\": 2, \"id\": \"a\", \"setting\": \"home\", \"areas\": [], "
                   "\"started\": \"2026-11-22T18:30:00+01:00\"}",
                   G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_pipe (DraftFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = NULL;

  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  g_assert_no_errno (mkfifo (salve_draft_get_path (fixture->draft), 0600));
  g_assert_null (salve_draft_load (fixture->draft, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE);
  aside = salve_draft_set_aside (fixture->draft, NULL);
  g_assert_nonnull (aside);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/draft/" name, DraftFixture, NULL, set_up, func, tear_down)
  ADD ("none", test_none);
  ADD ("save", test_save);
  ADD ("latest", test_latest);
  ADD ("clear", test_clear);
  ADD ("problem", test_problem);
  ADD ("unreadable", test_unreadable);
  ADD ("pipe", test_pipe);
#undef ADD
  return g_test_run ();
}
