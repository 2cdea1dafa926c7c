/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-fixture.h"

#include "salve-protocol.h"
#include "salve-session-json.h"

static void
on_notify (SalveProcedure *procedure,
           GParamSpec     *pspec,
           Fixture        *fixture)
{
  g_string_append_printf (fixture->notes, "%s ", pspec->name);
}

static void
on_changed (Fixture *fixture)
{
  fixture->changed++;
}

static void
on_completed (Fixture      *fixture,
              SalveSession *session)
{
  g_assert_true (session == fixture_session (fixture));
  g_assert_nonnull (salve_session_get_ended (session));
  fixture->completed++;
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->clock = salve_fake_clock_new ("2026-11-22T17:30:00Z");
  fixture->notes = g_string_new (NULL);
  fixture_begin (fixture, NULL);
}

/* From now on another procedure, new or from a draft. */
void
fixture_begin (Fixture      *fixture,
               SalveSession *draft)
{
  if (fixture->procedure != NULL)
    g_assert_finalize_object (fixture->procedure);
  fixture->procedure = salve_procedure_new (SALVE_CLOCK (fixture->clock), draft);
  g_signal_connect (fixture->procedure, "notify", G_CALLBACK (on_notify), fixture);
  g_signal_connect_swapped (fixture->procedure, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->procedure, "completed", G_CALLBACK (on_completed), fixture);
  fixture->changed = 0;
  fixture->completed = 0;
  g_string_truncate (fixture->notes, 0);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->procedure);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->notes, TRUE);
}

SalveSession *
fixture_session (Fixture *fixture)
{
  return salve_procedure_get_session (fixture->procedure);
}

const char *
fixture_place (Fixture *fixture)
{
  return salve_procedure_get_instruction (fixture->procedure)->id;
}

void
fixture_set_areas (Fixture    *fixture,
                   const char *areas)
{
  g_auto (GStrv) ids = g_strsplit (areas, " ", -1);

  if (g_str_equal (fixture_place (fixture), "screening-about"))
    fixture_walk_to (fixture, "areas");
  salve_procedure_set_areas (fixture->procedure, (const char * const *) ids);
}

/* Answers a group of the screening: nothing of it applies. */
void
fixture_clear (Fixture             *fixture,
               SalveScreeningGroup  group)
{
  SalveAnswers *answers = salve_procedure_get_answers (fixture->procedure);

  fixture_clear_answers (answers, group);
}

void
fixture_clear_answers (SalveAnswers        *answers,
                       SalveScreeningGroup  group)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list (&n);

  for (guint i = 0; i < n; i++)
    if (items[i].group == group && salve_answers_get (answers, items[i].id) == NULL)
      salve_answers_set_no (answers, items[i].id);
  if (group == SALVE_SCREENING_LASTING && salve_answers_get_skin_type (answers) == 0)
    salve_answers_set_skin_type (answers, 2);
}

/* As if the device had lain in the alcohol meanwhile: no time passes. */
static void
fixture_soak (Fixture *fixture)
{
  g_autoptr (GDateTime) now = salve_clock_now (SALVE_CLOCK (fixture->clock));
  g_autoptr (GDateTime) before = g_date_time_add_minutes (now, -SALVE_PROTOCOL_SOAK_MINUTES);

  g_object_set (fixture_session (fixture), "soak-before", before, NULL);
}

/* Does what the present part asks for, unless it was done; whatever is fit already stays. */
void
fixture_satisfy (Fixture *fixture)
{
  SalveProcedure *procedure = fixture->procedure;

  if (salve_procedure_get_can_next (procedure))
    return;
  if (g_str_equal (fixture_place (fixture), "areas"))
    fixture_set_areas (fixture, "abdomen");
  else if (salve_procedure_get_instruction (procedure)->kind == SALVE_PART_SCREENING)
    fixture_clear (fixture, salve_procedure_get_instruction (procedure)->group);
  else if (g_str_equal (fixture_place (fixture), "numbing"))
    salve_procedure_end_numbing (procedure);
  else if (g_str_equal (fixture_place (fixture), "device"))
    salve_procedure_set_device (procedure, "roller", 0.25, NULL, NULL);
  else if (g_str_equal (fixture_place (fixture), "device-ready"))
    fixture_soak (fixture);
  else if (salve_procedure_get_step (procedure) == SALVE_STEP_TREAT && salve_procedure_get_faded (procedure))
    salve_procedure_go_unnumbed (procedure);
  else if (g_str_equal (fixture_place (fixture), "serum"))
    salve_procedure_set_serum (procedure, "hyaluronic-acid", NULL);
  while (g_str_equal (fixture_place (fixture), "passes") && salve_procedure_get_pass (procedure) != NULL)
    salve_procedure_count_pass (procedure);
  g_assert_true (salve_procedure_get_can_next (procedure));
}

void
fixture_walk_to (Fixture    *fixture,
                 const char *id)
{
  while (!g_str_equal (fixture_place (fixture), id))
    {
      fixture_satisfy (fixture);
      salve_procedure_next (fixture->procedure);
      g_assert_cmpuint (fixture->completed, ==, 0);
    }
}

/* Where it stands and what is recorded: what must be the same after a restart. */
char *
fixture_describe (SalveProcedure *procedure)
{
  const char * const *directions = salve_protocol_get_directions ();
  SalveSession *session = salve_procedure_get_session (procedure);
  const char * const *areas = salve_session_get_areas (session);
  SalveSessionPass *pass = salve_procedure_get_pass (procedure);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s step %d part %u numbing %d back %d needled %d at %s %s:",
                          salve_procedure_get_instruction (procedure)->id,
                          (int) salve_procedure_get_step (procedure), salve_procedure_get_part (procedure),
                          (int) salve_procedure_get_numbing (procedure), salve_procedure_get_can_back (procedure),
                          salve_procedure_get_needled (procedure),
                          pass != NULL ? pass->area : "-", pass != NULL ? pass->direction : "-");
  for (guint a = 0; areas[a] != NULL; a++)
    for (guint d = 0; directions[d] != NULL; d++)
      g_string_append_printf (text, " %u", salve_procedure_get_passes_done (procedure, areas[a], directions[d]));

  return g_string_free (text, FALSE);
}

/* What the next start finds on the disk. */
SalveSession *
fixture_reread (SalveSession *session)
{
  g_autofree char *text = salve_session_to_json (session);
  g_autoptr (GError) error = NULL;
  SalveSession *draft = salve_session_draft_from_json (text, -1, &error);

  g_assert_no_error (error);

  return draft;
}

void
fixture_expect_notes (Fixture    *fixture,
                      const char *notes)
{
  g_assert_cmpstr (fixture->notes->str, ==, notes);
  g_string_truncate (fixture->notes, 0);
}

/* The plan is the band's, after blood or pain the next longer one's, from the end of the session on,
 * and the record can be read again. */
void
fixture_check_plan (SalveSession *session,
                    double        needle_mm)
{
  static const char * const deep[] = { "blood", "pain", "dizzy", NULL };
  const char *because = salve_session_get_stopped_because (session);
  const SalveBand *usual = salve_protocol_get_band (needle_mm);
  const SalveBand *band =
    because != NULL && g_strv_contains (deep, because) ? salve_protocol_get_longer_band (usual) : usual;
  GPtrArray *aftercare = salve_session_get_aftercare (session);
  GDateTime *ended = salve_session_get_ended (session);
  g_autofree char *text = salve_session_to_json (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) record = salve_session_from_json (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  g_assert_cmpuint (aftercare->len, ==, SALVE_N_RESTRICTIONS);
  for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      SalveSessionLimit *limit = g_ptr_array_index (aftercare, i);

      g_assert_cmpstr (limit->restriction, ==, salve_protocol_get_restriction (i)->id);
      g_assert_cmpint (g_date_time_difference (limit->until, ended), ==, band->hours[i] * G_TIME_SPAN_HOUR);
      g_assert_null (limit->areas);
    }
}
