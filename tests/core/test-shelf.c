/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-record.h"
#include "salve-shelf-fit.h"
#include "salve-shelf.h"

typedef struct
{
  char       *folder;
  char       *path;
  SalveShelf *shelf;
  GListStore *records;
  guint       changed;
  GError     *error;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->changed++;
}

static void
on_problem (Fixture      *fixture,
            const GError *error)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
read_day (const char *text,
          GDate      *day)
{
  int year, month, day_of_month;

  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day_of_month), ==, 3);
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year);
}

static void
open_shelf (Fixture *fixture)
{
  fixture->shelf = salve_shelf_new (fixture->folder);
  g_signal_connect_swapped (fixture->shelf, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->shelf, "problem", G_CALLBACK (on_problem), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->path = g_build_filename (fixture->folder, "shelf.json", NULL);
  fixture->records = g_list_store_new (SALVE_TYPE_RECORD);
  g_assert_true (salve_paths_ensure (fixture->folder, NULL));
  open_shelf (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  salve_shelf_flush (fixture->shelf, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->shelf);
  g_assert_finalize_object (fixture->records);
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* As after a restart. */
static void
reopen (Fixture *fixture)
{
  g_assert_true (salve_shelf_flush (fixture->shelf, NULL));
  g_clear_object (&fixture->shelf);
  open_shelf (fixture);
}

static void
put (Fixture    *fixture,
     const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
assert_file (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static guint
count_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf));
}

static SalveShelfItem *
get_item (Fixture *fixture,
          guint    position)
{
  SalveShelfItem *item = g_list_model_get_item (G_LIST_MODEL (fixture->shelf), position);

  g_assert_nonnull (item);
  g_object_unref (item);
  return item;
}

static SalveShelfItem *
add_item (Fixture    *fixture,
          const char *kind,
          double      needle_mm,
          const char *added)
{
  g_autoptr(SalveShelfItem) item = NULL;
  GDate day;

  read_day (added, &day);
  item = salve_shelf_item_new (kind, NULL, needle_mm, &day);
  g_assert_true (salve_shelf_insert_item (fixture->shelf, item, G_MAXUINT));
  return item;
}

/* A finished session of that day with that device. */
static void
add_record (Fixture    *fixture,
            const char *day,
            const char *shelf_id,
            const char *more)
{
  static guint number;
  g_auto(GStrv) parts = g_strsplit (day, "-", -1);
  g_autofree char *stamp = g_strjoinv ("", parts);
  g_autofree char *text = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%sT180000Z-%08u.json", fixture->folder, stamp, ++number);
  g_autoptr(SalveRecord) record = salve_record_new (path);

  text = g_strdup_printf ("{ \"format\": 1, \"id\": \"%08u\", \"setting\": \"home\", \"started\": \"%sT19:00:00+01:00\","
                          " \"ended\": \"%sT19:30:00+01:00\", \"areas\": [\"abdomen\"], \"aftercare\": [],"
                          " \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25%s%s%s } %s }",
                          number, day, day, shelf_id != NULL ? ", \"shelf_id\": \"" : "",
                          shelf_id != NULL ? shelf_id : "", shelf_id != NULL ? "\"" : "", more);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_nonnull (salve_record_get_session (record));
  salve_record_forget (record);
  g_list_store_insert (fixture->records, 0, record);
}

static void
count_told (guint *told)
{
  (*told)++;
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (salve_shelf_get_products (fixture->shelf)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->shelf)) == SALVE_TYPE_SHELF_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->shelf), 0));
  g_assert_null (salve_shelf_find_item (fixture->shelf, "x"));
  g_assert_null (salve_shelf_find_item (fixture->shelf, NULL));
  g_assert_false (salve_shelf_get_read_only (fixture->shelf));
  g_assert_true (salve_shelf_flush (fixture->shelf, NULL));
  g_assert_no_error (fixture->error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Nothing is read before somebody asks. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  put (fixture, "nonsense");
  reopen (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_no_error (fixture->error);
  assert_file (fixture->path, "nonsense");
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_error (fixture->error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_SYNTAX);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(SalveProduct) product = salve_product_new ("Night cream", SALVE_MARK_RETINOID | SALVE_MARK_FRAGRANCED);
  g_autoptr(SalveProduct) found = NULL;
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  SalveShelfItem *item = add_item (fixture, "cartridge", 0.5, "2026-11-01");
  GDate first;

  read_day ("2026-10-30", &first);
  id = g_strdup (salve_shelf_item_get_id (item));
  g_object_set (item, "name", "Box from the pharmacy", "pieces", 12u, "uses-before", 2u, "first-use", &first, NULL);
  salve_shelf_item_retire (item, "dropped", &first);
  salve_shelf_update (fixture->shelf);
  g_assert_true (salve_shelf_insert_product (fixture->shelf, product, 0));
  g_assert_cmpuint (fixture->changed, ==, 3);

  reopen (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  item = salve_shelf_find_item (fixture->shelf, id);
  g_assert_true (item == get_item (fixture, 0));
  words = salve_shelf_item_describe (item);
  g_assert_cmpstr (words, ==, "Cartridges for a pen, 0.5 mm");
  g_assert_cmpstr (salve_shelf_item_get_name (item), ==, "Box from the pharmacy");
  g_assert_cmpstr (salve_shelf_item_get_kind (item), ==, "cartridge");
  g_assert_cmpstr (salve_shelf_item_get_device_kind (item), ==, "pen");
  g_assert_cmpstr (salve_shelf_item_get_retired (item), ==, "dropped");
  g_assert_cmpuint (salve_shelf_item_get_pieces (item), ==, 12);
  g_assert_cmpuint (salve_shelf_item_get_uses_before (item), ==, 2);
  g_assert_cmpint (g_date_compare (salve_shelf_item_get_first_use (item), &first), ==, 0);
  found = g_list_model_get_item (salve_shelf_get_products (fixture->shelf), 0);
  g_assert_cmpstr (salve_product_get_id (found), ==, salve_product_get_id (product));
  g_assert_cmpstr (salve_product_get_name (found), ==, "Night cream");
  g_assert_cmpint (salve_product_get_marks (found), ==, SALVE_MARK_RETINOID | SALVE_MARK_FRAGRANCED);
  g_assert_no_error (fixture->error);
}

/* One who lists the shelf for the first time is not told of it as of a change. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  guint told = 0;

  add_item (fixture, "roller", 0.25, "2026-11-01");
  add_item (fixture, "stamp", 0.25, "2026-11-01");
  reopen (fixture);
  g_signal_connect_swapped (fixture->shelf, "items-changed", G_CALLBACK (count_told), &told);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_cmpuint (told, ==, 0);
  add_item (fixture, "pen", 0.25, "2026-11-01");
  g_assert_cmpuint (told, ==, 1);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SalveShelfItem) second = NULL;
  g_autoptr(SalveProduct) product = salve_product_new ("Gel", SALVE_MARK_BLAND);

  add_item (fixture, "roller", 0.25, "2026-11-01");
  second = g_object_ref (add_item (fixture, "stamp", 0.25, "2026-11-01"));
  add_item (fixture, "pen", 0.25, "2026-11-01");
  g_assert_cmpuint (salve_shelf_remove_item (fixture->shelf, second), ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_cmpuint (salve_shelf_remove_item (fixture->shelf, second), ==, G_MAXUINT);
  g_assert_null (salve_shelf_find_item (fixture->shelf, salve_shelf_item_get_id (second)));
  /* Undone. */
  g_assert_true (salve_shelf_insert_item (fixture->shelf, second, 1));
  g_assert_true (get_item (fixture, 1) == second);
  g_assert_cmpuint (salve_shelf_remove_product (fixture->shelf, product), ==, G_MAXUINT);
  g_assert_true (salve_shelf_insert_product (fixture->shelf, product, 7));
  g_assert_cmpuint (salve_shelf_remove_product (fixture->shelf, product), ==, 0);
  reopen (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 3);
}

static const char future[] =
  "{ \"format\": 1, \"colour\": \"blue\", \"devices\": ["
  " { \"id\": \"a\", \"kind\": \"laser-comb\", \"needle_mm\": 0.25, \"maker\": [1, 2],"
  "   \"retired\": { \"because\": \"lent\", \"to\": \"a friend\" } } ],"
  " \"products\": [ { \"id\": \"b\", \"name\": \"Balm\", \"marks\": [\"bland\", \"magnetic\"], \"price\": 3.5 } ] }";

/* What is not known here stays, also after a change, and unknown is never taken for harmless. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SalveProduct) product = NULL;
  g_autoptr(JsonObject) before = salve_json_parse (future, -1, NULL);
  g_autoptr(JsonObject) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected = salve_json_print (before);

  put (fixture, future);
  reopen (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  g_assert_cmpstr (salve_shelf_item_get_name (get_item (fixture, 0)), ==, "laser-comb");
  product = g_list_model_get_item (salve_shelf_get_products (fixture->shelf), 0);
  g_assert_false (salve_product_is_bland (product));
  salve_shelf_update (fixture->shelf);
  g_assert_true (salve_shelf_flush (fixture->shelf, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  salve_product_set (product, "Balm", SALVE_MARK_BLAND);
  g_assert_false (salve_product_is_bland (product));
}

static const struct { const char *text; int code; } broken[] = {
  { "{", SALVE_JSON_ERROR_SYNTAX },
  { "{}", SALVE_JSON_ERROR_MISSING },
  { "{\"format\": 1, \"devices\": {}}", SALVE_JSON_ERROR_TYPE },
  { "{\"format\": 1, \"devices\": [1]}", SALVE_JSON_ERROR_TYPE },
  { "{\"format\": 1, \"devices\": [{}]}", SALVE_JSON_ERROR_MISSING },
  { "{\"format\": 1, \"devices\": [{\"id\": \"\", \"kind\": \"roller\", \"needle_mm\": 0.25}]}", SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0}]}", SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 40}]}", SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": \"0.25\"}]}", SALVE_JSON_ERROR_TYPE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25, \"uses_before\": -1}]}",
    SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25, \"uses_before\": 1.5}]}",
    SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25, \"pieces\": 0}]}",
    SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25, \"first_use\": \"2027-02-29\"}]}",
    SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"products\": [{\"id\": \"a\"}]}", SALVE_JSON_ERROR_VALUE },
  { "{\"format\": 1, \"products\": [{\"id\": \"a\", \"name\": \"b\", \"marks\": \"bland\"}]}", SALVE_JSON_ERROR_TYPE },
};

/* Set aside under a name that is told; the shelf begins anew and loses nothing. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GRegex) regex = g_regex_new ("/\\S*shelf-[0-9TZ]+(-[0-9]+)?\\.unreadable\\.json", 0, 0, NULL);
      g_autoptr(GMatchInfo) match = NULL;
      g_autofree char *aside = NULL;

      put (fixture, broken[i].text);
      reopen (fixture);
      g_assert_cmpuint (count_items (fixture), ==, 0);
      g_test_message ("%u: %s", i, fixture->error->message);
      g_assert_error (fixture->error, SALVE_JSON_ERROR, broken[i].code);
      g_assert_true (g_regex_match (regex, fixture->error->message, 0, &match));
      aside = g_match_info_fetch (match, 0);
      assert_file (aside, broken[i].text);
      g_clear_error (&fixture->error);
      add_item (fixture, "roller", 0.25, "2026-11-01");
      g_assert_true (salve_shelf_flush (fixture->shelf, NULL));
      g_assert_no_error (fixture->error);
      reopen (fixture);
      g_assert_cmpuint (count_items (fixture), ==, 1);
      assert_file (aside, broken[i].text);
    }
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  const char *text = "{ \"format\": 2, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25}] }";
  g_autoptr(SalveShelfItem) item = NULL;
  GDate day;

  put (fixture, text);
  reopen (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  g_assert_true (salve_shelf_get_read_only (fixture->shelf));
  read_day ("2026-11-01", &day);
  item = salve_shelf_item_new ("roller", NULL, 0.25, &day);
  g_assert_false (salve_shelf_insert_item (fixture->shelf, item, 0));
  g_assert_cmpuint (salve_shelf_remove_item (fixture->shelf, get_item (fixture, 0)), ==, G_MAXUINT);
  while (fixture->error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  assert_file (fixture->path, text);
}

static void
test_disk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_rmdir (fixture->folder));
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_error (fixture->error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_clear_error (&fixture->error);
  add_item (fixture, "roller", 0.25, "2026-11-01");
  while (fixture->error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_assert_false (salve_shelf_is_saved (fixture->shelf));
  g_assert_false (salve_shelf_flush (fixture->shelf, &error));
  g_assert_false (salve_shelf_is_saved (fixture->shelf));
  g_unlink (fixture->folder);
  g_assert_true (salve_shelf_flush (fixture->shelf, NULL));
  g_assert_true (salve_shelf_is_saved (fixture->shelf));
  reopen (fixture);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

static void
assert_use (Fixture        *fixture,
            SalveShelfItem *item,
            guint           uses,
            const char     *first)
{
  SalveShelfUse use = { 0 };
  GDate day;

  salve_shelf_get_use (fixture->shelf, G_LIST_MODEL (fixture->records), item, &use);
  g_assert_cmpuint (use.uses, ==, uses);
  g_assert_cmpuint (salve_shelf_count_uses (fixture->shelf, G_LIST_MODEL (fixture->records), item), ==, uses);
  g_assert_cmpint (g_date_valid (&use.first), ==, first != NULL);
  if (first == NULL)
    return;
  read_day (first, &day);
  g_assert_cmpint (g_date_compare (&use.first, &day), ==, 0);
}

static void
test_uses (Fixture       *fixture,
           gconstpointer  data)
{
  SalveShelfItem *item = add_item (fixture, "roller", 0.25, "2026-11-01");
  SalveShelfItem *other = add_item (fixture, "roller", 0.25, "2026-11-01");
  const char *id = salve_shelf_item_get_id (item);
  GDate first;

  assert_use (fixture, item, 0, NULL);
  add_record (fixture, "2026-11-02", id, "");
  assert_use (fixture, item, 1, "2026-11-02");
  add_record (fixture, "2026-11-09", id, ", \"outcome\": \"completed\"");
  add_record (fixture, "2026-11-10", NULL, "");
  add_record (fixture, "2026-11-11", "another", "");
  assert_use (fixture, item, 2, "2026-11-02");
  /* Stopped after needles had touched the skin counts, before that it does not. */
  add_record (fixture, "2026-11-16", id, ", \"outcome\": \"stopped\"");
  assert_use (fixture, item, 2, "2026-11-02");
  add_record (fixture, "2026-11-17", id, ", \"outcome\": \"stopped\", \"passes\": "
              "[ { \"area\": \"abdomen\", \"direction\": \"vertical\", \"count\": 1 } ]");
  assert_use (fixture, item, 3, "2026-11-02");
  assert_use (fixture, other, 0, NULL);
  /* A session that is removed from the history was none. */
  g_list_store_remove (fixture->records, 0);
  assert_use (fixture, item, 2, "2026-11-02");

  read_day ("2026-10-20", &first);
  g_object_set (item, "uses-before", 3u, NULL);
  salve_shelf_update (fixture->shelf);
  assert_use (fixture, item, 5, "2026-11-01");
  g_object_set (item, "first-use", &first, NULL);
  salve_shelf_update (fixture->shelf);
  assert_use (fixture, item, 5, "2026-10-20");
}

/* Records from before the shelf are not opened: here is one that nobody could open. */
static void
test_young (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "20251101T180000Z-00000000.json", NULL);
  g_autoptr(SalveRecord) old = salve_record_new (path);
  SalveShelfItem *item = add_item (fixture, "roller", 0.25, "2026-11-01");

  add_record (fixture, "2026-11-02", salve_shelf_item_get_id (item), "");
  g_list_store_append (fixture->records, old);
  assert_use (fixture, item, 1, "2026-11-02");
  g_assert_null (salve_record_get_error (old));
}

/* Where the file does not say since when, all are read. */
static void
test_undated (Fixture       *fixture,
              gconstpointer  data)
{
  put (fixture, "{ \"format\": 1, \"devices\": [{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25}] }");
  reopen (fixture);
  add_record (fixture, "2019-11-02", "a", "");
  assert_use (fixture, get_item (fixture, 0), 1, "2019-11-02");
}

static void
test_fit (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr(SalveSession) session = salve_session_new (SALVE_SETTING_HOME, now);
  SalveShelfItem *item = add_item (fixture, "cartridge", 0.25, "2026-11-01");
  SalveShelfItem *pen = add_item (fixture, "pen", 0.25, "2026-11-01");
  GListModel *records = G_LIST_MODEL (fixture->records);
  GDate today;

#define ASSERT_FIT(kind, mm, id, expected) \
  G_STMT_START \
    { \
      g_autofree char *reason = NULL; \
      g_object_set (session, "device-kind", kind, "needle-mm", (double) (mm), "device-shelf-id", id, NULL); \
      g_assert_cmpint (salve_shelf_fit_check (fixture->shelf, records, session, &today, &reason), ==, expected); \
      g_assert_cmpint (reason == NULL, ==, expected); \
    } \
  G_STMT_END

  read_day ("2026-11-22", &today);
  ASSERT_FIT (NULL, 0, NULL, TRUE);
  ASSERT_FIT ("roller", 0.25, NULL, TRUE);
  ASSERT_FIT ("pen", 0.25, salve_shelf_item_get_id (item), TRUE);
  /* Not what is on the shelf. */
  ASSERT_FIT ("roller", 0.25, "elsewhere", FALSE);
  ASSERT_FIT ("roller", 0.25, salve_shelf_item_get_id (item), FALSE);
  ASSERT_FIT ("cartridge", 0.25, salve_shelf_item_get_id (item), FALSE);
  ASSERT_FIT (NULL, 0.25, salve_shelf_item_get_id (item), FALSE);
  ASSERT_FIT ("pen", 0.5, salve_shelf_item_get_id (item), FALSE);
  ASSERT_FIT ("pen", 0, salve_shelf_item_get_id (item), FALSE);
  /* A pen is set to a length each time. */
  ASSERT_FIT ("pen", 0.5, salve_shelf_item_get_id (pen), TRUE);
  ASSERT_FIT ("stamp", 0.25, salve_shelf_item_get_id (pen), FALSE);
  /* Used once. */
  add_record (fixture, "2026-11-20", salve_shelf_item_get_id (item), "");
  ASSERT_FIT ("pen", 0.25, salve_shelf_item_get_id (item), FALSE);
#undef ASSERT_FIT
}

/* What is reckoned with: what the person may use, not what lies in a drawer. */
static void
test_longest (Fixture       *fixture,
              gconstpointer  data)
{
  SalveShelfItem *item;

  g_assert_cmpfloat (salve_shelf_fit_get_longest_mm (fixture->shelf), ==, 0.5);
  add_item (fixture, "roller", 0.25, "2026-11-01");
  add_item (fixture, "roller", 1.5, "2026-11-01");
  g_assert_cmpfloat (salve_shelf_fit_get_longest_mm (fixture->shelf), ==, 0.25);
  item = add_item (fixture, "pen", 0.5, "2026-11-01");
  g_assert_cmpfloat (salve_shelf_fit_get_longest_mm (fixture->shelf), ==, 0.5);
  salve_shelf_item_retire (item, "dropped", NULL);
  g_assert_cmpfloat (salve_shelf_fit_get_longest_mm (fixture->shelf), ==, 0.25);
}

static void
test_products (void)
{
  static const struct { SalveMarks given, kept; const char *words; } marks[] = {
    { SALVE_MARK_BLAND, SALVE_MARK_BLAND, "Bland" },
    { SALVE_MARK_RETINOID, SALVE_MARK_RETINOID, "Retinoid" },
    { SALVE_MARK_BLAND | SALVE_MARK_ACID, SALVE_MARK_ACID, "Acid or scrub" },
    { SALVE_MARK_VITAMIN_C | SALVE_MARK_FRAGRANCED, SALVE_MARK_VITAMIN_C | SALVE_MARK_FRAGRANCED,
      "Vitamin C · Perfume or alcohol" },
    { SALVE_MARK_BENZOYL_PEROXIDE, SALVE_MARK_BENZOYL_PEROXIDE, "Benzoyl peroxide" },
    { 0, SALVE_MARK_UNKNOWN, "Unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr(SalveProduct) product = salve_product_new ("Cream", marks[i].given);
      g_autoptr(JsonObject) object = salve_product_write (product);
      g_autoptr(SalveProduct) copy = salve_product_read (object, NULL);
      g_autofree char *words = salve_product_describe (product);

      g_assert_cmpint (salve_product_get_marks (product), ==, marks[i].kept);
      g_assert_cmpint (salve_product_get_marks (copy), ==, marks[i].kept);
      g_assert_cmpint (salve_product_is_bland (product), ==, marks[i].kept == SALVE_MARK_BLAND);
      g_assert_cmpstr (words, ==, marks[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/shelf/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("lazy", test_lazy);
  ADD ("keep", test_keep);
  ADD ("list", test_list);
  ADD ("remove", test_remove);
  ADD ("unknown", test_unknown);
  ADD ("broken", test_broken);
  ADD ("newer", test_newer);
  ADD ("disk", test_disk);
  ADD ("uses", test_uses);
  ADD ("young", test_young);
  ADD ("undated", test_undated);
  ADD ("longest", test_longest);
  ADD ("fit", test_fit);
#undef ADD
  g_test_add_func ("/shelf/products", test_products);
  return g_test_run ();
}
