/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shelf, through its file: shown, written, and read again as the same; or set aside with a reason. */
#include "salve-fuzz.h"
#include "salve-shelf-fit.h"
#include "salve-shelf.h"

static guint n_problems;

static void
on_problem (SalveShelf   *shelf,
            const GError *error)
{
  g_assert_true (error != NULL && *error->message != '\0');
  n_problems++;
}

static void
look (SalveShelf *shelf)
{
  GListModel *products = salve_shelf_get_products (shelf);
  g_autoptr (GListStore) records = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (shelf)); i++)
    {
      g_autoptr (SalveShelfItem) item = g_list_model_get_item (G_LIST_MODEL (shelf), i);
      g_autofree char *text = salve_shelf_item_describe (item);
      SalveShelfUse use;

      g_assert_nonnull (salve_shelf_find_item (shelf, salve_shelf_item_get_id (item)));
      salve_shelf_get_use (shelf, G_LIST_MODEL (records), item, &use);
    }
  for (guint i = 0; i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr (SalveProduct) product = g_list_model_get_item (products, i);
      g_autofree char *text = salve_product_describe (product);
    }
  g_assert_cmpfloat (salve_shelf_fit_get_longest_mm (shelf), >=, 0);
}

/* Reads the file, and writes what it said; returns the file after that. */
static char *
pass_through (guint *n_items)
{
  g_autoptr (SalveShelf) shelf = salve_shelf_new (fuzz_folder ());
  g_autoptr (GError) error = NULL;

  g_signal_connect (shelf, "problem", G_CALLBACK (on_problem), NULL);
  look (shelf);
  *n_items = g_list_model_get_n_items (G_LIST_MODEL (shelf))
             + g_list_model_get_n_items (salve_shelf_get_products (shelf));
  if (!salve_shelf_get_read_only (shelf) && n_problems == 0)
    {
      salve_shelf_update (shelf);
      salve_shelf_flush (shelf, &error);
      g_assert_no_error (error);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return fuzz_read ("shelf.json");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  guint n, n_again;

  n_problems = 0;
  fuzz_write ("shelf.json", data, size);
  once = pass_through (&n);
  if (n_problems > 0)
    g_assert_true (n_problems == 1 && n == 0 && fuzz_count () == 1);
  else
    {
      twice = pass_through (&n_again);
      g_assert_cmpuint (n_problems, ==, 0);
      g_assert_cmpuint (n_again, ==, n);
      g_assert_true (g_str_equal (twice, once));
    }
  fuzz_empty ();
  return 0;
}
