/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "salve-session.h"

G_BEGIN_DECLS

extern const char fixture_full[];

char *fixture_replace (const char *text,
                       const char *from,
                       const char *to);

G_END_DECLS
