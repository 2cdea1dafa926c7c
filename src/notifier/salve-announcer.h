/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-announcement.h"
#include "salve-open-list.h"

G_BEGIN_DECLS

/* The desktop's notification daemon: what it can do, and what it shows of ours, also what an earlier
 * process of ours had it show. Emits ::available when there is reason to try again,
 * ::settled (taken) when it is known what became of all that lay in the daemon's queue,
 * ::activated (tag, action, token) when the person clicks a notification, where a click beside the
 * buttons is SALVE_ANNOUNCER_DEFAULT, and ::closed when one has gone. */
#define SALVE_TYPE_ANNOUNCER (salve_announcer_get_type ())
G_DECLARE_FINAL_TYPE (SalveAnnouncer, salve_announcer, SALVE, ANNOUNCER, GObject)

typedef enum
{
  SALVE_ANNOUNCER_NOT_SHOWN,
  SALVE_ANNOUNCER_QUEUED, /* the daemon has it and does not answer */
  SALVE_ANNOUNCER_SHOWN,
} SalveAnnouncerResult;

SalveAnnouncer       *salve_announcer_new          (GDBusConnection          *bus,
                                                    SalveOpenList            *open);
gboolean              salve_announcer_is_inherited (SalveAnnouncer           *self,
                                                    const char               *tag);
void                  salve_announcer_ask          (SalveAnnouncer           *self);
SalveAnnouncerResult  salve_announcer_show         (SalveAnnouncer           *self,
                                                    const SalveAnnouncement  *announcement,
                                                    GError                  **error);
gboolean              salve_announcer_withdraw     (SalveAnnouncer           *self,
                                                    const char               *tag);

G_END_DECLS
