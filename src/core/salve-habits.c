/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-habits.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* The day by which a locale shows its order: each of its parts is told from the others. */
#define SAMPLE_DAY   22
#define SAMPLE_MONTH 11
#define SAMPLE_YEAR  2033

#define LEFT_TO_RIGHT 0x200e
#define RIGHT_TO_LEFT 0x200f
#define ARABIC_LETTER 0x061c

static const char * const english_months[] = {
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
};

static char
part_of (guint64 number)
{
  switch (number)
    {
    case SAMPLE_DAY:
      return 'd';
    case SAMPLE_MONTH:
      return 'm';
    case SAMPLE_YEAR:
    case SAMPLE_YEAR % 100:
      return 'y';
    default:
      return '?';
    }
}

/* Marks of direction, which some locales write between the parts, say nothing of the value. */
static gboolean
is_mark (gunichar c)
{
  return c == LEFT_TO_RIGHT || c == RIGHT_TO_LEFT || c == ARABIC_LETTER;
}

/* The C locale writes as programs do, not as a person near it: it tells nothing of habits. */
static gboolean
is_nobodys (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
}

/**
 * salve_habits_read_order:
 * @habits: where to put it
 * @sample: the 22nd of November 2033, as a locale writes it in numbers
 *
 * Finds the order of the parts of a date and what stands between them. Where
 * it cannot be told, or the calendar is another one, there is no order.
 */
void
salve_habits_read_order (SalveHabits *habits,
                         const char  *sample)
{
  g_autofree char *plain = salve_habits_plain (sample);
  char order[4] = "";
  guint n = 0;
  char *end;

  g_return_if_fail (habits != NULL);

  habits->order[0] = '\0';
  g_strlcpy (habits->between, "-", sizeof habits->between);
  for (char *p = plain; p != NULL && *p != '\0'; p = end)
    {
      end = p + 1;
      if (!g_ascii_isdigit (*p))
        continue;
      if (n == 3)
        return;
      order[n++] = part_of (g_ascii_strtoull (p, &end, 10));
      if (n == 1 && strchr ("./", *end) != NULL && *end != '\0')
        habits->between[0] = *end;
    }
  if (g_str_equal (order, "dmy") || g_str_equal (order, "mdy") || g_str_equal (order, "ymd"))
    memcpy (habits->order, order, sizeof order);
}

/**
 * salve_habits_read:
 * @habits: (out caller-allocates): where to put them
 *
 * Reads how the person's locale writes dates and decimals.
 */
void
salve_habits_read (SalveHabits *habits)
{
  GDate sample;
  char text[64] = "";

  g_return_if_fail (habits != NULL);

  g_date_clear (&sample, 1);
  g_date_set_dmy (&sample, SAMPLE_DAY, SAMPLE_MONTH, SAMPLE_YEAR);
  if (!is_nobodys (setlocale (LC_TIME, NULL)))
    g_date_strftime (text, sizeof text, "%x", &sample);
  salve_habits_read_order (habits, text);
  g_strlcpy (habits->decimal, nl_langinfo (RADIXCHAR), sizeof habits->decimal);
  if (habits->decimal[0] == '\0')
    g_strlcpy (habits->decimal, ".", sizeof habits->decimal);
}

/**
 * salve_habits_plain:
 * @text: (nullable): what a person typed
 *
 * Returns: (transfer full) (nullable): the same with the digits 0 to 9 in place
 *   of Arabic, Persian and other ones, plain spaces and none at the ends;
 *   %NULL if it is not UTF-8
 */
char *
salve_habits_plain (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (plain, (char) ('0' + g_unichar_digit_value (c)));
      else if (g_unichar_isspace (c))
        g_string_append_c (plain, ' ');
      else if (!is_mark (c))
        g_string_append_unichar (plain, c);
    }
  g_strstrip (plain->str);

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* "Nov." is "nov", and a letter with its accent one letter. */
static char *
fold (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

  if (composed != NULL && g_str_has_suffix (composed, "."))
    composed[strlen (composed) - 1] = '\0';

  return composed;
}

static gboolean
is_same_word (const char *typed,
              const char *name)
{
  g_autofree char *a = fold (typed);
  g_autofree char *b = fold (name);

  return a != NULL && g_strcmp0 (a, b) == 0;
}

static gboolean
is_month (const char *name,
          GDateMonth  month)
{
  static const char * const forms[] = { "%B", "%b", "%OB", "%Ob" };
  g_autofree char *brief = g_strndup (english_months[month - 1], 3);
  GDate date;

  if (is_same_word (name, english_months[month - 1]) || is_same_word (name, brief))
    return TRUE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, month, SAMPLE_YEAR);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      char text[64];

      if (g_date_strftime (text, sizeof text, forms[i], &date) > 0 && is_same_word (name, text))
        return TRUE;
    }

  return FALSE;
}

/**
 * salve_habits_find_month:
 * @name: the name of a month, whole or short, in the person's language or English
 *
 * Returns: the month, or %G_DATE_BAD_MONTH
 */
GDateMonth
salve_habits_find_month (const char *name)
{
  g_return_val_if_fail (name != NULL, G_DATE_BAD_MONTH);

  for (GDateMonth month = G_DATE_JANUARY; month <= G_DATE_DECEMBER; month++)
    if (is_month (name, month))
      return month;

  return G_DATE_BAD_MONTH;
}
