/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-input.h"
#include "salve-input-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#define ARABIC_DECIMAL "\u066b"
#define DAY_MINUTES    (24 * 60)
#define MAX_DECIMALS   4

G_DEFINE_QUARK (salve-input-error-quark, salve_input_error)

/* --- numbers --- */

/* The sign that parts the decimals, if one stands here. A keyboard seldom has the Arabic one, and no
 * locale that has it groups thousands by a point. */
static gsize
skip_decimal (const SalveHabits *habits,
              const char        *p)
{
  if (g_str_has_prefix (p, habits->decimal))
    return strlen (habits->decimal);
  if (g_str_has_prefix (p, ARABIC_DECIMAL))
    return strlen (ARABIC_DECIMAL);
  if (g_str_equal (habits->decimal, ARABIC_DECIMAL) && *p == '.')
    return 1;

  return 0;
}

/* The number as C writes it, NULL for anything but digits with at most one sign between them. */
static char *
read_plain (const SalveHabits *habits,
            const char        *p,
            guint             *decimals)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gsize whole;

  for (; g_ascii_isdigit (*p); p++)
    g_string_append_c (plain, *p);
  whole = plain->len;
  if (whole == 0)
    return NULL;
  *decimals = 0;
  if (*p != '\0')
    {
      gsize length = skip_decimal (habits, p);

      if (length == 0 || !g_ascii_isdigit (p[length]))
        return NULL;
      g_string_append_c (plain, '.');
      for (p += length; g_ascii_isdigit (*p); p++)
        {
          g_string_append_c (plain, *p);
          if (*p != '0')
            *decimals = (guint) (plain->len - whole - 1);
        }
    }

  return *p == '\0' ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}

/* A number of the form that is asked for, and one that is allowed. */
static char *
write_example (const SalveHabits *habits,
               double             lowest,
               double             highest,
               guint              decimals)
{
  static const double examples[] = { 2.5, 0.5, 12.5, 2, 5, 10, 24 };

  for (guint i = decimals > 0 ? 0 : 3; i < G_N_ELEMENTS (examples); i++)
    if (examples[i] >= lowest && examples[i] <= highest)
      return salve_input_write_number (habits, examples[i], decimals);

  return salve_input_write_number (habits, lowest, decimals);
}

static gboolean
refuse_number (const SalveHabits *habits,
               gboolean           empty,
               double             lowest,
               double             highest,
               guint              decimals,
               GError           **error)
{
  g_autofree char *like = write_example (habits, lowest, highest, decimals);

  if (empty)
    /* Translators: %s is a number, such as 2.5. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_EMPTY, _("Write a number like %s."), like);
  else
    /* Translators: %s is a number, such as 2.5. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
                 _("Salve cannot read this number. Write it like %s."), like);

  return FALSE;
}

static gboolean
refuse_decimals (const SalveHabits *habits,
                 double             lowest,
                 double             highest,
                 guint              decimals,
                 GError           **error)
{
  g_autofree char *like = write_example (habits, lowest, highest, decimals);

  if (decimals == 0)
    /* Translators: %s is a number, such as 2. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM, _("Write a whole number like %s."), like);
  else
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
                 /* Translators: how many digits may follow the decimal sign; %s is a number, such as 2.5. */
                 ngettext ("Use at most %u decimal, like %s.", "Use at most %u decimals, like %s.", decimals),
                 decimals, like);

  return FALSE;
}

static gboolean
refuse_range (const SalveHabits *habits,
              SalveInputError    code,
              double             lowest,
              double             highest,
              guint              decimals,
              const char        *unit,
              GError           **error)
{
  g_autofree char *low = salve_input_write_number (habits, lowest, decimals);
  g_autofree char *high = salve_input_write_number (habits, highest, decimals);

  if (unit != NULL)
    /* Translators: two numbers and a unit: "It has to be from 0.1 to 5 mm." */
    g_set_error (error, SALVE_INPUT_ERROR, code, _("It has to be from %s to %s %s."), low, high, unit);
  else
    /* Translators: two numbers: "It has to be from 1 to 12." */
    g_set_error (error, SALVE_INPUT_ERROR, code, _("It has to be from %s to %s."), low, high);

  return FALSE;
}

gboolean
salve_input_read_number (const SalveHabits *habits,
                         const char        *text,
                         double             lowest,
                         double             highest,
                         guint              decimals,
                         const char        *unit,
                         double            *number,
                         GError           **error)
{
  g_autofree char *typed = salve_habits_plain (text);
  g_autofree char *plain = NULL;
  guint n_decimals = 0;
  double found;

  g_return_val_if_fail (number != NULL, FALSE);

  if (typed != NULL && *typed == '\0')
    return refuse_number (habits, TRUE, lowest, highest, decimals, error);
  if (typed != NULL)
    plain = read_plain (habits, typed, &n_decimals);
  if (plain == NULL)
    return refuse_number (habits, FALSE, lowest, highest, decimals, error);
  if (n_decimals > decimals)
    return refuse_decimals (habits, lowest, highest, decimals, error);
  found = g_ascii_strtod (plain, NULL);
  if (!(found >= lowest))
    return refuse_range (habits, SALVE_INPUT_ERROR_LOW, lowest, highest, decimals, unit, error);
  if (!(found <= highest))
    return refuse_range (habits, SALVE_INPUT_ERROR_HIGH, lowest, highest, decimals, unit, error);
  *number = found;

  return TRUE;
}

char *
salve_input_write_number (const SalveHabits *habits,
                          double             number,
                          guint              decimals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char format[] = "%.0f";

  format[2] = (char) ('0' + MIN (decimals, MAX_DECIMALS));
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, format, number));
  if (strchr (text->str, '.') != NULL)
    {
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
      if (text->str[text->len - 1] == '.')
        g_string_truncate (text, text->len - 1);
    }
  g_string_replace (text, ".", habits->decimal, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * salve_input_parse_number:
 * @text: (nullable): what a person typed
 * @lowest: the least number that is allowed
 * @highest: the greatest one
 * @decimals: how many digits may follow the decimal sign, at most 4; zeros beyond them are read over
 * @unit: (nullable): the unit, in which @lowest and @highest are told: "mm"
 * @number: (out): where to put it; untouched where %FALSE is returned
 * @error: return location for a #SALVE_INPUT_ERROR whose words are for the person
 *
 * Reads a number: digits, also Arabic and Persian ones, with the decimal sign
 * of the person's locale and no other, so that 2,5 never becomes 25. Signs,
 * letters, exponents and grouped thousands are refused.
 *
 * Returns: whether @number is right
 */
gboolean
salve_input_parse_number (const char  *text,
                          double       lowest,
                          double       highest,
                          guint        decimals,
                          const char  *unit,
                          double      *number,
                          GError     **error)
{
  SalveHabits habits;

  g_return_val_if_fail (lowest <= highest, FALSE);
  g_return_val_if_fail (decimals <= MAX_DECIMALS, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  salve_habits_read (&habits);

  return salve_input_read_number (&habits, text, lowest, highest, decimals, unit, number, error);
}

/**
 * salve_input_format_number:
 * @number: a number
 * @decimals: to how many digits after the decimal sign, at most 4
 *
 * Returns: (transfer full): the number as salve_input_parse_number() reads it,
 *   without zeros at its end: "2.5" or "2,5" by the person's locale
 */
char *
salve_input_format_number (double number,
                           guint  decimals)
{
  SalveHabits habits;

  g_return_val_if_fail (isfinite (number), NULL);
  g_return_val_if_fail (decimals <= MAX_DECIMALS, NULL);

  salve_habits_read (&habits);

  return salve_input_write_number (&habits, number, decimals);
}

/* --- times of day --- */

/* What follows the digits: nothing, or the half of the day as the locale or English calls it. */
static gboolean
read_half (const char *rest,
           gboolean   *named,
           gboolean   *afternoon)
{
  const char * const mornings[] = { "am", "a.m.", nl_langinfo (AM_STR) };
  const char * const afternoons[] = { "pm", "p.m.", nl_langinfo (PM_STR) };

  while (*rest == ' ')
    rest++;
  *named = *rest != '\0';
  *afternoon = FALSE;
  if (!*named)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (mornings); i++)
    {
      g_autofree char *typed = g_utf8_casefold (rest, -1);
      g_autofree char *am = g_utf8_casefold (mornings[i], -1);
      g_autofree char *pm = g_utf8_casefold (afternoons[i], -1);

      *afternoon = g_str_equal (typed, pm);
      if (*afternoon || g_str_equal (typed, am))
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_time (const char *plain,
           guint      *minute)
{
  guint hours = 0;
  guint minutes = 0;
  guint n;
  gboolean named;
  gboolean afternoon;

  for (n = 0; g_ascii_isdigit (*plain) && n < 3; n++)
    hours = 10 * hours + (guint) g_ascii_digit_value (*plain++);
  if (n == 0 || n > 2 || (*plain != ':' && *plain != '.'))
    return FALSE;
  plain++;
  for (n = 0; g_ascii_isdigit (*plain) && n < 3; n++)
    minutes = 10 * minutes + (guint) g_ascii_digit_value (*plain++);
  if (n != 2 || minutes > 59 || !read_half (plain, &named, &afternoon))
    return FALSE;
  if (named ? hours < 1 || hours > 12 : hours > 23)
    return FALSE;
  if (named)
    hours = hours % 12 + (afternoon ? 12 : 0);
  *minute = 60 * hours + minutes;

  return TRUE;
}

/**
 * salve_input_parse_time:
 * @text: (nullable): what a person typed
 * @minute: (out): where to put the minute of the day, 0 to 1439; untouched where %FALSE is returned
 * @error: return location for a #SALVE_INPUT_ERROR whose words are for the person
 *
 * Reads a time of day: "18:30", "18.30" or "6:30 pm".
 *
 * Returns: whether @minute is right
 */
gboolean
salve_input_parse_time (const char  *text,
                        guint       *minute,
                        GError     **error)
{
  g_autofree char *plain = salve_habits_plain (text);
  g_autofree char *like = salve_input_format_time (18 * 60 + 30);

  g_return_val_if_fail (minute != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (plain != NULL && read_time (plain, minute))
    return TRUE;
  if (plain != NULL && *plain == '\0')
    /* Translators: %s is a time of day, such as 18:30. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_EMPTY, _("Write the time like %s."), like);
  else
    /* Translators: %s is a time of day, such as 18:30. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
                 _("Salve cannot read this time. Write it like %s."), like);

  return FALSE;
}

/**
 * salve_input_format_time:
 * @minute: a minute of the day, 0 to 1439
 *
 * Returns: (transfer full): the time of day, "18:30"
 */
char *
salve_input_format_time (guint minute)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (minute < DAY_MINUTES, NULL);

  time = g_date_time_new_utc (2000, 1, 1, (int) minute / 60, (int) minute % 60, 0);

  /* Translators: a time of day, in strftime's terms. */
  return g_date_time_format (time, _("%H:%M"));
}

static GDateTime *
local_time (const GDate *date,
            guint        minute)
{
  return g_date_time_new_local (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date),
                                (int) minute / 60, (int) minute % 60, 0);
}

static guint
minute_of (GDateTime *time)
{
  return (guint) (60 * g_date_time_get_hour (time) + g_date_time_get_minute (time));
}

/**
 * salve_input_combine:
 * @date: a day
 * @minute: a minute of that day, 0 to 1439
 *
 * Takes a time that the day has twice, where summer time ends, as the later
 * one: what counts from it then ends later, not sooner. One that the day does
 * not have, where summer time begins, is told by a clock that was not put on.
 *
 * Returns: (transfer full) (nullable): the instant in the person's time zone
 */
GDateTime *
salve_input_combine (const GDate *date,
                     guint        minute)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) before = NULL;
  g_autoptr (GDateTime) later = NULL;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);
  g_return_val_if_fail (minute < DAY_MINUTES, NULL);

  time = local_time (date, minute);
  if (time == NULL)
    return NULL;
  if (minute_of (time) != minute && minute >= 60)
    {
      before = local_time (date, minute - 60);
      return g_date_time_add_hours (before, 1);
    }
  later = g_date_time_add_hours (time, 1);
  if (minute_of (later) == minute)
    return g_steal_pointer (&later);

  return g_steal_pointer (&time);
}
