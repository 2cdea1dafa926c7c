/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-session-json.h"

#define TRASH_DAYS        30
/* A synchronising program changes many files at once; they are looked at together. */
#define REFRESH_DELAY_MS  100
#define MAX_SINGLE        50
#define MAX_NUMBER        10000

/* One name in the folder. There may be 100,000 of them, so no more than this is kept. */
typedef struct
{
  char        *name;
  gint64       time;   /* seconds since 1970 */
  guint64      stamp;  /* what its file was when the record was handed out; 0 before */
  SalveRecord *record; /* weak */
} Item;

struct _SalveStore
{
  GObject       parent_instance;

  char         *folder;
  char         *sessions;
  char         *trash;
  gint64        since;
  GPtrArray    *items;      /* of Item, newest first */
  GFileMonitor *monitor;
  GHashTable   *changed;    /* names that the monitor told of */
  gboolean      stale;      /* more changed than names */
  guint         refresh_id;
};

typedef enum
{
  JOB_ADD,
  JOB_REMOVE,
  JOB_RESTORE
} JobKind;

typedef struct
{
  JobKind  kind;
  char    *sessions;
  char    *trash;
  char    *name;
  char    *id;
  char    *text;
} Job;

static void salve_store_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveStore, salve_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, salve_store_list_model_init))

enum
{
  PROP_0,
  PROP_FOLDER,
  PROP_SINCE,
  N_PROPS
};

enum
{
  PROBLEM,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Items */

static void
item_drop_record (Item *item)
{
  g_clear_weak_pointer (&item->record);
}

static void
item_free (Item *item)
{
  item_drop_record (item);
  g_free (item->name);
  g_free (item);
}

static int
compare (gint64      time,
         const char *name,
         const Item *item)
{
  if (time != item->time)
    return time > item->time ? -1 : 1;
  return -strcmp (name, item->name);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *item = *(Item * const *) a;

  return compare (item->time, item->name, *(Item * const *) b);
}

/* Changes with whatever a write changes, in place or by another file of that name. */
static guint64
make_stamp (const GStatBuf *info)
{
  guint64 stamp = (guint64) info->st_mtim.tv_sec * G_USEC_PER_SEC * 1000;

  stamp += (guint64) info->st_mtim.tv_nsec;
  stamp = stamp * 31 + (guint64) info->st_size;
  stamp = stamp * 31 + (guint64) info->st_ino;
  return MAX (stamp, 1);
}

/* NULL where the name is none of ours. The file is never opened: a name says its time or,
 * where a person chose it, the file's last change stands in. */
static Item *
item_new (SalveStore *self,
          const char *name)
{
  g_autofree char *path = NULL;
  gint64 time;
  GStatBuf info;
  Item *item;

  if (*name == '.' || salve_paths_is_temporary (name))
    return NULL;
  if (!salve_record_parse_name (name, &time))
    {
      path = g_build_filename (self->sessions, name, NULL);
      if (g_lstat (path, &info) != 0)
        return NULL;
      time = info.st_mtime;
    }
  else if (self->since != 0 && time < self->since)
    return NULL;
  item = g_new0 (Item, 1);
  item->name = g_strdup (name);
  item->time = time;
  return item;
}

static Item *
get_item (SalveStore *self,
          guint       position)
{
  return g_ptr_array_index (self->items, position);
}

/* Where that one is or would be. */
static guint
search (SalveStore *self,
        gint64      time,
        const char *name)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (time, name, get_item (self, middle)) > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
find_position (SalveStore *self,
               const char *name,
               guint      *position)
{
  gint64 time;

  if (salve_record_parse_name (name, &time))
    {
      *position = search (self, time, name);
      return *position < self->items->len &&
             strcmp (get_item (self, *position)->name, name) == 0;
    }
  for (*position = 0; *position < self->items->len; (*position)++)
    if (strcmp (get_item (self, *position)->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Following the folder */

static void
emit_problem (SalveStore   *self,
              const char   *file,
              const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, file, error);
}

static void
insert_item (SalveStore *self,
             Item       *item)
{
  guint position = search (self, item->time, item->name);

  g_ptr_array_insert (self->items, (int) position, item);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
remove_item (SalveStore *self,
             guint       position)
{
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* What was handed out is another now; what was not, nobody can have seen. */
static void
check_stamp (SalveStore     *self,
             guint           position,
             const GStatBuf *info)
{
  Item *item = get_item (self, position);

  if (item->stamp == 0 || item->stamp == make_stamp (info))
    return;
  item_drop_record (item);
  item->stamp = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

static void
refresh_name (SalveStore *self,
              const char *name)
{
  g_autofree char *path = g_build_filename (self->sessions, name, NULL);
  GStatBuf info;
  Item *item = NULL;
  guint position;
  gboolean found = find_position (self, name, &position);

  if (g_lstat (path, &info) == 0)
    item = item_new (self, name);
  if (found && item != NULL && item->time == get_item (self, position)->time)
    check_stamp (self, position, &info);
  else
    {
      if (found)
        remove_item (self, position);
      if (item != NULL)
        insert_item (self, g_steal_pointer (&item));
    }
  g_clear_pointer (&item, item_free);
}

static GPtrArray *
list_folder (SalveStore  *self,
             GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (self->sessions, 0, error);
  GPtrArray *items;
  const char *name;

  if (dir == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      Item *item = item_new (self, name);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);
  return items;
}

/* The names that are in only one of the two. */
static GPtrArray *
list_differences (GPtrArray *old,
                  GPtrArray *new)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint i = 0, j = 0;

  while (i < old->len || j < new->len)
    {
      Item *a = i < old->len ? g_ptr_array_index (old, i) : NULL;
      Item *b = j < new->len ? g_ptr_array_index (new, j) : NULL;
      int difference = a == NULL ? 1 : b == NULL ? -1 : compare (a->time, a->name, b);

      if (difference != 0)
        g_ptr_array_add (names, g_strdup (difference < 0 ? a->name : b->name));
      i += difference <= 0;
      j += difference >= 0;
    }
  return names;
}

/* Items that stay keep their record and their stamp. */
static void
keep_items (GPtrArray *old,
            GPtrArray *new)
{
  guint i = 0;

  for (guint j = 0; j < new->len; j++)
    {
      Item *item = g_ptr_array_index (new, j);

      while (i < old->len && compare (item->time, item->name, g_ptr_array_index (old, i)) > 0)
        i++;
      if (i < old->len && compare (item->time, item->name, g_ptr_array_index (old, i)) == 0)
        {
          g_ptr_array_index (new, j) = g_ptr_array_index (old, i);
          g_ptr_array_index (old, i) = item;
        }
    }
}

static void
replace_items (SalveStore *self,
               GPtrArray  *items)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->items);
  guint before = 0, after = 0, least = MIN (old->len, items->len);

  self->items = g_ptr_array_ref (items);
  keep_items (old, items);
  while (before < least && strcmp (((Item *) g_ptr_array_index (old, before))->name,
                                   get_item (self, before)->name) == 0)
    before++;
  while (after < least - before &&
         strcmp (((Item *) g_ptr_array_index (old, old->len - 1 - after))->name,
                 get_item (self, items->len - 1 - after)->name) == 0)
    after++;
  g_list_model_items_changed (G_LIST_MODEL (self), before,
                              old->len - before - after, items->len - before - after);
}

static void
check_stamps (SalveStore *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *path = NULL;
      GStatBuf info;

      if (get_item (self, i)->stamp == 0)
        continue;
      path = g_build_filename (self->sessions, get_item (self, i)->name, NULL);
      if (g_lstat (path, &info) == 0)
        check_stamp (self, i, &info);
    }
}

static gboolean
rescan (SalveStore  *self,
        GError     **error)
{
  g_autoptr(GPtrArray) items = list_folder (self, error);
  g_autoptr(GPtrArray) names = NULL;

  if (items == NULL)
    return FALSE;
  names = list_differences (self->items, items);
  if (names->len > MAX_SINGLE)
    replace_items (self, items);
  else
    for (guint i = 0; i < names->len; i++)
      refresh_name (self, g_ptr_array_index (names, i));
  check_stamps (self);
  return TRUE;
}

/* Callbacks */

static gboolean
on_refresh (gpointer user_data)
{
  g_autoptr(SalveStore) self = g_object_ref (SALVE_STORE (user_data));
  g_autoptr(GHashTable) changed = g_steal_pointer (&self->changed);
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer name;

  self->refresh_id = 0;
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self->stale || g_hash_table_size (changed) > MAX_SINGLE)
    {
      self->stale = FALSE;
      if (!salve_store_scan (self, &error))
        emit_problem (self, self->sessions, error);
      return G_SOURCE_REMOVE;
    }
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    refresh_name (self, name);
  return G_SOURCE_REMOVE;
}

static void
on_changed (SalveStore        *self,
            GFile             *file,
            GFile             *other_file,
            GFileMonitorEvent  event)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *other = other_file != NULL ? g_file_get_basename (other_file) : NULL;

  /* The folder itself went away, and with it what was watched. */
  if (g_strcmp0 (g_file_peek_path (file), self->sessions) == 0)
    {
      self->stale = TRUE;
      g_clear_object (&self->monitor);
    }
  g_hash_table_add (self->changed, g_steal_pointer (&name));
  if (other != NULL)
    g_hash_table_add (self->changed, g_steal_pointer (&other));
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, on_refresh, self);
}

static void
watch (SalveStore *self)
{
  g_autoptr(GFile) dir = g_file_new_for_path (self->sessions);
  g_autoptr(GError) error = NULL;

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_directory (dir, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      emit_problem (self, self->sessions, error);
      return;
    }
  g_file_monitor_set_rate_limit (self->monitor, 0);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
empty_trash (SalveStore *self)
{
  g_autoptr(GDir) dir = g_dir_open (self->trash, 0, NULL);
  gint64 limit = g_get_real_time () / G_USEC_PER_SEC - TRASH_DAYS * 24 * 60 * 60;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->trash, name, NULL);
      GStatBuf info;

      if (g_lstat (path, &info) == 0 && info.st_mtime < limit)
        g_remove (path);
    }
}

/* Jobs: what runs in a thread */

static void
job_free (Job *job)
{
  g_free (job->sessions);
  g_free (job->trash);
  g_free (job->name);
  g_free (job->id);
  g_free (job->text);
  g_free (job);
}

static gboolean
fail_errno (const char  *name,
            GError     **error)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (name);

  /* Translators: first a file's name, then the system's reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _("“%s” could not be put in its place: %s"), shown, g_strerror (code));
  return FALSE;
}

/* "x.json", "x-2.json", "x-3.json" … */
static char *
number_name (const char *name,
             guint       number)
{
  gsize stem = g_str_has_suffix (name, ".json") ? strlen (name) - 5 : strlen (name);

  if (number < 2)
    return g_strdup (name);
  return g_strdup_printf ("%.*s-%u%s", (int) stem, name, number, name + stem);
}

/* Moves into a folder under the name or, where that is taken, under a numbered one. */
static char *
rename_numbered (const char *from,
                 const char *folder,
                 const char *name,
                 guint       first)
{
  for (guint number = first; number < MAX_NUMBER; number++)
    {
      g_autofree char *free_name = number_name (name, number);
      g_autofree char *to = g_build_filename (folder, free_name, NULL);

      if (salve_paths_rename (from, to))
        return g_steal_pointer (&free_name);
      if (errno != EEXIST)
        return NULL;
    }
  return NULL;
}

/* The name under which that very session is on the disk already, so that it is rewritten. */
static char *
find_own_name (Job *job)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *name = number_name (job->name, number);
      g_autofree char *path = g_build_filename (job->sessions, name, NULL);
      g_autoptr(SalveRecord) record = salve_record_new (path);
      SalveSession *session = salve_record_get_session (record);

      if (session != NULL && !salve_session_get_read_only (session) &&
          strcmp (salve_session_get_id (session), job->id) == 0)
        return g_steal_pointer (&name);
      if (g_error_matches (salve_record_get_error (record), G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return NULL;
    }
  return NULL;
}

static gboolean
add_new (Job     *job,
         GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.N%05u", job->sessions, job->name,
                                           g_random_int () % 100000);
  char *name;

  if (!salve_json_write (path, job->text, error))
    return FALSE;
  name = rename_numbered (path, job->sessions, job->name, 1);
  if (name == NULL)
    {
      fail_errno (job->name, error);
      g_unlink (path);
      return FALSE;
    }
  g_free (job->name);
  job->name = name;
  return salve_paths_sync (job->sessions, error);
}

static gboolean
add_record (Job     *job,
            GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *path = NULL;

  if (!salve_paths_ensure (job->sessions, error))
    return FALSE;
  own = find_own_name (job);
  if (own == NULL)
    return add_new (job, error);
  path = g_build_filename (job->sessions, own, NULL);
  g_free (job->name);
  job->name = g_steal_pointer (&own);
  return salve_json_write (path, job->text, error);
}

static gboolean
sync_both (Job     *job,
           GError **error)
{
  return salve_paths_sync (job->sessions, error) && salve_paths_sync (job->trash, error);
}

/* The time of the last change says from now on since when it is in the trash. */
static gboolean
remove_record (Job     *job,
               GError **error)
{
  g_autofree char *from = g_build_filename (job->sessions, job->name, NULL);
  g_autofree char *to = g_build_filename (job->trash, job->name, NULL);
  g_autofree char *aside = NULL;

  if (!salve_paths_ensure (job->trash, error))
    return FALSE;
  if (utimensat (AT_FDCWD, from, NULL, AT_SYMLINK_NOFOLLOW) != 0)
    return fail_errno (job->name, error);
  if (!salve_paths_rename (from, to))
    {
      /* One of that name was removed before. */
      if (errno == EEXIST)
        aside = rename_numbered (to, job->trash, job->name, 2);
      if (aside == NULL || !salve_paths_rename (from, to))
        return fail_errno (job->name, error);
    }
  return sync_both (job, error);
}

static gboolean
restore_record (Job     *job,
                GError **error)
{
  g_autofree char *from = g_build_filename (job->trash, job->name, NULL);
  g_autofree char *to = g_build_filename (job->sessions, job->name, NULL);

  if (!salve_paths_rename (from, to))
    return fail_errno (job->name, error);
  return sync_both (job, error);
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gboolean done = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    done = FALSE;
  else if (job->kind == JOB_ADD)
    done = add_record (job, &error);
  else if (job->kind == JOB_REMOVE)
    done = remove_record (job, &error);
  else
    done = restore_record (job, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The list follows at once, also after a failure: the file may have moved all the same. */
static void
on_job_done (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  refresh_name (SALVE_STORE (source), job->name);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_strdup (job->name), g_free);
  else
    g_task_return_error (task, error);
}

static GTask *
make_task (SalveStore          *self,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* What was done was done, also when it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  return task;
}

static void
start_job (SalveStore *self,
           GTask      *task,
           JobKind     kind,
           const char *name,
           const char *id,
           const char *text)
{
  g_autoptr(GTask) inner = NULL;
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->sessions = g_strdup (self->sessions);
  job->trash = g_strdup (self->trash);
  job->name = g_strdup (name);
  job->id = g_strdup (id);
  job->text = g_strdup (text);
  inner = make_task (self, g_task_get_cancellable (task), on_job_done, task, start_job);
  g_task_set_task_data (inner, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (inner, job_thread);
}

static gboolean
finish_job (SalveStore    *self,
            GAsyncResult  *result,
            gpointer       tag,
            char         **name,
            GError       **error)
{
  g_autofree char *done = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  done = g_task_propagate_pointer (G_TASK (result), error);
  if (done == NULL)
    return FALSE;
  if (name != NULL)
    *name = g_steal_pointer (&done);
  return TRUE;
}

/* The list model */

static GType
salve_store_get_item_type (GListModel *list)
{
  return SALVE_TYPE_RECORD;
}

static guint
salve_store_get_n_items (GListModel *list)
{
  return SALVE_STORE (list)->items->len;
}

static gpointer
salve_store_get_item (GListModel *list,
                      guint       position)
{
  SalveStore *self = SALVE_STORE (list);
  g_autofree char *path = NULL;
  SalveRecord *record;
  GStatBuf info;
  Item *item;

  if (position >= self->items->len)
    return NULL;
  item = get_item (self, position);
  if (item->record != NULL)
    return g_object_ref (item->record);
  path = g_build_filename (self->sessions, item->name, NULL);
  record = salve_record_new (path);
  g_set_weak_pointer (&item->record, record);
  /* The first stamp counts: what was read through an earlier record may be in use yet. */
  if (item->stamp == 0 && g_lstat (path, &info) == 0)
    item->stamp = make_stamp (&info);
  return record;
}

static void
salve_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = salve_store_get_item_type;
  iface->get_n_items = salve_store_get_n_items;
  iface->get_item = salve_store_get_item;
}

static void
salve_store_constructed (GObject *object)
{
  SalveStore *self = SALVE_STORE (object);

  G_OBJECT_CLASS (salve_store_parent_class)->constructed (object);
  self->sessions = g_build_filename (self->folder, "sessions", NULL);
  self->trash = g_build_filename (self->folder, "trash", NULL);
}

static void
salve_store_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SalveStore *self = SALVE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      break;
    case PROP_SINCE:
      self->since = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_store_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SalveStore *self = SALVE_STORE (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_store_finalize (GObject *object)
{
  SalveStore *self = SALVE_STORE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->sessions, g_free);
  g_clear_pointer (&self->trash, g_free);
  G_OBJECT_CLASS (salve_store_parent_class)->finalize (object);
}

static void
salve_store_class_init (SalveStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = salve_store_constructed;
  object_class->set_property = salve_store_set_property;
  object_class->get_property = salve_store_get_property;
  object_class->finalize = salve_store_finalize;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_SINCE] =
    g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveStore::problem:
   * @self: the store
   * @file: (type filename): what it is about
   * @error: what went wrong
   *
   * Something failed outside a call, such as following the folder.
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
salve_store_init (SalveStore *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * salve_store_new:
 * @folder: (type filename): the folder above `sessions` and `trash`
 * @since: seconds since 1970; older sessions are left out, 0 leaves out none
 *
 * Returns: (transfer full): the store, empty until salve_store_scan()
 */
SalveStore *
salve_store_new (const char *folder,
                 gint64      since)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return g_object_new (SALVE_TYPE_STORE, "folder", folder, "since", since, NULL);
}

/**
 * salve_store_get_folder:
 * @self: a store
 *
 * Returns: (type filename): the folder above `sessions` and `trash`
 */
const char *
salve_store_get_folder (SalveStore *self)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * salve_store_scan:
 * @self: a store
 * @error: return location for an error of G_FILE_ERROR
 *
 * Makes the folders where they are missing, lists the names without opening a file, and follows
 * the folder from then on. Sweeps what interrupted writes left, and what has been in the trash
 * for more than 30 days.
 *
 * Returns: whether the folder could be listed; if not, the list stays as it was
 */
gboolean
salve_store_scan (SalveStore  *self,
                  GError     **error)
{
  g_return_val_if_fail (SALVE_IS_STORE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!salve_paths_ensure (self->folder, error) ||
      !salve_paths_ensure (self->sessions, error) ||
      !salve_paths_ensure (self->trash, error))
    return FALSE;
  salve_paths_sweep (self->sessions);
  empty_trash (self);
  watch (self);
  return rescan (self, error);
}

/**
 * salve_store_find:
 * @self: a store
 * @name: (type filename): a file's name without the folder
 *
 * Returns: (transfer full) (nullable): the record of that name
 */
SalveRecord *
salve_store_find (SalveStore *self,
                  const char *name)
{
  guint position;

  g_return_val_if_fail (SALVE_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!find_position (self, name, &position))
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self), position);
}

static gboolean
check_writable (SalveSession  *session,
                const char    *text,
                GError       **error)
{
  g_autoptr(SalveSession) again = NULL;

  if (salve_session_get_read_only (session))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("This record comes from a newer version of Salve and is not changed"));
      return FALSE;
    }
  /* Nothing is called saved that could not be read again. */
  again = salve_session_from_json (text, -1, error);
  return again != NULL;
}

/**
 * salve_store_add_async:
 * @self: a store
 * @session: a finished session
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is on the disk, or failed
 * @user_data: for @callback
 *
 * Saves the session as it is now. The same session is rewritten under its name; another's file
 * is never replaced.
 */
void
salve_store_add_async (SalveStore          *self,
                       SalveSession        *session,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (SALVE_IS_SESSION (session));

  task = make_task (self, cancellable, callback, user_data, salve_store_add_async);
  name = salve_record_make_name (session);
  text = salve_session_to_json (session);
  if (check_writable (session, text, &error))
    start_job (self, g_steal_pointer (&task), JOB_ADD, name, salve_session_get_id (session), text);
  else
    g_task_return_error (task, error);
}

/**
 * salve_store_add_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable) (type filename): the name under which it is on the disk
 */
char *
salve_store_add_finish (SalveStore    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  char *name = NULL;

  finish_job (self, result, salve_store_add_async, &name, error);
  return name;
}

/**
 * salve_store_remove_async:
 * @self: a store
 * @name: (type filename): a record's name
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Moves the record to the trash, from where salve_store_restore_async() brings it back.
 */
void
salve_store_remove_async (SalveStore          *self,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  task = make_task (self, cancellable, callback, user_data, salve_store_remove_async);
  start_job (self, task, JOB_REMOVE, name, NULL, NULL);
}

/**
 * salve_store_remove_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: whether the record is in the trash
 */
gboolean
salve_store_remove_finish (SalveStore    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return finish_job (self, result, salve_store_remove_async, NULL, error);
}

/**
 * salve_store_restore_async:
 * @self: a store
 * @name: (type filename): the name of a record that was removed
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Moves the record back from the trash.
 */
void
salve_store_restore_async (SalveStore          *self,
                           const char          *name,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SALVE_IS_STORE (self));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  task = make_task (self, cancellable, callback, user_data, salve_store_restore_async);
  start_job (self, task, JOB_RESTORE, name, NULL, NULL);
}

/**
 * salve_store_restore_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location for an error of G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: whether the record is back
 */
gboolean
salve_store_restore_finish (SalveStore    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish_job (self, result, salve_store_restore_async, NULL, error);
}
