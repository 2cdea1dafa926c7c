/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-planner.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-record.h"

/* A session is not so long that one which began earlier matters. */
#define LONGEST_SESSION_HOURS 24

typedef struct
{
  SalveMarks mark;
  guint      pause_days; /* before a session */
  guint      waits_for;  /* bits of SalveRestriction after it */
} Rule;

/* What is not known to be harmless waits for all that a product can wait for. */
static const Rule rules[] = {
  { SALVE_MARK_RETINOID, SALVE_PROTOCOL_WAIT_ACTIVES_DAYS, 1 << SALVE_RESTRICTION_PRODUCTS },
  { SALVE_MARK_ACID, SALVE_PROTOCOL_WAIT_ACTIVES_DAYS, 1 << SALVE_RESTRICTION_PRODUCTS },
  { SALVE_MARK_VITAMIN_C, SALVE_PROTOCOL_PAUSE_VITAMIN_C_DAYS, 1 << SALVE_RESTRICTION_ACTIVES },
  { SALVE_MARK_BENZOYL_PEROXIDE, SALVE_PROTOCOL_PAUSE_BENZOYL_DAYS, 1 << SALVE_RESTRICTION_PRODUCTS },
  { SALVE_MARK_FRAGRANCED, SALVE_PROTOCOL_PAUSE_FRAGRANCE_DAYS, 1 << SALVE_RESTRICTION_MAKEUP },
  { SALVE_MARK_BLAND, 0, 0 },
  { SALVE_MARK_UNKNOWN, SALVE_PROTOCOL_WAIT_ACTIVES_DAYS,
    1 << SALVE_RESTRICTION_PRODUCTS | 1 << SALVE_RESTRICTION_ACTIVES | 1 << SALVE_RESTRICTION_MAKEUP },
};

static guint
get_waits (SalveMarks marks)
{
  guint waits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((marks & rules[i].mark) != 0)
      waits |= rules[i].waits_for;
  return waits;
}

/* Of the sessions after which something is to be spared, the end of the latest; 0 without one. */
static gint64
find_last_end (GListModel *records,
               gint64      now)
{
  const gint64 since = now - (SALVE_PROTOCOL_PLAIN_GEL_HOURS + LONGEST_SESSION_HOURS) * G_TIME_SPAN_HOUR;
  gint64 last = 0;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(SalveRecord) record = g_list_model_get_item (records, i);
      SalveSession *session;

      if (salve_clock_instant (salve_record_get_time (record)) < since)
        break;
      session = salve_record_get_session (record);
      if (session != NULL && salve_session_get_ended (session) != NULL
          && salve_session_get_aftercare (session)->len > 0)
        last = MAX (last, salve_clock_instant (salve_session_get_ended (session)));
    }
  return last;
}

/**
 * salve_planner_get_pause_days:
 * @marks: what a product is
 *
 * Returns: for how many whole days before a session it stays off the skin: the longest of its
 *   marks (retinoids and acids S37, S47, S48; the others are our judgement)
 */
guint
salve_planner_get_pause_days (SalveMarks marks)
{
  guint days = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((marks & rules[i].mark) != 0)
      days = MAX (days, rules[i].pause_days);
  return days;
}

/**
 * salve_planner_get_pause:
 * @marks: what a product is
 * @planned: the day of the session
 * @from: (out): return location for the first day without the product
 *
 * Returns: whether it is to be paused at all
 */
gboolean
salve_planner_get_pause (SalveMarks   marks,
                         const GDate *planned,
                         GDate       *from)
{
  guint days = salve_planner_get_pause_days (marks);

  g_return_val_if_fail (planned != NULL && g_date_valid (planned), FALSE);
  g_return_val_if_fail (from != NULL, FALSE);

  *from = *planned;
  g_date_subtract_days (from, days);
  return days > 0;
}

/**
 * salve_planner_get_return_hours:
 * @marks: what a product is
 * @needle_mm: the length of the needles in mm
 *
 * Returns: how many hours after a session it may return at the earliest. On the first day there
 *   is nothing but plain hyaluronic acid gel (S24), not even what is bland.
 */
guint
salve_planner_get_return_hours (SalveMarks marks,
                                double     needle_mm)
{
  const SalveBand *band = salve_protocol_get_band (needle_mm);
  guint waits = get_waits (marks);
  guint hours = SALVE_PROTOCOL_PLAIN_GEL_HOURS;

  for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if ((waits & 1u << i) != 0)
      hours = MAX (hours, band->hours[i]);
  return hours;
}

/**
 * salve_planner_get_return_day:
 * @marks: what a product is
 * @needle_mm: the length of the needles in mm
 * @planned: the day of the session
 * @day: (out): return location for the first day on which it is free from the morning on, also
 *   where the session is late in the evening
 */
void
salve_planner_get_return_day (SalveMarks   marks,
                              double       needle_mm,
                              const GDate *planned,
                              GDate       *day)
{
  g_return_if_fail (planned != NULL && g_date_valid (planned));
  g_return_if_fail (day != NULL);

  *day = *planned;
  g_date_add_days (day, (salve_planner_get_return_hours (marks, needle_mm) + 23) / 24 + 1);
}

/**
 * salve_planner_get_return:
 * @marks: what a product is
 * @aftercare: what is restricted now
 * @records: the records, a list of #SalveRecord, newest first
 * @now: the present instant
 *
 * Returns: the instant at which it may return to the treated skin, 0 where it may be used
 */
gint64
salve_planner_get_return (SalveMarks      marks,
                          SalveAftercare *aftercare,
                          GListModel     *records,
                          gint64          now)
{
  guint waits = get_waits (marks);
  gint64 until;

  g_return_val_if_fail (SALVE_IS_AFTERCARE (aftercare), 0);
  g_return_val_if_fail (G_IS_LIST_MODEL (records), 0);

  until = find_last_end (records, now) + SALVE_PROTOCOL_PLAIN_GEL_HOURS * G_TIME_SPAN_HOUR;
  for (guint i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      SalveCountdown *countdown = NULL;

      if ((waits & 1u << i) != 0)
        countdown = salve_aftercare_find (aftercare, salve_protocol_get_restriction (i)->id);
      if (countdown != NULL)
        until = MAX (until, salve_countdown_get_until (countdown));
    }
  return until > now ? until : 0;
}

/**
 * salve_planner_describe_return:
 * @marks: what a product is
 * @until: what salve_planner_get_return() gave
 * @now: the present instant
 *
 * Returns: (transfer full) (nullable): the same in words, "Not on treated skin until Tuesday,
 *   19:12"; %NULL where it may be used
 */
char *
salve_planner_describe_return (SalveMarks marks,
                               gint64     until,
                               gint64     now)
{
  g_autofree char *when = NULL;

  if (until <= now)
    return NULL;
  when = salve_format_until (until, now);
  if (marks == SALVE_MARK_BLAND)
    /* Translators: of a bland skin-care product on the first day; %s is "until Tuesday, 19:12". */
    return g_strdup_printf (_("Better only plain gel %s"), when);
  /* Translators: of a skin-care product; %s is "until Tuesday, 19:12". */
  return g_strdup_printf (_("Not on treated skin %s"), when);
}

/**
 * salve_planner_describe_pause:
 * @marks: what a product is
 * @needle_mm: the length of the needles in mm that the session is expected to have
 * @planned: (nullable): the day of the next session
 * @today: the day
 *
 * Returns: (transfer full) (nullable): when to pause it and when it may return, in words; %NULL
 *   where there is nothing to pause
 */
char *
salve_planner_describe_pause (SalveMarks   marks,
                              double       needle_mm,
                              const GDate *planned,
                              const GDate *today)
{
  g_autofree char *pause = NULL;
  g_autofree char *back = NULL;
  GDate from, day;

  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (planned == NULL || g_date_compare (planned, today) < 0
      || !salve_planner_get_pause (marks, planned, &from))
    return NULL;
  salve_planner_get_return_day (marks, needle_mm, planned, &day);
  pause = salve_format_weekday (&from, today);
  back = salve_format_weekday (&day, today);
  if (g_date_compare (&from, today) <= 0)
    /* Translators: of a skin-care product before a session; %s is a day, "Sunday, 22 November". */
    return g_strdup_printf (_("Pause now. Back on %s at the earliest."), back);

  /* Translators: of a skin-care product before a session; both are days, "Sunday, 22 November". */
  return g_strdup_printf (_("Pause from %s. Back on %s at the earliest."), pause, back);
}
