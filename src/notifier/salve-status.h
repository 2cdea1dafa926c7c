/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the desktop's list of what runs in the background says about Salve: when the next wait ends. Only
 * a sandbox is in that list. The words name neither a part of the body nor a treatment. */
#define SALVE_TYPE_STATUS (salve_status_get_type ())
G_DECLARE_FINAL_TYPE (SalveStatus, salve_status, SALVE, STATUS, GObject)

SalveStatus *salve_status_new   (GDBusConnection *bus);
void         salve_status_show  (SalveStatus     *self,
                                 gint64           next,
                                 gint64           now);
char        *salve_status_words (gint64           next,
                                 gint64           now);

G_END_DECLS
