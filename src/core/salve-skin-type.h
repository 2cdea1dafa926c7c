/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The types of skin after Fitzpatrick, from 1 to SALVE_ANSWERS_SKIN_TYPES, by how the skin takes the sun. */
const char *salve_skin_type_get_title (guint type);
const char *salve_skin_type_get_term  (guint type);

G_END_DECLS
