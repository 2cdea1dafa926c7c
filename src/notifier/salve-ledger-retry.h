/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"
#include "salve-ledger.h"

G_BEGIN_DECLS

/* Writes a ledger that could not be written once more, after a pause that grows. */
#define SALVE_TYPE_LEDGER_RETRY (salve_ledger_retry_get_type ())
G_DECLARE_FINAL_TYPE (SalveLedgerRetry, salve_ledger_retry, SALVE, LEDGER_RETRY, GObject)

SalveLedgerRetry *salve_ledger_retry_new (SalveLedger *ledger,
                                          SalveClock  *clock);

G_END_DECLS
