/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-procedure-private.h"

#include "salve-pass-plan.h"
#include "salve-protocol.h"

/**
 * salve_procedure_set_areas:
 * @self: a procedure
 * @areas: ids of the body areas to treat
 *
 * Chooses where to treat, while that is asked.
 */
void
salve_procedure_set_areas (SalveProcedure     *self,
                           const char * const *areas)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_AREAS))
    return;
  g_ptr_array_set_size (salve_session_get_passes (self->session), 0);
  salve_session_set_areas (self->session, areas);
  g_object_set (self->session, "test-spot", salve_procedure_needs_test_spot (self), NULL);
  salve_procedure_changed (self);
}

/**
 * salve_procedure_judge:
 * @self: a procedure
 * @from: (out caller-allocates) (optional): where the verdict is to wait, the day from which a session is possible
 *
 * Returns: what the answers to the screening say about a session today
 */
SalveVerdict
salve_procedure_judge (SalveProcedure *self,
                       GDate          *from)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), SALVE_VERDICT_OPEN);

  return salve_gate_judge (self->session, salve_procedure_look (self), from);
}

/**
 * salve_procedure_needs_test_spot:
 * @self: a procedure
 *
 * Returns: whether this session is to be a test spot, of one area
 */
gboolean
salve_procedure_needs_test_spot (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return salve_gate_needs_test_spot (self->session, salve_procedure_look (self));
}

/**
 * salve_procedure_set_device:
 * @self: a procedure
 * @kind: "roller", "pen" or "stamp"
 * @needle_mm: its needle length in mm
 * @shelf_id: (nullable): its id on the shelf, if it stands there
 * @name: (nullable): what the person calls it
 *
 * Chooses the device, while that is asked; another length than before must be
 * accepted anew, and another device disinfected.
 */
void
salve_procedure_set_device (SalveProcedure *self,
                            const char     *kind,
                            double          needle_mm,
                            const char     *shelf_id,
                            const char     *name)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_DEVICE))
    return;
  if (!G_APPROX_VALUE (needle_mm, salve_session_get_needle_mm (self->session), 0.001))
    self->situation.accepted = FALSE;
  if (g_strcmp0 (kind, salve_session_get_device_kind (self->session)) != 0
      || g_strcmp0 (shelf_id, salve_session_get_device_shelf_id (self->session)) != 0)
    g_object_set (self->session, "soak-before", NULL, "soak-before-stamp", NULL, NULL);
  g_object_set (self->session,
                "device-kind", kind,
                "needle-mm", needle_mm,
                "device-shelf-id", shelf_id,
                "device-name", name,
                NULL);
  salve_procedure_changed (self);
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

  self->situation.accepted = accepted;
  salve_procedure_changed (self);
}

/**
 * salve_procedure_get_accepted:
 * @self: a procedure
 *
 * Returns: whether the caution for the needle length was accepted in this run
 */
gboolean
salve_procedure_get_accepted (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), FALSE);

  return self->situation.accepted;
}

/* --- passes --- */

/**
 * salve_procedure_get_pass:
 * @self: a procedure
 *
 * Returns: (transfer none) (nullable): the area and direction to treat now, good
 *   until the next call, or %NULL when all are done
 */
SalveSessionPass *
salve_procedure_get_pass (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), NULL);

  return salve_pass_plan_next (self->session, salve_protocol_get_band (salve_session_get_needle_mm (self->session)),
                               &self->next)
           ? &self->next : NULL;
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

  return salve_protocol_get_band (salve_session_get_needle_mm (self->session))->passes;
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

  pass = salve_pass_plan_find (self->session, area, direction);

  return pass != NULL ? pass->count : 0;
}

/* A pass that took very long was a pause as well, and a clock that was put back tells nothing. */
static guint
get_pass_seconds (SalveProcedure *self)
{
  gint64 seconds = (salve_clock_get_time (self->clock) - self->pass_began) / G_TIME_SPAN_SECOND;

  return (guint) CLAMP (seconds, 0, SALVE_PROTOCOL_PALM_MAX_MINUTES * 60);
}

static guint
end_pass (SalveProcedure *self)
{
  guint seconds = get_pass_seconds (self);

  self->pass_began = salve_clock_get_time (self->clock);

  return seconds;
}

gboolean
salve_procedure_do_count (SalveProcedure *self)
{
  SalveSessionPass *pass = salve_procedure_get_pass (self);

  if (pass == NULL)
    return FALSE;
  pass = salve_pass_plan_ensure (self->session, pass->area, pass->direction);
  pass->count++;
  pass->seconds += end_pass (self);

  return TRUE;
}

/**
 * salve_procedure_count_pass:
 * @self: a procedure
 *
 * Counts one pass where the person is treating now, and the time since the last. Not before the
 * person knows that the numbing wore off, if it did.
 */
void
salve_procedure_count_pass (SalveProcedure *self)
{
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (salve_procedure_is_at (self, SALVE_PART_PASSES) && !salve_procedure_get_faded (self)
      && salve_procedure_do_count (self))
    salve_procedure_changed (self);
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
  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_PASSES))
    return;
  salve_pass_plan_uncount (self->session);
  salve_procedure_changed (self);
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

  if (!salve_procedure_is_at (self, SALVE_PART_PASSES) || (pass = salve_procedure_get_pass (self)) == NULL)
    return;
  salve_pass_plan_ensure (self->session, pass->area, pass->direction)->enough = TRUE;
  salve_procedure_changed (self);
}

/**
 * salve_procedure_enough_of_all:
 * @self: a procedure
 *
 * Ends the needling before its planned number of passes, in every area.
 */
void
salve_procedure_enough_of_all (SalveProcedure *self)
{
  SalveSessionPass *pass;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));

  if (!salve_procedure_is_at (self, SALVE_PART_PASSES))
    return;
  while ((pass = salve_procedure_get_pass (self)) != NULL)
    salve_pass_plan_ensure (self->session, pass->area, pass->direction)->enough = TRUE;
  salve_procedure_changed (self);
}

/* Only while one is under way. */
static guint
get_running_seconds (SalveProcedure *self,
                     const char     *area)
{
  SalveSessionPass *pass = NULL;

  if (salve_procedure_is_at (self, SALVE_PART_PASSES))
    pass = salve_procedure_get_pass (self);

  return pass != NULL && (area == NULL || g_strcmp0 (pass->area, area) == 0) ? get_pass_seconds (self) : 0;
}

/**
 * salve_procedure_get_area_seconds:
 * @self: a procedure
 * @area: an area's id
 *
 * Returns: for how many seconds the area was needled, the pass that is under way included
 */
guint
salve_procedure_get_area_seconds (SalveProcedure *self,
                                  const char     *area)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);
  g_return_val_if_fail (area != NULL, 0);

  return salve_pass_plan_get_seconds (self->session, area) + get_running_seconds (self, area);
}

/**
 * salve_procedure_get_needling_seconds:
 * @self: a procedure
 *
 * Returns: for how many seconds the skin was needled in this session, the pass that is under way included
 */
guint
salve_procedure_get_needling_seconds (SalveProcedure *self)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (self), 0);

  return salve_pass_plan_get_seconds (self->session, NULL) + get_running_seconds (self, NULL);
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
  salve_procedure_changed (self);
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
  salve_procedure_changed (self);
}

/**
 * salve_procedure_add_event:
 * @self: a procedure
 * @kind: what kind of event: "red-flag"
 * @signs: (array zero-terminated=1) (nullable): ids of the signs that were seen
 * @urgency: (nullable): the id of the gravest urgency among them
 *
 * Enters what happened in the session.
 */
void
salve_procedure_add_event (SalveProcedure     *self,
                           const char         *kind,
                           const char * const *signs,
                           const char         *urgency)
{
  SalveSessionEvent *event;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));
  g_return_if_fail (kind != NULL);

  if (self->finished)
    return;
  event = g_new0 (SalveSessionEvent, 1);
  event->kind = g_strdup (kind);
  event->at = salve_clock_now (self->clock);
  event->signs = g_strdupv ((char **) signs);
  event->urgency = g_strdup (urgency);
  g_ptr_array_add (salve_session_get_events (self->session), event);
  salve_procedure_changed (self);
}

/**
 * salve_procedure_undo_event:
 * @self: a procedure
 * @kind: what kind of event: "red-flag"
 *
 * Takes the last event of that kind back.
 */
void
salve_procedure_undo_event (SalveProcedure *self,
                            const char     *kind)
{
  GPtrArray *events;

  g_return_if_fail (SALVE_IS_PROCEDURE (self));
  g_return_if_fail (kind != NULL);

  if (self->finished)
    return;
  events = salve_session_get_events (self->session);
  for (guint i = events->len; i > 0; i--)
    {
      const SalveSessionEvent *event = g_ptr_array_index (events, i - 1);

      if (g_strcmp0 (event->kind, kind) == 0)
        {
          g_ptr_array_remove_index (events, i - 1);
          salve_procedure_changed (self);
          return;
        }
    }
}
