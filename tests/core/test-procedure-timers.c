/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"

#include "salve-gate.h"
#include "salve-protocol.h"
#include "salve-soak.h"

#include <math.h>

/* --- the device in the alcohol --- */

static void
test_soak (Fixture       *fixture,
           gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;
  SalveSession *session = fixture_session (fixture);

  fixture_walk_to (fixture, "device-ready");
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_start_soak (procedure);
  g_assert_nonnull (salve_session_get_soak_before (session));
  g_assert_null (salve_session_get_soak_after (session));
  salve_fake_clock_advance (fixture->clock, SALVE_PROTOCOL_SOAK_MINUTES * G_TIME_SPAN_MINUTE - 1);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_next (procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device-ready");
  salve_fake_clock_advance (fixture->clock, 1);
  g_assert_true (salve_procedure_get_can_next (procedure));
  /* The clock is put back: it did not soak for long enough, as far as one can tell. */
  salve_fake_clock_advance (fixture->clock, -G_TIME_SPAN_MINUTE);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  g_assert_true (salve_procedure_get_can_next (procedure));
}

static void
test_soak_again (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_walk_to (fixture, "device-ready");
  salve_procedure_start_soak (fixture->procedure);
  salve_fake_clock_advance (fixture->clock, 9 * G_TIME_SPAN_MINUTE);
  salve_procedure_start_soak (fixture->procedure);
  salve_fake_clock_advance (fixture->clock, 9 * G_TIME_SPAN_MINUTE);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
}

/* What soaked was another device. */
static void
test_soak_of_another (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct { const char *kind; const char *shelf_id; gboolean stays; } cases[] = {
    { "roller", NULL, TRUE },
    { "stamp", NULL, FALSE },
    { "roller", "b3", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, "device");
      salve_procedure_set_device (fixture->procedure, "roller", 0.25, NULL, NULL);
      fixture_walk_to (fixture, "treat-disinfect");
      salve_procedure_back (fixture->procedure);
      salve_procedure_back (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "device");
      salve_procedure_set_device (fixture->procedure, cases[i].kind, 0.25, cases[i].shelf_id, NULL);
      salve_procedure_next (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "device-ready");
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].stays);
    }
}

static void
test_single_use (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, "pen", 0.25, NULL, NULL);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device-ready");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
}

/* Afterwards it soaks while the person goes on. */
static void
test_soak_after (Fixture       *fixture,
                 gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);

  fixture_walk_to (fixture, "device-clean");
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_start_soak (fixture->procedure);
  g_assert_nonnull (salve_session_get_soak_after (session));
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  fixture_walk_to (fixture, "feeling");
  /* Only where it is asked for. */
  g_object_set (session, "soak-after", NULL, NULL);
  salve_procedure_start_soak (fixture->procedure);
  g_assert_null (salve_session_get_soak_after (session));
}

/* A draft tells since when, and the ten minutes went on meanwhile. */
static void
test_soak_resumed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (SalveSession) draft = NULL;

  fixture_walk_to (fixture, "device-ready");
  salve_procedure_start_soak (fixture->procedure);
  draft = fixture_reread (fixture_session (fixture));
  salve_fake_clock_advance (fixture->clock, 4 * G_TIME_SPAN_MINUTE);
  fixture_begin (fixture, draft);
  g_assert_cmpstr (fixture_place (fixture), ==, "device-ready");
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_fake_clock_advance (fixture->clock, 6 * G_TIME_SPAN_MINUTE);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
}

/* A draft that claims more than it shows goes back to the device; one in which it is in use does not. */
static void
test_soak_skipped (Fixture       *fixture,
                   gconstpointer  data)
{
  for (guint needled = 0; needled < 2; needled++)
    {
      g_autoptr (SalveSession) draft = NULL;

      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, "passes");
      if (needled)
        salve_procedure_count_pass (fixture->procedure);
      g_object_set (fixture_session (fixture), "soak-before", NULL, NULL);
      draft = fixture_reread (fixture_session (fixture));
      fixture_begin (fixture, draft);
      g_assert_cmpstr (fixture_place (fixture), ==, needled ? "passes" : "device-ready");
    }
}

/* --- the cream --- */

static void
put_on (Fixture *fixture)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, "EMLA", 2.5, 5, 60);
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_EARLY);
}

static void
test_amounts (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { double percent; double grams; double cm2; gboolean taken; } cases[] = {
    { 4, 10, 100, TRUE },
    { 4.01, 10, 100, FALSE },
    { 4, 10.01, 100, FALSE },
    { 4, 10, 100.1, FALSE },
    { -1, 5, 50, FALSE },
    { 4, -1, 50, FALSE },
    { 4, 5, -1, FALSE },
    { NAN, 5, 50, FALSE },
    { 4, NAN, 50, FALSE },
    { 4, 5, INFINITY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, "numbing");
      salve_procedure_start_numbing (fixture->procedure, NULL, cases[i].percent, cases[i].grams, cases[i].cm2);
      g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure) != SALVE_NUMBING_NONE, ==, cases[i].taken);
    }
}

/* Any of these rules out the cream, and none of them the session. */
static void
test_who_must_not (Fixture       *fixture,
                   gconstpointer  data)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (SALVE_SCREENING_NUMBING, &n);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, "numbing");
      salve_answers_set_yes (salve_procedure_get_answers (fixture->procedure), items[i].id, NULL, NULL, NULL);
      salve_procedure_start_numbing (fixture->procedure, NULL, 4, 5, 50);
      g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_NONE);
      salve_procedure_next (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "device");
    }
}

/* With eczema it comes off after half an hour. */
static void
test_eczema (Fixture       *fixture,
             gconstpointer  data)
{
  SalveAnswers *answers = salve_procedure_get_answers (fixture->procedure);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  salve_answers_set_yes (answers, "eczema-history", NULL, &today, "Dermatologist");
  g_assert_true (salve_procedure_has_eczema (fixture->procedure));
  put_on (fixture);
  g_assert_cmpuint (salve_session_get_numbing_max_minutes (fixture_session (fixture)), ==, 30);
  salve_fake_clock_advance (fixture->clock, 25 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_ALARM);
  salve_fake_clock_advance (fixture->clock, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_OVERDUE);
}

/* Half an hour after the washing the needles do not begin before the person was asked. */
static void
test_faded (Fixture       *fixture,
            gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  put_on (fixture);
  salve_procedure_go_unnumbed (procedure);
  g_assert_false (salve_session_get_unnumbed (fixture_session (fixture)));
  salve_fake_clock_advance (fixture->clock, 40 * G_TIME_SPAN_MINUTE);
  salve_procedure_end_numbing (procedure);
  fixture_walk_to (fixture, "treat-disinfect");
  salve_fake_clock_advance (fixture->clock, 30 * G_TIME_SPAN_MINUTE - 1);
  g_assert_false (salve_procedure_get_faded (procedure));
  g_assert_true (salve_procedure_get_can_next (procedure));
  salve_fake_clock_advance (fixture->clock, 1);
  g_assert_true (salve_procedure_get_faded (procedure));
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_go_unnumbed (procedure);
  g_assert_true (salve_session_get_unnumbed (fixture_session (fixture)));
  g_assert_false (salve_procedure_get_faded (procedure));
  salve_procedure_next (procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "passes");
  salve_procedure_count_pass (procedure);
  g_assert_true (salve_procedure_get_needled (procedure));
}

static void
test_faded_at_the_needles (Fixture       *fixture,
                           gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  put_on (fixture);
  salve_procedure_end_numbing (procedure);
  fixture_walk_to (fixture, "passes");
  salve_fake_clock_advance (fixture->clock, 30 * G_TIME_SPAN_MINUTE);
  salve_procedure_count_pass (procedure);
  g_assert_false (salve_procedure_get_needled (procedure));
  salve_fake_clock_advance (fixture->clock, -G_TIME_SPAN_MINUTE);
  salve_procedure_count_pass (procedure);
  g_assert_true (salve_procedure_get_needled (procedure));
  /* Begun in time: it may wear off now. */
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  g_assert_false (salve_procedure_get_faded (procedure));
  salve_procedure_count_pass (procedure);
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 2);
}

/* However the clock is set, the cream is on for as long as it is, and the draft is told so at once. */
static void
test_set_clock (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const visits[] = { "2016-11-22T18:00:00Z", "2026-11-21T12:00:00Z", "1970-01-01T00:00:07Z" };

  put_on (fixture);
  salve_fake_clock_advance (fixture->clock, (SALVE_PROTOCOL_NUMBING_MAX_MINUTES - 1) * G_TIME_SPAN_MINUTE);
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      guint changed = fixture->changed;

      salve_fake_clock_set (fixture->clock, visits[i]);
      g_assert_cmpuint (fixture->changed, ==, changed + 1);
      g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_ALARM);
    }
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure), ==, SALVE_NUMBING_OVERDUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/procedure/timers/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("soak", test_soak);
  ADD ("soak-again", test_soak_again);
  ADD ("soak-of-another", test_soak_of_another);
  ADD ("single-use", test_single_use);
  ADD ("soak-after", test_soak_after);
  ADD ("soak-resumed", test_soak_resumed);
  ADD ("soak-skipped", test_soak_skipped);
  ADD ("amounts", test_amounts);
  ADD ("who-must-not", test_who_must_not);
  ADD ("eczema", test_eczema);
  ADD ("set-clock", test_set_clock);
  ADD ("faded", test_faded);
  ADD ("faded-at-the-needles", test_faded_at_the_needles);
#undef ADD

  return g_test_run ();
}
