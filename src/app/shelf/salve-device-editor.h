/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "salve-profile.h"
#include "salve-shelf.h"

G_BEGIN_DECLS

/* A device of the shelf, to fill in or to change. Emits ::done when it is on the shelf as told. */
#define SALVE_TYPE_DEVICE_EDITOR (salve_device_editor_get_type ())
G_DECLARE_FINAL_TYPE (SalveDeviceEditor, salve_device_editor, SALVE, DEVICE_EDITOR, AdwBin)

GtkWidget      *salve_device_editor_new      (SalveShelf         *shelf,
                                              SalveShelfItem     *item,
                                              guint               uses,
                                              const GDate        *today);
SalveShelfItem *salve_device_editor_get_item (SalveDeviceEditor  *self);
void            salve_device_editor_set_born (SalveDeviceEditor  *self,
                                              const GDate        *born);
gboolean        salve_device_editor_save     (SalveDeviceEditor  *self);

G_END_DECLS
