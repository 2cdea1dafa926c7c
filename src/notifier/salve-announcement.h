/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libnotify/notify.h>

G_BEGIN_DECLS

/* A click beside the buttons. */
#define SALVE_ANNOUNCER_DEFAULT "default"

typedef struct
{
  const char *id;
  const char *label; /* marked with N_() */
} SalveAnnouncementAction;

/* What the desktop is to show. */
typedef struct
{
  const char                    *tag;      /* one open notification a tag; a second one replaces it */
  const char                    *title;    /* plain text */
  const char                    *body;     /* plain text */
  const SalveAnnouncementAction *actions;  /* ended by an id of NULL; or NULL for none */
  gboolean                       critical; /* stays until the person has dealt with it */
  gboolean                       quiet;    /* makes no sound */
} SalveAnnouncement;

NotifyNotification *salve_announcement_build (const SalveAnnouncement  *self,
                                              char                    **capabilities,
                                              guint32                   id);

G_END_DECLS
