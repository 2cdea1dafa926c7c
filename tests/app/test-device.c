/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "salve-app-fixture.h"
#include "salve-choice-row.h"
#include "salve-device-page.h"
#include "salve-interval-guard.h"
#include "salve-procedure-fixture.h"
#include "salve-serum-page.h"
#include "salve-store.h"

/* A procedure with a shelf and a history of its own, and the page of the wizard that is tested. */
typedef struct
{
  Fixture       walk;
  char         *folder;
  SalveStore   *store;
  SalveShelf   *shelf;
  SalveProfile *profile;
  GtkWidget    *window;
  GtkWidget    *page;
} Bench;

static void
set_up (Bench         *bench,
        gconstpointer  data)
{
  bench->folder = g_dir_make_tmp ("salve-XXXXXX", NULL);
  g_assert_nonnull (bench->folder);
  bench->store = salve_store_new (bench->folder, 0);
  g_assert_true (salve_store_scan (bench->store, NULL));
  bench->shelf = salve_shelf_new (bench->folder);
  bench->profile = salve_profile_new (bench->folder);
  fixture_set_up (&bench->walk, NULL);
  bench->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 700, 1200);
}

static void
tear_down (Bench         *bench,
           gconstpointer  data)
{
  adw_window_set_content (ADW_WINDOW (bench->window), NULL);
  gtk_window_destroy (GTK_WINDOW (bench->window));
  app_settle ();
  g_assert_finalize_object (bench->page);
  fixture_tear_down (&bench->walk, NULL);
  salve_shelf_flush (bench->shelf, NULL);
  salve_profile_flush (bench->profile, NULL);
  app_settle ();
  g_assert_finalize_object (bench->profile);
  g_assert_finalize_object (bench->shelf);
  g_object_unref (bench->store);
  app_remove_folder (bench->folder);
  g_free (bench->folder);
}

static SalveShelfItem *
add_item (Bench      *bench,
          const char *kind,
          const char *name,
          double      needle_mm,
          guint       uses_before)
{
  g_autoptr (SalveShelfItem) item = NULL;
  GDate added;

  g_date_clear (&added, 1);
  g_date_set_dmy (&added, 1, 11, 2026);
  item = salve_shelf_item_new (kind, name, needle_mm, &added);
  g_object_set (item, "uses-before", uses_before, NULL);
  g_assert_true (salve_shelf_insert_item (bench->shelf, item, G_MAXUINT));

  return item;
}

/* A session ten days before. */
static void
write_record (Bench      *bench,
              const char *shelf_id)
{
  g_autofree char *path = g_build_filename (bench->folder, "sessions", "20261112T173000Z-6a1f3c0e.json", NULL);
  g_autofree char *text =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\", \"outcome\": \"completed\","
                     "  \"started\": \"2026-11-12T18:30:00+01:00\", \"ended\": \"2026-11-12T19:12:00+01:00\","
                     "  \"areas\": [ \"abdomen\" ],"
                     "  \"device\": { \"kind\": \"pen\", \"needle_mm\": 0.25, \"shelf_id\": \"%s\" },"
                     "  \"aftercare\": [ { \"restriction\": \"sun\", \"until\": \"2026-11-14T19:12:00+01:00\" } ] }",
                     shelf_id);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (salve_store_scan (bench->store, NULL));
}

static SalveProcedure *
get_procedure (Bench *bench)
{
  return bench->walk.procedure;
}

/* From here on with the history and the shelf. */
static void
show (Bench      *bench,
      GType       type,
      const char *place)
{
  g_assert_finalize_object (bench->walk.procedure);
  bench->walk.procedure = salve_procedure_new_full (SALVE_CLOCK (bench->walk.clock), NULL,
                                                    G_LIST_MODEL (bench->store), bench->shelf);
  fixture_walk_to (&bench->walk, place);
  bench->page = g_object_ref_sink (g_object_new (type,
                                                 "procedure", bench->walk.procedure,
                                                 "store", bench->store,
                                                 "profile", bench->profile,
                                                 "shelf", bench->shelf,
                                                 NULL));
  adw_window_set_content (ADW_WINDOW (bench->window), bench->page);
  gtk_window_present (GTK_WINDOW (bench->window));
  while (!gtk_widget_get_mapped (bench->page))
    g_main_context_iteration (NULL, TRUE);
  app_settle ();
}

/* A row with this in its title that would be seen. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (SALVE_IS_CHOICE_ROW (widget)
      && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
choose (Bench      *bench,
        const char *title)
{
  GtkWidget *row = find_row (bench->page, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (row));
  gtk_widget_activate_action (row, "choice.toggle", NULL);
  app_settle ();
}

static void
assert_device (Bench      *bench,
               const char *kind,
               double      needle_mm,
               const char *shelf_id,
               const char *name)
{
  SalveSession *session = salve_procedure_get_session (get_procedure (bench));

  g_assert_cmpstr (salve_session_get_device_kind (session), ==, kind);
  g_assert_cmpfloat_with_epsilon (salve_session_get_needle_mm (session), needle_mm, 1e-6);
  g_assert_cmpstr (salve_session_get_device_shelf_id (session), ==, shelf_id);
  g_assert_cmpstr (salve_session_get_device_name (session), ==, name);
}

static void
assert_refused (Bench      *bench,
                const char *title,
                const char *reason)
{
  GtkWidget *row = find_row (bench->page, title);

  g_assert_nonnull (row);
  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), reason));
}

/* Without a shelf it asks as it always did, and offers to keep the device. */
static void
test_none (Bench         *bench,
           gconstpointer  data)
{
  g_autoptr (SalveShelfItem) item = NULL;

  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  g_assert_null (find_row (bench->page, "Another device"));
  g_assert_null (find_row (bench->page, "Keep it"));
  choose (bench, "Stamp");
  choose (bench, "0.25 mm");
  assert_device (bench, "stamp", 0.25, NULL, NULL);
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "Keep it on the shelf");
  salve_wizard_page_primary (SALVE_WIZARD_PAGE (bench->page));
  g_assert_cmpstr (fixture_place (&bench->walk), ==, "device-ready");
  item = g_list_model_get_item (G_LIST_MODEL (bench->shelf), 0);
  g_assert_nonnull (item);
  g_assert_cmpstr (salve_shelf_item_get_kind (item), ==, "stamp");
  assert_device (bench, "stamp", 0.25, salve_shelf_item_get_id (item), NULL);
}

/* Not kept unless the person says so. */
static void
test_not_kept (Bench         *bench,
               gconstpointer  data)
{
  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  choose (bench, "Roller");
  choose (bench, "0.2 mm");
  salve_wizard_page_primary (SALVE_WIZARD_PAGE (bench->page));
  g_assert_cmpstr (fixture_place (&bench->walk), ==, "device-ready");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bench->shelf)), ==, 0);
  assert_device (bench, "roller", 0.2, NULL, NULL);
}

static void
test_own (Bench         *bench,
          gconstpointer  data)
{
  const char *roller = salve_shelf_item_get_id (add_item (bench, "roller", "Blue <roller>", 0.25, 4));
  const char *pen = salve_shelf_item_get_id (add_item (bench, "pen", NULL, 0.3, 0));
  const char *box = salve_shelf_item_get_id (add_item (bench, "cartridge", NULL, 0.2, 0));

  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  g_assert_null (find_row (bench->page, "0.5 mm"));
  g_assert_false (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "Blue <roller>");
  assert_device (bench, "roller", 0.25, roller, "Blue <roller>");
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
  g_assert_null (find_row (bench->page, "0.5 mm"));
  choose (bench, "Cartridges for a pen, 0.2 mm");
  assert_device (bench, "pen", 0.2, box, NULL);
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
  /* A pen is set to a length for each session. */
  choose (bench, "Pen, 0.3 mm");
  assert_device (bench, "pen", 0.3, pen, NULL);
  choose (bench, "0.25 mm");
  assert_device (bench, "pen", 0.25, pen, NULL);
  choose (bench, "Another device");
  assert_device (bench, NULL, 0, NULL, NULL);
  choose (bench, "Stamp");
  choose (bench, "0.25 mm");
  assert_device (bench, "stamp", 0.25, NULL, NULL);
  choose (bench, "Blue <roller>");
  assert_device (bench, "roller", 0.25, roller, "Blue <roller>");
  g_assert_null (find_row (bench->page, "Keep it"));
}

/* Each says why it cannot be chosen, and the gate refuses it as well. */
static void
test_refused (Bench         *bench,
              gconstpointer  data)
{
  SalveShelfItem *box = add_item (bench, "cartridge", "Box", 0.25, 0);
  SalveShelfItem *worn = add_item (bench, "roller", "Old roller", 0.25, 10);
  SalveShelfItem *stamp = add_item (bench, "stamp", "Stamp of mine", 0.25, 0);

  add_item (bench, "roller", "Long roller", 1.5, 0);
  salve_shelf_item_retire (stamp, "bent", NULL);
  write_record (bench, salve_shelf_item_get_id (box));
  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  assert_refused (bench, "Box", "Single use, already used");
  assert_refused (bench, "Old roller", "Replace now: 10 of 10 uses");
  assert_refused (bench, "Stamp of mine", "Taken out of use: bent needles");
  assert_refused (bench, "Long roller", "Not at home");
  salve_procedure_set_device (get_procedure (bench), "roller", 0.25, salve_shelf_item_get_id (worn), "Old roller");
  g_assert_false (salve_procedure_get_can_next (get_procedure (bench)));
  app_settle ();
  choose (bench, "Another device");
  choose (bench, "Roller");
  choose (bench, "0.25 mm");
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
}

/* Ten days are enough after 0.25 mm, and not before 0.5 mm. */
static void
test_too_soon (Bench         *bench,
               gconstpointer  data)
{
  GtkWidget *guard;

  write_record (bench, "elsewhere");
  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  guard = app_find_widget (bench->page, SALVE_TYPE_INTERVAL_GUARD);
  choose (bench, "Roller");
  g_assert_false (gtk_widget_get_visible (guard));
  choose (bench, "0.25 mm");
  g_assert_false (gtk_widget_get_visible (guard));
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "0.5 mm");
  g_assert_true (gtk_widget_get_visible (guard));
  /* Accepting the caution does not make it later. */
  choose (bench, "I know this and want to go on");
  g_assert_true (salve_choice_row_get_active (SALVE_CHOICE_ROW (find_row (bench->page, "I know this"))));
  g_assert_false (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "0.3 mm");
  g_assert_false (gtk_widget_get_visible (guard));
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
}

static void
test_caution (Bench         *bench,
              gconstpointer  data)
{
  add_item (bench, "stamp", "Mine", 0.5, 0);
  show (bench, SALVE_TYPE_DEVICE_PAGE, "device");
  choose (bench, "Mine");
  g_assert_false (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "I know this and want to go on");
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
}

static void
assert_serum (Bench      *bench,
              const char *kind,
              const char *product)
{
  SalveSession *session = salve_procedure_get_session (get_procedure (bench));

  g_assert_cmpstr (salve_session_get_serum_kind (session), ==, kind);
  g_assert_cmpstr (salve_session_get_serum_product (session), ==, product);
}

/* Of the shelf only what is bland, besides plain gel and nothing. */
static void
test_serum (Bench         *bench,
            gconstpointer  data)
{
  static const struct { const char *name; SalveMarks marks; } products[] = {
    { "Balm & <more", SALVE_MARK_BLAND },
    { "Night cream", SALVE_MARK_RETINOID },
    { "Rose lotion", SALVE_MARK_FRAGRANCED },
    { "Riddle", SALVE_MARK_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autoptr (SalveProduct) product = salve_product_new (products[i].name, products[i].marks);

      g_assert_true (salve_shelf_insert_product (bench->shelf, product, G_MAXUINT));
    }
  show (bench, SALVE_TYPE_SERUM_PAGE, "serum");
  g_assert_null (find_row (bench->page, "Night cream"));
  g_assert_null (find_row (bench->page, "Rose lotion"));
  g_assert_null (find_row (bench->page, "Riddle"));
  g_assert_null (find_row (bench->page, "Vitamin C"));
  g_assert_false (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "Balm");
  assert_serum (bench, "bland", "Balm & <more");
  g_assert_true (salve_procedure_get_can_next (get_procedure (bench)));
  choose (bench, "Plain hyaluronic acid gel");
  assert_serum (bench, "hyaluronic-acid", NULL);
  gtk_editable_set_text (GTK_EDITABLE (app_find_widget (bench->page, ADW_TYPE_ENTRY_ROW)), "Gel of mine");
  assert_serum (bench, "hyaluronic-acid", "Gel of mine");
  choose (bench, "Nothing");
  assert_serum (bench, "none", NULL);
  choose (bench, "Plain hyaluronic acid gel");
  assert_serum (bench, "hyaluronic-acid", "Gel of mine");
}

/* What an older version let be chosen is not lost, but warned of. */
static void
test_old_serum (Bench         *bench,
                gconstpointer  data)
{
  GtkWidget *warning;

  show (bench, SALVE_TYPE_SERUM_PAGE, "serum");
  warning = app_find_widget (bench->page, GTK_TYPE_REVEALER);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));
  salve_procedure_set_serum (get_procedure (bench), "vitamin-c", "Serum");
  app_settle ();
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));
  assert_serum (bench, "vitamin-c", "Serum");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(name, func) g_test_add (name, Bench, NULL, set_up, func, tear_down)
  ADD ("/device/none", test_none);
  ADD ("/device/not-kept", test_not_kept);
  ADD ("/device/own", test_own);
  ADD ("/device/refused", test_refused);
  ADD ("/device/too-soon", test_too_soon);
  ADD ("/device/caution", test_caution);
  ADD ("/serum/offered", test_serum);
  ADD ("/serum/old", test_old_serum);
#undef ADD
  return g_test_run ();
}
