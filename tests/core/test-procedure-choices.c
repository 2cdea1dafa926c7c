/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"
#include "salve-protocol.h"

/* --- the device --- */

/* Which needles may be used at home, and which only once the caution was accepted. */
static void
test_lengths (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { double needle_mm; gboolean fit, fit_once_accepted; } cases[] = {
    { 0, FALSE, FALSE },
    { 0.1, TRUE, TRUE },
    { 0.2, TRUE, TRUE },
    { 0.25, TRUE, TRUE },
    { 0.3, TRUE, TRUE },
    { 0.31, FALSE, TRUE },
    { 0.5, FALSE, TRUE },
    { 0.51, FALSE, FALSE },
    { 0.99, FALSE, FALSE },
    { SALVE_PROTOCOL_HOME_LIMIT_MM, FALSE, FALSE },
    { 1.5, FALSE, FALSE },
    { 2.0, FALSE, FALSE },
    { 2.5, FALSE, FALSE },
    { SALVE_PROTOCOL_LONGEST_MM, FALSE, FALSE },
  };

  fixture_walk_to (fixture, "device");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      salve_procedure_set_device (fixture->procedure, "stamp", cases[i].needle_mm, NULL, NULL);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].fit);
      salve_procedure_set_accepted (fixture->procedure, TRUE);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, cases[i].fit_once_accepted);
      if (cases[i].fit_once_accepted)
        continue;
      salve_procedure_next (fixture->procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "device");
    }
}

/* Every length that is offered is home's, home's with the caution, or the clinic's. */
static void
test_offered_lengths (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n;
  const double *lengths = salve_protocol_get_lengths (&n);

  fixture_walk_to (fixture, "device");
  for (guint i = 0; i < n; i++)
    {
      salve_procedure_set_device (fixture->procedure, "roller", lengths[i], NULL, NULL);
      salve_procedure_set_accepted (fixture->procedure, TRUE);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, lengths[i] <= 0.5);
    }
}

static void
test_kind (Fixture       *fixture,
           gconstpointer  data)
{
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, NULL, 0.25, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_set_device (fixture->procedure, "pen", 0.25, NULL, NULL);
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
}

/* It was accepted for a length, not for whatever comes. */
static void
test_acceptance (Fixture       *fixture,
                 gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  fixture_walk_to (fixture, "device");
  salve_procedure_set_accepted (procedure, TRUE);
  salve_procedure_set_device (procedure, "roller", 0.5, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_set_accepted (procedure, TRUE);
  g_assert_true (salve_procedure_get_can_next (procedure));
  /* The same length of another device is the same. */
  salve_procedure_set_device (procedure, "stamp", 0.5, NULL, NULL);
  g_assert_true (salve_procedure_get_can_next (procedure));
  salve_procedure_set_device (procedure, "stamp", 0.4, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_set_device (procedure, "stamp", 0.5, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_set_accepted (procedure, TRUE);
  salve_procedure_set_accepted (procedure, FALSE);
  g_assert_false (salve_procedure_get_can_next (procedure));
}

/* Whoever comes back to take another length is asked anew. */
static void
test_acceptance_after_back (Fixture       *fixture,
                            gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (procedure, "roller", 0.3, NULL, NULL);
  fixture_walk_to (fixture, "treat-disinfect");
  salve_procedure_back (procedure);
  salve_procedure_back (procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  g_assert_true (salve_procedure_get_can_next (procedure));
  salve_procedure_set_device (procedure, "roller", 0.5, NULL, NULL);
  g_assert_false (salve_procedure_get_can_next (procedure));
  salve_procedure_set_accepted (procedure, TRUE);
  fixture_walk_to (fixture, "passes");
  g_assert_cmpuint (salve_procedure_get_passes_planned (procedure), ==, 3);
  fixture_walk_to (fixture, "summary");
  salve_procedure_next (procedure);
  fixture_check_plan (fixture_session (fixture), 0.5);
}

/* --- the numbing cream --- */

static void
test_cream (Fixture       *fixture,
            gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;
  SalveSession *session = fixture_session (fixture);
  g_autoptr (GDateTime) applied = NULL;

  fixture_walk_to (fixture, "numbing");
  g_assert_cmpint (salve_procedure_get_numbing (procedure), ==, SALVE_NUMBING_NONE);
  salve_procedure_start_numbing (procedure, "EMLA", 2.5, 0, 0);
  applied = salve_clock_now (SALVE_CLOCK (fixture->clock));
  g_assert_true (g_date_time_equal (salve_session_get_numbing_applied (session), applied));
  g_assert_cmpstr (salve_session_get_numbing_product (session), ==, "EMLA");
  g_assert_cmpfloat (salve_session_get_numbing_percent (session), ==, 2.5);
  g_assert_cmpint (salve_procedure_get_numbing (procedure), ==, SALVE_NUMBING_EARLY);
  for (guint minute = 0; minute < 70; minute++)
    {
      salve_procedure_next (procedure);
      g_assert_cmpstr (fixture_place (fixture), ==, "numbing");
      salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
    }
  g_assert_cmpint (salve_procedure_get_numbing (procedure), ==, SALVE_NUMBING_OVERDUE);
  salve_procedure_end_numbing (procedure);
  g_assert_cmpint (salve_procedure_get_numbing (procedure), ==, SALVE_NUMBING_OFF);
  g_assert_cmpint (g_date_time_difference (salve_session_get_numbing_removed (session), applied),
                   ==, 70 * G_TIME_SPAN_MINUTE);
  salve_procedure_next (procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "device");
  salve_fake_clock_advance (fixture->clock, SALVE_PROTOCOL_NUMBING_BEGIN_MINUTES * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (salve_procedure_get_numbing (procedure), ==, SALVE_NUMBING_FADED);
}

static void
test_cream_strength (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { double percent; gboolean taken; } cases[] = {
    { 0, TRUE },
    { 2.5, TRUE },
    { SALVE_PROTOCOL_NUMBING_MAX_PERCENT, TRUE },
    { SALVE_PROTOCOL_NUMBING_MAX_PERCENT + 0.01, FALSE },
    { 5, FALSE },
    { 100, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_begin (fixture, NULL);
      fixture_walk_to (fixture, "numbing");
      fixture->changed = 0;
      salve_procedure_start_numbing (fixture->procedure, NULL, cases[i].percent, 0, 0);
      g_assert_cmpint (salve_procedure_get_numbing (fixture->procedure) != SALVE_NUMBING_NONE, ==, cases[i].taken);
      g_assert_cmpint (salve_procedure_get_can_next (fixture->procedure), ==, !cases[i].taken);
      g_assert_cmpuint (fixture->changed, ==, cases[i].taken);
    }
}

/* Cream is put on once in a session, and taken off once. */
static void
test_cream_once (Fixture       *fixture,
                 gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;
  SalveSession *session = fixture_session (fixture);
  g_autoptr (GDateTime) applied = NULL;
  g_autoptr (GDateTime) removed = NULL;

  fixture_walk_to (fixture, "numbing");
  salve_procedure_end_numbing (procedure);
  g_assert_null (salve_session_get_numbing_removed (session));
  salve_procedure_start_numbing (procedure, "EMLA", 2.5, 0, 0);
  applied = g_date_time_ref (salve_session_get_numbing_applied (session));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  salve_procedure_start_numbing (procedure, "Other", 1, 0, 0);
  salve_procedure_end_numbing (procedure);
  removed = g_date_time_ref (salve_session_get_numbing_removed (session));
  salve_fake_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  salve_procedure_end_numbing (procedure);
  salve_procedure_start_numbing (procedure, "Other", 1, 0, 0);
  salve_procedure_back (procedure);
  salve_procedure_next (procedure);
  salve_procedure_start_numbing (procedure, "Other", 1, 0, 0);
  g_assert_cmpstr (salve_session_get_numbing_product (session), ==, "EMLA");
  g_assert_true (g_date_time_equal (salve_session_get_numbing_applied (session), applied));
  g_assert_true (g_date_time_equal (salve_session_get_numbing_removed (session), removed));
}

/* With the cream on the way back is open, the way on is not. */
static void
test_cream_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_walk_to (fixture, "numbing");
  salve_procedure_start_numbing (fixture->procedure, NULL, 0, 0, 0);
  salve_procedure_back (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "cleanse-skin");
  salve_procedure_next (fixture->procedure);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpstr (fixture_place (fixture), ==, "numbing");
}

/* --- the passes --- */

static void
expect_pass (Fixture    *fixture,
             const char *area,
             const char *direction,
             guint       count)
{
  SalveSessionPass *pass = salve_procedure_get_pass (fixture->procedure);

  g_assert_nonnull (pass);
  g_assert_cmpstr (pass->area, ==, area);
  g_assert_cmpstr (pass->direction, ==, direction);
  g_assert_cmpuint (pass->count, ==, count);
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, area, direction), ==, count);
}

/* Area by area, direction by direction, as many as the length's band plans. */
static void
check_order (Fixture *fixture,
             double   needle_mm,
             guint    planned)
{
  static const char * const areas[] = { "hip-left", "abdomen" };
  const char * const *directions = salve_protocol_get_directions ();

  fixture_begin (fixture, NULL);
  fixture_set_areas (fixture, "hip-left abdomen");
  fixture_walk_to (fixture, "device");
  salve_procedure_set_device (fixture->procedure, "roller", needle_mm, NULL, NULL);
  salve_procedure_set_accepted (fixture->procedure, TRUE);
  fixture_walk_to (fixture, "passes");
  g_assert_cmpuint (salve_procedure_get_passes_planned (fixture->procedure), ==, planned);
  for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
    for (guint d = 0; directions[d] != NULL; d++)
      for (guint i = 0; i < planned; i++)
        {
          expect_pass (fixture, areas[a], directions[d], i);
          g_assert_cmpint (salve_procedure_get_needled (fixture->procedure), ==, a + d + i > 0);
          g_assert_false (salve_procedure_get_can_next (fixture->procedure));
          salve_procedure_count_pass (fixture->procedure);
        }
  g_assert_null (salve_procedure_get_pass (fixture->procedure));
  g_assert_true (salve_procedure_get_can_next (fixture->procedure));
  salve_procedure_count_pass (fixture->procedure);
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 2 * 4 * planned);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  check_order (fixture, 0.25, 4);
  check_order (fixture, 0.5, 3);
}

static void
test_unknown_pass (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_walk_to (fixture, "passes");
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, "hip-left", "horizontal"), ==, 0);
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, "abdomen", "sideways"), ==, 0);
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, NULL, NULL), ==, 0);
}

static void
test_enough (Fixture       *fixture,
             gconstpointer  data)
{
  SalveSession *session = fixture_session (fixture);

  fixture_walk_to (fixture, "passes");
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_enough (fixture->procedure);
  expect_pass (fixture, "abdomen", "vertical", 0);
  salve_procedure_enough (fixture->procedure);
  expect_pass (fixture, "abdomen", "diagonal-left", 0);
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_count_pass (fixture->procedure);
  salve_procedure_enough (fixture->procedure);
  salve_procedure_enough (fixture->procedure);
  g_assert_null (salve_procedure_get_pass (fixture->procedure));
  salve_procedure_enough (fixture->procedure);
  fixture_walk_to (fixture, "summary");
  /* What was not done at all is no part of the record. */
  g_assert_cmpuint (salve_session_get_passes (session)->len, ==, 4);
  salve_procedure_next (fixture->procedure);
  g_assert_cmpuint (salve_session_get_passes (session)->len, ==, 2);
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, "abdomen", "horizontal"), ==, 1);
  g_assert_cmpuint (salve_procedure_get_passes_done (fixture->procedure, "abdomen", "diagonal-left"), ==, 2);
}

/* Every step is taken back in the opposite order, down to nothing. */
static void
test_uncount (Fixture       *fixture,
              gconstpointer  data)
{
  SalveProcedure *procedure = fixture->procedure;

  fixture_walk_to (fixture, "passes");
  salve_procedure_uncount_pass (procedure);
  expect_pass (fixture, "abdomen", "horizontal", 0);
  for (guint i = 0; i < 5; i++)
    salve_procedure_count_pass (procedure);
  salve_procedure_enough (procedure);
  expect_pass (fixture, "abdomen", "diagonal-left", 0);
  salve_procedure_uncount_pass (procedure);
  expect_pass (fixture, "abdomen", "vertical", 1);
  salve_procedure_uncount_pass (procedure);
  expect_pass (fixture, "abdomen", "vertical", 0);
  salve_procedure_uncount_pass (procedure);
  expect_pass (fixture, "abdomen", "horizontal", 3);
  for (guint i = 0; i < 3; i++)
    salve_procedure_uncount_pass (procedure);
  expect_pass (fixture, "abdomen", "horizontal", 0);
  g_assert_false (salve_procedure_get_needled (procedure));
  g_assert_true (salve_procedure_get_can_back (procedure));
  salve_procedure_uncount_pass (procedure);
  g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, 0);
}

static void
test_count_elsewhere (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const places[] = { "areas", "device-ready", "treat-disinfect", "serum", "summary" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint before;

      fixture_walk_to (fixture, places[i]);
      before = salve_session_count_passes (fixture_session (fixture));
      salve_procedure_count_pass (fixture->procedure);
      g_assert_cmpuint (salve_session_count_passes (fixture_session (fixture)), ==, before);
    }
}

static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const signs[] = { "numbing-dizzy", "heart", NULL };
  SalveProcedure *procedure = fixture->procedure;
  g_autoptr(SalveSession) reread = NULL;
  const SalveSessionEvent *event;
  guint changed = fixture->changed;

  salve_procedure_undo_event (procedure, "red-flag");
  g_assert_cmpuint (fixture->changed, ==, changed);
  salve_procedure_add_event (procedure, "red-flag", signs, "emergency");
  salve_procedure_add_event (procedure, "other", NULL, NULL);
  g_assert_cmpuint (fixture->changed, ==, changed + 2);
  reread = fixture_reread (fixture_session (fixture));
  g_assert_cmpuint (salve_session_get_events (reread)->len, ==, 2);
  event = g_ptr_array_index (salve_session_get_events (reread), 0);
  g_assert_cmpstr (event->kind, ==, "red-flag");
  g_assert_cmpstr (event->urgency, ==, "emergency");
  g_assert_true (g_strv_equal ((const char * const *) event->signs, signs));
  /* What is of another kind stays, although it is the last. */
  salve_procedure_undo_event (procedure, "red-flag");
  g_assert_cmpuint (fixture->changed, ==, changed + 3);
  g_assert_cmpuint (salve_session_get_events (fixture_session (fixture))->len, ==, 1);
  event = g_ptr_array_index (salve_session_get_events (fixture_session (fixture)), 0);
  g_assert_cmpstr (event->kind, ==, "other");
  g_assert_null (event->signs);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) \
  g_test_add ("/procedure/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("device/lengths", test_lengths);
  ADD ("device/offered-lengths", test_offered_lengths);
  ADD ("device/kind", test_kind);
  ADD ("device/acceptance", test_acceptance);
  ADD ("device/acceptance-after-back", test_acceptance_after_back);
  ADD ("cream/timers", test_cream);
  ADD ("cream/strength", test_cream_strength);
  ADD ("cream/once", test_cream_once);
  ADD ("cream/and-back", test_cream_and_back);
  ADD ("passes/order", test_order);
  ADD ("passes/unknown", test_unknown_pass);
  ADD ("passes/enough", test_enough);
  ADD ("passes/uncount", test_uncount);
  ADD ("passes/count-elsewhere", test_count_elsewhere);
  ADD ("events", test_events);
#undef ADD

  return g_test_run ();
}
