/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "salve-aftercare-fixture.h"

/* The engine against an oracle that is as plain as can be: it goes through every hour and asks
 * every term. Sessions begin at half past and end on the hour, so that no begin meets an end. */

#define SEED      20261122
#define ROUNDS    60
#define DAYS      24
#define HOURS     (DAYS * 24)
#define WEEK      (7 * 24)
#define MAX_TERMS 40

/* In the order in which an ending names them. */
static const char * const restrictions[] = { "sun", "sweat", "waxing", "yoga" };
static const char * const areas[] = { "abdomen", "calf-left", "hip-left" };

/* Hours since the start of the test. */
typedef struct
{
  guint restriction;
  guint area;
  int   begun; /* at half past */
  int   until; /* on the hour */
} OracleTerm;

typedef struct
{
  OracleTerm terms[MAX_TERMS];
  guint      n_terms;
} Oracle;

/* --- what should come out --- */

static gboolean
holds (const Oracle *oracle,
       guint         restriction,
       guint         area,
       int           hour)
{
  for (guint i = 0; i < oracle->n_terms; i++)
    {
      const OracleTerm *term = &oracle->terms[i];

      if (term->restriction == restriction && term->area == area && term->begun < hour && hour < term->until)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ends (const Oracle *oracle,
      guint         restriction,
      guint         area,
      int           hour)
{
  if (holds (oracle, restriction, area, hour))
    return FALSE;
  for (guint i = 0; i < oracle->n_terms; i++)
    {
      const OracleTerm *term = &oracle->terms[i];

      if (term->restriction == restriction && term->area == area && term->until == hour)
        return TRUE;
    }

  return FALSE;
}

static gboolean
anything_ends (const Oracle *oracle,
               int           hour)
{
  for (guint i = 0; i < oracle->n_terms; i++)
    if (ends (oracle, oracle->terms[i].restriction, oracle->terms[i].area, hour))
      return TRUE;

  return FALSE;
}

static char *
describe_hour (const Oracle *oracle,
               int           hour)
{
  GString *line = g_string_new (NULL);

  for (guint r = 0; r < G_N_ELEMENTS (restrictions); r++)
    {
      g_autoptr (GStrvBuilder) free_areas = g_strv_builder_new ();
      g_auto (GStrv) list = NULL;
      g_autofree char *joined = NULL;

      for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
        if (ends (oracle, r, a, hour))
          g_strv_builder_add (free_areas, areas[a]);
      list = g_strv_builder_end (free_areas);
      joined = g_strjoinv ("+", list);
      if (*joined != '\0')
        g_string_append_printf (line, " %s:%s", restrictions[r], joined);
    }

  return g_string_free (line, FALSE);
}

static char *
format_hour (int hour)
{
  g_autoptr (GDateTime) start = fixture_parse ("2026-11-22T18:00:00Z");
  g_autoptr (GDateTime) time = g_date_time_add_hours (start, hour);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M");
}

/* All endings later than one hour and not later than another. */
static char *
foresee (const Oracle *oracle,
         int           after,
         int           until)
{
  GString *log = g_string_new (NULL);

  for (int hour = after + 1; hour <= until; hour++)
    if (anything_ends (oracle, hour))
      {
        g_autofree char *freed = describe_hour (oracle, hour);
        g_autofree char *time = format_hour (hour);

        g_string_append_printf (log, "%s%s\n", time, freed);
      }

  return g_string_free (log, FALSE);
}

/* The list as it should be at an hour: what any record says is not over. */
static char *
foresee_running (const Oracle *oracle,
                 int           hour)
{
  GString *text = g_string_new (NULL);

  for (guint r = 0; r < G_N_ELEMENTS (restrictions); r++)
    {
      gboolean running[G_N_ELEMENTS (areas)] = { FALSE };
      const char *separator = text->len > 0 ? " " : "";

      for (guint i = 0; i < oracle->n_terms; i++)
        if (oracle->terms[i].restriction == r && oracle->terms[i].until > hour)
          running[oracle->terms[i].area] = TRUE;
      for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
        if (running[a])
          {
            if (*separator != '+')
              g_string_append_printf (text, "%s%s:", separator, restrictions[r]);
            else
              g_string_append (text, separator);
            g_string_append (text, areas[a]);
            separator = "+";
          }
    }

  return g_string_free (text, FALSE);
}

static gint64
foresee_next (const Oracle *oracle,
              int           hour)
{
  for (int next = hour + 1; next <= HOURS; next++)
    if (anything_ends (oracle, next))
      return fixture_instant ("2026-11-22T18:00:00Z") + next * G_TIME_SPAN_HOUR;

  return SALVE_CLOCK_NEVER;
}

/* --- a history by chance --- */

static void
add_term (Oracle *oracle,
          guint   restriction,
          guint   area,
          int     begun,
          int     until)
{
  OracleTerm term = { restriction, area, begun, until };

  g_assert_cmpuint (oracle->n_terms, <, MAX_TERMS);
  oracle->terms[oracle->n_terms++] = term;
}

/* Now for all of the session's areas, now for one, which need not be the session's. */
static void
add_limit (GRand        *rand,
           Oracle       *oracle,
           SalveSession *session,
           guint         n_areas,
           int           begun)
{
  guint restriction = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (restrictions));
  int until = begun + g_rand_int_range (rand, 1, 12 * 24);
  guint area = (guint) g_rand_int_range (rand, 0, 2 * G_N_ELEMENTS (areas));
  g_autofree char *end = format_hour (until);
  g_autofree char *text = area < G_N_ELEMENTS (areas)
                            ? g_strdup_printf ("%s %s:00Z %s", restrictions[restriction], end, areas[area])
                            : g_strdup_printf ("%s %s:00Z", restrictions[restriction], end);

  fixture_add_limit (session, text);
  for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
    if (a == area || (area >= G_N_ELEMENTS (areas) && a < n_areas))
      add_term (oracle, restriction, a, begun, until);
}

static SalveRecord *
make_record (GRand  *rand,
             Oracle *oracle,
             int     begun)
{
  g_autofree char *hour = format_hour (begun);
  g_autofree char *started = g_strdup_printf ("%.14s30:00Z", hour);
  guint n_areas = (guint) g_rand_int_range (rand, 1, G_N_ELEMENTS (areas) + 1);
  g_autoptr (GString) names = g_string_new (areas[0]);
  g_autoptr (SalveSession) session = NULL;
  guint n_limits = (guint) g_rand_int_range (rand, 1, 4);

  for (guint a = 1; a < n_areas; a++)
    g_string_append_printf (names, " %s", areas[a]);
  session = fixture_make_session (started, names->str, "");
  for (guint i = 0; i < n_limits; i++)
    add_limit (rand, oracle, session, n_areas, begun);

  return fixture_write (session);
}

/* Up to four sessions, the first ones from before the start of the test. */
static void
make_history (GRand   *rand,
              Oracle  *oracle,
              Fixture *fixture)
{
  guint n = (guint) g_rand_int_range (rand, 1, 5);
  int begun = -15 * 24;

  oracle->n_terms = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveRecord) record = NULL;

      begun += g_rand_int_range (rand, 1, 7 * 24);
      record = make_record (rand, oracle, begun);
      g_list_store_insert_sorted (fixture->records, record, fixture_newest_first, NULL);
    }
}

/* --- the tests --- */

static void
check_now (Fixture      *fixture,
           const Oracle *oracle,
           int           hour)
{
  g_autofree char *running = foresee_running (oracle, hour);

  fixture_expect_running (fixture, running);
  g_assert_cmpint (salve_aftercare_get_next (fixture->aftercare), ==, foresee_next (oracle, hour));
}

static void
go_in_steps (Fixture      *fixture,
             const Oracle *oracle,
             GRand        *rand)
{
  g_autofree char *expected = foresee (oracle, -WEEK - 1, HOURS);
  int hour = 0;

  fixture_start (fixture);
  while (hour < HOURS)
    {
      int step = g_rand_int_range (rand, 1, 20);

      step = MIN (step, HOURS - hour);
      salve_fake_clock_advance (fixture->clock, step * G_TIME_SPAN_HOUR);
      hour += step;
      check_now (fixture, oracle, hour);
    }
  fixture_expect (fixture, expected);
}

static void
go_at_once (Fixture      *fixture,
            const Oracle *oracle,
            GRand        *rand)
{
  g_autofree char *expected = foresee (oracle, -WEEK - 1, HOURS);

  fixture_start (fixture);
  salve_fake_clock_advance (fixture->clock, HOURS * G_TIME_SPAN_HOUR);
  check_now (fixture, oracle, HOURS);
  fixture_expect (fixture, expected);
}

static void
set_hour (Fixture *fixture,
          int      hour)
{
  g_autofree char *time = format_hour (hour);
  g_autofree char *text = g_strdup_printf ("%s:00Z", time);

  salve_fake_clock_set (fixture->clock, text);
}

/* The clock jumps forth and back, never by more than a week at once: nothing is told twice, and
 * nothing is missed. */
static void
go_in_jumps (Fixture      *fixture,
             const Oracle *oracle,
             GRand        *rand)
{
  g_autofree char *expected = foresee (oracle, -WEEK - 1, HOURS);
  int hour = 0;

  fixture_start (fixture);
  while (hour < HOURS)
    {
      int back = hour - g_rand_int_range (rand, 0, 20 * 24);

      back = MAX (back, 0);
      hour += g_rand_int_range (rand, 1, WEEK);
      hour = MIN (hour, HOURS);
      set_hour (fixture, hour);
      check_now (fixture, oracle, hour);
      set_hour (fixture, back);
      check_now (fixture, oracle, back);
      set_hour (fixture, hour);
      check_now (fixture, oracle, hour);
    }
  fixture_expect (fixture, expected);
}

/* From switching on after weeks: of what passed, only the last week is told. */
static void
go_by_sleep (Fixture      *fixture,
             const Oracle *oracle,
             GRand        *rand)
{
  int hour = g_rand_int_range (rand, WEEK, HOURS);
  g_autofree char *before = foresee (oracle, -WEEK - 1, 0);
  g_autofree char *after = foresee (oracle, hour - WEEK - 1, hour);

  fixture_start (fixture);
  fixture_expect (fixture, before);
  set_hour (fixture, hour);
  check_now (fixture, oracle, hour);
  fixture_expect (fixture, after);
}

/* Records come when their sessions begin, as they do while the window is open. */
static void
go_as_they_come (Fixture      *fixture,
                 const Oracle *oracle,
                 GRand        *rand)
{
  g_autoptr (GListStore) all = g_steal_pointer (&fixture->records);
  g_autofree char *expected = foresee (oracle, -15 * 24, HOURS);

  fixture->records = g_list_store_new (SALVE_TYPE_RECORD);
  set_hour (fixture, -15 * 24);
  fixture_start (fixture);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (all)); i > 0; i--)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (G_LIST_MODEL (all), i - 1);
      gint64 begun = salve_clock_instant (salve_record_get_time (record));

      salve_fake_clock_advance (fixture->clock, begun - salve_clock_get_time (SALVE_CLOCK (fixture->clock)));
      g_list_store_insert (fixture->records, 0, record);
    }
  salve_fake_clock_advance (fixture->clock, 60 * G_TIME_SPAN_DAY);
  fixture_expect (fixture, expected);
}

static void
go_by_list (Fixture      *fixture,
            const Oracle *oracle,
            GRand        *rand)
{
  int after = g_rand_int_range (rand, -WEEK, HOURS);
  int until = g_rand_int_range (rand, after, HOURS + 1);
  gint64 start = salve_clock_get_time (SALVE_CLOCK (fixture->clock));
  g_autofree char *expected = foresee (oracle, after, until);
  g_autoptr (GPtrArray) endings = NULL;

  fixture_start (fixture);
  g_string_truncate (fixture->log, 0);
  endings = salve_aftercare_list_endings (fixture->aftercare, start + after * G_TIME_SPAN_HOUR,
                                          start + until * G_TIME_SPAN_HOUR);
  for (guint i = 0; i < endings->len; i++)
    fixture_log_ending (fixture->log, g_ptr_array_index (endings, i));
  fixture_expect (fixture, expected);
}

typedef void (*Way) (Fixture      *fixture,
                     const Oracle *oracle,
                     GRand        *rand);

static void
test_way (gconstpointer data)
{
  Way way = *(const Way *) data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint round = 0; round < ROUNDS; round++)
    {
      Fixture fixture = { NULL };
      Oracle oracle;

      fixture_set_up (&fixture, NULL);
      make_history (rand, &oracle, &fixture);
      way (&fixture, &oracle, rand);
      fixture_tear_down (&fixture, NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; Way way; } ways[] = {
    { "/aftercare/random/steps", go_in_steps },
    { "/aftercare/random/at-once", go_at_once },
    { "/aftercare/random/jumps", go_in_jumps },
    { "/aftercare/random/sleep", go_by_sleep },
    { "/aftercare/random/as-they-come", go_as_they_come },
    { "/aftercare/random/list", go_by_list },
  };

  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_test_add_data_func (ways[i].path, &ways[i].way, test_way);

  return g_test_run ();
}
