/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pure functions for the <closure> elements of the templates. */
gboolean        salve_closure_not             (gpointer  self,
                                               gboolean  value);
gboolean        salve_closure_has_object      (gpointer  self,
                                               GObject  *object);
GtkOrientation  salve_closure_narrow_vertical (gpointer  self,
                                               gboolean  narrow);
int             salve_closure_text_width      (gpointer  self,
                                               gboolean  narrow);
char           *salve_closure_sound_icon      (gpointer  self,
                                               gboolean  on);

G_END_DECLS
