/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Says on the desktop when a restriction ends, also while the window is closed. Runs as long as
 * something is pending, and sleeps between two events. */
#define SALVE_TYPE_NOTIFIER (salve_notifier_get_type ())
G_DECLARE_FINAL_TYPE (SalveNotifier, salve_notifier, SALVE, NOTIFIER, GApplication)

SalveNotifier *salve_notifier_new (void);

G_END_DECLS
