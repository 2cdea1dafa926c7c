/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-reminders.h"

#include <stdlib.h>
#include <string.h>

#include "salve-aftercare-plan.h"
#include "salve-clock.h"
#include "salve-intervals.h"
#include "salve-protocol.h"
#include "salve-record.h"

struct _SalveReminders
{
  GObject               parent_instance;

  SalveReminderChoices *choices;
  gint64                now;
  GTimeZone            *zone;
  GPtrArray            *due;        /* of SalveReminder */
  gint64                next;
  gint64                moisturise;
  GHashTable           *areas;      /* set: of the newer sessions, while records are read */
};

G_DEFINE_FINAL_TYPE (SalveReminders, salve_reminders, G_TYPE_OBJECT)

static gint64
wait (SalveReminders *self,
      gint64          instant)
{
  return salve_reminder_choices_wait (self->choices, instant, self->zone);
}

static void
put_next (SalveReminders *self,
          gint64          instant)
{
  if (instant > self->now)
    self->next = MIN (self->next, instant);
}

static SalveReminder *
add (SalveReminders     *self,
     SalveReminderKind   kind,
     gint64              instant,
     const char * const *areas)
{
  SalveReminder *reminder = salve_reminder_new (kind, instant, areas);

  g_ptr_array_add (self->due, reminder);

  return reminder;
}

static gint64
get_end (SalveSession *session)
{
  return salve_clock_instant (salve_aftercare_plan_get_end (session));
}

/* Moisturising */

/* Plain gel and nothing else at first: S24. */
static gint64
get_moisturise_from (SalveSession *session)
{
  return get_end (session) + SALVE_PROTOCOL_PLAIN_GEL_HOURS * G_TIME_SPAN_HOUR;
}

/* The first time to remind of after what was answered. An answer from a future that a clock put back
 * has yet to reach does not silence anything. */
static gint64
find_first (SalveReminders           *self,
            const SalveReminderMarks *marks,
            gint64                    from,
            gint64                    every)
{
  if (marks->done >= from && marks->done <= self->now + every)
    return wait (self, marks->done + every);
  if (marks->later >= from && marks->later <= self->now + SALVE_PROTOCOL_SNOOZE_MINUTES * G_TIME_SPAN_MINUTE)
    return wait (self, marks->later);

  return wait (self, from);
}

static void
add_moisturise (SalveReminders *self,
                SalveRecord    *record,
                SalveSession   *session,
                gint64          instant)
{
  SalveReminder *reminder = add (self, SALVE_REMINDER_MOISTURISE, instant, salve_session_get_areas (session));

  reminder->record = g_strdup (salve_record_get_name (record));
  reminder->session = g_strdup (salve_session_get_id (session));
  reminder->key = g_strdup_printf ("moisturise/%s/%" G_GINT64_FORMAT, reminder->session, instant);
}

static void
list_moisturise (SalveReminders           *self,
                 SalveRecord              *record,
                 SalveSession             *session,
                 const SalveReminderMarks *marks)
{
  const SalveBand *band = salve_aftercare_plan_get_band (session);
  gint64 from = get_moisturise_from (session);
  gint64 until = from + band->moisturise_days * G_TIME_SPAN_DAY;
  gint64 every = band->moisturise_every_hours * G_TIME_SPAN_HOUR;
  gint64 due = 0;
  gint64 next;

  if (self->now >= until)
    return;
  for (next = find_first (self, marks, from, every); next <= self->now; next = wait (self, next + every))
    due = next;

  if (next < until)
    self->moisturise = next;
  if (due != 0)
    self->moisturise = due;
  if (!salve_reminder_choices_get_moisturise (self->choices))
    return;
  put_next (self, next < until ? next : until);
  if (due != 0)
    add_moisturise (self, record, session, due);
}

/* Check-ins */

static gboolean
is_answered (SalveSession *session,
             guint         hours)
{
  GPtrArray *check_ins = salve_session_get_check_ins (session);

  for (guint i = 0; i < check_ins->len; i++)
    if (((SalveSessionCheckIn *) g_ptr_array_index (check_ins, i))->hours == hours)
      return TRUE;

  return FALSE;
}

static void
add_check_in (SalveReminders *self,
              SalveRecord    *record,
              SalveSession   *session,
              guint           hours,
              gint64          instant)
{
  const SalveBand *band = salve_aftercare_plan_get_band (session);
  SalveReminder *reminder = add (self, SALVE_REMINDER_CHECK_IN, instant, salve_session_get_areas (session));

  reminder->record = g_strdup (salve_record_get_name (record));
  reminder->session = g_strdup (salve_session_get_id (session));
  reminder->hours = hours;
  reminder->needled = get_end (session);
  reminder->redness_ends_hours = band->redness_ends_hours;
  reminder->redness_alert_hours = band->redness_alert_hours;
  reminder->key = g_strdup_printf ("check-in/%s/%u", reminder->session, hours);
}

static gint64
get_check_in_instant (SalveReminders *self,
                      SalveSession   *session,
                      guint           index)
{
  guint n;
  const guint *hours = salve_protocol_get_check_ins (&n);
  gint64 end = get_end (session);

  if (index < n)
    return wait (self, end + hours[index] * G_TIME_SPAN_HOUR);

  return end + hours[n - 1] * G_TIME_SPAN_HOUR + SALVE_PROTOCOL_CHECK_IN_LATE_DAYS * G_TIME_SPAN_DAY;
}

/* One at a time: the next question takes the place of one that was not answered. */
static void
list_check_ins (SalveReminders *self,
                SalveRecord    *record,
                SalveSession   *session)
{
  guint n;
  const guint *hours = salve_protocol_get_check_ins (&n);

  for (guint i = 0; i < n; i++)
    {
      gint64 instant = get_check_in_instant (self, session, i);
      gint64 until = get_check_in_instant (self, session, i + 1);

      if (until <= self->now || is_answered (session, hours[i]))
        continue;
      put_next (self, instant > self->now ? instant : until);
      if (instant <= self->now)
        add_check_in (self, record, session, hours[i], instant);
    }
}

/* Records, newest first */

static gboolean
has_news (SalveReminders *self,
          SalveSession   *session)
{
  const char * const *areas = salve_session_get_areas (session);
  gboolean first = g_hash_table_size (self->areas) == 0;
  gboolean news = FALSE;

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    news |= g_hash_table_add (self->areas, g_strdup (areas[i]));

  return news || first;
}

static void
list_session (SalveReminders           *self,
              SalveRecord              *record,
              SalveSession             *session,
              const SalveReminderMarks *marks)
{
  if (marks != NULL)
    list_moisturise (self, record, session, marks);
  /* A question that cannot be answered is not asked. */
  if (has_news (self, session) && salve_reminder_choices_get_check_ins (self->choices)
      && !salve_session_get_read_only (session))
    list_check_ins (self, record, session);
}

/* The last question and the time to answer it, and a day for a session that took long. */
static gint64
get_horizon (void)
{
  guint n;
  const guint *hours = salve_protocol_get_check_ins (&n);

  return hours[n - 1] * G_TIME_SPAN_HOUR + (SALVE_PROTOCOL_CHECK_IN_LATE_DAYS + 1) * G_TIME_SPAN_DAY;
}

static void
list_sessions (SalveReminders           *self,
               GListModel               *records,
               const SalveReminderMarks *marks)
{
  guint n = g_list_model_get_n_items (records);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SalveRecord) record = g_list_model_get_item (records, i);
      GDateTime *time = salve_record_get_time (record);
      SalveSession *session;

      if (time != NULL && salve_clock_instant (time) < self->now - get_horizon ())
        break;
      session = salve_record_get_session (record);
      if (session == NULL || salve_session_get_ended (session) == NULL || !salve_session_touched_skin (session))
        continue;
      list_session (self, record, session, marks);
      /* One rhythm for the whole body: that of the latest session. */
      marks = NULL;
    }
}

/* Areas that are ready again */

static gint64
get_morning (SalveReminders *self,
             const GDate    *day)
{
  g_autoptr (GDateTime) time = g_date_time_new (self->zone, g_date_get_year (day), (int) g_date_get_month (day),
                                                g_date_get_day (day), SALVE_PROTOCOL_READY_HOUR, 0, 0);

  return time != NULL ? wait (self, salve_clock_instant (time)) : SALVE_CLOCK_NEVER;
}

static SalveReminder *
find_ready (SalveReminders *self,
            const GDate    *day)
{
  SalveReminder *reminder;

  for (guint i = 0; i < self->due->len; i++)
    {
      reminder = g_ptr_array_index (self->due, i);
      if (reminder->kind == SALVE_REMINDER_READY && g_date_compare (&reminder->day, day) == 0)
        return reminder;
    }
  reminder = add (self, SALVE_REMINDER_READY, get_morning (self, day), NULL);
  reminder->day = *day;
  reminder->key = g_strdup_printf ("ready/%04d-%02d-%02d", g_date_get_year (day), (int) g_date_get_month (day),
                                   g_date_get_day (day));

  return reminder;
}

static void
add_area (SalveReminder *reminder,
          const char    *area)
{
  guint n = g_strv_length (reminder->areas);

  reminder->areas = g_renew (char *, reminder->areas, n + 2);
  reminder->areas[n] = g_strdup (area);
  reminder->areas[n + 1] = NULL;
}

static void
list_area (SalveReminders *self,
           SalveIntervals *intervals,
           const char     *area)
{
  const SalveBand *band = salve_protocol_get_band (salve_intervals_get_needle_mm (intervals, area));
  gint64 instant, until;
  SalveReminder *reminder;
  GDate day;

  salve_intervals_get_ready_day (intervals, area, &day);
  instant = get_morning (self, &day);
  until = instant + SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY;
  if (until <= self->now)
    return;
  put_next (self, instant > self->now ? instant : until);
  if (instant > self->now)
    return;

  reminder = find_ready (self, &day);
  add_area (reminder, area);
  reminder->clinic |= !band->home;
}

static gint
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

static void
list_ready (SalveReminders *self,
            GListModel     *records)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
  g_autoptr (SalveIntervals) intervals = NULL;
  g_auto (GStrv) areas = NULL;

  if (now == NULL || !salve_reminder_choices_get_area_ready (self->choices))
    return;
  intervals = salve_intervals_new (records, now);
  areas = salve_intervals_list_treated (intervals, SALVE_PROTOCOL_LATE_DAYS);
  qsort (areas, g_strv_length (areas), sizeof (char *), compare_words);
  for (guint i = 0; areas[i] != NULL; i++)
    list_area (self, intervals, areas[i]);
}

static void
salve_reminders_finalize (GObject *object)
{
  SalveReminders *self = SALVE_REMINDERS (object);

  g_clear_object (&self->choices);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);

  G_OBJECT_CLASS (salve_reminders_parent_class)->finalize (object);
}

static void
salve_reminders_class_init (SalveRemindersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = salve_reminders_finalize;
}

static void
salve_reminders_init (SalveReminders *self)
{
  self->due = g_ptr_array_new_with_free_func ((GDestroyNotify) salve_reminder_free);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next = SALVE_CLOCK_NEVER;
  self->moisturise = SALVE_CLOCK_NEVER;
}

static SalveReminders *
create (GListModel               *records,
        SalveReminderChoices     *choices,
        const SalveReminderMarks *marks,
        gint64                    now,
        GTimeZone                *zone)
{
  static const SalveReminderMarks none = { 0 };
  SalveReminders *self = g_object_new (SALVE_TYPE_REMINDERS, NULL);

  self->choices = g_object_ref (choices);
  self->now = now;
  self->zone = g_time_zone_ref (zone);
  list_sessions (self, records, marks != NULL ? marks : &none);

  return self;
}

/**
 * salve_reminders_new:
 * @records: a list of SalveRecord, newest first
 * @choices: what the person wants
 * @marks: (nullable): what was answered to the reminder to moisturise
 * @now: the present, in microseconds since 1970 UTC
 * @zone: where the person is
 *
 * Reads the records that are young enough to matter. To moisturise is due every so many hours by the
 * band of the latest session, once nothing but plain gel is over, and only while the person is awake
 * (S24, S106, S115); a session that is not the latest asks how the skin looks only where it treated
 * what the later ones did not.
 *
 * Returns: (transfer full): what there is to be reminded of
 */
SalveReminders *
salve_reminders_new (GListModel               *records,
                     SalveReminderChoices     *choices,
                     const SalveReminderMarks *marks,
                     gint64                    now,
                     GTimeZone                *zone)
{
  SalveReminders *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (choices), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = create (records, choices, marks, now, zone);
  list_ready (self, records);

  return self;
}

/**
 * salve_reminders_new_today:
 * @records: a list of SalveRecord, newest first
 * @choices: what the person wants
 * @marks: (nullable): what was answered to the reminder to moisturise
 * @now: the present, in microseconds since 1970 UTC
 * @zone: where the person is
 *
 * As salve_reminders_new(), without the areas that are ready again, which takes fewer records.
 *
 * Returns: (transfer full): what there is to be reminded of
 */
SalveReminders *
salve_reminders_new_today (GListModel               *records,
                           SalveReminderChoices     *choices,
                           const SalveReminderMarks *marks,
                           gint64                    now,
                           GTimeZone                *zone)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (SALVE_IS_REMINDER_CHOICES (choices), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  return create (records, choices, marks, now, zone);
}

/**
 * salve_reminders_get_due:
 * @self: the reminders
 *
 * Returns: (transfer none) (element-type SalveReminder): what is due, also what came before the quiet
 *   hours that it may be now
 */
GPtrArray *
salve_reminders_get_due (SalveReminders *self)
{
  g_return_val_if_fail (SALVE_IS_REMINDERS (self), NULL);

  return self->due;
}

/**
 * salve_reminders_find:
 * @self: the reminders
 * @kind: what about
 *
 * Returns: (transfer none) (nullable): the first that is due, of the newest session
 */
const SalveReminder *
salve_reminders_find (SalveReminders    *self,
                      SalveReminderKind  kind)
{
  g_return_val_if_fail (SALVE_IS_REMINDERS (self), NULL);

  for (guint i = 0; i < self->due->len; i++)
    if (((SalveReminder *) g_ptr_array_index (self->due, i))->kind == kind)
      return g_ptr_array_index (self->due, i);

  return NULL;
}

/**
 * salve_reminders_get_next:
 * @self: the reminders
 *
 * Returns: the next instant at which something else is due, in microseconds since 1970 UTC, or
 *   %SALVE_CLOCK_NEVER
 */
gint64
salve_reminders_get_next (SalveReminders *self)
{
  g_return_val_if_fail (SALVE_IS_REMINDERS (self), SALVE_CLOCK_NEVER);

  return self->next;
}

/**
 * salve_reminders_get_moisturise:
 * @self: the reminders
 *
 * Returns: when to moisturise, in microseconds since 1970 UTC, also where the person does not want to
 *   be reminded: since when it is due, or the next time, or %SALVE_CLOCK_NEVER
 */
gint64
salve_reminders_get_moisturise (SalveReminders *self)
{
  g_return_val_if_fail (SALVE_IS_REMINDERS (self), SALVE_CLOCK_NEVER);

  return self->moisturise;
}
