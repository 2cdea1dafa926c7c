/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-today-words.h"

#include <glib/gi18n.h>

#include "salve-format.h"

static char *
format_when (SalveSession *session,
             gint64        now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  return salve_format_day (salve_session_get_ended (session), today);
}

char *
salve_today_words_summary (gpointer      this,
                           SalveSession *session,
                           gint64        now)
{
  g_autofree char *areas = NULL;
  g_autofree char *when = NULL;
  g_autofree char *length = NULL;
  const char *kind;

  if (session == NULL)
    return g_strdup ("");

  areas = salve_format_areas (salve_session_get_areas (session));
  when = format_when (session, now);
  length = salve_format_length (salve_session_get_needle_mm (session));
  kind = salve_session_get_needle_mm (session) > 0 ? salve_session_get_device_kind (session) : NULL;

  if (g_strcmp0 (kind, "roller") == 0)
    /* Translators: a day, a needle length, body areas:
     * "Treated on Sunday at 19:12 with a 0.25 mm roller: Abdomen". */
    return g_strdup_printf (_("Treated %s with a %s roller: %s"), when, length, areas);
  if (g_strcmp0 (kind, "pen") == 0)
    return g_strdup_printf (_("Treated %s with a %s pen: %s"), when, length, areas);
  if (g_strcmp0 (kind, "stamp") == 0)
    return g_strdup_printf (_("Treated %s with a %s stamp: %s"), when, length, areas);

  /* Translators: a day and body areas: "Treated on Sunday at 19:12: Abdomen". */
  return g_strdup_printf (_("Treated %s: %s"), when, areas);
}

char *
salve_today_words_last (gpointer      this,
                        SalveSession *session,
                        gint64        now)
{
  g_autofree char *when = session != NULL ? format_when (session, now) : NULL;

  if (when == NULL)
    return g_strdup ("");

  /* Translators: %s is a day, "on Sunday at 19:12" or "yesterday at 19:12". */
  return g_strdup_printf (_("Your last session was %s."), when);
}

char *
salve_today_words_free_title (gpointer this,
                              gboolean has_dates)
{
  return g_strdup (has_dates ? _("Everything is allowed again") : _("Nothing to wait for"));
}
