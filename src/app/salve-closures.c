/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-closures.h"

gboolean
salve_closure_not (gpointer self,
                   gboolean value)
{
  return !value;
}

gboolean
salve_closure_has_object (gpointer  self,
                          GObject  *object)
{
  return object != NULL;
}

GtkOrientation
salve_closure_narrow_vertical (gpointer self,
                               gboolean narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

/* The least width of large text, in characters: where there is room, its lines are not to be too short. */
int
salve_closure_text_width (gpointer self,
                          gboolean narrow)
{
  return narrow ? 18 : 24;
}

char *
salve_closure_sound_icon (gpointer self,
                          gboolean on)
{
  return g_strdup (on ? "audio-volume-high-symbolic" : "audio-volume-muted-symbolic");
}
