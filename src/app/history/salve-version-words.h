/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-merge.h"

G_BEGIN_DECLS

/* What two versions of a session say, part by part, in words. */
const char *salve_version_words_title (const char     *part);
char       *salve_version_words_text  (SalveMerge     *merge,
                                       guint           which,
                                       gboolean        other,
                                       SalveSession   *session,
                                       gint64          now);
const char *salve_version_words_rule  (SalveMergeRule  rule);

G_END_DECLS
