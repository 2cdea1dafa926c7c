/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-procedure.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* Where the signs that a person ticks are noted: in the session under way or, without one, in the newest record
 * that they can come from. Emits ::changed, and ::problem (error) where the record could not be changed. */
#define SALVE_TYPE_RED_FLAG_NOTE (salve_red_flag_note_get_type ())
G_DECLARE_FINAL_TYPE (SalveRedFlagNote, salve_red_flag_note, SALVE, RED_FLAG_NOTE, GObject)

SalveRedFlagNote *salve_red_flag_note_new          (SalveClock         *clock,
                                                    SalveStore         *store,
                                                    SalveProcedure     *procedure);
SalveSession     *salve_red_flag_note_get_session  (SalveRedFlagNote   *self);
gboolean          salve_red_flag_note_is_under_way (SalveRedFlagNote   *self);
gboolean          salve_red_flag_note_get_possible (SalveRedFlagNote   *self);
gboolean          salve_red_flag_note_get_noted    (SalveRedFlagNote   *self);
gboolean          salve_red_flag_note_get_busy     (SalveRedFlagNote   *self);
char             *salve_red_flag_note_describe     (SalveRedFlagNote   *self);
void              salve_red_flag_note_enter        (SalveRedFlagNote   *self,
                                                    const char * const *signs);
void              salve_red_flag_note_undo         (SalveRedFlagNote   *self);
void              salve_red_flag_note_begin_anew   (SalveRedFlagNote   *self);

G_END_DECLS
