/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-announcement.h"
#include "salve-session.h"

G_BEGIN_DECLS

/* What a session's own timers have to tell: the numbing cream, how the person feels with it, and
 * the device in the alcohol. */
typedef struct
{
  char                          *key;      /* tells it from all others, of any source */
  gint64                         instant;  /* since when it is to be said */
  char                          *title;    /* plain text */
  char                          *body;     /* plain text */
  gboolean                       critical;
  const SalveAnnouncementAction *actions;  /* (unowned) (nullable) */
} SalveNotice;

void       salve_notice_free (SalveNotice  *notice);
GPtrArray *salve_notice_list (SalveSession *session,
                              gint64        now,
                              gboolean      discreet);
gint64     salve_notice_next (SalveSession *session,
                              gint64        now);

G_END_DECLS
