/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-aftercare.h"

#include "salve-aftercare-spans.h"

struct _SalveAftercare
{
  GObject     parent_instance;

  GListModel *records;
  SalveClock *clock;
  GPtrArray  *spans;    /* for the first positions of records: a GArray of SalveAftercareSpan, or NULL */
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
spans_free (gpointer spans)
{
  g_clear_pointer ((GArray **) &spans, g_array_unref);
}

static gboolean
may_matter (SalveRecord *record,
            gint64       now)
{
  GDateTime *time = salve_record_get_time (record);

  return time == NULL
         || salve_clock_instant (time) > now - SALVE_PROTOCOL_HORIZON_DAYS * G_TIME_SPAN_DAY;
}

/* Whether what is behind it in the list is older. Where a person chose the name, the list goes by the file's last
 * change, and an old session may be in front of all others. */
static gboolean
is_in_order (SalveRecord *record)
{
  return salve_record_parse_name (salve_record_get_name (record), NULL);
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

/* The list goes from new to old: behind the first that is too old none is opened, and behind the last that matters
 * nothing is kept. */
static void
read_records (SalveAftercare *self,
              guint           position,
              guint           removed,
              guint           added)
{
  gint64 now = get_reference (self);
  gboolean over = FALSE;

  self->read_at = MAX (self->read_at, now);
  if (position > self->spans->len)
    return;
  removed = MIN (removed, self->spans->len - position);
  if (removed > 0)
    g_ptr_array_remove_range (self->spans, position, removed);
  for (guint i = position; i < position + added && (!over || i < self->spans->len); i++)
    {
      g_autoptr (SalveRecord) record = !over ? g_list_model_get_item (self->records, i) : NULL;
      gboolean matters = !over && may_matter (record, now);

      over = over || (!matters && is_in_order (record));
      g_ptr_array_insert (self->spans, (int) i, matters ? salve_aftercare_spans_read (record, now) : NULL);
    }
}

static void
read_all (SalveAftercare *self)
{
  self->read_at = G_MININT64;
  read_records (self, 0, self->spans->len, g_list_model_get_n_items (self->records));
}

static gboolean
same_list (GPtrArray *one,
           GPtrArray *two)
{
  if (one->len != two->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!salve_countdown_equal (g_ptr_array_index (one, i), g_ptr_array_index (two, i)))
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

/* What has just ended, and what ended while nobody looked, unless that is too long ago to speak of. */
static void
emit_ended (SalveAftercare *self,
            GArray         *spans,
            gint64          now)
{
  gint64 late = now - SALVE_PROTOCOL_LATE_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) endings = salve_aftercare_spans_list_endings (spans, late - 1, now, self->emitted);

  for (guint i = 0; i < endings->len; i++)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, g_ptr_array_index (endings, i));
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
  g_autoptr (GArray) spans = salve_aftercare_spans_merge (self->spans);
  g_autoptr (GPtrArray) running = salve_aftercare_spans_list_running (spans, now);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  self->next = salve_aftercare_spans_find_next (spans, now);
  if (self->next != SALVE_CLOCK_NEVER)
    self->alarm = salve_clock_add_alarm (self->clock, self->next, on_alarm, self);
  replace_running (self, running);

  return g_steal_pointer (&spans);
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

  g_clear_pointer (&self->spans, g_ptr_array_unref);
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
  self->spans = g_ptr_array_new_with_free_func (spans_free);
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
  g_autoptr (GArray) spans = NULL;

  g_return_val_if_fail (SALVE_IS_AFTERCARE (self), NULL);

  spans = salve_aftercare_spans_merge (self->spans);

  return salve_aftercare_spans_list_endings (spans, after, until, NULL);
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
  g_autoptr (GArray) spans = NULL;
  gint64 now;

  g_return_if_fail (SALVE_IS_AFTERCARE (self));

  g_object_ref (self);
  now = salve_clock_get_time (self->clock);
  spans = update (self, now);
  emit_ended (self, spans, now);
  g_object_unref (self);
}
