/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-answer-facts.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"

static char *
describe_agreed (const SalveAnswer *answer)
{
  g_autofree char *day = salve_format_weekday (&answer->agreed, NULL);

  if (answer->note == NULL)
    /* Translators: %s is a day: "A clinician agreed on Friday, 30 October 2026". */
    return g_strdup_printf (_("A clinician agreed on %s"), day);

  /* Translators: first a day, then what the person wrote about it. */
  return g_strdup_printf (_("A clinician agreed on %s: %s"), day, answer->note);
}

/**
 * salve_answer_facts_title:
 * @item: an item of the screening
 *
 * Returns: (transfer full): what applied
 */
char *
salve_answer_facts_title (const SalveScreeningItem *item)
{
  if (g_str_equal (item->id, SALVE_SCREENING_INTERVAL))
    return g_strdup (_("Sooner than planned after the last session"));

  return salve_screening_get_title (item);
}

/**
 * salve_answer_facts_describe:
 * @answer: an answer that says that something applies
 *
 * Returns: (transfer full): the day it counts from and who agreed, a line each; "Yes" without them
 */
char *
salve_answer_facts_describe (const SalveAnswer *answer)
{
  g_autofree char *since = g_date_valid (&answer->since) ? salve_format_weekday (&answer->since, NULL) : NULL;
  g_autofree char *agreed = g_date_valid (&answer->agreed) ? describe_agreed (answer) : NULL;

  if (since == NULL)
    /* Translators: the answer to whether something applies. */
    return agreed != NULL ? g_steal_pointer (&agreed) : g_strdup (_("Yes"));

  return g_strjoin ("\n", since, agreed, NULL);
}

/**
 * salve_answer_facts_skin_type:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): the type of skin in Roman numerals, if it was told
 */
char *
salve_answer_facts_skin_type (SalveSession *session)
{
  static const char * const numerals[] = { NULL, "I", "II", "III", "IV", "V", "VI" };
  guint type = salve_answers_get_skin_type (salve_session_get_answers (session));

  return type < G_N_ELEMENTS (numerals) ? g_strdup (numerals[type]) : NULL;
}
