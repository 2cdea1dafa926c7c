/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "salve-aftercare.h"
#include "salve-app-fixture.h"
#include "salve-document-notice.h"
#include "salve-fake-clock.h"
#include "salve-guide-page.h"
#include "salve-history-page.h"
#include "salve-pages.h"
#include "salve-profile.h"
#include "salve-shelf-page.h"
#include "salve-shelf.h"
#include "salve-store.h"
#include "salve-today-page.h"

typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  SalveAftercare *aftercare;
  SalveShelf     *shelf;
  SalveProfile   *profile;
  GtkWidget      *window;
  SalvePages     *pages;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->clock = salve_fake_clock_new ("2026-11-23T15:12:20+01:00");
  fixture->aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->store), SALVE_CLOCK (fixture->clock));
  fixture->shelf = salve_shelf_new (fixture->folder);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->pages = g_object_ref_sink (g_object_new (SALVE_TYPE_PAGES,
                                                    "clock", fixture->clock,
                                                    "store", fixture->store,
                                                    "aftercare", fixture->aftercare,
                                                    "shelf", fixture->shelf,
                                                    "profile", fixture->profile,
                                                    NULL));
  fixture->window = app_put_in_window (GTK_WIDGET (fixture->pages));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 740);
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->pages);
  app_settle ();
  g_assert_finalize_object (fixture->profile);
  g_assert_finalize_object (fixture->shelf);
  g_assert_finalize_object (fixture->aftercare);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->store);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find (Fixture *fixture,
      GType    type)
{
  return app_find_widget (GTK_WIDGET (fixture->pages), type);
}

static GtkWidget *
find_visible (Fixture *fixture,
              GType    type)
{
  return app_find_visible (GTK_WIDGET (fixture->pages), type);
}

/* None before it is shown, and none twice. */
static void
test_made_when_shown (Fixture       *fixture,
                      gconstpointer  data)
{
  const struct { const char *name; GType type; } cases[] = {
    { "history", SALVE_TYPE_HISTORY_PAGE },
    { "shelf", SALVE_TYPE_SHELF_PAGE },
    { "guide", SALVE_TYPE_GUIDE_PAGE },
  };

  g_assert_nonnull (find_visible (fixture, SALVE_TYPE_TODAY_PAGE));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *page;

      g_test_message ("%s", cases[i].name);
      g_assert_null (find (fixture, cases[i].type));
      salve_pages_show (fixture->pages, cases[i].name);
      page = find_visible (fixture, cases[i].type);
      g_assert_nonnull (page);
      salve_pages_show (fixture->pages, "today");
      app_settle ();
      g_assert_null (find_visible (fixture, cases[i].type));
      salve_pages_show (fixture->pages, cases[i].name);
      g_assert_true (find_visible (fixture, cases[i].type) == page);
    }
}

static void
test_no_such_page (Fixture       *fixture,
                   gconstpointer  data)
{
  salve_pages_show (fixture->pages, "history");
  salve_pages_show (fixture->pages, "nowhere");
  g_assert_nonnull (find_visible (fixture, SALVE_TYPE_HISTORY_PAGE));
}

/* What it asks of the profile belongs to Today. */
static void
test_notice (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *place = gtk_widget_get_parent (find (fixture, SALVE_TYPE_DOCUMENT_NOTICE));

  g_assert_true (gtk_widget_get_visible (place));
  salve_pages_show (fixture->pages, "guide");
  g_assert_false (gtk_widget_get_visible (place));
  salve_pages_show_check_in (fixture->pages);
  g_assert_true (gtk_widget_get_visible (place));
  g_assert_nonnull (find_visible (fixture, SALVE_TYPE_TODAY_PAGE));
}

/* The switcher is at the top or at the bottom, never both. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean narrow = i % 2 == 1;

      g_object_set (fixture->pages, "narrow", narrow, NULL);
      app_settle ();
      g_assert_cmpint (find_visible (fixture, ADW_TYPE_VIEW_SWITCHER_BAR) != NULL, ==, narrow);
      g_assert_cmpint (find_visible (fixture, ADW_TYPE_WINDOW_TITLE) != NULL, ==, narrow);
    }
}

static void
test_focus (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *focus;

  salve_pages_focus (fixture->pages);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, find (fixture, SALVE_TYPE_TODAY_PAGE)));
}

int
main (int   argc,
      char *argv[])
{
  app_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/pages/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("made-when-shown", test_made_when_shown);
  ADD ("no-such-page", test_no_such_page);
  ADD ("notice", test_notice);
  ADD ("narrow", test_narrow);
  ADD ("focus", test_focus);
#undef ADD

  return g_test_run ();
}
