/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-draft.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-record.h"
#include "salve-session-json.h"

static gint
compare_records (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  SalveRecord *one = SALVE_RECORD ((gpointer) a);
  SalveRecord *two = SALVE_RECORD ((gpointer) b);
  int order = g_date_time_compare (salve_record_get_time (two), salve_record_get_time (one));

  return order != 0 ? order : -strcmp (salve_record_get_name (one), salve_record_get_name (two));
}

/* The names that SalveStore lists too. A file with another name may hold a record of any age. */
static gboolean
is_wanted (const char *name,
           gint64      since)
{
  gint64 seconds;

  if (*name == '.' || salve_paths_is_temporary (name))
    return FALSE;

  return !salve_record_parse_name (name, &seconds) || seconds >= since / G_USEC_PER_SEC;
}

static void
add_records (GListStore *records,
             GDir       *dir,
             const char *folder,
             gint64      since)
{
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_wanted (name, since))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (SalveRecord) record = salve_record_new (path);

        g_list_store_append (records, record);
      }
  g_list_store_sort (records, compare_records, NULL);
}

/* The folder of the records. */
char *
salve_ctl_get_folder (void)
{
  g_autofree char *data = salve_paths_data ();

  return g_build_filename (data, "sessions", NULL);
}

/* The records since an instant in microseconds since 1970 UTC, newest first. SalveStore would
 * make the folder, tidy it up and watch it; here nothing is to change, and no folder is no record. */
GListModel *
salve_ctl_open_records (gint64   since,
                        GError **error)
{
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autofree char *folder = salve_ctl_get_folder ();
  g_autoptr (GDir) dir = NULL;
  GStatBuf status;

  if (g_stat (folder, &status) != 0 && errno == ENOENT)
    return G_LIST_MODEL (g_steal_pointer (&records));
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return NULL;
  add_records (records, dir, folder, since);

  return G_LIST_MODEL (g_steal_pointer (&records));
}

/* Where the session under way would be. */
char *
salve_ctl_get_draft_path (void)
{
  g_autofree char *folder = salve_paths_state ();
  g_autoptr (SalveDraft) draft = salve_draft_new (folder);

  return g_strdup (salve_draft_get_path (draft));
}

/* (transfer full): NULL without an error where no session is under way. SalveDraft would tidy up. */
SalveSession *
salve_ctl_load_draft (GError **error)
{
  g_autofree char *path = salve_ctl_get_draft_path ();
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf status;

  if (g_lstat (path, &status) != 0 && errno == ENOENT)
    return NULL;
  text = salve_json_read (path, &length, error);

  return text != NULL ? salve_session_draft_from_json (text, (gssize) length, error) : NULL;
}

/* (transfer full): null where there is none. */
JsonNode *
salve_ctl_time_node (GDateTime *time)
{
  g_autofree char *text = time != NULL ? salve_json_format_time (time) : NULL;

  return text != NULL ? json_node_init_string (json_node_alloc (), text)
                      : json_node_init_null (json_node_alloc ());
}

/* (transfer full): an empty array where there are none. */
JsonNode *
salve_ctl_strings_node (const char * const *strings)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_node_take_array (node, array);

  return node;
}
