/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-version-words.h"

#include <glib/gi18n-lib.h>

#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-session-facts.h"

typedef char *(*Describe) (SalveSession *session,
                           gint64        now);

static char *
describe_setting (SalveSession *session,
                  gint64        now)
{
  return g_strdup (salve_session_get_setting (session) == SALVE_SETTING_HOME ? _("At home") : _("At a clinic"));
}

static char *
describe_time (SalveSession *session,
               gint64        now)
{
  g_autofree char *day = salve_format_date (salve_session_get_started (session));
  g_autofree char *from = salve_format_clock (salve_session_get_started (session));
  g_autofree char *to = salve_format_clock (salve_session_get_ended (session));

  /* Translators: a day and two times of day: "Sunday, 22 November 2026, 18:30 to 19:12". */
  return g_strdup_printf (_("%s, %s to %s"), day, from, to);
}

static char *
describe_areas (SalveSession *session,
                gint64        now)
{
  return salve_format_areas (salve_session_get_areas (session));
}

static char *
describe_device (SalveSession *session,
                 gint64        now)
{
  return salve_session_facts_device (session);
}

static char *
describe_outcome (SalveSession *session,
                  gint64        now)
{
  return salve_session_facts_outcome (session);
}

static char *
join (GPtrArray *lines)
{
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
add_line (GPtrArray *lines,
          char      *line)
{
  if (line != NULL && *line != '\0')
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

static char *
describe_numbing (SalveSession *session,
                  gint64        now)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  add_line (lines, salve_session_facts_numbing (session));
  add_line (lines, salve_session_facts_numbing_amount (session));
  add_line (lines, salve_session_facts_numbing_time (session));

  return join (lines);
}

static char *
describe_serum (SalveSession *session,
                gint64        now)
{
  return salve_session_facts_serum (session);
}

static char *
describe_pain (SalveSession *session,
               gint64        now)
{
  return salve_session_facts_pain (session);
}

static char *
describe_redness (SalveSession *session,
                  gint64        now)
{
  return salve_session_facts_redness (session);
}

static char *
describe_notes (SalveSession *session,
                gint64        now)
{
  return g_strdup (salve_session_get_notes (session));
}

static char *
describe_passes (SalveSession *session,
                 gint64        now)
{
  guint n = salve_session_count_passes (session);

  return g_strdup_printf (ngettext ("%u pass", "%u passes", n), n);
}

static char *
describe_steps (SalveSession *session,
                gint64        now)
{
  guint n = salve_session_get_steps (session)->len;

  return g_strdup_printf (ngettext ("%u step", "%u steps", n), n);
}

static char *
describe_aftercare (SalveSession *session,
                    gint64        now)
{
  GPtrArray *limits = salve_session_get_aftercare (session);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < limits->len; i++)
    {
      const SalveSessionLimit *limit = g_ptr_array_index (limits, i);
      g_autofree char *words = salve_session_facts_limit (limit, now);

      /* Translators: a restriction and its end: "Sun: until tomorrow, 19:12". */
      add_line (lines, g_strdup_printf (_("%s: %s"), salve_protocol_get_title (limit->restriction), words));
    }

  return join (lines);
}

static char *
describe_events (SalveSession *session,
                 gint64        now)
{
  GPtrArray *events = salve_session_get_events (session);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < events->len; i++)
    add_line (lines, salve_session_facts_event (g_ptr_array_index (events, i)));

  return join (lines);
}

static char *
describe_spot (SalveSession *session,
               gint64        now)
{
  return g_strdup (salve_session_get_test_spot (session) ? _("Only a small spot was treated") : NULL);
}

static char *
describe_answers (SalveSession *session,
                  gint64        now)
{
  g_auto (GStrv) applies = salve_answers_list_yes (salve_session_get_answers (session));
  guint n = g_strv_length (applies);

  if (n == 0)
    return g_strdup (_("None of the reasons applied"));

  /* Translators: of the questions before a session. */
  return g_strdup_printf (ngettext ("%u of the reasons applied", "%u of the reasons applied", n), n);
}

static const struct { const char *part; const char *title; Describe describe; } parts[] = {
  /* Translators: where a session took place. */
  { "setting", N_("Place"), describe_setting },
  { "started", N_("Time"), describe_time },
  { "outcome", N_("Outcome"), describe_outcome },
  { "areas", N_("Areas"), describe_areas },
  { "screening", N_("Answers before the session"), describe_answers },
  { "test_spot", N_("Test spot"), describe_spot },
  { "device", N_("Device"), describe_device },
  { "numbing", N_("Numbing cream"), describe_numbing },
  { "steps", N_("Steps"), describe_steps },
  { "passes", N_("Passes"), describe_passes },
  { "serum", N_("Serum"), describe_serum },
  { "pain", N_("Pain"), describe_pain },
  { "erythema", N_("Redness at the end"), describe_redness },
  { "aftercare", N_("Aftercare"), describe_aftercare },
  { "events", N_("Red flags"), describe_events },
  { "check_ins", N_("Check-ins"), NULL },
  { "ratings", N_("Ratings"), NULL },
  { "photos", N_("Photos"), NULL },
  { "notes", N_("Notes"), describe_notes },
};

/**
 * salve_version_words_title:
 * @part: a part of a record
 *
 * Returns: (transfer none): its name, or the record's word for it where this version does not know it
 */
const char *
salve_version_words_title (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].part, part))
      return _(parts[i].title);

  return part;
}

/**
 * salve_version_words_text:
 * @merge: a merge
 * @which: one of its differences
 * @other: of the other version
 * @session: that version
 * @now: the present, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): what that version says
 */
char *
salve_version_words_text (SalveMerge   *merge,
                          guint         which,
                          gboolean      other,
                          SalveSession *session,
                          gint64        now)
{
  const char *part = salve_merge_get_difference (merge, which)->part;
  g_autofree char *text = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].part, part) && parts[i].describe != NULL)
      {
        known = TRUE;
        text = parts[i].describe (session, now);
      }
  if (!known)
    text = salve_merge_get_member (merge, which, other);

  /* Translators: a version of a session says nothing about something. */
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : g_strdup (_("Nothing"));
}

/**
 * salve_version_words_rule:
 * @rule: what becomes of a difference
 *
 * Returns: (transfer none): that, in words
 */
const char *
salve_version_words_rule (SalveMergeRule rule)
{
  switch (rule)
    {
    case SALVE_MERGE_BOTH:
      return _("What each version has is kept.");
    case SALVE_MERGE_LATER:
      return _("The later end of each restriction holds.");
    case SALVE_MERGE_CHOICE:
    default:
      return _("Choose which is right.");
    }
}
