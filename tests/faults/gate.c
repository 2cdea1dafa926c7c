/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program and stops it at each system call that has to do with one folder, until it is told how to go on.
 *
 *     gate FOLDER REPORT ANSWER PROGRAM ARGUMENT…
 *
 * REPORT and ANSWER are descriptors. To the first it writes a line a call, "CALL PATH" (and, after a tab, the second
 * path), from the other it reads a line: "go", "kill", "fail ERRNO". The last line is "end STATUS", as wait() has it.
 * The kernel hands the calls over (seccomp), so that nothing of the program is replaced, and calls elsewhere, such as
 * those of the loader, neither count nor wait. Exits with 77 where the kernel cannot do that. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define SKIPPED 77
#define KILLED  -1

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#else
#define ARCH 0
#endif

/* Where in its arguments a call has what it is about; -1 for none. A folder's descriptor of -2 is the working one. */
typedef struct
{
  int         number;
  const char *name;
  int         dir, path;
  int         other_dir, other_path;
} Call;

#define FD(name)   { SYS_##name, #name, 0, -1, -1, -1 }
#define AT(name)   { SYS_##name, #name, 0, 1, -1, -1 }
#define PATH(name) { SYS_##name, #name, -2, 0, -1, -1 }
#define BOTH(name) { SYS_##name, #name, 0, 1, 2, 3 }

static const Call calls[] = {
#ifdef SYS_open
  PATH (open), PATH (creat), PATH (stat), PATH (lstat), PATH (access), PATH (mkdir), PATH (rmdir), PATH (unlink),
  PATH (chmod), PATH (chown), PATH (readlink), PATH (utimes),
  { SYS_rename, "rename", -2, 0, -2, 1 }, { SYS_link, "link", -2, 0, -2, 1 },
#endif
#ifdef SYS_newfstatat
  AT (newfstatat),
#endif
#ifdef SYS_renameat
  BOTH (renameat),
#endif
  AT (openat), AT (openat2), AT (statx), AT (faccessat), AT (faccessat2), AT (mkdirat), AT (unlinkat),
  AT (fchmodat), AT (fchownat), AT (readlinkat), AT (utimensat), BOTH (renameat2), BOTH (linkat),
  PATH (statfs), PATH (truncate), { SYS_inotify_add_watch, "inotify_add_watch", -2, 1, -1, -1 },
  FD (read), FD (pread64), FD (write), FD (pwrite64), FD (writev), FD (fsync), FD (fdatasync), FD (fstat),
  FD (fstatfs), FD (ftruncate), FD (fallocate), FD (fchmod), FD (fchown), FD (getdents64), FD (close), FD (lseek),
};

#define N_CALLS (sizeof calls / sizeof calls[0])

static void
fail (const char *what)
{
  perror (what);
  exit (SKIPPED);
}

/* The program's side */

static int
install_filter (void)
{
  struct sock_filter code[N_CALLS + 6];
  struct sock_fprog program = { 0, code };
  size_t n = 0;

  code[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch));
  code[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCH, 0, N_CALLS + 1);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  for (size_t i = 0; i < N_CALLS; i++)
    code[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (unsigned) calls[i].number,
                                               (unsigned char) (N_CALLS - i), 0);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  program.len = (unsigned short) n;
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  return (int) syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* A message of one byte with the descriptor beside it, if there is one. */
static void
make_message (struct msghdr *message,
              struct iovec  *bytes,
              char          *byte,
              char          *room,
              size_t         size)
{
  *bytes = (struct iovec) { byte, 1 };
  *message = (struct msghdr) { .msg_iov = bytes, .msg_iovlen = 1, .msg_control = room, .msg_controllen = size };
}

static void
send_descriptor (int to,
                 int fd)
{
  union { char room[CMSG_SPACE (sizeof (int))]; struct cmsghdr align; } control = { { 0 } };
  struct msghdr message;
  struct cmsghdr *part;
  struct iovec bytes;
  char byte = 'x';

  make_message (&message, &bytes, &byte, control.room, sizeof control.room);
  part = CMSG_FIRSTHDR (&message);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (part), &fd, sizeof fd);
  if (sendmsg (to, &message, 0) != 1)
    fail ("sendmsg");
}

static int
receive_descriptor (int from)
{
  union { char room[CMSG_SPACE (sizeof (int))]; struct cmsghdr align; } control = { { 0 } };
  struct msghdr message;
  struct cmsghdr *part;
  struct iovec bytes;
  char byte;
  int fd = -1;

  make_message (&message, &bytes, &byte, control.room, sizeof control.room);
  if (recvmsg (from, &message, MSG_CMSG_CLOEXEC) != 1)
    return -1;
  part = CMSG_FIRSTHDR (&message);
  if (part != NULL && part->cmsg_type == SCM_RIGHTS)
    memcpy (&fd, CMSG_DATA (part), sizeof fd);
  return fd;
}

static void
become_program (int    to,
                char **argv)
{
  int listener;

  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  listener = install_filter ();
  if (listener < 0)
    fail ("seccomp");
  send_descriptor (to, listener);
  close (listener);
  execvp (argv[0], argv);
  fail (argv[0]);
}

/* Our side */

typedef struct
{
  const char *folder;
  FILE       *report;
  FILE       *answer;
  pid_t       program;
} Gate;

/* The text at an address of the program; a page at a time, for what comes after its end may not be there. */
static void
read_text (pid_t      pid,
           __u64      address,
           char      *text,
           size_t     size)
{
  size_t done = 0;

  while (done < size - 1)
    {
      size_t length = 4096 - (size_t) ((address + done) % 4096);
      struct iovec here = { text + done, length < size - 1 - done ? length : size - 1 - done };
      struct iovec there = { (void *) (size_t) (address + done), here.iov_len };
      ssize_t n = process_vm_readv (pid, &here, 1, &there, 1, 0);

      if (n <= 0 || memchr (text + done, '\0', (size_t) n) != NULL)
        {
          done += n > 0 ? (size_t) n : 0;
          break;
        }
      done += (size_t) n;
    }
  text[done] = '\0';
}

static void
read_link (const char *link,
           char       *path)
{
  ssize_t n = readlink (link, path, PATH_MAX - 1);

  path[n > 0 ? n : 0] = '\0';
}

static void
get_path (const struct seccomp_notif *notif,
          int                         dir,
          int                         path,
          char                       *found)
{
  pid_t pid = (pid_t) notif->pid;
  int fd = dir >= 0 ? (int) notif->data.args[dir] : AT_FDCWD;
  char text[PATH_MAX] = "", link[64];
  size_t length;

  if (path >= 0)
    read_text (pid, notif->data.args[path], text, sizeof text);
  if (text[0] == '/')
    {
      memcpy (found, text, sizeof text);
      return;
    }
  snprintf (link, sizeof link, fd == AT_FDCWD ? "/proc/%d/cwd" : "/proc/%d/fd/%d", (int) pid, fd);
  read_link (link, found);
  length = strlen (found);
  if (text[0] != '\0' && length + strlen (text) + 2 <= PATH_MAX)
    snprintf (found + length, PATH_MAX - length, "/%s", text);
}

static int
is_inside (Gate       *gate,
           const char *path)
{
  size_t length = strlen (gate->folder);

  return strncmp (path, gate->folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static const Call *
find_call (int number)
{
  for (size_t i = 0; i < N_CALLS; i++)
    if (calls[i].number == number)
      return &calls[i];
  return NULL;
}

/* Asks about one call: 0 to let it go on, the code with which it fails, or KILLED. */
static int
ask (Gate                       *gate,
     const struct seccomp_notif *notif)
{
  const Call *call = find_call (notif->data.nr);
  char path[PATH_MAX] = "", other[PATH_MAX] = "", line[64] = "";
  int code = 0;

  if (call == NULL)
    return 0;
  get_path (notif, call->dir, call->path, path);
  if (call->other_path >= 0)
    get_path (notif, call->other_dir, call->other_path, other);
  if (!is_inside (gate, path) && !is_inside (gate, other))
    return 0;
  fprintf (gate->report, "%s %s%s%s\n", call->name, path, other[0] != '\0' ? "\t" : "", other);
  fflush (gate->report);
  if (fgets (line, sizeof line, gate->answer) == NULL || strcmp (line, "kill\n") == 0)
    {
      kill (gate->program, SIGKILL);
      return KILLED;
    }
  sscanf (line, "fail %d", &code);
  return code;
}

static void
serve (Gate *gate,
       int   listener)
{
  union { struct seccomp_notif notif; char room[1024]; } question;
  union { struct seccomp_notif_resp reply; char room[1024]; } answer;
  int code;

  memset (&question, 0, sizeof question);
  memset (&answer, 0, sizeof answer);
  if (ioctl (listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0)
    return;
  code = ask (gate, &question.notif);
  /* Without an answer the call is never made. */
  if (code == KILLED)
    return;
  answer.reply.id = question.notif.id;
  answer.reply.error = -code;
  answer.reply.flags = code == 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0;
  ioctl (listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static int
watch (Gate *gate,
       int   listener)
{
  int pidfd = (int) syscall (SYS_pidfd_open, gate->program, 0);
  struct pollfd both[2] = { { pidfd, POLLIN, 0 }, { listener, POLLIN, 0 } };
  int status = 0;

  if (pidfd < 0)
    fail ("pidfd_open");
  while (poll (both, 2, -1) > 0 || errno == EINTR)
    {
      if ((both[1].revents & POLLIN) != 0)
        serve (gate, listener);
      else if ((both[0].revents & POLLIN) != 0)
        break;
    }
  waitpid (gate->program, &status, 0);
  close (pidfd);
  return status;
}

int
main (int   argc,
      char *argv[])
{
  Gate gate = { 0 };
  int pair[2], listener, status;

  if (argc < 5)
    {
      fprintf (stderr, "Usage: gate FOLDER REPORT ANSWER PROGRAM ARGUMENT…\n");
      return 2;
    }
  gate.folder = argv[1];
  gate.report = fdopen (atoi (argv[2]), "w");
  gate.answer = fdopen (atoi (argv[3]), "r");
  if (gate.report == NULL || gate.answer == NULL || fcntl (fileno (gate.report), F_SETFD, FD_CLOEXEC) != 0 ||
      fcntl (fileno (gate.answer), F_SETFD, FD_CLOEXEC) != 0 ||
      socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    fail ("gate");
  gate.program = fork ();
  if (gate.program == 0)
    become_program (pair[1], argv + 4);
  close (pair[1]);
  listener = gate.program > 0 ? receive_descriptor (pair[0]) : -1;
  if (listener < 0)
    return SKIPPED;
  status = watch (&gate, listener);
  fprintf (gate.report, "end %d\n", status);
  return fclose (gate.report) != 0;
}
