/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-wall-clock.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* A hundred years: farther than that no date can be told. */
#define FARTHEST_SECONDS (G_GINT64_CONSTANT (36525) * 24 * 60 * 60)

/* The link that says in which time zone the computer is. */
#define ZONE "/etc/localtime"

struct _SalveWallClock
{
  SalveClock    parent_instance;

  int           fd;      /* CLOCK_REALTIME, absolute: it holds over suspend and notices a set clock */
  guint         source;
  gint64        offset;  /* test hook, in microseconds */
  gint64        boot;    /* likewise, for the clock that is never set */
  GFile        *file;
  GFileMonitor *monitor;
  GFileMonitor *zone;
};

G_DEFINE_FINAL_TYPE (SalveWallClock, salve_wall_clock, SALVE_TYPE_CLOCK)

static gint64
salve_wall_clock_get_time (SalveClock *clock)
{
  return g_get_real_time () + SALVE_WALL_CLOCK (clock)->offset;
}

static gint64
salve_wall_clock_get_boot (SalveClock *clock)
{
  return SALVE_CLOCK_CLASS (salve_wall_clock_parent_class)->get_boot (clock) + SALVE_WALL_CLOCK (clock)->boot;
}

static void
salve_wall_clock_arm (SalveClock *clock,
                      gint64      instant)
{
  SalveWallClock *self = SALVE_WALL_CLOCK (clock);
  struct itimerspec when = { 0 };

  if (instant != SALVE_CLOCK_NEVER)
    {
      /* An all-zero time would disarm the timer instead of ringing at once. */
      gint64 real = MAX (instant - self->offset, 1);

      when.it_value.tv_sec = real / G_USEC_PER_SEC;
      when.it_value.tv_nsec = real % G_USEC_PER_SEC * 1000;
    }
  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) != 0)
    g_critical ("The alarm cannot be set: %s", g_strerror (errno));
}

static gboolean
on_timer (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  guint64 expirations;

  if (read (fd, &expirations, sizeof expirations) < 0)
    {
      if (errno == ECANCELED)
        salve_clock_jump (data);
      return G_SOURCE_CONTINUE;
    }
  salve_clock_ring (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
read_seconds (const char **text,
              gint64      *offset)
{
  char *end = NULL;
  gint64 seconds = g_ascii_strtoll (*text, &end, 10);

  if (end == *text)
    return FALSE;
  *text = end;
  *offset = CLAMP (seconds, -FARTHEST_SECONDS, FARTHEST_SECONDS) * G_USEC_PER_SEC;

  return TRUE;
}

static void
read_offset (SalveWallClock *self)
{
  g_autofree char *text = NULL;
  const char *rest;

  if (!g_file_load_contents (self->file, NULL, &text, NULL, NULL, NULL))
    return;
  rest = text;
  /* A file that is just being written is empty for a moment. */
  if (read_seconds (&rest, &self->offset) && !read_seconds (&rest, &self->boot))
    self->boot = self->offset;
}

static void
on_offset_changed (SalveWallClock *self)
{
  gint64 before = self->offset;

  read_offset (self);
  if (self->offset != before)
    salve_clock_jump (SALVE_CLOCK (self));
}

static void
watch_offset (SalveWallClock *self,
              const char     *path)
{
  self->file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed",
                             G_CALLBACK (on_offset_changed), self, G_CONNECT_SWAPPED);
  read_offset (self);
}

/* No instant is another in another zone, but its words are, and what hangs on the time of day. */
static void
watch_zone (SalveWallClock *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (ZONE);

  if (g_getenv ("TZ") != NULL)
    return;
  self->zone = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->zone != NULL)
    g_signal_connect_object (self->zone, "changed", G_CALLBACK (salve_clock_jump), self, G_CONNECT_SWAPPED);
}

static void
salve_wall_clock_finalize (GObject *object)
{
  SalveWallClock *self = SALVE_WALL_CLOCK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  close (self->fd);
  g_clear_object (&self->monitor);
  g_clear_object (&self->zone);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (salve_wall_clock_parent_class)->finalize (object);
}

static void
salve_wall_clock_class_init (SalveWallClockClass *klass)
{
  SalveClockClass *clock_class = SALVE_CLOCK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = salve_wall_clock_finalize;
  clock_class->get_time = salve_wall_clock_get_time;
  clock_class->get_boot = salve_wall_clock_get_boot;
  clock_class->arm = salve_wall_clock_arm;
}

static void
salve_wall_clock_init (SalveWallClock *self)
{
  const char *hook = g_getenv ("SALVE_TEST_CLOCK");

  self->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->fd < 0)
    g_error ("The kernel gives no timer: %s", g_strerror (errno));
  self->source = g_unix_fd_add (self->fd, G_IO_IN, on_timer, self);
  /* A set clock is noticed also before there is an alarm. */
  salve_wall_clock_arm (SALVE_CLOCK (self), SALVE_CLOCK_NEVER);
  watch_zone (self);
  if (hook != NULL)
    watch_offset (self, hook);
}

/**
 * salve_wall_clock_new:
 *
 * Returns: (transfer full): the computer's clock
 */
SalveClock *
salve_wall_clock_new (void)
{
  return g_object_new (SALVE_TYPE_WALL_CLOCK, NULL);
}
