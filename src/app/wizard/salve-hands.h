/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "salve-settings.h"

G_BEGIN_DECLS

/* Lets a whole window press one button, for hands that are busy: Space, Enter, the pedal and the
 * mouse's forward button, wherever the focus is, unless the focused widget needs the key. A key
 * that is held counts once. Emits ::pressed for the button, ::back for the mouse's back button,
 * and ::other for any other key or button, which takes back what was only half said. */
#define SALVE_TYPE_HANDS (salve_hands_get_type ())
G_DECLARE_FINAL_TYPE (SalveHands, salve_hands, SALVE, HANDS, GObject)

SalveHands *salve_hands_new          (SalveSettings     *settings);
void        salve_hands_attach       (SalveHands        *self,
                                      GtkWindow         *window,
                                      GtkWidget         *button);
void        salve_hands_detach       (SalveHands        *self);
void        salve_hands_set_scroller (SalveHands        *self,
                                      GtkScrolledWindow *scroller);

G_END_DECLS
