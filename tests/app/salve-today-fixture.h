/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-aftercare.h"
#include "salve-app-fixture.h"
#include "salve-fake-clock.h"
#include "salve-profile.h"
#include "salve-store.h"

G_BEGIN_DECLS

#define NOW "2026-11-23T15:12:20+01:00"

/* The page Today in a window of its own, over an empty folder of records. */
typedef struct
{
  char           *folder;
  SalveStore     *store;
  SalveFakeClock *clock;
  SalveAftercare *aftercare;
  GtkWidget      *window;
  GtkWidget      *page;
} TodayFixture;

void    today_set_up        (TodayFixture  *fixture,
                             gconstpointer  data);
void    today_tear_down     (TodayFixture  *fixture,
                             gconstpointer  data);
char   *today_add_record    (TodayFixture  *fixture);
void    today_remove_record (TodayFixture  *fixture,
                             const char    *name);
void    today_show          (TodayFixture  *fixture);
void    today_assert_state  (TodayFixture  *fixture,
                             const char    *state);
gint64  today_parse_instant (const char    *iso8601);

G_END_DECLS
