/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-intervals-private.h"

#include "salve-clock.h"
#include "salve-protocol.h"
#include "salve-record.h"

/* 31 December 9999, as g_date_get_julian() counts: no instant is later. A record may end the day before. */
#define LAST_DAY 3652059

G_DEFINE_FINAL_TYPE (SalveIntervals, salve_intervals, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RECORDS,
  PROP_NOW,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
area_free (gpointer data)
{
  SalveIntervalsArea *area = data;

  g_date_time_unref (area->last);
  g_free (area);
}

/* The calendar's day at that time where the person is now. */
static guint32
find_day (SalveIntervals *self,
          GDateTime      *time)
{
  g_autoptr (GDateTime) there = g_date_time_to_timezone (time, g_date_time_get_timezone (self->now));
  GDate day;

  salve_clock_get_day (there, &day);

  return g_date_get_julian (&day);
}

/* The day's first instant; where the clocks skip midnight it is the one after. */
static GDateTime *
begin_of_day (SalveIntervals *self,
              guint32         day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);

  return g_date_time_new (g_date_time_get_timezone (self->now), g_date_get_year (&date),
                          (int) g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
}

static guint
longest_interval (void)
{
  return MAX (salve_protocol_get_band (SALVE_PROTOCOL_LONGEST_MM)->interval_days, SALVE_PROTOCOL_TEST_SPOT_DAYS);
}

/* Sessions come in from new to old, but one may have been longer than another. */
static void
add_area (SalveIntervals *self,
          const char     *id,
          GDateTime      *ended,
          double          needle_mm)
{
  guint32 day = find_day (self, ended);
  guint32 ready = day + salve_protocol_get_band (needle_mm)->interval_days;
  SalveIntervalsArea *area = g_hash_table_lookup (self->areas, id);

  if (area == NULL)
    {
      area = g_new0 (SalveIntervalsArea, 1);
      area->last = g_date_time_ref (ended);
      area->needle_mm = needle_mm;
      area->day = day;
      area->ready = ready;
      g_hash_table_insert (self->areas, g_strdup (id), area);
    }
  else if (ready > area->ready)
    {
      area->ready = ready;
      area->earlier = TRUE;
    }
}

static void
add_session (SalveIntervals *self,
             SalveSession   *session)
{
  const char * const *areas = salve_session_get_areas (session);
  GDateTime *ended = salve_session_get_ended (session);

  if (ended == NULL)
    ended = salve_session_get_started (session);
  if (!salve_session_touched_skin (session))
    return;

  if (self->test_spot == NULL && salve_session_get_test_spot (session))
    self->test_spot = g_date_time_ref (ended);
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    add_area (self, areas[i], ended, salve_session_get_needle_mm (session));
}

/* Goes on to the next older record, unless it is older than so many days. */
static gboolean
read_one (SalveIntervals *self,
          guint           days)
{
  g_autoptr (SalveRecord) record = g_list_model_get_item (self->records, self->n_read);
  SalveSession *session;

  if (record == NULL
      || salve_clock_instant (salve_record_get_time (record))
           < salve_clock_instant (self->now) - (gint64) days * G_TIME_SPAN_DAY)
    return FALSE;

  session = salve_record_get_session (record);
  if (session != NULL)
    add_session (self, session);
  self->n_read++;

  return TRUE;
}

/* What holds an area up is as young as the longest interval; a day more for the hours of the day. */
static SalveIntervalsArea *
find_holding (SalveIntervals *self,
              const char     *id)
{
  while (read_one (self, longest_interval () + 1))
    continue;

  return g_hash_table_lookup (self->areas, id);
}

SalveIntervalsArea *
salve_intervals_find_last (SalveIntervals *self,
                           const char     *id)
{
  SalveIntervalsArea *area = find_holding (self, id);

  while (area == NULL && read_one (self, SALVE_PROTOCOL_HORIZON_DAYS))
    area = g_hash_table_lookup (self->areas, id);

  return area;
}

guint32
salve_intervals_find_test_spot_ready (SalveIntervals *self)
{
  return self->test_spot != NULL ? find_day (self, self->test_spot) + SALVE_PROTOCOL_TEST_SPOT_DAYS : 0;
}

static guint32
find_new_length_ready (const SalveIntervalsArea *area,
                       double                    needle_mm)
{
  if (area == NULL || !(needle_mm > 0))
    return 0;

  return area->day + salve_protocol_get_band (needle_mm)->interval_days;
}

guint32
salve_intervals_find_ready (SalveIntervals *self,
                            const char     *id,
                            double          needle_mm)
{
  const SalveIntervalsArea *area = find_holding (self, id);
  guint32 ready = area != NULL ? area->ready : 0;

  ready = MAX (ready, MAX (find_new_length_ready (area, needle_mm), salve_intervals_find_test_spot_ready (self)));

  return MIN (ready, LAST_DAY);
}

static GDateTime *
later (GDateTime *one,
       GDateTime *two)
{
  return one == NULL || (two != NULL && g_date_time_compare (two, one) > 0) ? two : one;
}

static void
on_items_changed (SalveIntervals *self)
{
  g_hash_table_remove_all (self->areas);
  g_clear_pointer (&self->test_spot, g_date_time_unref);
  self->n_read = 0;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
salve_intervals_constructed (GObject *object)
{
  SalveIntervals *self = SALVE_INTERVALS (object);

  G_OBJECT_CLASS (salve_intervals_parent_class)->constructed (object);

  self->today = find_day (self, self->now);
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
}

static void
salve_intervals_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveIntervals *self = SALVE_INTERVALS (object);

  switch (prop_id)
    {
    case PROP_RECORDS:
      g_value_set_object (value, self->records);
      break;
    case PROP_NOW:
      g_value_set_boxed (value, self->now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_intervals_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveIntervals *self = SALVE_INTERVALS (object);

  switch (prop_id)
    {
    case PROP_RECORDS:
      self->records = g_value_dup_object (value);
      break;
    case PROP_NOW:
      self->now = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_intervals_finalize (GObject *object)
{
  SalveIntervals *self = SALVE_INTERVALS (object);

  g_clear_object (&self->records);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_clear_pointer (&self->test_spot, g_date_time_unref);

  G_OBJECT_CLASS (salve_intervals_parent_class)->finalize (object);
}

static void
salve_intervals_class_init (SalveIntervalsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_intervals_constructed;
  object_class->get_property = salve_intervals_get_property;
  object_class->set_property = salve_intervals_set_property;
  object_class->finalize = salve_intervals_finalize;

  properties[PROP_RECORDS] = g_param_spec_object ("records", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_NOW] = g_param_spec_boxed ("now", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SalveIntervals::changed:
   * @self: the intervals
   *
   * The records are others than before, and so may be every answer.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_INTERVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_intervals_init (SalveIntervals *self)
{
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, area_free);
}

/**
 * salve_intervals_new:
 * @records: a list of SalveRecord, newest first
 * @now: the present; days are those of its time zone
 *
 * Nothing is read before something is asked. Records that cannot be read, and sessions that were
 * stopped before the needles touched the skin, do not count; visits to a clinic do.
 *
 * Returns: (transfer full): what the records say at @now
 */
SalveIntervals *
salve_intervals_new (GListModel *records,
                     GDateTime  *now)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  return g_object_new (SALVE_TYPE_INTERVALS, "records", records, "now", now, NULL);
}

/**
 * salve_intervals_get_now:
 * @self: the intervals
 *
 * Returns: (transfer none): the moment for which they hold
 */
GDateTime *
salve_intervals_get_now (SalveIntervals *self)
{
  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);

  return self->now;
}

/**
 * salve_intervals_get_last:
 * @self: the intervals
 * @area: an area's id
 *
 * Reads back no more than %SALVE_PROTOCOL_HORIZON_DAYS.
 *
 * Returns: (transfer none) (nullable): the end of the last session there; %NULL for none
 */
GDateTime *
salve_intervals_get_last (SalveIntervals *self,
                          const char     *area)
{
  const SalveIntervalsArea *found;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);
  g_return_val_if_fail (area != NULL, NULL);

  found = salve_intervals_find_last (self, area);
  return found != NULL ? found->last : NULL;
}

/**
 * salve_intervals_get_days:
 * @self: the intervals
 * @area: an area's id
 *
 * Returns: how many calendar days ago the last session there was; 0 is today, -1 for none
 */
int
salve_intervals_get_days (SalveIntervals *self,
                          const char     *area)
{
  const SalveIntervalsArea *found;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), -1);
  g_return_val_if_fail (area != NULL, -1);

  found = salve_intervals_find_last (self, area);
  return found != NULL ? MAX ((int) self->today - (int) found->day, 0) : -1;
}

/**
 * salve_intervals_get_needle_mm:
 * @self: the intervals
 * @area: an area's id
 *
 * Returns: the length of the needles in the last session there, in mm; 0 where it is not known
 */
double
salve_intervals_get_needle_mm (SalveIntervals *self,
                               const char     *area)
{
  const SalveIntervalsArea *found;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), 0);
  g_return_val_if_fail (area != NULL, 0);

  found = salve_intervals_find_last (self, area);
  return found != NULL ? found->needle_mm : 0;
}

/**
 * salve_intervals_get_recency:
 * @self: the intervals
 * @area: an area's id
 *
 * Returns: how recently the area was treated; recent is within the longest interval of the table
 */
SalveRecency
salve_intervals_get_recency (SalveIntervals *self,
                             const char     *area)
{
  int days;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), SALVE_RECENCY_NEVER);
  g_return_val_if_fail (area != NULL, SALVE_RECENCY_NEVER);

  if (salve_intervals_find_ready (self, area, 0) > self->today)
    return SALVE_RECENCY_TOO_SOON;
  days = salve_intervals_get_days (self, area);
  if (days < 0)
    return SALVE_RECENCY_NEVER;

  return days <= (int) longest_interval () ? SALVE_RECENCY_RECENT : SALVE_RECENCY_LONG_AGO;
}

/**
 * salve_intervals_get_earliest:
 * @self: the intervals
 * @area: an area's id
 * @needle_mm: the length of the needles that are to be used, in mm; 0 if that is not known yet
 *
 * From which day on the area may be treated again: the interval of the table (clinical.md section
 * 10: S14, S18, S19, S24) counted in calendar days from the session's, where the longer of each
 * session's interval and the new length's counts; and not while any test spot is being watched.
 *
 * Returns: (transfer full) (nullable): the beginning of that day, in the zone of the present;
 *   %NULL if the area may be treated now
 */
GDateTime *
salve_intervals_get_earliest (SalveIntervals *self,
                              const char     *area,
                              double          needle_mm)
{
  guint32 ready;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);
  g_return_val_if_fail (area != NULL, NULL);

  ready = salve_intervals_find_ready (self, area, needle_mm);
  return ready > self->today ? begin_of_day (self, ready) : NULL;
}

/**
 * salve_intervals_get_earliest_of:
 * @self: the intervals
 * @areas: (array zero-terminated=1) (nullable): areas' ids
 * @needle_mm: the length of the needles that are to be used, in mm; 0 if that is not known yet
 *
 * Returns: (transfer full) (nullable): the beginning of the first day on which all of the areas
 *   may be treated; %NULL if they may now
 */
GDateTime *
salve_intervals_get_earliest_of (SalveIntervals     *self,
                                 const char * const *areas,
                                 double              needle_mm)
{
  guint32 ready = 0;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    ready = MAX (ready, salve_intervals_find_ready (self, areas[i], needle_mm));

  return ready > self->today ? begin_of_day (self, ready) : NULL;
}

/**
 * salve_intervals_get_holding:
 * @self: the intervals
 * @areas: (array zero-terminated=1) (nullable): areas' ids
 * @needle_mm: the length of the needles that are to be used, in mm; 0 if that is not known yet
 *
 * Finds what a clinician has to know of who lets one of the areas be treated earlier.
 *
 * Returns: (transfer none) (nullable): the end of the newest session for which one of the areas has
 *   to wait; %NULL if none has to
 */
GDateTime *
salve_intervals_get_holding (SalveIntervals     *self,
                             const char * const *areas,
                             double              needle_mm)
{
  GDateTime *newest = NULL;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);

  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      if (salve_intervals_find_ready (self, areas[i], needle_mm) <= self->today)
        continue;
      if (salve_intervals_find_test_spot_ready (self) > self->today)
        newest = later (newest, self->test_spot);
      newest = later (newest, salve_intervals_get_last (self, areas[i]));
    }

  return newest;
}

/**
 * salve_intervals_get_test_spot:
 * @self: the intervals
 *
 * Reads back through all records until it finds one.
 *
 * Returns: (transfer none) (nullable): when the last test spot was made; %NULL for never
 */
GDateTime *
salve_intervals_get_test_spot (SalveIntervals *self)
{
  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);

  while (self->test_spot == NULL && read_one (self, G_MAXUINT16))
    continue;

  return self->test_spot;
}

/**
 * salve_intervals_list_treated:
 * @self: the intervals
 * @days: how far to look back behind the longest interval of the table
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the areas that were treated so recently that
 *   their wait is not over, or has not been for longer than so many days; in no order
 */
char **
salve_intervals_list_treated (SalveIntervals *self,
                              guint           days)
{
  g_autofree gpointer *keys = NULL;

  g_return_val_if_fail (SALVE_IS_INTERVALS (self), NULL);

  while (read_one (self, longest_interval () + days + 1))
    continue;
  keys = g_hash_table_get_keys_as_array (self->areas, NULL);

  return g_strdupv ((char **) keys);
}

/**
 * salve_intervals_get_ready_day:
 * @self: the intervals
 * @area: the id of an area that salve_intervals_list_treated() named
 * @day: (out caller-allocates): the day from which on it may be treated again, which may have passed
 */
void
salve_intervals_get_ready_day (SalveIntervals *self,
                               const char     *area,
                               GDate          *day)
{
  g_return_if_fail (SALVE_IS_INTERVALS (self));
  g_return_if_fail (area != NULL && day != NULL);

  g_date_clear (day, 1);
  if (g_hash_table_contains (self->areas, area))
    g_date_set_julian (day, salve_intervals_find_ready (self, area, 0));
}
