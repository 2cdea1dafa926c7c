/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-notice.h"

#include <glib/gi18n.h>

#include "salve-clock.h"
#include "salve-format.h"
#include "salve-numbing-check.h"
#include "salve-protocol.h"
#include "salve-soak.h"

/* An alarm rings a little late; five minutes less this are still five. */
#define SLACK (10 * G_TIME_SPAN_SECOND)

static void
add_notice (GPtrArray    *notices,
            SalveSession *session,
            const char   *what,
            gint64        instant,
            char         *title,
            char         *body)
{
  SalveNotice *notice = g_new0 (SalveNotice, 1);

  notice->key = g_strdup_printf ("%s/%s", what, salve_session_get_id (session));
  notice->instant = instant;
  notice->title = title;
  notice->body = body;
  g_ptr_array_add (notices, notice);
}

static GDateTime *
local_time (gint64 instant)
{
  return g_date_time_new_from_unix_local (instant / G_USEC_PER_SEC);
}

static gint64
after_minutes (GDateTime *since,
               guint      minutes)
{
  return salve_clock_instant (since) + minutes * G_TIME_SPAN_MINUTE;
}

/* The cream */

static const SalveNumbingLimits *
get_limits (SalveSession *session)
{
  return salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (session));
}

static char *
make_cream_title (gint64   left,
                  gboolean discreet)
{
  guint minutes;

  if (left <= 0)
    return g_strdup (discreet ? _("A timer has run out: act now") : _("Take the numbing cream off now"));

  minutes = (guint) MAX ((left + SLACK) / G_TIME_SPAN_MINUTE, 1);
  if (discreet)
    return g_strdup_printf (ngettext ("A timer runs out in %u minute", "A timer runs out in %u minutes", minutes), minutes);

  return g_strdup_printf (ngettext ("Take the numbing cream off within %u minute",
                                    "Take the numbing cream off within %u minutes", minutes),
                          minutes);
}

/* What is on since when; the product reads as the person typed it. */
static char *
make_cream_body (SalveSession *session,
                 gint64        now,
                 gboolean      discreet)
{
  const char *product = salve_session_get_numbing_product (session);
  g_autoptr (GDateTime) today = local_time (now);
  g_autofree char *day = salve_format_day (salve_session_get_numbing_applied (session), today);
  guint longest = get_limits (session)->max;

  if (discreet)
    return g_strdup (_("Open Salve to see what to do."));
  if (product == NULL || *product == '\0')
    /* Translators: "today at 18:30", then the longest time in minutes. */
    return g_strdup_printf (_("Put on %s, for no more than %u minutes."), day, longest);

  /* Translators: "today at 18:30", the longest time in minutes, then a product's name. */
  return g_strdup_printf (_("Put on %s, for no more than %u minutes. Product: %s"), day, longest, product);
}

static gboolean
cream_is_on (SalveSession *session)
{
  return salve_session_get_numbing_applied (session) != NULL
         && salve_session_get_numbing_removed (session) == NULL;
}

static void
list_cream (SalveSession *session,
            gint64        now,
            gboolean      discreet,
            GPtrArray    *notices)
{
  gint64 alarm;
  gint64 latest;

  if (!cream_is_on (session))
    return;
  alarm = after_minutes (salve_session_get_numbing_applied (session), get_limits (session)->alarm);
  latest = after_minutes (salve_session_get_numbing_applied (session), get_limits (session)->max);
  if (now < alarm)
    return;

  add_notice (notices, session, now >= latest ? "numbing-now" : "numbing-soon", now >= latest ? latest : alarm,
              make_cream_title (latest - now, discreet), make_cream_body (session, now, discreet));
  ((SalveNotice *) g_ptr_array_index (notices, notices->len - 1))->critical = now >= latest;
}

/* How it feels */

static void
list_checks (SalveSession *session,
             gint64        now,
             gboolean      discreet,
             GPtrArray    *notices)
{
  GDateTime *applied = salve_session_get_numbing_applied (session);
  g_autoptr (GDateTime) present = local_time (now);
  guint due = salve_numbing_check_due (applied, salve_numbing_check_get_answered (session), present, NULL);
  g_autofree char *what = g_strdup_printf ("numbing-check-%u", due);

  if (due == 0)
    return;
  add_notice (notices, session, what, after_minutes (applied, due),
              g_strdup (_("Do you feel well?")),
              discreet
              ? g_strdup (_("If not, open Salve at once: it says what to do. In doubt, call the emergency number."))
              /* Translators: %u are minutes */
              : g_strdup_printf (_("The numbing cream went on %u minutes ago. Ringing in the ears, a taste of metal, numb "
                                 "lips, dizzy or drowsy: wash it off at once and ask a doctor or the poison line. Blue "
                                 "lips, short of breath, a racing heart, fainting or twitching: call the emergency "
                                 "number."), due));
}

/* The device in the alcohol */

/* Nobody who has begun to treat needs to hear that the device was ready. */
static GDateTime *
get_soak_before (SalveSession *session)
{
  if (salve_session_get_ended (session) != NULL || salve_session_count_passes (session) > 0)
    return NULL;

  return salve_session_get_soak_before (session);
}

static void
list_soak (SalveSession *session,
           GDateTime    *started,
           const char   *what,
           gint64        now,
           gboolean      discreet,
           GPtrArray    *notices)
{
  g_autoptr (GDateTime) present = local_time (now);
  g_autoptr (GDateTime) end = NULL;

  if (salve_soak_at (started, present) != SALVE_SOAK_DONE)
    return;
  end = salve_soak_get_end (started);
  add_notice (notices, session, what, salve_clock_instant (end),
              /* Translators: the roller or stamp that lay in alcohol */
              g_strdup (discreet ? _("A timer has run out") : _("Take the device out of the alcohol")),
              discreet
              ? g_strdup (_("Open Salve to see what to do."))
              /* Translators: %u are minutes */
              : g_strdup_printf (_("It has soaked for %u minutes. Let it dry in the air, without a towel, and keep it in a "
                                 "clean, closed case."), SALVE_PROTOCOL_SOAK_MINUTES));
}

static void
put_earlier (gint64    *next,
             GDateTime *candidate,
             gint64     now)
{
  gint64 instant = candidate != NULL ? salve_clock_instant (candidate) : SALVE_CLOCK_NEVER;

  if (instant > now && instant < *next)
    *next = instant;
}

static void
put_soak (gint64    *next,
          GDateTime *started,
          gint64     now)
{
  g_autoptr (GDateTime) end = started != NULL ? salve_soak_get_end (started) : NULL;

  put_earlier (next, end, now);
}

static void
put_cream (gint64       *next,
           SalveSession *session,
           gint64        now)
{
  GDateTime *applied = salve_session_get_numbing_applied (session);
  g_autoptr (GDateTime) alarm = g_date_time_add_minutes (applied, (int) get_limits (session)->alarm);
  g_autoptr (GDateTime) latest = g_date_time_add_minutes (applied, (int) get_limits (session)->max);

  put_earlier (next, alarm, now);
  put_earlier (next, latest, now);
}

void
salve_notice_free (SalveNotice *notice)
{
  g_free (notice->key);
  g_free (notice->title);
  g_free (notice->body);
  g_free (notice);
}

/* What is to be said of the session now. `now` is in microseconds since 1970 UTC; what is discreet names
 * neither the body nor what is done to it. Of SalveNotice, transfer full. */
GPtrArray *
salve_notice_list (SalveSession *session,
                   gint64        now,
                   gboolean      discreet)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_notice_free);

  g_return_val_if_fail (SALVE_IS_SESSION (session), NULL);

  list_cream (session, now, discreet, notices);
  list_checks (session, now, discreet, notices);
  list_soak (session, get_soak_before (session), "soak-before", now, discreet, notices);
  list_soak (session, salve_session_get_soak_after (session), "soak-after", now, discreet, notices);

  return g_steal_pointer (&notices);
}

/* The next instant at which there may be something else to say, or SALVE_CLOCK_NEVER. */
gint64
salve_notice_next (SalveSession *session,
                   gint64        now)
{
  g_autoptr (GDateTime) present = NULL;
  g_autoptr (GDateTime) check = NULL;
  gint64 next = SALVE_CLOCK_NEVER;

  g_return_val_if_fail (SALVE_IS_SESSION (session), SALVE_CLOCK_NEVER);

  present = local_time (now);
  check = salve_numbing_check_next_change (salve_session_get_numbing_applied (session), salve_numbing_check_get_answered (session), present);
  put_earlier (&next, check, now);
  if (cream_is_on (session))
    put_cream (&next, session, now);
  put_soak (&next, get_soak_before (session), now);
  put_soak (&next, salve_session_get_soak_after (session), now);

  return next;
}
