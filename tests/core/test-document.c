/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-document-fixture.h"
#include "salve-json.h"
#include "salve-paths.h"

static void
save (Fixture    *fixture,
      const char *word)
{
  g_autoptr(JsonObject) root = json_object_new ();

  json_object_set_string_member (root, "word", word);
  salve_document_save (fixture->document, root);
}

static void
put (Fixture    *fixture,
     const char *text,
     gssize      length)
{
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  g_assert_true (g_file_set_contents (fixture->path, text, length, NULL));
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_word (Fixture    *fixture,
             const char *expected)
{
  g_autoptr(SalveDocument) other = salve_document_new (fixture->path);
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (salve_document_load (other, &root, &error));
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (root, "format"), ==, SALVE_DOCUMENT_FORMAT);
  g_assert_cmpstr (json_object_get_string_member (root, "word"), ==, expected);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JsonObject) root = json_object_new ();
  g_autoptr(JsonObject) before = root;
  g_autoptr(GError) error = NULL;

  g_assert_true (salve_document_load (fixture->document, &root, &error));
  g_assert_no_error (error);
  g_assert_null (root);
  g_assert_false (salve_document_get_read_only (fixture->document));
  g_assert_cmpstr (salve_document_get_path (fixture->document), ==, fixture->path);
  g_assert_true (salve_document_flush (fixture->document, &error));
  g_assert_true (salve_document_clear (fixture->document, &error));
  g_assert_no_error (error);
  g_assert_null (salve_document_set_aside (fixture->document, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  /* To ask changes nothing on the disk. */
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  mode_t mask = umask (0);
  GStatBuf info;

  save (fixture, "first");
  fixture_wait (fixture);
  umask (mask);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->saved, ==, 1);
  assert_word (fixture, "first");
  g_assert_no_errno (g_stat (fixture->path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_no_errno (g_stat (fixture->folder, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0700);
  g_assert_true (salve_document_clear (fixture->document, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Of many in short order the last is on the disk, and few of them were written. */
static void
test_latest (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *word = g_strdup_printf ("%d", i);

      save (fixture, word);
    }
  g_assert_true (salve_document_flush (fixture->document, &error));
  g_assert_no_error (error);
  assert_word (fixture, "999");
  fixture_wait (fixture);
  g_assert_cmpuint (fixture->saved, <, 1000);
}

/* What is changed after it was asked for is not what is written. */
static void
test_snapshot (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JsonObject) root = json_object_new ();

  json_object_set_string_member (root, "word", "asked");
  salve_document_save (fixture->document, root);
  json_object_set_string_member (root, "word", "later");
  g_assert_true (salve_document_flush (fixture->document, NULL));
  assert_word (fixture, "asked");
}

/* What could not be written is tried again, and nothing is lost by the failure. */
static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_false (salve_document_load (fixture->document, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);
  save (fixture, "kept");
  fixture_wait (fixture);
  g_assert_cmpuint (fixture->saved, ==, 0);
  g_assert_error (fixture->error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_false (salve_document_flush (fixture->document, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&error);
  assert_file (fixture->folder, "in the way");
  g_unlink (fixture->folder);
  g_assert_true (salve_document_flush (fixture->document, &error));
  g_assert_no_error (error);
  assert_word (fixture, "kept");
}

/* A folder of the file's name cannot be replaced, and what was saved before stays. */
static void
test_in_the_way (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *inside = g_build_filename (fixture->path, "more", NULL);

  g_assert_true (salve_document_load (fixture->document, NULL, &error));
  g_assert_no_errno (g_mkdir_with_parents (inside, 0700));
  save (fixture, "lost?");
  fixture_wait (fixture);
  g_assert_nonnull (fixture->error);
  g_assert_true (g_file_test (inside, G_FILE_TEST_IS_DIR));
  g_assert_false (salve_document_flush (fixture->document, &error));
  g_assert_nonnull (error);
  g_rmdir (inside);
  g_rmdir (fixture->path);
  g_assert_true (salve_document_flush (fixture->document, NULL));
  assert_word (fixture, "lost?");
}

typedef struct
{
  const char *text;
  gssize      length;
  int         code;
} Bad;

static const Bad bad[] = {
  { "", -1, SALVE_JSON_ERROR_SYNTAX },
  { "{\"format\": 1, \"word\":", -1, SALVE_JSON_ERROR_SYNTAX },
  { "[1]", -1, SALVE_JSON_ERROR_SYNTAX },
  { "{}", -1, SALVE_JSON_ERROR_MISSING },
  { "{\"format\": \"1\"}", -1, SALVE_JSON_ERROR_TYPE },
  { "{\"format\": 0}", -1, SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1.5}", -1, SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"word\": \"\xff\"}", -1, SALVE_JSON_ERROR_NOT_UTF8 },
  { "{\"format\": 1}\0{}", 16, SALVE_JSON_ERROR_NOT_UTF8 },
};

/* What cannot be read is not overwritten by a save, and keeps its text under another name. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(SalveDocument) document = salve_document_new (fixture->path);
      g_autoptr(JsonObject) root = json_object_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *aside = NULL;
      g_autofree char *kept = NULL;

      put (fixture, bad[i].text, bad[i].length);
      g_assert_false (salve_document_load (document, NULL, &error));
      g_test_message ("%u: %s", i, error->message);
      g_assert_error (error, SALVE_JSON_ERROR, bad[i].code);
      g_clear_error (&error);
      salve_document_save (document, root);
      g_assert_false (salve_document_flush (document, &error));
      g_assert_error (error, SALVE_JSON_ERROR, bad[i].code);
      aside = salve_document_set_aside (document, NULL);
      g_assert_true (g_regex_match_simple ("/thing-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?\\.unreadable\\.json$", aside, 0, 0));
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpmem (kept, strlen (bad[i].text), bad[i].text, strlen (bad[i].text));
      g_assert_true (salve_document_flush (document, NULL));
      g_assert_true (salve_document_load (document, NULL, NULL));
      while (G_OBJECT (document)->ref_count > 1)
        g_main_context_iteration (NULL, FALSE);
    }
}

/* Also one who never looked does not overwrite what cannot be read. */
static void
test_unseen (Fixture       *fixture,
             gconstpointer  data)
{
  put (fixture, "mine", -1);
  save (fixture, "yours");
  g_assert_cmpuint (fixture->saved, ==, 0);
  g_assert_null (fixture->error);
  fixture_wait (fixture);
  g_assert_error (fixture->error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
  assert_file (fixture->path, "mine");
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  const char *text = "{ \"format\": 2, \"word\": \"from tomorrow\" }";
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(GError) error = NULL;

  put (fixture, text, -1);
  g_assert_true (salve_document_load (fixture->document, &root, &error));
  g_assert_no_error (error);
  g_assert_true (salve_document_get_read_only (fixture->document));
  g_assert_cmpstr (json_object_get_string_member (root, "word"), ==, "from tomorrow");
  save (fixture, "from today");
  fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (salve_document_flush (fixture->document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  assert_file (fixture->path, text);
}

/* The same file for one who knows the newer format. */
static void
test_format (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SalveDocument) document = salve_document_new_of_format (fixture->path, 2);
  g_autoptr(JsonObject) root = NULL;

  put (fixture, "{ \"format\": 1, \"word\": \"old\" }", -1);
  g_assert_true (salve_document_load (document, &root, NULL));
  g_assert_false (salve_document_get_read_only (document));
  salve_document_save (document, root);
  g_assert_true (salve_document_flush (document, NULL));
  g_assert_true (salve_document_load (fixture->document, NULL, NULL));
  g_assert_true (salve_document_get_read_only (fixture->document));
  while (G_OBJECT (document)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
}

/* JSON all right, but not what the reader can use. */
static void
test_reject (Fixture       *fixture,
             gconstpointer  data)
{
  const char *text = "{\"format\": 1, \"word\": 5}";
  g_autoptr(GError) reason = g_error_new_literal (SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE, "no word");
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = NULL;

  put (fixture, text, -1);
  g_assert_true (salve_document_load (fixture->document, NULL, NULL));
  salve_document_reject (fixture->document, reason);
  save (fixture, "six");
  fixture_wait (fixture);
  g_assert_error (fixture->error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE);
  assert_file (fixture->path, text);
  aside = salve_document_set_aside (fixture->document, &error);
  g_assert_no_error (error);
  assert_file (aside, text);
  save (fixture, "seven");
  g_assert_true (salve_document_flush (fixture->document, NULL));
  assert_word (fixture, "seven");
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "else.json", NULL);

  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  g_assert_no_errno (mkfifo (fixture->path, 0600));
  g_assert_false (salve_document_load (fixture->document, NULL, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE);
  g_clear_error (&error);
  g_unlink (fixture->path);
  g_assert_true (g_file_set_contents (target, "{\"format\": 1}", -1, NULL));
  g_assert_no_errno (symlink (target, fixture->path));
  g_assert_false (salve_document_load (fixture->document, NULL, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE);
  save (fixture, "through the link");
  fixture_wait (fixture);
  assert_file (target, "{\"format\": 1}");
}

static void
test_huge (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, "{", -1);
  g_assert_no_errno (truncate (fixture->path, (off_t) 1 << 36));
  g_assert_false (salve_document_load (fixture->document, NULL, &error));
  g_assert_error (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TOO_LARGE);
  g_unlink (fixture->path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/document/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("none", test_none);
  ADD ("save", test_save);
  ADD ("latest", test_latest);
  ADD ("snapshot", test_snapshot);
  ADD ("problem", test_problem);
  ADD ("in-the-way", test_in_the_way);
  ADD ("unreadable", test_unreadable);
  ADD ("unseen", test_unseen);
  ADD ("newer", test_newer);
  ADD ("format", test_format);
  ADD ("reject", test_reject);
  ADD ("no-file", test_no_file);
  ADD ("huge", test_huge);
#undef ADD
  return g_test_run ();
}
