/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The products of the shelf that are to be paused before the planned session, each with its days. It is
 * seen while a session is planned and there is such a product. */
#define SALVE_TYPE_PAUSE_GROUP (salve_pause_group_get_type ())
G_DECLARE_FINAL_TYPE (SalvePauseGroup, salve_pause_group, SALVE, PAUSE_GROUP, AdwPreferencesGroup)

G_END_DECLS
