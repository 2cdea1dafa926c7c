/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-aftercare.h"
#include "salve-fake-clock.h"
#include "salve-record.h"

G_BEGIN_DECLS

/* Records in files of a folder of their own, a clock that stands at 2026-11-22T18:00:00Z, and,
 * once started, the engine with all that it says. */
typedef struct
{
  GListStore     *records;
  SalveFakeClock *clock;
  SalveAftercare *aftercare;
  GString        *log;           /* a line an ending: its instant in UTC, then what became free */
  guint           changed;
  guint           items_changed;
} Fixture;

void          fixture_set_up         (Fixture       *fixture,
                                      gconstpointer  data);
void          fixture_start          (Fixture       *fixture);
void          fixture_tear_down      (Fixture       *fixture,
                                      gconstpointer  data);

GDateTime    *fixture_parse          (const char    *iso8601);
gint64        fixture_instant        (const char    *iso8601);
void          fixture_add_limit      (SalveSession  *session,
                                      const char    *text);
SalveSession *fixture_make_session   (const char    *started,
                                      const char    *areas,
                                      const char    *limits);
SalveRecord  *fixture_write          (SalveSession  *session);
int           fixture_newest_first   (gconstpointer  a,
                                      gconstpointer  b,
                                      gpointer       data);
SalveRecord  *fixture_add            (Fixture       *fixture,
                                      const char    *started,
                                      const char    *areas,
                                      const char    *limits);
guint         fixture_find           (Fixture       *fixture,
                                      SalveRecord   *record);

void          fixture_log_ending     (GString       *log,
                                      SalveEnding   *ending);
void          fixture_expect         (Fixture       *fixture,
                                      const char    *endings);
void          fixture_expect_running (Fixture       *fixture,
                                      const char    *running);

G_END_DECLS
