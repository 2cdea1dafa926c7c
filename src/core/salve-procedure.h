/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"
#include "salve-first-aid.h"
#include "salve-instruction.h"
#include "salve-intervals.h"
#include "salve-numbing.h"
#include "salve-session.h"
#include "salve-shelf.h"

G_BEGIN_DECLS

/* The run of one session at home: which step, what may come next, what was done. A pure state
 * machine: it touches neither disk nor screen. Emits ::changed whenever the draft should be
 * written, ::completed (session) when the record is ready to be saved. */
#define SALVE_TYPE_PROCEDURE (salve_procedure_get_type ())
G_DECLARE_FINAL_TYPE (SalveProcedure, salve_procedure, SALVE, PROCEDURE, GObject)

SalveProcedure         *salve_procedure_new             (SalveClock         *clock,
                                                         SalveSession       *draft);
SalveProcedure         *salve_procedure_new_full        (SalveClock         *clock,
                                                         SalveSession       *draft,
                                                         GListModel         *records,
                                                         SalveShelf         *shelf);
SalveSession           *salve_procedure_get_session     (SalveProcedure     *self);
SalveClock             *salve_procedure_get_clock       (SalveProcedure     *self);
SalveAnswers           *salve_procedure_get_answers     (SalveProcedure     *self);
SalveIntervals         *salve_procedure_get_intervals   (SalveProcedure     *self);
SalveStep               salve_procedure_get_step        (SalveProcedure     *self);
guint                   salve_procedure_get_part        (SalveProcedure     *self);
const SalveInstruction *salve_procedure_get_instruction (SalveProcedure     *self);
gboolean                salve_procedure_get_can_next    (SalveProcedure     *self);
gboolean                salve_procedure_get_can_back    (SalveProcedure     *self);
void                    salve_procedure_next            (SalveProcedure     *self);
void                    salve_procedure_back            (SalveProcedure     *self);

void                    salve_procedure_set_areas       (SalveProcedure     *self,
                                                         const char * const *areas);
SalveVerdict            salve_procedure_judge           (SalveProcedure     *self,
                                                         GDate              *from);
gboolean                salve_procedure_needs_test_spot (SalveProcedure     *self);
gboolean                salve_procedure_has_eczema      (SalveProcedure     *self);
void                    salve_procedure_start_numbing   (SalveProcedure     *self,
                                                         const char         *product,
                                                         double              percent,
                                                         double              grams,
                                                         double              cm2);
void                    salve_procedure_confirm_well    (SalveProcedure     *self,
                                                         guint               minutes);
void                    salve_procedure_go_unnumbed     (SalveProcedure     *self);
gboolean                salve_procedure_get_faded       (SalveProcedure     *self);
void                    salve_procedure_end_numbing     (SalveProcedure     *self);
SalveNumbing            salve_procedure_get_numbing     (SalveProcedure     *self);
void                    salve_procedure_set_device      (SalveProcedure     *self,
                                                         const char         *kind,
                                                         double              needle_mm,
                                                         const char         *shelf_id,
                                                         const char         *name);
void                    salve_procedure_set_accepted    (SalveProcedure     *self,
                                                         gboolean            accepted);
gboolean                salve_procedure_get_accepted    (SalveProcedure     *self);
void                    salve_procedure_start_soak      (SalveProcedure     *self);
SalveSessionPass       *salve_procedure_get_pass        (SalveProcedure     *self);
guint                   salve_procedure_get_passes_planned (SalveProcedure  *self);
guint                   salve_procedure_get_passes_done (SalveProcedure     *self,
                                                         const char         *area,
                                                         const char         *direction);
void                    salve_procedure_count_pass      (SalveProcedure     *self);
void                    salve_procedure_uncount_pass    (SalveProcedure     *self);
void                    salve_procedure_enough          (SalveProcedure     *self);
void                    salve_procedure_enough_of_all   (SalveProcedure     *self);
guint                   salve_procedure_get_area_seconds (SalveProcedure    *self,
                                                         const char         *area);
guint                   salve_procedure_get_needling_seconds (SalveProcedure *self);
void                    salve_procedure_set_serum       (SalveProcedure     *self,
                                                         const char         *kind,
                                                         const char         *product);
void                    salve_procedure_set_feeling     (SalveProcedure     *self,
                                                         int                 pain,
                                                         int                 erythema);

void                    salve_procedure_add_event       (SalveProcedure     *self,
                                                         const char         *kind,
                                                         const char * const *signs,
                                                         const char         *urgency);
void                    salve_procedure_undo_event      (SalveProcedure     *self,
                                                         const char         *kind);

gboolean                salve_procedure_get_stopping    (SalveProcedure     *self);
gboolean                salve_procedure_get_needled     (SalveProcedure     *self);
void                    salve_procedure_request_stop    (SalveProcedure     *self);
void                    salve_procedure_cancel_stop     (SalveProcedure     *self);
void                    salve_procedure_stop            (SalveProcedure     *self,
                                                         const char         *because);
const SalveFirstAid    *salve_procedure_get_first_aid   (SalveProcedure     *self);
void                    salve_procedure_end_first_aid   (SalveProcedure     *self);
gboolean                salve_procedure_get_can_unstop  (SalveProcedure     *self);
void                    salve_procedure_unstop          (SalveProcedure     *self);

G_END_DECLS
