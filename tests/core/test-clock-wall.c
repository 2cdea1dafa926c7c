/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "salve-clock-fixture.h"
#include "salve-wall-clock.h"

#define HOOK     "SALVE_TEST_CLOCK"
#define PATIENCE (5 * G_TIME_SPAN_SECOND)

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the log holds @text, or for that long. */
static void
wait_for (GString    *log,
          const char *text,
          guint       milliseconds)
{
  gboolean over = FALSE;
  guint timeout = g_timeout_add (milliseconds, on_timeout, &over);

  while (!over && g_strcmp0 (log->str, text) != 0)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (timeout);
}

static SalveClock *
make_clock (const char *hook)
{
  SalveClock *clock;

  if (hook != NULL)
    g_setenv (HOOK, hook, TRUE);
  clock = salve_wall_clock_new ();
  g_unsetenv (HOOK);

  return clock;
}

static char *
write_hook (const char *text)
{
  char *path = g_build_filename (g_get_user_runtime_dir (), "clock", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  else
    g_unlink (path);

  return path;
}

static void
check_ahead (SalveClock *clock,
             gint64      seconds)
{
  gint64 ahead = salve_clock_get_time (clock) - g_get_real_time () - seconds * G_TIME_SPAN_SECOND;

  g_assert_cmpint (ABS (ahead), <, PATIENCE);
}

static void
test_wall_alarm (void)
{
  SalveClock *clock = make_clock (NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell late = { clock, log, "late" };
  Bell soon = { clock, log, "soon" };
  Bell past = { clock, log, "past" };
  Bell gone = { clock, log, "gone" };
  gint64 start = g_get_real_time ();
  guint id;

  check_ahead (clock, 0);
  bell_add (&late, 120 * G_TIME_SPAN_MILLISECOND);
  bell_add (&soon, 60 * G_TIME_SPAN_MILLISECOND);
  id = bell_add (&gone, 30 * G_TIME_SPAN_MILLISECOND);
  bell_add (&past, -G_TIME_SPAN_DAY);
  /* Never from within the call, only from the main loop. */
  bell_expect (log, "");
  salve_clock_remove_alarm (clock, id);
  wait_for (log, "past soon late ", 2000);
  bell_expect (log, "past soon late ");
  g_assert_cmpint (soon.rang, >=, start + 60 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (late.rang, >=, start + 120 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (late.rang, <, start + 2 * G_TIME_SPAN_SECOND);

  g_assert_finalize_object (clock);
}

/* An instant from before 1970 is past as well, and does not put the timer to sleep. */
static void
test_wall_epoch (void)
{
  SalveClock *clock = make_clock (NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell zero = { clock, log, "zero" };
  Bell before = { clock, log, "before" };

  salve_clock_add_alarm (clock, 0, bell_ring, &zero);
  wait_for (log, "zero ", 2000);
  bell_expect (log, "zero ");
  salve_clock_add_alarm (clock, -G_TIME_SPAN_DAY, bell_ring, &before);
  wait_for (log, "before ", 2000);
  bell_expect (log, "before ");

  g_assert_finalize_object (clock);
}

static void
test_wall_after_death (void)
{
  SalveClock *clock = make_clock (NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell bell = { clock, log, "bell" };

  bell_add (&bell, 0);
  g_assert_finalize_object (clock);
  wait_for (log, "bell ", 50);
  bell_expect (log, "");
}

/* An end two days ahead rings when the hook moves the clock there. */
static void
test_hook (void)
{
  g_autofree char *path = write_hook ("86400\n");
  SalveClock *clock = make_clock (path);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell bell = { clock, log, "bell" };
  Bell next = { clock, log, "next" };

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (bell_log_jump), log);
  check_ahead (clock, 86400);
  bell_add (&bell, 2 * G_TIME_SPAN_DAY);
  bell_add (&next, 2 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  wait_for (log, "bell ", 50);
  bell_expect (log, "");
  g_free (write_hook ("259201\n"));
  wait_for (log, "jumped bell ", 5000);
  bell_expect (log, "jumped bell ");
  check_ahead (clock, 259201);
  g_free (write_hook ("-3600"));
  wait_for (log, "jumped ", 5000);
  bell_expect (log, "jumped ");
  check_ahead (clock, -3600);

  g_assert_finalize_object (clock);
}

/* Alarms keep ringing at their instant while the hook holds the clock ahead. */
static void
test_hook_alarm (void)
{
  g_autofree char *path = write_hook ("1000000");
  SalveClock *clock = make_clock (path);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell bell = { clock, log, "bell" };
  gint64 start = salve_clock_get_time (clock);

  bell_add (&bell, 60 * G_TIME_SPAN_MILLISECOND);
  wait_for (log, "bell ", 2000);
  bell_expect (log, "bell ");
  g_assert_cmpint (bell.rang, >=, start + 60 * G_TIME_SPAN_MILLISECOND);

  g_assert_finalize_object (clock);
}

/* What is no number counts as none; and however far the hook says, there is a date. */
static void
test_hook_odd (void)
{
  static const struct { const char *text; gint64 seconds; } cases[] = {
    { "", 0 },
    { "soon", 0 },
    { "\n", 0 },
    { "{}", 0 },
    { "--5", 0 },
    { "99999999999999999999", G_GINT64_CONSTANT (36525) * 86400 },
    { "-99999999999999999999", G_GINT64_CONSTANT (-36525) * 86400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_hook (cases[i].text);
      SalveClock *clock = make_clock (path);
      g_autoptr (GDateTime) now = salve_clock_now (clock);

      g_assert_nonnull (now);
      check_ahead (clock, cases[i].seconds);
      g_assert_finalize_object (clock);
    }
}

/* What cannot be read leaves the clock as it was; what comes later is followed. */
static void
test_hook_missing (void)
{
  g_autofree char *path = write_hook (NULL);
  SalveClock *clock = make_clock (path);
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (bell_log_jump), log);
  check_ahead (clock, 0);
  g_free (write_hook ("3600"));
  wait_for (log, "jumped ", 5000);
  bell_expect (log, "jumped ");
  check_ahead (clock, 3600);
  g_free (write_hook ("never"));
  wait_for (log, "jumped ", 300);
  g_free (write_hook (NULL));
  wait_for (log, "jumped ", 300);
  bell_expect (log, "");
  check_ahead (clock, 3600);

  g_assert_finalize_object (clock);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clock/wall/alarm", test_wall_alarm);
  g_test_add_func ("/clock/wall/epoch", test_wall_epoch);
  g_test_add_func ("/clock/wall/after-death", test_wall_after_death);
  g_test_add_func ("/clock/wall/hook", test_hook);
  g_test_add_func ("/clock/wall/hook-alarm", test_hook_alarm);
  g_test_add_func ("/clock/wall/hook-odd", test_hook_odd);
  g_test_add_func ("/clock/wall/hook-missing", test_hook_missing);

  return g_test_run ();
}
