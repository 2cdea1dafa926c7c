/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-store-fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

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
  fixture->trash = g_build_filename (fixture->folder, "trash", NULL);
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
  g_free (fixture->trash);
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

guint
fixture_get_n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
}

/* --- what comes later --- */

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fixture_spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_timeout, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits until these changes, and no others, were told. */
void
fixture_expect_changes (Fixture    *fixture,
                        const char *changes)
{
  for (guint i = 0; i < 100 && strlen (fixture->changes->str) < strlen (changes); i++)
    fixture_spin (50);
  g_assert_cmpstr (fixture->changes->str, ==, changes);
  g_string_truncate (fixture->changes, 0);
}

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

void
fixture_set_age (const char *path,
                 gint64      seconds)
{
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - seconds;
  struct timespec times[2] = { { .tv_sec = then }, { .tv_sec = then } };

  g_assert_no_errno (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW));
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

/* --- records --- */

/* One that was over as it began. */
SalveSession *
fixture_make_session (const char *id,
                      const char *started)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (started, NULL);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, time);
  const char * const areas[] = { "abdomen", NULL };

  salve_session_set_ended (session, time);
  salve_session_set_areas (session, areas);
  g_object_set (session, "id", id, NULL);
  return session;
}

char *
fixture_add (Fixture       *fixture,
             SalveSession  *session,
             GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  salve_store_add_async (fixture->store, session, NULL, fixture_on_done, &result);
  return salve_store_add_finish (fixture->store, fixture_wait (&result), error);
}

char *
fixture_add_one (Fixture    *fixture,
                 const char *id,
                 const char *started)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = fixture_make_session (id, started);
  char *name = fixture_add (fixture, session, &error);

  g_assert_no_error (error);
  return name;
}

gboolean
fixture_remove (SalveStore  *store,
                const char  *name,
                GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  salve_store_remove_async (store, name, NULL, fixture_on_done, &result);
  return salve_store_remove_finish (store, fixture_wait (&result), error);
}

gboolean
fixture_restore (SalveStore  *store,
                 const char  *name,
                 GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  salve_store_restore_async (store, name, NULL, fixture_on_done, &result);
  return salve_store_restore_finish (store, fixture_wait (&result), error);
}
