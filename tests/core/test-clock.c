/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "salve-fake-clock.h"
#include "salve-wall-clock.h"

#define HOOK     "SALVE_TEST_CLOCK"
#define PATIENCE (5 * G_TIME_SPAN_SECOND)

/* An alarm that writes down its name, and may then do something to the clock. */
typedef struct Bell Bell;
struct Bell
{
  SalveClock *clock;
  GString    *log;
  const char *name;
  gint64      rang;
  guint       other;
  void      (*then) (Bell *bell);
};

static void
on_bell (gpointer data)
{
  Bell *bell = data;

  g_string_append_printf (bell->log, "%s ", bell->name);
  bell->rang = salve_clock_get_time (bell->clock);
  if (bell->then != NULL)
    bell->then (bell);
}

static void
on_jumped (GString *log)
{
  g_string_append (log, "jumped ");
}

static guint
add (Bell   *bell,
     gint64  from_now)
{
  guint id = salve_clock_add_alarm (bell->clock, salve_clock_get_time (bell->clock) + from_now, on_bell, bell);

  g_assert_cmpuint (id, !=, 0);

  return id;
}

static void
expect (GString    *log,
        const char *text)
{
  g_assert_cmpstr (log->str, ==, text);
  g_string_truncate (log, 0);
}

static void
test_instant (void)
{
  static const struct { const char *time; gint64 instant; } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T01:00:00+01:00", 0 },
    { "1969-12-31T23:59:59Z", -G_TIME_SPAN_SECOND },
    { "1970-01-01T00:00:00.25Z", G_TIME_SPAN_SECOND / 4 },
    { "2026-11-22T18:30:00+01:00", G_GINT64_CONSTANT (1795368600) * G_TIME_SPAN_SECOND },
    { "2026-11-22T12:30:00-05:00", G_GINT64_CONSTANT (1795368600) * G_TIME_SPAN_SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);

      g_assert_cmpint (salve_clock_instant (time), ==, cases[i].instant);
    }
}

/* Records hold whole seconds and the offset of the place. */
static void
test_now (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-10-25T00:59:59.9Z");
  g_autoptr (GDateTime) summer = salve_clock_now (SALVE_CLOCK (clock));
  g_autoptr (GDateTime) winter = NULL;
  g_autofree char *before = g_date_time_format_iso8601 (summer);
  g_autofree char *after = NULL;

  salve_fake_clock_advance (clock, G_TIME_SPAN_SECOND);
  winter = salve_clock_now (SALVE_CLOCK (clock));
  after = g_date_time_format_iso8601 (winter);
  g_assert_cmpstr (before, ==, "2026-10-25T02:59:59+02");
  g_assert_cmpstr (after, ==, "2026-10-25T02:00:00+01");

  g_assert_finalize_object (clock);
}

static void
test_order (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  gint64 start = salve_clock_get_time (SALVE_CLOCK (clock));
  Bell third = { SALVE_CLOCK (clock), log, "third" };
  Bell first = { SALVE_CLOCK (clock), log, "first" };
  Bell second = { SALVE_CLOCK (clock), log, "second" };
  Bell also = { SALVE_CLOCK (clock), log, "also-second" };

  add (&third, 30);
  add (&first, 10);
  add (&second, 20);
  add (&also, 20);
  salve_fake_clock_advance (clock, 9);
  expect (log, "");
  salve_fake_clock_advance (clock, 1);
  expect (log, "first ");
  salve_fake_clock_advance (clock, 100);
  expect (log, "second also-second third ");
  g_assert_cmpint (first.rang, ==, start + 10);
  g_assert_cmpint (also.rang, ==, start + 20);
  g_assert_cmpint (third.rang, ==, start + 30);
  salve_fake_clock_advance (clock, G_TIME_SPAN_DAY);
  expect (log, "");

  g_assert_finalize_object (clock);
}

static void
test_remove (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell one = { SALVE_CLOCK (clock), log, "one" };
  Bell two = { SALVE_CLOCK (clock), log, "two" };
  Bell three = { SALVE_CLOCK (clock), log, "three" };
  guint first = add (&one, 10);
  guint second = add (&two, 20);
  guint third = add (&three, 30);

  g_assert_true (first != second && second != third && first != third);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), first);
  salve_clock_clear_alarm (SALVE_CLOCK (clock), &third);
  g_assert_cmpuint (third, ==, 0);
  salve_fake_clock_advance (clock, 100);
  expect (log, "two ");

  /* What rang, what was removed and what never was are all no longer known. */
  salve_clock_remove_alarm (SALVE_CLOCK (clock), first);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), second);
  salve_clock_remove_alarm (SALVE_CLOCK (clock), 1234);
  salve_clock_clear_alarm (SALVE_CLOCK (clock), &third);
  salve_clock_clear_alarm (NULL, &second);
  g_assert_cmpuint (second, ==, 0);
  salve_fake_clock_advance (clock, 100);
  expect (log, "");

  g_assert_finalize_object (clock);
}

static void
add_now_and_later (Bell *bell)
{
  static Bell now, later;

  bell->then = NULL;
  now = later = *bell;
  now.name = "now";
  later.name = "later";
  add (&later, 10);
  add (&now, 0);
}

static void
remove_other (Bell *bell)
{
  salve_clock_remove_alarm (bell->clock, bell->other);
}

static void
test_within (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell adder = { SALVE_CLOCK (clock), log, "adder", .then = add_now_and_later };
  Bell remover = { SALVE_CLOCK (clock), log, "remover", .then = remove_other };
  Bell victim = { SALVE_CLOCK (clock), log, "victim" };

  add (&adder, 10);
  salve_fake_clock_advance (clock, 15);
  expect (log, "adder now ");
  salve_fake_clock_advance (clock, 5);
  expect (log, "later ");

  /* Both are due at once, and the first takes the second back. */
  add (&remover, 10);
  remover.other = add (&victim, 10);
  salve_fake_clock_advance (clock, 100);
  expect (log, "remover ");

  g_assert_finalize_object (clock);
}

static void
test_past (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell past = { SALVE_CLOCK (clock), log, "past" };
  Bell now = { SALVE_CLOCK (clock), log, "now" };
  gint64 start = salve_clock_get_time (SALVE_CLOCK (clock));

  add (&now, 0);
  add (&past, -G_TIME_SPAN_DAY);
  expect (log, "");
  salve_fake_clock_advance (clock, 0);
  expect (log, "past now ");
  g_assert_cmpint (past.rang, ==, start);

  g_assert_finalize_object (clock);
}

/* Whoever hears of the jump sees the new time, and may move alarms before they ring. */
static void
test_jump (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell one = { SALVE_CLOCK (clock), log, "one" };
  Bell two = { SALVE_CLOCK (clock), log, "two" };

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (on_jumped), log);
  add (&one, G_TIME_SPAN_HOUR);
  add (&two, 2 * G_TIME_SPAN_HOUR);
  salve_fake_clock_set (clock, "2026-11-22T20:00:00Z");
  expect (log, "jumped one ");
  salve_fake_clock_set (clock, "2026-11-20T20:00:00Z");
  expect (log, "jumped ");
  salve_fake_clock_advance (clock, G_TIME_SPAN_DAY);
  expect (log, "");
  salve_fake_clock_set (clock, "2026-11-22T20:30:00Z");
  expect (log, "jumped two ");
  g_assert_cmpint (two.rang, ==, salve_clock_get_time (SALVE_CLOCK (clock)));

  g_assert_finalize_object (clock);
}

static void
drop_clock (Bell *bell)
{
  g_object_unref (bell->clock);
}

/* The last one to hold a clock may let go of it from within its own alarm. */
static void
test_dropped_while_ringing (void)
{
  SalveFakeClock *clock = salve_fake_clock_new ("2026-11-22T18:30:00Z");
  g_autoptr (GString) log = g_string_new (NULL);
  Bell dropper = { SALVE_CLOCK (clock), log, "dropper", .then = drop_clock };
  gpointer alive = clock;

  g_object_add_weak_pointer (G_OBJECT (clock), &alive);
  add (&dropper, 0);
  salve_clock_ring (SALVE_CLOCK (clock));
  expect (log, "dropper ");
  g_assert_null (alive);
}

/* --- the computer's own --- */

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
  add (&late, 120 * G_TIME_SPAN_MILLISECOND);
  add (&soon, 60 * G_TIME_SPAN_MILLISECOND);
  id = add (&gone, 30 * G_TIME_SPAN_MILLISECOND);
  add (&past, -G_TIME_SPAN_DAY);
  /* Never from within the call, only from the main loop. */
  expect (log, "");
  salve_clock_remove_alarm (clock, id);
  wait_for (log, "past soon late ", 2000);
  expect (log, "past soon late ");
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

  salve_clock_add_alarm (clock, 0, on_bell, &zero);
  wait_for (log, "zero ", 2000);
  expect (log, "zero ");
  salve_clock_add_alarm (clock, -G_TIME_SPAN_DAY, on_bell, &before);
  wait_for (log, "before ", 2000);
  expect (log, "before ");

  g_assert_finalize_object (clock);
}

static void
test_wall_after_death (void)
{
  SalveClock *clock = make_clock (NULL);
  g_autoptr (GString) log = g_string_new (NULL);
  Bell bell = { clock, log, "bell" };

  add (&bell, 0);
  g_assert_finalize_object (clock);
  wait_for (log, "bell ", 50);
  expect (log, "");
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

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (on_jumped), log);
  check_ahead (clock, 86400);
  add (&bell, 2 * G_TIME_SPAN_DAY);
  add (&next, 2 * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR);
  wait_for (log, "bell ", 50);
  expect (log, "");
  g_free (write_hook ("259201\n"));
  wait_for (log, "jumped bell ", 5000);
  expect (log, "jumped bell ");
  check_ahead (clock, 259201);
  g_free (write_hook ("-3600"));
  wait_for (log, "jumped ", 5000);
  expect (log, "jumped ");
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

  add (&bell, 60 * G_TIME_SPAN_MILLISECOND);
  wait_for (log, "bell ", 2000);
  expect (log, "bell ");
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

  g_signal_connect_swapped (clock, "jumped", G_CALLBACK (on_jumped), log);
  check_ahead (clock, 0);
  g_free (write_hook ("3600"));
  wait_for (log, "jumped ", 5000);
  expect (log, "jumped ");
  check_ahead (clock, 3600);
  g_free (write_hook ("never"));
  wait_for (log, "jumped ", 300);
  g_free (write_hook (NULL));
  wait_for (log, "jumped ", 300);
  expect (log, "");
  check_ahead (clock, 3600);

  g_assert_finalize_object (clock);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clock/instant", test_instant);
  g_test_add_func ("/clock/now", test_now);
  g_test_add_func ("/clock/order", test_order);
  g_test_add_func ("/clock/remove", test_remove);
  g_test_add_func ("/clock/within", test_within);
  g_test_add_func ("/clock/past", test_past);
  g_test_add_func ("/clock/jump", test_jump);
  g_test_add_func ("/clock/dropped-while-ringing", test_dropped_while_ringing);
  g_test_add_func ("/clock/wall/alarm", test_wall_alarm);
  g_test_add_func ("/clock/wall/epoch", test_wall_epoch);
  g_test_add_func ("/clock/wall/after-death", test_wall_after_death);
  g_test_add_func ("/clock/wall/hook", test_hook);
  g_test_add_func ("/clock/wall/hook-alarm", test_hook_alarm);
  g_test_add_func ("/clock/wall/hook-odd", test_hook_odd);
  g_test_add_func ("/clock/wall/hook-missing", test_hook_missing);

  return g_test_run ();
}
