/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "salve-aftercare.h"
#include "salve-background.h"
#include "salve-profile.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* Wakes salve-notifier, which reads the records and the draft by itself, as soon as there may be something to announce.
 * Emits ::failed with a GError when it cannot. */
#define SALVE_TYPE_WAKER (salve_waker_get_type ())
G_DECLARE_FINAL_TYPE (SalveWaker, salve_waker, SALVE, WAKER, GObject)

SalveWaker *salve_waker_new       (SalveStore      *store,
                                   SalveAftercare  *aftercare,
                                   SalveProfile    *profile,
                                   SalveBackground *background);
gboolean    salve_waker_is_needed (SalveWaker      *self);
void        salve_waker_wake      (SalveWaker      *self);

G_END_DECLS
