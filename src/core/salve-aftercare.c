/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare.h"

#include "salve-record.h"

/* A restriction that holds for an area, from a session's start to its stored end. */
typedef struct
{
  const char *restriction; /* interned */
  const char *area;        /* interned */
  gint64      begun;
  gint64      until;
} Term;

struct _SalveAftercare
{
  GObject     parent_instance;

  GListModel *records;
  SalveClock *clock;
  GPtrArray  *terms;    /* for each position of records: a GArray of Term, or NULL */
  GPtrArray  *running;  /* of SalveCountdown */
  GHashTable *emitted;  /* set of "restriction/area/instant" */
  gint64      read_at;  /* the latest time at which records were read */
  gint64      next;
  guint       alarm;
};

static void salve_aftercare_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SalveAftercare, salve_aftercare, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, salve_aftercare_list_model_init))

enum
{
  PROP_0,
  PROP_RECORDS,
  PROP_CLOCK,
  N_PROPS
};

enum
{
  SIGNAL_ENDED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
terms_free (gpointer terms)
{
  g_clear_pointer ((GArray **) &terms, g_array_unref);
}

static gint
compare_terms (gconstpointer a,
               gconstpointer b)
{
  const Term *one = a;
  const Term *two = b;
  int order = g_strcmp0 (one->restriction, two->restriction);

  if (order == 0)
    order = g_strcmp0 (one->area, two->area);
  if (order == 0)
    order = one->begun < two->begun ? -1 : one->begun > two->begun;

  return order;
}

static void
append_limit (GArray             *terms,
              SalveSession       *session,
              SalveSessionLimit  *limit,
              const char * const *areas)
{
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      Term term = {
        .restriction = g_intern_string (limit->restriction),
        .area = g_intern_string (areas[i]),
        .begun = salve_clock_instant (salve_session_get_started (session)),
        .until = salve_clock_instant (limit->until),
      };

      g_array_append_val (terms, term);
    }
}

static void
append_terms (GArray      *terms,
              SalveRecord *record,
              gint64       now)
{
  SalveSession *session = salve_record_get_session (record);
  GPtrArray *limits = session != NULL ? salve_session_get_aftercare (session) : NULL;

  for (guint i = 0; limits != NULL && i < limits->len; i++)
    {
      SalveSessionLimit *limit = g_ptr_array_index (limits, i);

      if (salve_clock_instant (limit->until) >= now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY)
        append_limit (terms, session, limit,
                      /* Naming no area exempts none. */
                      limit->areas != NULL && limit->areas[0] != NULL ? (const char * const *) limit->areas
                                                                      : salve_session_get_areas (session));
    }
}

/* What of a record still matters: its terms that have not been over for too long to speak of. Of several versions
 * each counts, so the latest end holds until they are merged. */
static GArray *
read_terms (SalveRecord *record,
            gint64       now)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (Term));

  append_terms (terms, record, now);
  for (guint i = 0; i < salve_record_get_n_versions (record); i++)
    append_terms (terms, salve_record_get_version (record, i), now);

  return terms->len > 0 ? g_steal_pointer (&terms) : NULL;
}

static gboolean
may_matter (SalveRecord *record,
            gint64       now)
{
  GDateTime *time = salve_record_get_time (record);

  return time == NULL
         || salve_clock_instant (time) > now - SALVE_PROTOCOL_HORIZON_DAYS * G_TIME_SPAN_DAY;
}

/* What counts as old. By a clock that cannot be right nothing would, and years of records would be read. */
static gint64
get_reference (SalveAftercare *self)
{
  gint64 now = salve_clock_get_time (self->clock);
  g_autoptr (SalveRecord) newest = NULL;
  GDateTime *time;

  if (now >= SALVE_CLOCK_EARLIEST)
    return now;
  newest = g_list_model_get_item (self->records, 0);
  time = newest != NULL ? salve_record_get_time (newest) : NULL;

  return time != NULL ? MAX (salve_clock_instant (time), now) : now;
}

/* The list goes from new to old: behind the first that is too old, none is opened. */
static void
read_records (SalveAftercare *self,
              guint           position,
              guint           removed,
              guint           added)
{
  gint64 now = get_reference (self);
  gboolean matters = TRUE;

  self->read_at = MAX (self->read_at, now);
  if (removed > 0)
    g_ptr_array_remove_range (self->terms, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SalveRecord) record = matters ? g_list_model_get_item (self->records, i) : NULL;

      matters = matters && may_matter (record, now);
      g_ptr_array_insert (self->terms, (int) i, matters ? read_terms (record, now) : NULL);
    }
}

static void
read_all (SalveAftercare *self)
{
  self->read_at = G_MININT64;
  read_records (self, 0, self->terms->len, g_list_model_get_n_items (self->records));
}

/* All terms, with those of one restriction and area that touch made one: what a later session
 * pushed back has no end of its own. */
static GArray *
merge_terms (SalveAftercare *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Term));
  guint kept = 0;

  for (guint i = 0; i < self->terms->len; i++)
    {
      GArray *terms = g_ptr_array_index (self->terms, i);

      if (terms != NULL)
        g_array_append_vals (all, terms->data, terms->len);
    }
  g_array_sort (all, compare_terms);

  for (guint i = 1; i < all->len; i++)
    {
      Term *last = &g_array_index (all, Term, kept);
      Term *term = &g_array_index (all, Term, i);

      if (last->restriction == term->restriction && last->area == term->area
          && term->begun <= last->until)
        last->until = MAX (last->until, term->until);
      else
        g_array_index (all, Term, ++kept) = *term;
    }
  if (all->len > 0)
    g_array_set_size (all, kept + 1);

  return g_steal_pointer (&all);
}

/* The running terms of one restriction, which stand together in the sorted array. */
static SalveCountdown *
make_countdown (GArray *terms,
                guint  *at,
                gint64  now)
{
  const char *restriction = g_array_index (terms, Term, *at).restriction;
  g_autoptr (GStrvBuilder) areas = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *last = NULL;
  gint64 begun = G_MAXINT64;
  gint64 until = G_MININT64;

  for (; *at < terms->len && g_array_index (terms, Term, *at).restriction == restriction; (*at)++)
    {
      const Term *term = &g_array_index (terms, Term, *at);

      if (term->until <= now)
        continue;
      if (term->area != last)
        g_strv_builder_add (areas, term->area);
      last = term->area;
      begun = MIN (begun, term->begun);
      until = MAX (until, term->until);
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

static GPtrArray *
list_running (GArray *terms,
              gint64  now)
{
  g_autoptr (GPtrArray) running = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint at = 0; at < terms->len;)
    {
      SalveCountdown *countdown = make_countdown (terms, &at, now);

      if (countdown != NULL)
        g_ptr_array_add (running, countdown);
    }
  g_ptr_array_sort (running, compare_countdowns);

  return g_steal_pointer (&running);
}

static gboolean
same_countdown (gconstpointer a,
                gconstpointer b)
{
  SalveCountdown *one = (SalveCountdown *) a;
  SalveCountdown *two = (SalveCountdown *) b;

  return g_str_equal (salve_countdown_get_restriction (one), salve_countdown_get_restriction (two))
         && salve_countdown_get_begun (one) == salve_countdown_get_begun (two)
         && salve_countdown_get_until (one) == salve_countdown_get_until (two)
         && g_strv_equal (salve_countdown_get_areas (one), salve_countdown_get_areas (two));
}

static gboolean
same_list (GPtrArray *one,
           GPtrArray *two)
{
  if (one->len != two->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!same_countdown (g_ptr_array_index (one, i), g_ptr_array_index (two, i)))
      return FALSE;

  return TRUE;
}

static void
replace_running (SalveAftercare *self,
                 GPtrArray      *running)
{
  guint n_old = self->running->len;

  if (same_list (self->running, running))
    return;

  g_ptr_array_unref (self->running);
  self->running = g_ptr_array_ref (running);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, running->len);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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

/* The restrictions of a notification stand in the order of the protocol, not of the alphabet. */
static gint
compare_order (gconstpointer a,
               gconstpointer b)
{
  guint one = (guint) salve_protocol_find_restriction (((const Term *) a)->restriction);
  guint two = (guint) salve_protocol_find_restriction (((const Term *) b)->restriction);

  return one != two ? (one < two ? -1 : 1) : compare_terms (a, b);
}

static void
emit_ended (SalveAftercare *self,
            GArray         *terms,
            gint64          now)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = &g_array_index (terms, Term, i);

      if (term->until > now || term->until < now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY)
        continue;
      if (g_hash_table_add (self->emitted, g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, term->restriction,
                                                            term->area, term->until)))
        salve_ending_add (find_ending (endings, term->until), term->restriction, term->area);
    }
  g_ptr_array_sort (endings, compare_endings);
  for (guint i = 0; i < endings->len; i++)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, g_ptr_array_index (endings, i));
}

static gint64
find_next (GArray *terms,
           gint64  now)
{
  gint64 next = SALVE_CLOCK_NEVER;

  for (guint i = 0; i < terms->len; i++)
    if (g_array_index (terms, Term, i).until > now)
      next = MIN (next, g_array_index (terms, Term, i).until);

  return next;
}

static void
on_alarm (gpointer data)
{
  SalveAftercare *self = data;

  self->alarm = 0;
  salve_aftercare_recompute (self);
}

static GArray *
update (SalveAftercare *self,
        gint64          now)
{
  g_autoptr (GArray) terms = merge_terms (self);
  g_autoptr (GPtrArray) running = list_running (terms, now);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  self->next = find_next (terms, now);
  if (self->next != SALVE_CLOCK_NEVER)
    self->alarm = salve_clock_add_alarm (self->clock, self->next, on_alarm, self);
  replace_running (self, running);

  return g_steal_pointer (&terms);
}

static void
on_items_changed (SalveAftercare *self,
                  guint           position,
                  guint           removed,
                  guint           added)
{
  read_records (self, position, removed, added);
  salve_aftercare_recompute (self);
}

static void
on_jumped (SalveAftercare *self)
{
  /* What was too old to be kept may matter again when the clock goes back. */
  if (salve_clock_get_time (self->clock) < self->read_at)
    read_all (self);
  salve_aftercare_recompute (self);
}

static GType
salve_aftercare_get_item_type (GListModel *list)
{
  return SALVE_TYPE_COUNTDOWN;
}

static guint
salve_aftercare_get_n_items (GListModel *list)
{
  return SALVE_AFTERCARE (list)->running->len;
}

static gpointer
salve_aftercare_get_item (GListModel *list,
                          guint       position)
{
  SalveAftercare *self = SALVE_AFTERCARE (list);

  if (position >= self->running->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->running, position));
}

static void
salve_aftercare_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = salve_aftercare_get_item_type;
  iface->get_n_items = salve_aftercare_get_n_items;
  iface->get_item = salve_aftercare_get_item;
}

static void
salve_aftercare_constructed (GObject *object)
{
  SalveAftercare *self = SALVE_AFTERCARE (object);
  G_OBJECT_CLASS (salve_aftercare_parent_class)->constructed (object);

  g_signal_connect_object (self->records, "items-changed",
                           G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  read_all (self);
  g_array_unref (update (self, salve_clock_get_time (self->clock)));
}

static void
salve_aftercare_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveAftercare *self = SALVE_AFTERCARE (object);

  switch (prop_id)
    {
    case PROP_RECORDS:
      g_value_set_object (value, self->records);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_aftercare_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveAftercare *self = SALVE_AFTERCARE (object);

  switch (prop_id)
    {
    case PROP_RECORDS:
      self->records = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_aftercare_dispose (GObject *object)
{
  SalveAftercare *self = SALVE_AFTERCARE (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_object (&self->records);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_aftercare_parent_class)->dispose (object);
}

static void
salve_aftercare_finalize (GObject *object)
{
  SalveAftercare *self = SALVE_AFTERCARE (object);

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->emitted, g_hash_table_unref);

  G_OBJECT_CLASS (salve_aftercare_parent_class)->finalize (object);
}

static void
salve_aftercare_class_init (SalveAftercareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_aftercare_constructed;
  object_class->get_property = salve_aftercare_get_property;
  object_class->set_property = salve_aftercare_set_property;
  object_class->dispose = salve_aftercare_dispose;
  object_class->finalize = salve_aftercare_finalize;

  properties[PROP_RECORDS] = g_param_spec_object ("records", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SalveAftercare::ended:
   * @self: the engine
   * @ending: what has just ended, or ended while nobody looked
   *
   * Emitted once for each restriction, area and instant.
   */
  signals[SIGNAL_ENDED] =
    g_signal_new ("ended", SALVE_TYPE_AFTERCARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, SALVE_TYPE_ENDING);

  /**
   * SalveAftercare::changed:
   * @self: the engine
   *
   * The running restrictions are others than before.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_AFTERCARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
salve_aftercare_init (SalveAftercare *self)
{
  self->terms = g_ptr_array_new_with_free_func (terms_free);
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->emitted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next = SALVE_CLOCK_NEVER;
}

/**
 * salve_aftercare_new:
 * @records: a list of SalveRecord, newest first
 * @clock: the clock to go by
 *
 * Works out what the records restrict. Endings that have passed already are
 * emitted at the first salve_aftercare_recompute(), so connect, then call it.
 *
 * Returns: (transfer full): the engine
 */
SalveAftercare *
salve_aftercare_new (GListModel *records,
                     SalveClock *clock)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);

  return g_object_new (SALVE_TYPE_AFTERCARE, "records", records, "clock", clock, NULL);
}

/**
 * salve_aftercare_find:
 * @self: the engine
 * @restriction: a restriction's id
 *
 * Returns: (transfer none) (nullable): its countdown, if it is running
 */
SalveCountdown *
salve_aftercare_find (SalveAftercare *self,
                      const char     *restriction)
{
  g_return_val_if_fail (SALVE_IS_AFTERCARE (self), NULL);

  for (guint i = 0; i < self->running->len; i++)
    {
      SalveCountdown *countdown = g_ptr_array_index (self->running, i);

      if (g_strcmp0 (salve_countdown_get_restriction (countdown), restriction) == 0)
        return countdown;
    }

  return NULL;
}

/**
 * salve_aftercare_get_next:
 * @self: the engine
 *
 * Returns: the instant of the next ending, in microseconds since 1970 UTC, or
 *   %SALVE_CLOCK_NEVER
 */
gint64
salve_aftercare_get_next (SalveAftercare *self)
{
  g_return_val_if_fail (SALVE_IS_AFTERCARE (self), SALVE_CLOCK_NEVER);

  return self->next;
}

/**
 * salve_aftercare_list_endings:
 * @self: the engine
 * @after: an instant, in microseconds since 1970 UTC
 * @until: a later one
 *
 * Returns: (transfer full) (element-type SalveEnding): the endings later than
 *   @after and not later than @until, soonest first
 */
GPtrArray *
salve_aftercare_list_endings (SalveAftercare *self,
                              gint64          after,
                              gint64          until)
{
  g_autoptr (GPtrArray) endings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) terms = NULL;

  g_return_val_if_fail (SALVE_IS_AFTERCARE (self), NULL);

  terms = merge_terms (self);
  g_array_sort (terms, compare_order);
  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = &g_array_index (terms, Term, i);

      if (term->until > after && term->until <= until)
        salve_ending_add (find_ending (endings, term->until), term->restriction, term->area);
    }
  g_ptr_array_sort (endings, compare_endings);

  return g_steal_pointer (&endings);
}

/**
 * salve_aftercare_recompute:
 * @self: the engine
 *
 * Compares the records with the clock, brings the list up to date and emits
 * what has ended. It does so by itself at each ending, when the records
 * change and when the clock jumps.
 */
void
salve_aftercare_recompute (SalveAftercare *self)
{
  g_autoptr (GArray) terms = NULL;
  gint64 now;

  g_return_if_fail (SALVE_IS_AFTERCARE (self));

  g_object_ref (self);
  now = salve_clock_get_time (self->clock);
  terms = update (self, now);
  g_array_sort (terms, compare_order);
  emit_ended (self, terms, now);
  g_object_unref (self);
}
