/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a device stands that soaks in alcohol; for how long is in salve-protocol. */
typedef enum
{
  SALVE_SOAK_NONE,    /* it was not put in */
  SALVE_SOAK_RUNNING, /* it is in, and not for long enough */
  SALVE_SOAK_DONE     /* it was in for long enough: it dries in the air */
} SalveSoak;

gboolean   salve_soak_is_needed   (const char *device_kind);
SalveSoak  salve_soak_at          (GDateTime *started,
                                   GDateTime *now);
GDateTime *salve_soak_get_end     (GDateTime *started);
guint      salve_soak_get_minutes_left (GDateTime *started,
                                        GDateTime *now);
GDateTime *salve_soak_next_change (GDateTime *started,
                                   GDateTime *now);
char      *salve_soak_describe    (GDateTime *started,
                                   GDateTime *now);

G_END_DECLS
