/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "salve-input-private.h"

static const SalveHabits british = { "dmy", "/", "." };
static const SalveHabits american = { "mdy", "/", "." };
static const SalveHabits german = { "dmy", ".", "," };
static const SalveHabits swedish = { "ymd", "-", "," };
static const SalveHabits persian = { "ymd", "/", "٫" };
static const SalveHabits unknown = { "", "-", "." };

#define NONE 0
#define IS(code) (1 + SALVE_INPUT_ERROR_##code)

static GDate *
read_iso (GDate      *date,
          const char *text)
{
  int year, month, day;

  if (text == NULL)
    return NULL;
  g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day), ==, 3);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return date;
}

static void
assert_iso (const GDate *date,
            const char  *expected)
{
  g_autofree char *iso = salve_input_write_date (&unknown, date);

  g_assert_cmpstr (iso, ==, expected);
}

static void
say (guint       i,
     const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("nothing");

  g_test_message ("%u: “%s”", i, valid);
}

static const struct
{
  const SalveHabits *habits;
  const char        *text, *earliest, *latest;
  int                error;
  const char        *expected; /* the day, or a piece of the words */
} dates[] = {
  /* the order is the locale's */
  { &british, "04/03/2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &american, "04/03/2026", NULL, "2026-11-23", NONE, "2026-04-03" },
  { &german, "4.3.2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, " 4. 3. 2026 ", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4. 3. 2026.", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4/3/2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4-3-2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4 3 2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &swedish, "2026-03-04", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &persian, "۲۰۲۶/۰۳/۰۴", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &british, "٠٤‏/٠٣‏/٢٠٢٦", NULL, "2026-11-23", NONE, "2026-03-04" },
  /* the year first is the same everywhere */
  { &british, "2026-03-04", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &american, "2026-3-4", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &american, "2026/03/04", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &unknown, "2026-03-04", NULL, "2026-11-23", NONE, "2026-03-04" },
  /* so is the name of a month */
  { &american, "4 March 2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &unknown, "March 4, 2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4.MAR.2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &american, "Mar. 4, 2026", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "2026 mar 4", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &german, "4Mar2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4 Marzipan 2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4 Mar 26", NULL, "2026-11-23", IS (FORM), "four digits, like 23.11.2026" },
  { &german, "March April 2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  /* where no order is sure none is guessed */
  { &unknown, "04/03/2026", NULL, "2026-11-23", IS (FORM), "Write it like 2026-11-23." },
  { &british, "11/23/2026", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &american, "23/11/2026", NULL, "2026-11-23", IS (FORM), "like 11/23/2026" },
  /* two digits mean the one year that is possible */
  { &british, "04/03/26", NULL, "2026-11-23", NONE, "2026-03-04" },
  { &british, "23/11/26", NULL, "2026-11-23", NONE, "2026-11-23" },
  { &british, "04/03/87", NULL, "2026-11-23", NONE, "1987-03-04" },
  { &british, "04/03/87", "1907-01-01", "2008-11-23", NONE, "1987-03-04" },
  { &british, "04/03/05", "1906-11-23", "2008-11-23", NONE, "2005-03-04" },
  { &british, "04/03/07", "1906-11-23", "2008-11-23", IS (FORM), "four digits, like 23/11/2008" },
  { &british, "24/11/26", NULL, "2026-11-23", IS (HIGH), "too late: 23/11/2026 is" },
  { &british, "04/03/27", "2026-11-23", "2027-11-23", NONE, "2027-03-04" },
  { &british, "04/03/27", NULL, NULL, IS (FORM), "four digits" },
  { &british, "04/03/026", NULL, "2026-11-23", IS (FORM), "four digits" },
  { &british, "04/03/6", NULL, "2026-11-23", IS (FORM), "four digits" },
  { &british, "29/02/26", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &british, "29/02/24", NULL, "2026-11-23", NONE, "2024-02-29" },
  /* days that are none */
  { &german, "29.02.2026", NULL, "2026-11-23", IS (FORM), "There is no such day. Write the date like 23.11.2026." },
  { &german, "29.02.2024", NULL, "2026-11-23", NONE, "2024-02-29" },
  { &german, "31.04.2026", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &german, "0.4.2026", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &german, "4.0.2026", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &german, "4.13.2026", NULL, "2026-11-23", IS (FORM), "no such day" },
  { &german, "4.3.0000", NULL, "2026-11-23", IS (FORM), "no such day" },
  /* bounds: the day itself still counts */
  { &german, "23.11.2026", NULL, "2026-11-23", NONE, "2026-11-23" },
  { &german, "24.11.2026", NULL, "2026-11-23", IS (HIGH), "too late: 23.11.2026 is the last day" },
  { &german, "4.3.9999", NULL, "2026-11-23", IS (HIGH), "too late" },
  { &german, "4.3.1990", "1990-03-04", "2026-11-23", NONE, "1990-03-04" },
  { &german, "3.3.1990", "1990-03-04", "2026-11-23", IS (LOW), "too early: 04.03.1990 is the first day" },
  { &german, "31.12.1899", NULL, "2026-11-23", IS (LOW), "too early" },
  { &german, "1.1.1900", NULL, "2026-11-23", NONE, "1900-01-01" },
  { &german, "1.1.2200", NULL, NULL, IS (HIGH), "too late" },
  /* nothing, and nonsense */
  { &german, "", NULL, "2026-11-23", IS (EMPTY), "Write the date like 23.11.2026." },
  { &german, NULL, NULL, "2026-11-23", IS (EMPTY), "23.11.2026" },
  { &german, " \t ", NULL, "2026-11-23", IS (EMPTY), "23.11.2026" },
  { &german, "", "2026-11-23", NULL, IS (EMPTY), "23.11.2026" },
  { &german, "yesterday", NULL, "2026-11-23", IS (FORM), "Salve cannot read this date. Write it like 23.11.2026." },
  { &german, "4.3", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "20260304", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3/2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4,3,2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4..3.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "-4.3.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.-2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.2026 18:30", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.2026x", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "444.3.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.333.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "2026.2026.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "99999999999999999999999999", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.99999999999999999999", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "4.3.2026\xff", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
  { &german, "04.03.2026 04.03.2026", NULL, "2026-11-23", IS (FORM), "23.11.2026" },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate earliest, latest, date;
      gboolean right;

      say (i, dates[i].text);
      g_date_clear (&date, 1);
      right = salve_input_read_date (dates[i].habits, dates[i].text, read_iso (&earliest, dates[i].earliest),
                                     read_iso (&latest, dates[i].latest), &date, &error);
      g_assert_cmpint (right, ==, dates[i].error == NONE);
      if (right)
        {
          g_assert_no_error (error);
          assert_iso (&date, dates[i].expected);
          continue;
        }
      g_assert_false (g_date_valid (&date));
      g_assert_error (error, SALVE_INPUT_ERROR, dates[i].error - 1);
      g_assert_nonnull (strstr (error->message, dates[i].expected));
    }
}

/* What is written is read as the same day, by every order, on every day of two years. */
static void
test_dates_return (void)
{
  static const SalveHabits * const all[] = { &british, &american, &german, &swedish, &persian, &unknown };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GDate date;

      read_iso (&date, "2027-06-01");
      for (guint n = 0; n < 731; n++, g_date_add_days (&date, 1))
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *text = salve_input_write_date (all[i], &date);
          GDate again;

          g_assert_true (salve_input_read_date (all[i], text, NULL, &date, &again, &error));
          g_assert_no_error (error);
          g_assert_cmpint (g_date_compare (&again, &date), ==, 0);
        }
    }
}

static void
test_order (void)
{
  static const struct { const char *sample, *order, *between; } cases[] = {
    { "22/11/33", "dmy", "/" },
    { "11/22/2033", "mdy", "/" },
    { "22.11.2033", "dmy", "." },
    { "22. 11. 2033", "dmy", "." },
    { "22.11.2033 г.", "dmy", "." },
    { "2033-11-22", "ymd", "-" },
    { "2033年11月22日", "ymd", "-" },
    { "۲۰۳۳/۱۱/۲۲", "ymd", "/" },
    { "22-11-33", "dmy", "-" },
    /* another calendar, a month by its name, or nothing */
    { "22/11/2576", "", "/" },
    { "22 Nov 2033", "", "-" },
    { "", "", "-" },
    { "22/11/33 22:11", "", "/" },
    { "33/22/11", "", "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SalveHabits habits = { "xyz", "x", "x" };

      g_test_message ("“%s”", cases[i].sample);
      salve_habits_read_order (&habits, cases[i].sample);
      g_assert_cmpstr (habits.order, ==, cases[i].order);
      g_assert_cmpstr (habits.between, ==, cases[i].between);
    }
}

static const struct
{
  const SalveHabits *habits;
  const char        *text;
  double             lowest, highest;
  guint              decimals;
  const char        *unit;
  int                error;
  double             number;
  const char        *words;
} numbers[] = {
  /* needle lengths */
  { &british, "0.25", 0.1, 5, 2, "mm", NONE, 0.25, NULL },
  { &german, "0,25", 0.1, 5, 2, "mm", NONE, 0.25, NULL },
  { &british, "0.1", 0.1, 5, 2, "mm", NONE, 0.1, NULL },
  { &british, "5", 0.1, 5, 2, "mm", NONE, 5, NULL },
  { &british, "5.01", 0.1, 5, 2, "mm", IS (HIGH), 0, "It has to be from 0.1 to 5 mm." },
  { &british, "0", 0.1, 5, 2, "mm", IS (LOW), 0, "It has to be from 0.1 to 5 mm." },
  { &british, "40", 0.1, 5, 2, "mm", IS (HIGH), 0, "It has to be from 0.1 to 5 mm." },
  { &german, "40", 0.1, 5, 2, "mm", IS (HIGH), 0, "It has to be from 0,1 to 5 mm." },
  { &british, "120", 0, 100, 1, "%", IS (HIGH), 0, "It has to be from 0 to 100 %." },
  { &british, "120", 1, 12, 0, NULL, IS (HIGH), 0, "It has to be from 1 to 12." },
  /* the sign of the locale, and no other */
  { &british, "2,5", 0.1, 5, 2, "mm", IS (FORM), 0, "Salve cannot read this number. Write it like 2.5." },
  { &german, "2.5", 0.1, 5, 2, "mm", IS (FORM), 0, "Salve cannot read this number. Write it like 2,5." },
  { &persian, "۲٫۵", 0.1, 5, 2, "mm", NONE, 2.5, NULL },
  { &persian, "2.5", 0.1, 5, 2, "mm", NONE, 2.5, NULL },
  { &persian, "2,5", 0.1, 5, 2, "mm", IS (FORM), 0, "2٫5" },
  { &british, "٢٫٥", 0.1, 5, 2, "mm", NONE, 2.5, NULL },
  { &british, "٢.٥", 0.1, 5, 2, "mm", NONE, 2.5, NULL },
  { &british, "1,000", 0, 5000, 2, "g", IS (FORM), 0, "2.5" },
  { &german, "1.000", 0, 5000, 2, "g", IS (FORM), 0, "2,5" },
  { &british, "1 000", 0, 5000, 2, "g", IS (FORM), 0, "2.5" },
  { &british, "1٬000", 0, 5000, 2, "g", IS (FORM), 0, "2.5" },
  { &british, "1.000,5", 0, 5000, 2, "g", IS (FORM), 0, "2.5" },
  { &british, "1.2.3", 0, 5000, 2, "g", IS (FORM), 0, "2.5" },
  { &british, ".5", 0.1, 5, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "5.", 0.1, 5, 2, "mm", IS (FORM), 0, "2.5" },
  /* signs, letters and what computers write */
  { &british, "-1", -5, 5, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "+1", -5, 5, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "1e2", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "0x10", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "nan", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "inf", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "2.5 mm", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "two", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "½", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "2\xff", 0, 500, 2, "mm", IS (FORM), 0, "2.5" },
  { &british, "", 0, 500, 2, "mm", IS (EMPTY), 0, "Write a number like 2.5." },
  { &british, NULL, 0, 500, 2, "mm", IS (EMPTY), 0, "Write a number like 2.5." },
  { &german, "  ", 0, 500, 2, "mm", IS (EMPTY), 0, "Write a number like 2,5." },
  /* decimals */
  { &british, "0.251", 0, 5, 2, "mm", IS (FORM), 0, "Use at most 2 decimals, like 2.5." },
  { &british, "0.25", 0, 5, 1, "mm", IS (FORM), 0, "Use at most 1 decimal, like 2.5." },
  { &british, "0.2500", 0, 5, 2, "mm", NONE, 0.25, NULL },
  { &british, "48.0", 0, 500, 0, "hours", NONE, 48, NULL },
  { &british, "48.5", 0, 500, 0, "hours", IS (FORM), 0, "Write a whole number like 2." },
  { &british, "48,5", 1, 500, 0, "hours", IS (FORM), 0, "Write it like 2." },
  { &british, "x", 30, 500, 0, "hours", IS (FORM), 0, "Write it like 30." },
  { &british, "x", 0.2, 0.3, 2, "mm", IS (FORM), 0, "Write it like 0.2." },
  { &british, " 2.5 ", 0, 5, 2, "mm", NONE, 2.5, NULL },
  { &british, "002.5", 0, 5, 2, "mm", NONE, 2.5, NULL },
  { &british, "0.0000000000000000001", 0, 5, 2, "mm", IS (FORM), 0, "at most 2" },
  { &british, "99999999999999999999999999999999999999999999", 0, 5, 2, "mm", IS (HIGH), 0, "5 mm" },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      double number = -1;
      gboolean right;

      say (i, numbers[i].text);
      right = salve_input_read_number (numbers[i].habits, numbers[i].text, numbers[i].lowest, numbers[i].highest,
                                       numbers[i].decimals, numbers[i].unit, &number, &error);
      g_assert_cmpint (right, ==, numbers[i].error == NONE);
      if (right)
        {
          g_assert_no_error (error);
          g_assert_cmpfloat (number, ==, numbers[i].number);
          continue;
        }
      g_assert_cmpfloat (number, ==, -1);
      g_assert_error (error, SALVE_INPUT_ERROR, numbers[i].error - 1);
      g_assert_nonnull (strstr (error->message, numbers[i].words));
    }
}

/* A number as long as any text is neither a crash nor a value. */
static void
test_number_long (void)
{
  g_autofree char *text = g_strnfill (100000, '9');
  g_autoptr (GError) error = NULL;
  double number = -1;

  g_assert_false (salve_input_parse_number (text, 0, 5, 2, "mm", &number, &error));
  g_assert_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_HIGH);
  g_assert_cmpfloat (number, ==, -1);
}

static void
test_numbers_written (void)
{
  static const struct { const SalveHabits *habits; double number; guint decimals; const char *text; } cases[] = {
    { &british, 0.25, 2, "0.25" },
    { &german, 0.25, 2, "0,25" },
    { &persian, 0.25, 2, "0٫25" },
    { &british, 0.5, 2, "0.5" },
    { &british, 2, 2, "2" },
    { &british, 100, 2, "100" },
    { &british, 100, 0, "100" },
    { &british, 0, 2, "0" },
    { &british, 0.126, 2, "0.13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = salve_input_write_number (cases[i].habits, cases[i].number, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_times (void)
{
  static const struct { const char *text; int minute; } cases[] = {
    { "18:30", 18 * 60 + 30 }, { "8:05", 8 * 60 + 5 }, { "08.05", 8 * 60 + 5 }, { " 0:00 ", 0 },
    { "23:59", 23 * 60 + 59 }, { "6:30 pm", 18 * 60 + 30 }, { "6:30PM", 18 * 60 + 30 }, { "6:30 a.m.", 6 * 60 + 30 },
    { "12:00 am", 0 }, { "12:00 pm", 12 * 60 }, { "١٨:٣٠", 18 * 60 + 30 },
    { "24:00", -1 }, { "18:60", -1 }, { "18:5", -1 }, { "18:300", -1 }, { "118:30", -1 }, { "18", -1 }, { "1830", -1 },
    { ":30", -1 }, { "18:", -1 }, { "13:00 pm", -1 }, { "0:30 am", -1 }, { "18:30 x", -1 }, { "-1:30", -1 },
    { "18:30:00", -1 }, { "half past six", -1 }, { "18:30\xff", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint minute = 9999;
      gboolean right = salve_input_parse_time (cases[i].text, &minute, &error);

      say (i, cases[i].text);
      g_assert_cmpint (right, ==, cases[i].minute >= 0);
      g_assert_cmpuint (minute, ==, right ? (guint) cases[i].minute : 9999);
      if (right)
        g_assert_no_error (error);
      else
        g_assert_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_FORM);
    }
}

static void
test_time_words (void)
{
  g_autoptr (GError) error = NULL;
  guint minute;

  g_assert_false (salve_input_parse_time ("six", &minute, &error));
  g_assert_cmpstr (error->message, ==, "Salve cannot read this time. Write it like 18:30.");
  g_clear_error (&error);
  g_assert_false (salve_input_parse_time (" ", &minute, &error));
  g_assert_error (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_EMPTY);
  g_assert_cmpstr (error->message, ==, "Write the time like 18:30.");
  for (guint m = 0; m < 24 * 60; m++)
    {
      g_autofree char *text = salve_input_format_time (m);

      g_assert_true (salve_input_parse_time (text, &minute, NULL));
      g_assert_cmpuint (minute, ==, m);
    }
}

/* Times are Berlin's. Summer time ends at 3:00 on 2026-10-25, and begins at 2:00 on 2026-03-29. */
static void
test_combine (void)
{
  static const struct { const char *date; guint minute; const char *expected; } cases[] = {
    { "2026-11-22", 18 * 60 + 30, "2026-11-22T18:30:00+01" },
    { "2026-07-22", 0, "2026-07-22T00:00:00+02" },
    { "2024-02-29", 23 * 60 + 59, "2024-02-29T23:59:00+01" },
    { "2026-10-25", 60 + 59, "2026-10-25T01:59:00+02" },
    { "2026-10-25", 2 * 60, "2026-10-25T02:00:00+01" },
    { "2026-10-25", 2 * 60 + 59, "2026-10-25T02:59:00+01" },
    { "2026-10-25", 3 * 60, "2026-10-25T03:00:00+01" },
    { "2026-03-29", 60 + 59, "2026-03-29T01:59:00+01" },
    { "2026-03-29", 2 * 60 + 30, "2026-03-29T03:30:00+02" },
    { "2026-03-29", 3 * 60, "2026-03-29T03:00:00+02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date;
      g_autoptr (GDateTime) time = salve_input_combine (read_iso (&date, cases[i].date), cases[i].minute);
      g_autofree char *iso = g_date_time_format_iso8601 (time);

      g_assert_cmpstr (iso, ==, cases[i].expected);
    }
}

/* Whatever locales a machine has: what they write is what they read. */
static void
test_locales (void)
{
  static const char * const names[] = {
    "C", "C.UTF-8", "en_GB.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "cs_CZ.UTF-8", "sv_SE.UTF-8", "fa_IR.UTF-8",
    "ar_EG.UTF-8", "ja_JP.UTF-8", "th_TH.UTF-8", "hu_HU.UTF-8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *number = NULL;
      GDate date, again;
      double value;

      if (setlocale (LC_ALL, names[i]) == NULL)
        continue;
      read_iso (&date, "2026-03-04");
      text = salve_input_format_date (&date);
      number = salve_input_format_number (0.25, 2);
      g_test_message ("%s: %s, %s", names[i], text, number);
      g_assert_true (salve_input_parse_date (text, NULL, &date, &again, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_date_compare (&again, &date), ==, 0);
      g_assert_true (salve_input_parse_number (number, 0, 5, 2, "mm", &value, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (value, ==, 0.25);
      g_assert_true (salve_input_parse_date ("2026-03-04", NULL, NULL, &again, &error));
      g_assert_cmpint (g_date_compare (&again, &date), ==, 0);
    }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_described (void)
{
  GDate date;
  g_autofree char *words = salve_input_describe_date (read_iso (&date, "2026-11-22"));

  g_assert_cmpstr (words, ==, "Sunday, 22 November 2026");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TZ", "Europe/Berlin", TRUE);

  g_test_add_func ("/input/dates", test_dates);
  g_test_add_func ("/input/dates/return", test_dates_return);
  g_test_add_func ("/input/dates/order", test_order);
  g_test_add_func ("/input/dates/described", test_described);
  g_test_add_func ("/input/numbers", test_numbers);
  g_test_add_func ("/input/numbers/long", test_number_long);
  g_test_add_func ("/input/numbers/written", test_numbers_written);
  g_test_add_func ("/input/times", test_times);
  g_test_add_func ("/input/times/words", test_time_words);
  g_test_add_func ("/input/combine", test_combine);
  g_test_add_func ("/input/locales", test_locales);

  return g_test_run ();
}
