/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-key.h"

static const struct
{
  guint            keyval;
  GdkModifierType  state;
  const char      *pedal_key;
  SalveKey         expected;
} classes[] = {
  { GDK_KEY_space, 0, "", SALVE_KEY_SPACE },
  { GDK_KEY_KP_Space, 0, "", SALVE_KEY_SPACE },
  { GDK_KEY_Return, 0, "", SALVE_KEY_ENTER },
  { GDK_KEY_KP_Enter, 0, "", SALVE_KEY_ENTER },
  { GDK_KEY_Page_Down, 0, "", SALVE_KEY_PEDAL },
  { GDK_KEY_KP_Page_Down, 0, "b", SALVE_KEY_PEDAL },
  { GDK_KEY_b, 0, "b", SALVE_KEY_PEDAL },
  { GDK_KEY_B, 0, "b", SALVE_KEY_PEDAL },
  { GDK_KEY_F8, 0, "F8", SALVE_KEY_PEDAL },
  { GDK_KEY_b, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_a, 0, "b", SALVE_KEY_NONE },
  /* A lock is no modifier that one holds. */
  { GDK_KEY_space, GDK_LOCK_MASK, "", SALVE_KEY_SPACE },
  { GDK_KEY_space, GDK_CONTROL_MASK, "", SALVE_KEY_NONE },
  { GDK_KEY_Return, GDK_ALT_MASK, "", SALVE_KEY_NONE },
  { GDK_KEY_space, GDK_SHIFT_MASK, "", SALVE_KEY_NONE },
  { GDK_KEY_Page_Down, GDK_SUPER_MASK, "", SALVE_KEY_NONE },
  { GDK_KEY_Tab, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_Down, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_Right, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_Page_Up, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_AudioPlay, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_AudioRaiseVolume, 0, "", SALVE_KEY_NONE },
  { GDK_KEY_Shift_L, 0, "", SALVE_KEY_NONE },
  /* Settings written by hand cannot make these go on. */
  { GDK_KEY_Down, 0, "Down", SALVE_KEY_NONE },
  { GDK_KEY_AudioPlay, 0, "XF86AudioPlay", SALVE_KEY_NONE },
  { GDK_KEY_Tab, 0, "Tab", SALVE_KEY_NONE },
  { GDK_KEY_Escape, 0, "Escape", SALVE_KEY_NONE },
  { GDK_KEY_b, 0, "no such key", SALVE_KEY_NONE },
  { GDK_KEY_VoidSymbol, 0, "no such key", SALVE_KEY_NONE },
};

static void
test_classify (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      SalveKey key = salve_key_classify (classes[i].keyval, classes[i].state, classes[i].pedal_key);

      if (key != classes[i].expected)
        g_test_message ("%s with %x and “%s”", gdk_keyval_name (classes[i].keyval), classes[i].state,
                        classes[i].pedal_key);
      g_assert_cmpint (key, ==, classes[i].expected);
    }
}

static void
test_pedal (void)
{
  static const guint fine[] = { GDK_KEY_b, GDK_KEY_F8, GDK_KEY_Page_Up, GDK_KEY_period, GDK_KEY_Home, GDK_KEY_KP_1 };
  static const guint taken[] = {
    GDK_KEY_Tab, GDK_KEY_Escape, GDK_KEY_Left, GDK_KEY_KP_Down, GDK_KEY_Shift_R, GDK_KEY_Control_L, GDK_KEY_Alt_L,
    GDK_KEY_Super_L, GDK_KEY_ISO_Level3_Shift, GDK_KEY_Caps_Lock, GDK_KEY_F2, GDK_KEY_F10, GDK_KEY_AudioNext,
    GDK_KEY_MonBrightnessUp, GDK_KEY_VoidSymbol,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    g_assert_true (salve_key_can_be_pedal (fine[i]));
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    g_assert_false (salve_key_can_be_pedal (taken[i]));
}

static void
test_text (void)
{
  g_assert_true (salve_key_types_text (GDK_KEY_b));
  g_assert_true (salve_key_types_text (GDK_KEY_space));
  g_assert_true (salve_key_types_text (GDK_KEY_KP_1));
  g_assert_false (salve_key_types_text (GDK_KEY_Page_Down));
  g_assert_false (salve_key_types_text (GDK_KEY_F8));
  g_assert_false (salve_key_types_text (GDK_KEY_Return));
}

static void
test_describe (void)
{
  g_autofree char *letter = salve_key_describe ("b");
  g_autofree char *function = salve_key_describe ("F8");

  g_assert_cmpstr (letter, ==, "B");
  g_assert_cmpstr (function, ==, "F8");
  g_assert_null (salve_key_describe (""));
  g_assert_null (salve_key_describe ("no such key"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/classify", test_classify);
  g_test_add_func ("/key/pedal", test_pedal);
  g_test_add_func ("/key/text", test_text);
  g_test_add_func ("/key/describe", test_describe);

  return g_test_run ();
}
