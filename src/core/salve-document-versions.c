/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-document-versions.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "salve-conflict.h"
#include "salve-document.h"
#include "salve-json-copy.h"
#include "salve-json-merge.h"
#include "salve-json.h"
#include "salve-paths.h"
#include "salve-replace.h"

#define MAX_TRIES    8  /* to get between the writes of another program */
#define MAX_VERSIONS 64 /* at once; the others come after them */

typedef struct
{
  char       *path;
  char       *text;   /* as salve_replace_read() gave it */
  JsonObject *object;
  gint64      time;   /* of its last change: nanoseconds since 1970 */
} Version;

static void
version_free (Version *version)
{
  g_free (version->path);
  g_free (version->text);
  g_clear_pointer (&version->object, json_object_unref);
  g_free (version);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Version, version_free)

static void
shown_free (SalveDocumentVersion *shown)
{
  g_free (shown->name);
  g_free (shown->reason);
  g_free (shown);
}

/* Reading */

static gboolean
check_object (JsonObject     *object,
              SalveFileKind   kind,
              GError        **error)
{
  double format = 0;

  if (!salve_examine_object (object, kind, error))
    return FALSE;
  salve_json_get_number (object, "format", 1, G_MAXINT, &format, NULL);
  if (format <= SALVE_DOCUMENT_FORMAT)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _("This file comes from a newer version of Salve and is left as it is"));
  return FALSE;
}

static Version *
read_version (const char     *path,
              SalveFileKind   kind,
              GError        **error)
{
  g_autoptr (Version) version = g_new0 (Version, 1);
  GStatBuf info;

  version->text = salve_replace_read (path, &version->object, error);
  if (version->text == NULL || !check_object (version->object, kind, error))
    return NULL;
  version->path = g_strdup (path);
  if (g_lstat (path, &info) != 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  version->time = info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec;
  return g_steal_pointer (&version);
}

/* (transfer full): the paths of the copies, in the order of their names. */
static GPtrArray *
find_copies (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *original = g_path_get_basename (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GPtrArray) names = salve_paths_list (folder, &cause);
  GPtrArray *copies;

  if (names == NULL && !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  copies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; names != NULL && i < names->len && copies->len < MAX_VERSIONS; i++)
    if (salve_conflict_is_copy_of (g_ptr_array_index (names, i), original))
      g_ptr_array_add (copies, g_build_filename (folder, g_ptr_array_index (names, i), NULL));
  return copies;
}

/* The disk does not give what may be there. */
static gboolean
is_out_of_reach (const GError *error)
{
  return error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_NOENT;
}

/* The latest first; of two of the same time the one that was found first. */
static void
insert_version (GPtrArray *versions,
                Version   *version)
{
  guint place = 0;

  while (place < versions->len && ((Version *) g_ptr_array_index (versions, place))->time >= version->time)
    place++;
  g_ptr_array_insert (versions, (int) place, version);
}

static gboolean
collect_own (const char     *path,
             SalveFileKind   kind,
             GPtrArray      *versions,
             const Version **own,
             GError        **error)
{
  g_autoptr (GError) cause = NULL;
  Version *version = read_version (path, kind, &cause);

  *own = version;
  if (version != NULL)
    insert_version (versions, version);
  else if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

/* One that makes no sense is none; one that the disk does not give may be. */
static gboolean
collect_copy (const char     *path,
              SalveFileKind   kind,
              GPtrArray      *versions,
              GError        **error)
{
  g_autoptr (GError) cause = NULL;
  Version *version = read_version (path, kind, &cause);

  if (version != NULL)
    insert_version (versions, version);
  else if (is_out_of_reach (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

/* The file's own version, if it is there, and all copies that can be read. */
static gboolean
collect (const char     *path,
         SalveFileKind   kind,
         GPtrArray      *versions,
         const Version **own,
         GError        **error)
{
  g_autoptr (GPtrArray) copies = find_copies (path, error);

  if (copies == NULL || !collect_own (path, kind, versions, own, error))
    return FALSE;
  for (guint i = 0; i < copies->len; i++)
    if (!collect_copy (g_ptr_array_index (copies, i), kind, versions, error))
      return FALSE;
  return TRUE;
}

/* What caution asks */

static JsonObject *
find_entry (JsonObject *root,
            const char *list,
            const char *id)
{
  JsonArray *array = json_object_has_member (root, list) ? json_object_get_array_member (root, list) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (entry, "id", NULL), id) == 0)
        return entry;
    }
  return NULL;
}

static void
add_marks (JsonObject *product,
           JsonObject *other)
{
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) more = NULL;
  JsonArray *all;

  salve_json_get_strings (product, "marks", &words, NULL);
  salve_json_get_strings (other, "marks", &more, NULL);
  if (more == NULL)
    return;
  all = json_array_new ();
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    json_array_add_string_element (all, words[i]);
  for (guint i = 0; more[i] != NULL; i++)
    if (words == NULL || !g_strv_contains ((const char * const *) words, more[i]))
      json_array_add_string_element (all, more[i]);
  json_object_set_array_member (product, "marks", all);
}

static void
raise_uses (JsonObject *device,
            JsonObject *other)
{
  double uses = 0;
  double more = 0;

  salve_json_get_number (device, "uses_before", 0, G_MAXINT, &uses, NULL);
  salve_json_get_number (other, "uses_before", 0, G_MAXINT, &more, NULL);
  if (more > uses)
    salve_json_set_number (device, "uses_before", more, 0);
}

static void
guard_list (JsonObject *merged,
            JsonObject *version,
            const char *list,
            void      (*guard) (JsonObject *, JsonObject *))
{
  JsonArray *array = json_object_has_member (version, list) ? json_object_get_array_member (version, list) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *other = json_array_get_object_element (array, i);
      JsonObject *entry = find_entry (merged, list, json_object_get_string_member_with_default (other, "id", NULL));

      if (entry != NULL)
        guard (entry, other);
    }
}

/* What the screening rests on holds only where nobody says otherwise. */
static void
drop_if_disputed (JsonObject *merged,
                  GPtrArray  *versions,
                  const char *member)
{
  gboolean disputed = FALSE;

  for (guint i = 0; i < versions->len; i++)
    {
      JsonObject *object = ((Version *) g_ptr_array_index (versions, i))->object;

      if (json_object_has_member (object, member)
          && !salve_json_same (json_object_get_member (object, member), json_object_get_member (merged, member)))
        disputed = TRUE;
    }
  if (disputed)
    json_object_remove_member (merged, member);
}

/* Who wants to be private on one computer is on all. */
static void
keep_discreet (JsonObject *merged,
               JsonObject *version)
{
  JsonObject *ours = NULL;
  JsonObject *theirs = NULL;
  gboolean discreet = FALSE;

  if (salve_json_get_object (merged, "reminders", &ours, NULL) && ours != NULL
      && salve_json_get_object (version, "reminders", &theirs, NULL) && theirs != NULL
      && salve_json_get_boolean (theirs, "discreet", &discreet, NULL) && discreet)
    json_object_set_boolean_member (ours, "discreet", TRUE);
}

static void
guard_merged (JsonObject    *merged,
              GPtrArray     *versions,
              SalveFileKind  kind)
{
  for (guint i = 0; i < versions->len; i++)
    {
      JsonObject *object = ((Version *) g_ptr_array_index (versions, i))->object;

      if (kind == SALVE_FILE_SHELF)
        {
          guard_list (merged, object, "devices", raise_uses);
          guard_list (merged, object, "products", add_marks);
        }
      else
        keep_discreet (merged, object);
    }
  if (kind == SALVE_FILE_PROFILE)
    {
      drop_if_disputed (merged, versions, "born");
      drop_if_disputed (merged, versions, "lasting");
    }
}

/* Merging */

/* (transfer full): the text of all versions in one, NULL where that makes no sense. */
static char *
merge_all (GPtrArray      *versions,
           SalveFileKind   kind,
           GError        **error)
{
  const Version *latest = g_ptr_array_index (versions, 0);
  g_autoptr (JsonObject) merged = salve_json_copy (latest->object);

  for (guint i = 1; i < versions->len; i++)
    {
      const Version *version = g_ptr_array_index (versions, i);
      g_autoptr (JsonObject) so_far = g_steal_pointer (&merged);
      gboolean lost = FALSE; /* each version is kept as a whole */

      merged = salve_json_merge (NULL, so_far, version->object, &lost);
    }
  guard_merged (merged, versions, kind);
  return check_object (merged, kind, error) ? salve_json_print (merged) : NULL;
}

/* What the file holds, before it is replaced. */
static gboolean
keep_own (const Version  *own,
          const char     *trash,
          GError        **error)
{
  g_autofree char *name = g_path_get_basename (own->path);
  g_autofree char *wanted = g_build_filename (trash, name, NULL);
  g_autofree char *place = salve_replace_add (wanted, own->text, error);

  return place != NULL;
}

static gboolean
write_merged (const char     *path,
              const Version  *own,
              const char     *text,
              const char     *trash,
              GError        **error)
{
  if (own == NULL)
    return salve_replace_new (path, text, error);
  if (g_str_equal (own->text, text))
    return TRUE;
  return keep_own (own, trash, error) && salve_replace (path, own->text, text, error);
}

/* A copy that says something else by now was not merged, and stays. The time of the last change says from now on
 * since when it is in the trash. */
static gboolean
put_away (const Version  *copy,
          const char     *trash,
          GError        **error)
{
  g_autofree char *name = g_path_get_basename (copy->path);
  g_autofree char *wanted = g_build_filename (trash, name, NULL);
  g_autoptr (GError) cause = NULL;
  g_autofree char *present = salve_replace_read (copy->path, NULL, &cause);
  g_autofree char *place = NULL;

  if (present == NULL && is_out_of_reach (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (g_strcmp0 (present, copy->text) != 0)
    return TRUE;
  if (utimensat (AT_FDCWD, copy->path, NULL, AT_SYMLINK_NOFOLLOW) == 0)
    place = salve_paths_rename_numbered (copy->path, wanted, 1);
  return place != NULL || salve_replace_fail (copy->path, error);
}

static gboolean
merge_once (const char     *path,
            SalveFileKind   kind,
            const char     *trash,
            GError        **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) version_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  const Version *own = NULL;

  if (!collect (path, kind, versions, &own, error))
    return FALSE;
  if (versions->len == (own != NULL ? 1 : 0))
    return TRUE;
  text = merge_all (versions, kind, error);
  if (text == NULL || !salve_paths_ensure (trash, error) || !write_merged (path, own, text, trash, error))
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    if (g_ptr_array_index (versions, i) != own && !put_away (g_ptr_array_index (versions, i), trash, error))
      return FALSE;
  return salve_paths_sync (folder, error) && salve_paths_sync (trash, error);
}

/**
 * salve_document_versions_list:
 * @path: (type filename): the file of a document
 * @kind: what it holds: the shelf or the profile
 *
 * Looks for the versions that lost when two places changed the document at once: a program that keeps folders in step
 * leaves them beside it, and so does #SalveDocument. They are small and read now, with the limits of every file.
 * Nothing is changed.
 *
 * Returns: (transfer full) (element-type SalveDocumentVersion): them, in the order of their names; of very many the
 *   first
 */
GPtrArray *
salve_document_versions_list (const char    *path,
                              SalveFileKind  kind)
{
  g_autoptr (GPtrArray) copies = NULL;
  GPtrArray *list;

  g_return_val_if_fail (path != NULL, NULL);

  copies = find_copies (path, NULL);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) shown_free);
  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const char *copy = g_ptr_array_index (copies, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (Version) version = read_version (copy, kind, &error);
      SalveDocumentVersion *shown = g_new0 (SalveDocumentVersion, 1);

      shown->name = g_path_get_basename (copy);
      shown->reason = version == NULL ? g_strdup (error->message) : NULL;
      g_ptr_array_add (list, shown);
    }
  return list;
}

/**
 * salve_document_versions_merge:
 * @path: (type filename): the file of a document
 * @kind: what it holds: the shelf or the profile
 * @error: return location for an error of SALVE_JSON_ERROR, G_FILE_ERROR or G_IO_ERROR; G_IO_ERROR_NOT_SUPPORTED where
 *   the file comes from a newer version of Salve
 *
 * Makes one document of the file and all its versions that can be read. There is nothing that they are known to have
 * begun with, so all that any of them has is in it: every device and product, and members that are not known here.
 * Where they say different things of the same, the one whose file was changed last counts, but for what caution asks:
 * a product has the warnings of all, a device its highest number of uses before, reminders are discreet where any says
 * so, and a date of birth or lasting answers that are not the same everywhere are left out, to be asked again.
 *
 * The file is replaced only while it holds what was read, and what it held goes to `trash/`; then the versions go
 * there, too. Nothing is deleted. What cannot be read stays where it is. After an error whatever is left can be merged
 * again. It may be called in any thread; a #SalveDocument that follows the file tells of the change.
 *
 * Returns: whether no version that can be read is left, but those that came or changed meanwhile
 */
gboolean
salve_document_versions_merge (const char     *path,
                               SalveFileKind   kind,
                               GError        **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *trash = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (kind == SALVE_FILE_SHELF || kind == SALVE_FILE_PROFILE, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  folder = g_path_get_dirname (path);
  trash = g_build_filename (folder, "trash", NULL);
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) cause = NULL;

      if (merge_once (path, kind, trash, &cause))
        return TRUE;
      if (i == MAX_TRIES || !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }
}
