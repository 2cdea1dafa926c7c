/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-input-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody alive remembers an earlier day. */
#define OLDEST_YEAR 1900
#define LATEST_YEAR 2199
#define CENTURY     100
#define N_PARTS     3

/* What stands in a text: three numbers, or two and the name of a month. */
typedef struct
{
  guint      n;
  guint      values[N_PARTS];
  guint      digits[N_PARTS]; /* 0 for a name */
  char       between[2];      /* what stands after the first and the second part; ' ' for a space */
} Parts;

typedef struct
{
  guint day;
  guint month;
  guint year;
  guint year_digits;
} Day;

static gboolean
read_digits (Parts       *parts,
             const char **p)
{
  guint value = 0;
  guint digits = 0;

  for (; g_ascii_isdigit (**p) && digits <= 4; (*p)++, digits++)
    value = 10 * value + (guint) g_ascii_digit_value (**p);
  if (digits > 4)
    return FALSE;
  parts->values[parts->n] = value;
  parts->digits[parts->n++] = digits;

  return TRUE;
}

static gboolean
read_name (Parts       *parts,
           const char **p)
{
  const char *start = *p;
  g_autofree char *name = NULL;
  GDateMonth month;

  while (g_unichar_isalpha (g_utf8_get_char (*p)) || g_unichar_ismark (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  name = g_strndup (start, (gsize) (*p - start));
  month = salve_habits_find_month (name);
  if (month == G_DATE_BAD_MONTH)
    return FALSE;
  parts->values[parts->n] = month;
  parts->digits[parts->n++] = 0;

  return TRUE;
}

/* Spaces, and at most one sign among them. */
static gboolean
read_between (const char **p,
              char        *between)
{
  const char *start = *p;

  *between = ' ';
  for (; **p != '\0' && strchr (" ./-,", **p) != NULL; (*p)++)
    {
      if (**p == ' ')
        continue;
      if (*between != ' ')
        return FALSE;
      *between = **p;
    }

  return *p > start;
}

static gboolean
read_parts (Parts      *parts,
            const char *p)
{
  char between;

  while (*p != '\0')
    {
      if (parts->n == N_PARTS)
        /* "22. 11. 2026." ends with the point that orders numbers in some languages. */
        return g_str_equal (p, ".") && parts->between[1] == '.';
      if (parts->n > 0)
        {
          if (!read_between (&p, &between))
            return FALSE;
          parts->between[parts->n - 1] = between;
        }
      if (!(g_ascii_isdigit (*p) ? read_digits (parts, &p)
                                 : g_unichar_isalpha (g_utf8_get_char (p)) && read_name (parts, &p)))
        return FALSE;
    }

  return parts->n == N_PARTS;
}

static gboolean
order_named (const Parts *parts,
             guint        name,
             Day         *day)
{
  guint first = name == 0 ? 1 : 0;
  guint second = name == 2 ? 1 : 2;

  if (parts->digits[first] == 0 || parts->digits[second] == 0)
    return FALSE;
  day->month = parts->values[name];
  day->day = parts->digits[first] > 2 ? parts->values[second] : parts->values[first];
  day->year = parts->digits[first] > 2 ? parts->values[first] : parts->values[second];
  /* 22 Nov 26 is 2022 to one who puts the year first: here two digits never are a year. */
  day->year_digits = MAX (parts->digits[first], parts->digits[second]) == 4 ? 4 : 0;

  return MIN (parts->digits[first], parts->digits[second]) <= 2;
}

/* A year of four digits in front is followed by the month everywhere. */
static gboolean
order_numbers (const Parts *parts,
               const char  *order,
               Day         *day)
{
  const char *used = parts->digits[0] == 4 ? "ymd" : order;
  guint *fields[N_PARTS];

  if (used[0] == '\0' || parts->between[0] != parts->between[1] || parts->between[0] == ',')
    return FALSE;
  for (guint i = 0; i < N_PARTS; i++)
    {
      fields[i] = used[i] == 'd' ? &day->day : used[i] == 'm' ? &day->month : &day->year;
      *fields[i] = parts->values[i];
      if (used[i] == 'y')
        day->year_digits = parts->digits[i];
      else if (parts->digits[i] > 2)
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_day (const SalveHabits *habits,
          const char        *plain,
          Day               *day)
{
  Parts parts = { 0 };

  if (!read_parts (&parts, plain))
    return FALSE;
  for (guint i = 0; i < N_PARTS; i++)
    if (parts.digits[i] == 0)
      return order_named (&parts, i, day);

  return order_numbers (&parts, habits->order, day);
}

static gboolean
is_within (const GDate *date,
           const GDate *earliest,
           const GDate *latest)
{
  return g_date_compare (date, earliest) >= 0 && g_date_compare (date, latest) <= 0;
}

/* How many of the years that end in these digits are possible, and the last of them. */
static guint
count_years (const Day   *day,
             const GDate *earliest,
             const GDate *latest,
             guint       *year)
{
  guint n = 0;

  for (guint century = OLDEST_YEAR; century < LATEST_YEAR; century += CENTURY)
    {
      GDateYear candidate = (GDateYear) (century + day->year);
      GDate date;

      if (!g_date_valid_dmy ((GDateDay) day->day, (GDateMonth) day->month, candidate))
        continue;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) day->day, (GDateMonth) day->month, candidate);
      if (!is_within (&date, earliest, latest))
        continue;
      *year = candidate;
      n++;
    }

  return n;
}

/* Two digits mean the one year that is possible. Where none is, the words that follow are about the
 * year that was meant most likely. */
static gboolean
complete_year (Day         *day,
               const GDate *earliest,
               const GDate *latest)
{
  guint year = g_date_get_year (latest) / CENTURY * CENTURY + day->year;

  if (day->year_digits == 4)
    return TRUE;
  if (day->year_digits != 2 || count_years (day, earliest, latest, &year) > 1)
    return FALSE;
  day->year = year;

  return TRUE;
}

/* No bound: nobody is asked for what is further away than a life. Two digits then mean the hundred
 * years before the latest day, or after the earliest. */
static void
bound (const GDate *earliest,
       const GDate *latest,
       GDate       *first,
       GDate       *last,
       GDate       *near)
{
  g_date_clear (first, 1);
  g_date_clear (last, 1);
  g_date_set_dmy (first, 1, G_DATE_JANUARY, OLDEST_YEAR);
  g_date_set_dmy (last, 31, G_DATE_DECEMBER, LATEST_YEAR);
  if (earliest != NULL)
    *first = *earliest;
  if (latest != NULL)
    *last = *latest;
  *near = *first;
  if (earliest == NULL && latest != NULL)
    {
      *near = *latest;
      g_date_subtract_years (near, CENTURY - 1);
    }
}

static gboolean
set_day (const Day *day,
         GDate     *date)
{
  if (!g_date_valid_dmy ((GDateDay) day->day, (GDateMonth) day->month, (GDateYear) day->year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day->day, (GDateMonth) day->month, (GDateYear) day->year);

  return TRUE;
}

static gboolean
refuse_form (const SalveHabits  *habits,
             const GDate        *example,
             gboolean            empty,
             GError            **error)
{
  g_autofree char *like = salve_input_write_date (habits, example);

  if (empty)
    /* Translators: %s is a date in numbers, such as 22/11/2026. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_EMPTY, _("Write the date like %s."), like);
  else
    /* Translators: %s is a date in numbers, such as 22/11/2026. */
    g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
                 _("Salve cannot read this date. Write it like %s."), like);

  return FALSE;
}

static gboolean
refuse_year (const SalveHabits  *habits,
             const GDate        *example,
             GError            **error)
{
  g_autofree char *like = salve_input_write_date (habits, example);

  /* Translators: %s is a date in numbers, such as 22/11/2026. */
  g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
               _("Write the year with all four digits, like %s."), like);

  return FALSE;
}

static gboolean
refuse_day (const SalveHabits  *habits,
            const GDate        *example,
            GError            **error)
{
  g_autofree char *like = salve_input_write_date (habits, example);

  /* Translators: %s is a date in numbers, such as 22/11/2026. */
  g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM,
               _("There is no such day. Write the date like %s."), like);

  return FALSE;
}

static gboolean
check_range (const SalveHabits  *habits,
             const GDate        *date,
             const GDate        *first,
             const GDate        *last,
             GError            **error)
{
  g_autofree char *bound = NULL;

  if (g_date_compare (date, first) < 0)
    {
      bound = salve_input_write_date (habits, first);
      /* Translators: %s is a date in numbers, such as 22/11/2026. */
      g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_LOW,
                   _("This date is too early: %s is the first day possible."), bound);
      return FALSE;
    }
  if (g_date_compare (date, last) > 0)
    {
      bound = salve_input_write_date (habits, last);
      /* Translators: %s is a date in numbers, such as 22/11/2026. */
      g_set_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_HIGH,
                   _("This date is too late: %s is the last day possible."), bound);
      return FALSE;
    }

  return TRUE;
}

gboolean
salve_input_read_date (const SalveHabits  *habits,
                       const char         *text,
                       const GDate        *earliest,
                       const GDate        *latest,
                       GDate              *date,
                       GError            **error)
{
  g_autofree char *plain = salve_habits_plain (text);
  Day day = { 0 };
  GDate first, last, near, found;
  const GDate *example = latest != NULL ? latest : &first;

  g_return_val_if_fail (date != NULL, FALSE);

  bound (earliest, latest, &first, &last, &near);
  if (plain == NULL || *plain == '\0' || !find_day (habits, plain, &day))
    return refuse_form (habits, example, plain != NULL && *plain == '\0', error);
  if (!complete_year (&day, &near, &last))
    return refuse_year (habits, example, error);
  if (!set_day (&day, &found))
    return refuse_day (habits, example, error);
  if (!check_range (habits, &found, &first, &last, error))
    return FALSE;
  *date = found;

  return TRUE;
}

char *
salve_input_write_date (const SalveHabits *habits,
                        const GDate       *date)
{
  const char *order = habits->order[0] != '\0' ? habits->order : "ymd";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_PARTS; i++)
    {
      if (i > 0)
        g_string_append (text, habits->between);
      if (order[i] == 'y')
        g_string_append_printf (text, "%04u", g_date_get_year (date));
      else
        g_string_append_printf (text, "%02u", order[i] == 'd' ? g_date_get_day (date) : g_date_get_month (date));
    }

  return g_string_free (text, FALSE);
}

/**
 * salve_input_parse_date:
 * @text: (nullable): what a person typed
 * @earliest: (nullable): the first day that is possible, such as the person's birth; %NULL for 1900
 * @latest: (nullable): the last one, such as today; %NULL for no bound within a life
 * @date: (out caller-allocates): where to put the day; untouched where %FALSE is returned
 * @error: return location for a #SALVE_INPUT_ERROR whose words are for the person
 *
 * Reads a date: numbers in the order of the person's locale, or the year
 * first ("2026-11-22"), or with the name of the month. A year of two digits is
 * read where one year alone is possible. Nothing is guessed: an order that the
 * locale does not use, a day that does not exist and a date out of bounds are
 * refused.
 *
 * Returns: whether @date is right
 */
gboolean
salve_input_parse_date (const char   *text,
                        const GDate  *earliest,
                        const GDate  *latest,
                        GDate        *date,
                        GError      **error)
{
  SalveHabits habits;

  g_return_val_if_fail (earliest == NULL || g_date_valid (earliest), FALSE);
  g_return_val_if_fail (latest == NULL || g_date_valid (latest), FALSE);
  g_return_val_if_fail (date != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  salve_habits_read (&habits);

  return salve_input_read_date (&habits, text, earliest, latest, date, error);
}

/**
 * salve_input_format_date:
 * @date: a day
 *
 * Returns: (transfer full): the day in numbers, in the order of the person's
 *   locale and as salve_input_parse_date() reads it: "22/11/2026"
 */
char *
salve_input_format_date (const GDate *date)
{
  SalveHabits habits;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  salve_habits_read (&habits);

  return salve_input_write_date (&habits, date);
}

/**
 * salve_input_describe_date:
 * @date: a day
 *
 * Returns: (transfer full): the day in words, "Sunday, 22 November 2026", by
 *   which a person sees that day and month were not confused
 */
char *
salve_input_describe_date (const GDate *date)
{
  g_autoptr (GDateTime) noon = NULL;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  noon = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  /* Translators: a day as a heading, in strftime's terms: "Sunday, 22 November 2026". */
  return g_date_time_format (noon, _("%A, %-d %B %Y"));
}
