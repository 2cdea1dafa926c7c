/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that was under way: read, taken up, gone on with and stopped, and what comes of it is a record. */
#include "salve-fake-clock.h"
#include "salve-fuzz.h"
#include "salve-json.h"
#include "salve-procedure.h"
#include "salve-resume.h"
#include "salve-session-json.h"

static void
on_completed (SalveProcedure *procedure,
              SalveSession   *session)
{
  g_autofree char *text = salve_session_to_json (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) record = salve_session_from_json (text, -1, &error);

  g_assert_no_error (error);
}

/* What a person might do next, whatever the draft says. */
static void
go_on (SalveProcedure *procedure,
       SalveFakeClock *clock)
{
  GDate from;

  g_date_clear (&from, 1);
  salve_procedure_judge (procedure, &from);
  for (guint i = 0; i < 40 && salve_procedure_get_can_next (procedure); i++)
    {
      salve_fake_clock_advance (clock, 5 * G_TIME_SPAN_MINUTE);
      salve_procedure_next (procedure);
    }
  if (salve_procedure_get_pass (procedure) != NULL)
    salve_procedure_count_pass (procedure);
  if (salve_procedure_get_can_back (procedure))
    salve_procedure_back (procedure);
  salve_procedure_get_numbing (procedure);
  salve_procedure_get_needling_seconds (procedure);
}

static void
take_up (SalveSession *draft,
         GTimeSpan     after)
{
  g_autoptr (GDateTime) now = g_date_time_add (salve_session_get_started (draft), after);
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;
  g_autoptr (SalveFakeClock) clock = NULL;
  g_autoptr (SalveProcedure) procedure = NULL;
  g_autoptr (SalveSession) again = NULL;
  g_autoptr (GError) error = NULL;

  if (now == NULL || g_date_time_get_year (now) > 9998 || g_date_time_to_unix (now) < 0)
    return;
  text = salve_json_format_time (now);
  clock = salve_fake_clock_new (text);
  salve_resume_decide (draft, now);
  procedure = salve_procedure_new_full (SALVE_CLOCK (clock), draft, NULL, NULL);
  g_signal_connect (procedure, "completed", G_CALLBACK (on_completed), NULL);
  go_on (procedure, clock);
  written = salve_session_to_json (salve_procedure_get_session (procedure));
  again = salve_session_draft_from_json (written, -1, &error);
  g_assert_no_error (error);
  salve_procedure_request_stop (procedure);
  salve_procedure_stop (procedure, "other");
  salve_procedure_end_first_aid (procedure);
}

static SalveSession *
read_draft (const char *text,
            gssize      length)
{
  g_autoptr (GError) error = NULL;
  SalveSession *session = salve_session_draft_from_json (text, length, &error);

  g_assert_true ((session == NULL) == (error != NULL));
  return session;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const GTimeSpan spans[] = { -G_TIME_SPAN_HOUR, 2 * G_TIME_SPAN_MINUTE, 20 * G_TIME_SPAN_HOUR };
  g_autoptr (SalveSession) session = read_draft ((const char *) data, (gssize) size);
  g_autoptr (SalveSession) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  if (session == NULL)
    return 0;
  text = salve_session_to_json (session);
  again = read_draft (text, -1);
  g_assert_nonnull (again);
  same = salve_session_to_json (again);
  g_assert_true (g_str_equal (same, text));
  for (guint i = 0; i < G_N_ELEMENTS (spans) && !salve_session_get_read_only (session); i++)
    {
      g_autoptr (SalveSession) fresh = read_draft (text, -1);

      take_up (fresh, spans[i]);
    }
  return 0;
}
