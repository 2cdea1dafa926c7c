/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-document.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-json-merge.h"
#include "salve-json.h"
#include "salve-json-strict.h"
#include "salve-paths.h"
#include "salve-replace.h"
#include "salve-sweep.h"

#define MAX_TRIES        8   /* to get between the writes of another program */
#define REFRESH_DELAY_MS 100 /* a synchronising program does several things to a file */

/* What the file holds, and what of it is known to whom the document belongs. All are as salve_json_print() gives
 * them; NULL where there is no file. */
typedef struct
{
  char *base;  /* what the owner's changes were made to */
  char *disk;  /* what is on the disk */
  char *tried; /* what was to be written last, and may be there although that failed */
  char *asked; /* what the owner had asked for then */
} View;

struct _SalveDocument
{
  GObject   parent_instance;

  char     *path;
  char     *folder;
  guint     format;
  gboolean  looked;    /* at what the file holds */
  gboolean  read_only; /* it comes from a newer version */
  GError   *refusal;   /* why the file that is there may not be replaced */

  GMutex    mutex;
  GCond     idle;
  char     *asked;     /* the latest text that is not on the disk */
  gboolean  writing;   /* a thread is at it and takes what is asked meanwhile */
  gboolean  whole;     /* it is never merged */
  View      view;      /* the thread's while it is writing */
  GError   *aside;     /* what was put aside for a write, until it is told */

  GFileMonitor *monitor;
  guint     refresh_id;
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
set_text (char       **place,
          const char  *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
view_clear (View *view)
{
  g_clear_pointer (&view->base, g_free);
  g_clear_pointer (&view->disk, g_free);
  g_clear_pointer (&view->tried, g_free);
  g_clear_pointer (&view->asked, g_free);
}

static void
sweep (SalveDocument *self)
{
  g_autofree char *data = salve_paths_data ();
  g_autofree char *trash = g_build_filename (data, "trash", NULL);

  salve_sweep (self->folder, trash);
}

/* Reading */

static gboolean
check_format (SalveDocument  *self,
              JsonObject     *root,
              GError        **error)
{
  static const char * const required[] = { "format", NULL };
  int format = 0;

  if (!salve_json_require (root, required, error) ||
      !salve_json_get_whole (root, "format", 1, G_MAXINT, &format, error))
    return FALSE;
  self->read_only = (guint) format > self->format;
  return TRUE;
}

static JsonObject *
read_root (SalveDocument  *self,
           GError        **error)
{
  g_autoptr(JsonObject) root = NULL;
  g_autofree char *text = salve_replace_read (self->path, &root, error);

  if (root == NULL || !check_format (self, root, error))
    return NULL;
  set_text (&self->view.base, text);
  set_text (&self->view.disk, text);
  return g_steal_pointer (&root);
}

/* Where there is no file there is nothing that a write could destroy. */
static void
note_look (SalveDocument *self,
           const GError  *error)
{
  self->looked = TRUE;
  g_clear_error (&self->refusal);
  if (self->read_only)
    g_set_error_literal (&self->refusal, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This file comes from a newer version of Salve and is left as it is"));
  else if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
           !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    self->refusal = g_error_copy (error);
}

/* Writing */

static void
note_aside (SalveDocument *self,
            const char    *format,
            const char    *place)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *shown = g_filename_display_basename (place);

  g_clear_error (&self->aside);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  self->aside = g_error_new (G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, format, name, shown);
#pragma GCC diagnostic pop
}

/* Of what the other wrote not all can be kept in the file: as a whole it is kept beside it. */
static gboolean
keep_theirs (SalveDocument  *self,
             GError        **error)
{
  g_autofree char *place = salve_replace_keep (self->path, self->view.disk, error);

  if (place == NULL)
    return FALSE;
  /* Translators: both are names of files. */
  note_aside (self, _("“%s” was changed by another program at the same time. Nothing is lost: the other version is kept "
                      "as “%s”."), place);
  return TRUE;
}

/* (transfer full): the text that has both what is asked and what another wrote since; NULL where the other's could not
 * be kept. */
static char *
combine (SalveDocument  *self,
         const char     *text,
         GError        **error)
{
  g_autoptr(JsonObject) base = NULL;
  g_autoptr(JsonObject) ours = NULL;
  g_autoptr(JsonObject) theirs = NULL;
  g_autoptr(JsonObject) merged = NULL;
  gboolean lost = FALSE;

  if (self->view.disk == NULL || g_strcmp0 (self->view.disk, self->view.base) == 0
      || g_strcmp0 (self->view.disk, text) == 0)
    return g_strdup (text);
  if (self->whole)
    return keep_theirs (self, error) ? g_strdup (text) : NULL;
  base = self->view.base != NULL ? salve_json_parse (self->view.base, -1, NULL) : NULL;
  ours = salve_json_parse (text, -1, error);
  theirs = salve_json_parse (self->view.disk, -1, error);
  if (ours == NULL || theirs == NULL)
    return NULL;
  merged = salve_json_merge (base, ours, theirs, &lost);
  return !lost || keep_theirs (self, error) ? salve_json_print (merged) : NULL;
}

static gboolean
note_newer (SalveDocument  *self,
            GError        **error)
{
  gboolean newer;

  g_mutex_lock (&self->mutex);
  note_look (self, NULL);
  newer = self->refusal != NULL;
  if (newer)
    g_propagate_error (error, g_error_copy (self->refusal));
  g_mutex_unlock (&self->mutex);
  return !newer;
}

/* Somebody was quicker. What makes no sense gets another name; what is newer than this version stays as it is. */
static gboolean
look_again (SalveDocument  *self,
            GError        **error)
{
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(GError) cause = NULL;
  g_autofree char *text = salve_replace_read (self->path, &root, &cause);

  if (text != NULL && check_format (self, root, &cause))
    {
      if (g_strcmp0 (text, self->view.tried) == 0)
        set_text (&self->view.base, self->view.asked);
      set_text (&self->view.disk, text);
      return note_newer (self, error);
    }
  set_text (&self->view.disk, NULL);
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  if (cause->domain == SALVE_JSON_ERROR && cause->code != SALVE_JSON_ERROR_NOT_A_FILE)
    {
      g_autofree char *place = salve_paths_set_aside (self->path, error);

      /* Translators: both are names of files. */
      if (place != NULL)
        note_aside (self, _("Another program wrote something into “%s” that cannot be read. It is kept as “%s”."), place);
      return place != NULL;
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
is_lost_race (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
         || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
         || error->domain == SALVE_JSON_ERROR;
}

/* Writes into the file as it was last seen. */
static gboolean
try_to_write (SalveDocument  *self,
              const char     *text,
              GError        **error)
{
  g_autofree char *combined = combine (self, text, error);

  if (combined == NULL)
    return FALSE;
  set_text (&self->view.tried, combined);
  set_text (&self->view.asked, text);
  if (self->view.disk != NULL ? !salve_replace (self->path, self->view.disk, combined, error)
                              : !salve_replace_new (self->path, combined, error))
    return FALSE;
  set_text (&self->view.disk, combined);
  set_text (&self->view.base, text);
  return TRUE;
}

static gboolean
write_text (SalveDocument  *self,
            const char     *text,
            GError        **error)
{
  if (!salve_paths_ensure (self->folder, error))
    return FALSE;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr(GError) cause = NULL;

      if (try_to_write (self, text, &cause))
        return TRUE;
      if (i + 1 == MAX_TRIES || !is_lost_race (cause))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (!look_again (self, error))
        return FALSE;
    }
  g_assert_not_reached ();
}

/* Writes what is asked, with the mutex held but for the writing itself. What fails stays asked,
 * for the next save or flush, unless something newer was asked meanwhile. */
static gboolean
write_asked (SalveDocument  *self,
             GError        **error)
{
  g_autofree char *text = g_steal_pointer (&self->asked);
  gboolean written;

  g_mutex_unlock (&self->mutex);
  written = write_text (self, text, error);
  g_mutex_lock (&self->mutex);
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
  if (!self->writing && self->asked == NULL && self->view.disk != NULL
      && g_strcmp0 (self->view.disk, self->view.base) != 0)
    {
      root = salve_json_parse (self->view.disk, -1, NULL);
      set_text (&self->view.base, self->view.disk);
    }
  g_mutex_unlock (&self->mutex);
  if (root != NULL)
    g_signal_emit (self, signals[CHANGED], 0, root);
}

static void
tell_aside (SalveDocument *self)
{
  g_autoptr(GError) aside = NULL;

  g_mutex_lock (&self->mutex);
  if (!self->writing)
    aside = g_steal_pointer (&self->aside);
  g_mutex_unlock (&self->mutex);
  if (aside != NULL)
    g_signal_emit (self, signals[PROBLEM], 0, aside);
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
  tell_aside (self);
  deliver (self);
}

/* Following the file */

static gboolean
on_refresh (gpointer user_data)
{
  g_autoptr(SalveDocument) self = g_object_ref (SALVE_DOCUMENT (user_data));
  g_autoptr(JsonObject) root = NULL;
  g_autofree char *text = NULL;
  gboolean busy;

  self->refresh_id = 0;
  g_mutex_lock (&self->mutex);
  busy = self->writing || self->asked != NULL;
  g_mutex_unlock (&self->mutex);
  /* Whoever writes looks first. */
  if (busy)
    return G_SOURCE_REMOVE;
  text = salve_replace_read (self->path, &root, NULL);
  /* What is gone or makes no sense at the moment is not taken up; what is known stays. */
  if (text == NULL || !check_format (self, root, NULL))
    return G_SOURCE_REMOVE;
  note_look (self, NULL);
  set_text (&self->view.disk, text);
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
  start = self->refusal == NULL && !self->writing;
  self->writing |= start;
  g_mutex_unlock (&self->mutex);
  return start;
}

static void
lock_when_idle (SalveDocument *self)
{
  g_mutex_lock (&self->mutex);
  while (self->writing)
    g_cond_wait (&self->idle, &self->mutex);
}

/* Whether what is in the file was neither read nor written here. */
static gboolean
is_another (SalveDocument *self)
{
  g_autofree char *present = NULL;

  if (!self->looked || (self->view.disk == NULL && self->view.tried == NULL) || self->refusal != NULL)
    return FALSE;
  present = salve_replace_read (self->path, NULL, NULL);
  return present != NULL && g_strcmp0 (present, self->view.disk) != 0 && g_strcmp0 (present, self->view.tried) != 0;
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
salve_document_finalize (GObject *object)
{
  SalveDocument *self = SALVE_DOCUMENT (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->monitor);
  view_clear (&self->view);
  g_clear_error (&self->aside);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_error (&self->refusal);
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
  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);

  return self->read_only;
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

  self->read_only = FALSE;
  sweep (self);
  lock_when_idle (self);
  view_clear (&self->view);
  found = read_root (self, &cause);
  g_mutex_unlock (&self->mutex);
  note_look (self, cause);
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

  self->whole = whole;
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
  g_clear_error (&self->refusal);
  self->refusal = g_error_copy (reason);
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
      g_mutex_lock (&self->mutex);
      if (!self->writing && self->refusal != NULL)
        g_task_report_error (self, on_saved, NULL, salve_document_save, g_error_copy (self->refusal));
      g_mutex_unlock (&self->mutex);
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
  gboolean flushed;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  if (self->asked != NULL && self->refusal != NULL)
    g_propagate_error (error, g_error_copy (self->refusal));
  flushed = self->asked == NULL || (self->refusal == NULL && write_asked (self, error));
  g_mutex_unlock (&self->mutex);
  tell_aside (self);
  deliver (self);
  return flushed;
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
  g_autofree char *place = NULL;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  lock_when_idle (self);
  place = salve_paths_set_aside (self->path, error);
  if (place != NULL)
    {
      self->read_only = FALSE;
      g_clear_error (&self->refusal);
      view_clear (&self->view);
    }
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&place);
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
  gboolean another;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  g_clear_pointer (&self->asked, g_free);
  another = is_another (self);
  view_clear (&self->view);
  g_mutex_unlock (&self->mutex);
  if (another)
    return TRUE;
  if (g_unlink (self->path) != 0 && errno != ENOENT)
    /* Translators: first a file's name, then the system's reason */
    return salve_paths_fail (self->path, _("“%s” could not be moved or removed: %s"), error);
  self->read_only = FALSE;
  g_clear_error (&self->refusal);
  return !g_file_test (self->folder, G_FILE_TEST_IS_DIR) || salve_paths_sync (self->folder, error);
}
