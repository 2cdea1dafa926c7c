/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-facts.h"

#include <glib/gi18n-lib.h>

#include "salve-clock.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-red-flag.h"
#include "salve-step.h"
#include "salve-term.h"

static gboolean
is_filled (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
describe_pass (const SalveSessionPass *pass)
{
  const char *direction = pass->direction != NULL ? salve_protocol_get_direction_title (pass->direction) : "";

  /* Translators: a direction and how often a roller went there: "Side to side: 4". */
  return g_strdup_printf (_("%s: %u"), direction, pass->count);
}

/**
 * salve_session_facts_device:
 * @session: a session
 *
 * Returns: (transfer full): the device's name, kind and needle length, a line each
 */
char *
salve_session_facts_device (SalveSession *session)
{
  const char *name = salve_session_get_device_name (session);
  const char *kind = salve_term_title (SALVE_VOCABULARY_DEVICE, salve_session_get_device_kind (session));
  const char *parts[4] = { NULL };
  g_autofree char *length = NULL;
  guint n = 0;

  if (is_filled (name))
    parts[n++] = name;
  if (kind != NULL)
    parts[n++] = kind;
  if (salve_session_get_needle_mm (session) > 0)
    {
      length = salve_format_length (salve_session_get_needle_mm (session));
      parts[n] = length;
    }

  return g_strjoinv ("\n", (char **) parts);
}

/**
 * salve_session_facts_numbing:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): the numbing cream and its strength
 */
char *
salve_session_facts_numbing (SalveSession *session)
{
  const char *product = salve_session_get_numbing_product (session);
  double percent = salve_session_get_numbing_percent (session);

  if (product != NULL && percent > 0)
    /* Translators: a numbing cream's name and its strength: "Blue cream, 4 % lidocaine". */
    return g_strdup_printf (_("%s, %g %% lidocaine"), product, percent);
  if (percent > 0)
    return g_strdup_printf (_("%g %% lidocaine"), percent);

  return g_strdup (product);
}

/**
 * salve_session_facts_numbing_amount:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): how much numbing cream was used, and on how much skin
 */
char *
salve_session_facts_numbing_amount (SalveSession *session)
{
  double grams = salve_session_get_numbing_grams (session);
  double cm2 = salve_session_get_numbing_cm2 (session);

  if (!(grams > 0) || !(cm2 > 0))
    return NULL;

  /* Translators: of a numbing cream, in grams and square centimetres: "2.5 g on 80 cm²". */
  return g_strdup_printf (_("%g g on %g cm²"), grams, cm2);
}

/**
 * salve_session_facts_treat_time:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): how long the needles were on the skin in all, if that was measured
 */
char *
salve_session_facts_treat_time (SalveSession *session)
{
  GPtrArray *passes = salve_session_get_passes (session);
  gint64 seconds = 0;

  for (guint i = 0; i < passes->len; i++)
    seconds += ((const SalveSessionPass *) g_ptr_array_index (passes, i))->seconds;

  return seconds > 0 ? salve_format_duration (seconds * G_TIME_SPAN_SECOND) : NULL;
}

/**
 * salve_session_facts_numbing_time:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): from when to when the numbing cream was on, and how long
 */
char *
salve_session_facts_numbing_time (SalveSession *session)
{
  GDateTime *applied = salve_session_get_numbing_applied (session);
  GDateTime *removed = salve_session_get_numbing_removed (session);
  g_autofree char *on = applied != NULL ? salve_format_clock (applied) : NULL;
  g_autofree char *off = removed != NULL ? salve_format_clock (removed) : NULL;
  g_autofree char *length = NULL;

  if (on == NULL)
    return NULL;
  if (off == NULL)
    /* Translators: of a numbing cream; %s is a time of day. */
    return g_strdup_printf (_("from %s"), on);

  length = salve_format_duration (g_date_time_difference (removed, applied));

  /* Translators: of a numbing cream: two times of day and how long: "18:30 to 19:10, 40 min". */
  return g_strdup_printf (_("%s to %s, %s"), on, off, length);
}

/**
 * salve_session_facts_passes:
 * @session: a session
 * @area: the id of a body area
 *
 * Returns: (transfer full): how often the device went over the area, a line a direction
 */
char *
salve_session_facts_passes (SalveSession *session,
                            const char   *area)
{
  GPtrArray *passes = salve_session_get_passes (session);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < passes->len; i++)
    {
      const SalveSessionPass *pass = g_ptr_array_index (passes, i);

      if (pass->count > 0 && g_strcmp0 (pass->area, area) == 0)
        g_ptr_array_add (lines, describe_pass (pass));
    }
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * salve_session_facts_serum:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): what was put on afterwards
 */
char *
salve_session_facts_serum (SalveSession *session)
{
  const char *kind = salve_term_title (SALVE_VOCABULARY_SERUM, salve_session_get_serum_kind (session));
  const char *product = salve_session_get_serum_product (session);

  if (kind != NULL && is_filled (product))
    /* Translators: a kind of serum and a product's name. */
    return g_strdup_printf (_("%s, %s"), kind, product);

  return g_strdup (kind != NULL ? kind : product);
}

/**
 * salve_session_facts_outcome:
 * @session: a session
 *
 * Returns: (transfer full): how it ended and, where it was stopped, why
 */
char *
salve_session_facts_outcome (SalveSession *session)
{
  const char *because = salve_term_title (SALVE_VOCABULARY_STOP, salve_session_get_stopped_because (session));

  if (salve_session_get_outcome (session) == SALVE_OUTCOME_COMPLETED)
    return g_strdup (_("Completed"));
  if (because == NULL)
    return g_strdup (_("Stopped early"));

  /* Translators: why a session was stopped: "Stopped early: Sharp pain". */
  return g_strdup_printf (_("Stopped early: %s"), because);
}

/**
 * salve_session_facts_pain:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): the pain on its scale
 */
char *
salve_session_facts_pain (SalveSession *session)
{
  if (salve_session_get_pain (session) < 0)
    return NULL;

  /* Translators: pain on a scale from 0 to 10. */
  return g_strdup_printf (_("%d of 10"), salve_session_get_pain (session));
}

/**
 * salve_session_facts_redness:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): the redness at the end, on its scale and in words
 */
char *
salve_session_facts_redness (SalveSession *session)
{
  char id[] = { (char) ('0' + salve_session_get_erythema (session)), '\0' };
  const SalveTerm *term = salve_term_find (SALVE_VOCABULARY_ERYTHEMA, id);

  if (term == NULL)
    return NULL;

  /* Translators: redness on a scale from 0 to 4, and in words: "1 – Barely visible". */
  return g_strdup_printf (_("%s – %s"), term->id, _(term->title));
}

/**
 * salve_session_facts_limit:
 * @limit: a restriction of a session
 * @now: the present, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): until when it holds, or since when it is over; and, in a second line,
 *   for which areas where it is not for all
 */
char *
salve_session_facts_limit (const SalveSessionLimit *limit,
                           gint64                   now)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (limit->until);
  g_autofree char *areas = limit->areas != NULL ? salve_format_areas ((const char * const *) limit->areas) : NULL;
  g_autofree char *end = NULL;

  if (salve_clock_instant (limit->until) > now)
    end = salve_format_until (salve_clock_instant (limit->until), now);
  else
    /* Translators: a restriction is over since then, in strftime's terms. */
    end = g_date_time_format (local, _("over since %-d %B %Y, %H:%M"));

  return areas != NULL ? g_strdup_printf ("%s\n%s", end, areas) : g_steal_pointer (&end);
}

/**
 * salve_session_facts_step_title:
 * @step: a step of a session
 *
 * Returns: (transfer none): its name, or its id where this version does not know it
 */
const char *
salve_session_facts_step_title (const SalveSessionStep *step)
{
  int which = salve_step_find (step->id);

  return which >= 0 ? salve_step_get_title ((SalveStep) which) : step->id;
}

/**
 * salve_session_facts_step_time:
 * @step: a step of a session
 *
 * Returns: (transfer full): from when to when it took
 */
char *
salve_session_facts_step_time (const SalveSessionStep *step)
{
  g_autofree char *entered = salve_format_clock (step->entered);
  g_autofree char *done = step->done != NULL ? salve_format_clock (step->done) : NULL;

  if (done == NULL)
    return g_steal_pointer (&entered);

  /* Translators: two times of day: "18:30 to 18:35". */
  return g_strdup_printf (_("%s to %s"), entered, done);
}

/**
 * salve_session_facts_event_title:
 * @event: something that happened in or after a session
 *
 * Returns: (transfer none): how urgent it was or, of another kind, the kind's word
 */
const char *
salve_session_facts_event_title (const SalveSessionEvent *event)
{
  switch (salve_urgency_find (event->urgency))
    {
    case SALVE_URGENCY_EMERGENCY:
      return _("Signs of an emergency");
    case SALVE_URGENCY_DOCTOR_TODAY:
      return _("Signs for a doctor the same day");
    case SALVE_URGENCY_DERMATOLOGIST:
      return _("Signs for a dermatologist");
    case SALVE_URGENCY_NONE:
    default:
      return event->kind;
    }
}

/**
 * salve_session_facts_event:
 * @event: something that happened in or after a session
 *
 * Returns: (transfer full): when, which signs and the note, a line each
 */
char *
salve_session_facts_event (const SalveSessionEvent *event)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (event->at);
  /* Translators: when something happened, in strftime's terms. */
  g_autofree char *when = g_date_time_format (local, _("%-d %B %Y, %H:%M"));
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (lines, when);
  for (guint i = 0; event->signs != NULL && event->signs[i] != NULL; i++)
    {
      const SalveRedFlag *flag = salve_red_flag_find (event->signs[i]);

      g_strv_builder_add (lines, flag != NULL ? flag->sign : event->signs[i]);
    }
  if (is_filled (event->note))
    g_strv_builder_add (lines, event->note);
  all = g_strv_builder_end (lines);

  return g_strjoinv ("\n", all);
}

/**
 * salve_session_facts_check_in_title:
 * @check_in: how the skin looked some time after a session
 *
 * Returns: (transfer full): when it was asked: "After 3 days"
 */
char *
salve_session_facts_check_in_title (const SalveSessionCheckIn *check_in)
{
  guint days = check_in->hours / 24;

  if (days == 0 || check_in->hours % 24 != 0)
    return g_strdup_printf (ngettext ("After %u hour", "After %u hours", check_in->hours), check_in->hours);

  return g_strdup_printf (ngettext ("After %u day", "After %u days", days), days);
}

/**
 * salve_session_facts_check_in:
 * @check_in: how the skin looked some time after a session
 *
 * Returns: (transfer full): the answer and when it was given, a line each
 */
char *
salve_session_facts_check_in (const SalveSessionCheckIn *check_in)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (check_in->at);
  g_autofree char *when = g_date_time_format (local, _("%-d %B %Y, %H:%M"));
  const char *looks = check_in->looks;

  if (g_str_equal (looks, SALVE_LOOKS_EXPECTED))
    looks = _("As expected");
  else if (g_str_equal (looks, SALVE_LOOKS_WRONG))
    looks = _("Something looks wrong");

  return g_strdup_printf ("%s\n%s", looks, when);
}
