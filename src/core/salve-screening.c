/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-screening.h"

#include "salve-format.h"
#include "salve-protocol.h"

#include <glib/gi18n-lib.h>

/* What is asked about numbing only; also by a newer version. */
#define NUMBING_PREFIX "numbing-"

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
}

/* A day that has come. */
static gboolean
is_given (const GDate *day,
          const GDate *today)
{
  return g_date_valid (day) && g_date_compare (day, today) <= 0;
}

static void
move_later (GDate       *from,
            const GDate *day)
{
  if (from != NULL && (!g_date_valid (from) || g_date_compare (day, from) > 0))
    *from = *day;
}

/* The rules. Each moves @from on, where its own day is later. */

static SalveVerdict
judge_ask (const SalveAnswer *answer,
           const GDate       *today)
{
  return salve_screening_is_agreed (answer, today) ? SALVE_VERDICT_CLEAR : SALVE_VERDICT_ASK;
}

static SalveVerdict
judge_wait (const SalveScreeningItem *item,
            const SalveAnswer        *answer,
            const GDate              *today,
            GDate                    *from)
{
  GDate day = answer->since;

  if (!is_given (&answer->since, today))
    return SALVE_VERDICT_OPEN;
  g_date_add_days (&day, item->wait_days);
  if (g_date_compare (today, &day) < 0)
    {
      move_later (from, &day);
      return SALVE_VERDICT_WAIT;
    }

  return item->ask_too ? judge_ask (answer, today) : SALVE_VERDICT_CLEAR;
}

static SalveVerdict
judge_item (const SalveScreeningItem *item,
            const SalveAnswer        *answer,
            const GDate              *today,
            GDate                    *from)
{
  if (answer == NULL)
    return SALVE_VERDICT_OPEN;
  if (!answer->applies)
    return SALVE_VERDICT_CLEAR;

  switch (item->level)
    {
    case SALVE_SCREENING_WAIT:
      return judge_wait (item, answer, today, from);
    case SALVE_SCREENING_ASK:
      return judge_ask (answer, today);
    case SALVE_SCREENING_CARE:
      return SALVE_VERDICT_CARE;
    case SALVE_SCREENING_STOP:
    default:
      return SALVE_VERDICT_STOP;
    }
}

static SalveVerdict
judge_id (SalveAnswers *answers,
          const char   *id,
          const GDate  *today)
{
  return judge_item (salve_screening_find (id), salve_answers_get (answers, id), today, NULL);
}

static SalveVerdict
judge_skin (SalveAnswers *answers)
{
  if (salve_answers_get_skin_type (answers) == 0)
    return SALVE_VERDICT_OPEN;

  return salve_screening_needs_care (answers) ? SALVE_VERDICT_CARE : SALVE_VERDICT_CLEAR;
}

static SalveVerdict
judge_numbing_too (SalveAnswers *answers,
                   const GDate  *today)
{
  return MAX (judge_id (answers, "pregnancy", today), judge_id (answers, "breastfeeding", today));
}

static SalveVerdict
judge_group (SalveAnswers        *answers,
             SalveScreeningGroup  group,
             const GDate         *today,
             GDate               *from)
{
  guint n;
  const SalveScreeningItem *items = salve_screening_list_group (group, &n);
  SalveVerdict verdict = group == SALVE_SCREENING_LASTING ? judge_skin (answers) : SALVE_VERDICT_CLEAR;

  for (guint i = 0; i < n; i++)
    verdict = MAX (verdict, judge_item (&items[i], salve_answers_get (answers, items[i].id), today, from));
  if (group == SALVE_SCREENING_NUMBING)
    verdict = MAX (verdict, judge_numbing_too (answers, today));

  return verdict;
}

/* A newer version knows reasons that this one cannot weigh, so it does not treat in spite of them. */
static SalveVerdict
judge_unknown (SalveAnswers *answers)
{
  g_auto (GStrv) ids = salve_answers_list_yes (answers);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_str_equal (ids[i], SALVE_SCREENING_INTERVAL) && !g_str_has_prefix (ids[i], NUMBING_PREFIX)
        && salve_screening_find (ids[i]) == NULL)
      return SALVE_VERDICT_STOP;

  return SALVE_VERDICT_CLEAR;
}

/* Words */

static char *
explain_wait (const SalveScreeningItem *item,
              const SalveAnswer        *answer,
              const GDate              *today)
{
  GDate from;
  SalveVerdict verdict = salve_screening_judge_item (item, answer, today, &from);
  g_autofree char *day = NULL;

  if (verdict == SALVE_VERDICT_OPEN)
    return g_strdup (item->gone ? _("Give the day on which it had gone. If it is still there, give today.")
                                : _("Give the day of the last time."));
  if (verdict != SALVE_VERDICT_WAIT)
    return NULL;
  day = salve_format_weekday (&from, today);
  /* Translators: first a day, such as "Thursday, 3 December", then a sentence with the reason */
  return g_strdup_printf (_("Possible from %s. %s"), day, item->advice);
}

static char *
explain_ask (const SalveScreeningItem *item,
             const SalveAnswer        *answer,
             const GDate              *today)
{
  g_autofree char *day = NULL;

  if (!salve_screening_is_agreed (answer, today))
    return g_strdup (item->advice);
  day = salve_format_weekday (&answer->agreed, today);
  /* Translators: first a day, such as "Thursday, 3 December", then the person's own note */
  return g_strdup_printf (_("A clinician agreed on %s: %s"), day, answer->note);
}

/**
 * salve_screening_judge:
 * @answers: what was answered
 * @today: the person's local day
 * @from: (out) (optional): the latest day that something has to wait for; not valid where nothing has
 *
 * Weighs the answers of all groups but the one about numbing. Something that applies and that this version does not
 * know counts as a reason to stop: only a newer version can say better. Whether the last session was too short a
 * time ago is for salve_screening_judge_interval(), for the records tell that and not the answers.
 *
 * Returns: the verdict
 */
SalveVerdict
salve_screening_judge (SalveAnswers *answers,
                       const GDate  *today,
                       GDate        *from)
{
  SalveVerdict verdict;

  g_return_val_if_fail (SALVE_IS_ANSWERS (answers), SALVE_VERDICT_STOP);
  g_return_val_if_fail (today != NULL && g_date_valid (today), SALVE_VERDICT_STOP);

  if (from != NULL)
    g_date_clear (from, 1);
  verdict = judge_unknown (answers);
  for (guint group = 0; group < SALVE_SCREENING_NUMBING; group++)
    verdict = MAX (verdict, judge_group (answers, group, today, from));

  return verdict;
}

/**
 * salve_screening_judge_group:
 * @answers: what was answered
 * @group: a group of items
 * @today: the person's local day
 * @from: (out) (optional): the latest day that something has to wait for; not valid where nothing has
 *
 * Weighs the answers of one group: to the lasting ones belongs the type of skin, to those about numbing what was
 * answered about pregnancy and breastfeeding.
 *
 * Returns: the verdict; about numbing, STOP rules out the cream and not the session
 */
SalveVerdict
salve_screening_judge_group (SalveAnswers        *answers,
                             SalveScreeningGroup  group,
                             const GDate         *today,
                             GDate               *from)
{
  g_return_val_if_fail (SALVE_IS_ANSWERS (answers), SALVE_VERDICT_STOP);
  g_return_val_if_fail (group < SALVE_N_SCREENING_GROUPS, SALVE_VERDICT_STOP);
  g_return_val_if_fail (today != NULL && g_date_valid (today), SALVE_VERDICT_STOP);

  if (from != NULL)
    g_date_clear (from, 1);

  return judge_group (answers, group, today, from);
}

/**
 * salve_screening_judge_item:
 * @item: an item
 * @answer: (nullable): its answer, %NULL where it was not given
 * @today: the person's local day
 * @from: (out) (optional): the day that it has to wait for; not valid where it has not
 *
 * Weighs one answer. On the day that it has to wait for it is clear. A day that has not come yet, such as one
 * that a tampered file holds, counts as not given.
 *
 * Returns: the verdict
 */
SalveVerdict
salve_screening_judge_item (const SalveScreeningItem *item,
                            const SalveAnswer        *answer,
                            const GDate              *today,
                            GDate                    *from)
{
  g_return_val_if_fail (item != NULL, SALVE_VERDICT_STOP);
  g_return_val_if_fail (today != NULL && g_date_valid (today), SALVE_VERDICT_STOP);

  if (from != NULL)
    g_date_clear (from, 1);

  return judge_item (item, answer, today, from);
}

/**
 * salve_screening_judge_interval:
 * @answer: (nullable): the answer to "interval": since when is the last session's day
 * @earliest: (nullable): the day from which the areas may be treated again; %NULL or not valid for now
 * @today: the person's local day
 * @from: (out) (optional): the day to wait for; not valid where there is none
 *
 * Weighs the time since the last session, which the records tell and not the answers. A clinician's word that is not
 * older than that session overrides it.
 *
 * Returns: CLEAR or WAIT
 */
SalveVerdict
salve_screening_judge_interval (const SalveAnswer *answer,
                                const GDate       *earliest,
                                const GDate       *today,
                                GDate             *from)
{
  g_return_val_if_fail (today != NULL && g_date_valid (today), SALVE_VERDICT_STOP);

  if (from != NULL)
    g_date_clear (from, 1);
  if (earliest == NULL || !g_date_valid (earliest) || g_date_compare (today, earliest) >= 0
      || salve_screening_is_agreed (answer, today))
    return SALVE_VERDICT_CLEAR;
  move_later (from, earliest);

  return SALVE_VERDICT_WAIT;
}

/**
 * salve_screening_is_answered:
 * @answers: what was answered
 * @group: a group of items
 * @today: the person's local day
 *
 * Returns: whether nothing that is asked in this group is open, whatever the answers come to
 */
gboolean
salve_screening_is_answered (SalveAnswers        *answers,
                             SalveScreeningGroup  group,
                             const GDate         *today)
{
  guint n;
  const SalveScreeningItem *items;

  g_return_val_if_fail (SALVE_IS_ANSWERS (answers), FALSE);
  g_return_val_if_fail (group < SALVE_N_SCREENING_GROUPS, FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  items = salve_screening_list_group (group, &n);
  for (guint i = 0; i < n; i++)
    if (judge_item (&items[i], salve_answers_get (answers, items[i].id), today, NULL) == SALVE_VERDICT_OPEN)
      return FALSE;

  return group != SALVE_SCREENING_LASTING || salve_answers_get_skin_type (answers) != 0;
}

/**
 * salve_screening_explain:
 * @item: an item
 * @answer: (nullable): its answer
 * @today: the person's local day
 *
 * Says what an item that applies comes to: why, and from which day on or what to do.
 *
 * Returns: (transfer full) (nullable): the words, translated; %NULL where there is nothing to say
 */
char *
salve_screening_explain (const SalveScreeningItem *item,
                         const SalveAnswer        *answer,
                         const GDate              *today)
{
  char *words = NULL;

  g_return_val_if_fail (item != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  if (answer == NULL || !answer->applies)
    return NULL;
  if (item->level == SALVE_SCREENING_WAIT)
    words = explain_wait (item, answer, today);
  if (words == NULL && (item->level == SALVE_SCREENING_ASK || item->ask_too))
    words = explain_ask (item, answer, today);
  if (words == NULL && item->level == SALVE_SCREENING_WAIT)
    words = g_strdup (_("Long enough ago."));

  return words != NULL ? words : g_strdup (item->advice);
}

/**
 * salve_screening_is_agreed:
 * @answer: (nullable): an answer
 * @today: the person's local day
 *
 * Returns: whether a clinician agreed: on a day that has come, that is not before what the word is about, and not
 *   older than %SALVE_PROTOCOL_AGREED_DAYS, with a note of who or what
 */
gboolean
salve_screening_is_agreed (const SalveAnswer *answer,
                           const GDate       *today)
{
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  return answer != NULL
         && is_given (&answer->agreed, today)
         && g_date_days_between (&answer->agreed, today) <= SALVE_PROTOCOL_AGREED_DAYS
         && (!g_date_valid (&answer->since) || g_date_compare (&answer->agreed, &answer->since) >= 0)
         && !is_blank (answer->note);
}

/**
 * salve_screening_needs_care:
 * @answers: what was answered
 *
 * Returns: whether the skin darkens easily, so that some of the waits are longer and a test spot comes first
 *   (S56, S57, S59)
 */
gboolean
salve_screening_needs_care (SalveAnswers *answers)
{
  const SalveAnswer *marks;

  g_return_val_if_fail (SALVE_IS_ANSWERS (answers), TRUE);

  marks = salve_answers_get (answers, "dark-marks");

  return salve_answers_get_skin_type (answers) >= SALVE_PROTOCOL_CARE_SKIN_TYPE || (marks != NULL && marks->applies);
}

/**
 * salve_screening_needs_test_spot:
 * @answers: what was answered
 *
 * Returns: whether a small spot is to be treated first: where more care is needed, and on sensitive skin
 */
gboolean
salve_screening_needs_test_spot (SalveAnswers *answers)
{
  const SalveAnswer *sensitive;

  g_return_val_if_fail (SALVE_IS_ANSWERS (answers), TRUE);

  sensitive = salve_answers_get (answers, "sensitive-skin");

  return salve_screening_needs_care (answers) || (sensitive != NULL && sensitive->applies);
}

/**
 * salve_screening_is_adult:
 * @born: a day of birth
 * @today: the person's local day
 *
 * Returns: whether somebody born that day is %SALVE_PROTOCOL_MIN_AGE today; born on 29 February, from 1 March on
 */
gboolean
salve_screening_is_adult (const GDate *born,
                          const GDate *today)
{
  int years;
  gboolean had_birthday;

  g_return_val_if_fail (born != NULL && g_date_valid (born), FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  years = (int) g_date_get_year (today) - (int) g_date_get_year (born);
  had_birthday = g_date_get_month (today) > g_date_get_month (born)
                 || (g_date_get_month (today) == g_date_get_month (born)
                     && g_date_get_day (today) >= g_date_get_day (born));

  return years > SALVE_PROTOCOL_MIN_AGE || (years == SALVE_PROTOCOL_MIN_AGE && had_birthday);
}
