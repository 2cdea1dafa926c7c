/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program, lets calls on some files fail: SALVE_FAULTS names a file with a line a fault,
 * "CALL PART ERRNO", where CALL is open (for writing), opendir, mkdir, write, fsync or rename, and PART is in the path,
 * or at its end where "$" follows. Below zero it is no error but the milliseconds that the call takes longer. It is read at every call, so that faults come and go while the program runs. */
#define _GNU_SOURCE
/* The functions below are both names of the same call. */
#undef _FORTIFY_SOURCE

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int open64 (const char *path, int flags, ...);
int openat64 (int dir, const char *path, int flags, ...);
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);

/* With plain system calls: what is used here must not come back to us. */
static const char *
read_faults (void)
{
  static __thread char text[4096];
  const char *name = getenv ("SALVE_FAULTS");
  long fd = name != NULL ? syscall (SYS_openat, AT_FDCWD, name, O_RDONLY | O_CLOEXEC) : -1;
  long length = 0;

  if (fd >= 0)
    {
      length = syscall (SYS_read, fd, text, sizeof text - 1);
      syscall (SYS_close, fd);
    }
  text[length > 0 ? length : 0] = '\0';

  return text;
}

static int
is_meant (const char *part,
          const char *path)
{
  size_t length = strlen (part), whole = strlen (path);

  if (part[length - 1] != '$')
    return strstr (path, part) != NULL;
  return whole >= length - 1 && strncmp (path + whole - (length - 1), part, length - 1) == 0;
}

/* Returns whether there is an error to report. */
static int
fail_or_wait (int code)
{
  if (code < 0)
    usleep ((useconds_t) -code * 1000);
  else
    errno = code;
  return code > 0;
}

static int
is_faulty (const char *call,
           const char *path)
{
  const char *line = read_faults ();
  int saved = errno;
  char name[16], part[256];
  int code, length;

  for (; sscanf (line, "%15s %255s %d\n%n", name, part, &code, &length) == 3; line += length)
    if (strcmp (name, call) == 0 && is_meant (part, path) && fail_or_wait (code))
      return 1;
  errno = saved;

  return 0;
}

static int
is_faulty_fd (const char *call,
              int         fd)
{
  char link[64], path[PATH_MAX];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return 0;
  path[length] = '\0';

  return is_faulty (call, path);
}

static int
open_at (int         dir,
         const char *path,
         int         flags,
         mode_t      mode)
{
  if ((flags & O_ACCMODE) != O_RDONLY && is_faulty ("open", path))
    return -1;

  return (int) syscall (SYS_openat, dir, path, flags, mode);
}

#define GET_MODE(flags) \
  va_list list; \
  mode_t mode = 0; \
  va_start (list, flags); \
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) \
    mode = va_arg (list, mode_t); \
  va_end (list)

int
open (const char *path,
      int         flags,
      ...)
{
  GET_MODE (flags);
  return open_at (AT_FDCWD, path, flags, mode);
}

int
open64 (const char *path,
        int         flags,
        ...)
{
  GET_MODE (flags);
  return open_at (AT_FDCWD, path, flags, mode);
}

int
openat (int         dir,
        const char *path,
        int         flags,
        ...)
{
  GET_MODE (flags);
  return open_at (dir, path, flags, mode);
}

int
openat64 (int         dir,
          const char *path,
          int         flags,
          ...)
{
  GET_MODE (flags);
  return open_at (dir, path, flags, mode);
}

int
__open_2 (const char *path,
          int         flags)
{
  return open_at (AT_FDCWD, path, flags, 0);
}

int
__open64_2 (const char *path,
            int         flags)
{
  return open_at (AT_FDCWD, path, flags, 0);
}

DIR *
opendir (const char *path)
{
  DIR *(*next) (const char *) = (DIR *(*) (const char *)) dlsym (RTLD_NEXT, "opendir");

  return is_faulty ("opendir", path) ? NULL : next (path);
}

int
mkdir (const char *path,
       mode_t      mode)
{
  return is_faulty ("mkdir", path) ? -1 : (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

ssize_t
write (int         fd,
       const void *bytes,
       size_t      length)
{
  return is_faulty_fd ("write", fd) ? -1 : syscall (SYS_write, fd, bytes, length);
}

int
fsync (int fd)
{
  return is_faulty_fd ("fsync", fd) ? -1 : (int) syscall (SYS_fsync, fd);
}

int
rename (const char *from,
        const char *to)
{
  return is_faulty ("rename", from) ? -1 : (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat2 (int          from_dir,
           const char  *from,
           int          to_dir,
           const char  *to,
           unsigned int flags)
{
  return is_faulty ("rename", from) ? -1 : (int) syscall (SYS_renameat2, from_dir, from, to_dir, to, flags);
}
