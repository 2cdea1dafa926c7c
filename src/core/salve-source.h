/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a statement comes from. Two ids stand for what has no publication behind it: "GK" is
 * general knowledge, "APP" a cautious choice of Salve's own. */
typedef struct
{
  const char *id;    /* "S37" */
  const char *title;
  const char *where; /* address or DOI, not translated; NULL for "GK" and "APP" */
} SalveSource;

const SalveSource *salve_source_list (guint *n_sources);
const SalveSource *salve_source_find (const char *id);

G_END_DECLS
