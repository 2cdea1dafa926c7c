/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-clock.h"

G_BEGIN_DECLS

/* An alarm that writes down its name, and may then do something to the clock. */
typedef struct Bell Bell;
struct Bell
{
  SalveClock *clock;
  GString    *log;
  const char *name;
  gint64      rang;
  guint       other;
  void      (*then) (Bell *bell);
};

void  bell_ring     (gpointer    data);
guint bell_add      (Bell       *bell,
                     gint64      from_now);
void  bell_log_jump (GString    *log);
void  bell_expect   (GString    *log,
                     const char *text);

G_END_DECLS
