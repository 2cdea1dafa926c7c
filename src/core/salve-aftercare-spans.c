/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare-spans.h"

#include "salve-clock.h"
#include "salve-protocol.h"

static gint
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const SalveAftercareSpan *one = a;
  const SalveAftercareSpan *two = b;
  int order = g_strcmp0 (one->restriction, two->restriction);

  if (order == 0)
    order = g_strcmp0 (one->area, two->area);
  if (order == 0)
    order = one->begun < two->begun ? -1 : one->begun > two->begun;

  return order;
}

static void
append_limit (GArray             *spans,
              SalveSession       *session,
              SalveSessionLimit  *limit,
              const char * const *areas)
{
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      SalveAftercareSpan span = {
        .restriction = g_intern_string (limit->restriction),
        .area = g_intern_string (areas[i]),
        .begun = salve_clock_instant (salve_session_get_started (session)),
        .until = salve_clock_instant (limit->until),
      };

      g_array_append_val (spans, span);
    }
}

static void
append_spans (GArray      *spans,
              SalveRecord *record,
              gint64       now)
{
  SalveSession *session = salve_record_get_session (record);
  GPtrArray *limits = session != NULL ? salve_session_get_aftercare (session) : NULL;

  for (guint i = 0; limits != NULL && i < limits->len; i++)
    {
      SalveSessionLimit *limit = g_ptr_array_index (limits, i);

      if (salve_clock_instant (limit->until) >= now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY)
        append_limit (spans, session, limit,
                      /* Naming no area exempts none. */
                      limit->areas != NULL && limit->areas[0] != NULL ? (const char * const *) limit->areas
                                                                      : salve_session_get_areas (session));
    }
}

/* The running spans of one restriction, which stand together in the sorted array. */
static SalveCountdown *
make_countdown (GArray *spans,
                guint  *at,
                gint64  now)
{
  const char *restriction = g_array_index (spans, SalveAftercareSpan, *at).restriction;
  g_autoptr (GStrvBuilder) areas = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *last = NULL;
  gint64 begun = G_MAXINT64;
  gint64 until = G_MININT64;

  for (; *at < spans->len && g_array_index (spans, SalveAftercareSpan, *at).restriction == restriction; (*at)++)
    {
      const SalveAftercareSpan *span = &g_array_index (spans, SalveAftercareSpan, *at);

      if (span->until <= now)
        continue;
      if (span->area != last)
        g_strv_builder_add (areas, span->area);
      last = span->area;
      begun = MIN (begun, span->begun);
      until = MAX (until, span->until);
    }
  if (last == NULL)
    return NULL;
  list = g_strv_builder_end (areas);

  return salve_countdown_new (restriction, begun, until, (const char * const *) list);
}

static gint
compare_countdowns (gconstpointer a,
                    gconstpointer b)
{
  const char *one = salve_countdown_get_restriction (*(SalveCountdown **) a);
  const char *two = salve_countdown_get_restriction (*(SalveCountdown **) b);
  /* Unknown ones, which are -1, go last. */
  guint first = (guint) salve_protocol_find_restriction (one);
  guint second = (guint) salve_protocol_find_restriction (two);

  return first != second ? (first < second ? -1 : 1) : g_strcmp0 (one, two);
}

static gint
compare_endings (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = salve_ending_get_instant (*(SalveEnding **) a);
  gint64 two = salve_ending_get_instant (*(SalveEnding **) b);

  return one < two ? -1 : one > two;
}

static SalveEnding *
find_ending (GPtrArray *endings,
             gint64     instant)
{
  for (guint i = 0; i < endings->len; i++)
    if (salve_ending_get_instant (g_ptr_array_index (endings, i)) == instant)
      return g_ptr_array_index (endings, i);
  g_ptr_array_add (endings, salve_ending_new (instant));

  return g_ptr_array_index (endings, endings->len - 1);
}

static gboolean
is_new (const SalveAftercareSpan *span,
        GHashTable               *listed)
{
  return listed == NULL
         || g_hash_table_add (listed, g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, span->restriction, span->area,
                                                       span->until));
}

/* The restrictions of a notification stand in the order of the protocol, not of the alphabet. */
static gint
compare_order (gconstpointer a,
               gconstpointer b)
{
  guint one = (guint) salve_protocol_find_restriction (((const SalveAftercareSpan *) a)->restriction);
  guint two = (guint) salve_protocol_find_restriction (((const SalveAftercareSpan *) b)->restriction);

  return one != two ? (one < two ? -1 : 1) : compare_spans (a, b);
}

/**
 * salve_aftercare_spans_read:
 * @record: a record
 * @now: the present
 *
 * What of a record still matters: its spans that have not been over for too long to speak of. Of several versions
 * each counts, so the latest end holds until they are merged.
 *
 * Returns: (transfer full) (nullable) (element-type SalveAftercareSpan): its spans; %NULL where it has none
 */
GArray *
salve_aftercare_spans_read (SalveRecord *record,
                            gint64       now)
{
  g_autoptr (GArray) spans = NULL;

  g_return_val_if_fail (SALVE_IS_RECORD (record), NULL);

  spans = g_array_new (FALSE, FALSE, sizeof (SalveAftercareSpan));
  append_spans (spans, record, now);
  for (guint i = 0; i < salve_record_get_n_versions (record); i++)
    append_spans (spans, salve_record_get_version (record, i), now);

  return spans->len > 0 ? g_steal_pointer (&spans) : NULL;
}

/* In place; the array is sorted. */
static void
join_touching (GArray *all)
{
  guint kept = 0;

  for (guint i = 1; i < all->len; i++)
    {
      SalveAftercareSpan *last = &g_array_index (all, SalveAftercareSpan, kept);
      SalveAftercareSpan *span = &g_array_index (all, SalveAftercareSpan, i);

      if (last->restriction == span->restriction && last->area == span->area
          && span->begun <= last->until)
        last->until = MAX (last->until, span->until);
      else
        g_array_index (all, SalveAftercareSpan, ++kept) = *span;
    }
  if (all->len > 0)
    g_array_set_size (all, kept + 1);
}

/**
 * salve_aftercare_spans_merge:
 * @lists: (element-type GArray): arrays of spans, each of which may be %NULL
 *
 * Of one restriction and area, those that touch become one: what a later session pushed back has no end of its own.
 *
 * Returns: (transfer full) (element-type SalveAftercareSpan): all spans, by restriction, area and beginning
 */
GArray *
salve_aftercare_spans_merge (GPtrArray *lists)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SalveAftercareSpan));

  g_return_val_if_fail (lists != NULL, NULL);

  for (guint i = 0; i < lists->len; i++)
    {
      GArray *spans = g_ptr_array_index (lists, i);

      if (spans != NULL)
        g_array_append_vals (all, spans->data, spans->len);
    }
  g_array_sort (all, compare_spans);
  join_touching (all);

  return g_steal_pointer (&all);
}

/**
 * salve_aftercare_spans_list_running:
 * @spans: (element-type SalveAftercareSpan): merged spans
 * @now: the present
 *
 * Returns: (transfer full) (element-type SalveCountdown): a countdown for each restriction that runs, in the order of
 *   the protocol
 */
GPtrArray *
salve_aftercare_spans_list_running (GArray *spans,
                                    gint64  now)
{
  g_autoptr (GPtrArray) running = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (spans != NULL, NULL);

  for (guint at = 0; at < spans->len;)
    {
      SalveCountdown *countdown = make_countdown (spans, &at, now);

      if (countdown != NULL)
        g_ptr_array_add (running, countdown);
    }
  g_ptr_array_sort (running, compare_countdowns);

  return g_steal_pointer (&running);
}

/**
 * salve_aftercare_spans_list_endings:
 * @spans: (element-type SalveAftercareSpan): merged spans, which it puts into the order of the protocol
 * @after: an instant
 * @until: a later one
 * @listed: (nullable) (element-type utf8): what was listed before, which is left out; it takes in what is listed now
 *
 * Returns: (transfer full) (element-type SalveEnding): the endings later than @after and not later than @until,
 *   soonest first
 */
GPtrArray *
salve_aftercare_spans_list_endings (GArray     *spans,
                                    gint64      after,
                                    gint64      until,
                                    GHashTable *listed)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (spans != NULL, NULL);

  g_array_sort (spans, compare_order);
  for (guint i = 0; i < spans->len; i++)
    {
      const SalveAftercareSpan *span = &g_array_index (spans, SalveAftercareSpan, i);

      if (span->until > after && span->until <= until && is_new (span, listed))
        salve_ending_add (find_ending (endings, span->until), span->restriction, span->area);
    }
  g_ptr_array_sort (endings, compare_endings);

  return g_steal_pointer (&endings);
}

/**
 * salve_aftercare_spans_find_next:
 * @spans: (element-type SalveAftercareSpan): merged spans
 * @now: the present
 *
 * Returns: the instant of the next ending, or %SALVE_CLOCK_NEVER
 */
gint64
salve_aftercare_spans_find_next (GArray *spans,
                                 gint64  now)
{
  gint64 next = SALVE_CLOCK_NEVER;

  g_return_val_if_fail (spans != NULL, next);

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, SalveAftercareSpan, i).until > now)
      next = MIN (next, g_array_index (spans, SalveAftercareSpan, i).until);

  return next;
}
