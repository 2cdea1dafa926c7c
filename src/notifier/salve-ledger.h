/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-ledger-entry.h"
#include "salve-open-list.h"
#include "salve-reminder-marks.h"

G_BEGIN_DECLS

/* What has been announced already, in one file which only the notifier writes. A key says what
 * ended and when, so that an ending which a later session moves is another one. */
#define SALVE_TYPE_LEDGER (salve_ledger_get_type ())
G_DECLARE_FINAL_TYPE (SalveLedger, salve_ledger, SALVE, LEDGER, GObject)

#define SALVE_LEDGER_FORMAT 1

SalveLedger   *salve_ledger_new        (const char   *path);
const char    *salve_ledger_get_path   (SalveLedger  *self);
SalveOpenList *salve_ledger_get_open   (SalveLedger  *self);
guint          salve_ledger_get_size   (SalveLedger  *self);
gboolean       salve_ledger_load       (SalveLedger  *self,
                                        GError      **error);
char          *salve_ledger_set_aside  (SalveLedger  *self,
                                        GError      **error);
gboolean       salve_ledger_contains   (SalveLedger  *self,
                                        const char   *key);
void           salve_ledger_add        (SalveLedger  *self,
                                        const char   *key,
                                        gint64        instant);
void           salve_ledger_add_queued (SalveLedger  *self,
                                        const char   *key,
                                        gint64        instant);
gboolean       salve_ledger_has_queued (SalveLedger  *self);
void           salve_ledger_settle     (SalveLedger  *self,
                                        gboolean      taken);
const SalveReminderMarks *salve_ledger_get_marks (SalveLedger *self);
void           salve_ledger_set_marks  (SalveLedger              *self,
                                        const SalveReminderMarks *marks);
gboolean       salve_ledger_save       (SalveLedger  *self,
                                        GError      **error);
gboolean       salve_ledger_get_unsaved (SalveLedger *self);

G_END_DECLS
