/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-document.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "salve-json.h"
#include "salve-paths.h"

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
  PROBLEM,
  SAVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
fail_errno (SalveDocument  *self,
            GError        **error)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (self->path);

  /* Translators: first a file's path, then the system's reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _("“%s” could not be moved or removed: %s"), shown, g_strerror (code));
  return FALSE;
}

/* Reading */

static gboolean
check_format (SalveDocument  *self,
              JsonObject     *root,
              GError        **error)
{
  static const char * const required[] = { "format", NULL };
  double format = 0;

  if (!salve_json_require (root, required, error) ||
      !salve_json_get_number (root, "format", 1, G_MAXINT, &format, error))
    return FALSE;
  if (format != floor (format))
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("“%s” is not a whole number"), "format");
  self->read_only = format > self->format;
  return TRUE;
}

static JsonObject *
read_root (SalveDocument  *self,
           GError        **error)
{
  g_autoptr(JsonObject) root = NULL;
  g_autofree char *text = NULL;
  gsize length;

  text = salve_json_read (self->path, &length, error);
  if (text != NULL)
    root = salve_json_parse (text, (gssize) length, error);
  if (root == NULL || !check_format (self, root, error))
    return NULL;
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

static gboolean
write_text (SalveDocument  *self,
            const char     *text,
            GError        **error)
{
  return salve_paths_ensure (self->folder, error) && salve_json_write (self->path, text, error);
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

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (source, signals[SAVED], 0);
  else
    g_signal_emit (source, signals[PROBLEM], 0, error);
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
  salve_paths_sweep (self->folder);
  found = read_root (self, &cause);
  note_look (self, cause);
  if (root != NULL)
    *root = g_steal_pointer (&found);
  if (cause == NULL || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
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
 * newer version, is never replaced.
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
  else if (self->refusal != NULL)
    g_task_report_error (self, on_saved, NULL, salve_document_save, g_error_copy (self->refusal));
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
  flushed = self->asked == NULL || (self->refusal == NULL && write_asked (self, error));
  if (!flushed && self->refusal != NULL && error != NULL)
    *error = g_error_copy (self->refusal);
  g_mutex_unlock (&self->mutex);
  return flushed;
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
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *stem = NULL;

  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stem = g_strndup (self->path, strlen (self->path) - strlen (".json"));
  for (guint number = 1;; number++)
    {
      g_autofree char *path = NULL;

      if (number == 1)
        path = g_strdup_printf ("%s-%s.unreadable.json", stem, stamp);
      else
        path = g_strdup_printf ("%s-%s-%u.unreadable.json", stem, stamp, number);
      if (salve_paths_rename (self->path, path))
        {
          self->read_only = FALSE;
          g_clear_error (&self->refusal);
          return salve_paths_sync (self->folder, error) ? g_steal_pointer (&path) : NULL;
        }
      if (errno != EEXIST)
        break;
    }
  fail_errno (self, error);
  return NULL;
}

/**
 * salve_document_clear:
 * @self: a document
 * @error: return location for an error of G_FILE_ERROR
 *
 * Removes the file, after a write that is under way; what was asked for and is not written yet
 * is dropped.
 *
 * Returns: whether there is no file
 */
gboolean
salve_document_clear (SalveDocument  *self,
                      GError        **error)
{
  g_return_val_if_fail (SALVE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  g_clear_pointer (&self->asked, g_free);
  g_mutex_unlock (&self->mutex);
  if (g_unlink (self->path) != 0 && errno != ENOENT)
    return fail_errno (self, error);
  self->read_only = FALSE;
  g_clear_error (&self->refusal);
  return !g_file_test (self->folder, G_FILE_TEST_IS_DIR) || salve_paths_sync (self->folder, error);
}
