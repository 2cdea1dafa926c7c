/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-key.h"

/* Where the keys of media players, brightness and so on begin and end. */
#define FIRST_MEDIA_KEY 0x10080000
#define LAST_MEDIA_KEY  0x1008ffff

/* Keys with another meaning in a session, or on the way through a window. */
static const guint taken[] = {
  GDK_KEY_Escape, GDK_KEY_Tab, GDK_KEY_ISO_Left_Tab, GDK_KEY_KP_Tab, GDK_KEY_F1, GDK_KEY_F2, GDK_KEY_F10,
  GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down,
  GDK_KEY_KP_Left, GDK_KEY_KP_Right, GDK_KEY_KP_Up, GDK_KEY_KP_Down,
  GDK_KEY_space, GDK_KEY_KP_Space, GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter,
  GDK_KEY_Menu, GDK_KEY_Print, GDK_KEY_Pause, GDK_KEY_Num_Lock, GDK_KEY_Scroll_Lock,
  GDK_KEY_VoidSymbol,
};

/* `pedal_key` is the name of the key that the pedal was taught to send, or "". A key that is held
 * together with Control, Alt or Shift is somebody else's. */
SalveKey
salve_key_classify (guint            keyval,
                    GdkModifierType  state,
                    const char      *pedal_key)
{
  g_return_val_if_fail (pedal_key != NULL, SALVE_KEY_NONE);

  if (state & gtk_accelerator_get_default_mod_mask ())
    return SALVE_KEY_NONE;
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    return SALVE_KEY_SPACE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return SALVE_KEY_ENTER;
  if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down)
    return SALVE_KEY_PEDAL;
  if (*pedal_key != '\0' && gdk_keyval_to_lower (keyval) == gdk_keyval_from_name (pedal_key)
      && salve_key_can_be_pedal (keyval))
    return SALVE_KEY_PEDAL;

  return SALVE_KEY_NONE;
}

/* Whether an entry would take the key as a letter. */
gboolean
salve_key_types_text (guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);

  return letter != 0 && !g_unichar_iscntrl (letter);
}

gboolean
salve_key_is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
         || (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Last_Group_Lock)
         || keyval == GDK_KEY_Mode_switch;
}

/* A pedal may send any key but those that mean something else everywhere. */
gboolean
salve_key_can_be_pedal (guint keyval)
{
  if (salve_key_is_modifier (keyval) || (keyval >= FIRST_MEDIA_KEY && keyval <= LAST_MEDIA_KEY))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (taken[i] == keyval)
      return FALSE;

  return gdk_keyval_name (keyval) != NULL;
}

/* As it stands on the keyboard; NULL for no key. */
char *
salve_key_describe (const char *pedal_key)
{
  guint keyval;

  g_return_val_if_fail (pedal_key != NULL, NULL);

  keyval = *pedal_key != '\0' ? gdk_keyval_from_name (pedal_key) : GDK_KEY_VoidSymbol;
  if (keyval == GDK_KEY_VoidSymbol)
    return NULL;

  return gtk_accelerator_get_label (keyval, 0);
}
