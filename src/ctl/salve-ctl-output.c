/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <stdarg.h>
#include <stdio.h>

#include "salve-json.h"

/* Would move the cursor, or turn the text around on the screen. */
static gboolean
is_unsafe (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x2028 || c == 0x2029;
}

/* One line of text that is safe to print. */
char *
salve_ctl_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (clean, is_unsafe (c) ? 0xfffd : c);
    }

  return g_string_free (clean, FALSE);
}

char *
salve_ctl_clean_path (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  return salve_ctl_clean (shown);
}

/* Columns on a terminal. */
static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* Rows may differ in length; an empty cell is an empty string. */
void
salve_ctl_add_row (GPtrArray  *rows,
                   const char *first,
                   ...)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  va_list rest;

  g_return_if_fail (rows != NULL);

  va_start (rest, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (rest, const char *))
    {
      g_autofree char *clean = salve_ctl_clean (cell);

      g_strv_builder_add (cells, clean);
    }
  va_end (rest);
  g_ptr_array_add (rows, g_strv_builder_end (cells));
}

static guint
measure_column (GPtrArray *rows,
                guint      column)
{
  guint width = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      /* The last cell of a row needs no room beside it. */
      if (column + 1 < g_strv_length (cells))
        width = MAX (width, measure (cells[column]));
    }

  return width;
}

static void
print_row (char  **cells,
           GArray *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_string_append (line, cells[i]);
      if (cells[i + 1] != NULL)
        g_string_append_printf (line, "%*s",
                                (int) (g_array_index (widths, guint, i) - measure (cells[i])) + 2, "");
    }
  g_print ("%s\n", g_strchomp (line->str));
}

/* Aligns what salve_ctl_add_row() collected. */
void
salve_ctl_print_rows (GPtrArray *rows)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (guint));
  guint columns = 0;

  g_return_if_fail (rows != NULL);

  for (guint i = 0; i < rows->len; i++)
    columns = MAX (columns, g_strv_length (g_ptr_array_index (rows, i)));
  for (guint i = 0; i < columns; i++)
    {
      guint width = measure_column (rows, i);

      g_array_append_val (widths, width);
    }
  for (guint i = 0; i < rows->len; i++)
    print_row (g_ptr_array_index (rows, i), widths);
}

/* JSON is UTF-8 in every locale. What a terminal would obey stands only in strings, where an
 * escape means the same. */
void
salve_ctl_print_json (JsonObject *object)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) safe = g_string_new (NULL);

  g_return_if_fail (object != NULL);

  text = salve_json_print (object);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '\n' && c <= 0xffff && is_unsafe (c))
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_unichar (safe, c);
    }
  fputs (safe->str, stdout);
}

void
salve_ctl_complain (const char *text)
{
  g_autofree char *clean = salve_ctl_clean (text);

  g_printerr ("salvectl: %s\n", clean);
}
