/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-session-json.h"
#include "salve-store.h"

#define NAME "20261122T173000Z-6a1f3c0e.json"
#define ID   "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

typedef struct
{
  char       *folder;
  SalveStore *store;
  GString    *changes;  /* "position-removed+added" of each items-changed */
  guint       problems;
} Fixture;

static void
on_items_changed (Fixture *fixture,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

static void
on_problem (Fixture *fixture)
{
  fixture->problems++;
}

static void
open_store (Fixture *fixture,
            gint64   since)
{
  fixture->store = salve_store_new (fixture->folder, since);
  g_signal_connect_swapped (fixture->store, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect_swapped (fixture->store, "problem", G_CALLBACK (on_problem), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->changes = g_string_new (NULL);
  open_store (fixture, 0);
}

static void
close_store (Fixture *fixture)
{
  while (G_OBJECT (fixture->store)->ref_count > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_finalize_object (fixture->store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (fixture->problems, ==, 0);
  close_store (fixture);
  g_string_free (fixture->changes, TRUE);
  g_free (fixture->folder);
}

static void
scan (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (salve_store_scan (fixture->store, &error));
  g_assert_no_error (error);
}

static guint
get_n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
}

static char *
get_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, "sessions", name, NULL);
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_timeout, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits until these changes, and no others, were told. */
static void
expect_changes (Fixture    *fixture,
                const char *changes)
{
  for (guint i = 0; i < 100 && strlen (fixture->changes->str) < strlen (changes); i++)
    spin (50);
  g_assert_cmpstr (fixture->changes->str, ==, changes);
  g_string_truncate (fixture->changes, 0);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static SalveSession *
make_session (const char *id,
              const char *started)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (started, NULL);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, time);
  const char * const areas[] = { "abdomen", NULL };

  salve_session_set_ended (session, time);
  salve_session_set_areas (session, areas);
  g_object_set (session, "id", id, NULL);
  return session;
}

static char *
add (SalveStore    *store,
     SalveSession  *session,
     GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  salve_store_add_async (store, session, NULL, on_done, &result);
  return salve_store_add_finish (store, wait_for_result (&result), error);
}

static gboolean
remove_record (SalveStore  *store,
               const char  *name,
               GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  salve_store_remove_async (store, name, NULL, on_done, &result);
  return salve_store_remove_finish (store, wait_for_result (&result), error);
}

static gboolean
restore_record (SalveStore  *store,
                const char  *name,
                GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  salve_store_restore_async (store, name, NULL, on_done, &result);
  return salve_store_restore_finish (store, wait_for_result (&result), error);
}

static char *
add_one (Fixture    *fixture,
         const char *id,
         const char *started)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalveSession) session = make_session (id, started);
  char *name = add (fixture->store, session, &error);

  g_assert_no_error (error);
  return name;
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = get_path (fixture, name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
list_names (SalveStore *store)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(SalveRecord) record = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s ", salve_record_get_name (record));
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *names = list_names (fixture->store);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_mode (const char *path,
             guint       mode)
{
  GStatBuf info;

  g_assert_no_errno (g_lstat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, mode);
}

static void
set_age (const char *path,
         gint64      seconds)
{
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - seconds;
  struct timespec times[2] = { { .tv_sec = then }, { .tv_sec = then } };

  g_assert_no_errno (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW));
}

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
      g_autoptr(SalveSession) session = make_session (cases[i][0], "2026-11-22T18:30:00+01:00");
      g_autofree char *name = salve_record_make_name (session);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, "by hand.json");
  g_autoptr(SalveSession) session = make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autofree char *text = salve_session_to_json (session);
  SalveRecord *record = salve_record_new (path);
  SalveSession *read;

  scan (fixture);
  g_assert_null (salve_record_get_error (record));
  g_assert_null (salve_record_get_session (record));
  g_assert_error (salve_record_get_error (record), G_FILE_ERROR, G_FILE_ERROR_NOENT);
  put (fixture, "by hand.json", text);
  g_assert_null (salve_record_get_session (record));
  salve_record_forget (record);
  read = salve_record_get_session (record);
  g_assert_cmpstr (salve_session_get_id (read), ==, ID);
  g_assert_true (salve_record_get_session (record) == read);
  g_assert_null (salve_record_get_error (record));
  g_assert_cmpint (g_date_time_to_unix (salve_record_get_time (record)), ==, 1795368600);
  g_assert_finalize_object (record);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *path = NULL;
  g_autoptr(SalveRecord) record = NULL;

  scan (fixture);
  first = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (first, ==, NAME);
  expect_changes (fixture, "0-0+1 ");
  second = add_one (fixture, "b0000000", "2026-11-23T18:30:00+01:00");
  third = add_one (fixture, "c0000000", "2026-11-21T18:30:00+01:00");
  g_assert_cmpuint (get_n_items (fixture), ==, 3);
  expect_changes (fixture, "0-0+1 2-0+1 ");
  assert_names (fixture, "20261123T173000Z-b0000000.json " NAME " 20261121T173000Z-c0000000.json ");
  record = salve_store_find (fixture->store, NAME);
  g_assert_cmpstr (salve_session_get_id (salve_record_get_session (record)), ==, ID);
  path = get_path (fixture, NAME);
  g_assert_cmpstr (salve_record_get_path (record), ==, path);
  g_assert_null (salve_store_find (fixture->store, "none"));
  /* The monitor tells of them later; nothing is told twice. */
  spin (400);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

static void
test_rewrite (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SalveSession) session = make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(SalveRecord) old = NULL;
  g_autoptr(SalveRecord) new = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  scan (fixture);
  first = add (fixture->store, session, NULL);
  old = salve_store_find (fixture->store, first);
  g_assert_null (salve_session_get_notes (salve_record_get_session (old)));
  g_object_set (session, "notes", "more", NULL);
  second = add (fixture->store, session, NULL);
  g_assert_cmpstr (first, ==, second);
  new = salve_store_find (fixture->store, first);
  g_assert_true (new != old);
  g_assert_cmpstr (salve_session_get_notes (salve_record_get_session (new)), ==, "more");
  spin (400);
  expect_changes (fixture, "0-0+1 0-1+1 ");
}

/* A file of that name which is not that session's is left alone, whatever it is. */
static void
test_same_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *junk = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fifo = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  scan (fixture);
  put (fixture, NAME, "damaged");
  fifo = get_path (fixture, "20261122T173000Z-6a1f3c0e-2.json");
  g_assert_no_errno (mkfifo (fifo, 0600));
  first = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (first, ==, "20261122T173000Z-6a1f3c0e-3.json");
  second = add_one (fixture, "6a1f3c0e-another", "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (second, ==, "20261122T173000Z-6a1f3c0e-4.json");
  again = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_cmpstr (again, ==, first);
  junk = get_path (fixture, NAME);
  g_assert_true (g_file_get_contents (junk, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "damaged");
  scan (fixture);
  g_assert_cmpuint (get_n_items (fixture), ==, 4);
}

/* Many at once, all of one name. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GAsyncResult *results[20] = { NULL };

  scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *id = g_strdup_printf ("6a1f3c0e-%u", i);
      g_autoptr(SalveSession) session = make_session (id, "2026-11-22T18:30:00+01:00");

      salve_store_add_async (fixture->store, session, NULL, on_done, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;

      g_hash_table_add (names, salve_store_add_finish (fixture->store, wait_for_result (&results[i]), &error));
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, G_N_ELEMENTS (results));
  g_assert_cmpuint (get_n_items (fixture), ==, G_N_ELEMENTS (results));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(SalveSession) draft = salve_session_new (SALVE_SETTING_HOME, started);
  g_autoptr(SalveSession) newer = make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  scan (fixture);
  g_assert_null (add (fixture->store, draft, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  salve_store_add_async (fixture->store, newer, cancellable, on_done, &result);
  g_assert_null (salve_store_add_finish (fixture->store, wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_object_set (newer, "read-only", TRUE, NULL);
  g_assert_null (add (fixture->store, newer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (get_n_items (fixture), ==, 0);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(SalveSession) session = make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(SalveRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = NULL;
  g_autofree char *json = salve_session_to_json (session);
  g_autofree char *path = get_path (fixture, NAME);
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;

  text = g_string_new (json);
  g_string_replace (text, "\"format\": 1", "\"format\": 2", 1);
  scan (fixture);
  put (fixture, NAME, text->str);
  scan (fixture);
  record = salve_store_find (fixture->store, NAME);
  g_assert_true (salve_session_get_read_only (salve_record_get_session (record)));
  g_assert_null (add (fixture->store, salve_record_get_session (record), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  /* Not even the same session, made here, takes its place. */
  name = add (fixture->store, session, NULL);
  g_assert_cmpstr (name, ==, "20261122T173000Z-6a1f3c0e-2.json");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text->str);
}

static void
make_socket (const char *folder)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);
  g_autofree char *back = g_get_current_dir ();

  /* The address is short, the test's folder may not be. */
  g_assert_no_errno (g_chdir (folder));
  strcpy (address.sun_path, "socket.json");
  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (g_chdir (back));
  close (fd);
}

static void
make_nested (Fixture *fixture)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *text = g_strconcat ("{\"a\":", brackets, NULL);

  put (fixture, "nested.json", text);
}

static void
make_sparse (const char *path)
{
  int fd = g_open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

  g_assert_no_errno (ftruncate (fd, 8LL * 1024 * 1024 * 1024));
  close (fd);
}

static void
make_hostile (Fixture *fixture)
{
  g_autofree char *sessions = g_build_filename (fixture->folder, "sessions", NULL);
  g_autofree char *fifo = get_path (fixture, "fifo.json");
  g_autofree char *dir = get_path (fixture, "dir.json");
  g_autofree char *loop = get_path (fixture, "loop.json");
  g_autofree char *zero = get_path (fixture, "zero.json");
  g_autofree char *broken = get_path (fixture, "broken.json");
  g_autofree char *sparse = get_path (fixture, "sparse.json");

  g_assert_no_errno (mkfifo (fifo, 0600));
  g_assert_no_errno (g_mkdir (dir, 0700));
  g_assert_no_errno (symlink ("loop.json", loop));
  g_assert_no_errno (symlink ("/dev/zero", zero));
  g_assert_no_errno (symlink ("nowhere", broken));
  make_socket (sessions);
  make_nested (fixture);
  make_sparse (sparse);
  put (fixture, "empty.json", "");
  put (fixture, "latin-1.json", "{\"notes\": \"caf\xe9\"}");
  put (fixture, "bom.json", "\xef\xbb\xbf{}");
  put (fixture, "20261122T173000Z-damaged0.json", "{\"format\": 1,");
  put (fixture, "notes.txt", "{}");
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *name; int code; } cases[] = {
    { "fifo.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "dir.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "loop.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "zero.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "broken.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "socket.json", SALVE_JSON_ERROR_NOT_A_FILE },
    { "notes.txt", SALVE_JSON_ERROR_NOT_A_FILE },
    { "nested.json", SALVE_JSON_ERROR_TOO_DEEP },
    { "sparse.json", SALVE_JSON_ERROR_TOO_LARGE },
    { "empty.json", SALVE_JSON_ERROR_SYNTAX },
    { "latin-1.json", SALVE_JSON_ERROR_NOT_UTF8 },
    { "bom.json", SALVE_JSON_ERROR_SYNTAX },
    { "20261122T173000Z-damaged0.json", SALVE_JSON_ERROR_SYNTAX },
  };
  g_autofree char *good = NULL;
  g_autoptr(SalveRecord) record = NULL;

  scan (fixture);
  make_hostile (fixture);
  put (fixture, ".hidden.json", "");
  put (fixture, "x.json.AbC123", "");
  good = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  scan (fixture);
  g_assert_cmpuint (get_n_items (fixture), ==, G_N_ELEMENTS (cases) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SalveRecord) bad = salve_store_find (fixture->store, cases[i].name);

      g_test_message ("%s", cases[i].name);
      g_assert_null (salve_record_get_session (bad));
      g_assert_error (salve_record_get_error (bad), SALVE_JSON_ERROR, cases[i].code);
      g_assert_nonnull (salve_record_get_time (bad));
    }
  record = salve_store_find (fixture->store, good);
  g_assert_nonnull (salve_record_get_session (record));
  /* Whatever it is, a person may remove it and change their mind. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (remove_record (fixture->store, cases[i].name, NULL));
      g_assert_true (restore_record (fixture->store, cases[i].name, NULL));
    }
  g_assert_cmpuint (get_n_items (fixture), ==, G_N_ELEMENTS (cases) + 1);
}

/* Were one of them opened, the scan would wait for ever or take long. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 begun;

  scan (fixture);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("20260101T%02u%02u%02uZ-%08u.json", i / 3600,
                                               i / 60 % 60, i % 60, i);
      g_autofree char *path = get_path (fixture, name);

      g_assert_no_errno (mkfifo (path, 0600));
    }
  close_store (fixture);
  g_string_truncate (fixture->changes, 0);
  open_store (fixture, 0);
  begun = g_get_monotonic_time ();
  scan (fixture);
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - begun) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (get_n_items (fixture), ==, 10000);
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+10000 ");
}

static void
test_since (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *added = NULL;

  scan (fixture);
  put (fixture, "20261122T173000Z-aaaaaaaa.json", "");
  put (fixture, "20261122T172959Z-bbbbbbbb.json", "");
  put (fixture, "other.json", "");
  set_age (salve_store_get_folder (fixture->store), 0);
  close_store (fixture);
  open_store (fixture, 1795368600);
  scan (fixture);
  g_assert_cmpuint (get_n_items (fixture), ==, 2);
  added = add_one (fixture, "c", "2020-01-01T00:00:00Z");
  g_assert_nonnull (added);
  g_assert_cmpuint (get_n_items (fixture), ==, 2);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *b = get_path (fixture, "20260102T000000Z-bbbbbbbb.json");
  g_autofree char *moved = get_path (fixture, "20260104T000000Z-bbbbbbbb.json");
  g_autoptr(SalveRecord) seen = NULL;
  g_autoptr(SalveRecord) fresh = NULL;

  scan (fixture);
  put (fixture, "20260101T000000Z-aaaaaaaa.json", "a");
  expect_changes (fixture, "0-0+1 ");
  put (fixture, "20260103T000000Z-cccccccc.json", "c");
  expect_changes (fixture, "0-0+1 ");
  put (fixture, "20260102T000000Z-bbbbbbbb.json", "b");
  expect_changes (fixture, "1-0+1 ");
  /* Nobody saw it, so nobody need be told. */
  put (fixture, "20260102T000000Z-bbbbbbbb.json", "b2");
  spin (400);
  expect_changes (fixture, "");
  seen = g_list_model_get_item (G_LIST_MODEL (fixture->store), 1);
  put (fixture, "20260102T000000Z-bbbbbbbb.json", "b3");
  expect_changes (fixture, "1-1+1 ");
  fresh = g_list_model_get_item (G_LIST_MODEL (fixture->store), 1);
  g_assert_true (fresh != seen);
  g_assert_no_errno (g_rename (b, moved));
  spin (400);
  g_assert_cmpuint (get_n_items (fixture), ==, 3);
  assert_names (fixture,
                "20260104T000000Z-bbbbbbbb.json 20260103T000000Z-cccccccc.json 20260101T000000Z-aaaaaaaa.json ");
  g_string_truncate (fixture->changes, 0);
  g_assert_no_errno (g_unlink (moved));
  expect_changes (fixture, "0-1+0 ");
}

/* A scan finds by itself what changed while nobody watched, and keeps what did not. */
static void
test_rescan (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SalveRecord) kept = NULL;
  g_autoptr(SalveRecord) same = NULL;

  scan (fixture);
  put (fixture, "20200101T000000Z-old00000.json", "");
  scan (fixture);
  kept = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("20260101T%02u%02u00Z-%08u.json", i / 60, i % 60, i);

      put (fixture, name, "");
    }
  scan (fixture);
  expect_changes (fixture, "0-0+1 0-0+200 ");
  same = g_list_model_get_item (G_LIST_MODEL (fixture->store), 200);
  g_assert_true (same == kept);
  spin (400);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

static void
test_two_stores (Fixture       *fixture,
                 gconstpointer  data)
{
  SalveStore *other = salve_store_new (fixture->folder, 0);
  g_autofree char *name = NULL;

  scan (fixture);
  g_assert_true (salve_store_scan (other, NULL));
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  for (guint i = 0; i < 100 && g_list_model_get_n_items (G_LIST_MODEL (other)) == 0; i++)
    spin (20);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1);
  g_string_truncate (fixture->changes, 0);
  g_assert_true (remove_record (other, name, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 0);
  expect_changes (fixture, "0-1+0 ");
  g_assert_finalize_object (other);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *path = get_path (fixture, NAME);
  g_autofree char *trashed = g_build_filename (fixture->folder, "trash", NAME, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  scan (fixture);
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  set_age (path, 100 * 24 * 60 * 60);
  g_assert_true (remove_record (fixture->store, name, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_n_items (fixture), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* It is its time in the trash that counts. */
  g_assert_no_errno (g_stat (trashed, &info));
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC - info.st_mtime, <, 60);
  scan (fixture);
  g_assert_true (restore_record (fixture->store, name, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_n_items (fixture), ==, 1);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_false (restore_record (fixture->store, name, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (remove_record (fixture->store, "none.json", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Neither the trash nor a restore ever replaces a file. */
static void
test_remove_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, NAME);
  g_autofree char *aside = g_build_filename (fixture->folder, "trash", "20261122T173000Z-6a1f3c0e-2.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  scan (fixture);
  put (fixture, NAME, "first");
  g_assert_true (remove_record (fixture->store, NAME, NULL));
  put (fixture, NAME, "second");
  g_assert_true (remove_record (fixture->store, NAME, NULL));
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "first");
  put (fixture, NAME, "third");
  g_assert_false (restore_record (fixture->store, NAME, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_unlink (path);
  g_assert_true (restore_record (fixture->store, NAME, NULL));
  g_free (text);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "second");
}

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *old = g_build_filename (fixture->folder, "trash", "old.json", NULL);
  g_autofree char *young = g_build_filename (fixture->folder, "trash", "young.json", NULL);

  /* It was looked at in between: test-store-clock.c. */
  scan (fixture);
  g_assert_true (g_file_set_contents (old, "", -1, NULL));
  g_assert_true (g_file_set_contents (young, "", -1, NULL));
  set_age (old, 30 * 24 * 60 * 60 + 60);
  set_age (young, 30 * 24 * 60 * 60 - 60);
  scan (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
}

static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *name; gint64 age; gboolean stays; } cases[] = {
    { "20261122T173000Z-6a1f3c0e.json.AbC123", 61, FALSE },
    { "20261122T173000Z-6a1f3c0e.json.a1b2c3.AbC123", 61, FALSE },
    { "20261122T173000Z-6a1f3c0e.json.young1", 30, TRUE },
    { "x.json.AbC12", 61, TRUE },
    { "x.json.AbC1234", 61, TRUE },
    { "x.json.backup", 61, TRUE },
    { "x.text.AbC123", 61, TRUE },
    { "x.json", 61, TRUE },
  };

  scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = get_path (fixture, cases[i].name);

      put (fixture, cases[i].name, "");
      set_age (path, cases[i].age);
    }
  scan (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = get_path (fixture, cases[i].name);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, cases[i].stays);
    }
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *sessions = g_build_filename (fixture->folder, "sessions", NULL);
  g_autofree char *trash = g_build_filename (fixture->folder, "trash", NULL);
  g_autofree char *path = get_path (fixture, NAME);
  g_autofree char *name = NULL;
  mode_t mask = umask (0);

  g_assert_no_errno (g_mkdir_with_parents (sessions, 0777));
  g_assert_no_errno (g_chmod (sessions, 0777));
  scan (fixture);
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  umask (mask);
  assert_mode (fixture->folder, 0700);
  assert_mode (sessions, 0700);
  assert_mode (trash, 0700);
  assert_mode (path, 0600);
}

/* What is in the way is named, and the list stays as it was. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SalveSession) session = make_session (ID, "2026-11-22T18:30:00+01:00");
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_false (salve_store_scan (fixture->store, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_nonnull (strstr (error->message, fixture->folder));
  g_clear_error (&error);
  g_assert_null (add (fixture->store, session, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_unlink (fixture->folder);
  scan (fixture);
}

/* The folder is taken away and comes back: the list follows, and so does what is watched. */
static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *sessions = g_build_filename (fixture->folder, "sessions", NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *path = get_path (fixture, "20260101T000000Z-aaaaaaaa.json");

  scan (fixture);
  put (fixture, "20260101T000000Z-aaaaaaaa.json", "a");
  expect_changes (fixture, "0-0+1 ");
  g_unlink (path);
  g_assert_no_errno (g_rmdir (sessions));
  expect_changes (fixture, "0-1+0 ");
  spin (400);
  g_assert_true (g_file_test (sessions, G_FILE_TEST_IS_DIR));
  put (fixture, "20260101T000000Z-bbbbbbbb.json", "b");
  expect_changes (fixture, "0-0+1 ");
}

static void
assert_saves_nothing (Fixture *fixture,
                      int      code)
{
  g_autoptr(SalveSession) session = make_session ("b", "2026-11-23T18:30:00+01:00");
  g_autofree char *notes = g_strnfill (SALVE_JSON_MAX_TEXT, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autofree char *sessions = g_build_filename (fixture->folder, "sessions", NULL);

  g_object_set (session, "notes", notes, NULL);
  g_assert_null (add (fixture->store, session, &error));
  g_assert_error (error, G_FILE_ERROR, code);
  g_assert_nonnull (strstr (error->message, "20261123T173000Z-b0000000.json”"));
  g_test_message ("%s", error->message);
  /* The record that was there is, and nothing half-written is beside it. */
  g_assert_cmpuint (get_n_items (fixture), ==, 1);
  dir = g_dir_open (sessions, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NAME);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr(SalveRecord) record = NULL;

  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  if (mount ("salve", fixture->folder, "tmpfs", 0, "size=64k") != 0)
    {
      g_test_skip ("mounting a small disk is not permitted here");
      return;
    }
  scan (fixture);
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  assert_saves_nothing (fixture, G_FILE_ERROR_NOSPC);
  record = salve_store_find (fixture->store, NAME);
  g_assert_nonnull (salve_record_get_session (record));
  g_clear_object (&record);
  close_store (fixture);
  g_assert_no_errno (umount2 (fixture->folder, MNT_DETACH));
  open_store (fixture, 0);
}

static void
test_read_only_disk (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  scan (fixture);
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  if (mount (fixture->folder, fixture->folder, "none", MS_BIND, NULL) != 0)
    {
      g_test_skip ("mounting a disk that can only be read is not permitted here");
      return;
    }
  g_assert_no_errno (mount (NULL, fixture->folder, "none", MS_BIND | MS_REMOUNT | MS_RDONLY, NULL));
  assert_saves_nothing (fixture, G_FILE_ERROR_ROFS);
  g_assert_false (remove_record (fixture->store, name, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ROFS);
  scan (fixture);
  g_assert_cmpuint (get_n_items (fixture), ==, 1);
  g_assert_no_errno (umount2 (fixture->folder, MNT_DETACH));
}

static void
test_not_permitted (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = get_path (fixture, NAME);
  g_autofree char *name = NULL;
  g_autoptr(SalveRecord) record = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may do everything");
      return;
    }
  scan (fixture);
  name = add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  g_assert_no_errno (g_chmod (path, 0));
  record = salve_store_find (fixture->store, name);
  g_assert_null (salve_record_get_session (record));
  g_assert_error (salve_record_get_error (record), G_FILE_ERROR, G_FILE_ERROR_ACCES);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/record/names", test_names);
  g_test_add_func ("/record/make-name", test_make_name);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/record/read", test_record);
  ADD ("/store/add", test_add);
  ADD ("/store/rewrite", test_rewrite);
  ADD ("/store/same-name", test_same_name);
  ADD ("/store/race", test_race);
  ADD ("/store/refused", test_refused);
  ADD ("/store/newer", test_newer);
  ADD ("/store/hostile", test_hostile);
  ADD ("/store/many", test_many);
  ADD ("/store/since", test_since);
  ADD ("/store/changes", test_changes);
  ADD ("/store/rescan", test_rescan);
  ADD ("/store/two-stores", test_two_stores);
  ADD ("/store/remove", test_remove);
  ADD ("/store/remove-twice", test_remove_twice);
  ADD ("/store/trash", test_trash);
  ADD ("/store/sweep", test_sweep);
  ADD ("/store/modes", test_modes);
  ADD ("/store/no-folder", test_no_folder);
  ADD ("/store/folder-gone", test_folder_gone);
  ADD ("/store/full-disk", test_full_disk);
  ADD ("/store/read-only-disk", test_read_only_disk);
  ADD ("/store/not-permitted", test_not_permitted);
#undef ADD
  return g_test_run ();
}
