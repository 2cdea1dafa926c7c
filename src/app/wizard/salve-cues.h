/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-procedure.h"
#include "salve-sounds.h"

G_BEGIN_DECLS

/* Plays the sound that goes with what a session says: listens to the procedure and to its clock,
 * and to nothing on the screen. */
#define SALVE_TYPE_CUES (salve_cues_get_type ())
G_DECLARE_FINAL_TYPE (SalveCues, salve_cues, SALVE, CUES, GObject)

SalveCues *salve_cues_new (SalveProcedure *procedure,
                           SalveSounds    *sounds);

G_END_DECLS
