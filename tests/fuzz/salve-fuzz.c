/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-fuzz.h"

#include <glib/gstdio.h>
#include <string.h>

#include "salve-aftercare.h"
#include "salve-fake-clock.h"
#include "salve-format.h"
#include "salve-intervals.h"
#include "salve-json.h"
#include "salve-protocol.h"
#include "salve-record.h"
#include "salve-resume.h"
#include "salve-screening.h"
#include "salve-session-json.h"

static char *folder;

static void
remove_folder (void)
{
  fuzz_empty ();
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

/* A warning is as good as a crash: nothing in a file may bring the program to complain about itself. By abort(), for
 * what GLib does by itself no fuzzer notices in time to keep the input. */
static GLogWriterOutput
on_log (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         user_data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return G_LOG_WRITER_HANDLED;
  g_log_writer_standard_streams (level, fields, n_fields, user_data);
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_writer_func (on_log, NULL, NULL);
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  folder = g_dir_make_tmp ("salve-fuzz-XXXXXX", NULL);
  g_assert_nonnull (folder);
  atexit (remove_folder);
  return 0;
}

const char *
fuzz_folder (void)
{
  return folder;
}

char *
fuzz_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Not through GLib: no input needs to survive a power cut. */
void
fuzz_write (const char    *name,
            const uint8_t *data,
            size_t         size)
{
  g_autofree char *path = fuzz_path (name);
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  fclose (file);
}

char *
fuzz_read (const char *name)
{
  g_autofree char *path = fuzz_path (name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_unlink (inside) != 0)
        {
          empty (inside);
          g_rmdir (inside);
        }
    }
}

void
fuzz_empty (void)
{
  empty (folder);
}

guint
fuzz_count (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
fuzz_judge (SalveAnswers *answers,
            GDateTime    *now)
{
  g_auto (GStrv) yes = salve_answers_list_yes (answers);
  GDate today, from;

  g_date_clear (&from, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  g_assert_cmpint (salve_screening_judge (answers, &today, &from), <=, SALVE_VERDICT_STOP);
  salve_screening_needs_care (answers);
  salve_screening_needs_test_spot (answers);
  for (guint i = 0; yes[i] != NULL; i++)
    {
      const SalveScreeningItem *item = salve_screening_find (yes[i]);
      g_autofree char *text = NULL;

      if (item != NULL)
        text = salve_screening_explain (item, salve_answers_get (answers, yes[i]), &today);
    }
}

static void
ask_intervals (GListModel   *records,
               SalveSession *session,
               GDateTime    *now)
{
  g_autoptr (SalveIntervals) intervals = salve_intervals_new (records, now);
  const char * const *areas = salve_session_get_areas (session);
  g_autoptr (GDateTime) all = salve_intervals_get_earliest_of (intervals, areas, 1.5);

  salve_intervals_get_holding (intervals, areas, 0.25);
  salve_intervals_get_test_spot (intervals);
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autoptr (GDateTime) earliest = salve_intervals_get_earliest (intervals, areas[i], 0.5);
      g_autofree char *why = salve_intervals_explain (intervals, areas[i], 0.5);

      g_assert_cmpint (salve_intervals_get_recency (intervals, areas[i]), <=, SALVE_RECENCY_TOO_SOON);
    }
}

static void
ask_aftercare (GListModel *records,
               GDateTime  *now)
{
  g_autofree char *text = salve_json_format_time (now);
  g_autoptr (SalveFakeClock) clock = salve_fake_clock_new (text);
  g_autoptr (SalveAftercare) aftercare = salve_aftercare_new (records, SALVE_CLOCK (clock));
  gint64 instant = salve_clock_instant (now);
  g_autoptr (GPtrArray) endings =
    salve_aftercare_list_endings (aftercare, instant - 30 * G_TIME_SPAN_DAY, instant + 400 * G_TIME_SPAN_DAY);

  for (guint i = 0; i < endings->len; i++)
    {
      g_autofree char *title = salve_ending_get_title (g_ptr_array_index (endings, i), instant, FALSE);
      g_autofree char *body = salve_ending_get_body (g_ptr_array_index (endings, i), FALSE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (aftercare)); i++)
    {
      g_autoptr (SalveCountdown) countdown = g_list_model_get_item (G_LIST_MODEL (aftercare), i);
      g_autofree char *areas = salve_format_areas (salve_countdown_get_areas (countdown));
      g_autofree char *left = salve_format_until (salve_countdown_get_until (countdown), instant);

      g_assert_cmpint (salve_countdown_get_until (countdown), >, instant);
    }
}

/* At its end, a day and half a year later, and at one moment that has nothing to do with it. */
static void
ask_at (GListModel   *records,
        SalveSession *session,
        GDateTime    *now)
{
  GDateTime *started = salve_session_get_started (session);
  g_autofree char *day = NULL;

  if (now == NULL || g_date_time_get_year (now) > 9998)
    return;
  ask_intervals (records, session, now);
  ask_aftercare (records, now);
  fuzz_judge (salve_session_get_answers (session), now);
  salve_resume_decide (session, now);
  day = salve_format_day (started, now);
}

void
fuzz_derive (SalveSession *session)
{
  g_autoptr (GListStore) records = g_list_store_new (SALVE_TYPE_RECORD);
  g_autofree char *name = salve_record_make_name (session);
  g_autofree char *text = salve_session_to_json (session);
  g_autofree char *path = fuzz_path (name);
  g_autoptr (SalveRecord) record = salve_record_new (path);
  g_autoptr (GDateTime) fixed = g_date_time_new_utc (2026, 11, 22, 18, 30, 0);
  GDateTime *started = salve_session_get_started (session);
  GDateTime *ended = salve_session_get_ended (session);
  g_autoptr (GDateTime) day = g_date_time_add_days (started, 1);
  g_autoptr (GDateTime) later = g_date_time_add_days (started, 180);

  g_assert_true (salve_record_parse_name (name, NULL));
  fuzz_write (name, (const uint8_t *) text, strlen (text));
  g_list_store_append (records, record);
  g_assert_nonnull (salve_record_get_session (record));
  ask_at (G_LIST_MODEL (records), session, fixed);
  ask_at (G_LIST_MODEL (records), session, ended);
  ask_at (G_LIST_MODEL (records), session, day);
  ask_at (G_LIST_MODEL (records), session, later);
}
