/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that only says something: what was answered, or what speaks against a session. */
GtkWidget *salve_reason_row_new (const char *title,
                                 const char *subtitle);

G_END_DECLS
