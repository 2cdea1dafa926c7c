/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-profile.h"

G_BEGIN_DECLS

/* The day planned for the next session: to set, to change, to take back. */
#define SALVE_TYPE_PLANNED_GROUP (salve_planned_group_get_type ())
G_DECLARE_FINAL_TYPE (SalvePlannedGroup, salve_planned_group, SALVE, PLANNED_GROUP, AdwBin)

void salve_planned_group_show (SalvePlannedGroup *self,
                               SalveProfile      *profile,
                               const GDate       *today);

G_END_DECLS
