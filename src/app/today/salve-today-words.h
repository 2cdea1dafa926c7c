/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

/* What Today says of the last session: closures for its template, each (transfer full). */
char *salve_today_words_summary    (gpointer      self,
                                    SalveSession *session,
                                    gint64        now);
char *salve_today_words_last       (gpointer      self,
                                    SalveSession *session,
                                    gint64        now);
char *salve_today_words_free_title (gpointer      self,
                                    gboolean      has_dates);

G_END_DECLS
