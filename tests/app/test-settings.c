/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-settings.h"

static void
count (guint *n)
{
  (*n)++;
}

static void
test_defaults (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();

  g_assert_true (salve_settings_get_sounds (settings));
  g_assert_cmpstr (salve_settings_get_pedal_key (settings), ==, "");
  g_assert_cmpstr (salve_settings_get_background (settings), ==, "unasked");
}

static void
test_notify (void)
{
  g_autoptr (SalveSettings) settings = salve_settings_new ();
  guint sounds = 0;
  guint pedal = 0;

  salve_settings_get_sounds (settings);
  g_signal_connect_swapped (settings, "notify::sounds", G_CALLBACK (count), &sounds);
  g_signal_connect_swapped (settings, "notify::pedal-key", G_CALLBACK (count), &pedal);
  g_object_set (settings, "sounds", FALSE, "pedal-key", "b", NULL);
  g_object_set (settings, "sounds", FALSE, "pedal-key", "b", NULL);
  g_assert_cmpuint (sounds, ==, 1);
  g_assert_cmpuint (pedal, ==, 1);
  g_object_set (settings, "sounds", TRUE, "pedal-key", NULL, NULL);
  g_assert_cmpuint (sounds, ==, 2);
  g_assert_cmpuint (pedal, ==, 2);
  g_assert_cmpstr (salve_settings_get_pedal_key (settings), ==, "");
  g_assert_finalize_object (g_steal_pointer (&settings));
}

/* The desktop keeps it: another window, or the next start, finds it. */
static void
test_kept (void)
{
  g_autoptr (SalveSettings) one = salve_settings_new ();
  g_autoptr (SalveSettings) other = salve_settings_new ();
  g_autoptr (SalveSettings) later = NULL;

  g_assert_true (salve_settings_get_sounds (other));
  salve_settings_set_sounds (one, FALSE);
  salve_settings_set_pedal_key (one, "F8");
  salve_settings_set_background (one, "refused");
  g_assert_false (salve_settings_get_sounds (other));
  later = salve_settings_new ();
  g_assert_false (salve_settings_get_sounds (later));
  g_assert_cmpstr (salve_settings_get_pedal_key (later), ==, "F8");
  g_assert_cmpstr (salve_settings_get_background (later), ==, "refused");
  salve_settings_set_sounds (one, TRUE);
  salve_settings_set_pedal_key (one, "");
  salve_settings_set_background (one, "unasked");
}

/* As in a tree that was not installed. */
static void
test_no_schema (void)
{
  g_autoptr (SalveSettings) settings = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("GSETTINGS_SCHEMA_DIR", "/nowhere", TRUE);
  g_setenv ("XDG_DATA_DIRS", "/nowhere", TRUE);
  settings = salve_settings_new ();
  g_assert_true (salve_settings_get_sounds (settings));
  salve_settings_set_sounds (settings, FALSE);
  salve_settings_set_pedal_key (settings, "b");
  g_assert_false (salve_settings_get_sounds (settings));
  g_assert_cmpstr (salve_settings_get_pedal_key (settings), ==, "b");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/notify", test_notify);
  g_test_add_func ("/settings/kept", test_kept);
  g_test_add_func ("/settings/no-schema", test_no_schema);

  return g_test_run ();
}
