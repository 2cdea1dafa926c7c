/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-remind-row.h"

#include <glib/gi18n.h>

struct _SalveRemindRow
{
  AdwActionRow  parent_instance;

  SalveProfile *profile;
  GtkSwitch    *toggle;
  gboolean      showing; /* it is being filled in, not used */
};

G_DEFINE_FINAL_TYPE (SalveRemindRow, salve_remind_row, ADW_TYPE_ACTION_ROW)

static void
on_active (SalveRemindRow *self)
{
  const GDate *planned = self->profile != NULL ? salve_profile_get_planned (self->profile) : NULL;
  GDate day;

  if (self->showing || planned == NULL)
    return;
  day = *planned;
  salve_profile_set_planned (self->profile, &day, gtk_switch_get_active (self->toggle));
}

static void
salve_remind_row_dispose (GObject *object)
{
  g_clear_object (&SALVE_REMIND_ROW (object)->profile);

  G_OBJECT_CLASS (salve_remind_row_parent_class)->dispose (object);
}

static void
salve_remind_row_class_init (SalveRemindRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_remind_row_dispose;
}

static void
salve_remind_row_init (SalveRemindRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Remind me on that day"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (on_active), self, G_CONNECT_SWAPPED);
}

GtkWidget *
salve_remind_row_new (void)
{
  return g_object_new (SALVE_TYPE_REMIND_ROW, NULL);
}

/* Shows what the profile says, and tells it from now on what the person wants. */
void
salve_remind_row_show (SalveRemindRow *self,
                       SalveProfile   *profile)
{
  g_return_if_fail (SALVE_IS_REMIND_ROW (self));
  g_return_if_fail (SALVE_IS_PROFILE (profile));

  g_set_object (&self->profile, profile);
  self->showing = TRUE;
  gtk_switch_set_active (self->toggle, salve_profile_get_remind (profile));
  self->showing = FALSE;
}
