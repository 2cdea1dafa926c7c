/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"

#include "salve-protocol.h"

/* Where a treatment is ended, with what was counted before, and what comes of it. */
static const struct
{
  const char *place;
  guint       counted;
  const char *because;
  gboolean    request; /* by the question what happened, not by the button */
  guint       passes;  /* counted then */
  gboolean    needled;
} cases[] = {
  { "passes", 0, "blood", FALSE, 1, TRUE },
  { "passes", 0, "pain", TRUE, 1, TRUE },
  { "passes", 0, "dizzy", FALSE, 0, FALSE },
  { "passes", 3, "blood", TRUE, 4, TRUE },
  { "passes", 3, "dizzy", FALSE, 3, TRUE },
  { "passes", 16, "blood", FALSE, 16, TRUE },
  { "numbing", 0, "dizzy", TRUE, 0, FALSE },
  { "cleanse-skin", 0, "blood", TRUE, 0, FALSE },
  { "serum", 16, "dizzy", TRUE, 16, TRUE },
  { "summary", 16, "pain", TRUE, 16, TRUE },
};

static void
stop (Fixture *fixture,
      guint    i)
{
  fixture_begin (fixture, NULL);
  fixture_walk_to (fixture, cases[i].place);
  for (guint n = 0; g_str_equal (cases[i].place, "passes") && n < cases[i].counted; n++)
    salve_procedure_count_pass (fixture->procedure);
  g_string_truncate (fixture->notes, 0);
  if (cases[i].request)
    salve_procedure_request_stop (fixture->procedure);
  salve_procedure_stop (fixture->procedure, cases[i].because);
}

/* First aid comes before anything else, whatever was done before. */
static void
test_first_aid (Fixture       *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SalveProcedure *procedure;

      g_test_message ("%s %s after %u", cases[i].place, cases[i].because, cases[i].counted);
      stop (fixture, i);
      procedure = fixture->procedure;
      g_assert_cmpstr (salve_procedure_get_first_aid (procedure)->because, ==, cases[i].because);
      g_assert_true (salve_procedure_get_can_unstop (procedure));
      g_assert_false (salve_procedure_get_stopping (procedure));
      g_assert_false (salve_procedure_get_can_next (procedure));
      g_assert_false (salve_procedure_get_can_back (procedure));
      g_assert_cmpint (salve_procedure_get_needled (procedure), ==, cases[i].needled);
      g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, cases[i].passes);
      salve_procedure_next (procedure);
      salve_procedure_back (procedure);
      salve_procedure_count_pass (procedure);
      salve_procedure_request_stop (procedure);
      salve_procedure_stop (procedure, "mind");
      g_assert_cmpstr (salve_session_get_stopped_because (fixture_session (fixture)), ==, cases[i].because);
      g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, cases[i].passes);
      g_assert_cmpuint (fixture->completed, ==, 0);
    }
}

/* Then comes the aftercare, longer than else and from the stop on, or nothing where no needle was. */
static void
test_afterwards (Fixture       *fixture,
                 gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      stop (fixture, i);
      salve_fake_clock_advance (fixture->clock, 10 * G_TIME_SPAN_MINUTE);
      salve_procedure_end_first_aid (fixture->procedure);
      g_assert_null (salve_procedure_get_first_aid (fixture->procedure));
      g_assert_false (salve_procedure_get_can_unstop (fixture->procedure));
      g_assert_cmpuint (fixture->completed, ==, !cases[i].needled);
      if (!cases[i].needled)
        continue;
      g_assert_cmpstr (fixture_place (fixture), ==, "summary");
      salve_procedure_next (fixture->procedure);
      g_assert_cmpuint (fixture->completed, ==, 1);
      fixture_check_plan (fixture_session (fixture), 0.25);
      g_assert_cmpint (g_date_time_difference (salve_session_get_ended (fixture_session (fixture)),
                                               salve_session_get_started (fixture_session (fixture))), ==, 0);
    }
}

/* A slip of the hand leaves no trace. */
static void
test_unstop (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      guint passes = 0;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, cases[i].place);
      for (guint n = 0; g_str_equal (cases[i].place, "passes") && n < cases[i].counted; n++)
        salve_procedure_count_pass (fixture->procedure);
      before = fixture_describe (fixture->procedure);
      passes = salve_session_count_passes (fixture_session (fixture));
      salve_procedure_stop (fixture->procedure, cases[i].because);
      salve_procedure_unstop (fixture->procedure);
      after = fixture_describe (fixture->procedure);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, passes);
      g_assert_null (salve_procedure_get_first_aid (fixture->procedure));
      g_assert_cmpint (salve_session_get_outcome (fixture_session (fixture)), ==, SALVE_OUTCOME_COMPLETED);
      g_assert_null (salve_session_get_stopped_because (fixture_session (fixture)));
      salve_procedure_unstop (fixture->procedure);
      while (fixture->completed == 0)
        {
          fixture_satisfy (fixture);
          salve_procedure_next (fixture->procedure);
        }
      fixture_check_plan (fixture_session (fixture), 0.25);
    }
}

/* After a restart the first aid is there again; only where no needle was is there a way on. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SalveSession) draft = NULL;

      stop (fixture, i);
      draft = fixture_reread (fixture_session (fixture));
      fixture_begin (fixture, draft);
      g_assert_cmpstr (salve_procedure_get_first_aid (fixture->procedure)->because, ==, cases[i].because);
      g_assert_false (salve_procedure_get_stopping (fixture->procedure));
      g_assert_cmpint (salve_procedure_get_can_unstop (fixture->procedure), ==, !cases[i].needled);
      salve_procedure_unstop (fixture->procedure);
      g_assert_cmpint (salve_procedure_get_first_aid (fixture->procedure) != NULL, ==, cases[i].needled);
    }
}

static void
test_notes (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  salve_procedure_count_pass (fixture->procedure);
  g_string_truncate (fixture->notes, 0);
  salve_procedure_stop (fixture->procedure, "blood");
  fixture_expect_notes (fixture, "aiding step part ");
  salve_procedure_end_first_aid (fixture->procedure);
  fixture_expect_notes (fixture, "aiding can-next ");
  salve_procedure_end_first_aid (fixture->procedure);
  fixture_expect_notes (fixture, "");
}

/* Other reasons need no first aid. */
static void
test_other_reasons (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_stop (fixture->procedure, "mind");
  g_assert_null (salve_procedure_get_first_aid (fixture->procedure));
  g_assert_cmpstr (fixture_place (fixture), ==, "summary");
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 1);
}

/* --- time by area --- */

static void
test_seconds (Fixture       *fixture,
              gconstpointer  data)
{
  SalveProcedure *procedure;

  fixture_set_areas (fixture, "abdomen");
  fixture_walk_to (fixture, "passes");
  procedure = fixture->procedure;
  g_assert_cmpuint (salve_procedure_get_area_seconds (procedure, "abdomen"), ==, 0);
  salve_fake_clock_advance (fixture->clock, 7 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (salve_procedure_get_area_seconds (procedure, "abdomen"), ==, 7);
  salve_procedure_count_pass (procedure);
  salve_fake_clock_advance (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (salve_procedure_get_area_seconds (procedure, "abdomen"), ==, 12);
  g_assert_cmpuint (salve_procedure_get_needling_seconds (procedure), ==, 12);
  g_assert_cmpuint (salve_procedure_get_area_seconds (procedure, "hips"), ==, 0);
  /* A pause of an hour is no needling. */
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (salve_procedure_get_area_seconds (procedure, "abdomen"), ==,
                    7 + SALVE_PROTOCOL_PALM_MAX_MINUTES * 60);
}

static void
test_enough_of_all (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_enough_of_all (fixture->procedure);
  g_assert_null (salve_procedure_get_pass (fixture->procedure));
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 1);
  salve_procedure_uncount_pass (fixture->procedure);
  g_assert_nonnull (salve_procedure_get_pass (fixture->procedure));
  salve_procedure_enough_of_all (fixture->procedure);
  salve_procedure_next (fixture->procedure);
  salve_procedure_enough_of_all (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "serum");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/stop/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("first-aid", test_first_aid);
  ADD ("afterwards", test_afterwards);
  ADD ("unstop", test_unstop);
  ADD ("restart", test_restart);
  ADD ("notes", test_notes);
  ADD ("other-reasons", test_other_reasons);
  ADD ("seconds", test_seconds);
  ADD ("enough-of-all", test_enough_of_all);
#undef ADD

  return g_test_run ();
}
