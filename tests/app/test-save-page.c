/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "salve-app-fixture.h"
#include "salve-save-page.h"

typedef struct
{
  char          *folder;
  SalveStore    *store;
  SalveSession  *session;
  GtkWidget     *window;
  SalveSavePage *page;
  guint          n_saved;
} Fixture;

static SalveSession *
make_session (void)
{
  g_autoptr (GDateTime) started = g_date_time_new_from_iso8601 ("2026-11-22T18:30:00+01:00", NULL);
  g_autoptr (GDateTime) ended = g_date_time_new_from_iso8601 ("2026-11-22T19:12:00+01:00", NULL);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, started);

  g_object_set (session, "areas", (const char * const []) { "abdomen", NULL }, "ended", ended, NULL);

  return session;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = app_make_store (&fixture->folder);
  fixture->session = make_session ();
  fixture->page = g_object_ref_sink (g_object_new (SALVE_TYPE_SAVE_PAGE, NULL));
  g_signal_connect_swapped (fixture->page, "saved", G_CALLBACK (app_count), &fixture->n_saved);
  fixture->window = app_put_in_window (GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_close_window (fixture->window);
  g_assert_finalize_object (fixture->page);
  g_object_unref (fixture->session);
  g_assert_finalize_object (fixture->store);
  app_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* A file stands where the folder of records should be. */
static void
spoil (Fixture  *fixture,
       gboolean  spoilt)
{
  g_autofree char *sessions = g_build_filename (fixture->folder, "sessions", NULL);

  if (spoilt)
    {
      g_assert_cmpint (g_rmdir (sessions), ==, 0);
      g_assert_true (g_file_set_contents (sessions, "", 0, NULL));
    }
  else
    g_assert_cmpint (g_unlink (sessions), ==, 0);
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  return app_says (GTK_WIDGET (fixture->page), text);
}

static void
wait_until (Fixture    *fixture,
            const char *text)
{
  for (guint i = 0; i < 100 && !says (fixture, text); i++)
    app_settle ();
  g_assert_true (says (fixture, text));
}

static void
wait_until_saved (Fixture *fixture)
{
  for (guint i = 0; i < 100 && fixture->n_saved == 0; i++)
    app_settle ();
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  salve_save_page_save (fixture->page, fixture->store, fixture->session);
  g_assert_true (says (fixture, "Saving the session…"));
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  wait_until_saved (fixture);
}

/* Nothing is called saved before it is, however often it takes. */
static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  spoil (fixture, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        salve_save_page_save (fixture->page, fixture->store, fixture->session);
      else
        g_signal_emit_by_name (app_find_button (GTK_WIDGET (fixture->page), "Try again"), "clicked");
      g_assert_false (says (fixture, "The session could not be saved"));
      wait_until (fixture, "The session could not be saved");
      g_assert_nonnull (app_find_button (GTK_WIDGET (fixture->page), "Save elsewhere…"));
      g_assert_cmpuint (fixture->n_saved, ==, 0);
    }
  spoil (fixture, FALSE);
  g_signal_emit_by_name (app_find_button (GTK_WIDGET (fixture->page), "Try again"), "clicked");
  wait_until_saved (fixture);
}

int
main (int   argc,
      char *argv[])
{
  app_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/save-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("saved", test_saved);
  ADD ("trouble", test_trouble);
#undef ADD

  return g_test_run ();
}
