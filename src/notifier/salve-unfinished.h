/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a kill kept from getting its name. */
char *salve_unfinished_find (const char *path);

G_END_DECLS
