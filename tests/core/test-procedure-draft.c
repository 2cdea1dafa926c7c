/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"
#include "salve-session-json.h"

#define RESUME (SALVE_PROTOCOL_RESUME_HOURS * G_TIME_SPAN_HOUR)

/* --- a crash at any moment --- */

/* What was written at this change leads to the same place, with the same timers and passes. */
static void
compare (SalveProcedure *procedure,
         Fixture        *fixture)
{
  g_autoptr (SalveSession) draft = fixture_reread (salve_procedure_get_session (procedure));
  g_autofree char *written = salve_session_to_json (draft);
  g_autoptr (SalveProcedure) again = salve_procedure_new (SALVE_CLOCK (fixture->clock), draft);
  g_autofree char *rewritten = salve_session_to_json (draft);
  g_autofree char *here = fixture_describe (procedure);
  g_autofree char *there = fixture_describe (again);

  g_assert_cmpstr (there, ==, here);
  g_assert_cmpstr (rewritten, ==, written);
  g_assert_false (salve_procedure_get_stopping (again));
}

/* Minutes pass and parts are gone through, back and forth; each change is compared. */
static void
walk_and_compare (Fixture    *fixture,
                  const char *areas,
                  gboolean    cream)
{
  fixture_begin (fixture, NULL);
  g_signal_connect (fixture->procedure, "changed", G_CALLBACK (compare), fixture);
  fixture_set_areas (fixture, areas);
  while (fixture->completed == 0)
    {
      salve_fake_clock_advance (fixture->clock, 17 * G_TIME_SPAN_MINUTE);
      fixture_satisfy (fixture);
      if (cream && g_str_equal (fixture_place (fixture), "numbing"))
        salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
      salve_fake_clock_advance (fixture->clock, 17 * G_TIME_SPAN_MINUTE);
      fixture_satisfy (fixture);
      if (g_str_equal (fixture_place (fixture), "summary"))
        g_signal_handlers_disconnect_by_func (fixture->procedure, compare, fixture);
      salve_procedure_next (fixture->procedure);
      if (fixture->completed == 0 && salve_procedure_get_can_back (fixture->procedure))
        {
          salve_procedure_back (fixture->procedure);
          fixture_satisfy (fixture);
          salve_procedure_next (fixture->procedure);
        }
    }
  g_assert_cmpuint (fixture->changed, >, 30);
}

static void
test_everywhere (Fixture       *fixture,
                 gconstpointer  data)
{
  walk_and_compare (fixture, "abdomen", FALSE);
  walk_and_compare (fixture, "hip-left thigh-left-outer abdomen", FALSE);
  walk_and_compare (fixture, "abdomen calf-left", TRUE);
}

static void
restart (Fixture *fixture)
{
  g_autoptr (SalveSession) draft = fixture_reread (fixture_session (fixture));

  fixture_begin (fixture, draft);
}

/* What was answered is taken up, the caution about the needles is not. */
static void
test_consent (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_walk_to (fixture, "screening-health");
  salve_answers_set_no (salve_procedure_get_answers (fixture->procedure), "pregnancy");
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-health");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  g_assert_false (salve_answers_get (salve_procedure_get_answers (fixture->procedure), "pregnancy")->applies);
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, "roller", 0.5, NULL, NULL);
  salve_procedure_set_accepted (fixture->procedure, TRUE);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_accepted (fixture->procedure, TRUE);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device-ready");
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  salve_procedure_set_accepted (fixture->procedure, TRUE);
  fixture_walk_to (fixture, "treat-disinfect");
  /* The step was finished with it: that holds. */
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "treat-disinfect");
}

/* A restart does not answer the question why, and does not forget an answer. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_request_stop (fixture->procedure);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "passes");
  g_assert_false (salve_procedure_get_stopping (fixture->procedure));
  salve_procedure_stop (fixture->procedure, "blood");
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  restart (fixture);
  g_assert_cmpstr (salve_procedure_get_first_aid (fixture->procedure)->because, ==, "blood");
  g_assert_false (salve_procedure_get_can_unstop (fixture->procedure));
  salve_procedure_end_first_aid (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "summary");
  g_assert_false (salve_procedure_get_can_back (fixture->procedure));
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpstr (salve_session_get_stopped_because (fixture_session (fixture)), ==, "blood");
  g_assert_cmpint (g_date_time_difference (salve_session_get_ended (fixture_session (fixture)),
                                           salve_session_get_started (fixture_session (fixture))), ==, 0);
  fixture_check_plan (fixture_session (fixture), 0.25);
}

/* --- drafts that were tampered with --- */

static void
add_steps (SalveSession *session,
           const char   *steps)
{
  GDateTime *started = salve_session_get_started (session);
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (words[i], ":", -1);
      SalveSessionStep *entry = g_new0 (SalveSessionStep, 1);

      entry->id = g_strdup (fields[0]);
      entry->entered = g_date_time_add_minutes (started, (int) i);
      if (g_str_equal (fields[1], "done"))
        entry->done = g_date_time_add_minutes (started, (int) i + 1);
      else
        entry->part = (guint) g_ascii_strtoull (fields[1], NULL, 10);
      g_ptr_array_add (salve_session_get_steps (session), entry);
    }
}

static void
add_passes (SalveSession *session,
            guint         count)
{
  const char * const *directions = salve_protocol_get_directions ();

  for (guint d = 0; directions[d] != NULL && count > 0; d++)
    {
      SalveSessionPass *pass = g_new0 (SalveSessionPass, 1);

      pass->area = g_strdup ("abdomen");
      pass->direction = g_strdup (directions[d]);
      pass->count = MIN (count, 4);
      count -= pass->count;
      g_ptr_array_add (salve_session_get_passes (session), pass);
    }
}

typedef struct
{
  const char *steps;
  const char *areas;
  double      needle_mm;
  guint       passes;
  const char *serum;
  const char *place;
} Case;

static SalveSession *
make_draft (Fixture    *fixture,
            const Case *this_case)
{
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (fixture->clock));
  g_autoptr (GDateTime) soaked = g_date_time_add_minutes (now, -SALVE_PROTOCOL_SOAK_MINUTES);
  g_autoptr (SalveSession) session = salve_session_new (SALVE_SETTING_HOME, now);
  g_auto (GStrv) areas = g_strsplit (this_case->areas, " ", -1);

  salve_session_set_areas (session, (const char * const *) areas);
  g_object_set (session, "serum-kind", this_case->serum, NULL);
  if (this_case->needle_mm > 0)
    g_object_set (session,
                  "device-kind", "roller",
                  "needle-mm", this_case->needle_mm,
                  "soak-before", soaked,
                  NULL);
  add_steps (session, this_case->steps);
  add_passes (session, this_case->passes);
  for (SalveScreeningGroup group = SALVE_SCREENING_LASTING; group <= SALVE_SCREENING_LATELY; group++)
    fixture_clear_answers (salve_session_get_answers (session), group);

  return g_steal_pointer (&session);
}

#define UP_TO_DEVICE "check:done cleanse:done numb:done device:done "

static const Case cases[] = {
  { "", "", 0, 0, NULL, "screening-about" },
  { "check:0 cleanse:done numb:done device:done treat:done", "abdomen", 0.25, 16, NULL, "screening-about" },
  { "treat:done soothe:done aftercare:0", "abdomen", 0.25, 16, "none", "screening-about" },
  { "treat:1", "abdomen", 0.25, 3, NULL, "screening-about" },
  { "cleanse:done numb:done device:done treat:1", "abdomen", 0.25, 0, NULL, "screening-about" },
  { "check:3 aftercare:done", "abdomen", 0.25, 16, "none", "screening-skin" },
  { UP_TO_DEVICE "treat:1", "", 0.25, 0, NULL, "screening-about" },
  { "check:0 check:done cleanse:done", "abdomen", 0, 0, NULL, "screening-about" },
  { "screening:done Check:done cleanse:done", "abdomen", 0, 0, NULL, "screening-about" },
  { "check:99", "abdomen", 0, 0, NULL, "verdict" },
  { "check:99", "", 0, 0, NULL, "areas" },
  { "warm-up:done check:done polish:7", "abdomen", 0, 0, NULL, "cleanse-hands" },
  { "check:done cleanse:99", "abdomen", 0, 0, NULL, "cleanse-skin" },
  { "check:done numb:done device:done treat:1", "abdomen", 0.25, 0, NULL, "cleanse-hands" },
  { "aftercare:0 soothe:0 treat:0 cleanse:done check:done", "abdomen", 0.25, 0, NULL, "numbing" },
  { UP_TO_DEVICE "treat:1", "abdomen", 0.25, 0, NULL, "passes" },
  { UP_TO_DEVICE "treat:1", "abdomen", 0.5, 0, NULL, "passes" },
  { UP_TO_DEVICE "treat:1", "abdomen", 0, 0, NULL, "device" },
  { UP_TO_DEVICE "treat:1", "abdomen", 1.0, 0, NULL, "device" },
  { UP_TO_DEVICE "treat:1", "abdomen", 1.5, 0, NULL, "device" },
  { UP_TO_DEVICE "treat:done soothe:0", "abdomen", 2.5, 16, NULL, "device" },
  { UP_TO_DEVICE "treat:done soothe:0", "abdomen", 0.25, 0, NULL, "treat-disinfect" },
  { UP_TO_DEVICE "treat:done soothe:0", "abdomen", 0.25, 15, NULL, "treat-disinfect" },
  { UP_TO_DEVICE "treat:done soothe:1", "abdomen hip-left", 0.25, 16, "none", "treat-disinfect" },
  { UP_TO_DEVICE "treat:done soothe:1", "abdomen", 0.25, 16, NULL, "serum" },
  { UP_TO_DEVICE "treat:done soothe:done aftercare:0", "abdomen", 0.25, 16, NULL, "serum" },
  { UP_TO_DEVICE "treat:done soothe:done aftercare:done", "abdomen", 0.25, 16, "none", "summary" },
};

static void
test_tampered (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveSession) session = make_draft (fixture, &cases[i]);
      g_autoptr (SalveSession) draft = fixture_reread (session);

      fixture_begin (fixture, draft);
      g_test_message ("%s, %s, %g mm", cases[i].steps, cases[i].areas, cases[i].needle_mm);
      g_assert_cmpstr (fixture_place (fixture), ==, cases[i].place);
    }
}

/* Whatever the draft says it has done: without the answers it begins with what was not asked. */
static void
test_unanswered (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *item; const char *place; } missing[] = {
    { "keloid", "screening-about" },
    { "pregnancy", "screening-health" },
    { "wound", "screening-skin" },
    { "sunburn", "screening-lately" },
  };
  static const Case this_case = { UP_TO_DEVICE "treat:1", "abdomen", 0.25, 0, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    {
      g_autoptr (SalveSession) session = make_draft (fixture, &this_case);
      g_autoptr (SalveSession) draft = NULL;

      ((SalveSessionStep *) g_ptr_array_index (salve_session_get_steps (session), 0))->part = 5;
      salve_answers_forget (salve_session_get_answers (session), missing[i].item);
      draft = fixture_reread (session);
      fixture_begin (fixture, draft);
      g_assert_cmpstr (fixture_place (fixture), ==, missing[i].place);
      g_assert_false (salve_procedure_get_can_next (fixture->procedure));
    }
}

/* A reason that rules a session out does so in a draft as well, wherever it claims to be. */
static void
test_ruled_out (Fixture       *fixture,
                gconstpointer  data)
{
  static const Case this_case = { UP_TO_DEVICE "treat:1", "abdomen", 0.25, 0, NULL, NULL };
  g_autoptr (SalveSession) session = make_draft (fixture, &this_case);
  g_autoptr (SalveSession) draft = NULL;

  ((SalveSessionStep *) g_ptr_array_index (salve_session_get_steps (session), 0))->part = 5;
  salve_answers_set_yes (salve_session_get_answers (session), "infection", NULL, NULL, NULL);
  draft = fixture_reread (session);
  fixture_begin (fixture, draft);
  g_assert_cmpstr (fixture_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

/* It was told at once, before the other questions: so it is after a crash. */
static void
test_ruled_out_at_once (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture_walk_to (fixture, "screening-health");
  salve_answers_set_yes (salve_procedure_get_answers (fixture->procedure), "pregnancy", NULL, NULL, NULL);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "verdict");
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "verdict");
  g_assert_cmpint (salve_procedure_judge (fixture->procedure, NULL), ==, SALVE_VERDICT_STOP);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_back (fixture->procedure);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-lately");
}

/* Of each step: missing, entered or done, in all 2187 combinations. However it is told, the first
 * step that is not done comes next. */
static void
test_all_combinations (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char * const states[] = { NULL, "0", "done" };
  guint n = 1;

  for (guint i = 0; i < SALVE_N_STEPS; i++)
    n *= 3;
  for (guint combination = 0; combination < n; combination++)
    {
      g_autoptr (GString) steps = g_string_new ("none:0");
      g_autoptr (SalveSession) draft = NULL;
      Case this_case = { NULL, "abdomen", 0.25, 16, "none", NULL };
      guint rest = combination;
      gboolean all_done = TRUE;
      SalveStep expected = SALVE_STEP_CHECK;

      for (SalveStep step = 0; step < SALVE_N_STEPS; step++, rest /= 3)
        {
          if (states[rest % 3] != NULL)
            g_string_append_printf (steps, " %s:%s", salve_step_get_id (step), states[rest % 3]);
          all_done = all_done && rest % 3 == 2;
          if (all_done)
            expected = MIN (step + 1, SALVE_STEP_AFTERCARE);
        }
      this_case.steps = steps->str;
      draft = make_draft (fixture, &this_case);
      fixture_begin (fixture, draft);
      g_assert_cmpint (salve_procedure_get_step (fixture->procedure), ==, expected);
    }
}

static void
test_cream_on (Fixture       *fixture,
               gconstpointer  data)
{
  static const Case this_case = { UP_TO_DEVICE "treat:1", "abdomen", 0.25, 0, NULL, NULL };
  g_autoptr (SalveSession) draft = make_draft (fixture, &this_case);

  g_object_set (draft, "numbing-applied", salve_session_get_started (draft), NULL);
  fixture_begin (fixture, draft);
  g_assert_cmpstr (fixture_place (fixture), ==, "numbing");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
}

/* --- drafts that were left lying --- */

/* Not touched yet: after some hours the check begins anew, also when the clock went back. */
static void
test_stale_before_needles (Fixture       *fixture,
                           gconstpointer  data)
{
  static const char * const places[] = { "screening-skin", "cleanse-hands", "numbing", "device-ready", "passes" };
  static const struct { gint64 span; gboolean stale; } spans[] = {
    { 0, FALSE }, { RESUME, FALSE }, { RESUME + G_TIME_SPAN_SECOND, TRUE },
    { 40 * G_TIME_SPAN_DAY, TRUE }, { -RESUME, FALSE }, { -RESUME - G_TIME_SPAN_SECOND, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (spans); i++)
    {
      const char *place = places[i / G_N_ELEMENTS (spans)];
      gboolean stale = spans[i % G_N_ELEMENTS (spans)].stale;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, place);
      salve_fake_clock_advance (fixture->clock, spans[i % G_N_ELEMENTS (spans)].span);
      restart (fixture);
      g_assert_cmpstr (fixture_place (fixture), ==, stale ? "screening-about" : place);
      g_assert_cmpstr (salve_session_get_areas (fixture_session (fixture))[0], ==, "abdomen");
      if (stale)
        g_assert_cmpuint (salve_session_get_steps (fixture_session (fixture))->len, ==, 1);
      fixture_walk_to (fixture, "summary");
      salve_procedure_next (fixture->procedure);
      g_assert_cmpuint (fixture->completed, ==, 1);
      g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
    }
}

/* The cream of then is none of now. */
static void
test_stale_after_cream (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_fake_clock_advance (fixture->clock, 45 * G_TIME_SPAN_MINUTE);
  fixture_walk_to (fixture, "device");
  /* Hours are counted from the last that was done. */
  salve_fake_clock_advance (fixture->clock, RESUME);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_SECOND);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-about");
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_NONE);
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_EARLY);
}

/* However long it was: cream that is on comes off first, and is not forgotten. */
static void
test_stale_with_cream (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 0, 0);
  salve_fake_clock_advance (fixture->clock, RESUME + G_TIME_SPAN_HOUR);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "numbing");
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_OVERDUE);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_end_numbing (fixture->procedure);
  /* The skin of hours ago is not the skin of now. */
  g_assert_cmpstr (fixture_place (fixture), ==, "screening-about");
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_NONE);
}

/* Needled and left: what remains is the aftercare. Nobody knows until when needling went on, but no
 * longer than the draft could be gone on with. */
static void
test_stale_after_needles (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const places[] = { "passes", "serum", "feeling" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GDateTime) now = NULL;
      g_autoptr (GDateTime) latest = NULL;
      SalveSession *session;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, places[i]);
      salve_procedure_count_pass (fixture->procedure);
      salve_fake_clock_advance (fixture->clock, RESUME);
      restart (fixture);
      g_assert_cmpstr (fixture_place (fixture), ==, places[i]);
      salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_SECOND);
      restart (fixture);
      g_assert_cmpstr (fixture_place (fixture), ==, "summary");
      g_assert_false (salve_procedure_get_can_back (fixture->procedure));
      g_assert_cmpuint (fixture->completed, ==, 0);
      now = salve_clock_now (SALVE_CLOCK (fixture->clock));
      latest = g_date_time_add_seconds (now, -1);
      salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
      salve_procedure_next (fixture->procedure);
      session = fixture_session (fixture);
      g_assert_cmpuint (fixture->completed, ==, 1);
      g_assert_cmpint (salve_session_get_outcome (session), ==, SALVE_OUTCOME_STOPPED);
      g_assert_cmpstr (salve_session_get_stopped_because (session), ==, "interrupted");
      g_assert_true (g_date_time_equal (salve_session_get_ended (session), latest));
      fixture_check_plan (session, 0.25);
    }
}

/* All was done but saving: that is a completed session, and its waits run from then. */
static void
test_stale_at_aftercare (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GDateTime) then = NULL;

  fixture_walk_to (fixture, "summary");
  then = salve_clock_now (SALVE_CLOCK (fixture->clock));
  salve_fake_clock_advance (fixture->clock, 3 * G_TIME_SPAN_DAY);
  restart (fixture);
  g_assert_cmpstr (fixture_place (fixture), ==, "summary");
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (fixture->completed, ==, 1);
  g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
  g_assert_true (g_date_time_equal (salve_session_get_ended (fixture_session (fixture)), then));
  fixture_check_plan (fixture_session (fixture), 0.25);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/draft/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("everywhere", test_everywhere);
  ADD ("consent", test_consent);
  ADD ("stopped", test_stopped);
  ADD ("tampered", test_tampered);
  ADD ("unanswered", test_unanswered);
  ADD ("ruled-out", test_ruled_out);
  ADD ("ruled-out-at-once", test_ruled_out_at_once);
  ADD ("all-combinations", test_all_combinations);
  ADD ("cream-on", test_cream_on);
  ADD ("stale/before-needles", test_stale_before_needles);
  ADD ("stale/after-cream", test_stale_after_cream);
  ADD ("stale/with-cream", test_stale_with_cream);
  ADD ("stale/after-needles", test_stale_after_needles);
  ADD ("stale/at-aftercare", test_stale_at_aftercare);
#undef ADD

  return g_test_run ();
}
