/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The day that is planned for the next session, to be changed or dropped. It is seen while there is
 * one that is not over. */
#define SALVE_TYPE_PLAN_GROUP (salve_plan_group_get_type ())
G_DECLARE_FINAL_TYPE (SalvePlanGroup, salve_plan_group, SALVE, PLAN_GROUP, AdwPreferencesGroup)

G_END_DECLS
