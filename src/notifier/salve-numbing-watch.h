/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-clock.h"

G_BEGIN_DECLS

/* The numbing cream of the session that is under way, as its draft on the disk tells. Emits
 * ::changed when the draft says something else, and when the cream has been on for so long that
 * the person should hear of it. */
#define SALVE_TYPE_NUMBING_WATCH (salve_numbing_watch_get_type ())
G_DECLARE_FINAL_TYPE (SalveNumbingWatch, salve_numbing_watch, SALVE, NUMBING_WATCH, GObject)

typedef enum
{
  SALVE_NUMBING_STAGE_NONE, /* no cream is on, or not for long */
  SALVE_NUMBING_STAGE_SOON, /* nearly too long */
  SALVE_NUMBING_STAGE_NOW   /* too long */
} SalveNumbingStage;

SalveNumbingWatch *salve_numbing_watch_new         (const char        *folder,
                                                    SalveClock        *clock);
void               salve_numbing_watch_reload      (SalveNumbingWatch *self);
gboolean           salve_numbing_watch_get_on      (SalveNumbingWatch *self);
const char        *salve_numbing_watch_get_session (SalveNumbingWatch *self);
gint64             salve_numbing_watch_get_instant (SalveNumbingWatch *self,
                                                    SalveNumbingStage  stage);
SalveNumbingStage  salve_numbing_watch_get_stage   (SalveNumbingWatch *self);
char              *salve_numbing_watch_get_title   (SalveNumbingWatch *self);
char              *salve_numbing_watch_get_body    (SalveNumbingWatch *self);

G_END_DECLS
