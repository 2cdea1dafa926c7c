/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-open-list.h"

G_BEGIN_DECLS

/* The desktop's notification daemon: what it can do, and what it shows of ours, also what an earlier
 * process of ours had it show. Emits ::available when there is reason to try again,
 * ::activated (tag, action, token) when the person clicks a notification, where a click beside the
 * buttons is SALVE_ANNOUNCER_DEFAULT, and ::closed when one has gone. */
#define SALVE_TYPE_ANNOUNCER (salve_announcer_get_type ())
G_DECLARE_FINAL_TYPE (SalveAnnouncer, salve_announcer, SALVE, ANNOUNCER, GObject)

#define SALVE_ANNOUNCER_DEFAULT "default"

typedef struct
{
  const char *id;
  const char *label; /* marked with N_() */
} SalveAnnouncementAction;

typedef struct
{
  const char                    *tag;      /* one open notification a tag; a second one replaces it */
  const char                    *title;    /* plain text */
  const char                    *body;     /* plain text */
  const SalveAnnouncementAction *actions;  /* ended by an id of NULL; or NULL for none */
  gboolean                       critical; /* stays until the person has dealt with it */
  gboolean                       quiet;    /* makes no sound */
} SalveAnnouncement;

SalveAnnouncer *salve_announcer_new          (GDBusConnection          *bus,
                                              SalveOpenList            *open);
gboolean        salve_announcer_is_inherited (SalveAnnouncer           *self,
                                              const char               *tag);
gboolean        salve_announcer_show         (SalveAnnouncer           *self,
                                              const SalveAnnouncement  *announcement,
                                              GError                  **error);
void            salve_announcer_withdraw     (SalveAnnouncer           *self,
                                              const char               *tag);

G_END_DECLS
