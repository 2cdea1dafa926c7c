/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-countdown.h"
#include "salve-ending.h"
#include "salve-record.h"

G_BEGIN_DECLS

/* A restriction that holds for an area, from a session's start to its stored end; instants are microseconds since
 * 1970 UTC. */
typedef struct
{
  const char *restriction; /* interned */
  const char *area;        /* interned */
  gint64      begun;
  gint64      until;
} SalveAftercareSpan;

/* What records restrict, as arrays of SalveAftercareSpan, without a clock of its own. */
GArray    *salve_aftercare_spans_read         (SalveRecord *record,
                                               gint64       now);
GArray    *salve_aftercare_spans_merge        (GPtrArray   *lists);
GPtrArray *salve_aftercare_spans_list_running (GArray      *spans,
                                               gint64       now);
GPtrArray *salve_aftercare_spans_list_endings (GArray      *spans,
                                               gint64       after,
                                               gint64       until,
                                               GHashTable  *listed);
gint64     salve_aftercare_spans_find_next    (GArray      *spans,
                                               gint64       now);

G_END_DECLS
