/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-instruction.h"
#include "salve-intervals.h"
#include "salve-session.h"
#include "salve-shelf.h"

G_BEGIN_DECLS

/* What is known besides the session when it is asked whether it may go on. */
typedef struct
{
  gboolean             accepted;  /* the caution about this needle length; asked again after a restart */
  SalveIntervals      *intervals; /* what the history says, or NULL */
  GListModel          *records;   /* the history itself, or NULL */
  SalveShelf          *shelf;     /* the devices, or NULL */
  GDateTime           *now;
} SalveSituation;

/* What must be so before a part of a step may be left. */
gboolean     salve_gate_is_open         (SalveSession           *session,
                                         const SalveSituation   *situation,
                                         const SalveInstruction *part);
guint        salve_gate_find_part       (SalveSession           *session,
                                         const SalveSituation   *situation,
                                         SalveStep               step);
SalveStep    salve_gate_find_step       (SalveSession           *session,
                                         const SalveSituation   *situation);
SalveVerdict salve_gate_judge           (SalveSession           *session,
                                         const SalveSituation   *situation,
                                         GDate                  *from);
gboolean     salve_gate_needs_test_spot (SalveSession           *session,
                                         const SalveSituation   *situation);
gboolean     salve_gate_cream_is_on     (SalveSession           *session);
gboolean     salve_gate_needled         (SalveSession           *session);
gboolean     salve_gate_has_faded       (SalveSession           *session,
                                         GDateTime              *now);

G_END_DECLS
