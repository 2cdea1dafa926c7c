/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-clock-fixture.h"

void
bell_ring (gpointer data)
{
  Bell *bell = data;

  g_string_append_printf (bell->log, "%s ", bell->name);
  bell->rang = salve_clock_get_time (bell->clock);
  if (bell->then != NULL)
    bell->then (bell);
}

void
bell_log_jump (GString *log)
{
  g_string_append (log, "jumped ");
}

guint
bell_add (Bell   *bell,
          gint64  from_now)
{
  guint id = salve_clock_add_alarm (bell->clock, salve_clock_get_time (bell->clock) + from_now, bell_ring, bell);

  g_assert_cmpuint (id, !=, 0);

  return id;
}

void
bell_expect (GString    *log,
             const char *text)
{
  g_assert_cmpstr (log->str, ==, text);
  g_string_truncate (log, 0);
}
