/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this process holds of the computer's memory. */
void salve_memory_trim (void);

G_END_DECLS
