/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-clock.h"
#include "salve-store.h"

G_BEGIN_DECLS

/* The window in which two versions of a session become one. Emits ::merged (name) when they did, and ::separated when
 * they turned out to be two sessions and each has its name. */
#define SALVE_TYPE_VERSIONS (salve_versions_get_type ())
G_DECLARE_FINAL_TYPE (SalveVersions, salve_versions, SALVE, VERSIONS, AdwWindow)

SalveVersions *salve_versions_new (GtkWindow  *parent,
                                   SalveStore *store,
                                   SalveClock *clock,
                                   const char *name);

G_END_DECLS
