/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-instruction.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What the person confirmed in this run; it is asked again after a restart. */
typedef struct
{
  gboolean no_reason; /* nothing speaks against a session today */
  gboolean accepted;  /* the caution about this needle length */
} SalveConsent;

/* What must be so before a part of a step may be left. */
gboolean  salve_gate_is_open         (SalveSession       *session,
                                      const SalveConsent *consent,
                                      SalvePartKind       kind);
guint     salve_gate_find_part       (SalveSession       *session,
                                      const SalveConsent *consent,
                                      SalveStep           step);
SalveStep salve_gate_find_step       (SalveSession       *session,
                                      const SalveConsent *consent);
gboolean  salve_gate_cream_is_on     (SalveSession       *session);
gboolean  salve_gate_needled         (SalveSession       *session);

G_END_DECLS
