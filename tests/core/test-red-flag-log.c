/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "salve-red-flag-log.h"
#include "salve-red-flag.h"
#include "salve-store-fixture.h"

#define NOW "2026-11-24T12:00:00+01:00"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_scan (fixture);
}

static GDateTime *
parse (const char *text)
{
  GDateTime *time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return time;
}

static gint64
get_instant (const char *text)
{
  g_autoptr(GDateTime) time = parse (text);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* A session of that day, "2026-11-22", from 10:00 to 10:40 in UTC. */
static char *
put_day (Fixture    *fixture,
         const char *day,
         const char *format)
{
  g_auto(GStrv) parts = g_strsplit (day, "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);
  char *name = g_strdup_printf ("%sT100000Z-%s.json", digits, digits);
  g_autofree char *text =
    g_strdup_printf ("{\"format\": %s, \"id\": \"%s\", \"setting\": \"home\", \"started\": \"%sT10:00:00Z\","
                     " \"ended\": \"%sT10:40:00Z\", \"areas\": [\"abdomen\"], \"aftercare\": [], \"weather\": \"rain\"}",
                     format, digits, day, day);

  fixture_put (fixture, name, text);
  return name;
}

static char *
find (Fixture *fixture)
{
  g_autoptr(SalveRecord) record = NULL;

  fixture_scan (fixture);
  record = salve_red_flag_log_find (G_LIST_MODEL (fixture->store), get_instant (NOW));
  return record != NULL ? g_strdup (salve_record_get_name (record)) : NULL;
}

/* The newest that is over, can be written to and is young enough. */
static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  /* Each is added to those above it. */
  static const struct { const char *day; const char *format; const char *found; } cases[] = {
    { "2026-08-31", "1", NULL },
    { "2026-09-01", "1", NULL },
    { "2026-09-02", "1", "2026-09-02" },
    { "2026-10-01", "1", "2026-10-01" },
    { "2026-09-15", "1", "2026-10-01" },
    { "2026-11-20", "2", "2026-10-01" },
    { "2026-11-21", "1,", "2026-10-01" },
    { "2026-11-25", "1", "2026-10-01" },
    { "2026-11-24", "1", "2026-11-24" },
  };

  g_assert_null (find (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = put_day (fixture, cases[i].day, cases[i].format);
      g_auto(GStrv) parts = g_strsplit (cases[i].found != NULL ? cases[i].found : "", "-", -1);
      g_autofree char *digits = g_strjoinv ("", parts);
      g_autofree char *found = find (fixture);

      g_test_message ("%s", name);
      if (cases[i].found == NULL)
        g_assert_null (found);
      else
        g_assert_true (g_str_has_prefix (found, digits));
    }
}

static void
test_numbing (void)
{
  static const struct { const char *applied, *removed, *ended; gboolean expected; } cases[] = {
    { NULL, NULL, NULL, FALSE },
    { "2026-11-24T11:30:00+01:00", NULL, NULL, TRUE },
    { "2026-11-24T03:00:00+01:00", NULL, NULL, TRUE },
    { "2026-11-24T12:00:00+01:00", NULL, NULL, TRUE },
    /* The clock was set back. */
    { "2026-11-24T12:00:01+01:00", NULL, NULL, TRUE },
    { "2026-11-24T07:00:00+01:00", "2026-11-24T08:00:00+01:00", NULL, TRUE },
    { "2026-11-24T07:00:00+01:00", "2026-11-24T07:59:59+01:00", NULL, FALSE },
    { "2026-11-24T07:00:00+01:00", "2026-11-24T07:40:00+01:00", "2026-11-24T08:30:00+01:00", FALSE },
    { "2026-11-24T07:00:00+01:00", NULL, "2026-11-24T08:00:00+01:00", TRUE },
    { "2026-11-23T07:00:00+01:00", NULL, "2026-11-23T08:00:00+01:00", FALSE },
    { NULL, NULL, "2026-11-24T11:00:00+01:00", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) started = parse ("2026-11-23T06:00:00+01:00");
      g_autoptr(GDateTime) applied = cases[i].applied != NULL ? parse (cases[i].applied) : NULL;
      g_autoptr(GDateTime) removed = cases[i].removed != NULL ? parse (cases[i].removed) : NULL;
      g_autoptr(GDateTime) ended = cases[i].ended != NULL ? parse (cases[i].ended) : NULL;
      g_autoptr(SalveSession) session = salve_session_new (SALVE_SETTING_HOME, started);

      g_object_set (session, "numbing-applied", applied, "numbing-removed", removed, "ended", ended, NULL);
      g_test_message ("%u", i);
      g_assert_cmpint (salve_red_flag_log_expects_numbing (session, get_instant (NOW)), ==, cases[i].expected);
    }
}

static gboolean
add (Fixture     *fixture,
     const char  *name,
     const char  *sign,
     const char  *at,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GDateTime) time = parse (at);
  const char * const signs[] = { "bumps", sign, NULL };

  salve_red_flag_log_add_async (fixture->store, name, signs, time, NULL, fixture_on_done, &result);
  return salve_red_flag_log_add_finish (fixture->store, fixture_wait (&result), error);
}

static gboolean
take_back (Fixture     *fixture,
           const char  *name,
           const char  *at,
           GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GDateTime) time = parse (at);

  salve_red_flag_log_remove_async (fixture->store, name, time, NULL, fixture_on_done, &result);
  return salve_red_flag_log_remove_finish (fixture->store, fixture_wait (&result), error);
}

static void
assert_last (Fixture    *fixture,
             const char *name,
             guint       n_events,
             const char *sign,
             const char *urgency)
{
  g_autoptr(SalveSession) session = fixture_read (fixture, name);
  GPtrArray *events = salve_session_get_events (session);
  const SalveSessionEvent *event;

  g_assert_cmpuint (events->len, ==, n_events);
  if (n_events == 0)
    return;
  event = g_ptr_array_index (events, n_events - 1);
  g_assert_cmpstr (event->kind, ==, SALVE_RED_FLAG_EVENT);
  g_assert_cmpstr (event->urgency, ==, urgency);
  g_assert_cmpuint (g_strv_length (event->signs), ==, 2);
  g_assert_cmpstr (event->signs[0], ==, "bumps");
  g_assert_cmpstr (event->signs[1], ==, sign);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *name = put_day (fixture, "2026-11-22", "1");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (add (fixture, name, "infection-pus", NOW, &error));
  g_assert_no_error (error);
  assert_last (fixture, name, 1, "infection-pus", "doctor-today");
  g_assert_true (add (fixture, name, "heart", "2026-11-24T13:00:00+01:00", &error));
  g_assert_no_error (error);
  assert_last (fixture, name, 2, "heart", "emergency");
  text = fixture_get (fixture, name);
  g_assert_nonnull (strstr (text, "\"weather\": \"rain\""));
  g_assert_nonnull (strstr (text, "\"at\": \"" NOW "\""));
}

/* A try that failed may have reached the file: the next one is the same entry. What was seen at another time, or is
 * another sign, is another. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *sign; const char *at; guint n_events; } cases[] = {
    { "heart", NOW, 1 },
    { "heart", NOW, 1 },
    { "heart", "2026-11-24T11:00:00Z", 1 },
    { "heart", "2026-11-24T12:00:01+01:00", 2 },
    { "lines", NOW, 3 },
    { "heart", NOW, 3 },
  };
  g_autofree char *name = put_day (fixture, "2026-11-22", "1");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SalveSession) session = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_true (add (fixture, name, cases[i].sign, cases[i].at, &error));
      g_assert_no_error (error);
      session = fixture_read (fixture, name);
      g_assert_cmpuint (salve_session_get_events (session)->len, ==, cases[i].n_events);
    }
  g_assert_true (take_back (fixture, name, NOW, NULL));
  assert_last (fixture, name, 2, "heart", "emergency");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = put_day (fixture, "2026-11-22", "1");
  g_autoptr(GError) error = NULL;

  g_assert_true (add (fixture, name, "heart", NOW, NULL));
  g_assert_true (add (fixture, name, "lines", "2026-11-24T13:00:00+01:00", NULL));
  /* Nothing of that time is there: nothing goes. */
  g_assert_true (take_back (fixture, name, "2026-11-24T14:00:00+01:00", &error));
  g_assert_no_error (error);
  assert_last (fixture, name, 2, "lines", "dermatologist");
  g_assert_true (take_back (fixture, name, "2026-11-24T13:00:00+01:00", NULL));
  assert_last (fixture, name, 1, "heart", "emergency");
  g_assert_true (take_back (fixture, name, NOW, NULL));
  assert_last (fixture, name, 0, NULL, NULL);
}

/* All at once on one record: each finds that another was quicker, reads again and enters its own. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *name = put_day (fixture, "2026-11-22", "1");
  g_autoptr(GDateTime) time = parse (NOW);
  g_autoptr(SalveSession) session = NULL;
  GAsyncResult *results[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GDateTime) at = g_date_time_add_seconds (time, i);

      salve_red_flag_log_add_async (fixture->store, name, (const char * const []) { "heart", NULL }, at, NULL,
                                    fixture_on_done, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (salve_red_flag_log_add_finish (fixture->store, fixture_wait (&results[i]), &error));
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  session = fixture_read (fixture, name);
  g_assert_cmpuint (salve_session_get_events (session)->len, ==, G_N_ELEMENTS (results));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *newer = put_day (fixture, "2026-11-22", "2");
  g_autofree char *damaged = put_day (fixture, "2026-11-21", "1,");
  g_autoptr(GError) error = NULL;

  g_assert_false (add (fixture, newer, "heart", NOW, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (add (fixture, damaged, "heart", NOW, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (add (fixture, "20261122T100000Z-none0000.json", "heart", NOW, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (take_back (fixture, "20261122T100000Z-none0000.json", NOW, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/red-flag-log/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("find", test_find);
  g_test_add_func ("/red-flag-log/numbing", test_numbing);
  ADD ("add", test_add);
  ADD ("again", test_again);
  ADD ("remove", test_remove);
  ADD ("race", test_race);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
