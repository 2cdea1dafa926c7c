/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-repair.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-examine.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-profile.h"
#include "salve-record.h"
#include "salve-shelf.h"

typedef struct
{
  GPtrArray  *steps;
  GPtrArray  *trash;     /* of Removed; NULL until something asks for it */
  GHashTable *ids;       /* of the sessions that can be read */
  GPtrArray  *damaged;   /* of SalveRepairStep, the records among the steps */
  const char *data;
  gboolean    hidden;    /* not all of the trash could be read */
  guint       n_records;
} Plan;

/* A record in the trash that can be read. */
typedef struct
{
  char   *path;
  char   *name;
  char   *own_name; /* the one that its session would get */
  char   *id;
  gint64  time;
} Removed;

static void
removed_free (Removed *removed)
{
  g_free (removed->path);
  g_free (removed->name);
  g_free (removed->own_name);
  g_free (removed->id);
  g_free (removed);
}

static SalveRepairStep *
add_step (Plan            *plan,
          SalveRepairKind  kind,
          const char      *path,
          const char      *root,
          const GStatBuf  *info,
          const char      *reason)
{
  SalveRepairStep *step = g_new0 (SalveRepairStep, 1);

  step->kind = kind;
  step->path = g_strdup (path);
  step->folder = g_build_filename (root, SALVE_REPAIR_FOLDER, NULL);
  step->reason = g_strdup (reason);
  if (info != NULL)
    step->info = *info;
  g_ptr_array_add (plan->steps, step);

  return step;
}

/* What the disk or a permission hides may be whole; only what was read and makes no sense is moved. */
static SalveRepairStep *
add_damage (Plan           *plan,
            const char     *path,
            const char     *root,
            const GStatBuf *info,
            const GError   *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return NULL;

  return add_step (plan, error->domain == SALVE_JSON_ERROR ? SALVE_REPAIR_SET_ASIDE : SALVE_REPAIR_LEAVE, path, root,
                   info, error->message);
}

/* What cannot even be looked at may be damaged; only what is gone is not. */
static gboolean
look (Plan       *plan,
      const char *path,
      const char *root,
      GStatBuf   *info)
{
  int code;

  if (g_lstat (path, info) == 0)
    return TRUE;
  code = errno;
  if (code != ENOENT && code != ENOTDIR)
    add_step (plan, SALVE_REPAIR_LEAVE, path, root, NULL, g_strerror (code));

  return FALSE;
}

/* (transfer full) (nullable): the names in it. */
static GPtrArray *
list_names (Plan       *plan,
            const char *folder,
            const char *root)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *names = salve_paths_list (folder, &error);

  if (names == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    add_step (plan, SALVE_REPAIR_LEAVE, folder, root, NULL, error->message);

  return names;
}

/* Left over */

static gboolean
is_newer (const char     *path,
          JsonObject     *object,
          const char     *target,
          const GStatBuf *info)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (JsonNode) other = NULL;
  g_autoptr (JsonObject) present = NULL;
  g_autofree char *text = salve_json_read (target, NULL, NULL);
  GStatBuf status;

  if (g_stat (target, &status) != 0 || status.st_mtime > info->st_mtime)
    return FALSE;
  present = text != NULL ? salve_json_parse (text, -1, NULL) : NULL;
  if (present == NULL)
    return TRUE;
  other = json_node_init_object (json_node_alloc (), present);

  return !json_node_equal (node, other);
}

/* One that is whole, and says more than what is there, a person may want. */
static char *
describe_left_over (const char     *path,
                    const char     *folder,
                    const char     *name,
                    SalveFileKind   kind,
                    const GStatBuf *info)
{
  g_autofree char *target = salve_paths_get_target (name);
  g_autofree char *there = g_build_filename (folder, target, NULL);
  g_autofree char *shown = g_filename_display_name (target);
  g_autoptr (JsonObject) object = salve_examine_file (path, kind, NULL);
  GStatBuf status;

  if (object != NULL && g_lstat (there, &status) != 0 && errno == ENOENT)
    /* Translators: %s is a file's name. */
    return g_strdup_printf (_("An interrupted write left it. It is whole, and there is no “%s”"), shown);
  if (object != NULL && is_newer (path, object, there, info))
    /* Translators: %s is a file's name. */
    return g_strdup_printf (_("An interrupted write left it. It is whole, and newer than “%s”"), shown);

  return g_strdup (_("An interrupted write left it"));
}

static void
add_left_over (Plan          *plan,
               const char    *folder,
               const char    *root,
               const char    *name,
               SalveFileKind  kind)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *reason = NULL;
  GStatBuf info;

  if (!look (plan, path, root, &info) || !salve_paths_has_rested (&info))
    return;
  reason = describe_left_over (path, folder, name, kind, &info);
  add_step (plan, SALVE_REPAIR_SWEEP, path, root, &info, reason);
}

/* Records */

static void
look_at_record (Plan       *plan,
                const char *folder,
                const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveRepairStep *step;
  SalveSession *session;
  GStatBuf info;

  if (!look (plan, path, plan->data, &info))
    return;
  plan->n_records++;
  session = salve_record_get_session (record);
  if (session != NULL)
    {
      g_hash_table_add (plan->ids, g_strdup (salve_session_get_id (session)));
      return;
    }
  step = add_damage (plan, path, plan->data, &info, salve_record_get_error (record));
  if (step != NULL && step->kind == SALVE_REPAIR_SET_ASIDE)
    g_ptr_array_add (plan->damaged, step);
}

static void
look_at_records (Plan *plan)
{
  g_autofree char *folder = g_build_filename (plan->data, "sessions", NULL);
  g_autoptr (GPtrArray) names = list_names (plan, folder, plan->data);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (salve_paths_is_temporary (name))
        add_left_over (plan, folder, plan->data, name, SALVE_FILE_RECORD);
      else
        look_at_record (plan, folder, name);
    }
}

/* The trash */

static void
add_removed (Plan       *plan,
             GPtrArray  *trash,
             const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);
  const GError *error = salve_record_get_error (record);
  Removed *removed;
  GStatBuf info;

  if (session == NULL && error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_NOENT)
    add_step (plan, SALVE_REPAIR_LEAVE, path, plan->data, NULL, error->message);
  if (session == NULL || !look (plan, path, plan->data, &info))
    return;
  removed = g_new0 (Removed, 1);
  removed->path = g_steal_pointer (&path);
  removed->name = g_strdup (name);
  removed->own_name = salve_record_make_name (session);
  removed->id = g_strdup (salve_session_get_id (session));
  removed->time = info.st_mtime;
  g_ptr_array_add (trash, removed);
}

static GPtrArray *
list_trash (Plan *plan)
{
  g_autofree char *folder = g_build_filename (plan->data, "trash", NULL);
  g_autoptr (GPtrArray) names = list_names (plan, folder, plan->data);
  GPtrArray *trash = g_ptr_array_new_with_free_func ((GDestroyNotify) removed_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    add_removed (plan, trash, folder, g_ptr_array_index (names, i));

  return trash;
}

/* The name says which session a record was even where its text does not: its start, and the first of its id. */
static gboolean
is_version_of (const Removed *removed,
               const char    *name)
{
  gsize stem = strlen (removed->own_name) - strlen (".json");

  return g_str_equal (removed->name, name)
         || (salve_record_parse_name (name, NULL) && strncmp (removed->own_name, name, stem) == 0);
}

/* Not one that is among the records already: it was brought back before, or written anew. */
static void
find_backup (Plan            *plan,
             SalveRepairStep *step)
{
  g_autofree char *name = g_path_get_basename (step->path);
  Removed *best = NULL;

  for (guint i = 0; i < plan->trash->len; i++)
    {
      Removed *removed = g_ptr_array_index (plan->trash, i);

      if (is_version_of (removed, name) && !g_hash_table_contains (plan->ids, removed->id)
          && (best == NULL || removed->time > best->time))
        best = removed;
    }
  /* What would be brought back may be among what the disk hides. */
  if (best == NULL && plan->hidden)
    step->kind = SALVE_REPAIR_LEAVE;
  if (best == NULL)
    return;
  step->kind = SALVE_REPAIR_RESTORE;
  step->backup = g_strdup (best->path);
  g_hash_table_add (plan->ids, g_strdup (best->id));
}

/* The other files */

static void
look_at_file (Plan          *plan,
              const char    *root,
              const char    *name,
              SalveFileKind  kind)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  GStatBuf info;

  if (!look (plan, path, root, &info))
    return;
  object = salve_examine_file (path, kind, &error);
  if (object == NULL)
    add_damage (plan, path, root, &info, error);
}

static void
look_for_left_overs (Plan          *plan,
                     const char    *root,
                     const char    *first,
                     SalveFileKind  first_kind,
                     SalveFileKind  second_kind)
{
  g_autoptr (GPtrArray) names = list_names (plan, root, root);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (salve_paths_is_temporary (name))
        add_left_over (plan, root, root, name, g_str_has_prefix (name, first) ? first_kind : second_kind);
    }
}

/**
 * salve_repair_plan:
 * @data: (type filename): the folder above the records, with the shelf and the profile
 * @state: (type filename): the folder of the draft and the ledger
 * @n_records: (out) (optional): return location for the number of records that were looked at
 *
 * Reads every file and says what is wrong and what would help. Nothing is changed, and no folder is made; what the
 * names stand for can neither hang nor crash it. What comes from a newer version is not wrong.
 *
 * Returns: (transfer full) (element-type SalveRepairStep): the steps, none where all is well
 */
GPtrArray *
salve_repair_plan (const char *data,
                   const char *state,
                   guint      *n_records)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) damaged = g_ptr_array_new ();
  g_autoptr (GPtrArray) trash = NULL;
  Plan plan = { .ids = ids, .damaged = damaged };
  guint n_steps;

  g_return_val_if_fail (data != NULL && state != NULL, NULL);

  plan.steps = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_repair_step_free);
  plan.data = data;
  look_at_records (&plan);
  n_steps = plan.steps->len;
  plan.trash = trash = damaged->len > 0 ? list_trash (&plan) : NULL;
  plan.hidden = plan.steps->len > n_steps;
  for (guint i = 0; i < damaged->len; i++)
    find_backup (&plan, g_ptr_array_index (damaged, i));
  look_at_file (&plan, data, SALVE_SHELF_NAME, SALVE_FILE_SHELF);
  look_at_file (&plan, data, SALVE_PROFILE_NAME, SALVE_FILE_PROFILE);
  look_for_left_overs (&plan, data, "shelf", SALVE_FILE_SHELF, SALVE_FILE_PROFILE);
  look_at_file (&plan, state, "draft.json", SALVE_FILE_DRAFT);
  look_at_file (&plan, state, "notified.json", SALVE_FILE_LEDGER);
  look_for_left_overs (&plan, state, "draft", SALVE_FILE_DRAFT, SALVE_FILE_LEDGER);
  if (n_records != NULL)
    *n_records = plan.n_records;

  return plan.steps;
}
