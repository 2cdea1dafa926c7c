/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-ledger.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-unfinished.h"

/* Nothing is announced later than SALVE_PROTOCOL_LATE_DAYS, so older entries only take up room. */
#define KEEP (60 * G_TIME_SPAN_DAY)

/* So many are kept however old they are: an entry from the time of a wrong clock makes others look old. */
#define KEEP_LEAST 500

/* With keys of at most SALVE_LEDGER_KEY_MAX bytes this stays below the limits of salve_json_parse(). */
#define MAX_ENTRIES 4000

struct _SalveLedger
{
  GObject        parent_instance;

  char          *path;
  GHashTable    *entries; /* key -> SalveLedgerEntry */
  SalveReminderMarks marks; /* what was answered to the reminder to moisturise */
  SalveOpenList *open;
  gboolean       unsaved; /* the last try to write it failed */
};

G_DEFINE_FINAL_TYPE (SalveLedger, salve_ledger, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UNSAVED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
add (SalveLedger *self,
     const char  *key,
     gint64       instant,
     const char  *queue)
{
  SalveLedgerEntry *entry = salve_ledger_entry_new (key, instant, queue);

  g_hash_table_replace (self->entries, entry->key, entry);
}

/* Whether it lies in the queue of the daemon that is there. */
static gboolean
is_queued (SalveLedger            *self,
           const SalveLedgerEntry *entry)
{
  return entry->queue != NULL && g_strcmp0 (entry->queue, salve_open_list_get_daemon (self->open)) == 0;
}

/* The entries worth keeping, oldest first. */
static GPtrArray *
list_entries (SalveLedger *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;
  guint stale = 0;
  gint64 newest;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (entries, value);
  g_ptr_array_sort (entries, salve_ledger_entry_compare);
  if (entries->len == 0)
    return g_steal_pointer (&entries);

  newest = ((SalveLedgerEntry *) g_ptr_array_index (entries, entries->len - 1))->instant;
  while (((SalveLedgerEntry *) g_ptr_array_index (entries, stale))->instant < newest - KEEP)
    stale++;
  stale = MIN (stale, entries->len - MIN (entries->len, KEEP_LEAST));
  if (entries->len - stale > MAX_ENTRIES)
    stale = entries->len - MAX_ENTRIES;
  if (stale > 0)
    g_ptr_array_remove_range (entries, 0, stale);

  return g_steal_pointer (&entries);
}

/* The entries go before the other members. */
static char *
print (SalveLedger *self)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (GPtrArray) entries = list_entries (self);
  g_autofree char *rest = NULL;
  GString *text = g_string_new ("{\n  \"announced\": [");

  salve_ledger_entry_print_all (entries, text);
  g_string_append (text, "],\n");
  json_object_set_int_member (root, "format", SALVE_LEDGER_FORMAT);
  salve_open_list_write (self->open, root);
  salve_reminder_marks_write (&self->marks, root);
  rest = salve_json_print (root);
  g_string_append (text, rest + strlen ("{\n"));

  return g_string_free (text, FALSE);
}

static gboolean
read_root (SalveLedger  *self,
           JsonObject   *root,
           GError      **error)
{
  JsonArray *announced = NULL;
  double format = 0;

  if (!salve_json_require (root, (const char *const[]) { "format", "announced", NULL }, error)
      || !salve_json_get_number (root, "format", SALVE_LEDGER_FORMAT, SALVE_LEDGER_FORMAT, &format, error)
      || !salve_json_get_array (root, "announced", &announced, error)
      || !salve_open_list_read (self->open, root, error))
    return FALSE;

  for (guint i = 0; announced != NULL && i < json_array_get_length (announced); i++)
    {
      SalveLedgerEntry *entry = salve_ledger_entry_read (json_array_get_element (announced, i), error);

      if (entry == NULL)
        return FALSE;
      g_hash_table_replace (self->entries, entry->key, entry);
    }
  salve_reminder_marks_read (&self->marks, root);

  return TRUE;
}

static void
forget_all (SalveLedger *self)
{
  g_hash_table_remove_all (self->entries);
  salve_open_list_clear (self->open);
  self->marks = (SalveReminderMarks) { 0 };
}

static gboolean
load (SalveLedger  *self,
      const char   *path,
      GError      **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) root = NULL;
  gsize length = 0;

  forget_all (self);
  text = salve_json_read (path, &length, error);
  if (text != NULL)
    root = salve_json_parse (text, (gssize) length, error);
  if (root != NULL && read_root (self, root, error))
    return TRUE;
  forget_all (self);

  return FALSE;
}

/* A notifier that was killed while the disk was busy has left the newer ledger under another name. It
 * is whole where it can be read, and takes the place of the older one. */
static void
finish (SalveLedger *self)
{
  g_autofree char *path = salve_unfinished_find (self->path);
  g_autoptr (SalveLedger) other = path != NULL ? salve_ledger_new (path) : NULL;

  if (other == NULL || !load (other, path, NULL) || !load (self, path, NULL))
    return;
  if (salve_ledger_save (self, NULL))
    g_unlink (path);
}

static void
salve_ledger_finalize (GObject *object)
{
  SalveLedger *self = SALVE_LEDGER (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->open);

  G_OBJECT_CLASS (salve_ledger_parent_class)->finalize (object);
}

static void
salve_ledger_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_UNSAVED)
    g_value_set_boolean (value, SALVE_LEDGER (object)->unsaved);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
salve_ledger_class_init (SalveLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_ledger_get_property;
  object_class->finalize = salve_ledger_finalize;

  /**
   * SalveLedger:unsaved:
   *
   * Whether the last try to write it failed.
   */
  props[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
salve_ledger_init (SalveLedger *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) salve_ledger_entry_free);
  self->open = salve_open_list_new ();
}

/**
 * salve_ledger_new:
 * @path: the file that holds the ledger, which need not exist
 *
 * Returns: (transfer full): an empty ledger; see salve_ledger_load()
 */
SalveLedger *
salve_ledger_new (const char *path)
{
  SalveLedger *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (SALVE_TYPE_LEDGER, NULL);
  self->path = g_strdup (path);

  return self;
}

/**
 * salve_ledger_get_path:
 * @self: a ledger
 *
 * Returns: the file that holds it
 */
const char *
salve_ledger_get_path (SalveLedger *self)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), NULL);

  return self->path;
}

/**
 * salve_ledger_get_open:
 * @self: a ledger
 *
 * Returns: (transfer none): what is on the screen, kept in the same file
 */
SalveOpenList *
salve_ledger_get_open (SalveLedger *self)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), NULL);

  return self->open;
}

/**
 * salve_ledger_get_size:
 * @self: a ledger
 *
 * Returns: the number of entries
 */
guint
salve_ledger_get_size (SalveLedger *self)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), 0);

  return g_hash_table_size (self->entries);
}

/**
 * salve_ledger_load:
 * @self: a ledger
 * @error: return location
 *
 * Replaces the entries with those of the file. The ledger is empty when there
 * is no file, which is no error, and when it cannot be read. What a kill kept
 * from getting its name counts as well.
 *
 * Returns: whether the file was read or does not exist
 */
gboolean
salve_ledger_load (SalveLedger  *self,
                   GError      **error)
{
  GStatBuf status;
  gboolean absent;

  g_return_val_if_fail (SALVE_IS_LEDGER (self), FALSE);

  absent = g_lstat (self->path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
  if (absent)
    forget_all (self);
  else if (!load (self, self->path, error))
    return FALSE;
  finish (self);

  return TRUE;
}

/**
 * salve_ledger_set_aside:
 * @self: a ledger
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives a file that cannot be read another name beside it, so that nothing
 * is overwritten. The entries in memory stay as they are.
 *
 * Returns: (transfer full) (nullable): the new path
 */
char *
salve_ledger_set_aside (SalveLedger  *self,
                        GError      **error)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), NULL);

  return salve_paths_set_aside (self->path, error);
}

/**
 * salve_ledger_contains:
 * @self: a ledger
 * @key: what was announced
 *
 * What lies in the queue of a daemon counts as long as that daemon lives.
 *
 * Returns: whether it was
 */
gboolean
salve_ledger_contains (SalveLedger *self,
                       const char  *key)
{
  g_autofree char *folded = NULL;
  const SalveLedgerEntry *entry;

  g_return_val_if_fail (SALVE_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  folded = salve_ledger_fold_key (key);
  entry = g_hash_table_lookup (self->entries, folded);

  return entry != NULL && (entry->queue == NULL || is_queued (self, entry));
}

/**
 * salve_ledger_add:
 * @self: a ledger
 * @key: what was announced
 * @instant: when it came, in microseconds since 1970 UTC
 *
 * Notes an announcement, in memory; see salve_ledger_save().
 */
void
salve_ledger_add (SalveLedger *self,
                  const char  *key,
                  gint64       instant)
{
  g_return_if_fail (SALVE_IS_LEDGER (self));
  g_return_if_fail (key != NULL);

  add (self, key, instant, NULL);
}

/**
 * salve_ledger_add_queued:
 * @self: a ledger
 * @key: what was handed to the daemon of the open list
 * @instant: when it came, in microseconds since 1970 UTC
 *
 * Notes an announcement that the daemon has and did not answer; see
 * salve_ledger_settle().
 */
void
salve_ledger_add_queued (SalveLedger *self,
                         const char  *key,
                         gint64       instant)
{
  const char *daemon;

  g_return_if_fail (SALVE_IS_LEDGER (self));
  g_return_if_fail (key != NULL);

  daemon = salve_open_list_get_daemon (self->open);
  g_return_if_fail (daemon != NULL);
  add (self, key, instant, daemon);
}

/**
 * salve_ledger_has_queued:
 * @self: a ledger
 *
 * Returns: whether anything lies in the queue of the daemon that is there
 */
gboolean
salve_ledger_has_queued (SalveLedger *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (SALVE_IS_LEDGER (self), FALSE);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (is_queued (self, value))
        return TRUE;
    }

  return FALSE;
}

/**
 * salve_ledger_settle:
 * @self: a ledger
 * @taken: whether the daemon took what lay in its queue
 *
 * Notes, in memory, what became of it: announced for good, or never.
 */
void
salve_ledger_settle (SalveLedger *self,
                     gboolean     taken)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (SALVE_IS_LEDGER (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (!is_queued (self, value))
        continue;
      if (taken)
        g_clear_pointer (&((SalveLedgerEntry *) value)->queue, g_free);
      else
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * salve_ledger_get_marks:
 * @self: a ledger
 *
 * Returns: (transfer none): what was answered to the reminder to moisturise
 */
const SalveReminderMarks *
salve_ledger_get_marks (SalveLedger *self)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), NULL);

  return &self->marks;
}

/**
 * salve_ledger_set_marks:
 * @self: a ledger
 * @marks: what was answered
 *
 * Notes an answer, in memory; see salve_ledger_save().
 */
void
salve_ledger_set_marks (SalveLedger              *self,
                        const SalveReminderMarks *marks)
{
  g_return_if_fail (SALVE_IS_LEDGER (self));
  g_return_if_fail (marks != NULL);

  self->marks = *marks;
}

/**
 * salve_ledger_save:
 * @self: a ledger
 * @error: return location
 *
 * Writes the ledger to the disk, without the entries that are too old to
 * matter. Returns when it is there to stay.
 *
 * Returns: whether it was written
 */
gboolean
salve_ledger_save (SalveLedger  *self,
                   GError      **error)
{
  g_autofree char *text = NULL;
  gboolean written;

  g_return_val_if_fail (SALVE_IS_LEDGER (self), FALSE);

  text = print (self);
  written = salve_json_write (self->path, text, error);
  if (self->unsaved == written)
    {
      self->unsaved = !written;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSAVED]);
    }

  return written;
}

/**
 * salve_ledger_get_unsaved:
 * @self: a ledger
 *
 * Returns: whether the last try to write it failed
 */
gboolean
salve_ledger_get_unsaved (SalveLedger *self)
{
  g_return_val_if_fail (SALVE_IS_LEDGER (self), FALSE);

  return self->unsaved;
}
