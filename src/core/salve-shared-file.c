/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-shared-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "salve-json-merge.h"
#include "salve-json-strict.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-replace.h"

#define MAX_TRIES 8 /* to get between the writes of another program */

struct _SalveSharedFile
{
  char     *path;
  char     *folder;
  guint     format;
  gboolean  whole;   /* it is never merged */
  gboolean  newer;   /* it comes from a newer version */
  GError   *refusal; /* why the file that is there may not be replaced */
  GError   *note;    /* what was put aside for a write, until it is told */

  /* What the file holds, and what of it is known to whom it belongs. All are as salve_json_print() gives them; NULL
   * where there is no file. */
  char     *base;    /* what the owner's changes were made to */
  char     *disk;    /* what is on the disk */
  char     *tried;   /* what was to be written last, and may be there although that failed */
  char     *asked;   /* what the owner had asked for then */
  char     *strange; /* what the owner could make nothing of */
};

static void
set_text (char       **place,
          const char  *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
forget (SalveSharedFile *self)
{
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->disk, g_free);
  g_clear_pointer (&self->tried, g_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->strange, g_free);
}

static void
allow (SalveSharedFile *self)
{
  self->newer = FALSE;
  g_clear_error (&self->refusal);
}

/* Reading */

static gboolean
check_format (SalveSharedFile  *self,
              JsonObject       *root,
              GError          **error)
{
  static const char * const required[] = { "format", NULL };
  int format = 0;

  if (!salve_json_require (root, required, error) ||
      !salve_json_get_whole (root, "format", 1, G_MAXINT, &format, error))
    return FALSE;
  self->newer = (guint) format > self->format;
  return TRUE;
}

static char *
read_text (SalveSharedFile  *self,
           JsonObject      **root,
           GError          **error)
{
  g_autofree char *text = salve_replace_read (self->path, root, error);

  return text != NULL && check_format (self, *root, error) ? g_steal_pointer (&text) : NULL;
}

/* Where there is no file there is nothing that a write could destroy. */
static void
note_look (SalveSharedFile *self,
           const GError    *error)
{
  g_clear_error (&self->refusal);
  if (self->newer)
    g_set_error_literal (&self->refusal, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This file comes from a newer version of Salve and is left as it is"));
  else if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
           !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    self->refusal = g_error_copy (error);
}

/* Writing */

static void
note_aside (SalveSharedFile *self,
            const char      *format,
            const char      *place)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *shown = g_filename_display_basename (place);

  g_clear_error (&self->note);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  self->note = g_error_new (G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, format, name, shown);
#pragma GCC diagnostic pop
}

/* Of what the other wrote not all can be kept in the file: as a whole it is kept beside it. */
static gboolean
keep_theirs (SalveSharedFile  *self,
             GError          **error)
{
  g_autofree char *place = salve_replace_keep (self->path, self->disk, error);

  if (place == NULL)
    return FALSE;
  /* Translators: both are names of files. */
  note_aside (self, _("“%s” was changed by another program at the same time. Nothing is lost: the other version is kept "
                      "as “%s”."), place);
  return TRUE;
}

static gboolean
is_free_of_others (SalveSharedFile *self,
                   const char      *text)
{
  return self->disk == NULL || g_strcmp0 (self->disk, self->base) == 0 || g_strcmp0 (self->disk, text) == 0;
}

/* (transfer full): the text that has both what is asked and what another wrote since; NULL where the other's could not
 * be kept. */
static char *
combine (SalveSharedFile  *self,
         const char       *text,
         GError          **error)
{
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (JsonObject) ours = NULL;
  g_autoptr (JsonObject) theirs = NULL;
  g_autoptr (JsonObject) merged = NULL;
  gboolean lost = FALSE;

  if (self->disk != NULL && g_strcmp0 (self->disk, self->strange) == 0)
    return keep_theirs (self, error) ? g_strdup (text) : NULL;
  if (is_free_of_others (self, text))
    return g_strdup (text);
  if (self->whole)
    return keep_theirs (self, error) ? g_strdup (text) : NULL;
  base = self->base != NULL ? salve_json_parse (self->base, -1, NULL) : NULL;
  ours = salve_json_parse (text, -1, error);
  theirs = salve_json_parse (self->disk, -1, error);
  if (ours == NULL || theirs == NULL)
    return NULL;
  merged = salve_json_merge (base, ours, theirs, &lost);
  return !lost || keep_theirs (self, error) ? salve_json_print (merged) : NULL;
}

/* Takes up what another wrote before us, unless it is newer than this version. */
static gboolean
take_up (SalveSharedFile  *self,
         const char       *text,
         GError          **error)
{
  /* It was us, although that seemed to fail. */
  if (g_strcmp0 (text, self->tried) == 0)
    set_text (&self->base, self->asked);
  set_text (&self->disk, text);
  note_look (self, NULL);
  if (self->refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->refusal));
  return FALSE;
}

static gboolean
clear_the_way (SalveSharedFile  *self,
               GError          **error)
{
  g_autofree char *place = salve_paths_set_aside (self->path, error);

  if (place == NULL)
    return FALSE;
  /* Translators: both are names of files. */
  note_aside (self, _("Another program wrote something into “%s” that cannot be read. It is kept as “%s”."), place);
  return TRUE;
}

/* Somebody was quicker. What makes no sense gets another name; what is newer than this version stays as it is. */
static gboolean
look_again (SalveSharedFile  *self,
            GError          **error)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = read_text (self, &root, &cause);

  if (text != NULL)
    return take_up (self, text, error);
  set_text (&self->disk, NULL);
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  if (cause->domain == SALVE_JSON_ERROR && cause->code != SALVE_JSON_ERROR_NOT_A_FILE)
    return clear_the_way (self, error);
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
try_to_write (SalveSharedFile  *self,
              const char       *text,
              GError          **error)
{
  g_autofree char *combined = combine (self, text, error);

  if (combined == NULL)
    return FALSE;
  set_text (&self->tried, combined);
  set_text (&self->asked, text);
  if (self->disk != NULL ? !salve_replace (self->path, self->disk, combined, error)
                         : !salve_replace_new (self->path, combined, error))
    return FALSE;
  set_text (&self->disk, combined);
  set_text (&self->base, text);
  return TRUE;
}

/* Whether what is in the file was neither read nor written here. */
static gboolean
is_another (SalveSharedFile *self)
{
  g_autofree char *present = NULL;

  if ((self->disk == NULL && self->tried == NULL) || self->refusal != NULL)
    return FALSE;
  present = salve_replace_read (self->path, NULL, NULL);
  return present != NULL && g_strcmp0 (present, self->disk) != 0 && g_strcmp0 (present, self->tried) != 0;
}

/**
 * salve_shared_file_new:
 * @path: (type filename): a file `*.json`
 * @format: the newest format that is understood, from 1 on
 *
 * Neither looks at the disk nor reads.
 *
 * Returns: (transfer full): the file
 */
SalveSharedFile *
salve_shared_file_new (const char *path,
                       guint       format)
{
  SalveSharedFile *self;

  g_return_val_if_fail (path != NULL && g_str_has_suffix (path, ".json"), NULL);
  g_return_val_if_fail (format >= 1, NULL);

  self = g_new0 (SalveSharedFile, 1);
  self->path = g_strdup (path);
  self->folder = g_path_get_dirname (path);
  self->format = format;
  return self;
}

/**
 * salve_shared_file_free:
 * @self: (transfer full): a file
 */
void
salve_shared_file_free (SalveSharedFile *self)
{
  g_return_if_fail (self != NULL);

  forget (self);
  g_clear_error (&self->note);
  g_clear_error (&self->refusal);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/**
 * salve_shared_file_set_whole:
 * @self: a file
 * @whole: whether two versions of it make no sense when they are mixed
 *
 * Then, where another program changed the file too, its version is kept beside it as a whole.
 */
void
salve_shared_file_set_whole (SalveSharedFile *self,
                             gboolean         whole)
{
  g_return_if_fail (self != NULL);

  self->whole = whole;
}

/**
 * salve_shared_file_load:
 * @self: a file
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Reads what the owner begins with. After an error, but for a file that is not there, it may not be replaced.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
JsonObject *
salve_shared_file_load (SalveSharedFile  *self,
                        GError          **error)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  forget (self);
  self->newer = FALSE;
  self->base = read_text (self, &root, &cause);
  self->disk = g_strdup (self->base);
  note_look (self, cause);
  if (cause == NULL)
    return g_steal_pointer (&root);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * salve_shared_file_look:
 * @self: a file
 *
 * Looks what it holds by now. What is gone or makes no sense at the moment is not taken up; what is known stays.
 *
 * Returns: whether it could be read
 */
gboolean
salve_shared_file_look (SalveSharedFile *self)
{
  g_autoptr (JsonObject) root = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  text = read_text (self, &root, NULL);
  if (text == NULL)
    return FALSE;
  note_look (self, NULL);
  set_text (&self->disk, text);
  return TRUE;
}

/**
 * salve_shared_file_is_newer:
 * @self: a file
 *
 * Returns: whether what was read last comes from a newer version
 */
gboolean
salve_shared_file_is_newer (SalveSharedFile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->newer;
}

/**
 * salve_shared_file_reject:
 * @self: a file that was read
 * @reason: why what it holds makes no sense
 *
 * Nothing may replace it from now on.
 */
void
salve_shared_file_reject (SalveSharedFile *self,
                          const GError    *reason)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (reason != NULL);

  g_clear_error (&self->refusal);
  self->refusal = g_error_copy (reason);
}

/**
 * salve_shared_file_get_refusal:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): why the file that is there may not be replaced
 */
const GError *
salve_shared_file_get_refusal (SalveSharedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refusal;
}

/**
 * salve_shared_file_write:
 * @self: a file that may be replaced
 * @text: what it is to hold, as salve_json_print() gives it
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR
 *
 * Writes what the owner made of the version that was last loaded or taken. Where another program changed it too, both
 * changes are in the file afterwards; of the same thing the owner's, and the other version is kept beside it.
 *
 * Returns: whether it is on the disk, safe from a power cut
 */
gboolean
salve_shared_file_write (SalveSharedFile  *self,
                         const char       *text,
                         GError          **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!salve_paths_ensure (self->folder, error))
    return FALSE;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (GError) cause = NULL;

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

/**
 * salve_shared_file_take_change:
 * @self: a file
 *
 * Tells once of what another program changed. From now on what the owner writes is made of that.
 *
 * Returns: (transfer full) (nullable): what the file holds, if the owner does not know it
 */
JsonObject *
salve_shared_file_take_change (SalveSharedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->disk == NULL || g_strcmp0 (self->disk, self->base) == 0)
    return NULL;
  set_text (&self->base, self->disk);
  return salve_json_parse (self->disk, -1, NULL);
}

/**
 * salve_shared_file_keep_beside:
 * @self: a file
 *
 * What salve_shared_file_take_change() told last makes no sense to the owner, who goes on with what was known before.
 * It is kept beside the file as soon as the owner writes.
 */
void
salve_shared_file_keep_beside (SalveSharedFile *self)
{
  g_return_if_fail (self != NULL);

  set_text (&self->strange, self->base);
}

/**
 * salve_shared_file_take_note:
 * @self: a file
 *
 * Returns: (transfer full) (nullable): once, what was kept beside the file for the sake of a write: G_IO_ERROR_WRONG_ETAG
 */
GError *
salve_shared_file_take_note (SalveSharedFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->note);
}

/**
 * salve_shared_file_set_aside:
 * @self: a file
 * @error: return location for an error of G_FILE_ERROR
 *
 * Gives it another name by salve_paths_set_aside(); then a new one may be written.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is now
 */
char *
salve_shared_file_set_aside (SalveSharedFile  *self,
                             GError          **error)
{
  char *place;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  place = salve_paths_set_aside (self->path, error);
  if (place != NULL)
    {
      allow (self);
      forget (self);
    }
  return place;
}

/**
 * salve_shared_file_remove:
 * @self: a file
 * @error: return location for an error of G_FILE_ERROR
 *
 * What another program put there meanwhile stays.
 *
 * Returns: whether there is no file, or another's
 */
gboolean
salve_shared_file_remove (SalveSharedFile  *self,
                          GError          **error)
{
  gboolean another;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  another = is_another (self);
  forget (self);
  if (another)
    return TRUE;
  if (g_unlink (self->path) != 0 && errno != ENOENT)
    /* Translators: first a file's name, then the system's reason */
    return salve_paths_fail (self->path, _("“%s” could not be moved or removed: %s"), error);
  allow (self);
  return !g_file_test (self->folder, G_FILE_TEST_IS_DIR) || salve_paths_sync (self->folder, error);
}
