/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "salve-examine.h"
#include "salve-json.h"

/* What stands around the sessions: each is a 0 and a comma there, beside the shelf and the profile. */
#define MAX_FRAME_BYTES  (4 * SALVE_JSON_MAX_BYTES)
#define MAX_FRAME_VALUES (2 * SALVE_JSON_MAX_VALUES + SALVE_ARCHIVE_MAX_SESSIONS)

typedef struct
{
  gsize begin;
  gsize length;
} Slice;

struct _SalveArchive
{
  char       *text;
  GArray     *slices; /* of Slice, a session each */
  JsonObject *frame;
};

/* Cutting the sessions out */

typedef struct
{
  const char *text;
  GString    *frame;
  GArray     *slices;
  guint       depth;
  gsize       begin;    /* of the string or the session that the cutter is in */
  gsize       string;
  gboolean    in_string;
  gboolean    escaped;
  gboolean    named;    /* the last string of the outermost object was "sessions" */
  gboolean    in_list;
  gboolean    in_session;
} Cutter;

static void
end_string (Cutter *cutter,
            gsize   at)
{
  static const char name[] = "\"sessions\"";

  cutter->in_string = FALSE;
  if (cutter->depth == 1)
    cutter->named = at + 1 - cutter->string == strlen (name)
                    && memcmp (cutter->text + cutter->string, name, strlen (name)) == 0;
}

static void
cut_in_string (Cutter *cutter,
               gsize   at)
{
  if (cutter->escaped)
    cutter->escaped = FALSE;
  else if (cutter->text[at] == '\\')
    cutter->escaped = TRUE;
  else if (cutter->text[at] == '"')
    end_string (cutter, at);
}

static void
open_bracket (Cutter *cutter,
              gsize   at)
{
  cutter->depth++;
  if (cutter->depth == 2 && cutter->text[at] == '[' && cutter->named)
    cutter->in_list = TRUE;
  else if (cutter->depth == 3 && cutter->text[at] == '{' && cutter->in_list)
    {
      cutter->in_session = TRUE;
      cutter->begin = at;
    }
}

static void
close_bracket (Cutter *cutter,
               gsize   at)
{
  if (cutter->in_session && cutter->depth == 3)
    {
      Slice slice = { cutter->begin, at + 1 - cutter->begin };

      g_array_append_val (cutter->slices, slice);
      g_string_append_c (cutter->frame, '0');
    }
  if (cutter->depth == 2)
    cutter->in_list = FALSE;
  if (cutter->depth > 0)
    cutter->depth--;
}

/* Brackets and strings are all that counts here. What is cut out and what is left are read strictly afterwards, so
 * whatever is wrong with either shows then. */
static void
cut_one (Cutter *cutter,
         gsize   at)
{
  char c = cutter->text[at];
  gboolean was_in_session = cutter->in_session;

  if (cutter->in_string)
    cut_in_string (cutter, at);
  else if (c == '"')
    {
      cutter->in_string = TRUE;
      cutter->string = at;
    }
  else if (c == '{' || c == '[')
    open_bracket (cutter, at);
  else if (c == '}' || c == ']')
    {
      close_bracket (cutter, at);
      if (cutter->depth < 3)
        cutter->in_session = FALSE;
    }
  if (!was_in_session && !cutter->in_session)
    g_string_append_c (cutter->frame, c);
}

static gboolean
cut (SalveArchive  *self,
     gsize          length,
     GString       *frame,
     GError       **error)
{
  Cutter cutter = { .text = self->text, .frame = frame, .slices = self->slices };

  for (gsize at = 0; at < length; at++)
    {
      cut_one (&cutter, at);
      if (self->slices->len > SALVE_ARCHIVE_MAX_SESSIONS)
        return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE, _("There are more than %u sessions in it"),
                                SALVE_ARCHIVE_MAX_SESSIONS);
      if (frame->len > MAX_FRAME_BYTES)
        return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                                _("There is far more in it beside the sessions than Salve writes"));
    }

  return TRUE;
}

/* Reading */

static gboolean
check_part (JsonObject     *frame,
            const char     *member,
            SalveFileKind   kind,
            GError        **error)
{
  JsonObject *part = NULL;

  if (!salve_json_get_object (frame, member, &part, error))
    return FALSE;
  if (part == NULL || salve_examine_object (part, kind, error))
    return TRUE;
  /* Translators: a part of a file, "shelf" or "profile". */
  g_prefix_error (error, _("“%s” cannot be read: "), member);

  return FALSE;
}

/* Each entry of the list is one that was cut out. */
static gboolean
check_sessions (SalveArchive  *self,
                GError       **error)
{
  JsonArray *list = NULL;

  if (!salve_json_get_array (self->frame, "sessions", &list, error))
    return FALSE;
  if (json_array_get_length (list) == self->slices->len)
    return TRUE;

  return salve_json_fail (error, SALVE_JSON_ERROR_TYPE, _("“%s” holds an entry that is not a group in { }"),
                          "sessions");
}

static gboolean
check_frame (SalveArchive  *self,
             GError       **error)
{
  static const char * const required[] = { "format", "sessions", NULL };
  double format = 0;

  if (!salve_json_require (self->frame, required, error)
      || !salve_json_get_number (self->frame, "format", 1, G_MAXINT, &format, error))
    return FALSE;
  if (format != SALVE_ARCHIVE_FORMAT)
    return salve_json_fail (error, SALVE_JSON_ERROR_VALUE, _("This file comes from a newer version of Salve"));

  return check_sessions (self, error)
         && check_part (self->frame, "shelf", SALVE_FILE_SHELF, error)
         && check_part (self->frame, "profile", SALVE_FILE_PROFILE, error);
}

static gboolean
read_text (SalveArchive  *self,
           gsize          length,
           GError       **error)
{
  g_autoptr (GString) frame = g_string_new (NULL);

  if (!cut (self, length, frame, error))
    return FALSE;
  self->frame = salve_json_parse_large (frame->str, frame->len, MAX_FRAME_BYTES, MAX_FRAME_VALUES, error);

  return self->frame != NULL && check_frame (self, error);
}

/* Takes the text. */
static SalveArchive *
read_taken (char    *text,
            gsize    length,
            GError **error)
{
  g_autoptr (SalveArchive) self = g_new0 (SalveArchive, 1);

  self->text = text;
  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  if (length > SALVE_ARCHIVE_MAX_BYTES)
    {
      salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                       _("The text is far longer than all sessions together can be"));
      return NULL;
    }

  return read_text (self, length, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * salve_archive_read:
 * @text: what may be sessions that were exported
 * @length: its length in bytes
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Reads all but the sessions themselves, of which one that is damaged harms no other.
 *
 * Returns: (transfer full) (nullable): the archive
 */
SalveArchive *
salve_archive_read (const char  *text,
                    gsize        length,
                    GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_taken (g_memdup2 (text, length), length, error);
}

/**
 * salve_archive_load:
 * @path: (type filename): a file
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * As salve_archive_read(), from a file.
 *
 * Returns: (transfer full) (nullable): the archive
 */
SalveArchive *
salve_archive_load (const char  *path,
                    GError     **error)
{
  char *text;
  gsize length = 0;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = salve_json_read_large (path, SALVE_ARCHIVE_MAX_BYTES, &length, error);

  return text != NULL ? read_taken (text, length, error) : NULL;
}

/**
 * salve_archive_free:
 * @self: (transfer full): an archive
 */
void
salve_archive_free (SalveArchive *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_array_unref (self->slices);
  g_clear_pointer (&self->frame, json_object_unref);
  g_free (self);
}

/**
 * salve_archive_get_n_sessions:
 * @self: an archive
 *
 * Returns: the number of sessions in it, also of those that cannot be read
 */
guint
salve_archive_get_n_sessions (SalveArchive *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->slices->len;
}

/**
 * salve_archive_get_session:
 * @self: an archive
 * @position: from 0 on
 * @error: return location for an error of SALVE_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): what a record of that session holds, if it makes sense
 */
JsonObject *
salve_archive_get_session (SalveArchive  *self,
                           guint          position,
                           GError       **error)
{
  g_autoptr (JsonObject) object = NULL;
  const Slice *slice;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->slices->len, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  slice = &g_array_index (self->slices, Slice, position);
  object = salve_json_parse (self->text + slice->begin, (gssize) slice->length, error);
  if (object == NULL || !salve_examine_object (object, SALVE_FILE_RECORD, error))
    return NULL;

  return g_steal_pointer (&object);
}

/**
 * salve_archive_get_shelf:
 * @self: an archive
 *
 * Returns: (transfer none) (nullable): what the shelf's file held
 */
JsonObject *
salve_archive_get_shelf (SalveArchive *self)
{
  JsonObject *part = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  salve_json_get_object (self->frame, "shelf", &part, NULL);

  return part;
}

/**
 * salve_archive_get_profile:
 * @self: an archive
 *
 * Returns: (transfer none) (nullable): what the profile's file held
 */
JsonObject *
salve_archive_get_profile (SalveArchive *self)
{
  JsonObject *part = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  salve_json_get_object (self->frame, "profile", &part, NULL);

  return part;
}
