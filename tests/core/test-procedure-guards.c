/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"
#include "salve-session-json.h"

static void
restart (Fixture *fixture)
{
  g_autoptr (SalveSession) draft = fixture_reread (fixture_session (fixture));

  fixture_begin (fixture, draft);
}

/* A second press on Save says nothing a second time, and what is over cannot be gone back in. */
static void
test_completed_once (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  fixture->changed = 0;
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  g_assert_false (salve_procedure_get_can_back (fixture->procedure));
  salve_procedure_back (fixture->procedure);
  salve_procedure_request_stop (fixture->procedure);
  salve_procedure_stop (fixture->procedure, "mind");
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpuint (salve_session_get_aftercare (fixture_session (fixture))->len, ==, SALVE_N_RESTRICTIONS);
  g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
}

static void
test_stopped_once (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_walk_to (fixture, "device");
  salve_procedure_stop (fixture->procedure, "mind");
  salve_procedure_stop (fixture->procedure, "mind");
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_device (fixture->procedure, "roller", 0.25, NULL, NULL);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
}

/* The record says when it ended; nothing is said after ::completed that would bring the draft back. */
static void
on_completed (SalveProcedure *procedure,
              SalveSession   *session,
              guint          *changed_before)
{
  *changed_before = 1;
}

static void
on_changed (SalveProcedure *procedure,
            guint          *state)
{
  if (*state == 1)
    *state = 2;
}

static void
test_nothing_after_completed (Fixture       *fixture,
                              gconstpointer  data)
{
  guint state = 0;

  fixture_walk_to (fixture, "summary");
  g_signal_connect (fixture->procedure, "completed", G_CALLBACK (on_completed), &state);
  g_signal_connect (fixture->procedure, "changed", G_CALLBACK (on_changed), &state);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (state, ==, 1);
}

/* The clock was put back during the session: the record can still be read, and restricts. */
static void
test_clock_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr (SalveSession) record = NULL;
  g_autoptr (GError) error = NULL;

  fixture_walk_to (fixture, "passes");
  salve_fake_clock_set (fixture->clock, "2026-11-22T15:30:00Z");
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  text = salve_session_to_json (fixture_session (fixture));
  record = salve_session_from_json (text, -1, &error);
  g_assert_no_error (error);
  fixture_check_plan (fixture_session (fixture), 0.25);
}

static void
test_clock_back_and_stopped (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr (SalveSession) record = NULL;
  g_autoptr (GError) error = NULL;

  fixture_walk_to (fixture, "device");
  salve_fake_clock_set (fixture->clock, "2026-11-22T15:30:00Z");
  salve_procedure_stop (fixture->procedure, "mind");
  text = salve_session_to_json (fixture_session (fixture));
  record = salve_session_from_json (text, -1, &error);
  g_assert_no_error (error);
}

/* Far enough back that the draft is stale: the same. */
static void
test_clock_far_back (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_walk_to (fixture, "device");
  salve_fake_clock_set (fixture->clock, "2026-11-20T15:30:00Z");
  restart (fixture);
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  fixture_check_plan (fixture_session (fixture), 0.25);
}

/* A session that begins anew begins now: the record is not days long, and can be read after a year too. */
static void
test_start_over_is_now (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GDateTime) now = NULL;

  fixture_walk_to (fixture, "passes");
  salve_fake_clock_advance (fixture->clock, 365 * G_TIME_SPAN_DAY);
  restart (fixture);
  now = salve_clock_now (SALVE_CLOCK (fixture->clock));
  g_assert_true (g_date_time_equal (salve_session_get_started (fixture_session (fixture)), now));
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  fixture_check_plan (fixture_session (fixture), 0.25);
}

/* What was enough then is not enough now, and a cream that was forgotten is no part of the record. */
static void
test_start_over_is_clean (Fixture       *fixture,
                          gconstpointer  data)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_procedure_end_numbing (fixture->procedure);
  fixture_walk_to (fixture, "passes");
  for (guint i = 0; i < 4; i++)
    salve_procedure_enough (fixture->procedure);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_fake_clock_advance (fixture->clock, 5 * G_TIME_SPAN_HOUR);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-about");
  g_assert_null (salve_session_get_numbing_product (fixture_session (fixture)));
  g_assert_cmpfloat (salve_session_get_numbing_percent (fixture_session (fixture)), ==, 0);
  fixture_walk_to (fixture, "treat-disinfect");
  salve_procedure_next (fixture->procedure);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

/* Stopped before the needles, and the record could not be saved: the next start does not lead on
 * into a treatment that is marked as stopped. */
static void
test_stopped_early (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (SalveSession) draft = NULL;

  fixture_walk_to (fixture, "device");
  salve_session_set_stopped (fixture_session (fixture), "reason");
  draft = fixture_reread (fixture_session (fixture));
  fixture_begin (fixture, draft);
  g_assert_true (salve_procedure_get_stopping (fixture->procedure));
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_cancel_stop (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (fixture->procedure);
  g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
  g_assert_null (salve_session_get_stopped_because (fixture_session (fixture)));
}

/* After hours with the cream on, the skin is checked anew once it is off. */
static void
test_stale_cream (Fixture       *fixture,
                  gconstpointer  data)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_fake_clock_advance (fixture->clock, 9 * G_TIME_SPAN_HOUR);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "numbing");
  salve_procedure_end_numbing (fixture->procedure);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpint (salve_procedure_get_step (fixture->procedure), ==, SALVE_STEP_CHECK);
}

/* A step that was done before it was entered shows nothing. */
static void
test_done_before_entered (Fixture       *fixture,
                          gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);
  SalveSessionStep *check;

  fixture_walk_to (fixture, "device");
  check = g_ptr_array_index (salve_session_get_steps (session), 0);
  g_clear_pointer (&check->done, g_date_time_unref);
  check->done = g_date_time_add_minutes (check->entered, -1);
  restart (fixture);
  g_assert_cmpint (salve_procedure_get_step (fixture->procedure), ==, SALVE_STEP_CHECK);
}

/* An end that lies before the start, as only a hand could write it. */
static void
test_aftercare_before_start (Fixture       *fixture,
                             gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);
  SalveSessionStep *last;

  fixture_walk_to (fixture, "summary");
  last = g_ptr_array_index (salve_session_get_steps (session), SALVE_STEP_AFTERCARE);
  g_clear_pointer (&last->entered, g_date_time_unref);
  last->entered = g_date_time_add_days (salve_session_get_started (session), -30);
  g_ptr_array_set_size (salve_session_get_aftercare (session), 0);
  restart (fixture);
  salve_procedure_next (fixture->procedure);
  fixture_check_plan (fixture_session (fixture), 0.25);
}

/* Whatever is chosen late must be fit as well. */
static void
test_late_choices (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_walk_to (fixture, "device-ready");
  salve_procedure_set_device (fixture->procedure, "roller", 1.5, NULL, NULL);
  g_assert_cmpfloat (salve_session_get_needle_mm (fixture_session (fixture)), <, 1);
  fixture_begin (fixture, NULL);
  fixture_walk_to (fixture, "passes");
  salve_procedure_set_device (fixture->procedure, "roller", 1.5, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  fixture_begin (fixture, NULL);
  fixture_walk_to (fixture, "passes");
  salve_procedure_set_areas (fixture->procedure, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

static void
test_late_cream (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_walk_to (fixture, "treat-disinfect");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_procedure_next (fixture->procedure);
  g_assert_true (salve_session_get_numbing_applied (fixture_session (fixture)) == NULL
                 || g_str_equal (fixture_place (fixture), "treat-disinfect"));
}

/* Passes are counted, called enough and taken back where they are made, and nowhere else. */
static void
test_passes_elsewhere (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_walk_to (fixture, "device-ready");
  salve_procedure_enough (fixture->procedure);
  fixture_walk_to (fixture, "serum");
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 16);
  salve_procedure_uncount_pass (fixture->procedure);
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 16);
}

/* Asking changes nothing. */
static void
test_getters_are_pure (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_walk_to (fixture, "device-ready");
  salve_procedure_get_pass (fixture->procedure);
  g_assert_cmpuint (salve_session_get_passes (fixture_session (fixture))->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/pending/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("completed-once", test_completed_once);
  ADD ("stopped-once", test_stopped_once);
  ADD ("nothing-after-completed", test_nothing_after_completed);
  ADD ("clock-back", test_clock_back);
  ADD ("clock-back-and-stopped", test_clock_back_and_stopped);
  ADD ("clock-far-back", test_clock_far_back);
  ADD ("start-over-is-now", test_start_over_is_now);
  ADD ("start-over-is-clean", test_start_over_is_clean);
  ADD ("stopped-early", test_stopped_early);
  ADD ("stale-cream", test_stale_cream);
  ADD ("done-before-entered", test_done_before_entered);
  ADD ("aftercare-before-start", test_aftercare_before_start);
  ADD ("late-choices", test_late_choices);
  ADD ("late-cream", test_late_cream);
  ADD ("passes-elsewhere", test_passes_elsewhere);
  ADD ("getters-are-pure", test_getters_are_pure);
#undef ADD

  return g_test_run ();
}
