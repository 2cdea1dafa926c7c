/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-document-fixture.h"

#include "salve-paths.h"

static void
on_saved (Fixture *fixture)
{
  fixture->saved++;
}

static void
on_changed (Fixture    *fixture,
            JsonObject *root)
{
  g_clear_pointer (&fixture->changed, json_object_unref);
  fixture->changed = json_object_ref (root);
  fixture->n_changed++;
}

static void
on_problem (Fixture      *fixture,
            const GError *error)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->folder = salve_paths_data ();
  fixture->path = g_build_filename (fixture->folder, "thing.json", NULL);
  fixture->document = salve_document_new (fixture->path);
  g_signal_connect_swapped (fixture->document, "changed", G_CALLBACK (on_changed), fixture);
  fixture_listen (fixture, fixture->document);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->document != NULL)
    {
      fixture_come_home (fixture->document);
      g_assert_finalize_object (fixture->document);
    }
  g_clear_pointer (&fixture->changed, json_object_unref);
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
fixture_listen (Fixture  *fixture,
                gpointer  object)
{
  g_signal_connect_swapped (object, "saved", G_CALLBACK (on_saved), fixture);
  g_signal_connect_swapped (object, "problem", G_CALLBACK (on_problem), fixture);
}

void
fixture_wait (Fixture *fixture)
{
  while (fixture->saved == 0 && fixture->error == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A thread's task may still be on its way back; its last reference goes without waking us. */
void
fixture_come_home (gpointer object)
{
  while (G_OBJECT (object)->ref_count > 1)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}
