/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person has set: properties that the desktop keeps. Nothing is read before somebody asks,
 * and without the schema everything works and is forgotten at the end. */
#define SALVE_TYPE_SETTINGS (salve_settings_get_type ())
G_DECLARE_FINAL_TYPE (SalveSettings, salve_settings, SALVE, SETTINGS, GObject)

SalveSettings *salve_settings_new           (void);
gboolean       salve_settings_get_sounds    (SalveSettings *self);
void           salve_settings_set_sounds    (SalveSettings *self,
                                             gboolean       sounds);
const char    *salve_settings_get_pedal_key (SalveSettings *self);
void           salve_settings_set_pedal_key (SalveSettings *self,
                                             const char    *pedal_key);
const char    *salve_settings_get_background (SalveSettings *self);
void           salve_settings_set_background (SalveSettings *self,
                                              const char    *background);

G_END_DECLS
