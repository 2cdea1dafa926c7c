/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-conflict.h"
#include "salve-document-fixture.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-profile-peek.h"
#include "salve-profile.h"
#include "salve-shelf.h"

/* One file and two that write it: two windows, or a window and a program that keeps folders in step. */

static void
put (Fixture    *fixture,
     const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autofree char *temporary = g_build_filename (fixture->folder, ".temporary", NULL);

  g_assert_true (g_file_set_contents (temporary, quoted, -1, NULL));
  g_assert_no_errno (g_rename (temporary, fixture->path));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  put (fixture, "{'format': 1, 'a': 1, 'b': 1, 'x': {'kept': [1]}}");
  g_assert_true (salve_document_load (fixture->document, NULL, NULL));
}

static JsonObject *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  JsonObject *object = salve_json_parse (quoted, -1, NULL);

  g_assert_nonnull (object);
  return object;
}

static void
save (Fixture    *fixture,
      const char *text)
{
  g_autoptr(JsonObject) root = parse (text);
  g_autoptr(GError) error = NULL;

  salve_document_save (fixture->document, root);
  salve_document_flush (fixture->document, &error);
  g_assert_no_error (error);
}

static void
assert_same (JsonObject *found,
             const char *expected)
{
  g_autoptr(JsonObject) object = parse (expected);
  g_autofree char *one = salve_json_print (found);
  g_autofree char *two = salve_json_print (object);

  g_assert_cmpstr (one, ==, two);
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) found = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  found = salve_json_parse (text, -1, NULL);
  g_assert_nonnull (found);
  assert_same (found, expected);
}

/* (transfer full): the only file beside it, NULL where there is none. */
static char *
find_beside (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  char *path = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strcmp (name, "thing.json") != 0)
      {
        g_assert_null (path);
        path = g_build_filename (fixture->folder, name, NULL);
      }
  return path;
}

/* Each changed something else: both are in the file, what is not known here too, and it is told. */
static void
test_merged (Fixture       *fixture,
             gconstpointer  data)
{
  put (fixture, "{'format': 1, 'a': 1, 'b': 5, 'x': {'kept': [1], 'more': 2}}");
  save (fixture, "{'format': 1, 'a': 7, 'b': 1, 'x': {'kept': [1]}}");
  assert_file (fixture->path, "{'format': 1, 'a': 7, 'b': 5, 'x': {'kept': [1], 'more': 2}}");
  g_assert_null (find_beside (fixture));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_same (fixture->changed, "{'format': 1, 'a': 7, 'b': 5, 'x': {'kept': [1], 'more': 2}}");
  /* What comes next is a change of that, so nothing of theirs goes. */
  save (fixture, "{'format': 1, 'a': 8, 'b': 5, 'x': {'kept': [1], 'more': 2}}");
  assert_file (fixture->path, "{'format': 1, 'a': 8, 'b': 5, 'x': {'kept': [1], 'more': 2}}");
}

/* The next change is asked for before it is told that the last one was merged. */
static void
test_merged_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JsonObject) first = parse ("{'format': 1, 'a': 7, 'b': 1, 'x': {'kept': [1]}}");
  g_autoptr(JsonObject) second = parse ("{'format': 1, 'a': 8, 'b': 1, 'x': {'kept': [1]}}");

  put (fixture, "{'format': 1, 'a': 1, 'b': 5, 'x': {'kept': [1]}}");
  salve_document_save (fixture->document, first);
  /* Written, but not told: no main loop ran. */
  g_usleep (100 * 1000);
  salve_document_save (fixture->document, second);
  g_assert_true (salve_document_flush (fixture->document, NULL));
  assert_file (fixture->path, "{'format': 1, 'a': 8, 'b': 5, 'x': {'kept': [1]}}");
}

/* Both changed the same: ours is in the file, theirs as a whole beside it, and the person is told where. */
static void
test_both (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *beside = NULL;
  g_autofree char *name = NULL;

  put (fixture, "{'format': 1, 'a': 5, 'b': 6, 'x': {'kept': [1]}}");
  save (fixture, "{'format': 1, 'a': 7, 'b': 1, 'x': {'kept': [1]}}");
  assert_file (fixture->path, "{'format': 1, 'a': 7, 'b': 6, 'x': {'kept': [1]}}");
  beside = find_beside (fixture);
  assert_file (beside, "{'format': 1, 'a': 5, 'b': 6, 'x': {'kept': [1]}}");
  name = g_path_get_basename (beside);
  g_assert_true (salve_conflict_is_copy_of (name, "thing.json"));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_nonnull (strstr (fixture->error->message, name));
  g_unlink (beside);
}

/* Nor is a session under way mixed with another. */
static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *beside = NULL;
  g_autoptr(GError) error = NULL;

  salve_document_set_whole (fixture->document, TRUE);
  put (fixture, "{'format': 1, 'a': 1, 'b': 6}");
  save (fixture, "{'format': 1, 'a': 7, 'b': 1}");
  assert_file (fixture->path, "{'format': 1, 'a': 7, 'b': 1}");
  beside = find_beside (fixture);
  assert_file (beside, "{'format': 1, 'a': 1, 'b': 6}");
  g_unlink (beside);
  /* What another put there is not cleared with ours. */
  put (fixture, "{'format': 1, 'a': 9}");
  g_assert_true (salve_document_clear (fixture->document, &error));
  assert_file (fixture->path, "{'format': 1, 'a': 9}");
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_no_errno (g_unlink (fixture->path));
  save (fixture, "{'format': 1, 'a': 7}");
  assert_file (fixture->path, "{'format': 1, 'a': 7}");
}

/* A file that was not there is there by now. */
static void
test_come (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_true (salve_document_load (fixture->document, NULL, NULL));
  put (fixture, "{'format': 1, 'b': 2}");
  save (fixture, "{'format': 1, 'a': 7}");
  assert_file (fixture->path, "{'format': 1, 'a': 7, 'b': 2}");
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *beside = NULL;
  g_autofree char *text = NULL;

  put (fixture, "{'format': 1,");
  save (fixture, "{'format': 1, 'a': 7}");
  assert_file (fixture->path, "{'format': 1, 'a': 7}");
  beside = find_beside (fixture);
  g_assert_true (g_str_has_suffix (beside, ".unreadable.json"));
  g_assert_true (g_file_get_contents (beside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{\"format\": 1,");
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_unlink (beside);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JsonObject) root = parse ("{'format': 1, 'a': 7}");
  g_autoptr(GError) error = NULL;

  put (fixture, "{'format': 2, 'a': 'x'}");
  salve_document_save (fixture->document, root);
  g_assert_false (salve_document_flush (fixture->document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_true (salve_document_get_read_only (fixture->document));
  assert_file (fixture->path, "{'format': 2, 'a': 'x'}");
}

static void
wait_for_change (Fixture *fixture,
                 guint    n)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (fixture->n_changed < n && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpuint (fixture->n_changed, ==, n);
}

/* Taken up while the document is open; what makes no sense, what is gone and our own writes are not told. */
static void
test_watch (Fixture       *fixture,
            gconstpointer  data)
{
  salve_document_watch (fixture->document);
  put (fixture, "{'format': 1, 'a': 3}");
  wait_for_change (fixture, 1);
  assert_same (fixture->changed, "{'format': 1, 'a': 3}");
  save (fixture, "{'format': 1, 'a': 4}");
  put (fixture, "{'format': 1,");
  for (int i = 0; i < 300; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_no_errno (g_unlink (fixture->path));
  for (int i = 0; i < 300; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  put (fixture, "{'format': 1, 'a': 5}");
  wait_for_change (fixture, 2);
  assert_same (fixture->changed, "{'format': 1, 'a': 5}");
}

/* Two windows with one shelf. */

static void
on_told (guint *n)
{
  (*n)++;
}

static void
wait_until (guint *n,
            guint  least)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while (*n < least && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_cmpuint (*n, >=, least);
}

static SalveShelfItem *
add_roller (SalveShelf *shelf,
            const char *name)
{
  GDate day;
  SalveShelfItem *item;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_NOVEMBER, 2026);
  item = salve_shelf_item_new ("roller", name, 0.5, &day);
  g_assert_true (salve_shelf_insert_item (shelf, item, G_MAXUINT));
  return item;
}

static void
finish (gpointer object)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (object);
}

static void
test_shelf (Fixture       *fixture,
            gconstpointer  data)
{
  SalveShelf *one = salve_shelf_new (fixture->folder);
  SalveShelf *two = salve_shelf_new (fixture->folder);
  g_autoptr(SalveShelfItem) blue = NULL;
  g_autoptr(SalveShelfItem) green = NULL;
  g_autoptr(SalveShelfItem) red = NULL;
  guint n = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (two)), ==, 0);
  g_signal_connect_swapped (two, "changed", G_CALLBACK (on_told), &n);
  blue = add_roller (one, "Blue");
  g_assert_true (salve_shelf_flush (one, NULL));
  wait_until (&n, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (two)), ==, 1);

  /* Before the other hears of it. */
  green = add_roller (one, "Green");
  g_assert_true (salve_shelf_flush (one, NULL));
  red = add_roller (two, "Red");
  g_assert_true (salve_shelf_flush (two, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (two)), ==, 3);
  g_assert_nonnull (salve_shelf_find_item (two, salve_shelf_item_get_id (green)));

  /* The object that somebody shows or edits stays the one. */
  g_assert_true (salve_shelf_find_item (two, salve_shelf_item_get_id (red)) == red);
  g_object_set (salve_shelf_find_item (two, salve_shelf_item_get_id (blue)), "name", "Sky", NULL);
  salve_shelf_update (two);
  g_assert_true (salve_shelf_flush (two, NULL));
  n = 0;
  g_signal_connect_swapped (one, "changed", G_CALLBACK (on_told), &n);
  wait_until (&n, 1);
  g_assert_true (salve_shelf_find_item (one, salve_shelf_item_get_id (blue)) == blue);
  g_assert_cmpstr (salve_shelf_item_get_name (blue), ==, "Sky");

  /* Taken away there while it is edited here. */
  n = 0;
  g_assert_cmpuint (salve_shelf_remove_item (two, salve_shelf_find_item (two, salve_shelf_item_get_id (blue))), ==, 0);
  g_assert_true (salve_shelf_flush (two, NULL));
  wait_until (&n, 2);
  g_assert_null (salve_shelf_find_item (one, salve_shelf_item_get_id (blue)));
  g_object_set (blue, "name", "Sea", NULL);
  g_assert_true (salve_shelf_keep_item (one, blue));
  g_assert_true (salve_shelf_flush (one, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (one)), ==, 3);
  finish (one);
  finish (two);
}

/* A cream, edited and thrown away in the other window. */
static void
test_products (Fixture       *fixture,
               gconstpointer  data)
{
  SalveShelf *one = salve_shelf_new (fixture->folder);
  SalveShelf *two = salve_shelf_new (fixture->folder);
  g_autoptr(SalveProduct) night = salve_product_new ("Night cream", SALVE_MARK_BLAND);
  g_autoptr(SalveProduct) same = NULL;
  guint n = 0, m = 0;

  g_assert_true (salve_shelf_insert_product (one, night, G_MAXUINT));
  g_assert_true (salve_shelf_flush (one, NULL));
  same = g_list_model_get_item (salve_shelf_get_products (two), 0);
  g_assert_nonnull (same);

  g_signal_connect_swapped (one, "changed", G_CALLBACK (on_told), &n);
  salve_product_set (same, "Night serum", SALVE_MARK_RETINOID);
  salve_shelf_update (two);
  g_assert_true (salve_shelf_flush (two, NULL));
  wait_until (&n, 1);
  g_assert_cmpuint (g_list_model_get_n_items (salve_shelf_get_products (one)), ==, 1);
  g_assert_cmpstr (salve_product_get_name (night), ==, "Night serum");
  g_assert_cmpint (salve_product_get_marks (night), ==, SALVE_MARK_RETINOID);

  g_signal_connect_swapped (two, "changed", G_CALLBACK (on_told), &m);
  g_assert_cmpuint (salve_shelf_remove_product (one, night), ==, 0);
  g_assert_true (salve_shelf_flush (one, NULL));
  wait_until (&m, 1);
  g_assert_cmpuint (g_list_model_get_n_items (salve_shelf_get_products (two)), ==, 0);
  salve_product_set (same, "Evening serum", SALVE_MARK_RETINOID);
  g_assert_true (salve_shelf_keep_product (two, same));
  g_assert_true (salve_shelf_flush (two, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (salve_shelf_get_products (two)), ==, 1);
  finish (one);
  finish (two);
}

static void
test_profile (Fixture       *fixture,
              gconstpointer  data)
{
  SalveProfile *one = salve_profile_new (fixture->folder);
  SalveProfile *two = salve_profile_new (fixture->folder);
  g_autoptr(SalveAnswers) answers = salve_answers_new ();
  GDate born, today;
  guint n = 0;

  g_date_clear (&born, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&born, 1, G_DATE_MAY, 1990);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  g_assert_null (salve_profile_get_born (two));
  g_signal_connect_swapped (two, "changed", G_CALLBACK (on_told), &n);
  g_assert_true (salve_profile_set_born (one, &born, &today, NULL));
  g_assert_true (salve_profile_flush (one, NULL));
  wait_until (&n, 1);
  g_assert_cmpint (g_date_compare (salve_profile_get_born (two), &born), ==, 0);
  /* Each another, before the other hears of it. */
  salve_profile_set_planned (one, &today, TRUE);
  g_assert_true (salve_profile_flush (one, NULL));
  salve_answers_set_no (answers, "keloid");
  salve_answers_set_skin_type (answers, 2);
  salve_profile_remember (two, answers);
  g_assert_true (salve_profile_flush (two, NULL));
  g_assert_true (salve_profile_get_remind (two));
  g_assert_nonnull (salve_profile_get_planned (two));
  g_assert_cmpuint (salve_answers_get_skin_type (salve_profile_get_answers (two)), ==, 2);
  n = 0;
  g_signal_connect_swapped (one, "changed", G_CALLBACK (on_told), &n);
  wait_until (&n, 1);
  g_assert_cmpuint (salve_answers_get_skin_type (salve_profile_get_answers (one)), ==, 2);
  g_assert_true (salve_profile_peek_reminder (fixture->folder, &born));
  g_assert_cmpint (g_date_compare (&born, &today), ==, 0);
  finish (one);
  finish (two);
}

/* Another program does, and there is time enough to see it. A profile tells nothing of it. */
static void
write_strange (const char *path,
               const char *text,
               guint      *n)
{
  gint64 end = g_get_monotonic_time () + 2 * G_TIME_SPAN_SECOND;
  guint before = *n;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  while (*n == before && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
assert_beside (Fixture    *fixture,
               const char *name,
               const char *word)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *other;
  guint n = 0;

  while ((other = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, other, NULL);
      g_autofree char *text = NULL;

      if (!salve_conflict_is_copy_of (other, name))
        continue;
      n++;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, word));
    }
  g_assert_cmpuint (n, ==, 1);
}

/* Neither is lost: what was known stays and is written, and what makes no sense is kept beside it. */
static void
test_strange_shelf (Fixture       *fixture,
                    gconstpointer  data)
{
  SalveShelf *shelf = salve_shelf_new (fixture->folder);
  g_autofree char *path = g_build_filename (fixture->folder, "shelf.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr(SalveShelfItem) blue = add_roller (shelf, "Blue");
  g_autoptr(SalveShelfItem) green = NULL;
  guint n = 0, problems = 0;

  g_assert_true (salve_shelf_flush (shelf, NULL));
  g_signal_connect_swapped (shelf, "changed", G_CALLBACK (on_told), &n);
  g_signal_connect_swapped (shelf, "problem", G_CALLBACK (on_told), &problems);
  write_strange (path, "{\"format\": 1, \"devices\": [{\"id\": \"theirs\"}]}", &n);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shelf)), ==, 1);
  green = add_roller (shelf, "Green");
  g_assert_true (salve_shelf_flush (shelf, NULL));
  wait_until (&problems, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Blue"));
  g_assert_nonnull (strstr (text, "Green"));
  assert_beside (fixture, "shelf.json", "theirs");
  /* Once is enough. */
  g_object_set (green, "name", "Red", NULL);
  salve_shelf_update (shelf);
  g_assert_true (salve_shelf_flush (shelf, NULL));
  assert_beside (fixture, "shelf.json", "theirs");
  finish (shelf);
}

static void
test_strange_profile (Fixture       *fixture,
                      gconstpointer  data)
{
  SalveProfile *profile = salve_profile_new (fixture->folder);
  g_autofree char *path = g_build_filename (fixture->folder, "profile.json", NULL);
  g_autofree char *text = NULL;
  GDate born, today;
  guint n = 0, problems = 0;

  g_date_clear (&born, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&born, 1, G_DATE_MAY, 1990);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  g_assert_true (salve_profile_set_born (profile, &born, &today, NULL));
  g_assert_true (salve_profile_flush (profile, NULL));
  g_signal_connect_swapped (profile, "problem", G_CALLBACK (on_told), &problems);
  write_strange (path, "{\"format\": 1, \"lasting\": {\"skin_type\": 9}, \"who\": \"theirs\"}", &n);
  g_assert_cmpint (g_date_compare (salve_profile_get_born (profile), &born), ==, 0);
  salve_profile_set_planned (profile, &today, TRUE);
  g_assert_true (salve_profile_flush (profile, NULL));
  wait_until (&problems, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "1990-05-01"));
  assert_beside (fixture, "profile.json", "theirs");
  finish (profile);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/document-shared/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("merged", test_merged);
  ADD ("merged-twice", test_merged_twice);
  ADD ("both", test_both);
  ADD ("whole", test_whole);
  ADD ("gone", test_gone);
  ADD ("come", test_come);
  ADD ("unreadable", test_unreadable);
  ADD ("newer", test_newer);
  ADD ("watch", test_watch);
  ADD ("shelf", test_shelf);
  ADD ("products", test_products);
  ADD ("profile", test_profile);
  ADD ("strange-shelf", test_strange_shelf);
  ADD ("strange-profile", test_strange_profile);
#undef ADD
  return g_test_run ();
}
