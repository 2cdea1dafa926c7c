/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-draft.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "salve-document.h"
#include "salve-session-json.h"
#include "salve-session-writer.h"

struct _SalveDraft
{
  GObject        parent_instance;

  SalveDocument *document;
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

static void
on_problem (SalveDraft   *self,
            const GError *error)
{
  g_signal_emit (self, signals[PROBLEM], 0, error);
}

static void
on_saved (SalveDraft *self)
{
  g_signal_emit (self, signals[SAVED], 0);
}

static void
set_folder (SalveDraft *self,
            const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "draft.json", NULL);

  self->document = salve_document_new_of_format (path, SALVE_SESSION_FORMAT);
  salve_document_set_whole (self->document, TRUE);
  g_signal_connect_object (self->document, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
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
      set_folder (self, g_value_get_string (value));
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
      g_value_take_string (value, g_path_get_dirname (salve_document_get_path (self->document)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_draft_finalize (GObject *object)
{
  SalveDraft *self = SALVE_DRAFT (object);

  g_clear_object (&self->document);
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

  return salve_document_get_path (self->document);
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
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(SalveSession) session = NULL;
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (SALVE_IS_DRAFT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!salve_document_load (self->document, &root, error) || root == NULL)
    return NULL;
  if (salve_document_get_read_only (self->document))
    g_set_error_literal (&cause, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This session comes from a newer version of Salve"));
  else
    session = salve_session_draft_from_object (root, &cause);
  if (session != NULL)
    return g_steal_pointer (&session);
  salve_document_reject (self->document, cause);
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
  g_return_val_if_fail (SALVE_IS_DRAFT (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return salve_document_set_aside (self->document, error);
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
  g_autoptr(JsonObject) root = NULL;

  g_return_if_fail (SALVE_IS_DRAFT (self));
  g_return_if_fail (SALVE_IS_SESSION (session));
  g_return_if_fail (!salve_session_get_read_only (session));

  root = salve_session_writer_write (session);
  salve_document_save (self->document, root);
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
  g_return_val_if_fail (SALVE_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return salve_document_flush (self->document, error);
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

  return salve_document_clear (self->document, error);
}
