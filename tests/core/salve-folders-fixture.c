/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folders-fixture.h"

#include "salve-paths.h"

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  fixture->data = salve_paths_data ();
  fixture->sessions = g_build_filename (fixture->data, "sessions", NULL);
  fixture->trash = g_build_filename (fixture->data, "trash", NULL);
  fixture->state = salve_paths_state ();
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_free (fixture->data);
  g_free (fixture->sessions);
  g_free (fixture->trash);
  g_free (fixture->state);
}

/* Makes the folder too. */
void
fixture_put (const char *folder,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (salve_paths_ensure (folder, &error));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* NULL where it is not there. */
char *
fixture_get (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}
