/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-clock.h"
#include "salve-json.h"
#include "salve-reminder-choices.h"

static gint64
instant (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  g_assert_nonnull (time);

  return salve_clock_instant (time);
}

static SalveReminderChoices *
make (guint from,
      guint until)
{
  return g_object_new (SALVE_TYPE_REMINDER_CHOICES, "quiet-from", from, "quiet-until", until, NULL);
}

/* Hours and minutes as one number: 2130 is 21:30. */
#define MINUTES(hhmm) ((guint) (hhmm) / 100 * 60 + (guint) (hhmm) % 100)

typedef struct
{
  const char *zone;
  guint       from;
  guint       until;
  const char *due;
  const char *comes; /* NULL: at once */
} Case;

static const Case cases[] = {
  /* Over midnight, and the edges: the first minute is quiet, the last is not. */
  { "Europe/Berlin", 2100, 800, "2026-11-24T20:59:59+01:00", NULL },
  { "Europe/Berlin", 2100, 800, "2026-11-24T21:00:00+01:00", "2026-11-25T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2026-11-24T23:59:30+01:00", "2026-11-25T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2026-11-25T00:00:00+01:00", "2026-11-25T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2026-11-25T07:59:59+01:00", "2026-11-25T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2026-11-25T08:00:00+01:00", NULL },
  /* Within a day. */
  { "Europe/Berlin", 1300, 1430, "2026-11-24T12:59:00+01:00", NULL },
  { "Europe/Berlin", 1300, 1430, "2026-11-24T13:15:00+01:00", "2026-11-24T14:30:00+01:00" },
  { "Europe/Berlin", 1300, 1430, "2026-11-24T14:30:00+01:00", NULL },
  { "Europe/Berlin", 0, 100, "2026-11-24T00:30:00+01:00", "2026-11-24T01:00:00+01:00" },
  { "Europe/Berlin", 2300, 0, "2026-11-24T23:30:00+01:00", "2026-11-25T00:00:00+01:00" },
  /* None, and nearly always. */
  { "Europe/Berlin", 0, 0, "2026-11-24T03:00:00+01:00", NULL },
  { "Europe/Berlin", 2100, 2100, "2026-11-24T21:00:00+01:00", NULL },
  { "Europe/Berlin", 1201, 1200, "2026-11-24T12:01:00+01:00", "2026-11-25T12:00:00+01:00" },
  { "Europe/Berlin", 1201, 1200, "2026-11-24T12:00:30+01:00", NULL },
  /* The zone's clock counts, not the record's. */
  { "America/New_York", 2100, 800, "2026-11-25T02:00:00+01:00", NULL },
  { "America/New_York", 2100, 800, "2026-11-25T03:00:00+01:00", "2026-11-25T14:00:00+01:00" },
  { "Asia/Kathmandu", 2100, 800, "2026-11-24T16:00:00Z", "2026-11-25T02:15:00Z" },
  /* A leap day, and the year's end. */
  { "Europe/Berlin", 2100, 800, "2028-02-28T22:00:00+01:00", "2028-02-29T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2028-02-29T22:00:00+01:00", "2028-03-01T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 800, "2026-12-31T22:00:00+01:00", "2027-01-01T08:00:00+01:00" },
  /* The night in which the clocks go forward has no 02:30; the morning is an hour nearer. */
  { "Europe/Berlin", 2100, 800, "2027-03-27T22:00:00+01:00", "2027-03-28T08:00:00+02:00" },
  { "Europe/Berlin", 2100, 230, "2027-03-27T22:00:00+01:00", "2027-03-28T03:00:00+02:00" },
  { "Europe/Berlin", 200, 300, "2027-03-28T01:59:00+01:00", NULL },
  { "Europe/Berlin", 200, 300, "2027-03-28T03:00:00+02:00", NULL },
  /* The one in which they go back has 02:30 twice; it is quiet until the first, and again before the second. */
  { "Europe/Berlin", 2100, 800, "2026-10-24T22:00:00+02:00", "2026-10-25T08:00:00+01:00" },
  { "Europe/Berlin", 2100, 230, "2026-10-24T22:00:00+02:00", "2026-10-25T02:30:00+02:00" },
  { "Europe/Berlin", 2100, 230, "2026-10-25T02:30:00+02:00", NULL },
  { "Europe/Berlin", 2100, 230, "2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00" },
  { "Europe/Berlin", 230, 300, "2026-10-25T02:40:00+02:00", "2026-10-25T02:00:00+01:00" },
};

static void
test_wait (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *each = &cases[i];
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (each->zone);
      g_autoptr (SalveReminderChoices) choices = make (MINUTES (each->from), MINUTES (each->until));
      gint64 due = instant (each->due);
      gint64 comes = each->comes != NULL ? instant (each->comes) : due;

      g_test_message ("%s %u-%u %s", each->zone, each->from, each->until, each->due);
      g_assert_nonnull (zone);
      g_assert_cmpint (salve_reminder_choices_is_quiet (choices, due, zone), ==, each->comes != NULL);
      g_assert_cmpint ((salve_reminder_choices_wait (choices, due, zone) - comes) / G_TIME_SPAN_SECOND, ==, 0);
    }
}

/* Whatever the night and the hours: it comes as soon as it is not quiet, and not a minute later. */
static void
test_every_minute (void)
{
  static const guint hours[][2] = { { 2100, 800 }, { 2230, 215 }, { 130, 245 }, { 300, 200 }, { 0, 2359 } };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  const gint64 nights[] = { instant ("2027-03-27T20:00:00Z"), instant ("2026-10-24T19:00:00Z") };

  for (guint i = 0; i < G_N_ELEMENTS (nights) * G_N_ELEMENTS (hours); i++)
    {
      const guint *quiet = hours[i / G_N_ELEMENTS (nights)];
      g_autoptr (SalveReminderChoices) choices = make (MINUTES (quiet[0]), MINUTES (quiet[1]));

      for (guint minute = 0; minute < 14 * 60; minute += 7)
        {
          gint64 due = nights[i % G_N_ELEMENTS (nights)] + minute * G_TIME_SPAN_MINUTE;
          gint64 comes = salve_reminder_choices_wait (choices, due, zone);

          g_assert_cmpint (comes, >=, due);
          g_assert_cmpint (comes, <=, due + 50 * G_TIME_SPAN_HOUR); /* 02:00 may be left out on a day */
          g_assert_false (salve_reminder_choices_is_quiet (choices, comes, zone));
          for (gint64 before = due; before < comes; before += G_TIME_SPAN_MINUTE)
            g_assert_true (salve_reminder_choices_is_quiet (choices, before, zone));
        }
    }
}

static void
count (gpointer  sender,
       gpointer  pspec,
       guint    *n)
{
  (*n)++;
}

static void
test_notify (void)
{
  static const char * const switches[] = { "moisturise", "check-ins", "area-ready", "discreet" };
  static const char * const times[] = { "quiet-from", "quiet-until" };
  SalveReminderChoices *choices = salve_reminder_choices_new ();
  guint n = 0;

  g_signal_connect (choices, "notify", G_CALLBACK (count), &n);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      gboolean old;

      g_object_get (choices, switches[i], &old, NULL);
      g_object_set (choices, switches[i], old, NULL);
      g_assert_cmpuint (n, ==, i);
      g_object_set (choices, switches[i], !old, NULL);
      g_assert_cmpuint (n, ==, i + 1);
    }
  n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_object_set (choices, times[i], 600u, NULL);
      g_object_set (choices, times[i], 600u, NULL);
      g_assert_cmpuint (n, ==, i + 1);
    }
  g_assert_finalize_object (choices);
}

static void
test_json (void)
{
  g_autoptr (JsonObject) source =
    salve_json_parse ("{\"moisturise\": false, \"quiet_from\": \"22:30\", \"voice\": \"low\"}", -1, NULL);
  g_autoptr (JsonObject) written = NULL;
  g_autofree char *text = NULL;
  SalveReminderChoices *choices = salve_reminder_choices_new ();

  g_assert_true (salve_reminder_choices_read (choices, source, NULL));
  g_assert_false (salve_reminder_choices_get_moisturise (choices));
  g_assert_true (salve_reminder_choices_get_check_ins (choices));
  g_assert_true (salve_reminder_choices_get_area_ready (choices));
  g_assert_false (salve_reminder_choices_get_discreet (choices));
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 22 * 60 + 30);
  g_assert_cmpuint (salve_reminder_choices_get_quiet_until (choices), ==, 8 * 60);
  g_object_set (choices, "discreet", TRUE, "quiet-until", 65u, NULL);
  written = salve_reminder_choices_write (choices);
  text = salve_json_print (written);
  g_assert_cmpstr (text, ==,
                   "{\n  \"moisturise\": false,\n  \"quiet_from\": \"22:30\",\n  \"voice\": \"low\",\n"
                   "  \"check_ins\": true,\n  \"area_ready\": true,\n  \"discreet\": true,\n"
                   "  \"quiet_until\": \"01:05\"\n}\n");
  g_assert_finalize_object (choices);
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "{\"moisturise\": 1}", "{\"check_ins\": \"yes\"}", "{\"area_ready\": []}", "{\"discreet\": {}}",
    "{\"quiet_from\": 21}", "{\"quiet_from\": \"\"}", "{\"quiet_from\": \"9:00\"}", "{\"quiet_from\": \"24:00\"}",
    "{\"quiet_from\": \"21:60\"}", "{\"quiet_from\": \"21.00\"}", "{\"quiet_until\": \"08:00:00\"}",
    "{\"quiet_until\": \" 8:00\"}", "{\"quiet_until\": \"-1:00\"}", "{\"quiet_until\": \"99:99\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SalveReminderChoices) choices = make (60, 120);
      g_autoptr (JsonObject) object = salve_json_parse (texts[i], -1, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_false (salve_reminder_choices_read (choices, object, &error));
      g_assert_true (error->domain == SALVE_JSON_ERROR);
      g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 60);
      g_assert_cmpuint (salve_reminder_choices_get_quiet_until (choices), ==, 120);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reminder-choices/wait", test_wait);
  g_test_add_func ("/reminder-choices/every-minute", test_every_minute);
  g_test_add_func ("/reminder-choices/notify", test_notify);
  g_test_add_func ("/reminder-choices/json", test_json);
  g_test_add_func ("/reminder-choices/refused", test_refused);

  return g_test_run ();
}
