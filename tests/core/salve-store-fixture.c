/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-store-fixture.h"

#include "salve-paths.h"

static void
on_items_changed (Fixture *fixture,
                  guint    position,
                  guint    removed,
                  guint    added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

static void
on_problem (Fixture *fixture)
{
  fixture->problems++;
}

void
fixture_open (Fixture *fixture,
              gint64   since)
{
  fixture->store = salve_store_new (fixture->folder, since);
  g_signal_connect_swapped (fixture->store, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect_swapped (fixture->store, "problem", G_CALLBACK (on_problem), fixture);
}

/* What it does in a thread ends first. */
void
fixture_close (Fixture *fixture)
{
  while (G_OBJECT (fixture->store)->ref_count > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_finalize_object (fixture->store);
}

/* The store is empty until fixture_scan(), and so is the disk. */
void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->sessions = g_build_filename (fixture->folder, "sessions", NULL);
  fixture->changes = g_string_new (NULL);
  fixture_open (fixture, 0);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_cmpuint (fixture->problems, ==, 0);
  fixture_close (fixture);
  g_string_free (fixture->changes, TRUE);
  g_free (fixture->sessions);
  g_free (fixture->folder);
}

void
fixture_scan (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_store_scan (fixture->store, &error));
  g_assert_no_error (error);
}

/* --- files --- */

char *
fixture_get_path (Fixture    *fixture,
                  const char *name)
{
  return g_build_filename (fixture->sessions, name, NULL);
}

void
fixture_put (Fixture    *fixture,
             const char *name,
             const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_get_path (fixture, name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
fixture_get (Fixture    *fixture,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_get_path (fixture, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* As it is on the disk now, whatever the list says. */
SalveSession *
fixture_read (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = fixture_get_path (fixture, name);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  g_assert_nonnull (session);
  return g_object_ref (session);
}

/* Nothing but that record is in its folder. */
void
fixture_assert_alone (Fixture    *fixture,
                      const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->sessions, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, name);
  g_assert_null (g_dir_read_name (dir));
}

/* --- results --- */

void
fixture_on_done (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}
