/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsound.h>
#include <stdarg.h>

#include "salve-sounds.h"

/* What the library is asked for in the end: these stand before its own functions of that name. */
static GAsyncQueue *asked;
static gboolean broken;
static GMutex hung;
static int inside; /* how many threads are in the library */

GSoundContext *
gsound_context_new (GCancellable  *cancellable,
                    GError       **error)
{
  if (broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no server");
      return NULL;
    }

  return g_object_new (GSOUND_TYPE_CONTEXT, NULL);
}

gboolean
gsound_context_play_simple (GSoundContext  *context,
                            GCancellable   *cancellable,
                            GError        **error,
                            ...)
{
  const char *name;
  va_list list;

  g_atomic_int_inc (&inside);
  g_mutex_lock (&hung);
  g_mutex_unlock (&hung);
  g_atomic_int_add (&inside, -1);
  va_start (list, error);
  while ((name = va_arg (list, const char *)) != NULL)
    {
      const char *value = va_arg (list, const char *);

      if (g_str_equal (name, GSOUND_ATTR_EVENT_ID))
        g_async_queue_push (asked, g_strdup (value));
    }
  va_end (list);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such sound");

  return FALSE;
}

static void
assert_asked (const char *id)
{
  g_autofree char *got = g_async_queue_timeout_pop (asked, 5 * G_USEC_PER_SEC);

  g_assert_cmpstr (got, ==, id);
}

static void
on_played (SalveSounds *sounds,
           const char  *id,
           GString     *played)
{
  g_string_append_printf (played, "%s ", id);
}

static void
test_ids (void)
{
  static const char *ids[] = {
    [SALVE_SOUND_READY] = "complete",
    [SALVE_SOUND_NEARLY] = "dialog-warning",
    [SALVE_SOUND_UP] = "alarm-clock-elapsed",
    [SALVE_SOUND_STOP] = "dialog-error",
  };
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  g_autoptr (SalveSounds) sounds = salve_sounds_new (settings);
  g_autoptr (GString) played = g_string_new (NULL);

  g_signal_connect (sounds, "played", G_CALLBACK (on_played), played);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpstr (salve_sounds_get_id (i), ==, ids[i]);
      salve_sounds_play (sounds, i);
      assert_asked (ids[i]);
    }
  g_assert_cmpstr (played->str, ==, "complete dialog-warning alarm-clock-elapsed dialog-error ");
  g_assert_finalize_object (g_steal_pointer (&sounds));
}

static void
test_switched_off (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  g_autoptr (SalveSounds) sounds = salve_sounds_new (settings);
  g_autoptr (GString) played = g_string_new (NULL);

  g_signal_connect (sounds, "played", G_CALLBACK (on_played), played);
  salve_settings_set_sounds (settings, FALSE);
  salve_sounds_play (sounds, SALVE_SOUND_UP);
  g_assert_cmpstr (played->str, ==, "");
  salve_settings_set_sounds (settings, TRUE);
  salve_sounds_play (sounds, SALVE_SOUND_STOP);
  assert_asked ("dialog-error");
  g_assert_null (g_async_queue_try_pop (asked));
}

/* Warnings are fatal here. */
static void
test_no_server (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  g_autoptr (SalveSounds) sounds = salve_sounds_new (settings);

  broken = TRUE;
  salve_sounds_play (sounds, SALVE_SOUND_READY);
  salve_sounds_play (sounds, SALVE_SOUND_UP);
  g_assert_null (g_async_queue_timeout_pop (asked, G_USEC_PER_SEC / 5));
  g_assert_finalize_object (g_steal_pointer (&sounds));
  broken = FALSE;
}

/* Neither a server nor a card: the library, which would complain on stderr, is not even asked. */
static void
test_no_sound (void)
{
  g_autoptr (SalveSettings) settings = NULL;
  g_autoptr (SalveSounds) sounds = NULL;

  if (g_file_test ("/dev/snd", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is a sound card");
      return;
    }
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("");
      return;
    }
  g_unsetenv ("CANBERRA_DRIVER");
  g_unsetenv ("PULSE_SERVER");
  settings = salve_settings_new ();
  sounds = salve_sounds_new (settings);
  salve_sounds_play (sounds, SALVE_SOUND_UP);
  g_assert_null (g_async_queue_timeout_pop (asked, G_USEC_PER_SEC / 5));
}

/* Whoever makes the sound hangs: nobody waits, not even at the end, and little of it comes later. */
static void
test_hung (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  g_autoptr (SalveSounds) sounds = salve_sounds_new (settings);
  guint n = 0;

  g_mutex_lock (&hung);
  for (guint i = 0; i < 20; i++)
    salve_sounds_play (sounds, SALVE_SOUND_NEARLY);
  g_assert_finalize_object (g_steal_pointer (&sounds));
  g_mutex_unlock (&hung);

  for (;;)
    {
      g_autofree char *id = g_async_queue_timeout_pop (asked, G_USEC_PER_SEC / 2);

      if (id == NULL)
        break;
      g_assert_cmpstr (id, ==, "dialog-warning");
      n++;
    }
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 3);
}

/* The library knows of no threads. Those of the preferences and of a session may ask at the same moment, and who is
 * done with one of them does not wait for the other. */
static void
test_one_at_a_time (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  g_autoptr (SalveSounds) one = salve_sounds_new (settings);
  g_autoptr (SalveSounds) other = salve_sounds_new (settings);

  g_mutex_lock (&hung);
  salve_sounds_play (one, SALVE_SOUND_UP);
  salve_sounds_play (other, SALVE_SOUND_UP);
  g_usleep (G_USEC_PER_SEC / 5);
  g_assert_cmpint (g_atomic_int_get (&inside), ==, 1);
  g_assert_finalize_object (g_steal_pointer (&one));
  g_assert_finalize_object (g_steal_pointer (&other));
  g_mutex_unlock (&hung);
  assert_asked ("alarm-clock-elapsed");
  assert_asked ("alarm-clock-elapsed");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  asked = g_async_queue_new_full (g_free);
  g_test_add_func ("/sounds/ids", test_ids);
  g_test_add_func ("/sounds/switched-off", test_switched_off);
  g_test_add_func ("/sounds/no-server", test_no_server);
  g_test_add_func ("/sounds/no-sound", test_no_sound);
  g_test_add_func ("/sounds/hung", test_hung);
  g_test_add_func ("/sounds/one-at-a-time", test_one_at_a_time);

  return g_test_run ();
}
