/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-record.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "salve-conflict.h"
#include "salve-json.h"
#include "salve-session-json.h"

/* 20261122T173000Z-6a1f3c0e.json */
#define STAMP_LENGTH 16
#define ID_LENGTH    8
#define NAME_LENGTH  (STAMP_LENGTH + 1 + ID_LENGTH + 5)

struct _SalveRecord
{
  GObject       parent_instance;

  char         *path;
  char         *name;
  GDateTime    *time;
  SalveSession *session;
  GError       *error;
  GPtrArray    *versions; /* of SalveRecord; NULL for none */
};

G_DEFINE_FINAL_TYPE (SalveRecord, salve_record, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATH,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
parse_digits (const char *text,
              guint       n,
              int        *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (text[i]);
    }
  return TRUE;
}

static GDateTime *
parse_stamp (const char *text)
{
  int year, month, day, hour, minute, second;

  if (!parse_digits (text, 4, &year) || !parse_digits (text + 4, 2, &month) ||
      !parse_digits (text + 6, 2, &day) || text[8] != 'T' ||
      !parse_digits (text + 9, 2, &hour) || !parse_digits (text + 11, 2, &minute) ||
      !parse_digits (text + 13, 2, &second) || text[15] != 'Z')
    return NULL;
  return g_date_time_new_utc (year, month, day, hour, minute, second);
}

/* The id's part of a name. After it there may be "-2" for a second record of that name. */
static gboolean
is_rest (const char *rest)
{
  gsize length = strlen (rest);

  if (length < 1 + ID_LENGTH + 5 || rest[0] != '-' || !g_str_has_suffix (rest, ".json"))
    return FALSE;
  for (gsize i = 1; i < length - 5; i++)
    if (!g_ascii_isalnum (rest[i]) && strchr ("-.", rest[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
read_file (SalveRecord *self)
{
  g_autofree char *text = NULL;
  gsize length;

  text = salve_json_read (self->path, &length, &self->error);
  if (text == NULL)
    return;
  /* Another program's file; its text is never taken for a record, and never changed. */
  if (!g_str_has_suffix (self->name, ".json"))
    g_set_error_literal (&self->error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_NOT_A_FILE,
                         _("The name does not end in .json"));
  else
    self->session = salve_session_from_json (text, (gssize) length, &self->error);
}

static GDateTime *
find_time (SalveRecord *self)
{
  SalveSession *session;
  gint64 seconds;
  GStatBuf info;

  if (salve_record_parse_name (self->name, &seconds))
    return g_date_time_new_from_unix_utc (seconds);
  session = salve_record_get_session (self);
  if (session != NULL)
    return g_date_time_ref (salve_session_get_started (session));
  if (g_lstat (self->path, &info) == 0)
    return g_date_time_new_from_unix_utc (info.st_mtime);
  return NULL;
}

static void
salve_record_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SalveRecord *self = SALVE_RECORD (object);

  switch (prop_id)
    {
    case PROP_PATH:
      self->path = g_value_dup_string (value);
      self->name = g_path_get_basename (self->path);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_record_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SalveRecord *self = SALVE_RECORD (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_record_finalize (GObject *object)
{
  SalveRecord *self = SALVE_RECORD (object);

  salve_record_forget (self);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (salve_record_parent_class)->finalize (object);
}

static void
salve_record_class_init (SalveRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = salve_record_set_property;
  object_class->get_property = salve_record_get_property;
  object_class->finalize = salve_record_finalize;

  props[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
salve_record_init (SalveRecord *self)
{
}

/**
 * salve_record_new:
 * @path: (type filename): a file in a folder of records; it need not exist
 *
 * Returns: (transfer full): the record, not yet read
 */
SalveRecord *
salve_record_new (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_object_new (SALVE_TYPE_RECORD, "path", path, NULL);
}

/**
 * salve_record_get_path:
 * @self: a record
 *
 * Returns: (type filename): where its file is
 */
const char *
salve_record_get_path (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), NULL);

  return self->path;
}

/**
 * salve_record_get_name:
 * @self: a record
 *
 * Returns: (type filename): its file's name without the folder
 */
const char *
salve_record_get_name (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), NULL);

  return self->name;
}

/**
 * salve_record_get_time:
 * @self: a record
 *
 * When the session began, from the name. The file is only looked at where the name does not
 * say: then it is the session's start or, for a file that cannot be read, when it was written.
 *
 * Returns: (transfer none): the instant, in UTC or with the session's offset; 1970 when the
 *   file is gone
 */
GDateTime *
salve_record_get_time (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), NULL);

  if (self->time == NULL)
    self->time = find_time (self);
  if (self->time == NULL)
    self->time = g_date_time_new_from_unix_utc (0);
  return self->time;
}

/**
 * salve_record_get_session:
 * @self: a record
 *
 * Reads the file on the first call.
 *
 * Returns: (transfer none) (nullable): the session, %NULL where salve_record_get_error() says
 *   why it could not be read
 */
SalveSession *
salve_record_get_session (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), NULL);

  if (self->session == NULL && self->error == NULL)
    read_file (self);
  return self->session;
}

/**
 * salve_record_get_error:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): why the file could not be read, of SALVE_JSON_ERROR or
 *   G_FILE_ERROR; %NULL too before it was tried
 */
const GError *
salve_record_get_error (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), NULL);

  return self->error;
}

/**
 * salve_record_forget:
 * @self: a record
 *
 * Drops what was read; it is read again when it is next asked for.
 */
void
salve_record_forget (SalveRecord *self)
{
  g_return_if_fail (SALVE_IS_RECORD (self));

  g_clear_object (&self->session);
  g_clear_error (&self->error);
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    salve_record_forget (g_ptr_array_index (self->versions, i));
}

/**
 * salve_record_get_n_versions:
 * @self: a record
 *
 * Returns: how many other versions of its file lie beside it, as a program that keeps folders in step leaves them
 */
guint
salve_record_get_n_versions (SalveRecord *self)
{
  g_return_val_if_fail (SALVE_IS_RECORD (self), 0);

  return self->versions != NULL ? self->versions->len : 0;
}

/**
 * salve_record_get_version:
 * @self: a record
 * @which: one of its other versions, from 0 on
 *
 * Returns: (transfer none): that version, a record of its own that is not yet read
 */
SalveRecord *
salve_record_get_version (SalveRecord *self,
                          guint        which)
{
  g_return_val_if_fail (which < salve_record_get_n_versions (self), NULL);

  return g_ptr_array_index (self->versions, which);
}

/**
 * salve_record_add_version:
 * @self: a record
 * @version: another version of its file
 */
void
salve_record_add_version (SalveRecord *self,
                          SalveRecord *version)
{
  g_return_if_fail (SALVE_IS_RECORD (self));
  g_return_if_fail (SALVE_IS_RECORD (version) && version != self);

  if (self->versions == NULL)
    self->versions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->versions, g_object_ref (version));
}

/**
 * salve_record_make_name:
 * @session: a session that has begun
 *
 * Returns: (transfer full) (type filename): the name of its file: the start in UTC and the
 *   first letters and digits of its id
 */
char *
salve_record_make_name (SalveSession *session)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autofree char *stamp = NULL;
  char id[ID_LENGTH + 1] = "00000000";
  guint n = 0;

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);
  g_return_val_if_fail (salve_session_get_started (session) != NULL, NULL);

  utc = g_date_time_to_utc (salve_session_get_started (session));
  stamp = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
  for (const char *at = salve_session_get_id (session); *at != '\0' && n < ID_LENGTH; at++)
    if (g_ascii_isalnum (*at))
      id[n++] = *at;
  return g_strdup_printf ("%s-%s.json", stamp, id);
}

/**
 * salve_record_parse_name:
 * @name: (type filename): a file's name without the folder
 * @unix_seconds: (out) (optional): return location for the session's start, in UTC
 *
 * Returns: whether the name is one that salve_record_make_name() gives, also with something
 *   after the id, or that of another version of such a file
 */
gboolean
salve_record_parse_name (const char *name,
                         gint64     *unix_seconds)
{
  g_autofree char *original = NULL;
  g_autoptr(GDateTime) time = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  original = salve_conflict_get_original (name);
  if (original != NULL)
    name = original;
  if (strlen (name) < NAME_LENGTH || !is_rest (name + STAMP_LENGTH))
    return FALSE;
  time = parse_stamp (name);
  if (time == NULL)
    return FALSE;
  if (unix_seconds != NULL)
    *unix_seconds = g_date_time_to_unix (time);
  return TRUE;
}
