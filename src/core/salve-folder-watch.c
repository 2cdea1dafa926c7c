/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-folder-watch.h"

/* What changes within this time is told at once. */
#define DELAY_MS 100

struct _SalveFolderWatch
{
  char                 *folder;
  SalveFolderWatchFunc  func;
  gpointer              data;
  GFileMonitor         *monitor;
  GHashTable           *changed; /* names that the monitor told of */
  gboolean              gone;    /* more changed than names */
  guint                 timeout_id;
};

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The watch may be freed by whoever is told. */
static gboolean
on_timeout (gpointer user_data)
{
  SalveFolderWatch *self = user_data;
  g_autoptr (GHashTable) changed = g_steal_pointer (&self->changed);
  gboolean gone = self->gone;

  self->timeout_id = 0;
  self->changed = names_new ();
  self->gone = FALSE;
  self->func (gone ? NULL : changed, self->data);
  return G_SOURCE_REMOVE;
}

static void
drop_monitor (SalveFolderWatch *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}

static void
on_changed (SalveFolderWatch  *self,
            GFile             *file,
            GFile             *other_file,
            GFileMonitorEvent  event)
{
  /* The folder itself went away, and with it what was watched. */
  if (g_strcmp0 (g_file_peek_path (file), self->folder) == 0)
    {
      self->gone = TRUE;
      drop_monitor (self);
    }
  g_hash_table_add (self->changed, g_file_get_basename (file));
  if (other_file != NULL)
    g_hash_table_add (self->changed, g_file_get_basename (other_file));
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add (DELAY_MS, on_timeout, self);
}

/**
 * salve_folder_watch_new:
 * @folder: (type filename): the folder
 * @func: (scope forever): told of what changed, in the thread that has the main context
 * @data: for @func
 *
 * Returns: (transfer full): the watch, idle until salve_folder_watch_start()
 */
SalveFolderWatch *
salve_folder_watch_new (const char           *folder,
                        SalveFolderWatchFunc  func,
                        gpointer              data)
{
  SalveFolderWatch *self;

  g_return_val_if_fail (folder != NULL && func != NULL, NULL);

  self = g_new0 (SalveFolderWatch, 1);
  self->folder = g_strdup (folder);
  self->func = func;
  self->data = data;
  self->changed = names_new ();
  return self;
}

/**
 * salve_folder_watch_free:
 * @self: (transfer full): a watch, of which nothing is told any more
 */
void
salve_folder_watch_free (SalveFolderWatch *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  drop_monitor (self);
  g_hash_table_unref (self->changed);
  g_free (self->folder);
  g_free (self);
}

/**
 * salve_folder_watch_start:
 * @self: a watch
 * @error: return location for an error of G_IO_ERROR
 *
 * Follows the folder from now on, again where it had gone. Does nothing where it is followed already.
 *
 * Returns: whether it is followed
 */
gboolean
salve_folder_watch_start (SalveFolderWatch  *self,
                          GError           **error)
{
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->monitor != NULL)
    return TRUE;
  folder = g_file_new_for_path (self->folder);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, error);
  if (self->monitor == NULL)
    return FALSE;
  g_file_monitor_set_rate_limit (self->monitor, 0);
  g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_changed), self);
  return TRUE;
}
