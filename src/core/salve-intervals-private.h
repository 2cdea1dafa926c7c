/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-intervals.h"

G_BEGIN_DECLS

/* Shared by salve-intervals.c, what is so, and salve-intervals-words.c, how it is said. Days are Julian days of the
 * calendar in the zone of `now`. */
typedef struct
{
  GDateTime *last;      /* the end of the newest session here */
  double     needle_mm; /* of that session; 0 is not known */
  guint32    day;       /* of `last` */
  guint32    ready;     /* the first day on which every session here lets it be treated again */
  gboolean   earlier;   /* `ready` is due to a session before the newest */
} SalveIntervalsArea;

struct _SalveIntervals
{
  GObject     parent_instance;

  GListModel *records;
  GDateTime  *now;
  guint32     today;

  GHashTable *areas;     /* from an area's id to SalveIntervalsArea */
  GDateTime  *test_spot;
  guint       n_read;    /* so many of the records, from the newest on */
};

SalveIntervalsArea *salve_intervals_find_last            (SalveIntervals *self,
                                                          const char     *id);
guint32             salve_intervals_find_ready           (SalveIntervals *self,
                                                          const char     *id,
                                                          double          needle_mm);
guint32             salve_intervals_find_test_spot_ready (SalveIntervals *self);

G_END_DECLS
