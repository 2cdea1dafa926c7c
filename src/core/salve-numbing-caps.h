/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How much numbing cream, how strong, on how much skin, how often: the limits are those of
 * salve-protocol, and the errors say in words what is wrong and what to do. */
#define SALVE_NUMBING_CAPS_ERROR (salve_numbing_caps_error_quark ())

typedef enum
{
  SALVE_NUMBING_CAPS_ERROR_VALUE, /* not a value that there can be */
  SALVE_NUMBING_CAPS_ERROR_LIMIT, /* more than may be used at home */
  SALVE_NUMBING_CAPS_ERROR_AGAIN  /* too soon after the last time */
} SalveNumbingCapsError;

GQuark   salve_numbing_caps_error_quark (void);
gboolean salve_numbing_caps_percent     (double      percent,
                                         GError    **error);
gboolean salve_numbing_caps_grams       (double      grams,
                                         GError    **error);
gboolean salve_numbing_caps_area        (double      cm2,
                                         GError    **error);
GDateTime *salve_numbing_caps_find_last (GListModel *records,
                                         GDateTime  *now);
gboolean salve_numbing_caps_again       (GDateTime  *last,
                                         GDateTime  *now,
                                         GError    **error);

G_END_DECLS
