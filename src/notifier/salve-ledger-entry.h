/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In bytes; a longer key is folded. */
#define SALVE_LEDGER_KEY_MAX 120

/* One thing that was announced. */
typedef struct
{
  char   *key;
  gint64  instant; /* when it came, in microseconds since 1970 UTC */
  char   *queue;   /* the daemon in whose queue it lies, as far as is known; else NULL */
} SalveLedgerEntry;

char             *salve_ledger_fold_key      (const char              *key);
SalveLedgerEntry *salve_ledger_entry_new     (const char              *key,
                                              gint64                   instant,
                                              const char              *queue);
void              salve_ledger_entry_free    (SalveLedgerEntry        *self);
gint              salve_ledger_entry_compare (gconstpointer            a,
                                              gconstpointer            b);
SalveLedgerEntry *salve_ledger_entry_read    (JsonNode                *node,
                                              GError                 **error);
void              salve_ledger_entry_print_all (GPtrArray             *entries,
                                                GString               *text);

G_END_DECLS
