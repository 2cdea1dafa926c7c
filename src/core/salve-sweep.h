/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What interrupted writes left in a folder. */
void salve_sweep (const char *folder,
                  const char *trash);

G_END_DECLS
