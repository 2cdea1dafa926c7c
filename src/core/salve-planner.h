/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-aftercare.h"
#include "salve-product.h"

G_BEGIN_DECLS

/* When a product is to be paused before a session, and when it may return after one. Pure. */
guint     salve_planner_get_pause_days   (SalveMarks       marks);
gboolean  salve_planner_get_pause        (SalveMarks       marks,
                                          const GDate     *planned,
                                          GDate           *from);
guint     salve_planner_get_return_hours (SalveMarks       marks,
                                          double           needle_mm);
void      salve_planner_get_return_day   (SalveMarks       marks,
                                          double           needle_mm,
                                          const GDate     *planned,
                                          GDate           *day);
gint64    salve_planner_get_return       (SalveMarks       marks,
                                          SalveAftercare  *aftercare,
                                          GListModel      *records,
                                          gint64           now);
char     *salve_planner_describe_return  (SalveMarks       marks,
                                          gint64           until,
                                          gint64           now);
char     *salve_planner_describe_pause   (SalveMarks       marks,
                                          double           needle_mm,
                                          const GDate     *planned,
                                          const GDate     *today);

G_END_DECLS
