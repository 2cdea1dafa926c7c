/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-reminders.h"

#include <string.h>

#include "salve-clock.h"
#include "salve-protocol.h"
#include "salve-record.h"

#define BERLIN "Europe/Berlin"

static gint64
instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (time);

  return salve_clock_instant (time);
}

/* "2026-11-22T18:00:00+01:00 0.25 abdomen hip-left": the end of needling, the needles, the areas. A
 * letter before it tells what is not a finished session at home: c clinic, b stopped for blood,
 * s stopped before needling, n of a newer format, a with a check-in at 24 h answered, t a test spot. */
static char *
write_session (char        kind,
               const char *ended,
               const char *needle_mm,
               char      **areas,
               guint       number)
{
  g_autofree char *ids = g_strjoinv ("\", \"", areas);

  return g_strdup_printf ("{ \"format\": %d, \"id\": \"%08x-5d0b-4c1e-9a55-0f2f5a3c7b10\", \"setting\": \"%s\","
                          " \"started\": \"%s\", \"ended\": \"%s\", \"outcome\": \"%s\"%s,"
                          " \"areas\": [ \"%s\" ], \"device\": { \"kind\": \"roller\", \"needle_mm\": %s },"
                          " \"test_spot\": %s, \"aftercare\": [ %s ],"
                          " \"check_ins\": [ \"odd\"%s ] }",
                          kind == 'n' ? 2 : 1, number, kind == 'c' ? "clinic" : "home", ended, ended,
                          strchr ("bs", kind) != NULL ? "stopped" : "completed",
                          kind == 'b' ? ", \"stopped_because\": \"blood\"" : "", ids, needle_mm,
                          kind == 't' ? "true" : "false",
                          kind == 's' ? "" : "{ \"restriction\": \"sun\", \"until\": \"2030-01-01T00:00:00Z\" }",
                          kind == 'a' ? ", { \"hours\": 24, \"at\": \"2026-11-23T18:00:00Z\", \"looks\": \"expected\" }"
                                      : "");
}

static void
add_record (GListStore *records,
            const char *text,
            guint       number)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  char kind = g_ascii_isalpha (*text) ? *text : 'h';
  const char *ended = words[0] + (kind != 'h');
  g_autofree char *json = write_session (kind, ended, words[1], words + 2, number);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (ended, NULL);
  g_autoptr (GDateTime) until = g_date_time_add_hours (time, 48);
  g_autofree char *end = g_date_time_format_iso8601 (until);
  g_autoptr (GString) sound = g_string_new (json);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *stamp = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
  g_autofree char *name = g_strdup_printf ("%s-%08x.json", stamp, number);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (SalveRecord) record = NULL;

  g_string_replace (sound, "2030-01-01T00:00:00Z", end, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, sound->str, -1, NULL));
  record = salve_record_new (path);
  g_list_store_append (records, record);
}

/* Separated by commas, newest first. */
static GListModel *
make_records (const char *texts)
{
  g_auto (GStrv) each = g_strsplit (texts, ", ", -1);
  GListStore *records = g_list_store_new (SALVE_TYPE_RECORD);

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    add_record (records, each[i], i + 1);

  return G_LIST_MODEL (records);
}

static char *
describe_time (gint64     when,
               GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, "%d %H:%M");
}

static void
log_reminder (GString             *log,
              const SalveReminder *reminder,
              gint64               now,
              GTimeZone           *zone)
{
  static const char * const kinds[] = { "moisturise", "check-in", "ready" };
  g_autofree char *when = describe_time (now, zone);
  g_autofree char *areas = g_strjoinv ("+", reminder->areas);

  g_string_append_printf (log, "%s%s %s %s", log->len > 0 ? ", " : "", when, kinds[reminder->kind], areas);
  if (reminder->kind == SALVE_REMINDER_CHECK_IN)
    g_string_append_printf (log, " %u", reminder->hours);
}

/* What a notifier would tell from one instant to another that never sleeps, each key once. */
static char *
run (GListModel               *records,
     SalveReminderChoices     *choices,
     const SalveReminderMarks *marks,
     gint64                    from,
     gint64                    until,
     GTimeZone                *zone)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *log = g_string_new (NULL);

  for (gint64 now = from; now <= until;)
    {
      g_autoptr (SalveReminders) reminders = salve_reminders_new (records, choices, marks, now, zone);
      GPtrArray *due = salve_reminders_get_due (reminders);

      for (guint i = 0; i < due->len; i++)
        {
          const SalveReminder *reminder = g_ptr_array_index (due, i);

          g_assert_cmpint (reminder->instant, <=, now);
          if (g_hash_table_add (told, g_strdup (reminder->key)))
            log_reminder (log, reminder, now, zone);
        }
      g_assert_cmpint (salve_reminders_get_next (reminders), >, now);
      now = salve_reminders_get_next (reminders);
    }

  return g_string_free (log, FALSE);
}

typedef struct
{
  const char *name;
  const char *records;
  const char *wanted;  /* m, c, r: what is switched on; q: quiet hours */
  const char *zone;
  const char *from;
  guint       days;
  const char *told;
} Case;

static const Case cases[] = {
  { "nothing", "", "mcrq", BERLIN, "2026-11-22T18:00:00+01:00", 60, "" },
  { "moisturise begins after a day and waits for the morning",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "mq", BERLIN, "2026-11-22T18:00:00+01:00", 30,
    "23 18:00 moisturise abdomen, 24 08:00 moisturise abdomen, 24 16:00 moisturise abdomen, "
    "25 08:00 moisturise abdomen, 25 16:00 moisturise abdomen" },
  { "without quiet hours it comes at night too",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "m", BERLIN, "2026-11-22T18:00:00+01:00", 30,
    "23 18:00 moisturise abdomen, 24 02:00 moisturise abdomen, 24 10:00 moisturise abdomen, "
    "24 18:00 moisturise abdomen, 25 02:00 moisturise abdomen, 25 10:00 moisturise abdomen" },
  { "longer needles, longer care",
    "2026-11-22T09:00:00+01:00 0.5 abdomen", "mq", BERLIN, "2026-11-22T18:00:00+01:00", 30,
    "23 09:00 moisturise abdomen, 23 15:00 moisturise abdomen, 24 08:00 moisturise abdomen, "
    "24 14:00 moisturise abdomen, 24 20:00 moisturise abdomen, 25 08:00 moisturise abdomen, "
    "25 14:00 moisturise abdomen, 25 20:00 moisturise abdomen, 26 08:00 moisturise abdomen" },
  { "blood has the care of the next longer needles",
    "b2026-11-22T09:00:00+01:00 0.25 abdomen", "mq", BERLIN, "2026-11-25T13:00:00+01:00", 30,
    "25 13:00 moisturise abdomen, 25 14:00 moisturise abdomen, 25 20:00 moisturise abdomen, "
    "26 08:00 moisturise abdomen" },
  { "what did not touch the skin needs nothing",
    "s2026-11-22T09:00:00+01:00 0.25 abdomen", "mcrq", BERLIN, "2026-11-22T18:00:00+01:00", 60, "" },
  { "a visit to a clinic counts",
    "c2026-11-22T09:00:00+01:00 1.5 abdomen", "c", BERLIN, "2026-11-22T18:00:00+01:00", 60,
    "23 09:00 check-in abdomen 24, 25 09:00 check-in abdomen 72, 29 09:00 check-in abdomen 168" },
  { "check-ins wait for the morning",
    "2026-11-22T23:30:00+01:00 0.25 abdomen", "cq", BERLIN, "2026-11-22T23:30:00+01:00", 30,
    "24 08:00 check-in abdomen 24, 26 08:00 check-in abdomen 72, 30 08:00 check-in abdomen 168" },
  { "a check-in that was missed gives way to the next",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "cq", BERLIN, "2026-11-25T18:30:00+01:00", 30,
    "25 18:30 check-in abdomen 72, 29 18:00 check-in abdomen 168" },
  { "the last one may be answered for a week",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "cq", BERLIN, "2026-12-06T17:59:00+01:00", 30,
    "06 17:59 check-in abdomen 168" },
  { "and no longer",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "cq", BERLIN, "2026-12-06T18:00:00+01:00", 30, "" },
  { "what was answered is not asked again",
    "a2026-11-22T18:00:00+01:00 0.25 abdomen", "c", BERLIN, "2026-11-22T18:00:00+01:00", 30,
    "25 18:00 check-in abdomen 72, 29 18:00 check-in abdomen 168" },
  { "a record of a newer format cannot hold an answer",
    "n2026-11-22T18:00:00+01:00 0.25 abdomen", "c", BERLIN, "2026-11-22T18:00:00+01:00", 30, "" },
  { "the latest session sets the rhythm of the whole body",
    "2026-11-24T18:00:00+01:00 0.25 hip-left, 2026-11-22T18:00:00+01:00 0.25 abdomen",
    "mq", BERLIN, "2026-11-24T18:00:00+01:00", 30,
    "25 18:00 moisturise hip-left, 26 08:00 moisturise hip-left, 26 16:00 moisturise hip-left, "
    "27 08:00 moisturise hip-left, 27 16:00 moisturise hip-left" },
  { "an earlier session asks only where it treated what the later did not",
    "2026-11-24T18:00:00+01:00 0.25 hip-left, 2026-11-23T18:00:00+01:00 0.25 hip-left, "
    "2026-11-22T18:00:00+01:00 0.25 abdomen hip-left",
    "c", BERLIN, "2026-11-24T18:00:00+01:00", 30,
    "24 18:00 check-in abdomen+hip-left 24, 25 18:00 check-in hip-left 24, 25 18:00 check-in abdomen+hip-left 72, "
    "27 18:00 check-in hip-left 72, 29 18:00 check-in abdomen+hip-left 168, 01 18:00 check-in hip-left 168" },
  { "an area is ready at nine",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "rq", BERLIN, "2026-11-22T18:00:00+01:00", 60,
    "29 09:00 ready abdomen" },
  { "later where the person sleeps longer: by their quiet hours",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "rQ", BERLIN, "2026-11-22T18:00:00+01:00", 60,
    "29 10:30 ready abdomen" },
  { "areas of one day come together, those of another alone",
    "2026-11-22T18:00:00+01:00 0.25 hip-left abdomen, 2026-11-20T18:00:00+01:00 0.25 hip-right",
    "r", BERLIN, "2026-11-22T18:00:00+01:00", 60,
    "27 09:00 ready hip-right, 29 09:00 ready abdomen+hip-left" },
  { "treated anew, it is ready later",
    "2026-11-27T18:00:00+01:00 0.25 abdomen, 2026-11-22T18:00:00+01:00 0.25 abdomen",
    "r", BERLIN, "2026-11-22T18:00:00+01:00", 60, "04 09:00 ready abdomen" },
  { "a longer needle before needs more time",
    "2026-11-22T18:00:00+01:00 0.25 abdomen, c2026-11-20T18:00:00+01:00 1.5 abdomen",
    "r", BERLIN, "2026-11-22T18:00:00+01:00", 60, "01 09:00 ready abdomen" },
  { "a test spot holds all",
    "t2026-11-22T18:00:00+01:00 0.25 abdomen, 2026-11-20T18:00:00+01:00 0.25 hip-left",
    "r", BERLIN, "2026-11-22T18:00:00+01:00", 60, "20 09:00 ready abdomen+hip-left" },
  { "who was away for a week still hears of it",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "r", BERLIN, "2026-12-06T08:59:00+01:00", 60,
    "06 08:59 ready abdomen" },
  { "and no longer than that",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "r", BERLIN, "2026-12-06T09:00:00+01:00", 60, "" },
  { "all together",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "mcrq", BERLIN, "2026-11-22T18:00:00+01:00", 60,
    "23 18:00 moisturise abdomen, 23 18:00 check-in abdomen 24, 24 08:00 moisturise abdomen, "
    "24 16:00 moisturise abdomen, 25 08:00 moisturise abdomen, 25 16:00 moisturise abdomen, "
    "25 18:00 check-in abdomen 72, 29 09:00 ready abdomen, 29 18:00 check-in abdomen 168" },
  { "all switched off",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "q", BERLIN, "2026-11-22T18:00:00+01:00", 60, "" },
  { "the clocks go forward: hours are hours, and mornings mornings",
    "2027-03-26T18:00:00+01:00 0.25 abdomen", "mcrq", BERLIN, "2027-03-26T18:00:00+01:00", 60,
    "27 18:00 moisturise abdomen, 27 18:00 check-in abdomen 24, 28 08:00 moisturise abdomen, "
    "28 16:00 moisturise abdomen, 29 08:00 moisturise abdomen, 29 16:00 moisturise abdomen, "
    "29 19:00 check-in abdomen 72, 02 09:00 ready abdomen, 02 19:00 check-in abdomen 168" },
  { "the clocks go back",
    "2026-10-24T12:00:00+02:00 0.25 abdomen", "mcrq", BERLIN, "2026-10-24T12:00:00+02:00", 60,
    "25 11:00 moisturise abdomen, 25 11:00 check-in abdomen 24, 25 19:00 moisturise abdomen, "
    "26 08:00 moisturise abdomen, 26 16:00 moisturise abdomen, 27 08:00 moisturise abdomen, "
    "27 11:00 check-in abdomen 72, 31 09:00 ready abdomen, 31 11:00 check-in abdomen 168" },
  { "a leap day is a day",
    "2028-02-28T18:00:00+01:00 0.25 abdomen", "crq", BERLIN, "2028-02-28T18:00:00+01:00", 60,
    "29 18:00 check-in abdomen 24, 02 18:00 check-in abdomen 72, 06 09:00 ready abdomen, "
    "06 18:00 check-in abdomen 168" },
  { "where the person is now, the clock there counts",
    "2026-11-22T18:00:00+01:00 0.25 abdomen", "mcrq", "Asia/Tokyo", "2026-11-22T18:00:00+01:00", 60,
    "24 08:00 moisturise abdomen, 24 08:00 check-in abdomen 24, 24 16:00 moisturise abdomen, "
    "25 08:00 moisturise abdomen, 25 16:00 moisturise abdomen, 26 08:00 check-in abdomen 72, "
    "30 08:00 check-in abdomen 168, 30 09:00 ready abdomen" },
};

static SalveReminderChoices *
make_choices (const char *wanted)
{
  SalveReminderChoices *choices = salve_reminder_choices_new ();

  g_object_set (choices,
                "moisturise", strchr (wanted, 'm') != NULL,
                "check-ins", strchr (wanted, 'c') != NULL,
                "area-ready", strchr (wanted, 'r') != NULL,
                NULL);
  if (strchr (wanted, 'Q') != NULL)
    g_object_set (choices, "quiet-until", 10 * 60 + 30, NULL);
  else if (strchr (wanted, 'q') == NULL)
    g_object_set (choices, "quiet-from", 0, "quiet-until", 0, NULL);

  return choices;
}

static void
test_told (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (GListModel) records = make_records (each->records);
  g_autoptr (SalveReminderChoices) choices = make_choices (each->wanted);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (each->zone);
  gint64 from = instant (each->from);
  g_autofree char *told = run (records, choices, NULL, from, from + each->days * G_TIME_SPAN_DAY, zone);

  g_assert_cmpstr (told, ==, each->told);
}

/* What was answered to the last reminder to moisturise. */

static void
test_marks (void)
{
  static const struct { const char *done, *later, *now, *next; gboolean due; } rows[] = {
    { NULL, NULL, "2026-11-23T17:00:00+01:00", "2026-11-23T18:00:00+01:00", FALSE },
    { NULL, NULL, "2026-11-23T18:00:00+01:00", "2026-11-23T18:00:00+01:00", TRUE },
    { NULL, NULL, "2026-11-24T07:59:00+01:00", "2026-11-23T18:00:00+01:00", TRUE },
    { NULL, NULL, "2026-11-24T09:00:00+01:00", "2026-11-24T08:00:00+01:00", TRUE },
    { "2026-11-24T09:00:00+01:00", NULL, "2026-11-24T09:00:00+01:00", "2026-11-24T17:00:00+01:00", FALSE },
    { "2026-11-24T09:00:00+01:00", NULL, "2026-11-24T17:00:00+01:00", "2026-11-24T17:00:00+01:00", TRUE },
    { "2026-11-24T16:00:00+01:00", NULL, "2026-11-24T16:00:00+01:00", "2026-11-25T08:00:00+01:00", FALSE },
    { NULL, "2026-11-24T09:10:00+01:00", "2026-11-24T08:10:00+01:00", "2026-11-24T09:10:00+01:00", FALSE },
    { NULL, "2026-11-24T09:10:00+01:00", "2026-11-24T09:10:00+01:00", "2026-11-24T09:10:00+01:00", TRUE },
    { NULL, "2026-11-24T09:10:00+01:00", "2026-11-24T17:10:00+01:00", "2026-11-24T17:10:00+01:00", TRUE },
    /* In an hour, and that is at night. */
    { NULL, "2026-11-24T21:20:00+01:00", "2026-11-24T20:20:00+01:00", "2026-11-25T08:00:00+01:00", FALSE },
    /* Of an earlier session. */
    { "2026-11-23T12:00:00+01:00", NULL, "2026-11-23T18:00:00+01:00", "2026-11-23T18:00:00+01:00", TRUE },
    { NULL, "2026-11-23T17:30:00+01:00", "2026-11-23T18:00:00+01:00", "2026-11-23T18:00:00+01:00", TRUE },
    /* From a future that a clock put back has yet to reach: a little of it holds, years do not. */
    { "2026-11-24T09:00:00+01:00", NULL, "2026-11-24T08:30:00+01:00", "2026-11-24T17:00:00+01:00", FALSE },
    { "2036-11-24T09:00:00+01:00", NULL, "2026-11-24T08:30:00+01:00", "2026-11-24T08:00:00+01:00", TRUE },
    { NULL, "2036-11-24T09:00:00+01:00", "2026-11-24T08:30:00+01:00", "2026-11-24T08:00:00+01:00", TRUE },
    /* Nothing comes after the last day of it. */
    { "2026-11-25T16:00:00+01:00", NULL, "2026-11-25T16:00:00+01:00", NULL, FALSE },
    { NULL, NULL, "2026-11-25T18:00:00+01:00", NULL, FALSE },
  };
  g_autoptr (GListModel) records = make_records ("2026-11-22T18:00:00+01:00 0.25 abdomen");
  g_autoptr (SalveReminderChoices) choices = make_choices ("mq");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SalveReminderMarks marks = {
        .done = rows[i].done != NULL ? instant (rows[i].done) : 0,
        .later = rows[i].later != NULL ? instant (rows[i].later) : 0,
      };
      g_autoptr (SalveReminders) reminders = salve_reminders_new (records, choices, &marks, instant (rows[i].now), zone);
      gint64 next = rows[i].next != NULL ? instant (rows[i].next) : SALVE_CLOCK_NEVER;

      g_test_message ("row %u", i);
      g_assert_cmpint (salve_reminders_get_moisturise (reminders), ==, next);
      g_assert_cmpint (salve_reminders_find (reminders, SALVE_REMINDER_MOISTURISE) != NULL, ==, rows[i].due);
    }
}

/* The page tells the time also to who wants no reminder. */
static void
test_unwanted (void)
{
  g_autoptr (GListModel) records = make_records ("2026-11-22T18:00:00+01:00 0.25 abdomen");
  g_autoptr (SalveReminderChoices) choices = make_choices ("q");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);
  g_autoptr (SalveReminders) reminders =
    salve_reminders_new (records, choices, NULL, instant ("2026-11-24T09:00:00+01:00"), zone);

  g_assert_cmpint (salve_reminders_get_moisturise (reminders), ==, instant ("2026-11-24T08:00:00+01:00"));
  g_assert_cmpuint (salve_reminders_get_due (reminders)->len, ==, 0);
  g_assert_cmpint (salve_reminders_get_next (reminders), ==, SALVE_CLOCK_NEVER);
}

/* A clock set back by a day tells nothing that was not told: the keys are the same. */
static void
test_set_back (void)
{
  g_autoptr (GListModel) records = make_records ("2026-11-22T18:00:00+01:00 0.25 abdomen");
  g_autoptr (SalveReminderChoices) choices = make_choices ("mcrq");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 from = instant ("2026-11-22T18:00:00+01:00");

  for (guint round = 0; round < 2; round++)
    for (guint hour = 0; hour < 8 * 24; hour++)
      {
        g_autoptr (SalveReminders) reminders =
          salve_reminders_new (records, choices, NULL, from + hour * G_TIME_SPAN_HOUR, zone);
        GPtrArray *due = salve_reminders_get_due (reminders);

        for (guint i = 0; i < due->len; i++)
          {
            const SalveReminder *reminder = g_ptr_array_index (due, i);
            gboolean news = g_hash_table_add (told, g_strdup (reminder->key));

            g_assert_true (round == 0 || !news);
          }
      }
  g_assert_cmpuint (g_hash_table_size (told), ==, 9);
}

static void
test_words (void)
{
  static const struct { const char *wanted; const char *now; const char *title, *body, *discreet; } rows[] = {
    { "m", "2026-11-23T18:00:00+01:00", "Time to moisturise",
      "Abdomen and Left hip: use a plain cream without perfume, with clean hands.", "A reminder is due" },
    { "mq", "2026-11-23T21:00:00+01:00", "It was time to moisturise 3 hours ago",
      "Abdomen and Left hip: use a plain cream without perfume, with clean hands.", "A reminder was due 3 hours ago" },
    { "c", "2026-11-23T17:59:59+01:00", NULL, NULL, NULL },
    { "c", "2026-11-23T18:00:00+01:00", "How does the skin look?",
      "Abdomen and Left hip, treated 1 day ago. Redness should be fading by now.", "Salve has a question for you" },
    { "c", "2026-11-25T18:00:00+01:00", "How does the skin look?",
      "Abdomen and Left hip, treated 3 days ago. Redness should have gone by now. If it has not, ask a doctor.",
      "Salve has a question for you" },
    { "r", "2026-11-29T09:00:00+01:00", "Abdomen and Left hip: may be treated again",
      "There is no hurry. Salve asks first whether today is a good day for it.", "A wait is over" },
    { "r", "2026-11-30T09:00:00+01:00", "Abdomen and Left hip: may be treated again since Sunday, 29 November",
      "There is no hurry. Salve asks first whether today is a good day for it.",
      "A wait was over on Sunday, 29 November" },
  };
  static const char * const telling[] = { "Abdomen", "hip", "skin", "moisturise", "treat", "needl", "cream", NULL };
  g_autoptr (GListModel) records = make_records ("2026-11-22T18:00:00+01:00 0.25 abdomen hip-left");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 now = instant (rows[i].now);
      g_autoptr (SalveReminderChoices) choices = make_choices (rows[i].wanted);
      g_autoptr (SalveReminders) reminders = salve_reminders_new (records, choices, NULL, now, zone);
      GPtrArray *due = salve_reminders_get_due (reminders);
      const SalveReminder *reminder = due->len > 0 ? g_ptr_array_index (due, 0) : NULL;
      g_autofree char *title = reminder != NULL ? salve_reminder_get_title (reminder, now, FALSE) : NULL;
      g_autofree char *body = reminder != NULL ? salve_reminder_get_body (reminder, now, FALSE) : NULL;
      g_autofree char *quiet = reminder != NULL ? salve_reminder_get_title (reminder, now, TRUE) : NULL;
      g_autofree char *little = reminder != NULL ? salve_reminder_get_body (reminder, now, TRUE) : NULL;

      g_assert_cmpstr (title, ==, rows[i].title);
      g_assert_cmpstr (body, ==, rows[i].body);
      g_assert_cmpstr (quiet, ==, rows[i].discreet);
      for (guint j = 0; reminder != NULL && telling[j] != NULL; j++)
        {
          g_assert_null (strstr (quiet, telling[j]));
          g_assert_null (strstr (little, telling[j]));
        }
    }
}

/* Needles that are for professionals: nothing that would send anybody to a needle at home. */
static void
test_words_clinic (void)
{
  g_autoptr (GListModel) records = make_records ("c2026-11-22T18:00:00+01:00 1.5 abdomen");
  g_autoptr (SalveReminderChoices) choices = make_choices ("r");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);
  gint64 now = instant ("2027-01-03T09:00:00+01:00");
  g_autoptr (SalveReminders) reminders = salve_reminders_new (records, choices, NULL, now, zone);
  const SalveReminder *reminder = salve_reminders_find (reminders, SALVE_REMINDER_READY);
  g_autofree char *body = salve_reminder_get_body (reminder, now, FALSE);

  g_assert_cmpstr (body, ==, "There is no hurry. The clinic says when the next visit is right.");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", BERLIN, TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reminders/told/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_told);
    }
  g_test_add_func ("/reminders/marks", test_marks);
  g_test_add_func ("/reminders/unwanted", test_unwanted);
  g_test_add_func ("/reminders/set-back", test_set_back);
  g_test_add_func ("/reminders/words", test_words);
  g_test_add_func ("/reminders/words-clinic", test_words_clinic);

  return g_test_run ();
}
