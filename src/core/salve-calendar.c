/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-calendar.h"

#include <libical/ical.h>

#include "salve-ending.h"

#define PRODID "-//Salve//" SALVE_APP_ID "//EN"

/* Rounded up: an end must not be told before it has come. */
static struct icaltimetype
make_time (gint64 instant)
{
  gint64 seconds = (instant + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  return icaltime_from_timet_with_zone ((time_t) seconds, 0, icaltimezone_get_utc_timezone ());
}

/* The instant tells an ending from others, so a later file replaces what an earlier one put into the calendar. */
static char *
make_uid (SalveEnding *ending)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "@%s", salve_ending_get_instant (ending), SALVE_APP_ID);
}

static icalcomponent *
make_alarm (const char *words)
{
  return icalcomponent_vanew (ICAL_VALARM_COMPONENT,
                              icalproperty_new_action (ICAL_ACTION_DISPLAY),
                              icalproperty_new_trigger (icaltriggertype_from_int (0)),
                              icalproperty_new_description (words),
                              (void *) 0);
}

/* It takes no time, so it leaves the person free. */
static icalcomponent *
make_event (SalveEnding *ending,
            gint64       now,
            gboolean     discreet)
{
  g_autofree char *uid = make_uid (ending);
  g_autofree char *summary = salve_ending_get_title (ending, salve_ending_get_instant (ending), discreet);
  g_autofree char *description = salve_ending_get_body (ending, discreet);

  return icalcomponent_vanew (ICAL_VEVENT_COMPONENT,
                              icalproperty_new_uid (uid),
                              icalproperty_new_dtstamp (make_time (now)),
                              icalproperty_new_dtstart (make_time (salve_ending_get_instant (ending))),
                              icalproperty_new_summary (summary),
                              icalproperty_new_description (description),
                              icalproperty_new_class (ICAL_CLASS_PRIVATE),
                              icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT),
                              make_alarm (summary),
                              (void *) 0);
}

/**
 * salve_calendar_from_endings:
 * @endings: (element-type SalveEnding): what ends
 * @now: the present instant, in microseconds since 1970 UTC
 * @discreet: whether to name neither a part of the body nor a treatment
 *
 * Puts each ending into a calendar (RFC 5545) as an event at its instant, with
 * an alarm of its own. The same ending has the same UID in every such file.
 *
 * Returns: (transfer full): the text of a file "salve.ics"
 */
char *
salve_calendar_from_endings (GPtrArray *endings,
                             gint64     now,
                             gboolean   discreet)
{
  icalcomponent *calendar;
  char *own;
  char *text;

  g_return_val_if_fail (endings != NULL, NULL);

  calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT,
                                  icalproperty_new_version ("2.0"),
                                  icalproperty_new_prodid (PRODID),
                                  (void *) 0);
  for (guint i = 0; i < endings->len; i++)
    icalcomponent_add_component (calendar, make_event (g_ptr_array_index (endings, i), now, discreet));
  own = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (own);
  icalmemory_free_buffer (own);
  icalcomponent_free (calendar);

  return text;
}
