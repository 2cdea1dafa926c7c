/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-draft.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-json.h"
#include "salve-paths.h"
#include "salve-session-json.h"

struct _SalveDraft
{
  GObject   parent_instance;

  char     *folder;
  char     *path;

  GMutex    mutex;
  GCond     idle;
  char     *asked;   /* the latest text that is not on the disk */
  gboolean  writing; /* a thread is at it and takes what is asked meanwhile */
};

G_DEFINE_FINAL_TYPE (SalveDraft, salve_draft, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FOLDER,
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
fail_errno (SalveDraft  *self,
            GError     **error)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (self->path);

  /* Translators: first a file's path, then the system's reason */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _("“%s” could not be moved or removed: %s"), shown, g_strerror (code));
  return FALSE;
}

static gboolean
write_text (SalveDraft  *self,
            const char  *text,
            GError     **error)
{
  return salve_paths_ensure (self->folder, error) && salve_json_write (self->path, text, error);
}

/* Writes what is asked, with the mutex held but for the writing itself. What fails stays asked,
 * for the next save or flush, unless something newer was asked meanwhile. */
static gboolean
write_asked (SalveDraft  *self,
             GError     **error)
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
  SalveDraft *self = SALVE_DRAFT (source);
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

static void
lock_when_idle (SalveDraft *self)
{
  g_mutex_lock (&self->mutex);
  while (self->writing)
    g_cond_wait (&self->idle, &self->mutex);
}

static void
salve_draft_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SalveDraft *self = SALVE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      self->path = g_build_filename (self->folder, "draft.json", NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_draft_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SalveDraft *self = SALVE_DRAFT (object);

  switch (prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_draft_finalize (GObject *object)
{
  SalveDraft *self = SALVE_DRAFT (object);

  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (salve_draft_parent_class)->finalize (object);
}

static void
salve_draft_class_init (SalveDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = salve_draft_set_property;
  object_class->get_property = salve_draft_get_property;
  object_class->finalize = salve_draft_finalize;

  props[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * SalveDraft::problem:
   * @self: the draft
   * @error: why it could not be written
   */
  signals[PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * SalveDraft::saved:
   * @self: the draft
   *
   * The latest text that was asked for is on the disk.
   */
  signals[SAVED] =
    g_signal_new ("saved", SALVE_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
salve_draft_init (SalveDraft *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
}

/**
 * salve_draft_new:
 * @folder: (type filename): the folder of `draft.json`; made when it is first written
 *
 * Returns: (transfer full): the draft
 */
SalveDraft *
salve_draft_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return g_object_new (SALVE_TYPE_DRAFT, "folder", folder, NULL);
}

/**
 * salve_draft_get_path:
 * @self: a draft
 *
 * Returns: (type filename): where its file is or would be
 */
const char *
salve_draft_get_path (SalveDraft *self)
{
  g_return_val_if_fail (SALVE_IS_DRAFT (self), NULL);

  return self->path;
}

/**
 * salve_draft_load:
 * @self: a draft
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the session that was under way, %NULL without an error
 *   when there was none
 */
SalveSession *
salve_draft_load (SalveDraft  *self,
                  GError     **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(SalveSession) session = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (SALVE_IS_DRAFT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  salve_paths_sweep (self->folder);
  text = salve_json_read (self->path, &length, &cause);
  if (text != NULL)
    session = salve_session_draft_from_json (text, (gssize) length, &cause);
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return NULL;
  if (session != NULL && !salve_session_get_read_only (session))
    return g_steal_pointer (&session);
  if (cause == NULL)
    g_set_error_literal (&cause, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This session comes from a newer version of Salve"));
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * salve_draft_set_aside:
 * @self: a draft
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives a draft that cannot be read another name in its folder, so that nothing overwrites it.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is now
 */
char *
salve_draft_set_aside (SalveDraft  *self,
                       GError     **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  g_return_val_if_fail (SALVE_IS_DRAFT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (guint number = 1;; number++)
    {
      g_autofree char *path = NULL;

      if (number == 1)
        path = g_strdup_printf ("%s/draft-%s.unreadable.json", self->folder, stamp);
      else
        path = g_strdup_printf ("%s/draft-%s-%u.unreadable.json", self->folder, stamp, number);
      if (salve_paths_rename (self->path, path))
        return salve_paths_sync (self->folder, error) ? g_steal_pointer (&path) : NULL;
      if (errno != EEXIST)
        break;
    }
  fail_errno (self, error);
  return NULL;
}

/**
 * salve_draft_save:
 * @self: a draft
 * @session: a session that is under way
 *
 * Asks for the session as it is now to be written in a thread. Of several in short order the
 * last is written. ::saved or ::problem follows.
 */
void
salve_draft_save (SalveDraft   *self,
                  SalveSession *session)
{
  gboolean start;

  g_return_if_fail (SALVE_IS_DRAFT (self));
  g_return_if_fail (SALVE_IS_SESSION (session));
  g_return_if_fail (!salve_session_get_read_only (session));

  g_mutex_lock (&self->mutex);
  g_free (self->asked);
  self->asked = salve_session_to_json (session);
  start = !self->writing;
  self->writing = TRUE;
  g_mutex_unlock (&self->mutex);

  if (start)
    {
      g_autoptr(GTask) task = g_task_new (self, NULL, on_saved, NULL);

      g_task_set_source_tag (task, salve_draft_save);
      g_task_run_in_thread (task, save_thread);
    }
}

/**
 * salve_draft_flush:
 * @self: a draft
 * @error: return location for an error of G_FILE_ERROR
 *
 * Waits until what was asked for is written, and tries once more what failed.
 *
 * Returns: whether nothing is left to write
 */
gboolean
salve_draft_flush (SalveDraft  *self,
                   GError     **error)
{
  gboolean flushed;

  g_return_val_if_fail (SALVE_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  flushed = self->asked == NULL || write_asked (self, error);
  g_mutex_unlock (&self->mutex);
  return flushed;
}

/**
 * salve_draft_clear:
 * @self: a draft
 * @error: return location for an error of G_FILE_ERROR
 *
 * Removes the draft, after a write that is under way; what was asked for and is not written
 * yet is dropped. To be called once the session is saved as a record, or given up.
 *
 * Returns: whether there is no draft
 */
gboolean
salve_draft_clear (SalveDraft  *self,
                   GError     **error)
{
  g_return_val_if_fail (SALVE_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  lock_when_idle (self);
  g_clear_pointer (&self->asked, g_free);
  g_mutex_unlock (&self->mutex);
  if (g_unlink (self->path) != 0)
    return errno == ENOENT || fail_errno (self, error);
  return salve_paths_sync (self->folder, error);
}
