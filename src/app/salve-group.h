/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A group of rows whose description stays within the width there is. */
#define SALVE_TYPE_GROUP (salve_group_get_type ())
G_DECLARE_FINAL_TYPE (SalveGroup, salve_group, SALVE, GROUP, AdwPreferencesGroup)

GtkWidget *salve_group_new (void);

G_END_DECLS
