/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-document.h"

#include <gio/gio.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-shared-file.h"
#include "salve-sweep.h"

#define REFRESH_DELAY_MS 100 /* a synchronising program does several things to a file */

struct _SalveDocument
{
  GObject   parent_instance;

  char     *path;
  char     *folder;
  guint     format;
  gboolean  looked;    /* at what the file holds */

  GMutex    mutex;
  GCond     idle;
  char     *asked;     /* the latest text that is not on the disk */
  gboolean  writing;   /* a thread is at it and takes what is asked meanwhile */
  gboolean  read_only; /* it comes from a newer version */
  SalveSharedFile *file; /* the thread's while it is writing */

  GFileMonitor *monitor;
  guint         refresh_id;
};

G_DEFINE_FINAL_TYPE (SalveDocument, salve_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATH,
  PROP_FORMAT,
  N_PROPS
};

enum
{
  CHANGED,
  PROBLEM,
  SAVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
sweep (SalveDocument *self)
{
  g_autofree char *data = salve_paths_data ();
  g_autofree char *trash = g_build_filename (data, "trash", NULL);

  salve_sweep (self->folder, trash);
}

/* Writing */

/* Writes what is asked, with the mutex held but for the writing itself. What fails stays asked,
 * for the next save or flush, unless something newer was asked meanwhile. */
static gboolean
write_asked (SalveDocument  *self,
             GError        **error)
{
  g_autofree char *text = g_steal_pointer (&self->asked);
  gboolean written;

  g_mutex_unlock (&self->mutex);
  written = salve_shared_file_write (self->file, text, error);
  g_mutex_lock (&self->mutex);
  self->read_only = salve_shared_file_is_newer (self->file);
  if (!written && self->asked == NULL)
    self->asked = g_steal_pointer (&text);
  return written;
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  SalveDocument *self = SALVE_DOCUMENT (source);
  GError *error = NULL;

  g_mutex_lock (&self->mutex);
  while (self->asked != NULL && error == NULL)
    write_asked (self, &error);
  self->writing = FALSE;
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What another program changed, once nothing of ours is left to write. */
static void
deliver (SalveDocument *self)
{
  g_autoptr(JsonObject) root = NULL;

  g_mutex_lock (&self->mutex);
  if (!self->writing && self->asked == NULL)
    root = salve_shared_file_take_change (self->file);
  g_mutex_unlock (&self->mutex);
  if (root != NULL)
    g_signal_emit (self, signals[CHANGED], 0, root);
}

static void
tell_note (SalveDocument *self)
{
  g_autoptr(GError) note = NULL;

  g_mutex_lock (&self->mutex);
  if (!self->writing)
    note = salve_shared_file_take_note (self->file);
  g_mutex_unlock (&self->mutex);
  if (note != NULL)
    g_signal_emit (self, signals[PROBLEM], 0, note);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  SalveDocument *self = SALVE_DOCUMENT (source);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[SAVED], 0);
  else
    g_signal_emit (self, signals[PROBLEM], 0, error);
  tell_note (self);
  deliver (self);
}

/* Following the file */

static gboolean
on_refresh (gpointer user_data)
{
  g_autoptr(SalveDocument) self = g_object_ref (SALVE_DOCUMENT (user_data));
  gboolean seen;

  self->refresh_id = 0;
  g_mutex_lock (&self->mutex);
  /* Whoever writes looks first. */
  seen = !self->writing && self->asked == NULL && salve_shared_file_look (self->file);
  if (seen)
    self->read_only = salve_shared_file_is_newer (self->file);
  g_mutex_unlock (&self->mutex);
  if (!seen)
    return G_SOURCE_REMOVE;
  self->looked = TRUE;
  deliver (self);
  return G_SOURCE_REMOVE;
}

static void
on_file_changed (SalveDocument *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, on_refresh, self);
}

/* Returns whether a thread has to be started for it. */
static gboolean
ask (SalveDocument *self,
     JsonObject    *root)
{
  gboolean start;

  json_object_set_int_member (root, "format", self->format);
  g_mutex_lock (&self->mutex);
  g_free (self->asked);
  self->asked = salve_json_print (root);
  start = !self->writing && salve_shared_file_get_refusal (self->file) == NULL;
  self->writing |= start;
  g_mutex_unlock (&self->mutex);
  return start;
}

/* (transfer full): why nothing is written, NULL also while a thread is at it. */
static GError *
get_refusal (SalveDocument *self)
{
  const GError *refusal;
  GError *copy;

  g_mutex_lock (&self->mutex);
  refusal = self->writing ? NULL : salve_shared_file_get_refusal (self->file);
  copy = refusal != NULL ? g_error_copy (refusal) : NULL;
  g_mutex_unlock (&self->mutex);
  return copy;
}

static void
lock_when_idle (SalveDocument *self)
{
  g_mutex_lock (&self->mutex);
  while (self->writing)
    g_cond_wait (&self->idle, &self->mutex);
}

/* GObject */

static void
salve_document_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SalveDocument *self = SALVE_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      self->folder = g_path_get_dirname (self->path);
      break;
    case PROP_FORMAT:
      self->format = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_document_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SalveDocument *self = SALVE_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_FORMAT:
      g_value_set_uint (value, self->format);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_document_constructed (GObject *object)
{
  SalveDocument *self = SALVE_DOCUMENT (object);

  G_OBJECT_CLASS (salve_document_parent_class)->constructed (object);
  self->file = salve_shared_file_new (self->path, self->format);
}

static void
salve_document_finalize (GObject *object)
{
  SalveDocument *self = SALVE_DOCUMENT (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->file, salve_shared_file_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (salve_document_parent_class)->finalize (object);
}

static void
salve_document_class_init (SalveDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = salve_document_set_property;
  object_class->get_property = salve_document_get_property;
  object_class->constructed = salve_document_constructed;
  object_class->finalize = salve_document_finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, fixed);
  props[PROP_FORMAT] =
    g_param_spec_uint ("format", NULL, NULL, 1, G_MAXINT, SALVE_DOCUMENT_FORMAT, fixed);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveDocument::changed:
   * @self: the document
   * @root: what the file holds now
   *
   * Another program changed the file, or what was asked for was merged with such a change. Never emitted while
   * something of the owner's is left to write.
   */
  signals[CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, JSON_TYPE_OBJECT);

  /**
   * SalveDocument::problem:
   * @self: the document
   * @error: why it could not be written
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * SalveDocument::saved:
   * @self: the document
   *
   * The latest that was asked for is on the disk.
   */
  signals[SAVED] =
    g_signal_new ("saved", SALVE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
salve_document_init (SalveDocument *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
}

/**
 * salve_document_new:
 * @path: (type filename): a file `*.json`; its folder is made when it is first written
 *
 * Neither looks at the disk nor reads.
 *
 * Returns: (transfer full): the document
 */
SalveDocument *
salve_document_new (const char *path)
{
  return salve_document_new_of_format (path, SALVE_DOCUMENT_FORMAT);
}

/**
 * salve_document_new_of_format:
 * @path: (type filename): a file `*.json`
 * @format: the newest format that is understood, from 1 on
 *
 * Returns: (transfer full): the document
 */
SalveDocument *
salve_document_new_of_format (const char *path,
                              guint       format)
{
  g_return_val_if_fail (path != NULL && g_str_has_suffix (path, ".json"), NULL);
  g_return_val_if_fail (format >= 1, NULL);

  return g_object_new (SALVE_TYPE_DOCUMENT, "path", path, "format", format, NULL);
}

/**
 * salve_document_get_path:
 * @self: a document
 *
 * Returns: (type filename): where its file is or would be
 */
const char *
salve_document_get_path (SalveDocument *self)
{
  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), NULL);

  return self->path;
}

/**
 * salve_document_get_read_only:
 * @self: a document
 *
 * Returns: whether what was loaded last comes from a newer version: it may be shown as far as it
 *   is understood, and saving it fails
 */
gboolean
salve_document_get_read_only (SalveDocument *self)
{
  gboolean read_only;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);

  g_mutex_lock (&self->mutex);
  read_only = self->read_only;
  g_mutex_unlock (&self->mutex);
  return read_only;
}

/**
 * salve_document_load:
 * @self: a document
 * @root: (out) (nullable) (optional): return location for what the file holds, %NULL where there
 *   is no file
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Reads the file now; it is small, and whatever else its name stands for is an error, never a
 * wait. After an error nothing replaces the file until salve_document_set_aside().
 *
 * Returns: whether there is no file or it could be read
 */
gboolean
salve_document_load (SalveDocument  *self,
                     JsonObject    **root,
                     GError        **error)
{
  g_autoptr(JsonObject) found = NULL;
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  sweep (self);
  lock_when_idle (self);
  found = salve_shared_file_load (self->file, &cause);
  self->read_only = salve_shared_file_is_newer (self->file);
  g_mutex_unlock (&self->mutex);
  self->looked = TRUE;
  if (root != NULL)
    *root = g_steal_pointer (&found);
  if (cause == NULL || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * salve_document_watch:
 * @self: a document whose folder exists
 *
 * From now on ::changed tells of what other programs do to the file. GIO polls for a folder that does not exist, so
 * nothing is watched then.
 */
void
salve_document_watch (SalveDocument *self)
{
  g_autoptr(GFile) file = NULL;

  g_return_if_fail (SALVE_IS_DOCUMENT (self));

  if (self->monitor != NULL || !g_file_test (self->folder, G_FILE_TEST_IS_DIR))
    return;
  file = g_file_new_for_path (self->path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  /* Whoever writes looks first, so that without it a change is seen late but never lost. */
  if (self->monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (self->monitor, 0);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
}

/**
 * salve_document_set_whole:
 * @self: a document
 * @whole: whether two versions of it make no sense when they are mixed
 *
 * Then, where another program changed the file too, its version is kept beside it as a whole.
 */
void
salve_document_set_whole (SalveDocument *self,
                          gboolean       whole)
{
  g_return_if_fail (SALVE_IS_DOCUMENT (self));

  salve_shared_file_set_whole (self->file, whole);
}

/**
 * salve_document_reject:
 * @self: a document that was loaded
 * @reason: why what it holds makes no sense
 *
 * To be called where the object was read and is not understood all the same: nothing replaces
 * the file until salve_document_set_aside().
 */
void
salve_document_reject (SalveDocument *self,
                       const GError  *reason)
{
  g_return_if_fail (SALVE_IS_DOCUMENT (self));
  g_return_if_fail (reason != NULL);

  self->looked = TRUE;
  lock_when_idle (self);
  salve_shared_file_reject (self->file, reason);
  g_mutex_unlock (&self->mutex);
}

/**
 * salve_document_save:
 * @self: a document
 * @root: what it is to hold; its member `format` is set
 *
 * Asks for the object as it is now to be written in a thread: as a whole, on the disk before
 * ::saved, private (mode 0600 in a folder of 0700). Of several in short order the last is
 * written. ::saved or ::problem follows; a file that could not be read, or that comes from a
 * newer version, is never replaced. Where another program changed the file since it was loaded or last ::changed, both
 * changes are in it afterwards; where both changed the same thing, the other's version is kept beside it, and a
 * ::problem of G_IO_ERROR_WRONG_ETAG after ::saved says where.
 */
void
salve_document_save (SalveDocument *self,
                     JsonObject    *root)
{
  g_return_if_fail (SALVE_IS_DOCUMENT (self));
  g_return_if_fail (root != NULL);

  /* What cannot be read is then the reason not to write. */
  if (!self->looked)
    salve_document_load (self, NULL, NULL);
  if (ask (self, root))
    {
      g_autoptr(GTask) task = g_task_new (self, NULL, on_saved, NULL);

      g_task_set_source_tag (task, salve_document_save);
      g_task_run_in_thread (task, save_thread);
    }
  else
    {
      g_autoptr(GError) refusal = get_refusal (self);

      if (refusal != NULL)
        g_task_report_error (self, on_saved, NULL, salve_document_save, g_steal_pointer (&refusal));
    }
}

/**
 * salve_document_flush:
 * @self: a document
 * @error: return location for an error of G_FILE_ERROR, or for the reason not to write
 *
 * Waits until what was asked for is written, and tries once more what failed.
 *
 * Returns: whether nothing is left to write
 */
gboolean
salve_document_flush (SalveDocument  *self,
                      GError        **error)
{
  const GError *refusal;
  gboolean flushed;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  refusal = salve_shared_file_get_refusal (self->file);
  if (self->asked != NULL && refusal != NULL)
    g_propagate_error (error, g_error_copy (refusal));
  flushed = self->asked == NULL || (refusal == NULL && write_asked (self, error));
  g_mutex_unlock (&self->mutex);
  tell_note (self);
  deliver (self);
  return flushed;
}

/**
 * salve_document_keep_beside:
 * @self: a document, while it tells of ::changed
 *
 * To be called where what was told makes no sense, and what was known before goes on. The next save does not write over
 * it: it is kept beside the file, and ::problem says where.
 */
void
salve_document_keep_beside (SalveDocument *self)
{
  g_return_if_fail (SALVE_IS_DOCUMENT (self));

  g_mutex_lock (&self->mutex);
  salve_shared_file_keep_beside (self->file);
  g_mutex_unlock (&self->mutex);
}

/**
 * salve_document_is_saved:
 * @self: a document
 *
 * Returns: whether all that was asked for is on the disk
 */
gboolean
salve_document_is_saved (SalveDocument *self)
{
  gboolean saved;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), TRUE);

  g_mutex_lock (&self->mutex);
  saved = self->asked == NULL && !self->writing;
  g_mutex_unlock (&self->mutex);
  return saved;
}

/**
 * salve_document_set_aside:
 * @self: a document
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives the file another name in its folder, `x-<time>.unreadable.json`, so that nothing
 * overwrites it. From then on the document may be saved.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is now
 */
char *
salve_document_set_aside (SalveDocument  *self,
                          GError        **error)
{
  char *place;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  lock_when_idle (self);
  place = salve_shared_file_set_aside (self->file, error);
  self->read_only = salve_shared_file_is_newer (self->file);
  g_mutex_unlock (&self->mutex);
  return place;
}

/**
 * salve_document_give_up:
 * @self: a document that could not be loaded, or was rejected
 * @reason: why
 * @kept: as for printf(), what to tell the person of the reason and of where the file is now
 * @left: the same where the file stays
 *
 * What is there but makes no sense is set aside. What only could not be read just now, for the disk's sake, stays where
 * it is, and nothing replaces it.
 *
 * Returns: (transfer full): @reason in those words
 */
GError *
salve_document_give_up (SalveDocument *self,
                        const GError  *reason,
                        const char    *kept,
                        const char    *left)
{
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (reason != NULL && kept != NULL && left != NULL, NULL);

  /* Where it cannot be moved either, it stays just as well. */
  if (reason->domain == SALVE_JSON_ERROR)
    place = salve_document_set_aside (self, NULL);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  words = g_strdup_printf (place != NULL ? kept : left, reason->message, place != NULL ? place : self->path);
#pragma GCC diagnostic pop

  return g_error_new_literal (reason->domain, reason->code, words);
}

/**
 * salve_document_clear:
 * @self: a document
 * @error: return location for an error of G_FILE_ERROR
 *
 * Removes the file, after a write that is under way; what was asked for and is not written yet
 * is dropped. What another program put there meanwhile stays.
 *
 * Returns: whether there is no file, or another's
 */
gboolean
salve_document_clear (SalveDocument  *self,
                      GError        **error)
{
  gboolean removed;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  g_clear_pointer (&self->asked, g_free);
  removed = salve_shared_file_remove (self->file, error);
  self->read_only = salve_shared_file_is_newer (self->file);
  g_mutex_unlock (&self->mutex);
  return removed;
}
