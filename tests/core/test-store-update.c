/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-json.h"
#include "salve-store-fixture.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"

#define RECORD(format, notes) \
  "{\"format\": " format ", \"id\": \"6a1f3c0e-5d0b\", \"setting\": \"home\"," \
  " \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\"," \
  " \"areas\": [\"abdomen\"], \"device\": {\"kind\": \"roller\", \"needle_mm\": 0.25, \"colour\": \"blue\"}," \
  " \"aftercare\": [{\"restriction\": \"sun\", \"until\": \"2026-11-24T19:12:00+01:00\", \"why\": \"light\"}]," \
  " \"notes\": \"" notes "\", \"weather\": {\"rain\": 1.50}}"

static void
put (Fixture    *fixture,
     const char *text)
{
  fixture_put (fixture, NAME, text);
}

static void
assert_holds (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *text = fixture_get (fixture, NAME);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_scan (fixture);
  put (fixture, RECORD ("1", "first"));
  fixture_scan (fixture);
  g_string_truncate (fixture->changes, 0);
}

/* The record as the list has it, with the person's change. */
static SalveSession *
read_session (Fixture    *fixture,
              const char *notes)
{
  g_autoptr(SalveRecord) record = salve_store_find (fixture->store, NAME);
  SalveSession *session = g_object_ref (salve_record_get_session (record));

  g_object_set (session, "notes", notes, NULL);
  return session;
}

static gboolean
update (Fixture       *fixture,
        SalveSession  *session,
        GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  salve_store_update_async (fixture->store, NAME, session, NULL, fixture_on_done, &result);
  return salve_store_update_finish (fixture->store, fixture_wait (&result), error);
}

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SalveRecord) old = salve_store_find (fixture->store, NAME);
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(SalveRecord) new = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = fixture_get_path (fixture, NAME);
  GStatBuf info;

  g_assert_true (update (fixture, session, &error));
  g_assert_no_error (error);
  text = fixture_get (fixture, NAME);
  g_assert_nonnull (strstr (text, "\"second\""));
  g_assert_nonnull (strstr (text, "\"rain\": 1.5"));
  g_assert_nonnull (strstr (text, "\"colour\": \"blue\""));
  g_assert_nonnull (strstr (text, "\"why\": \"light\""));
  g_assert_no_errno (g_lstat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  fixture_assert_alone (fixture, NAME);
  g_assert_cmpstr (fixture->changes->str, ==, "0-1+1 ");
  new = salve_store_find (fixture->store, NAME);
  g_assert_true (new != old);
  g_assert_cmpstr (salve_session_get_notes (salve_record_get_session (new)), ==, "second");
}

/* What was written is another than what was read. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(SalveSession) fresh = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (update (fixture, session, NULL));
  g_object_set (session, "notes", "third", NULL);
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  fresh = read_session (fixture, "third");
  g_assert_true (update (fixture, fresh, NULL));
  text = fixture_get (fixture, NAME);
  g_assert_nonnull (strstr (text, "\"third\""));
}

/* Another program's hand on the file since it was read. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *text; int code; } cases[] = {
    { RECORD ("1", "another"), G_IO_ERROR_WRONG_ETAG },
    { RECORD ("2", "first"), G_IO_ERROR_WRONG_ETAG },
    { "{}", G_IO_ERROR_WRONG_ETAG },
  };
  g_autoptr(SalveSession) session = read_session (fixture, "second");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      put (fixture, cases[i].text);
      g_assert_false (update (fixture, session, &error));
      g_assert_error (error, G_IO_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, NAME));
      assert_holds (fixture, cases[i].text);
      fixture_assert_alone (fixture, NAME);
    }
}

/* The list has the other program's version by then, also before the folder's monitor says so. */
static void
test_read_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(SalveRecord) record = NULL;

  put (fixture, RECORD ("1", "another"));
  g_assert_false (update (fixture, session, NULL));
  g_assert_cmpstr (fixture->changes->str, ==, "0-1+1 ");
  record = salve_store_find (fixture->store, NAME);
  g_assert_cmpstr (salve_session_get_notes (salve_record_get_session (record)), ==, "another");
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(GError) error = NULL;

  put (fixture, "\n" RECORD ("1", "first") "\n\n");
  g_assert_true (update (fixture, session, &error));
  g_assert_no_error (error);
}

/* Another program that waits until the first look is over. */
typedef struct
{
  Fixture *fixture;
  gint     over; /* the update is; atomic */
} Other;

static gpointer
change_meanwhile (gpointer data)
{
  Other *other = data;
  Fixture *fixture = other->fixture;
  g_autofree char *path = fixture_get_path (fixture, NAME);
  g_autofree char *theirs = g_build_filename (fixture->folder, "other", NULL);
  gboolean begun = FALSE;

  g_assert_true (g_file_set_contents (theirs, RECORD ("1", "another"), -1, NULL));
  while (!begun && !g_atomic_int_get (&other->over))
    {
      g_autoptr(GDir) dir = g_dir_open (fixture->sessions, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        begun = begun || strcmp (name, NAME) != 0;
    }
  g_assert_no_errno (g_rename (theirs, path));
  return NULL;
}

/* However the two meet, the other program's version is not lost, nor is anything left beside it. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 10; i++)
    {
      Other other = { .fixture = fixture };
      g_autofree char *notes = g_strnfill (60 * 1024, 'x');
      g_autoptr(SalveSession) session = NULL;
      g_autoptr(GError) error = NULL;
      GThread *thread;
      gboolean done;

      put (fixture, RECORD ("1", "first"));
      fixture_scan (fixture);
      session = read_session (fixture, notes);
      thread = g_thread_new ("other", change_meanwhile, &other);
      done = update (fixture, session, &error);
      g_test_message ("%s", done ? "updated" : error->message);
      g_atomic_int_set (&other.over, TRUE);
      g_thread_join (thread);
      if (!done)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
      assert_holds (fixture, RECORD ("1", "another"));
      fixture_assert_alone (fixture, NAME);
    }
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(GError) error = NULL;
  g_autofree char *path = fixture_get_path (fixture, NAME);

  g_assert_no_errno (g_unlink (path));
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SalveSession) session = NULL;
  g_autoptr(GError) error = NULL;

  put (fixture, RECORD ("2", "first"));
  fixture_scan (fixture);
  session = read_session (fixture, "second");
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  assert_holds (fixture, RECORD ("2", "first"));
}

/* A session that could not be read again is not written, and one that was never read replaces nothing. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(SalveSession) stranger = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  salve_store_update_async (fixture->store, NAME, session, cancellable, fixture_on_done, &result);
  g_assert_false (salve_store_update_finish (fixture->store, fixture_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  salve_session_set_ended (session, NULL);
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  stranger = salve_session_new (SALVE_SETTING_HOME, salve_session_get_started (session));
  salve_session_set_ended (stranger, salve_session_get_started (session));
  g_assert_false (update (fixture, stranger, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_holds (fixture, RECORD ("1", "first"));
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(GError) error = NULL;
  g_autofree char *path = fixture_get_path (fixture, NAME);

  put (fixture, "{\"format\": 1,");
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  g_clear_error (&error);
  assert_holds (fixture, "{\"format\": 1,");
  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_mkdir (path, 0700));
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
  g_assert_no_errno (g_rmdir (path));
}

/* A file where the folder was. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SalveSession) session = read_session (fixture, "second");
  g_autoptr(GError) error = NULL;
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *kept = g_build_filename (elsewhere, NAME, NULL);
  g_autofree char *text = NULL;

  g_assert_no_errno (g_rename (fixture->sessions, elsewhere));
  g_assert_true (g_file_set_contents (fixture->sessions, "in the way", -1, NULL));
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_true (g_file_get_contents (kept, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, RECORD ("1", "first"));
  g_assert_no_errno (g_unlink (fixture->sessions));
  g_assert_no_errno (g_rename (elsewhere, fixture->sessions));
  /* Who took long heard of it from the list. */
  fixture->problems = 0;
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SalveSession) session = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *notes = g_strnfill (60 * 1024, 'x');

  if (mount ("salve", fixture->sessions, "tmpfs", 0, "size=48k,mode=0700") != 0)
    {
      g_test_skip ("mounting a small disk is not permitted here");
      return;
    }
  put (fixture, RECORD ("1", "first"));
  fixture_scan (fixture);
  session = read_session (fixture, notes);
  g_assert_false (update (fixture, session, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_nonnull (strstr (error->message, NAME "”"));
  assert_holds (fixture, RECORD ("1", "first"));
  fixture_assert_alone (fixture, NAME);
  g_assert_no_errno (umount2 (fixture->sessions, MNT_DETACH));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/store-update/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("update", test_update);
  ADD ("again", test_again);
  ADD ("changed", test_changed);
  ADD ("read-again", test_read_again);
  ADD ("same", test_same);
  ADD ("race", test_race);
  ADD ("removed", test_removed);
  ADD ("newer", test_newer);
  ADD ("refused", test_refused);
  ADD ("unreadable", test_unreadable);
  ADD ("no-folder", test_no_folder);
  ADD ("full-disk", test_full_disk);
#undef ADD
  return g_test_run ();
}
