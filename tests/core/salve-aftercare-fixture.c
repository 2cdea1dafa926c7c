/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-fixture.h"

#include "salve-session-json.h"

GDateTime *
fixture_parse (const char *iso8601)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GDateTime *time = g_date_time_new_from_iso8601 (iso8601, utc);

  g_assert_nonnull (time);

  return time;
}

gint64
fixture_instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = fixture_parse (iso8601);

  return salve_clock_instant (time);
}

/* --- records --- */

/* "sun 2026-11-24T18:00:00Z" or, for some of the areas, "sun 2026-11-24T18:00:00Z abdomen hip-left" */
void
fixture_add_limit (SalveSession *session,
                   const char   *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  SalveSessionLimit *limit = g_new0 (SalveSessionLimit, 1);

  limit->restriction = g_strdup (words[0]);
  limit->until = fixture_parse (words[1]);
  if (words[2] != NULL)
    limit->areas = g_strdupv (words + 2);
  g_ptr_array_add (salve_session_get_aftercare (session), limit);
}

SalveSession *
fixture_make_session (const char *started,
                      const char *areas,
                      const char *limits)
{
  g_autoptr (GDateTime) start = fixture_parse (started);
  g_auto (GStrv) ids = g_strsplit (areas, " ", -1);
  g_auto (GStrv) entries = g_strsplit (limits, ", ", -1);
  SalveSession *session = salve_session_new (SALVE_SETTING_HOME, start);

  salve_session_set_ended (session, start);
  salve_session_set_areas (session, (const char * const *) ids);
  for (guint i = 0; entries[i] != NULL; i++)
    fixture_add_limit (session, entries[i]);

  return session;
}

SalveRecord *
fixture_write (SalveSession *session)
{
  g_autofree char *text = salve_session_to_json (session);
  g_autofree char *name = salve_record_make_name (session);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return salve_record_new (path);
}

gint
fixture_newest_first (gconstpointer a,
                      gconstpointer b,
                      gpointer      data)
{
  return g_date_time_compare (salve_record_get_time ((SalveRecord *) b), salve_record_get_time ((SalveRecord *) a));
}

SalveRecord *
fixture_add (Fixture    *fixture,
             const char *started,
             const char *areas,
             const char *limits)
{
  g_autoptr (SalveSession) session = fixture_make_session (started, areas, limits);
  g_autoptr (SalveRecord) record = fixture_write (session);

  g_list_store_insert_sorted (fixture->records, record, fixture_newest_first, NULL);

  return record;
}

guint
fixture_find (Fixture     *fixture,
              SalveRecord *record)
{
  guint position;

  g_assert_true (g_list_store_find (fixture->records, record, &position));

  return position;
}

/* --- what the engine says --- */

static void
log_freed (GString    *log,
           SalveFreed *freed)
{
  g_string_append_printf (log, " %s:", freed->restriction);
  for (guint i = 0; i < freed->areas->len; i++)
    g_string_append_printf (log, "%s%s", i > 0 ? "+" : "", (char *) g_ptr_array_index (freed->areas, i));
}

void
fixture_log_ending (GString     *log,
                    SalveEnding *ending)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (salve_ending_get_instant (ending) / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M");
  GPtrArray *freed = salve_ending_get_freed (ending);

  g_string_append (log, text);
  for (guint i = 0; i < freed->len; i++)
    log_freed (log, g_ptr_array_index (freed, i));
  g_string_append_c (log, '\n');
}

static void
on_ended (Fixture     *fixture,
          SalveEnding *ending)
{
  fixture_log_ending (fixture->log, ending);
}

static void
on_changed (Fixture *fixture)
{
  fixture->changed++;
}

static void
on_items_changed (Fixture *fixture)
{
  fixture->items_changed++;
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->clock = salve_fake_clock_new ("2026-11-22T18:00:00Z");
  fixture->records = g_list_store_new (SALVE_TYPE_RECORD);
  fixture->log = g_string_new (NULL);
}

void
fixture_start (Fixture *fixture)
{
  fixture->aftercare = salve_aftercare_new (G_LIST_MODEL (fixture->records), SALVE_CLOCK (fixture->clock));
  g_signal_connect_swapped (fixture->aftercare, "ended", G_CALLBACK (on_ended), fixture);
  g_signal_connect_swapped (fixture->aftercare, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->aftercare, "items-changed", G_CALLBACK (on_items_changed), fixture);
  salve_aftercare_recompute (fixture->aftercare);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->aftercare != NULL)
    g_assert_finalize_object (fixture->aftercare);
  /* Nothing of it is left to ring. */
  salve_fake_clock_advance (fixture->clock, 400 * G_TIME_SPAN_DAY);
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->records);
  g_string_free (fixture->log, TRUE);
}

void
fixture_expect (Fixture    *fixture,
                const char *endings)
{
  g_assert_cmpstr (fixture->log->str, ==, endings);
  g_string_truncate (fixture->log, 0);
}

static char *
describe_running (SalveAftercare *aftercare)
{
  GListModel *list = G_LIST_MODEL (aftercare);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (list, i);
      g_autofree char *areas = g_strjoinv ("+", (char **) salve_countdown_get_areas (countdown));

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", salve_countdown_get_restriction (countdown), areas);
    }

  return g_string_free (text, FALSE);
}

void
fixture_expect_running (Fixture    *fixture,
                        const char *running)
{
  g_autofree char *text = describe_running (fixture->aftercare);

  g_assert_cmpstr (text, ==, running);
}
