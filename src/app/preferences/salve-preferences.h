/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-profile.h"
#include "salve-sounds.h"

G_BEGIN_DECLS

/* The window of what a person can set. */
#define SALVE_TYPE_PREFERENCES (salve_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SalvePreferences, salve_preferences, SALVE, PREFERENCES, AdwWindow)

SalvePreferences *salve_preferences_new        (GtkWindow        *parent,
                                                SalveSettings    *settings,
                                                SalveProfile     *profile);
SalveSounds      *salve_preferences_get_sounds (SalvePreferences *self);

G_END_DECLS
