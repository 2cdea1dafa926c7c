/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-format.h"

#include <glib/gi18n-lib.h>

#include "salve-area.h"
#include "salve-clock.h"
#include "salve-term.h"

#define HOUR_MINUTES 60
#define DAY_MINUTES  (24 * HOUR_MINUTES)

/* From so many days on, a day is told with its year. */
#define FAR_DAYS 300

static GDateTime *
local_time (gint64 instant)
{
  return g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
}

/* Calendar days from one local day to another. */
static int
days_between (GDateTime *from,
              GDateTime *to)
{
  GDate first;
  GDate last;

  salve_clock_get_day (from, &first);
  salve_clock_get_day (to, &last);

  return g_date_days_between (&first, &last);
}

static char *
format_local (GDateTime  *time,
              const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, format);
}

static char *
format_days (gint64 minutes)
{
  int all_hours = (int) ((minutes + HOUR_MINUTES - 1) / HOUR_MINUTES);
  int days = all_hours / 24;
  int hours = all_hours % 24;

  if (hours == 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);

  /* Translators: a remaining time, short, in large type: "1 day 4 h". */
  return g_strdup_printf (ngettext ("%d day %d h", "%d days %d h", (gulong) days), days, hours);
}

/**
 * salve_format_duration:
 * @microseconds: a span of time; a negative one counts as none
 *
 * Returns: (transfer full): the span in short words, of at most two units:
 *   "1 day 4 h", "12 min", and in the last minute "45 s". Begun units count
 *   whole, so that a wait never looks shorter than it is.
 */
char *
salve_format_duration (gint64 microseconds)
{
  gint64 seconds = (MAX (microseconds, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  gint64 minutes = (seconds + 59) / 60;

  if (seconds < 60)
    /* Translators: seconds, as short as the unit's sign. */
    return g_strdup_printf (_("%d s"), (int) seconds);
  if (minutes < HOUR_MINUTES)
    /* Translators: minutes, as short as the unit's sign. */
    return g_strdup_printf (_("%d min"), (int) minutes);
  if (minutes >= DAY_MINUTES)
    return format_days (minutes);
  if (minutes % HOUR_MINUTES == 0)
    /* Translators: hours, as short as the unit's sign. */
    return g_strdup_printf (_("%d h"), (int) (minutes / HOUR_MINUTES));

  /* Translators: a remaining time, short, in large type: "3 h 20 min". */
  return g_strdup_printf (_("%d h %d min"), (int) (minutes / HOUR_MINUTES), (int) (minutes % HOUR_MINUTES));
}

/**
 * salve_format_ago:
 * @microseconds: how long ago
 *
 * Returns: (transfer full): "just now", "12 minutes ago", "3 hours ago" or
 *   "2 days ago"; begun units do not count
 */
char *
salve_format_ago (gint64 microseconds)
{
  int minutes = (int) CLAMP (microseconds / G_TIME_SPAN_MINUTE, 0, G_MAXINT);
  int hours = minutes / HOUR_MINUTES;
  int days = minutes / DAY_MINUTES;

  if (days > 0)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), days);
  if (hours > 0)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) hours), hours);
  if (minutes > 0)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes), minutes);

  return g_strdup (_("just now"));
}

/* Whether this local time comes twice, for the clocks are put back an hour there. */
static gboolean
is_twice (GDateTime *time)
{
  for (int hours = -1; hours <= 1; hours += 2)
    {
      g_autoptr (GDateTime) other = g_date_time_add (time, hours * G_TIME_SPAN_HOUR);

      if (g_date_time_get_hour (other) == g_date_time_get_hour (time))
        return TRUE;
    }

  return FALSE;
}

static char *
format_until (GDateTime *end,
              GDateTime *today)
{
  int days = days_between (today, end);

  if (days == 0)
    /* Translators: a time of today, in strftime's terms. */
    return g_date_time_format (end, _("until %H:%M"));
  if (days == 1)
    return g_date_time_format (end, _("until tomorrow, %H:%M"));
  if (days > 1 && days < 7)
    /* Translators: a day of this week and a time, in strftime's terms: "until Tuesday, 19:12". */
    return g_date_time_format (end, _("until %A, %H:%M"));
  if (days > 1 && days < 300)
    /* Translators: a date and time, in strftime's terms: "until 6 December, 19:12". */
    return g_date_time_format (end, _("until %-d %B, %H:%M"));

  return g_date_time_format (end, _("until %-d %B %Y, %H:%M"));
}

/**
 * salve_format_until:
 * @instant: an end, in microseconds since 1970 UTC
 * @now: the present instant
 *
 * Returns: (transfer full): the end in the person's local time, as near as it
 *   is: "until 19:12", "until tomorrow, 19:12", "until Tuesday, 19:12" or
 *   "until 6 December, 19:12"; in the hour that comes twice "until 02:30 (CET)"
 */
char *
salve_format_until (gint64 instant,
                    gint64 now)
{
  g_autoptr (GDateTime) end = local_time (instant);
  g_autoptr (GDateTime) today = local_time (now);
  g_autofree char *until = NULL;

  if (end == NULL || today == NULL)
    return g_strdup ("");
  until = format_until (end, today);
  if (!is_twice (end))
    return g_steal_pointer (&until);

  /* Translators: in the hour that comes twice when summer time ends: "until 02:30", then which of the two it is: "CET". */
  return g_strdup_printf (_("%s (%s)"), until, g_date_time_get_timezone_abbreviation (end));
}

/**
 * salve_format_day:
 * @time: a date and time
 * @now: the present
 *
 * Returns: (transfer full): the day and time in words for within a sentence:
 *   "today at 19:12", "yesterday at 19:12", "on Sunday at 19:12" or
 *   "on 22 November at 19:12"
 */
char *
salve_format_day (GDateTime *time,
                  GDateTime *now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) today = NULL;
  int days;

  g_return_val_if_fail (time != NULL && now != NULL, NULL);

  local = g_date_time_to_local (time);
  today = g_date_time_to_local (now);
  days = days_between (local, today);
  if (days == 0)
    /* Translators: within a sentence, in strftime's terms. */
    return g_date_time_format (local, _("today at %H:%M"));
  if (days == 1)
    /* Translators: within a sentence, in strftime's terms. */
    return g_date_time_format (local, _("yesterday at %H:%M"));
  if (days > 1 && days < 7)
    /* Translators: within a sentence, in strftime's terms: "on Sunday at 19:12". */
    return g_date_time_format (local, _("on %A at %H:%M"));

  /* Translators: within a sentence, in strftime's terms: "on 22 November 2026 at 19:12". */
  return g_date_time_format (local, _("on %-d %B %Y at %H:%M"));
}

/**
 * salve_format_clock:
 * @time: a date and time
 *
 * Returns: (transfer full): the time of day in the local zone, "19:12"
 */
char *
salve_format_clock (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  /* Translators: a time of day, in strftime's terms. */
  return format_local (time, _("%H:%M"));
}

/**
 * salve_format_month:
 * @time: a date and time
 *
 * Returns: (transfer full): the month as a heading, "November 2026"
 */
char *
salve_format_month (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  /* Translators: a month as a heading, in strftime's terms: "November 2026". */
  return format_local (time, _("%OB %Y"));
}

/**
 * salve_format_date:
 * @time: a date and time
 *
 * Returns: (transfer full): the day as a heading, "Sunday, 22 November 2026"
 */
char *
salve_format_date (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  /* Translators: a day as a heading, in strftime's terms: "Sunday, 22 November 2026". */
  return format_local (time, _("%A, %-d %B %Y"));
}

/**
 * salve_format_weekday:
 * @date: a day
 * @today: (nullable): the present local day
 *
 * Returns: (transfer full): the day for within a sentence: "Thursday, 3 December", with its year where it
 *   is far off
 */
char *
salve_format_weekday (const GDate *date,
                      const GDate *today)
{
  g_autoptr (GDateTime) noon = NULL;
  gboolean near;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  near = today != NULL && g_date_valid (today) && ABS (g_date_days_between (today, date)) < FAR_DAYS;
  /* In UTC, for a zone may leave out any time of day. */
  noon = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  /* Translators: a day, in strftime's terms: "Wednesday, 25 November". */
  return g_date_time_format (noon, near ? _("%A, %-d %B")
                                        /* Translators: a day as a heading, in strftime's terms: "Sunday, 22 November 2026". */
                                        : _("%A, %-d %B %Y"));
}

/**
 * salve_format_length:
 * @needle_mm: a needle length in mm
 *
 * Returns: (transfer full): the length with its unit, "0.25 mm", with the
 *   decimal sign of the locale
 */
char *
salve_format_length (double needle_mm)
{
  g_autofree char *number = g_strdup_printf ("%.2f", needle_mm);
  gsize length = strlen (number);

  /* 0.50 reads as 0.5, 1.00 as 1.0. */
  if (number[length - 1] == '0')
    number[length - 1] = '\0';

  /* Translators: a needle length in millimetres; %s is the number. */
  return g_strdup_printf (_("%s mm"), number);
}

/**
 * salve_format_device:
 * @kind: (nullable): the id of a kind of device
 * @needle_mm: its needle length in mm, or 0 where it is not known
 *
 * Returns: (transfer full) (nullable): what is known of it, "Roller, 0.25 mm"; %NULL for nothing
 */
char *
salve_format_device (const char *kind,
                     double      needle_mm)
{
  const char *title = salve_term_title (SALVE_VOCABULARY_DEVICE, kind);
  g_autofree char *length = NULL;

  if (!(needle_mm > 0))
    return g_strdup (title);
  length = salve_format_length (needle_mm);
  if (title == NULL)
    return g_steal_pointer (&length);

  /* Translators: a device and its needle length: "Roller, 0.25 mm". */
  return g_strdup_printf (_("%s, %s"), title, length);
}

/**
 * salve_format_outcome:
 * @outcome: how a session ended
 *
 * Returns: (transfer none): the same in words for within a line
 */
const char *
salve_format_outcome (SalveOutcome outcome)
{
  if (outcome == SALVE_OUTCOME_STOPPED)
    /* Translators: how a session ended. */
    return _("stopped early");

  /* Translators: how a session ended. */
  return _("completed");
}

/**
 * salve_format_list:
 * @items: (array zero-terminated=1): words
 *
 * Returns: (transfer full): the words as one phrase, "Sun, Sweat and Water"
 */
char *
salve_format_list (const char * const *items)
{
  g_autofree char *list = NULL;
  guint n = items != NULL ? g_strv_length ((char **) items) : 0;

  if (n == 0)
    return g_strdup ("");

  list = g_strdup (items[0]);
  for (guint i = 1; i < n; i++)
    {
      g_autofree char *before = g_steal_pointer (&list);

      if (i + 1 < n)
        /* Translators: joins the items of a list but the last: "Sun, Sweat". */
        list = g_strdup_printf (_("%s, %s"), before, items[i]);
      else
        /* Translators: joins the last two items of a list: "Sun and Sweat". */
        list = g_strdup_printf (_("%s and %s"), before, items[i]);
    }

  return g_steal_pointer (&list);
}

/**
 * salve_format_areas:
 * @areas: (array zero-terminated=1) (nullable): ids of body areas
 *
 * Returns: (transfer full): their names as one phrase
 */
char *
salve_format_areas (const char * const *areas)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    g_strv_builder_add (names, salve_area_name (areas[i]));
  list = g_strv_builder_end (names);

  return salve_format_list ((const char * const *) list);
}
