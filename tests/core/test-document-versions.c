/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "salve-document-versions.h"
#include "salve-document.h"
#include "salve-json.h"
#include "salve-paths.h"

#define OF_SYNCTHING ".sync-conflict-20261122-123047-D2S35UE.json"
#define OF_NEXTCLOUD " (conflicted copy 2026-11-22 123047).json"
#define DEVICE(id, member) "{'id': '" id "', 'kind': 'roller', 'needle_mm': 0.5" member "}"

typedef struct
{
  char *folder;
  char *trash;
} Fixture;

typedef struct
{
  const char *text; /* NULL where there is none */
  guint       time; /* of the last change */
} File;

typedef struct
{
  const char    *name;
  SalveFileKind  kind;
  File           own;
  File           syncthing;
  File           nextcloud;
  const char    *expected; /* NULL where merging fails */
  const char    *listed;   /* + can be merged, - cannot */
  const char    *left;     /* the same, afterwards */
  const char    *trash;    /* the names in it */
} Case;

static const Case cases[] = {
  { "alone", SALVE_FILE_SHELF, { "{'format': 1, 'x': 1}", 5 }, { 0 }, { 0 }, "{'format': 1, 'x': 1}", "", "", "" },
  { "all-that-either-has", SALVE_FILE_SHELF,
    { "{'format': 1, 'devices': [" DEVICE ("a", "") "], 'ours': 1}", 5 },
    { "{'format': 1, 'devices': [" DEVICE ("b", ", 'new': [7]") "], 'theirs': {'y': 2}}", 3 }, { 0 },
    "{'format': 1, 'devices': [" DEVICE ("a", "") ", " DEVICE ("b", ", 'new': [7]") "], 'ours': 1, 'theirs': {'y': 2}}",
    "+S", "", "shelf.json|shelf" OF_SYNCTHING },
  { "own-is-later", SALVE_FILE_SHELF, { "{'format': 1, 'x': 'own'}", 5 }, { "{'format': 1, 'x': 's'}", 3 }, { 0 },
    "{'format': 1, 'x': 'own'}", "+S", "", "shelf" OF_SYNCTHING },
  { "same-time", SALVE_FILE_SHELF, { "{'format': 1, 'x': 'own'}", 5 }, { "{'format': 1, 'x': 's'}", 5 }, { 0 },
    "{'format': 1, 'x': 'own'}", "+S", "", "shelf" OF_SYNCTHING },
  { "copy-is-later", SALVE_FILE_SHELF, { "{'format': 1, 'x': 'own'}", 5 }, { "{'format': 1, 'x': 's'}", 7 }, { 0 },
    "{'format': 1, 'x': 's'}", "+S", "", "shelf.json|shelf" OF_SYNCTHING },
  { "latest-of-three", SALVE_FILE_SHELF, { "{'format': 1, 'x': 'own', 'z': 1}", 5 }, { "{'format': 1, 'x': 's'}", 3 },
    { "{'format': 1, 'x': 'n', 'y': 1}", 9 }, "{'format': 1, 'x': 'n', 'y': 1, 'z': 1}", "+N+S", "",
    "shelf" OF_NEXTCLOUD "|shelf.json|shelf" OF_SYNCTHING },
  { "no-file", SALVE_FILE_SHELF, { 0 }, { "{'format': 1, 'x': 's'}", 3 }, { 0 }, "{'format': 1, 'x': 's'}", "+S", "",
    "shelf" OF_SYNCTHING },
  { "warnings-of-all", SALVE_FILE_SHELF,
    { "{'format': 1, 'products': [{'id': 'p', 'name': 'Cream', 'marks': ['acid']}]}", 5 },
    { "{'format': 1, 'products': [{'id': 'p', 'name': 'Creme', 'marks': ['retinoid', 'acid', 'later']}]}", 3 }, { 0 },
    "{'format': 1, 'products': [{'id': 'p', 'name': 'Cream', 'marks': ['acid', 'retinoid', 'later']}]}", "+S", "",
    "shelf.json|shelf" OF_SYNCTHING },
  { "more-uses", SALVE_FILE_SHELF,
    { "{'format': 1, 'devices': [" DEVICE ("a", ", 'uses_before': 2") "]}", 5 },
    { "{'format': 1, 'devices': [" DEVICE ("a", ", 'uses_before': 9") "]}", 3 }, { 0 },
    "{'format': 1, 'devices': [" DEVICE ("a", ", 'uses_before': 9") "]}", "+S", "",
    "shelf.json|shelf" OF_SYNCTHING },
  { "disputed-answers", SALVE_FILE_PROFILE,
    { "{'format': 1, 'born': '1990-01-01', 'lasting': {'no': ['keloid']}, 'planned': '2026-12-01'}", 5 },
    { "{'format': 1, 'born': '1991-01-01', 'lasting': {'skin_type': 5}, 'planned': '2026-12-24'}", 9 },
    { "{'format': 1, 'born': '1990-01-01', 'lasting': {'no': ['keloid']}}", 3 },
    "{'format': 1, 'planned': '2026-12-24'}", "+N+S", "",
    "profile" OF_NEXTCLOUD "|profile.json|profile" OF_SYNCTHING },
  { "same-answers", SALVE_FILE_PROFILE,
    { "{'format': 1, 'born': '1990-01-01'}", 5 },
    { "{'format': 1, 'born': '1990-01-01', 'lasting': {'no': ['keloid']}}", 3 }, { 0 },
    "{'format': 1, 'born': '1990-01-01', 'lasting': {'no': ['keloid']}}", "+S", "",
    "profile.json|profile" OF_SYNCTHING },
  { "discreet", SALVE_FILE_PROFILE,
    { "{'format': 1, 'reminders': {'discreet': false, 'moisturise': true}}", 5 },
    { "{'format': 1, 'reminders': {'discreet': true, 'moisturise': false}}", 3 }, { 0 },
    "{'format': 1, 'reminders': {'discreet': true, 'moisturise': true}}", "+S", "",
    "profile.json|profile" OF_SYNCTHING },
  { "cannot-be-read", SALVE_FILE_SHELF, { "{'format': 1, 'x': 1}", 5 }, { "{'format': 1,", 9 },
    { "{'format': 1, 'y': 1}", 3 }, "{'format': 1, 'x': 1, 'y': 1}", "+N-S", "-S", "shelf" OF_NEXTCLOUD "|shelf.json" },
  { "no-shelf", SALVE_FILE_SHELF, { "{'format': 1, 'x': 1}", 5 }, { "{'format': 1, 'devices': 7}", 9 }, { 0 },
    "{'format': 1, 'x': 1}", "-S", "-S", "" },
  { "newer-copy", SALVE_FILE_SHELF, { "{'format': 1, 'x': 1}", 5 }, { "{'format': 2, 'x': 2}", 9 }, { 0 },
    "{'format': 1, 'x': 1}", "-S", "-S", "" },
  { "newer-file", SALVE_FILE_SHELF, { "{'format': 2, 'x': 1}", 5 }, { "{'format': 1, 'x': 2}", 9 }, { 0 },
    NULL, "+S", "+S", "" },
  { "broken-file", SALVE_FILE_SHELF, { "{", 5 }, { "{'format': 1, 'x': 2}", 9 }, { 0 }, NULL, "+S", "+S", "" },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->trash = g_build_filename (fixture->folder, "trash", NULL);
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->trash);
  g_free (fixture->folder);
}

static const char *
get_stem (SalveFileKind kind)
{
  return kind == SALVE_FILE_SHELF ? "shelf" : "profile";
}

static char *
make_path (Fixture       *fixture,
           SalveFileKind  kind,
           const char    *end)
{
  return g_strconcat (fixture->folder, "/", get_stem (kind), end, NULL);
}

static void
put (Fixture       *fixture,
     SalveFileKind  kind,
     const char    *end,
     File           file)
{
  g_autofree char *path = make_path (fixture, kind, end);
  g_autofree char *quoted = NULL;
  struct utimbuf times = { file.time, file.time };

  if (file.text == NULL)
    return;
  quoted = g_strdelimit (g_strdup (file.text), "'", '"');
  g_assert_true (g_file_set_contents (path, quoted, -1, NULL));
  g_assert_no_errno (utime (path, &times));
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (expected), "'", '"');
  g_autoptr (JsonObject) object = salve_json_parse (quoted, -1, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) found = NULL;
  g_autoptr (JsonNode) one = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) two = json_node_new (JSON_NODE_OBJECT);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  found = salve_json_parse (text, -1, NULL);
  g_assert_nonnull (found);
  g_assert_nonnull (object);
  json_node_set_object (one, found);
  json_node_set_object (two, object);
  if (!json_node_equal (one, two))
    g_error ("%s is not %s", text, quoted);
}

static void
assert_listed (const char    *path,
               SalveFileKind  kind,
               const char    *expected)
{
  g_autoptr (GPtrArray) list = salve_document_versions_list (path, kind);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      SalveDocumentVersion *version = g_ptr_array_index (list, i);

      g_string_append_c (found, version->reason == NULL ? '+' : '-');
      g_string_append_c (found, strstr (version->name, "sync-") != NULL ? 'S' : 'N');
      g_assert_true (version->reason == NULL || *version->reason != '\0');
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static int
compare (gconstpointer one,
         gconstpointer other)
{
  return strcmp (*(char **) one, *(char **) other);
}

/* Its names, which are also taken away for the next. */
static char *
empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      g_assert_no_errno (g_unlink (path));
    }
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("|", (char **) names->pdata);
}

static void
test_cases (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *row = &cases[i];
      g_autofree char *path = make_path (fixture, row->kind, ".json");
      g_autoptr (GError) error = NULL;
      g_autofree char *trash = NULL;
      g_autofree char *rest = NULL;

      g_test_message ("%s", row->name);
      put (fixture, row->kind, ".json", row->own);
      put (fixture, row->kind, OF_SYNCTHING, row->syncthing);
      put (fixture, row->kind, OF_NEXTCLOUD, row->nextcloud);
      assert_listed (path, row->kind, row->listed);
      g_assert_true (salve_document_versions_merge (path, row->kind, &error) == (row->expected != NULL));
      g_assert_true ((error == NULL) == (row->expected != NULL));
      if (row->expected != NULL)
        assert_file (path, row->expected);
      assert_listed (path, row->kind, row->left);
      trash = empty (fixture->trash);
      g_assert_cmpstr (trash, ==, row->trash);
      rest = empty (fixture->folder);
      g_assert_null (strstr (rest, ".N"));
    }
}

/* What is in the trash already stays, and another file's copies are no business of this one. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = make_path (fixture, SALVE_FILE_SHELF, ".json");
  g_autofree char *before = g_build_filename (fixture->trash, "shelf" OF_SYNCTHING, NULL);
  g_autofree char *trash = NULL;
  g_autofree char *rest = NULL;

  g_assert_true (salve_paths_ensure (fixture->trash, NULL));
  g_assert_true (g_file_set_contents (before, "before", -1, NULL));
  put (fixture, SALVE_FILE_SHELF, ".json", (File) { "{'format': 1, 'x': 1}", 5 });
  put (fixture, SALVE_FILE_SHELF, OF_SYNCTHING, (File) { "{'format': 1, 'x': 2}", 3 });
  put (fixture, SALVE_FILE_PROFILE, OF_SYNCTHING, (File) { "{'format': 1}", 3 });
  g_assert_true (salve_document_versions_merge (path, SALVE_FILE_SHELF, NULL));
  trash = empty (fixture->trash);
  g_assert_cmpstr (trash, ==, "shelf.sync-conflict-20261122-123047-D2S35UE-2.json|shelf" OF_SYNCTHING);
  rest = empty (fixture->folder);
  g_assert_cmpstr (rest, ==, "profile" OF_SYNCTHING "|shelf.json");
}

/* Where the old version cannot be kept, nothing is replaced; tried again, it is merged. */
static void
test_failing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = make_path (fixture, SALVE_FILE_SHELF, ".json");
  g_autoptr (GError) error = NULL;
  g_autofree char *trash = NULL;

  g_rmdir (fixture->trash);
  g_assert_true (g_file_set_contents (fixture->trash, "in the way", -1, NULL));
  put (fixture, SALVE_FILE_SHELF, ".json", (File) { "{'format': 1, 'x': 1}", 5 });
  put (fixture, SALVE_FILE_SHELF, OF_SYNCTHING, (File) { "{'format': 1, 'y': 2}", 3 });
  g_assert_false (salve_document_versions_merge (path, SALVE_FILE_SHELF, &error));
  g_assert_nonnull (error);
  assert_file (path, "{'format': 1, 'x': 1}");
  assert_listed (path, SALVE_FILE_SHELF, "+S");
  g_assert_no_errno (g_unlink (fixture->trash));
  g_assert_true (salve_document_versions_merge (path, SALVE_FILE_SHELF, NULL));
  assert_file (path, "{'format': 1, 'x': 1, 'y': 2}");
  assert_listed (path, SALVE_FILE_SHELF, "");
  trash = empty (fixture->trash);
  g_free (empty (fixture->folder));
}

static void
on_changed (JsonObject **place,
            JsonObject  *root)
{
  g_clear_pointer (place, json_object_unref);
  *place = json_object_ref (root);
}

/* A document that is open and follows its file has the outcome, and goes on from there. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = make_path (fixture, SALVE_FILE_SHELF, ".json");
  SalveDocument *document = salve_document_new (path);
  JsonObject *root = NULL;
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  put (fixture, SALVE_FILE_SHELF, ".json", (File) { "{'format': 1, 'x': 1}", 5 });
  put (fixture, SALVE_FILE_SHELF, OF_NEXTCLOUD, (File) { "{'format': 1, 'y': 2}", 3 });
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed), &root);
  salve_document_watch (document);
  g_assert_true (salve_document_load (document, NULL, NULL));
  g_assert_true (salve_document_versions_merge (path, SALVE_FILE_SHELF, NULL));
  while (root == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (root);
  g_assert_cmpint (json_object_get_int_member (root, "y"), ==, 2);
  json_object_set_int_member (root, "z", 3);
  salve_document_save (document, root);
  g_assert_true (salve_document_flush (document, NULL));
  while (G_OBJECT (document)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
  assert_file (path, "{'format': 1, 'x': 1, 'y': 2, 'z': 3}");
  g_assert_finalize_object (document);
  json_object_unref (root);
  g_free (empty (fixture->trash));
  g_free (empty (fixture->folder));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/document-versions/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("cases", test_cases);
  ADD ("names", test_names);
  ADD ("failing", test_failing);
  ADD ("open", test_open);

  return g_test_run ();
}
