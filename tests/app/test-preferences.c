/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-preferences.h"

#include <glib/gstdio.h>
#include <string.h>

#include "salve-sounds.h"
#include "salve-time-row.h"

typedef struct
{
  SalveSettings *settings;
  SalveProfile  *profile;
  char          *folder;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = salve_settings_new ();
  fixture->folder = g_dir_make_tmp ("salve-XXXXXX", NULL);
  fixture->profile = salve_profile_new (fixture->folder);
  fixture->window = GTK_WIDGET (salve_preferences_new (NULL, fixture->settings, fixture->profile));
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (fixture->window))
    g_main_context_iteration (NULL, TRUE);
}

static void
remove_folder (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.json", NULL);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  salve_settings_set_sounds (fixture->settings, TRUE);
  salve_settings_set_pedal_key (fixture->settings, "");
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->window);
  g_assert_finalize_object (fixture->settings);
  g_assert_true (salve_profile_flush (fixture->profile, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->profile);
  remove_folder (fixture);
}

static GtkWidget *
get (Fixture    *fixture,
     const char *name)
{
  GObject *child = gtk_widget_get_template_child (fixture->window, SALVE_TYPE_PREFERENCES, name);

  g_assert_nonnull (child);

  return GTK_WIDGET (child);
}

/* As the keyboard does it, as far as a test without one can. */
static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stopped; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &stopped);
    }

  return stopped;
}

static void
assert_pedal (Fixture    *fixture,
              const char *key,
              const char *words,
              gboolean    learning)
{
  g_assert_cmpstr (salve_settings_get_pedal_key (fixture->settings), ==, key);
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (get (fixture, "pedal"))), words));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get (fixture, "learn"))) == learning);
  g_assert_true (gtk_widget_get_visible (get (fixture, "reset")) == (*key != '\0'));
}

static void
learn (Fixture *fixture)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get (fixture, "learn")), TRUE);
}

static void
test_pedal (Fixture       *fixture,
            gconstpointer  data)
{
  assert_pedal (fixture, "", "None", FALSE);
  g_assert_false (press (fixture, GDK_KEY_b, 0));
  assert_pedal (fixture, "", "None", FALSE);

  learn (fixture);
  assert_pedal (fixture, "", "Press the pedal now", TRUE);
  g_assert_true (press (fixture, GDK_KEY_b, 0));
  assert_pedal (fixture, "b", "B", FALSE);
  learn (fixture);
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  assert_pedal (fixture, "b", "B", FALSE);

  g_signal_emit_by_name (get (fixture, "reset"), "clicked");
  assert_pedal (fixture, "", "None", FALSE);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    guint           keyval;
    GdkModifierType state;
    gboolean        stopped;
    const char     *words;
  } keys[] = {
    { GDK_KEY_Down, 0, TRUE, "That key means something else." },
    { GDK_KEY_AudioPlay, 0, TRUE, "That key means something else." },
    { GDK_KEY_F2, 0, TRUE, "That key means something else." },
    { GDK_KEY_space, 0, TRUE, "That key goes on already" },
    { GDK_KEY_Page_Down, 0, TRUE, "That key goes on already" },
    { GDK_KEY_Shift_L, 0, FALSE, "Press the pedal now" },
    { GDK_KEY_w, GDK_CONTROL_MASK, FALSE, "Press the pedal now" },
    { GDK_KEY_Tab, 0, FALSE, "Press the pedal now" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      learn (fixture);
      g_assert_true (press (fixture, keys[i].keyval, keys[i].state) == keys[i].stopped);
      assert_pedal (fixture, "", keys[i].words, TRUE);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get (fixture, "learn")), FALSE);
      assert_pedal (fixture, "", "None", FALSE);
    }
  learn (fixture);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_F8, 0);
  assert_pedal (fixture, "F8", "F8", FALSE);
}

static void
test_sounds (Fixture       *fixture,
             gconstpointer  data)
{
  GtkSwitch *sounds = GTK_SWITCH (get (fixture, "sounds_switch"));

  g_assert_true (gtk_switch_get_active (sounds));
  g_assert_true (gtk_widget_get_sensitive (get (fixture, "preview")));
  gtk_switch_set_active (sounds, FALSE);
  g_assert_false (salve_settings_get_sounds (fixture->settings));
  g_assert_false (gtk_widget_get_sensitive (get (fixture, "preview")));
  salve_settings_set_sounds (fixture->settings, TRUE);
  g_assert_true (gtk_switch_get_active (sounds));
}

static void
on_played (SalveSounds *sounds,
           const char  *id,
           char       **played)
{
  g_free (*played);
  *played = g_strdup (id);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  SalveSounds *sounds = salve_preferences_get_sounds (SALVE_PREFERENCES (fixture->window));
  g_autofree char *played = NULL;

  g_signal_connect (sounds, "played", G_CALLBACK (on_played), &played);
  g_signal_emit_by_name (get (fixture, "preview"), "clicked");
  g_assert_cmpstr (played, ==, salve_sounds_get_id (SALVE_SOUND_UP));
}

/* Each is saved at once, and what was set elsewhere is shown. */
static void
test_reminders (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const names[] = { "moisturise", "check_ins", "area_ready", "discreet" };
  SalveReminderChoices *choices = salve_profile_get_reminders (fixture->profile);
  g_autofree char *path = g_build_filename (fixture->folder, "profile.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkSwitch *widget = GTK_SWITCH (get (fixture, names[i]));
      gboolean discreet = g_str_equal (names[i], "discreet");
      g_autofree char *wanted = g_strdup_printf ("\"%s\": %s", names[i], discreet ? "true" : "false");
      g_autofree char *text = NULL;

      g_assert_cmpint (gtk_switch_get_active (widget), ==, !discreet);
      gtk_switch_set_active (widget, discreet);
      g_assert_true (salve_profile_flush (fixture->profile, NULL));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, wanted));
    }
  g_object_set (choices, "moisturise", TRUE, NULL);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (get (fixture, "moisturise"))));
}

static void
test_quiet_hours (Fixture       *fixture,
                  gconstpointer  data)
{
  SalveReminderChoices *choices = salve_profile_get_reminders (fixture->profile);
  SalveTimeRow *from = SALVE_TIME_ROW (get (fixture, "quiet_from"));
  SalveTimeRow *until = SALVE_TIME_ROW (get (fixture, "quiet_until"));

  g_assert_cmpuint (salve_time_row_get_minute (from), ==, 21 * 60);
  g_assert_cmpuint (salve_time_row_get_minute (until), ==, 8 * 60);
  salve_input_row_set_text (SALVE_INPUT_ROW (from), "22:15");
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 22 * 60 + 15);
  salve_input_row_set_text (SALVE_INPUT_ROW (until), "0:00");
  g_assert_cmpuint (salve_reminder_choices_get_quiet_until (choices), ==, 0);
  /* What is no time changes nothing. */
  salve_input_row_set_text (SALVE_INPUT_ROW (from), "25:15");
  salve_input_row_set_text (SALVE_INPUT_ROW (until), "");
  g_assert_cmpuint (salve_reminder_choices_get_quiet_from (choices), ==, 22 * 60 + 15);
  g_assert_cmpuint (salve_reminder_choices_get_quiet_until (choices), ==, 0);
}

/* What cannot be saved is said where it was chosen. */
static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No space left on device");
  GtkWidget *problem = get (fixture, "problem");

  g_assert_false (gtk_widget_get_visible (problem));
  g_signal_emit_by_name (fixture->profile, "problem", error);
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (problem)), ==, "No space left on device");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/preferences/pedal", Fixture, NULL, set_up, test_pedal, tear_down);
  g_test_add ("/preferences/reminders", Fixture, NULL, set_up, test_reminders, tear_down);
  g_test_add ("/preferences/quiet-hours", Fixture, NULL, set_up, test_quiet_hours, tear_down);
  g_test_add ("/preferences/problem", Fixture, NULL, set_up, test_problem, tear_down);
  g_test_add ("/preferences/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/preferences/sounds", Fixture, NULL, set_up, test_sounds, tear_down);
  g_test_add ("/preferences/preview", Fixture, NULL, set_up, test_preview, tear_down);

  return g_test_run ();
}
