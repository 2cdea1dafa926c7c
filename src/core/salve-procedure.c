/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure.h"

#include "salve-protocol.h"

#define STEP_FIRST SALVE_STEP_CHECK
#define STEP_LAST  SALVE_STEP_AFTERCARE

struct _SalveProcedure
{
  GObject       parent_instance;

  SalveClock   *clock;
  SalveSession *session;
  SalveStep     step;
  guint         part;
  gboolean      no_reason;
  gboolean      accepted;
  gboolean      stopping;
  gboolean      could_next;
  gboolean      could_back;
};

G_DEFINE_FINAL_TYPE (SalveProcedure, salve_procedure, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_SESSION,
  PROP_STEP,
  PROP_PART,
  PROP_CAN_NEXT,
  PROP_CAN_BACK,
  PROP_STOPPING,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_COMPLETED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- the log of steps in the draft --- */

static SalveSessionStep *
find_entry (SalveProcedure *self,
            SalveStep       step,
            guint          *index)
{
  GPtrArray *steps = salve_session_get_steps (self->session);

  for (guint i = 0; i < steps->len; i++)
    {
      SalveSessionStep *entry = g_ptr_array_index (steps, i);

      if (g_strcmp0 (entry->id, salve_step_get_id (step)) == 0)
        {
          if (index != NULL)
            *index = i;
          return entry;
        }
    }

  return NULL;
}

static gboolean
is_done (SalveProcedure *self,
         SalveStep       step)
{
  SalveSessionStep *entry = find_entry (self, step, NULL);

  return entry != NULL && entry->done != NULL;
}

static void
enter (SalveProcedure *self,
       SalveStep       step)
{
  SalveSessionStep *entry = find_entry (self, step, NULL);

  self->step = step;
  self->part = 0;
  if (entry != NULL)
    return;

  entry = g_new0 (SalveSessionStep, 1);
  entry->id = g_strdup (salve_step_get_id (step));
  entry->entered = salve_clock_now (self->clock);
  g_ptr_array_add (salve_session_get_steps (self->session), entry);
}

static void
leave_back (SalveProcedure *self)
{
  SalveSessionStep *before = find_entry (self, self->step - 1, NULL);
  guint index;

  if (find_entry (self, self->step, &index) != NULL)
    g_ptr_array_remove_index (salve_session_get_steps (self->session), index);
  g_ptr_array_set_size (salve_session_get_aftercare (self->session), 0);
  if (before != NULL)
    g_clear_pointer (&before->done, g_date_time_unref);
  self->step--;
  self->part = salve_instruction_count (self->step) - 1;
}

/* --- what must be so before a part is left --- */

static const SalveBand *
get_band (SalveProcedure *self)
{
  return salve_protocol_get_band (salve_session_get_needle_mm (self->session));
}

static gboolean
device_is_fit (SalveProcedure *self)
{
  const SalveBand *band = get_band (self);

  if (salve_session_get_device_kind (self->session) == NULL
      || !(salve_session_get_needle_mm (self->session) > 0))
    return FALSE;

  return band->home && (!band->caution || self->accepted || is_done (self, SALVE_STEP_DEVICE));
}

static gboolean
cream_is_on (SalveProcedure *self)
{
  return salve_session_get_numbing_applied (self->session) != NULL
         && salve_session_get_numbing_removed (self->session) == NULL;
}

static gboolean
is_satisfied (SalveProcedure *self,
              SalvePartKind   kind)
{
  const char * const *areas = salve_session_get_areas (self->session);

  switch (kind)
    {
    case SALVE_PART_AREAS:
      return areas != NULL && areas[0] != NULL;
    case SALVE_PART_REASONS:
      return self->no_reason || is_done (self, SALVE_STEP_CHECK);
    case SALVE_PART_NUMBING:
      return !cream_is_on (self);
    case SALVE_PART_DEVICE:
      return device_is_fit (self);
    case SALVE_PART_PASSES:
      return salve_procedure_get_pass (self) == NULL;
    case SALVE_PART_SERUM:
      return salve_session_get_serum_kind (self->session) != NULL;
    case SALVE_PART_INSTRUCTION:
    case SALVE_PART_FEELING:
    case SALVE_PART_SUMMARY:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* The first part of a step that may not be left yet, or the number of its parts. */
static guint
first_open_part (SalveProcedure *self,
                 SalveStep       step)
{
  guint part = 0;

  while (part < salve_instruction_count (step)
         && is_satisfied (self, salve_instruction_get (step, part)->kind))
    part++;

  return part;
}

/* --- changes --- */

static void
notify_if (SalveProcedure *self,
           gboolean        differs,
           guint           property)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
changed (SalveProcedure *self)
{
  gboolean can_next = salve_procedure_get_can_next (self);
  gboolean can_back = salve_procedure_get_can_back (self);
  gboolean next_differs = can_next != self->could_next;
  gboolean back_differs = can_back != self->could_back;

  self->could_next = can_next;
  self->could_back = can_back;
  notify_if (self, next_differs, PROP_CAN_NEXT);
  notify_if (self, back_differs, PROP_CAN_BACK);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
moved (SalveProcedure *self,
       SalveStep       old_step,
       guint           old_part)
{
  SalveSessionStep *entry = find_entry (self, self->step, NULL);

  if (entry != NULL)
    entry->part = self->part;
  notify_if (self, old_step != self->step, PROP_STEP);
  notify_if (self, old_part != self->part || old_step != self->step, PROP_PART);
  changed (self);
}

static void
plan_aftercare (SalveProcedure *self,
                GDateTime      *end)
{
  GPtrArray *aftercare = salve_session_get_aftercare (self->session);
  const SalveBand *band = get_band (self);

  g_ptr_array_set_size (aftercare, 0);
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if (band->hours[i] > 0)
      {
        SalveSessionLimit *limit = g_new0 (SalveSessionLimit, 1);

        limit->restriction = g_strdup (salve_protocol_get_restriction (i)->id);
        limit->until = g_date_time_add_hours (end, (int) band->hours[i]);
        g_ptr_array_add (aftercare, limit);
      }
}

static void
enter_aftercare (SalveProcedure *self)
{
  enter (self, SALVE_STEP_AFTERCARE);
  plan_aftercare (self, find_entry (self, SALVE_STEP_AFTERCARE, NULL)->entered);
}

static void
drop_empty_passes (SalveProcedure *self)
{
  GPtrArray *passes = salve_session_get_passes (self->session);

  for (guint i = passes->len; i > 0; i--)
    if (((SalveSessionPass *) g_ptr_array_index (passes, i - 1))->count == 0)
      g_ptr_array_remove_index (passes, i - 1);
}

static void
complete (SalveProcedure *self,
          GDateTime      *ended)
{
  drop_empty_passes (self);
  salve_session_set_ended (self->session, ended);
  g_signal_emit (self, signals[SIGNAL_COMPLETED], 0, self->session);
}

static void
finish_step (SalveProcedure *self)
{
  SalveSessionStep *entry = find_entry (self, self->step, NULL);

  if (entry->done == NULL)
    entry->done = salve_clock_now (self->clock);
  if (self->step == STEP_LAST)
    complete (self, entry->entered);
  else if (self->step + 1 == SALVE_STEP_AFTERCARE)
    enter_aftercare (self);
  else
    enter (self, self->step + 1);
}

/* --- taking up a draft --- */

static GDateTime *
later (GDateTime *one,
       GDateTime *two)
{
  if (one == NULL || two == NULL)
    return one != NULL ? one : two;

  return g_date_time_compare (one, two) >= 0 ? one : two;
}

static GDateTime *
last_activity (SalveProcedure *self)
{
  GPtrArray *steps = salve_session_get_steps (self->session);
  GDateTime *last = salve_session_get_started (self->session);

  last = later (last, salve_session_get_numbing_applied (self->session));
  last = later (last, salve_session_get_numbing_removed (self->session));
  for (guint i = 0; i < steps->len; i++)
    {
      SalveSessionStep *entry = g_ptr_array_index (steps, i);

      last = later (later (last, entry->entered), entry->done);
    }

  return last;
}

static gboolean
is_stale (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);
  GTimeSpan rest = g_date_time_difference (now, last_activity (self));

  return ABS (rest) > SALVE_PROTOCOL_RESUME_HOURS * G_TIME_SPAN_HOUR;
}

/* Where a draft really stands. What it says is not believed further than what it shows: a step
 * counts as done only where everything before it is done and fit. */
static void
find_place (SalveProcedure *self)
{
  guint steps = 0;
  SalveSessionStep *entry;

  while (steps < STEP_LAST && is_done (self, steps)
         && first_open_part (self, steps) == salve_instruction_count (steps))
    steps++;
  for (SalveStep later_step = steps; later_step <= STEP_LAST; later_step++)
    if ((entry = find_entry (self, later_step, NULL)) != NULL)
      g_clear_pointer (&entry->done, g_date_time_unref);

  enter (self, steps);
  entry = find_entry (self, self->step, NULL);
  self->part = MIN (MIN (entry->part, first_open_part (self, self->step)),
                    salve_instruction_count (self->step) - 1);
}

static void
start_over (SalveProcedure *self)
{
  g_ptr_array_set_size (salve_session_get_steps (self->session), 0);
  g_object_set (self->session, "numbing-applied", NULL, "numbing-removed", NULL, NULL);
  enter (self, STEP_FIRST);
}

static void
take_up (SalveProcedure *self)
{
  gboolean stale = salve_session_get_steps (self->session)->len > 0 && is_stale (self);
  gboolean needled = salve_procedure_get_needled (self);

  if (stale && needled && find_entry (self, SALVE_STEP_AFTERCARE, NULL) == NULL)
    salve_session_set_stopped (self->session, "interrupted");

  if (needled && salve_session_get_outcome (self->session) == SALVE_OUTCOME_STOPPED)
    enter_aftercare (self);
  else if (stale && !needled && !cream_is_on (self))
    start_over (self);
  else
    find_place (self);

  if (self->step == SALVE_STEP_AFTERCARE)
    enter_aftercare (self);
}

/* --- GObject --- */

static void
salve_procedure_constructed (GObject *object)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  G_OBJECT_CLASS (salve_procedure_parent_class)->constructed (object);

  if (self->session == NULL)
    {
      g_autoptr (GDateTime) now = salve_clock_now (self->clock);

      self->session = salve_session_new (SALVE_SETTING_HOME, now);
    }
  take_up (self);
  self->could_next = salve_procedure_get_can_next (self);
  self->could_back = salve_procedure_get_can_back (self);
}

static void
salve_procedure_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_PART:
      g_value_set_uint (value, self->part);
      break;
    case PROP_CAN_NEXT:
      g_value_set_boolean (value, salve_procedure_get_can_next (self));
      break;
    case PROP_CAN_BACK:
      g_value_set_boolean (value, salve_procedure_get_can_back (self));
      break;
    case PROP_STOPPING:
      g_value_set_boolean (value, self->stopping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_procedure_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_procedure_finalize (GObject *object)
{
  SalveProcedure *self = SALVE_PROCEDURE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_procedure_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * SalveProcedure::changed:
   *
   * The session is another than before; the draft should be written.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_PROCEDURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SalveProcedure::completed:
   * @self: the procedure
   * @session: the finished record
   *
   * The session is over, by its end or by a stop, and ready to be saved.
   */
  signals[SIGNAL_COMPLETED] =
    g_signal_new ("completed", SALVE_TYPE_PROCEDURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, SALVE_TYPE_SESSION);
}

static void
salve_procedure_class_init (SalveProcedureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = salve_procedure_constructed;
  object_class->get_property = salve_procedure_get_property;
  object_class->set_property = salve_procedure_set_property;
  object_class->finalize = salve_procedure_finalize;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, fixed);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SALVE_TYPE_SESSION, fixed);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, SALVE_TYPE_STEP, STEP_FIRST, shown);
  properties[PROP_PART] = g_param_spec_uint ("part", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_CAN_NEXT] = g_param_spec_boolean ("can-next", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_BACK] = g_param_spec_boolean ("can-back", NULL, NULL, FALSE, shown);
  properties[PROP_STOPPING] = g_param_spec_boolean ("stopping", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals ();
}

static void
salve_procedure_init (SalveProcedure *self)
{
}

/**
 * salve_procedure_new:
 * @clock: the clock to go by
 * @draft: (nullable): a session that was under way, or %NULL to begin a new one
 *
 * A draft is taken up where it stands: at its step, with its timers running on.
 * A step whose own conditions do not hold, or before which one is missing, is
 * not believed. After more than %SALVE_PROTOCOL_RESUME_HOURS without a step the
 * skin must be checked anew; where needling had begun, what is left is the
 * aftercare.
 *
 * Returns: (transfer full): the run of a session
 */
SalveProcedure *
salve_procedure_new (SalveClock   *clock,
                     SalveSession *draft)
{
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (draft == NULL || SALVE_IS_SESSION (draft), NULL);

  return g_object_new (SALVE_TYPE_PROCEDURE, "clock", clock, "session", draft, NULL);
}

/**
 * salve_procedure_get_session:
 * @self: a procedure
 *
 * Returns: (transfer none): the session as it stands
 */
SalveSession *
salve_procedure_get_session (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->session;
}

/**
 * salve_procedure_get_clock:
 * @self: a procedure
 *
 * Returns: (transfer none): the clock it goes by
 */
SalveClock *
salve_procedure_get_clock (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return self->clock;
}

/**
 * salve_procedure_get_step:
 * @self: a procedure
 *
 * Returns: the present step
 */
SalveStep
salve_procedure_get_step (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), STEP_FIRST);

  return self->step;
}

/**
 * salve_procedure_get_part:
 * @self: a procedure
 *
 * Returns: the part of the present step, from 0
 */
guint
salve_procedure_get_part (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);

  return self->part;
}

/**
 * salve_procedure_get_instruction:
 * @self: a procedure
 *
 * Returns: (transfer none): the one thing to do now
 */
const SalveInstruction *
salve_procedure_get_instruction (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return salve_instruction_get (self->step, self->part);
}

/**
 * salve_procedure_get_can_next:
 * @self: a procedure
 *
 * Returns: whether the present part may be left forward
 */
gboolean
salve_procedure_get_can_next (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return !self->stopping && is_satisfied (self, salve_procedure_get_instruction (self)->kind);
}

/**
 * salve_procedure_get_can_back:
 * @self: a procedure
 *
 * Once needling has begun there is no way back before it, and after a stop
 * none at all.
 *
 * Returns: whether the part before may be gone back to
 */
gboolean
salve_procedure_get_can_back (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  if (self->stopping || salve_session_get_outcome (self->session) == SALVE_OUTCOME_STOPPED)
    return FALSE;
  if (self->step == SALVE_STEP_TREAT && salve_procedure_get_needled (self))
    return FALSE;

  return self->step > STEP_FIRST || self->part > 0;
}

/**
 * salve_procedure_next:
 * @self: a procedure
 *
 * Goes on to the next part or step, if the present one may be left. At the
 * last it completes the session.
 */
void
salve_procedure_next (SalveProcedure *self)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_get_can_next (self))
    return;
  step = self->step;
  part = self->part;
  if (self->part + 1 < salve_instruction_count (self->step))
    self->part++;
  else
    finish_step (self);
  moved (self, step, part);
}

/**
 * salve_procedure_back:
 * @self: a procedure
 *
 * Goes back to the part before, if that is possible. Nothing that was recorded
 * is lost.
 */
void
salve_procedure_back (SalveProcedure *self)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_get_can_back (self))
    return;
  step = self->step;
  part = self->part;
  if (self->part > 0)
    self->part--;
  else
    leave_back (self);
  moved (self, step, part);
}

/**
 * salve_procedure_set_areas:
 * @self: a procedure
 * @areas: ids of the body areas to treat
 *
 * Chooses where to treat. Without effect once needling has begun.
 */
void
salve_procedure_set_areas (SalveProcedure     *self,
                           const char * const *areas)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (salve_procedure_get_needled (self))
    return;
  g_ptr_array_set_size (salve_session_get_passes (self->session), 0);
  salve_session_set_areas (self->session, areas);
  changed (self);
}

/**
 * salve_procedure_set_no_reason:
 * @self: a procedure
 * @no_reason: whether the person confirmed that no reason against it applies
 *
 * A confirmation holds for this check only; it is not taken up from a draft.
 */
void
salve_procedure_set_no_reason (SalveProcedure *self,
                               gboolean        no_reason)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  self->no_reason = no_reason;
  changed (self);
}

/**
 * salve_procedure_start_numbing:
 * @self: a procedure
 * @product: (nullable): the cream's name
 * @percent: its lidocaine in per cent, at most
 *   %SALVE_PROTOCOL_NUMBING_MAX_PERCENT; 0 if not known
 *
 * Starts the numbing timers, once in a session: cream is never put on again.
 */
void
salve_procedure_start_numbing (SalveProcedure *self,
                               const char     *product,
                               double          percent)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (salve_session_get_numbing_applied (self->session) != NULL
      || percent > SALVE_PROTOCOL_NUMBING_MAX_PERCENT)
    return;
  now = salve_clock_now (self->clock);
  g_object_set (self->session,
                "numbing-product", product,
                "numbing-percent", percent,
                "numbing-applied", now,
                NULL);
  changed (self);
}

/**
 * salve_procedure_end_numbing:
 * @self: a procedure
 *
 * Records that the cream is off.
 */
void
salve_procedure_end_numbing (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!cream_is_on (self))
    return;
  now = salve_clock_now (self->clock);
  g_object_set (self->session, "numbing-removed", now, NULL);
  changed (self);
}

/**
 * salve_procedure_get_numbing:
 * @self: a procedure
 *
 * Returns: where the numbing cream stands now
 */
SalveNumbing
salve_procedure_get_numbing (SalveProcedure *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), SALVE_NUMBING_NONE);

  now = salve_clock_now (self->clock);

  return salve_numbing_at (salve_session_get_numbing_applied (self->session),
                           salve_session_get_numbing_removed (self->session), now);
}

/**
 * salve_procedure_set_device:
 * @self: a procedure
 * @kind: "roller", "pen" or "stamp"
 * @needle_mm: its needle length in mm
 *
 * Chooses the device; another length than before must be accepted anew.
 * Without effect once needling has begun.
 */
void
salve_procedure_set_device (SalveProcedure *self,
                            const char     *kind,
                            double          needle_mm)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (salve_procedure_get_needled (self))
    return;
  if (!G_APPROX_VALUE (needle_mm, salve_session_get_needle_mm (self->session), 0.001))
    self->accepted = FALSE;
  g_object_set (self->session, "device-kind", kind, "needle-mm", needle_mm, NULL);
  changed (self);
}

/**
 * salve_procedure_set_accepted:
 * @self: a procedure
 * @accepted: whether the person accepted the caution for this needle length
 */
void
salve_procedure_set_accepted (SalveProcedure *self,
                              gboolean        accepted)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  self->accepted = accepted;
  changed (self);
}

/* --- passes --- */

static SalveSessionPass *
find_pass (SalveProcedure *self,
           const char     *area,
           const char     *direction)
{
  GPtrArray *passes = salve_session_get_passes (self->session);

  for (guint i = 0; i < passes->len; i++)
    {
      SalveSessionPass *pass = g_ptr_array_index (passes, i);

      if (g_strcmp0 (pass->area, area) == 0 && g_strcmp0 (pass->direction, direction) == 0)
        return pass;
    }

  return NULL;
}

static SalveSessionPass *
add_pass (SalveProcedure *self,
          const char     *area,
          const char     *direction)
{
  SalveSessionPass *pass = g_new0 (SalveSessionPass, 1);

  pass->area = g_strdup (area);
  pass->direction = g_strdup (direction);
  g_ptr_array_add (salve_session_get_passes (self->session), pass);

  return pass;
}

/**
 * salve_procedure_get_pass:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): the area and direction to treat now, or
 *   %NULL when all are done
 */
SalveSessionPass *
salve_procedure_get_pass (SalveProcedure *self)
{
  const char * const *areas;
  const char * const *directions = salve_protocol_get_directions ();
  const SalveBand *band;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  band = get_band (self);
  areas = salve_session_get_areas (self->session);
  for (guint a = 0; areas != NULL && areas[a] != NULL; a++)
    for (guint d = 0; d < band->directions; d++)
      {
        SalveSessionPass *pass = find_pass (self, areas[a], directions[d]);

        if (pass == NULL)
          return add_pass (self, areas[a], directions[d]);
        if (pass->count < band->passes && !pass->enough)
          return pass;
      }

  return NULL;
}

/**
 * salve_procedure_get_passes_planned:
 * @self: a procedure
 *
 * Returns: how many passes the protocol plans for each direction
 */
guint
salve_procedure_get_passes_planned (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);

  return get_band (self)->passes;
}

/**
 * salve_procedure_get_passes_done:
 * @self: a procedure
 * @area: an area's id
 * @direction: a direction's id
 *
 * Returns: how many passes were counted there
 */
guint
salve_procedure_get_passes_done (SalveProcedure *self,
                                 const char     *area,
                                 const char     *direction)
{
  SalveSessionPass *pass;

  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);

  pass = find_pass (self, area, direction);

  return pass != NULL ? pass->count : 0;
}

/**
 * salve_procedure_count_pass:
 * @self: a procedure
 *
 * Counts one pass where the person is treating now.
 */
void
salve_procedure_count_pass (SalveProcedure *self)
{
  SalveSessionPass *pass;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (self->stopping || salve_procedure_get_instruction (self)->kind != SALVE_PART_PASSES
      || (pass = salve_procedure_get_pass (self)) == NULL)
    return;
  pass->count++;
  changed (self);
}

/**
 * salve_procedure_uncount_pass:
 * @self: a procedure
 *
 * Takes the last counted pass back.
 */
void
salve_procedure_uncount_pass (SalveProcedure *self)
{
  GPtrArray *passes;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  passes = salve_session_get_passes (self->session);
  for (guint i = passes->len; i > 0; i--)
    {
      SalveSessionPass *pass = g_ptr_array_index (passes, i - 1);

      if (pass->count > 0 || pass->enough)
        {
          if (pass->enough)
            pass->enough = FALSE;
          else
            pass->count--;
          break;
        }
    }
  changed (self);
}

/**
 * salve_procedure_enough:
 * @self: a procedure
 *
 * Ends the present direction before its planned number of passes.
 */
void
salve_procedure_enough (SalveProcedure *self)
{
  SalveSessionPass *pass;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  pass = salve_procedure_get_pass (self);
  if (pass == NULL)
    return;
  pass->enough = TRUE;
  changed (self);
}

/* --- after the needles --- */

/**
 * salve_procedure_set_serum:
 * @self: a procedure
 * @kind: what was put on: "hyaluronic-acid", "none", "vitamin-c" …
 * @product: (nullable): its name
 */
void
salve_procedure_set_serum (SalveProcedure *self,
                           const char     *kind,
                           const char     *product)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  g_object_set (self->session, "serum-kind", kind, "serum-product", product, NULL);
  changed (self);
}

/**
 * salve_procedure_set_feeling:
 * @self: a procedure
 * @pain: from 0, none, to 10, or -1 if not told
 * @erythema: the redness from 0, none, to 4, severe, or -1 if not told
 */
void
salve_procedure_set_feeling (SalveProcedure *self,
                             int             pain,
                             int             erythema)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  g_object_set (self->session, "pain", pain, "erythema", erythema, NULL);
  changed (self);
}

/* --- stopping --- */

/**
 * salve_procedure_get_stopping:
 * @self: a procedure
 *
 * Returns: whether the person pressed Stop and has not yet said why
 */
gboolean
salve_procedure_get_stopping (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return self->stopping;
}

/**
 * salve_procedure_get_needled:
 * @self: a procedure
 *
 * Returns: whether needles have touched the skin, as far as was counted
 */
gboolean
salve_procedure_get_needled (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return salve_session_count_passes (self->session) > 0 || is_done (self, SALVE_STEP_TREAT);
}

static void
set_stopping (SalveProcedure *self,
              gboolean        stopping)
{
  gboolean differs = self->stopping != stopping;

  self->stopping = stopping;
  notify_if (self, differs, PROP_STOPPING);
  changed (self);
}

/**
 * salve_procedure_request_stop:
 * @self: a procedure
 *
 * Halts the session, at any step, to ask what happened.
 */
void
salve_procedure_request_stop (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  set_stopping (self, TRUE);
}

/**
 * salve_procedure_cancel_stop:
 * @self: a procedure
 *
 * Goes on where the session was halted.
 */
void
salve_procedure_cancel_stop (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  set_stopping (self, FALSE);
}

/**
 * salve_procedure_stop:
 * @self: a procedure
 * @because: the reason's id: "blood", "pain", "dizzy", "numbing", "mind"
 *
 * Ends the session early. Where needles touched the skin the aftercare comes
 * next; else the session is complete.
 */
void
salve_procedure_stop (SalveProcedure *self,
                      const char     *because)
{
  SalveStep step;
  guint part;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));
  g_return_if_fail (because != NULL);

  step = self->step;
  part = self->part;
  salve_session_set_stopped (self->session, because);
  set_stopping (self, FALSE);
  if (salve_procedure_get_needled (self))
    {
      enter_aftercare (self);
      moved (self, step, part);
    }
  else
    {
      g_autoptr (GDateTime) now = salve_clock_now (self->clock);

      complete (self, now);
    }
}
