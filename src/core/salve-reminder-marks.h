/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a person answered to the last reminder to moisturise. Instants are microseconds since 1970
 * UTC; 0 is never. At most one of them is set. */
typedef struct
{
  gint64 done;  /* when it was done */
  gint64 later; /* from when on to remind again */
} SalveReminderMarks;

void     salve_reminder_marks_read  (SalveReminderMarks       *marks,
                                     JsonObject               *ledger);
void     salve_reminder_marks_write (const SalveReminderMarks *marks,
                                     JsonObject               *ledger);
void     salve_reminder_marks_peek  (SalveReminderMarks       *marks,
                                     const char               *folder);

/* The notifier's, in the folder of the state; nobody else writes it. */
#define SALVE_REMINDER_MARKS_NAME "notified.json"

G_END_DECLS
