/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-calendar.h"

#include <string.h>

#include "salve-ending.h"

#define PRODID "-//Salve//" SALVE_APP_ID "//EN"

/* RFC 5545, 3.1: of a line, without its end. */
#define MAX_OCTETS 75

/* A line that is too long goes on in the next, behind a space. No letter is cut in two. */
static void
add_line (GString    *text,
          const char *name,
          const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *rest = line;

  for (gsize room = MAX_OCTETS; strlen (rest) > room; room = MAX_OCTETS - 1)
    {
      const char *end = g_utf8_find_prev_char (rest, rest + room + 1);

      g_string_append_len (text, rest, end - rest);
      g_string_append (text, "\r\n ");
      rest = end;
    }
  g_string_append (text, rest);
  g_string_append (text, "\r\n");
}

/* RFC 5545, 3.3.11. Whatever a record names, it stays within its line. */
static void
add_words (GString    *text,
           const char *name,
           const char *words)
{
  g_autoptr (GString) escaped = g_string_new (words);

  g_string_replace (escaped, "\\", "\\\\", 0);
  g_string_replace (escaped, ";", "\\;", 0);
  g_string_replace (escaped, ",", "\\,", 0);
  g_string_replace (escaped, "\r", "", 0);
  g_string_replace (escaped, "\n", "\\n", 0);
  add_line (text, name, escaped->str);
}

/* Rounded up: an end must not be told before it has come. */
static void
add_time (GString    *text,
          const char *name,
          gint64      instant)
{
  gint64 seconds = (instant + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *value = g_date_time_format (time, "%Y%m%dT%H%M%SZ");

  add_line (text, name, value);
}

/* The instant tells an ending from others, so a later file replaces what an earlier one put into the calendar. */
static void
add_uid (GString     *text,
         SalveEnding *ending)
{
  g_autofree char *uid = g_strdup_printf ("%" G_GINT64_FORMAT "@%s", salve_ending_get_instant (ending), SALVE_APP_ID);

  add_line (text, "UID", uid);
}

static void
add_alarm (GString    *text,
           const char *words)
{
  add_line (text, "BEGIN", "VALARM");
  add_line (text, "ACTION", "DISPLAY");
  add_line (text, "TRIGGER", "PT0S");
  add_words (text, "DESCRIPTION", words);
  add_line (text, "END", "VALARM");
}

/* It takes no time, so it leaves the person free. */
static void
add_event (GString     *text,
           SalveEnding *ending,
           gint64       now,
           gboolean     discreet)
{
  g_autofree char *summary = salve_ending_get_title (ending, salve_ending_get_instant (ending), discreet);
  g_autofree char *description = salve_ending_get_body (ending, discreet);

  add_line (text, "BEGIN", "VEVENT");
  add_uid (text, ending);
  add_time (text, "DTSTAMP", now);
  add_time (text, "DTSTART", salve_ending_get_instant (ending));
  add_words (text, "SUMMARY", summary);
  add_words (text, "DESCRIPTION", description);
  add_line (text, "CLASS", "PRIVATE");
  add_line (text, "TRANSP", "TRANSPARENT");
  add_alarm (text, summary);
  add_line (text, "END", "VEVENT");
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
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (endings != NULL, NULL);

  text = g_string_new (NULL);
  add_line (text, "BEGIN", "VCALENDAR");
  add_line (text, "VERSION", "2.0");
  add_line (text, "PRODID", PRODID);
  for (guint i = 0; i < endings->len; i++)
    add_event (text, g_ptr_array_index (endings, i), now, discreet);
  add_line (text, "END", "VCALENDAR");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
