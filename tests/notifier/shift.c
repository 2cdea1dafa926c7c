/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program, lets it live at another time, which changes while it runs: SALVE_SHIFT names a file
 * with two numbers of seconds, how far the wall clock is ahead and how far the clock that counts since the
 * computer started. When only the first changes, the clock was set; when both do, the computer slept. As in the
 * kernel, an absolute timer of the wall clock rings by the new time, and one that wants to know of it
 * (TFD_TIMER_CANCEL_ON_SET) is cancelled, after sleep too. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_TIMERS 64
#define LOOK_NS    10000000

typedef struct
{
  int               fd;
  int               clock;
  int               flags;
  int               cancelled;
  struct itimerspec when;
} Timer;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static Timer timers[MAX_TIMERS];
static int n_timers;
static long wall;
static long boot;

static long
get_shift (int clock)
{
  switch (clock)
    {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
      return wall;
    case CLOCK_BOOTTIME:
    case CLOCK_BOOTTIME_ALARM:
      return boot;
    default:
      return 0;
    }
}

static Timer *
find (int fd)
{
  for (int i = 0; i < n_timers; i++)
    if (timers[i].fd == fd)
      return &timers[i];

  return NULL;
}

static int
is_armed (const Timer *timer)
{
  return timer->when.it_value.tv_sec != 0 || timer->when.it_value.tv_nsec != 0;
}

static int
arm_real (const Timer *timer)
{
  struct itimerspec when = timer->when;

  if ((timer->flags & TFD_TIMER_ABSTIME) != 0 && is_armed (timer))
    {
      when.it_value.tv_sec -= get_shift (timer->clock);
      if (when.it_value.tv_sec < 0 || (when.it_value.tv_sec == 0 && when.it_value.tv_nsec == 0))
        when.it_value = (struct timespec) { 0, 1 };
    }

  return (int) syscall (SYS_timerfd_settime, timer->fd, timer->flags, &when, NULL);
}

/* Readable at once; read() then says why. */
static void
cancel (Timer *timer)
{
  const struct itimerspec soon = { .it_value = { 0, 1 } };

  timer->cancelled = 1;
  syscall (SYS_timerfd_settime, timer->fd, 0, &soon, NULL);
}

static int
read_shift (const char *name,
            long       *new_wall,
            long       *new_boot)
{
  FILE *file = fopen (name, "re");
  int n = file != NULL ? fscanf (file, "%ld %ld", new_wall, new_boot) : 0;

  if (file != NULL)
    fclose (file);

  return n == 2;
}

static void
follow (long new_wall,
        long new_boot)
{
  int set = new_wall != wall;

  wall = new_wall;
  boot = new_boot;
  for (int i = 0; i < n_timers; i++)
    if (set && (timers[i].flags & TFD_TIMER_CANCEL_ON_SET) != 0)
      cancel (&timers[i]);
    else
      arm_real (&timers[i]);
}

static void *
watch (void *data)
{
  const struct timespec pause = { 0, LOOK_NS };
  long new_wall, new_boot;

  for (;;)
    {
      syscall (SYS_nanosleep, &pause, NULL);
      if (!read_shift (data, &new_wall, &new_boot) || (new_wall == wall && new_boot == boot))
        continue;
      pthread_mutex_lock (&mutex);
      follow (new_wall, new_boot);
      pthread_mutex_unlock (&mutex);
    }

  return NULL;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *name = getenv ("SALVE_SHIFT");
  pthread_t thread;

  if (name == NULL)
    return;
  read_shift (name, &wall, &boot);
  pthread_create (&thread, NULL, watch, strdup (name));
}

int
clock_gettime (clockid_t        clock,
               struct timespec *time)
{
  int result = (int) syscall (SYS_clock_gettime, clock, time);

  if (result == 0)
    time->tv_sec += get_shift (clock);

  return result;
}

time_t
time (time_t *out)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (out != NULL)
    *out = now.tv_sec;

  return now.tv_sec;
}

int
gettimeofday (struct timeval *restrict out,
              void *restrict           zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;

  return 0;
}

int
timerfd_create (int clock,
                int flags)
{
  int fd = (int) syscall (SYS_timerfd_create, clock, flags);

  pthread_mutex_lock (&mutex);
  if (fd >= 0 && n_timers < MAX_TIMERS)
    timers[n_timers++] = (Timer) { .fd = fd, .clock = clock };
  pthread_mutex_unlock (&mutex);

  return fd;
}

int
timerfd_settime (int                      fd,
                 int                      flags,
                 const struct itimerspec *when,
                 struct itimerspec       *old)
{
  Timer *timer;
  int result;

  pthread_mutex_lock (&mutex);
  timer = find (fd);
  if (timer != NULL)
    {
      timer->flags = flags;
      timer->when = *when;
      timer->cancelled = 0;
    }
  result = timer != NULL ? arm_real (timer) : (int) syscall (SYS_timerfd_settime, fd, flags, when, old);
  pthread_mutex_unlock (&mutex);

  return result;
}

ssize_t
read (int    fd,
      void  *bytes,
      size_t length)
{
  ssize_t result = -1;
  Timer *timer;

  pthread_mutex_lock (&mutex);
  timer = n_timers > 0 ? find (fd) : NULL;
  if (timer == NULL || !timer->cancelled)
    {
      pthread_mutex_unlock (&mutex);
      return syscall (SYS_read, fd, bytes, length);
    }
  timer->cancelled = 0;
  result = syscall (SYS_read, fd, bytes, length);
  arm_real (timer);
  pthread_mutex_unlock (&mutex);
  errno = ECANCELED;

  return result < 0 ? result : -1;
}

int
close (int fd)
{
  Timer *timer;

  pthread_mutex_lock (&mutex);
  timer = n_timers > 0 ? find (fd) : NULL;
  if (timer != NULL)
    *timer = timers[--n_timers];
  pthread_mutex_unlock (&mutex);

  return (int) syscall (SYS_close, fd);
}
