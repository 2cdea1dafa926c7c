/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-cues.h"
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"

static void
on_played (GString    *played,
           const char *id)
{
  if (played->len > 0)
    g_string_append_c (played, ' ');
  g_string_append (played, id);
}

typedef struct
{
  Fixture        base;
  SalveSettings *settings;
  SalveSounds   *sounds;
  SalveCues     *cues;
  GString       *played;
} Ear;

static void
set_up (Ear           *ear,
        gconstpointer  data)
{
  fixture_set_up (&ear->base, data);
  ear->settings = salve_settings_new ();
  ear->sounds = salve_sounds_new (ear->settings);
  ear->played = g_string_new (NULL);
  g_signal_connect_swapped (ear->sounds, "played", G_CALLBACK (on_played), ear->played);
  ear->cues = salve_cues_new (ear->base.procedure, ear->sounds);
}

static void
tear_down (Ear           *ear,
           gconstpointer  data)
{
  g_assert_finalize_object (ear->cues);
  g_assert_finalize_object (ear->sounds);
  g_object_unref (ear->settings);
  g_string_free (ear->played, TRUE);
  fixture_tear_down (&ear->base, data);
}

/* What was heard since the last time. */
static void
expect (Ear        *ear,
        const char *played)
{
  g_assert_cmpstr (ear->played->str, ==, played);
  g_string_truncate (ear->played, 0);
}

static void
wait_until (Ear  *ear,
            guint from,
            guint to)
{
  salve_fake_clock_advance (ear->base.clock, (to - from) * G_TIME_SPAN_MINUTE);
}

static void
put_cream_on (Ear *ear)
{
  fixture_walk_to (&ear->base, "numbing");
  salve_procedure_start_numbing (ear->base.procedure, "Cream", 4, 5, 80);
}

static void
test_numbing (Ear           *ear,
              gconstpointer  data)
{
  put_cream_on (ear);
  expect (ear, "");
  wait_until (ear, 0, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES);
  expect (ear, "complete");
  salve_procedure_confirm_well (ear->base.procedure, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES);
  expect (ear, "");
  wait_until (ear, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES - 1);
  expect (ear, "");
  wait_until (ear, 0, 1);
  expect (ear, "complete");
  wait_until (ear, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, SALVE_PROTOCOL_NUMBING_ALARM_MINUTES);
  expect (ear, "dialog-warning");
  wait_until (ear, SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, SALVE_PROTOCOL_NUMBING_MAX_MINUTES);
  expect (ear, "alarm-clock-elapsed");
  wait_until (ear, 0, 30);
  expect (ear, "");
}

static void
test_taken_off (Ear           *ear,
                gconstpointer  data)
{
  put_cream_on (ear);
  wait_until (ear, 0, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES);
  g_string_truncate (ear->played, 0);
  salve_procedure_end_numbing (ear->base.procedure);
  salve_procedure_confirm_well (ear->base.procedure, SALVE_PROTOCOL_NUMBING_CHECK_1_MINUTES);
  wait_until (ear, SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, SALVE_PROTOCOL_NUMBING_MAX_MINUTES - 1);
  expect (ear, "");
  /* The question about how one feels comes up though the cream is off. */
  wait_until (ear, 0, 1);
  expect (ear, "complete");
}

/* Several have come while the computer slept: the one that presses most is heard, once. */
static void
test_slept (Ear           *ear,
            gconstpointer  data)
{
  put_cream_on (ear);
  salve_fake_clock_set (ear->base.clock, "2026-11-22T18:50:00Z");
  expect (ear, "alarm-clock-elapsed");
}

static void
test_soak (Ear           *ear,
           gconstpointer  data)
{
  fixture_walk_to (&ear->base, "device-ready");
  salve_procedure_start_soak (ear->base.procedure);
  wait_until (ear, 0, SALVE_PROTOCOL_SOAK_MINUTES - 1);
  expect (ear, "");
  wait_until (ear, 0, 1);
  expect (ear, "alarm-clock-elapsed");
  wait_until (ear, 0, 60);
  expect (ear, "");
}

static void
test_stop (Ear           *ear,
           gconstpointer  data)
{
  salve_procedure_request_stop (ear->base.procedure);
  expect (ear, "dialog-error");
  salve_procedure_cancel_stop (ear->base.procedure);
  expect (ear, "");
}

/* What was heard before Salve was closed is not heard again, but a cream that is on too long is. */
static void
test_resumed (Ear           *ear,
              gconstpointer  data)
{
  static const struct
  {
    guint       minutes;
    const char *played;
  } cases[] = {
    { SALVE_PROTOCOL_NUMBING_TARGET_MINUTES, "" },
    { SALVE_PROTOCOL_NUMBING_ALARM_MINUTES, "dialog-warning" },
    { SALVE_PROTOCOL_NUMBING_MAX_MINUTES, "alarm-clock-elapsed" },
  };
  guint gone = 0;

  put_cream_on (ear);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveCues) later = NULL;

      g_assert_finalize_object (g_steal_pointer (&ear->cues));
      wait_until (ear, gone, cases[i].minutes);
      gone = cases[i].minutes;
      ear->cues = salve_cues_new (ear->base.procedure, ear->sounds);
      expect (ear, cases[i].played);
    }
}

static void
test_switched_off (Ear           *ear,
                   gconstpointer  data)
{
  salve_settings_set_sounds (ear->settings, FALSE);
  put_cream_on (ear);
  wait_until (ear, 0, SALVE_PROTOCOL_NUMBING_MAX_MINUTES);
  expect (ear, "");
  salve_settings_set_sounds (ear->settings, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cues/numbing", Ear, NULL, set_up, test_numbing, tear_down);
  g_test_add ("/cues/taken-off", Ear, NULL, set_up, test_taken_off, tear_down);
  g_test_add ("/cues/slept", Ear, NULL, set_up, test_slept, tear_down);
  g_test_add ("/cues/soak", Ear, NULL, set_up, test_soak, tear_down);
  g_test_add ("/cues/stop", Ear, NULL, set_up, test_stop, tear_down);
  g_test_add ("/cues/resumed", Ear, NULL, set_up, test_resumed, tear_down);
  g_test_add ("/cues/switched-off", Ear, NULL, set_up, test_switched_off, tear_down);

  return g_test_run ();
}
