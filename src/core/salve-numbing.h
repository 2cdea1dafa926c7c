/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-protocol.h"

G_BEGIN_DECLS

/* Where a numbing cream stands; the limits are those of salve-protocol. */
typedef enum
{
  SALVE_NUMBING_NONE,    /* no cream in this session */
  SALVE_NUMBING_EARLY,   /* on, shorter than the minimum */
  SALVE_NUMBING_WORKING, /* on, minimum reached */
  SALVE_NUMBING_TARGET,  /* on, target reached: take it off */
  SALVE_NUMBING_ALARM,   /* on, nearly too long */
  SALVE_NUMBING_OVERDUE, /* on too long: take it off now */
  SALVE_NUMBING_OFF,     /* off, the skin is numb */
  SALVE_NUMBING_FADED    /* off for so long that needling should not begin */
} SalveNumbing;

SalveNumbing salve_numbing_at          (const SalveNumbingLimits *limits,
                                        GDateTime                *applied,
                                        GDateTime                *removed,
                                        GDateTime                *now);
GDateTime   *salve_numbing_next_change (const SalveNumbingLimits *limits,
                                        GDateTime                *applied,
                                        GDateTime                *removed,
                                        GDateTime                *now);
char        *salve_numbing_describe    (const SalveNumbingLimits *limits,
                                        GDateTime                *applied,
                                        GDateTime                *removed,
                                        GDateTime                *now);

G_END_DECLS
