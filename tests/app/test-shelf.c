/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-aftercare.h"
#include "salve-app-fixture.h"
#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-device-editor.h"
#include "salve-document-notice.h"
#include "salve-fake-clock.h"
#include "salve-number-row.h"
#include "salve-product-editor.h"
#include "salve-profile.h"
#include "salve-shelf-page.h"
#include "salve-shelf-row.h"
#include "salve-shelf.h"
#include "salve-store.h"

#define NOW "2026-11-23T15:12:20+01:00"

typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  SalveAftercare *aftercare;
  SalveShelf     *shelf;
  SalveProfile   *profile;
  GtkWidget      *window;
  GtkWidget      *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->clock = salve_fake_clock_new (NOW);
  fixture->aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->store), SALVE_CLOCK (fixture->clock));
  fixture->shelf = salve_shelf_new (fixture->folder);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->page = g_object_ref_sink (salve_shelf_page_new ());
  g_object_set (fixture->page,
                "clock", fixture->clock,
                "store", fixture->store,
                "aftercare", fixture->aftercare,
                "shelf", fixture->shelf,
                "profile", fixture->profile,
                NULL);
  fixture->window = app_put_in_window (fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 900);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->page);
  salve_profile_flush (fixture->profile, NULL);
  salve_shelf_flush (fixture->shelf, NULL);
  app_settle ();
  g_assert_finalize_object (fixture->profile);
  g_assert_finalize_object (fixture->shelf);
  g_assert_finalize_object (fixture->aftercare);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->store);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->page))
    g_main_context_iteration (NULL, TRUE);
  app_settle ();
}

/* A label that would be seen and holds the text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The row of this class whose title holds the text. */
static GtkWidget *
find_row (GtkWidget  *widget,
          GType       type,
          const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, type, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
choose (Fixture    *fixture,
        const char *title)
{
  GtkWidget *row = find_row (fixture->page, SALVE_TYPE_CHOICE_ROW, title);

  g_assert_nonnull (row);
  gtk_widget_activate_action (row, "choice.toggle", NULL);
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *text)
{
  GtkWidget *row = find_row (fixture->page, SALVE_TYPE_INPUT_ROW, title);

  g_assert_nonnull (row);
  salve_input_row_set_text (SALVE_INPUT_ROW (row), text);
}

static void
type_name (Fixture    *fixture,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_find_widget (fixture->page, ADW_TYPE_ENTRY_ROW)), text);
}

static SalveShelfItem *
add_item (Fixture    *fixture,
          const char *kind,
          double      needle_mm,
          guint       uses_before)
{
  g_autoptr (SalveShelfItem) item = NULL;
  GDate added;

  g_date_clear (&added, 1);
  g_date_set_dmy (&added, 1, 11, 2026);
  item = salve_shelf_item_new (kind, NULL, needle_mm, &added);
  g_object_set (item, "uses-before", uses_before, NULL);
  g_assert_true (salve_shelf_insert_item (fixture->shelf, item, G_MAXUINT));

  return item;
}

static void
add_product (Fixture    *fixture,
             const char *name,
             SalveMarks  marks)
{
  g_autoptr (SalveProduct) product = salve_product_new (name, marks);

  g_assert_true (salve_shelf_insert_product (fixture->shelf, product, G_MAXUINT));
}

/* A session that ended on the evening before NOW. */
static void
write_record (Fixture    *fixture,
              const char *shelf_id)
{
  g_autofree char *path =
    g_build_filename (fixture->folder, "sessions", "20261122T173000Z-6a1f3c0e.json", NULL);
  g_autofree char *text =
    g_strdup_printf ("{ \"format\": 1, \"id\": \"6a1f3c0e\", \"setting\": \"home\","
                     "  \"started\": \"2026-11-22T18:30:00+01:00\", \"ended\": \"2026-11-22T19:12:00+01:00\","
                     "  \"areas\": [ \"abdomen\" ],"
                     "  \"device\": { \"kind\": \"roller\", \"needle_mm\": 0.25, \"shelf_id\": \"%s\" },"
                     "  \"aftercare\": [ { \"restriction\": \"products\", \"until\": \"2026-11-25T19:12:00+01:00\" } ] }",
                     shelf_id);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  app_scan (fixture->store);
}

static void
test_alone (void)
{
  GtkWidget *page = g_object_ref_sink (salve_shelf_page_new ());

  g_assert_finalize_object (page);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture);
  g_assert_nonnull (find_label (fixture->page, "No devices yet"));
  g_assert_nonnull (find_label (fixture->page, "No products yet"));
  add_item (fixture, "roller", 0.25, 4);
  app_settle ();
  g_assert_null (find_label (fixture->page, "No devices yet"));
  g_assert_nonnull (find_label (fixture->page, "4 of 10 uses"));
}

/* Nothing is read before the page is seen. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shelf.json", NULL);

  g_assert_true (g_file_set_contents (path, "nonsense", -1, NULL));
  app_settle ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  show (fixture);
  /* Set aside. */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  SalveShelfItem *item = add_item (fixture, "roller", 0.25, 8);

  add_item (fixture, "roller", 0.5, 3);
  add_item (fixture, "cartridge", 0.25, 1);
  show (fixture);
  g_assert_nonnull (find_label (fixture->page, "8 of 10 uses"));
  g_assert_nonnull (find_label (fixture->page, "Replace now: 3 of 3 uses"));
  g_assert_nonnull (find_label (fixture->page, "Single use, already used"));
  write_record (fixture, salve_shelf_item_get_id (item));
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "9 of 10 uses: one use is left"));
}

static void
test_add_device (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *needle, *pieces, *words; } wrong[] = {
    { "", "3", "mm" },
    { "0", "3", "0.1" },
    { "40", "3", "5" },
    { "short", "3", "number" },
    { "0.25", "0", "1" },
    { "0.25", "2.5", "whole" },
  };
  SalveDeviceEditor *editor;
  SalveShelfItem *item;

  show (fixture);
  gtk_widget_activate_action (fixture->page, "shelf.add-device", NULL);
  editor = SALVE_DEVICE_EDITOR (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR));
  type (fixture, "Needle length", "0.25");
  g_assert_false (salve_device_editor_save (editor));
  g_assert_nonnull (find_label (fixture->page, "Choose what it is."));
  choose (fixture, "Cartridges for a pen");
  g_assert_null (find_label (fixture->page, "Choose what it is."));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      type (fixture, "Needle length", wrong[i].needle);
      type (fixture, "How many", wrong[i].pieces);
      g_assert_false (salve_device_editor_save (editor));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 0);
      if (*wrong[i].needle != '\0')
        g_assert_nonnull (find_label (fixture->page, wrong[i].words));
    }
  type (fixture, "Needle length", "0.25");
  type (fixture, "How many", "12");
  type_name (fixture, "The <new> box & more");
  g_assert_true (salve_device_editor_save (editor));
  app_settle ();
  g_assert_null (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR));
  g_assert_nonnull (find_label (fixture->page, "The <new> box & more"));
  g_assert_nonnull (find_label (fixture->page, "Single use: 12 new ones"));
  item = g_list_model_get_item (G_LIST_MODEL (fixture->shelf), 0);
  g_assert_cmpuint (salve_shelf_item_get_pieces (item), ==, 12);
  g_object_unref (item);
}

/* A day that has not come, and one before the person was born, are refused at the field. */
static void
test_first_use (Fixture       *fixture,
                gconstpointer  data)
{
  SalveDeviceEditor *editor;
  SalveDateRow *row;
  GDate born, today, day;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, 11, 2026);
  born = day = today;
  g_date_set_year (&born, 1990);
  g_assert_true (salve_profile_set_born (fixture->profile, &born, &today, NULL));
  show (fixture);
  gtk_widget_activate_action (fixture->page, "shelf.add-device", NULL);
  editor = SALVE_DEVICE_EDITOR (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR));
  choose (fixture, "Roller");
  type (fixture, "Needle length", "0.25");
  row = SALVE_DATE_ROW (find_row (fixture->page, SALVE_TYPE_DATE_ROW, "first use"));
  g_date_add_days (&day, 1);
  salve_date_row_set_date (row, &day);
  g_assert_false (salve_device_editor_save (editor));
  g_assert_nonnull (find_label (fixture->page, "This day has not come yet."));
  g_date_set_year (&day, 1989);
  salve_date_row_set_date (row, &day);
  g_assert_false (salve_device_editor_save (editor));
  g_assert_nonnull (find_label (fixture->page, "You were not born then."));
  salve_date_row_set_date (row, &today);
  type (fixture, "Uses before", "ten");
  g_assert_false (salve_device_editor_save (editor));
  type (fixture, "Uses before", "2");
  g_assert_true (salve_device_editor_save (editor));
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "2 of 10 uses, to be replaced by Tuesday, 23 February"));
}

/* What was used keeps its kind and length; it can be taken out of use, removed, and brought back. */
static void
test_edit_device (Fixture       *fixture,
                  gconstpointer  data)
{
  SalveShelfItem *item = add_item (fixture, "roller", 0.25, 0);
  GtkWidget *row;

  write_record (fixture, salve_shelf_item_get_id (item));
  add_item (fixture, "stamp", 0.25, 0);
  show (fixture);
  row = find_row (fixture->page, SALVE_TYPE_SHELF_ROW, "Roller");
  gtk_widget_activate_action (row, "row.open", NULL);
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture->page, SALVE_TYPE_CHOICE_ROW, "Stamp")));
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture->page, SALVE_TYPE_NUMBER_ROW, "Needle length")));
  choose (fixture, "Out of use: dropped");
  g_assert_true (salve_device_editor_save (SALVE_DEVICE_EDITOR (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR))));
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "Taken out of use: dropped"));
  g_assert_cmpstr (salve_shelf_item_get_retired (item), ==, "dropped");

  gtk_widget_activate_action (row, "row.open", NULL);
  gtk_widget_activate_action (fixture->page, "shelf.remove", NULL);
  app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 1);
  g_assert_null (find_label (fixture->page, "dropped"));
  g_assert_nonnull (find_label (fixture->page, "Device removed"));
  gtk_widget_activate_action (fixture->page, "shelf.undo", NULL);
  app_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 2);
  g_assert_nonnull (find_label (fixture->page, "dropped"));
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  add_item (fixture, "roller", 0.25, 0);
  show (fixture);
  gtk_widget_activate_action (find_row (fixture->page, SALVE_TYPE_SHELF_ROW, "Roller"), "row.open", NULL);
  choose (fixture, "Stamp");
  gtk_widget_activate_action (fixture->page, "shelf.back", NULL);
  app_settle ();
  g_assert_null (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR));
  g_assert_nonnull (find_label (fixture->page, "Roller, 0.25 mm"));
}

static void
test_products (Fixture       *fixture,
               gconstpointer  data)
{
  SalveProductEditor *editor;
  g_autoptr (SalveProduct) product = NULL;

  show (fixture);
  gtk_widget_activate_action (fixture->page, "shelf.add-product", NULL);
  editor = SALVE_PRODUCT_EDITOR (app_find_widget (fixture->page, SALVE_TYPE_PRODUCT_EDITOR));
  type_name (fixture, "  ");
  g_assert_false (salve_product_editor_save (editor));
  g_assert_nonnull (find_label (fixture->page, "Give it a name"));
  g_assert_nonnull (find_label (fixture->page, "Choose at least one"));
  type_name (fixture, " Night cream & <more> ");
  g_assert_null (find_label (fixture->page, "Give it a name"));
  /* Bland and another take each other back. */
  choose (fixture, "Bland");
  choose (fixture, "Retinoid");
  g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (find_row (fixture->page, SALVE_TYPE_CHOICE_ROW, "Bland"))));
  choose (fixture, "Bland");
  g_assert_false (salve_choice_row_get_active (SALVE_CHOICE_ROW (find_row (fixture->page, SALVE_TYPE_CHOICE_ROW, "Retinoid"))));
  choose (fixture, "Retinoid");
  choose (fixture, "Perfume");
  g_assert_true (salve_product_editor_save (editor));
  app_settle ();
  product = g_list_model_get_item (salve_shelf_get_products (fixture->shelf), 0);
  g_assert_cmpstr (salve_product_get_name (product), ==, "Night cream & <more>");
  g_assert_cmpint (salve_product_get_marks (product), ==, SALVE_MARK_RETINOID | SALVE_MARK_FRAGRANCED);
  g_assert_nonnull (find_label (fixture->page, "Retinoid · Perfume or alcohol"));

  gtk_widget_activate_action (find_row (fixture->page, SALVE_TYPE_SHELF_ROW, "Night cream"), "row.open", NULL);
  gtk_widget_activate_action (fixture->page, "shelf.remove", NULL);
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "No products yet"));
  gtk_widget_activate_action (fixture->page, "shelf.undo", NULL);
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "Night cream"));
}

/* A planned day tells when to pause and when to go back; a session that is over tells the hour. */
static void
test_planned (Fixture       *fixture,
              gconstpointer  data)
{
  SalveDateRow *row;
  const GDate *planned;
  GDate day;

  add_product (fixture, "Night cream", SALVE_MARK_RETINOID);
  add_item (fixture, "roller", 0.25, 0);
  show (fixture);
  row = SALVE_DATE_ROW (find_row (fixture->page, SALVE_TYPE_DATE_ROW, "Planned day"));
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 22, 11, 2026);
  salve_date_row_set_date (row, &day);
  g_assert_null (salve_profile_get_planned (fixture->profile));
  g_date_set_dmy (&day, 5, 12, 2026);
  salve_date_row_set_date (row, &day);
  app_settle ();
  planned = salve_profile_get_planned (fixture->profile);
  g_assert_true (planned != NULL && g_date_compare (planned, &day) == 0);
  g_assert_nonnull (find_label (fixture->page, "Pause from Monday, 30 November. "
                                "Back on Wednesday, 9 December at the earliest."));
  /* The day comes on which to stop, without anybody touching the page. */
  salve_fake_clock_advance (fixture->clock, 7 * G_TIME_SPAN_DAY);
  app_settle ();
  g_assert_nonnull (find_label (fixture->page, "Pause now."));
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "");
  app_settle ();
  g_assert_null (salve_profile_get_planned (fixture->profile));
  g_assert_null (find_label (fixture->page, "Pause now."));
}

static void
test_over (Fixture       *fixture,
           gconstpointer  data)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 24, 11, 2026);
  salve_profile_set_planned (fixture->profile, &day, FALSE);
  add_product (fixture, "Night cream", SALVE_MARK_RETINOID);
  add_product (fixture, "Balm", SALVE_MARK_BLAND);
  write_record (fixture, "elsewhere");
  show (fixture);
  g_assert_nonnull (find_label (fixture->page, "Not on treated skin until Wednesday, 19:12"));
  g_assert_nonnull (find_label (fixture->page, "Better only plain gel until 19:12"));
  salve_fake_clock_set (fixture->clock, "2026-11-23T19:12:00+01:00");
  app_settle ();
  g_assert_null (find_label (fixture->page, "Better only plain gel"));
  salve_fake_clock_set (fixture->clock, "2026-11-25T19:12:00+01:00");
  app_settle ();
  g_assert_null (find_label (fixture->page, "Not on treated skin"));
  g_assert_nonnull (find_label (fixture->page, "The planned day, Tuesday, 24 November, is over."));
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shelf.json", NULL);

  g_assert_true (g_file_set_contents (path, "{ \"format\": 2, \"devices\": "
                                      "[{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25}] }", -1, NULL));
  show (fixture);
  g_assert_nonnull (find_label (fixture->page, "comes from a newer version"));
  gtk_widget_activate_action (find_row (fixture->page, SALVE_TYPE_SHELF_ROW, "Roller"), "row.open", NULL);
  app_settle ();
  g_assert_null (app_find_widget (fixture->page, SALVE_TYPE_DEVICE_EDITOR));
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Whether the words are there, or not, within some seconds. */
static void
wait_for (GtkWidget  *widget,
          const char *text,
          gboolean    there)
{
  gint64 end = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  while ((find_label (widget, text) != NULL) != there)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      app_settle ();
    }
}

/* The shelf was changed on two computers: what can be read is merged, and what fails is tried again. */
static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *trash = g_build_filename (fixture->folder, "trash", NULL);
  g_autofree char *kept = g_build_filename (trash, "shelf.sync-conflict-20261122-123047-D2S35UE.json", NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  GtkWidget *notice = app_find_widget (fixture->page, SALVE_TYPE_DOCUMENT_NOTICE);
  GtkWidget *button;

  put (fixture, "shelf.json", "{\"format\": 1, \"devices\": ["
       "{\"id\": \"a\", \"kind\": \"roller\", \"needle_mm\": 0.25}]}");
  show (fixture);
  g_assert_false (gtk_widget_get_visible (notice));
  put (fixture, "shelf.sync-conflict-20261122-123047-D2S35UE.json", "{\"format\": 1, \"devices\": ["
       "{\"id\": \"b\", \"kind\": \"stamp\", \"needle_mm\": 0.5}]}");
  put (fixture, "shelf (conflicted copy 2026-11-22 123047).json", "{");
  g_assert_no_errno (g_rename (trash, elsewhere));
  put (fixture, "trash", "in the way");
  wait_for (notice, "changed in two places", TRUE);
  g_assert_nonnull (find_label (notice, "“shelf (conflicted copy 2026-11-22 123047).json” cannot be read"));
  button = app_find_widget (notice, GTK_TYPE_BUTTON);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Merge");
  gtk_widget_grab_focus (button);
  gtk_widget_activate (button);
  wait_for (notice, "could not be merged", TRUE);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Try Again");
  g_assert_no_errno (g_unlink (trash));
  g_assert_no_errno (g_rename (elsewhere, trash));
  gtk_widget_activate (button);
  wait_for (fixture->page, "Stamp", TRUE);
  wait_for (notice, "could not be merged", FALSE);
  wait_for (notice, "Merging puts", FALSE);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), notice));
  g_assert_nonnull (find_label (notice, "cannot be read"));
  g_chdir (fixture->folder);
  g_assert_no_errno (g_unlink ("shelf (conflicted copy 2026-11-22 123047).json"));
  g_chdir ("/");
  wait_for (notice, "changed in two places", FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/shelf-page/alone", test_alone);
#define ADD(name, func) g_test_add ("/shelf-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("lazy", test_lazy);
  ADD ("states", test_states);
  ADD ("add-device", test_add_device);
  ADD ("first-use", test_first_use);
  ADD ("edit-device", test_edit_device);
  ADD ("back", test_back);
  ADD ("products", test_products);
  ADD ("planned", test_planned);
  ADD ("over", test_over);
  ADD ("newer", test_newer);
  ADD ("versions", test_versions);
#undef ADD
  return g_test_run ();
}
