/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-preferences.h"

#include <glib/gi18n.h>

#include "salve-group.h"
#include "salve-key.h"
#include "salve-time-row.h"

#define WIDTH 560

struct _SalvePreferences
{
  AdwWindow        parent_instance;

  SalveSettings   *settings;
  SalveSounds     *sounds;   /* of the preview */
  const char      *notice;   /* about the last key; NULL for none */
  SalveProfile    *profile;

  GtkSwitch       *sounds_switch;
  GtkButton       *preview;
  AdwActionRow    *pedal;
  GtkButton       *reset;
  GtkToggleButton *learn;
  GtkSwitch       *moisturise;
  GtkSwitch       *check_ins;
  GtkSwitch       *area_ready;
  GtkSwitch       *discreet;
  SalveTimeRow    *quiet_from;
  SalveTimeRow    *quiet_until;
  GtkLabel        *problem;
};

G_DEFINE_FINAL_TYPE (SalvePreferences, salve_preferences, ADW_TYPE_WINDOW)

static const char *
get_state (SalvePreferences *self,
           const char       *key)
{
  if (self->notice != NULL)
    return self->notice;
  if (gtk_toggle_button_get_active (self->learn))
    return _("Press the pedal now");

  return key != NULL ? key : _("None");
}

static void
show_pedal (SalvePreferences *self)
{
  g_autofree char *key = salve_key_describe (salve_settings_get_pedal_key (self->settings));

  adw_action_row_set_subtitle (self->pedal, get_state (self, key));
  gtk_widget_set_visible (GTK_WIDGET (self->reset), key != NULL);
}

static void
on_learn (SalvePreferences *self)
{
  gboolean learning = gtk_toggle_button_get_active (self->learn);

  self->notice = NULL;
  gtk_button_set_label (GTK_BUTTON (self->learn), learning ? _("Cancel") : _("Choose…"));
  show_pedal (self);
}

static void
on_reset (SalvePreferences *self)
{
  salve_settings_set_pedal_key (self->settings, "");
  /* The button has gone, and the focus with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->learn));
}

static void
on_preview (SalvePreferences *self)
{
  salve_sounds_play (self->sounds, SALVE_SOUND_UP);
}

static void
learn_key (SalvePreferences *self,
           guint             keyval)
{
  if (salve_key_classify (keyval, 0, "") != SALVE_KEY_NONE)
    self->notice = _("That key goes on already, so there is nothing to choose.");
  else if (!salve_key_can_be_pedal (keyval))
    self->notice = _("That key means something else. Set the pedal to another one, and press it now.");
  else
    {
      salve_settings_set_pedal_key (self->settings, gdk_keyval_name (gdk_keyval_to_lower (keyval)));
      gtk_toggle_button_set_active (self->learn, FALSE);
    }
  show_pedal (self);
}

/* What is typed and is no time is said by the row, and changes nothing. */
static void
on_quiet_changed (SalvePreferences *self,
                  SalveTimeRow     *row)
{
  const char *name = row == self->quiet_from ? "quiet-from" : "quiet-until";

  if (salve_input_row_get_has_value (SALVE_INPUT_ROW (row)))
    g_object_set (salve_profile_get_reminders (self->profile), name, salve_time_row_get_minute (row), NULL);
}

static void
on_profile_problem (SalvePreferences *self,
                    const GError     *error)
{
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
bind_reminders (SalvePreferences *self)
{
  SalveReminderChoices *choices = salve_profile_get_reminders (self->profile);
  const struct { const char *name; GtkSwitch *widget; } switches[] = {
    { "moisturise", self->moisturise },
    { "check-ins", self->check_ins },
    { "area-ready", self->area_ready },
    { "discreet", self->discreet },
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_object_bind_property (choices, switches[i].name, switches[i].widget, "active",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  salve_time_row_set_minute (self->quiet_from, salve_reminder_choices_get_quiet_from (choices));
  salve_time_row_set_minute (self->quiet_until, salve_reminder_choices_get_quiet_until (choices));
  g_signal_connect_object (self->quiet_from, "changed", G_CALLBACK (on_quiet_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->quiet_until, "changed", G_CALLBACK (on_quiet_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profile, "problem", G_CALLBACK (on_profile_problem), self, G_CONNECT_SWAPPED);
}

/* Before any widget has it: a pedal may send what a button would take. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                SalvePreferences      *self)
{
  if (!gtk_toggle_button_get_active (self->learn)
      || salve_key_is_modifier (keyval) || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || keyval == GDK_KEY_Tab)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape)
    gtk_toggle_button_set_active (self->learn, FALSE);
  else
    learn_key (self, keyval);

  return GDK_EVENT_STOP;
}

static void
salve_preferences_dispose (GObject *object)
{
  SalvePreferences *self = SALVE_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_PREFERENCES);
  g_clear_object (&self->sounds);
  g_clear_object (&self->settings);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (salve_preferences_parent_class)->dispose (object);
}

static void
salve_preferences_class_init (SalvePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_preferences_dispose;

  g_type_ensure (SALVE_TYPE_GROUP);
  g_type_ensure (SALVE_TYPE_TIME_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, sounds_switch);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, preview);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, pedal);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, reset);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, learn);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, moisturise);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, check_ins);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, area_ready);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, discreet);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, quiet_from);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, quiet_until);
  gtk_widget_class_bind_template_child (widget_class, SalvePreferences, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_learn);
  gtk_widget_class_bind_template_callback (widget_class, on_preview);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
salve_preferences_init (SalvePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SalvePreferences *
salve_preferences_new (GtkWindow     *parent,
                       SalveSettings *settings,
                       SalveProfile  *profile)
{
  SalvePreferences *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SALVE_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (SALVE_IS_PROFILE (profile), NULL);

  self = g_object_new (SALVE_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->settings = g_object_ref (settings);
  self->profile = g_object_ref (profile);
  bind_reminders (self);
  self->sounds = salve_sounds_new (settings);
  g_object_bind_property (settings, "sounds", self->sounds_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (settings, "sounds", self->preview, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (settings, "notify::pedal-key", G_CALLBACK (show_pedal), self, G_CONNECT_SWAPPED);
  show_pedal (self);
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    g_object_set (self, "default-width", MIN (gtk_widget_get_width (GTK_WIDGET (parent)), WIDTH), NULL);

  return self;
}

/* Those of the preview. */
SalveSounds *
salve_preferences_get_sounds (SalvePreferences *self)
{
  g_return_val_if_fail (SALVE_IS_PREFERENCES (self), NULL);

  return self->sounds;
}
