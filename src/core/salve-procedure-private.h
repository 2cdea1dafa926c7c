/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-gate.h"
#include "salve-procedure.h"

G_BEGIN_DECLS

/* Shared by salve-procedure.c, the object, -moves.c, from one part to the next, -draft.c, a session that is taken
 * up, -choices.c, what is told in the steps, -timers.c and -stop.c. */
struct _SalveProcedure
{
  GObject       parent_instance;

  SalveClock   *clock;
  SalveSession *session;
  SalveStep     step;
  guint         part;
  SalveSituation situation;
  SalveIntervals *intervals;
  GListModel   *records;
  SalveShelf   *shelf;
  gint64        pass_began; /* instant from which the time of a pass counts */
  SalveSessionPass next; /* what salve_procedure_get_pass() answers */
  gboolean      stopping;
  gboolean      aiding;    /* first aid comes before anything else */
  gboolean      may_slip;  /* the stop may be taken back … */
  gboolean      slip_counted; /* … with the pass that it counted … */
  SalveStep     slip_step; /* … to here */
  guint         slip_part;
  gboolean      recheck;   /* the draft is old: once the cream is off, the check comes again */
  gboolean      finished;
  gboolean      could_next;
  gboolean      could_back;
};

#define STEP_FIRST SALVE_STEP_CHECK
#define STEP_LAST  SALVE_STEP_AFTERCARE

const SalveSituation *salve_procedure_look (SalveProcedure *self);

void       salve_procedure_changed         (SalveProcedure *self);
void       salve_procedure_moved           (SalveProcedure *self,
                                            SalveStep       old_step,
                                            guint           old_part);
gboolean   salve_procedure_is_at           (SalveProcedure *self,
                                            SalvePartKind   kind);
void       salve_procedure_check_again     (SalveProcedure *self);
void       salve_procedure_complete        (SalveProcedure *self);
void       salve_procedure_set_stopping    (SalveProcedure *self,
                                            gboolean        stopping);
void       salve_procedure_set_aiding      (SalveProcedure *self,
                                            gboolean        aiding);

/* salve-procedure-moves.c */
void       salve_procedure_enter           (SalveProcedure *self,
                                            SalveStep       step);
GDateTime *salve_procedure_dup_end         (SalveProcedure *self);
void       salve_procedure_enter_aftercare (SalveProcedure *self);
void       salve_procedure_leave_aftercare (SalveProcedure *self);

/* salve-procedure-draft.c */
void       salve_procedure_take_up         (SalveProcedure *self);
void       salve_procedure_start_over      (SalveProcedure *self);

/* salve-procedure-choices.c */
gboolean   salve_procedure_do_count        (SalveProcedure *self);

G_END_DECLS
