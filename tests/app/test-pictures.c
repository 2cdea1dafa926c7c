/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "salve-instruction.h"

#define PLACE "/io/github/salve/Salve/icons/scalable/actions"

static void
assert_drawn (const char *name)
{
  g_autofree char *path = g_strdup_printf (PLACE "/%s.svg", name);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GtkIconPaintable) picture = NULL;

  g_test_message ("%s", name);
  g_assert_true (g_resources_get_info (path, 0, NULL, NULL, NULL));
  picture = gtk_icon_theme_lookup_icon (theme, name, NULL, 160, 1, GTK_TEXT_DIR_LTR, 0);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (picture)), ==, 160);
  g_assert_true (gtk_icon_paintable_is_symbolic (picture));
}

/* Every part of every step has its drawing, for each kind of device. */
static void
test_steps (void)
{
  static const char * const kinds[] = { "roller", "pen", "stamp" };

  for (SalveStep step = 0; step < SALVE_N_STEPS; step++)
    for (guint part = 0; part < salve_instruction_count (step); part++)
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          const char *name = salve_instruction_get_picture (salve_instruction_get (step, part), kinds[k]);

          g_assert_true (g_str_has_prefix (name, "salve-picture-"));
          assert_drawn (name);
        }
}

static void
test_devices (void)
{
  static const char * const kinds[] = { "roller", "pen", "stamp", "cartridge" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("salve-picture-%s-symbolic", kinds[i]);

      assert_drawn (name);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/salve/Salve/icons");

  g_test_add_func ("/pictures/steps", test_steps);
  g_test_add_func ("/pictures/devices", test_devices);

  return g_test_run ();
}
