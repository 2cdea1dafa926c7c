/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-reminder.h"

#include <glib/gi18n-lib.h>

#include "salve-clock.h"
#include "salve-format.h"

/* Told this long after its instant, a reminder says so. */
#define LATE (2 * G_TIME_SPAN_MINUTE)

static gboolean
is_late (const SalveReminder *reminder,
         gint64               now)
{
  return now - reminder->instant >= LATE;
}

/* In the zone where the person is now. */
static gboolean
is_of_today (const SalveReminder *reminder,
             gint64               now)
{
  g_autoptr (GDateTime) present = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  GDate today;

  salve_clock_get_day (present, &today);

  return g_date_compare (&today, &reminder->day) <= 0;
}

static char *
get_moisturise_title (const SalveReminder *reminder,
                      gint64               now,
                      gboolean             discreet)
{
  g_autofree char *ago = salve_format_ago (now - reminder->instant);

  if (discreet)
    return is_late (reminder, now) ? g_strdup_printf (_("A reminder was due %s"), ago) : g_strdup (_("A reminder is due"));

  /* Translators: %s is "3 hours ago". */
  return is_late (reminder, now) ? g_strdup_printf (_("It was time to moisturise %s"), ago)
                                 : g_strdup (_("Time to moisturise"));
}

static char *
get_ready_title (const SalveReminder *reminder,
                 gint64               now,
                 gboolean             discreet)
{
  g_autofree char *areas = salve_format_areas ((const char * const *) reminder->areas);
  /* Near enough to be told without its year. */
  g_autofree char *day = salve_format_weekday (&reminder->day, &reminder->day);

  if (is_of_today (reminder, now))
    /* Translators: %s is one or more areas of the body: "Abdomen and Left hip". */
    return discreet ? g_strdup (_("A wait is over")) : g_strdup_printf (_("%s: may be treated again"), areas);
  if (discreet)
    /* Translators: %s is a day, such as "Saturday, 28 November". */
    return g_strdup_printf (_("A wait was over on %s"), day);

  /* Translators: areas of the body, then a day such as "Saturday, 28 November". */
  return g_strdup_printf (_("%s: may be treated again since %s"), areas, day);
}

/* What is to be expected of the redness by the protocol's table. */
static const char *
get_expected (const SalveReminder *reminder,
              gint64               now)
{
  gint64 hours = (now - reminder->needled) / G_TIME_SPAN_HOUR;

  if (hours >= reminder->redness_alert_hours)
    return _("Redness should have gone by now. If it has not, ask a doctor.");
  if (hours >= reminder->redness_ends_hours)
    return _("Redness should be fading by now.");

  return _("Redness, a little swelling and flaking are usual for now.");
}

static char *
get_check_in_body (const SalveReminder *reminder,
                   gint64               now)
{
  g_autofree char *areas = salve_format_areas ((const char * const *) reminder->areas);
  g_autofree char *ago = salve_format_ago (now - reminder->needled);

  if (*areas == '\0')
    return g_strdup (get_expected (reminder, now));

  /* Translators: areas of the body, "2 days ago", then a whole sentence. */
  return g_strdup_printf (_("%s, treated %s. %s"), areas, ago, get_expected (reminder, now));
}

static char *
get_moisturise_body (const SalveReminder *reminder)
{
  g_autofree char *areas = salve_format_areas ((const char * const *) reminder->areas);

  if (*areas == '\0')
    return g_strdup (_("Use a plain cream without perfume, with clean hands."));

  /* Translators: %s is one or more areas of the body: "Abdomen and Left hip". */
  return g_strdup_printf (_("%s: use a plain cream without perfume, with clean hands."), areas);
}

/**
 * salve_reminder_new:
 * @kind: what it is about
 * @instant: since when it is due, in microseconds since 1970 UTC
 * @areas: (array zero-terminated=1) (nullable): ids of the areas it is about
 *
 * Returns: (transfer full): a reminder whose other members are to be set
 */
SalveReminder *
salve_reminder_new (SalveReminderKind   kind,
                    gint64              instant,
                    const char * const *areas)
{
  SalveReminder *reminder = g_new0 (SalveReminder, 1);

  reminder->kind = kind;
  reminder->instant = instant;
  reminder->areas = areas != NULL ? g_strdupv ((char **) areas) : g_new0 (char *, 1);
  g_date_clear (&reminder->day, 1);

  return reminder;
}

/**
 * salve_reminder_free:
 * @reminder: (nullable) (transfer full): a reminder
 */
void
salve_reminder_free (SalveReminder *reminder)
{
  if (reminder == NULL)
    return;
  g_free (reminder->key);
  g_free (reminder->record);
  g_free (reminder->session);
  g_strfreev (reminder->areas);
  g_free (reminder);
}

/**
 * salve_reminder_get_title:
 * @reminder: a reminder
 * @now: the present instant, in microseconds since 1970 UTC
 * @discreet: whether others may read it: then it names neither the body nor what is done to it
 *
 * Returns: (transfer full): a headline in words, which says so when it comes late
 */
char *
salve_reminder_get_title (const SalveReminder *reminder,
                          gint64               now,
                          gboolean             discreet)
{
  g_return_val_if_fail (reminder != NULL, NULL);

  switch (reminder->kind)
    {
    case SALVE_REMINDER_MOISTURISE:
      return get_moisturise_title (reminder, now, discreet);
    case SALVE_REMINDER_CHECK_IN:
      return g_strdup (discreet ? _("Salve has a question for you") : _("How does the skin look?"));
    case SALVE_REMINDER_READY:
      return get_ready_title (reminder, now, discreet);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * salve_reminder_get_body:
 * @reminder: a reminder
 * @now: the present instant, in microseconds since 1970 UTC
 * @discreet: as for salve_reminder_get_title()
 *
 * Returns: (transfer full): plain text
 */
char *
salve_reminder_get_body (const SalveReminder *reminder,
                         gint64               now,
                         gboolean             discreet)
{
  g_return_val_if_fail (reminder != NULL, NULL);

  switch (reminder->kind)
    {
    case SALVE_REMINDER_MOISTURISE:
      return discreet ? g_strdup (_("Open Salve to see which.")) : get_moisturise_body (reminder);
    case SALVE_REMINDER_CHECK_IN:
      return discreet ? g_strdup (_("Open Salve to answer it.")) : get_check_in_body (reminder, now);
    case SALVE_REMINDER_READY:
      if (discreet)
        return g_strdup (_("Open Salve to see which."));
      return g_strdup (reminder->clinic ? _("There is no hurry. The clinic says when the next visit is right.")
                                        : _("There is no hurry. Salve asks first whether today is a good day for it."));
    default:
      g_return_val_if_reached (NULL);
    }
}
