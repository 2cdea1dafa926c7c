/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's notification daemon: what it can do, and which of our notifications are open.
 * Emits ::available when a daemon appears, ::activated when the person clicks a notification,
 * ::closed when one has gone. */
#define SALVE_TYPE_ANNOUNCER (salve_announcer_get_type ())
G_DECLARE_FINAL_TYPE (SalveAnnouncer, salve_announcer, SALVE, ANNOUNCER, GObject)

typedef struct
{
  const char *tag;      /* one open notification a tag; a second one replaces it */
  const char *title;    /* plain text */
  const char *body;     /* plain text */
  gboolean    critical; /* stays until the person has dealt with it */
} SalveAnnouncement;

SalveAnnouncer *salve_announcer_new        (GDBusConnection          *bus);
guint           salve_announcer_get_n_open (SalveAnnouncer           *self);
gboolean        salve_announcer_show       (SalveAnnouncer           *self,
                                            const SalveAnnouncement  *announcement,
                                            GError                  **error);
void            salve_announcer_withdraw   (SalveAnnouncer           *self,
                                            const char               *tag);

G_END_DECLS
