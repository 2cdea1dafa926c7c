/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "salve-ending.h"

#define NOW   G_GINT64_CONSTANT (1795370400000000) /* 2026-11-22T18:00:00Z */
#define FIRST G_GINT64_CONSTANT (1795543920000000) /* 2026-11-24T18:12:00Z */

/* One ending of two restrictions, and another a day later. */
static GPtrArray *
make_endings (void)
{
  GPtrArray *endings = g_ptr_array_new_with_free_func (g_object_unref);
  SalveEnding *first = salve_ending_new (FIRST);
  SalveEnding *second = salve_ending_new (FIRST + G_TIME_SPAN_DAY + 1);

  salve_ending_add (first, "sun", "abdomen");
  salve_ending_add (first, "sweat", "thigh-left-outer");
  salve_ending_add (first, "sweat", "thigh-right-outer");
  salve_ending_add (second, "products", "abdomen");
  g_ptr_array_add (endings, first);
  g_ptr_array_add (endings, second);

  return endings;
}

static icalcomponent *
parse (gint64   now,
       gboolean discreet)
{
  g_autoptr (GPtrArray) endings = make_endings ();
  g_autofree char *text = salve_calendar_from_endings (endings, now, discreet);
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  /* The parser notes within what it could not read. */
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_true (icalcomponent_is_valid (calendar));
  g_assert_true (icalrestriction_check (calendar));

  return calendar;
}

static void
test_whole (void)
{
  icalcomponent *calendar = parse (NOW, FALSE);

  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  g_assert_nonnull (icalcomponent_get_first_property (calendar, ICAL_PRODID_PROPERTY));
  g_assert_nonnull (icalcomponent_get_first_property (calendar, ICAL_VERSION_PROPERTY));
  /* An event of one's own, not an invitation. */
  g_assert_null (icalcomponent_get_first_property (calendar, ICAL_METHOD_PROPERTY));
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 2);
  icalcomponent_free (calendar);
}

static void
assert_time (icalcomponent     *event,
             icalproperty_kind  kind,
             const char        *expected)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);

  g_assert_nonnull (property);
  g_assert_cmpstr (icalproperty_get_value_as_string (property), ==, expected);
}

static void
test_instants (void)
{
  icalcomponent *calendar = parse (NOW, FALSE);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  assert_time (event, ICAL_DTSTART_PROPERTY, "20261124T181200Z");
  assert_time (event, ICAL_DTSTAMP_PROPERTY, "20261122T180000Z");
  event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT);
  /* A microsecond later is the next second, never the one before. */
  assert_time (event, ICAL_DTSTART_PROPERTY, "20261125T181201Z");
  icalcomponent_free (calendar);
}

static void
test_words (void)
{
  icalcomponent *calendar = parse (NOW, FALSE);
  icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

  g_assert_cmpstr (icalcomponent_get_summary (event), ==, "Sun and Sweat: the wait is over");
  g_assert_nonnull (strstr (icalcomponent_get_description (event), "Abdomen"));
  /* A line each, which the file must escape. */
  g_assert_nonnull (strchr (icalcomponent_get_description (event), '\n'));
  icalcomponent_free (calendar);
}

static void
test_alarm (void)
{
  icalcomponent *calendar = parse (NOW, FALSE);
  icalcomponent *event;

  for (event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      icalcomponent *alarm = icalcomponent_get_first_component (event, ICAL_VALARM_COMPONENT);
      struct icaltriggertype trigger;

      g_assert_nonnull (alarm);
      trigger = icalproperty_get_trigger (icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY));
      g_assert_true (icaltime_is_null_time (trigger.time));
      g_assert_cmpint (icaldurationtype_as_int (trigger.duration), ==, 0);
      g_assert_cmpstr (icalproperty_get_value_as_string (icalcomponent_get_first_property (alarm, ICAL_ACTION_PROPERTY)),
                       ==, "DISPLAY");
    }
  icalcomponent_free (calendar);
}

static void
test_uid (void)
{
  icalcomponent *one = parse (NOW, FALSE);
  icalcomponent *other = parse (NOW + G_TIME_SPAN_HOUR, TRUE);
  icalcomponent *first = icalcomponent_get_first_component (one, ICAL_VEVENT_COMPONENT);
  icalcomponent *again = icalcomponent_get_first_component (other, ICAL_VEVENT_COMPONENT);
  icalcomponent *second = icalcomponent_get_next_component (one, ICAL_VEVENT_COMPONENT);

  g_assert_cmpstr (icalcomponent_get_uid (first), ==, icalcomponent_get_uid (again));
  g_assert_cmpstr (icalcomponent_get_uid (first), !=, icalcomponent_get_uid (second));
  icalcomponent_free (one);
  icalcomponent_free (other);
}

static void
test_discreet (void)
{
  static const char * const telling[] = {
    "abdomen", "thigh", "sun", "sweat", "harsh", "skin", "microneedl", "needle", "session", "treat", "stretch",
  };
  g_autoptr (GPtrArray) endings = make_endings ();
  g_autofree char *text = salve_calendar_from_endings (endings, NOW, TRUE);
  g_autofree char *plain = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (strstr (plain, telling[i]) != NULL)
      g_error ("A discreet calendar says “%s”: %s", telling[i], text);
  icalcomponent_free (parse (NOW, TRUE));
}

/* RFC 5545, 3.1: lines end with CR LF and have at most 75 octets, and no letter is cut in two. */
static void
test_lines (void)
{
  g_autoptr (GPtrArray) endings = make_endings ();
  g_autofree char *text = salve_calendar_from_endings (endings, NOW, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strchr (lines[i], '\n'));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new ();
  g_autofree char *text = salve_calendar_from_endings (endings, NOW, FALSE);
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_ANY_COMPONENT), ==, 0);
  icalcomponent_free (calendar);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/calendar/whole", test_whole);
  g_test_add_func ("/calendar/instants", test_instants);
  g_test_add_func ("/calendar/words", test_words);
  g_test_add_func ("/calendar/alarm", test_alarm);
  g_test_add_func ("/calendar/uid", test_uid);
  g_test_add_func ("/calendar/discreet", test_discreet);
  g_test_add_func ("/calendar/lines", test_lines);
  g_test_add_func ("/calendar/none", test_none);

  status = g_test_run ();
  icalmemory_free_ring ();

  return status;
}
