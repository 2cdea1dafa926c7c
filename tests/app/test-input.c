/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "salve-date-row.h"
#include "salve-number-row.h"
#include "salve-time-row.h"

typedef struct
{
  GtkWidget *row;
  guint      n_changed;
  guint      n_values;
} Fixture;

static void
count (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GType (*get_type) (void) = data;

  fixture->row = g_object_ref_sink (g_object_new (get_type (), "title", "When", NULL));
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (count), &fixture->n_changed);
  g_signal_connect_swapped (fixture->row, "notify::has-value", G_CALLBACK (count), &fixture->n_values);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->row);
}

static GDate
make_date (GDateDay   day,
           GDateMonth month,
           GDateYear  year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);

  return date;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows (GtkWidget  *widget,
       const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;

  return FALSE;
}

static void
set_needle (GtkWidget *row)
{
  g_object_set (row, "unit", "mm", "lowest", 0.1, "highest", 5.0, "decimals", 2, NULL);
}

static void
test_number (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *text; double value; const char *error; } cases[] = {
    { "0.25", 0.25, NULL },
    { "40", 0, "It has to be from 0.1 to 5 mm." },
    { "0", 0, "It has to be from 0.1 to 5 mm." },
    { "2,5", 0, "Salve cannot read this number. Write it like 2.5." },
    { "2.5", 2.5, NULL },
    { "", 0, "Write a number like 2.5." },
    { "٢٫٥", 2.5, NULL },
  };
  SalveInputRow *row = SALVE_INPUT_ROW (fixture->row);

  set_needle (fixture->row);
  g_assert_true (shows (fixture->row, "mm"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      salve_input_row_set_text (row, cases[i].text);
      g_assert_cmpfloat (salve_number_row_get_value (SALVE_NUMBER_ROW (row)), ==, cases[i].value);
      g_assert_cmpint (salve_input_row_get_has_value (row), ==, cases[i].error == NULL);
      g_assert_cmpstr (salve_input_row_get_error (row), ==, cases[i].error);
      g_assert_cmpint (salve_input_row_check (row), ==, cases[i].error == NULL);
      g_assert_true (cases[i].error == NULL || shows (fixture->row, cases[i].error));
      g_assert_cmpint (gtk_widget_has_css_class (fixture->row, "error"), ==, cases[i].error != NULL);
    }
}

/* A change of the text is told once; whether there is a value only where that changed. */
static void
test_number_tells (Fixture       *fixture,
                   gconstpointer  data)
{
  set_needle (fixture->row);
  fixture->n_changed = fixture->n_values = 0;
  salve_number_row_set_value (SALVE_NUMBER_ROW (fixture->row), 0.5);
  g_assert_cmpuint (fixture->n_changed, >=, 1);
  g_assert_cmpuint (fixture->n_values, ==, 1);
  fixture->n_changed = 0;
  salve_number_row_set_value (SALVE_NUMBER_ROW (fixture->row), 0.5);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  salve_number_row_set_value (SALVE_NUMBER_ROW (fixture->row), 1.5);
  g_assert_cmpuint (fixture->n_values, ==, 1);
  salve_number_row_set_value (SALVE_NUMBER_ROW (fixture->row), 40);
  g_assert_cmpuint (fixture->n_values, ==, 2);
  g_assert_cmpstr (salve_input_row_get_text (SALVE_INPUT_ROW (fixture->row)), ==, "40");
  g_assert_cmpfloat (salve_number_row_get_value (SALVE_NUMBER_ROW (fixture->row)), ==, 0);
}

/* Bounds that move judge what stands there anew. */
static void
test_number_bounds (Fixture       *fixture,
                    gconstpointer  data)
{
  set_needle (fixture->row);
  salve_number_row_set_value (SALVE_NUMBER_ROW (fixture->row), 2);
  g_assert_true (salve_input_row_get_has_value (SALVE_INPUT_ROW (fixture->row)));
  g_object_set (fixture->row, "highest", 1.0, NULL);
  g_assert_false (salve_input_row_get_has_value (SALVE_INPUT_ROW (fixture->row)));
  g_assert_cmpstr (salve_input_row_get_error (SALVE_INPUT_ROW (fixture->row)), ==, "It has to be from 0.1 to 1 mm.");
  g_object_set (fixture->row, "highest", 2.0, NULL);
  g_assert_cmpfloat (salve_number_row_get_value (SALVE_NUMBER_ROW (fixture->row)), ==, 2);
}

static void
test_optional (Fixture       *fixture,
               gconstpointer  data)
{
  SalveInputRow *row = SALVE_INPUT_ROW (fixture->row);

  g_object_set (row, "optional", TRUE, "hint", "As the table says", NULL);
  g_assert_null (salve_input_row_get_error (row));
  g_assert_false (salve_input_row_get_has_value (row));
  g_assert_true (salve_input_row_check (row));
  g_assert_true (shows (fixture->row, "As the table says"));
  salve_input_row_set_text (row, "x");
  g_assert_false (salve_input_row_check (row));
  g_assert_false (shows (fixture->row, "As the table says"));
  salve_input_row_set_text (row, "");
  g_assert_true (salve_input_row_check (row));
  g_assert_true (shows (fixture->row, "As the table says"));
}

/* One who types is given time; then it is said without being asked for. */
static void
test_patience (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 limit = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;

  set_needle (fixture->row);
  salve_input_row_set_text (SALVE_INPUT_ROW (fixture->row), "40");
  g_assert_false (shows (fixture->row, "It has to be"));
  while (!shows (fixture->row, "It has to be") && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (shows (fixture->row, "It has to be from 0.1 to 5 mm."));
  salve_input_row_set_text (SALVE_INPUT_ROW (fixture->row), "4");
  g_assert_false (shows (fixture->row, "It has to be"));
  salve_input_row_set_text (SALVE_INPUT_ROW (fixture->row), "44");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  SalveInputRow *row = SALVE_INPUT_ROW (fixture->row);

  salve_time_row_set_minute (SALVE_TIME_ROW (row), 18 * 60 + 30);
  g_assert_cmpstr (salve_input_row_get_text (row), ==, "18:30");
  g_assert_true (salve_input_row_get_has_value (row));
  salve_input_row_refuse (row, "This is in the future.");
  g_assert_false (salve_input_row_get_has_value (row));
  g_assert_false (salve_input_row_check (row));
  g_assert_true (shows (fixture->row, "This is in the future."));
  salve_input_row_set_text (row, "17:00");
  g_assert_true (salve_input_row_get_has_value (row));
  g_assert_cmpuint (salve_time_row_get_minute (SALVE_TIME_ROW (row)), ==, 17 * 60);
  salve_input_row_refuse (row, "No.");
  salve_input_row_refuse (row, NULL);
  g_assert_true (salve_input_row_get_has_value (row));
  salve_input_row_set_text (row, "25:00");
  g_assert_cmpstr (salve_input_row_get_error (row), ==, "Salve cannot read this time. Write it like 18:30.");
}

static void
test_date (Fixture       *fixture,
           gconstpointer  data)
{
  SalveDateRow *row = SALVE_DATE_ROW (fixture->row);
  GDate today = make_date (23, G_DATE_NOVEMBER, 2026);
  GDate born = make_date (4, G_DATE_MARCH, 1990);
  GDate day = make_date (22, G_DATE_NOVEMBER, 2026);

  salve_date_row_set_latest (row, &today, "This is in the future.");
  salve_date_row_set_earliest (row, &born, "This is before you were born.");
  g_assert_null (salve_date_row_get_date (row));
  g_assert_true (shows (fixture->row, "For example 2026-11-23"));
  salve_date_row_set_date (row, &day);
  g_assert_cmpint (g_date_compare (salve_date_row_get_date (row), &day), ==, 0);
  g_assert_true (shows (fixture->row, "Sunday, 22 November 2026"));
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-11-24");
  g_assert_null (salve_date_row_get_date (row));
  g_assert_cmpstr (salve_input_row_get_error (SALVE_INPUT_ROW (row)), ==, "This is in the future.");
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "1990-03-03");
  g_assert_null (salve_date_row_get_date (row));
  g_assert_cmpstr (salve_input_row_get_error (SALVE_INPUT_ROW (row)), ==, "This is before you were born.");
  salve_input_row_set_text (SALVE_INPUT_ROW (row), "2026-02-29");
  g_assert_null (salve_date_row_get_date (row));
  g_assert_false (salve_input_row_check (SALVE_INPUT_ROW (row)));
  g_assert_true (shows (fixture->row, "There is no such day."));
  salve_date_row_set_date (row, NULL);
  g_assert_true (salve_input_row_is_empty (SALVE_INPUT_ROW (row)));
}

static void
test_date_property (Fixture       *fixture,
                    gconstpointer  data)
{
  GDate day = make_date (29, G_DATE_FEBRUARY, 2024);
  g_autoptr (GDate) read = NULL;

  g_object_set (fixture->row, "date", &day, NULL);
  g_object_get (fixture->row, "date", &read, NULL);
  g_assert_nonnull (read);
  g_assert_cmpint (g_date_compare (read, &day), ==, 0);
  g_clear_pointer (&read, g_date_free);
  salve_input_row_set_text (SALVE_INPUT_ROW (fixture->row), "never");
  g_object_get (fixture->row, "date", &read, NULL);
  g_assert_null (read);
}

/* Opening the calendar changes nothing; picking a day does, and a day that is out of bounds is refused. */
static void
test_calendar (Fixture       *fixture,
               gconstpointer  data)
{
  SalveDateRow *row = SALVE_DATE_ROW (fixture->row);
  GDate today = make_date (23, G_DATE_NOVEMBER, 2026);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button;
  GtkCalendar *calendar;
  g_autoptr (GDateTime) shown = NULL;
  g_autoptr (GDateTime) picked = g_date_time_new_local (2026, 11, 20, 0, 0, 0);
  g_autoptr (GDateTime) future = g_date_time_new_local (2026, 11, 30, 0, 0, 0);

  gtk_window_set_child (GTK_WINDOW (window), fixture->row);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (fixture->row))
    g_main_context_iteration (NULL, TRUE);
  salve_date_row_set_latest (row, &today, NULL);
  button = find (fixture->row, GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  calendar = GTK_CALENDAR (find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_CALENDAR));
  shown = gtk_calendar_get_date (calendar);
  g_assert_cmpint (g_date_time_get_day_of_month (shown), ==, 23);
  g_assert_cmpint (g_date_time_get_year (shown), ==, 2026);
  g_assert_true (salve_input_row_is_empty (SALVE_INPUT_ROW (row)));
  gtk_calendar_select_day (calendar, picked);
  g_assert_cmpstr (salve_input_row_get_text (SALVE_INPUT_ROW (row)), ==, "2026-11-20");
  g_assert_cmpint (g_date_get_day (salve_date_row_get_date (row)), ==, 20);
  gtk_calendar_select_day (calendar, future);
  g_assert_null (salve_date_row_get_date (row));
  g_assert_true (shows (fixture->row, "too late"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));

  /* The day that is shown is taken also where it was not picked. */
  salve_date_row_set_date (row, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (salve_input_row_is_empty (SALVE_INPUT_ROW (row)));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (GTK_WIDGET (calendar)), "clicked");
  g_assert_cmpint (g_date_compare (salve_date_row_get_date (row), &today), ==, 0);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A hand in a glove finds the row, and it fits beside others in a narrow window. */
static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  int minimum;
  int width;

  g_object_set (fixture->row, "title", "The length of the needles, as the clinic told it to you afterwards", NULL);
  gtk_widget_measure (fixture->row, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (fixture->row, GTK_ORIENTATION_VERTICAL, 300, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
  g_assert_cmpint (minimum, >=, 48);
}

#define ADD(path, type, func) \
  g_test_add ("/input/" path, Fixture, (gconstpointer) salve_##type##_row_get_type, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("number", number, test_number);
  ADD ("number/tells", number, test_number_tells);
  ADD ("number/bounds", number, test_number_bounds);
  ADD ("number/optional", number, test_optional);
  ADD ("number/patience", number, test_patience);
  ADD ("number/size", number, test_size);
  ADD ("time/refused", time, test_refused);
  ADD ("time/size", time, test_size);
  ADD ("date", date, test_date);
  ADD ("date/property", date, test_date_property);
  ADD ("date/calendar", date, test_calendar);
  ADD ("date/size", date, test_size);

  return g_test_run ();
}
