/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What to do at once when a treatment had to end. */
typedef struct
{
  const char *because; /* id of the reason to stop, as in a record */
  const char *title;   /* in large type */
  const char *picture; /* symbolic icon name */
  gboolean    touched; /* that it happened shows that needles were on the skin */
  const char *sources; /* "S10, S79", ids of salve-source */
} SalveFirstAid;

const SalveFirstAid *salve_first_aid_list     (guint               *n_aids);
const SalveFirstAid *salve_first_aid_find     (const char          *because);
char               **salve_first_aid_get_now  (const SalveFirstAid *aid,
                                               gboolean             cream);
char               **salve_first_aid_get_call (const SalveFirstAid *aid);

G_END_DECLS
