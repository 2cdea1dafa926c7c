/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-json-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "salve-paths.h"

/* Reading */

static const char *
describe_mode (mode_t mode)
{
  if (S_ISLNK (mode))
    return _("This is a link, not a file");
  if (S_ISDIR (mode))
    return _("This is a folder, not a file");
  if (S_ISFIFO (mode))
    return _("This is a pipe, not a file");
  if (S_ISSOCK (mode))
    return _("This is a socket, not a file");
  return _("This is a device, not a file");
}

static gboolean
check_size (goffset   size,
            gsize     max_bytes,
            GError  **error)
{
  if (size <= (goffset) max_bytes)
    return TRUE;
  return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE, "%s",
                          max_bytes > SALVE_JSON_MAX_BYTES
                            ? _("The file is far larger than all sessions together can be")
                            : _("The file is far larger than a record"));
}

static gboolean
check_info (const GStatBuf  *info,
            gsize            max_bytes,
            GError         **error)
{
  if (!S_ISREG (info->st_mode))
    return salve_json_fail (error, SALVE_JSON_ERROR_NOT_A_FILE, "%s", describe_mode (info->st_mode));
  return check_size (info->st_size, max_bytes, error);
}

static gboolean
fail_read (const char  *path,
           GError     **error)
{
  /* Translators: first a file's name, then the system's reason */
  return salve_paths_fail (path, _("“%s” cannot be read: %s"), error);
}

/* The name may stand for something else by the time it is opened, hence the second look. */
static int
open_regular (const char  *path,
              gsize        max_bytes,
              GError     **error)
{
  GStatBuf info;
  int fd;

  if (g_lstat (path, &info) != 0)
    {
      fail_read (path, error);
      return -1;
    }
  if (!check_info (&info, max_bytes, error))
    return -1;
  fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  if (fd < 0 || fstat (fd, &info) != 0)
    fail_read (path, error);
  else if (check_info (&info, max_bytes, error))
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Fills the buffer as far as the file goes; -1 with errno on failure. */
static gssize
read_all (int    fd,
          char  *buffer,
          gsize  size)
{
  gsize done = 0;
  gssize n = 1;

  while (done < size && n != 0)
    {
      n = read (fd, buffer + done, size - done);
      if (n < 0 && errno != EINTR)
        return -1;
      if (n > 0)
        done += (gsize) n;
      else if (n < 0)
        n = 1;
    }
  return (gssize) done;
}

/**
 * salve_json_read:
 * @path: (type filename): a file
 * @length: (out) (optional): return location for the number of bytes
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * Reads a small regular file. Whatever else the name stands for is an error, never a wait.
 *
 * Returns: (transfer full) (nullable): the bytes and a NUL, not checked to be UTF-8
 */
char *
salve_json_read (const char  *path,
                 gsize       *length,
                 GError     **error)
{
  return salve_json_read_large (path, SALVE_JSON_MAX_BYTES, length, error);
}

/**
 * salve_json_read_large:
 * @path: (type filename): a file
 * @max_bytes: the most that it may hold
 * @length: (out) (optional): return location for the number of bytes
 * @error: return location for an error of SALVE_JSON_ERROR or G_FILE_ERROR
 *
 * As salve_json_read(), for what holds more than a record.
 *
 * Returns: (transfer full) (nullable): the bytes and a NUL, not checked to be UTF-8
 */
char *
salve_json_read_large (const char  *path,
                       gsize        max_bytes,
                       gsize       *length,
                       GError     **error)
{
  g_autofree char *buffer = NULL;
  gssize n;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  fd = open_regular (path, max_bytes, error);
  if (fd < 0)
    return NULL;
  buffer = g_malloc (max_bytes + 2);
  n = read_all (fd, buffer, max_bytes + 1);
  if (n < 0)
    fail_read (path, error);
  close (fd);
  /* It may have grown since it was looked at. */
  if (n < 0 || !check_size (n, max_bytes, error))
    return NULL;
  buffer[n] = '\0';
  if (length != NULL)
    *length = (gsize) n;
  return g_realloc (g_steal_pointer (&buffer), (gsize) n + 1);
}

/* Writing */

/* The name that the file was to have. */
static char *
get_shown_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = salve_paths_get_target (name);

  return g_filename_display_name (target);
}

/* Says the usual reasons in plain words and by the name that the file was to have. */
static gboolean
fail_write (const char  *path,
            GError     **error)
{
  int code = errno == EDQUOT ? ENOSPC : errno;
  GFileError file_code = g_file_error_from_errno (code);
  g_autofree char *name = get_shown_name (path);

  if (code == ENOSPC)
    g_set_error (error, G_FILE_ERROR, file_code, _("“%s” could not be saved: the disk is full"), name);
  else if (code == EROFS)
    g_set_error (error, G_FILE_ERROR, file_code,
                 _("“%s” could not be saved: the disk can only be read"), name);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, G_FILE_ERROR, file_code,
                 _("“%s” could not be saved: its folder may not be changed"), name);
  else if (code == EIO)
    g_set_error (error, G_FILE_ERROR, file_code,
                 _("“%s” could not be saved: the disk reports a fault"), name);
  else
    /* Translators: first a file's name, then the system's reason */
    g_set_error (error, G_FILE_ERROR, file_code, _("“%s” could not be saved: %s"), name, g_strerror (code));
  return FALSE;
}

/* Beside the file, where nothing is yet; -1 with errno on failure. */
static int
open_temporary (const char  *path,
                char       **temporary)
{
  int fd;

  do
    {
      g_free (*temporary);
      *temporary = salve_paths_make_temporary (path);
      fd = g_open (*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
  while (fd < 0 && errno == EEXIST);
  return fd;
}

static gboolean
write_all (int         fd,
           const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      text += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Whatever the umask is, the person can read it; where a file system has no modes there is nothing to set. */
static gboolean
make_private (int fd)
{
  return fchmod (fd, 0600) == 0 || errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS;
}

static gboolean
fill (int         fd,
      const char *text)
{
  gboolean filled = make_private (fd) && write_all (fd, text) && fsync (fd) == 0;
  int code = errno;

  /* Some network file systems tell only now that there was no room. */
  if (close (fd) != 0 && filled)
    return FALSE;
  errno = code;
  return filled;
}

static gboolean
replace (const char *temporary,
         const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_rename (temporary, path) == 0 && salve_paths_sync (folder, NULL);
}

/* What could not be read again is not written. */
static gboolean
check_written_size (const char  *path,
                    const char  *text,
                    GError     **error)
{
  g_autofree char *name = NULL;

  if (strlen (text) <= SALVE_JSON_MAX_BYTES)
    return TRUE;
  name = get_shown_name (path);
  return salve_json_fail (error, SALVE_JSON_ERROR_TOO_LARGE,
                          _("“%s” could not be saved: it would be far larger than a record"), name);
}

static gboolean
is_temporary (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return salve_paths_is_temporary (name);
}

/**
 * salve_json_write_temporary:
 * @path: (type filename): where the file is to be once it is whole; its folder exists
 * @text: what it is to hold
 *
 * Writes it beside its place, so that it is never there in part: under a name that is taken for a left-over if we are
 * killed, and that salve_sweep() knows. On failure nothing is left of it.
 *
 * Returns: (transfer full) (nullable) (type filename): where it is, on the disk and private (mode 0600), for the
 *   caller to rename; on failure `errno` says why
 */
char *
salve_json_write_temporary (const char *path,
                            const char *text)
{
  g_autofree char *temporary = NULL;
  int fd, code;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  fd = open_temporary (path, &temporary);
  if (fd < 0)
    return NULL;
  if (fill (fd, text))
    return g_steal_pointer (&temporary);
  code = errno;
  g_unlink (temporary);
  errno = code;
  return NULL;
}

/**
 * salve_json_write:
 * @path: (type filename): a file in a folder that exists
 * @text: what it is to hold
 * @error: return location for an error of G_FILE_ERROR, or for SALVE_JSON_ERROR_TOO_LARGE
 *
 * Replaces the file as a whole or, on failure, leaves it as it was. Where all was done but the folder
 * could not be synced, the file holds the text, which a power cut may take back: that is a failure
 * too. On success the text is on the disk, and only the person can read it (mode 0600).
 *
 * Returns: whether the text is on the disk, safe from a power cut
 */
gboolean
salve_json_write (const char  *path,
                  const char  *text,
                  GError     **error)
{
  g_autofree char *temporary = NULL;
  int code;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_written_size (path, text, error))
    return FALSE;
  /* Not g_file_set_contents_full (): that ignores whether the folder could be synced. */
  temporary = salve_json_write_temporary (path, text);
  if (temporary != NULL && replace (temporary, path))
    return TRUE;
  code = errno;
  if (temporary != NULL)
    g_unlink (temporary);
  /* Nor does anybody wait for one that was to get its name later. */
  if (is_temporary (path))
    g_unlink (path);
  errno = code;
  return fail_write (path, error);
}
