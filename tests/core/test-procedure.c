/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"

/* The whole way: each part, and whether it may be left before anything was done there. */
static const struct
{
  const char *id;
  SalveStep   step;
  guint       part;
  gboolean    free;
} way[] = {
  { "screening-about", SALVE_STEP_CHECK, 0, FALSE },
  { "areas", SALVE_STEP_CHECK, 1, FALSE },
  { "screening-health", SALVE_STEP_CHECK, 2, FALSE },
  { "screening-skin", SALVE_STEP_CHECK, 3, FALSE },
  { "screening-lately", SALVE_STEP_CHECK, 4, FALSE },
  { "verdict", SALVE_STEP_CHECK, 5, TRUE },
  { "cleanse-hands", SALVE_STEP_CLEANSE, 0, TRUE },
  { "cleanse-skin", SALVE_STEP_CLEANSE, 1, TRUE },
  { "numbing", SALVE_STEP_NUMB, 0, TRUE },
  { "device", SALVE_STEP_DEVICE, 0, FALSE },
  { "device-ready", SALVE_STEP_DEVICE, 1, FALSE },
  { "treat-disinfect", SALVE_STEP_TREAT, 0, TRUE },
  { "passes", SALVE_STEP_TREAT, 1, FALSE },
  { "serum", SALVE_STEP_SOOTHE, 0, FALSE },
  { "device-clean", SALVE_STEP_SOOTHE, 1, TRUE },
  { "feeling", SALVE_STEP_SOOTHE, 2, TRUE },
  { "summary", SALVE_STEP_AFTERCARE, 0, TRUE },
};

/* Where the needles are. */
#define PASSES 12

/* The times of a step, in minutes after the session's start; -1 for none. */
static int
minutes_after (SalveSession *session,
               GDateTime    *time)
{
  if (time == NULL)
    return -1;

  return (int) (g_date_time_difference (time, salve_session_get_started (session)) / G_TIME_SPAN_MINUTE);
}

static void
check_steps (SalveSession *session)
{
  static const int times[SALVE_N_STEPS][2] = {
    { 0, 6 }, { 6, 8 }, { 8, 9 }, { 9, 11 }, { 11, 13 }, { 13, 16 }, { 16, 17 },
  };
  GPtrArray *steps = salve_session_get_steps (session);

  g_assert_cmpuint (steps->len, ==, SALVE_N_STEPS);
  for (guint i = 0; i < steps->len; i++)
    {
      SalveSessionStep *entry = g_ptr_array_index (steps, i);

      g_assert_cmpstr (entry->id, ==, salve_step_get_id (i));
      g_assert_cmpint (minutes_after (session, entry->entered), ==, times[i][0]);
      g_assert_cmpint (minutes_after (session, entry->done), ==, times[i][1]);
    }
}

static void
test_walk (Fixture       *fixture,
           gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_assert_cmpstr (fixture_place (fixture), ==, way[i].id);
      g_assert_cmpint (salve_procedure_get_step (fixture->procedure), ==, way[i].step);
      g_assert_cmpuint (salve_procedure_get_part (fixture->procedure), ==, way[i].part);
      fixture_satisfy (fixture);
      if (g_str_equal (way[i].id, "feeling"))
        salve_procedure_set_feeling (fixture->procedure, 3, 1);
      salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
      g_assert_cmpuint (fixture->completed, ==, 0);
      g_assert_null (salve_session_get_ended (session));
      salve_procedure_next (fixture->procedure);
    }
  g_assert_cmpuint (fixture->completed, ==, 1);
  check_steps (session);
  /* The end is that of the treatment, not of the reading of what comes after. */
  g_assert_cmpint (minutes_after (session, salve_session_get_ended (session)), ==, 16);
  fixture_check_plan (session, 0.25);
  g_assert_cmpint (salve_session_get_setting (session), ==, SALVE_SETTING_HOME);
  g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_COMPLETED);
  g_assert_cmpint (salve_session_get_pain (session), ==, 3);
  g_assert_cmpint (salve_session_get_erythema (session), ==, 1);
  g_assert_cmpuint (salve_session_count_passes (session), ==, 16);
}

/* No part is left before its condition holds, and trying says and changes nothing. */
static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      fixture_walk_to (fixture, way[i].id);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, way[i].free);
      if (way[i].free)
        continue;
      fixture->changed = 0;
      g_string_truncate (fixture->notes, 0);
      salve_procedure_next (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, way[i].id);
      g_assert_cmpuint (fixture->changed, ==, 0);
      fixture_expect_notes (fixture, "");
    }
}

static void
test_conditions_taken_back (Fixture       *fixture,
                            gconstpointer  data)
{
  fixture_walk_to (fixture, "areas");
  fixture_set_areas (fixture, "abdomen");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_areas (fixture->procedure, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  fixture_walk_to (fixture, "screening-skin");
  fixture_clear (fixture, SALVE_SCREENING_SKIN);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_answers_forget (salve_procedure_get_answers (fixture->procedure), "wound");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  fixture_walk_to (fixture, "serum");
  salve_procedure_set_serum (fixture->procedure, "none", NULL);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_serum (fixture->procedure, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

/* --- back --- */

/* Whether the part may be gone back from: once needled, not before the needles. */
static gboolean
has_way_back (guint i)
{
  return i > 0 && !g_str_equal (way[i].id, "passes");
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, way[i].id);
      if (g_str_equal (way[i].id, "passes"))
        salve_procedure_count_pass (fixture->procedure);
      g_assert_cmpint (salve_procedure_get_can_back (fixture->procedure), ==, has_way_back (i));
      salve_procedure_back (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, has_way_back (i) ? way[i - 1].id : way[i].id);
    }
}

/* All the way back from before the needles, and forward again. */
static void
test_back_to_start (Fixture       *fixture,
                    gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);

  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_procedure_end_numbing (fixture->procedure);
  fixture_walk_to (fixture, "passes");
  for (guint i = PASSES; i > 0; i--)
    {
      g_assert_cmpstr (fixture_place (fixture), ==, way[i].id);
      salve_procedure_back (fixture->procedure);
    }
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-about");
  g_assert_false (salve_procedure_get_can_back (fixture->procedure));
  /* Nothing that was recorded is lost; only where one is. */
  g_assert_cmpstr (salve_session_get_areas (session)[0], ==, "abdomen");
  g_assert_cmpstr (salve_session_get_device_kind (session), ==, "roller");
  g_assert_cmpfloat (salve_session_get_needle_mm (session), ==, 0.25);
  g_assert_nonnull (salve_session_get_numbing_applied (session));
  g_assert_nonnull (salve_session_get_numbing_removed (session));
  g_assert_cmpuint (salve_session_get_steps (session)->len, ==, 1);
  for (guint i = 0; i < PASSES; i++)
    {
      g_assert_cmpstr (fixture_place (fixture), ==, way[i].id);
      salve_procedure_next (fixture->procedure);
    }
  g_assert_cmpstr (fixture_place (fixture), ==, "passes");
}

static void
test_back_after_needles (Fixture       *fixture,
                         gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);

  fixture_walk_to (fixture, "serum");
  salve_procedure_set_serum (fixture->procedure, "none", NULL);
  fixture_walk_to (fixture, "feeling");
  salve_procedure_set_feeling (fixture->procedure, 5, 2);
  fixture_walk_to (fixture, "summary");
  g_assert_cmpuint (salve_session_get_aftercare (session)->len, ==, SALVE_N_RESTRICTIONS);
  salve_procedure_back (fixture->procedure);
  g_assert_cmpuint (salve_session_get_aftercare (session)->len, ==, 0);
  salve_procedure_back (fixture->procedure);
  salve_procedure_back (fixture->procedure);
  salve_procedure_back (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "passes");
  g_assert_false (salve_procedure_get_can_back (fixture->procedure));
  g_assert_cmpuint (salve_session_count_passes (session), ==, 16);
  g_assert_cmpstr (salve_session_get_serum_kind (session), ==, "none");
  g_assert_cmpint (salve_session_get_pain (session), ==, 5);
  g_assert_cmpint (salve_session_get_erythema (session), ==, 2);
  /* Where and with what can no longer be changed. */
  fixture_set_areas (fixture, "hip-left");
  salve_procedure_set_device (fixture->procedure, "pen", 0.2, NULL, NULL);
  g_assert_cmpstr (salve_session_get_areas (session)[0], ==, "abdomen");
  g_assert_cmpstr (salve_session_get_device_kind (session), ==, "roller");
  /* The aftercare counts from when it is come to again. */
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpint (minutes_after (session, salve_session_get_ended (session)), ==, 60);
  fixture_check_plan (session, 0.25);
}

/* Other areas begin with no passes, also where some were called enough. */
static void
test_other_areas (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  salve_procedure_enough (fixture->procedure);
  g_assert_cmpstr (salve_procedure_get_pass (fixture->procedure)->direction, ==, "vertical");
  while (salve_procedure_get_can_back (fixture->procedure))
    salve_procedure_back (fixture->procedure);
  fixture_set_areas (fixture, "abdomen hip-left");
  fixture_walk_to (fixture, "passes");
  g_assert_cmpstr (salve_procedure_get_pass (fixture->procedure)->direction, ==, "horizontal");
}

/* --- stop --- */

static void
check_stopped (Fixture    *fixture,
               const char *because)
{
  SalveSession *session = fixture_session (fixture);

  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_STOPPED);
  g_assert_cmpstr (salve_session_get_stopped_because (session), ==, because);
  g_assert_false (salve_procedure_get_stopping (fixture->procedure));
}

/* Before the needles a stop is the end, and restricts nothing. */
static void
test_stop_early (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i <= PASSES; i++)
    {
      g_autoptr (GDateTime) now = NULL;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, way[i].id);
      salve_fake_clock_advance (fixture->clock, 90 * G_TIME_SPAN_SECOND);
      now = salve_clock_now (SALVE_CLOCK (fixture->clock));
      salve_procedure_request_stop (fixture->procedure);
      salve_procedure_stop (fixture->procedure, "reason");
      check_stopped (fixture, "reason");
      g_assert_cmpstr (fixture_place (fixture), ==, way[i].id);
      g_assert_true (g_date_time_equal (salve_session_get_ended (fixture_session (fixture)), now));
      g_assert_cmpuint (salve_session_get_aftercare (fixture_session (fixture))->len, ==, 0);
      g_assert_cmpuint (salve_session_get_passes (fixture_session (fixture))->len, ==, 0);
      g_assert_false (salve_procedure_get_can_back (fixture->procedure));
    }
}

/* After the first pass it leads to the aftercare, from the stop on, and from there only on. */
static void
test_stop_late (Fixture       *fixture,
                gconstpointer  data)
{
  for (guint i = PASSES; i < G_N_ELEMENTS (way); i++)
    {
      /* The pass that was under way counts, too. */
      guint passes = i == PASSES ? 2 : 16;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, way[i].id);
      salve_procedure_count_pass (fixture->procedure);
      salve_fake_clock_advance (fixture->clock, 5 * G_TIME_SPAN_MINUTE);
      salve_procedure_request_stop (fixture->procedure);
      salve_procedure_stop (fixture->procedure, "blood");
      salve_procedure_end_first_aid (fixture->procedure);
      g_assert_cmpuint (fixture->completed, ==, 0);
      g_assert_cmpstr (fixture_place (fixture), ==, "summary");
      g_assert_false (salve_procedure_get_can_back (fixture->procedure));
      salve_procedure_back (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "summary");
      salve_procedure_next (fixture->procedure);
      check_stopped (fixture, "blood");
      g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, passes);
      g_assert_cmpuint (salve_session_get_passes (fixture_session (fixture))->len, ==, i == PASSES ? 1 : 4);
      fixture_check_plan (fixture_session (fixture), 0.25);
    }
}

static void
test_cancel_stop (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, way[i].id);
      fixture_satisfy (fixture);
      before = fixture_describe (fixture->procedure);
      salve_procedure_request_stop (fixture->procedure);
      g_assert_true (salve_procedure_get_stopping (fixture->procedure));
      g_assert_false (salve_procedure_get_can_next (fixture->procedure));
      g_assert_false (salve_procedure_get_can_back (fixture->procedure));
      salve_procedure_next (fixture->procedure);
      salve_procedure_back (fixture->procedure);
      salve_procedure_count_pass (fixture->procedure);
      salve_procedure_cancel_stop (fixture->procedure);
      after = fixture_describe (fixture->procedure);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
      g_assert_null (salve_session_get_stopped_because (fixture_session (fixture)));
      g_assert_true (salve_procedure_get_can_next (fixture->procedure));
      g_assert_cmpuint (fixture->completed, ==, 0);
    }
}

/* --- what is said, and how often --- */

static void
test_notify (Fixture       *fixture,
             gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  fixture_walk_to (fixture, "areas");
  g_string_truncate (fixture->notes, 0);
  fixture_set_areas (fixture, "abdomen");
  fixture_expect_notes (fixture, "can-next ");
  fixture_set_areas (fixture, "abdomen hip-left");
  fixture_expect_notes (fixture, "");
  salve_procedure_next (procedure);
  fixture_expect_notes (fixture, "part can-next ");
  fixture_clear (fixture, SALVE_SCREENING_HEALTH);
  fixture_expect_notes (fixture, "can-next ");
  fixture_clear (fixture, SALVE_SCREENING_HEALTH);
  fixture_expect_notes (fixture, "");
  fixture_walk_to (fixture, "verdict");
  g_string_truncate (fixture->notes, 0);
  /* Another step's first part is another part. */
  salve_procedure_next (procedure);
  fixture_expect_notes (fixture, "step part ");
  salve_procedure_next (procedure);
  fixture_expect_notes (fixture, "part ");
  salve_procedure_back (procedure);
  salve_procedure_back (procedure);
  fixture_expect_notes (fixture, "part step part ");
  salve_procedure_request_stop (procedure);
  fixture_expect_notes (fixture, "stopping can-next can-back ");
  salve_procedure_request_stop (procedure);
  fixture_expect_notes (fixture, "");
  salve_procedure_cancel_stop (procedure);
  fixture_expect_notes (fixture, "stopping can-next can-back ");
  fixture->changed = 0;
  salve_procedure_request_stop (procedure);
  salve_procedure_cancel_stop (procedure);
  g_assert_cmpuint (fixture->changed, ==, 2);
}

static void
test_notify_passes (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  g_string_truncate (fixture->notes, 0);
  fixture->changed = 0;
  salve_procedure_count_pass (fixture->procedure);
  fixture_expect_notes (fixture, "can-back ");
  for (guint i = 0; i < 14; i++)
    salve_procedure_count_pass (fixture->procedure);
  fixture_expect_notes (fixture, "");
  salve_procedure_count_pass (fixture->procedure);
  fixture_expect_notes (fixture, "can-next ");
  salve_procedure_uncount_pass (fixture->procedure);
  fixture_expect_notes (fixture, "can-next ");
  g_assert_cmpuint (fixture->changed, ==, 17);
}

/* --- collaborators --- */

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SalveClock) clock = NULL;
  g_autoptr (SalveSession) session = NULL;
  SalveStep step;
  guint part;
  gboolean can_next, can_back, stopping;

  fixture_walk_to (fixture, "device-ready");
  fixture_satisfy (fixture);
  g_object_get (fixture->procedure, "clock", &clock, "session", &session, "step", &step, "part", &part,
                "can-next", &can_next, "can-back", &can_back, "stopping", &stopping, NULL);
  g_assert_true (clock == SALVE_CLOCK (fixture->clock));
  g_assert_true (clock == salve_procedure_get_clock (fixture->procedure));
  g_assert_true (session == fixture_session (fixture));
  g_assert_cmpint (step, ==, SALVE_STEP_DEVICE);
  g_assert_cmpuint (part, ==, 1);
  g_assert_true (can_next && can_back && !stopping);
  g_assert_cmpint (salve_session_get_setting (session), ==, SALVE_SETTING_HOME);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("walk", test_walk);
  ADD ("conditions", test_conditions);
  ADD ("conditions-taken-back", test_conditions_taken_back);
  ADD ("back", test_back);
  ADD ("back-to-start", test_back_to_start);
  ADD ("back-after-needles", test_back_after_needles);
  ADD ("other-areas", test_other_areas);
  ADD ("stop-early", test_stop_early);
  ADD ("stop-late", test_stop_late);
  ADD ("cancel-stop", test_cancel_stop);
  ADD ("notify", test_notify);
  ADD ("notify-passes", test_notify_passes);
  ADD ("properties", test_properties);
#undef ADD

  return g_test_run ();
}
