/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "salve-json.h"
#include "salve-store-fixture.h"

#define ID "6a1f3c0e-5d0b-4c1e-9a55-0f2f5a3c7b10"

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

  fixture_put (fixture, "nested.json", text);
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
  g_autofree char *fifo = fixture_get_path (fixture, "fifo.json");
  g_autofree char *dir = fixture_get_path (fixture, "dir.json");
  g_autofree char *loop = fixture_get_path (fixture, "loop.json");
  g_autofree char *zero = fixture_get_path (fixture, "zero.json");
  g_autofree char *broken = fixture_get_path (fixture, "broken.json");
  g_autofree char *sparse = fixture_get_path (fixture, "sparse.json");

  g_assert_no_errno (mkfifo (fifo, 0600));
  g_assert_no_errno (g_mkdir (dir, 0700));
  g_assert_no_errno (symlink ("loop.json", loop));
  g_assert_no_errno (symlink ("/dev/zero", zero));
  g_assert_no_errno (symlink ("nowhere", broken));
  make_socket (fixture->sessions);
  make_nested (fixture);
  make_sparse (sparse);
  fixture_put (fixture, "empty.json", "");
  fixture_put (fixture, "latin-1.json", "{\"notes\": \"caf\xe9\"}");
  fixture_put (fixture, "bom.json", "\xef\xbb\xbf{}");
  fixture_put (fixture, "20261122T173000Z-damaged0.json", "{\"format\": 1,");
  fixture_put (fixture, "notes.txt", "{}");
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

  fixture_scan (fixture);
  make_hostile (fixture);
  fixture_put (fixture, ".hidden.json", "");
  fixture_put (fixture, "x.json.AbC123", "");
  good = fixture_add_one (fixture, ID, "2026-11-22T18:30:00+01:00");
  fixture_scan (fixture);
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, G_N_ELEMENTS (cases) + 1);
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
      g_assert_true (fixture_remove (fixture->store, cases[i].name, NULL));
      g_assert_true (fixture_restore (fixture->store, cases[i].name, NULL));
    }
  g_assert_cmpuint (fixture_get_n_items (fixture), ==, G_N_ELEMENTS (cases) + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store-hostile/files", Fixture, NULL, fixture_set_up, test_hostile, fixture_tear_down);
  return g_test_run ();
}
