/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SALVE_REMINDER_MOISTURISE,
  SALVE_REMINDER_CHECK_IN,
  SALVE_REMINDER_READY
} SalveReminderKind;

/* Something that a person wants to be reminded of, and since when. Instants are microseconds since
 * 1970 UTC. */
typedef struct
{
  SalveReminderKind   kind;
  char               *key;     /* tells it from all others, also after a restart */
  gint64              instant; /* since when it is due, quiet hours counted in */
  char               *record;  /* the record's name; NULL for SALVE_REMINDER_READY */
  char               *session; /* the session's id; NULL for SALVE_REMINDER_READY */
  char              **areas;   /* ids, possibly none */
  guint               hours;   /* of a check-in */
  gint64              needled; /* of a check-in: the end of needling */
  guint               redness_ends_hours;
  guint               redness_alert_hours;
  GDate               day;     /* of SALVE_REMINDER_READY: from which on */
  gboolean            clinic;  /* of SALVE_REMINDER_READY: after needles that are for professionals */
} SalveReminder;

SalveReminder *salve_reminder_new       (SalveReminderKind    kind,
                                         gint64               instant,
                                         const char * const  *areas);
void           salve_reminder_free      (SalveReminder       *reminder);
char          *salve_reminder_get_title (const SalveReminder *reminder,
                                         gint64               now,
                                         gboolean             discreet);
char          *salve_reminder_get_body  (const SalveReminder *reminder,
                                         gint64               now,
                                         gboolean             discreet);

G_END_DECLS
