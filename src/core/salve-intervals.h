/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How recently an area was treated. */
typedef enum
{
  SALVE_RECENCY_NEVER,    /* or not for longer than records matter */
  SALVE_RECENCY_LONG_AGO,
  SALVE_RECENCY_RECENT,   /* within the longest interval, but not too soon */
  SALVE_RECENCY_TOO_SOON
} SalveRecency;

/* What the records say about each area at one moment: when it was last treated, and from which day
 * on it may be treated again. It reads no more records than are young enough to matter for what is
 * asked. ::changed when the records are others. */
#define SALVE_TYPE_INTERVALS (salve_intervals_get_type ())
G_DECLARE_FINAL_TYPE (SalveIntervals, salve_intervals, SALVE, INTERVALS, GObject)

SalveIntervals *salve_intervals_new             (GListModel         *records,
                                                 GDateTime          *now);
GDateTime      *salve_intervals_get_now         (SalveIntervals     *self);
GDateTime      *salve_intervals_get_last        (SalveIntervals     *self,
                                                 const char         *area);
int             salve_intervals_get_days        (SalveIntervals     *self,
                                                 const char         *area);
double          salve_intervals_get_needle_mm   (SalveIntervals     *self,
                                                 const char         *area);
SalveRecency    salve_intervals_get_recency     (SalveIntervals     *self,
                                                 const char         *area);
GDateTime      *salve_intervals_get_earliest    (SalveIntervals     *self,
                                                 const char         *area,
                                                 double              needle_mm);
GDateTime      *salve_intervals_get_earliest_of (SalveIntervals     *self,
                                                 const char * const *areas,
                                                 double              needle_mm);
GDateTime      *salve_intervals_get_holding     (SalveIntervals     *self,
                                                 const char * const *areas,
                                                 double              needle_mm);
GDateTime      *salve_intervals_get_test_spot   (SalveIntervals     *self);
char          **salve_intervals_list_treated    (SalveIntervals     *self,
                                                 guint               days);
void            salve_intervals_get_ready_day   (SalveIntervals     *self,
                                                 const char         *area,
                                                 GDate              *day);
char           *salve_intervals_explain         (SalveIntervals     *self,
                                                 const char         *area,
                                                 double              needle_mm);

G_END_DECLS
