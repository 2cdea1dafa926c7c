/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-planned-group.h"

#include <glib/gi18n.h>

#include "salve-date-row.h"
#include "salve-format.h"
#include "salve-group.h"
#include "salve-protocol.h"
#include "salve-remind-row.h"

struct _SalvePlannedGroup
{
  AdwBin               parent_instance;

  SalveProfile        *profile;
  gboolean             showing;

  AdwPreferencesGroup *group;
  SalveDateRow        *day;
  GtkWidget           *forget;
  SalveRemindRow      *remind;
};

G_DEFINE_FINAL_TYPE (SalvePlannedGroup, salve_planned_group, ADW_TYPE_BIN)

/* What goes with a plan only. */
static void
show_plan (SalvePlannedGroup *self)
{
  gboolean planned = salve_profile_get_planned (self->profile) != NULL;

  gtk_widget_set_visible (self->forget, planned);
  gtk_widget_set_visible (GTK_WIDGET (self->remind), planned);
  salve_remind_row_show (self->remind, self->profile);
}

/* While a day is being typed the plan stays as it was; only an empty field takes it back. */
static void
on_changed (SalvePlannedGroup *self)
{
  SalveInputRow *row = SALVE_INPUT_ROW (self->day);

  if (self->showing || self->profile == NULL)
    return;
  if (salve_input_row_get_has_value (row))
    salve_profile_set_planned (self->profile, salve_date_row_get_date (self->day),
                               salve_profile_get_remind (self->profile));
  else if (salve_input_row_is_empty (row))
    salve_profile_set_planned (self->profile, NULL, FALSE);
  show_plan (self);
}

static void
on_forget (SalvePlannedGroup *self)
{
  salve_input_row_set_text (SALVE_INPUT_ROW (self->day), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
}

static GtkWidget *
create_forget (SalvePlannedGroup *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 48, 48);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("No session is planned"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("No session is planned"),
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_forget), self, G_CONNECT_SWAPPED);

  return button;
}

static void
describe (SalvePlannedGroup *self,
          const GDate       *planned,
          const GDate       *today)
{
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (planned == NULL || g_date_compare (planned, today) >= 0)
    {
      adw_preferences_group_set_description (self->group, _("Plan a day, and Salve tells which products to pause before "
                                                            "it, and when each may come back."));
      return;
    }
  day = salve_format_weekday (planned, today);
  /* Translators: %s is a day, "Sunday, 22 November". */
  text = g_strdup_printf (_("The planned day, %s, is over. Plan another when you like."), day);
  adw_preferences_group_set_description (self->group, text);
}

static void
salve_planned_group_dispose (GObject *object)
{
  g_clear_object (&SALVE_PLANNED_GROUP (object)->profile);

  G_OBJECT_CLASS (salve_planned_group_parent_class)->dispose (object);
}

static void
salve_planned_group_class_init (SalvePlannedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_planned_group_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "plannedgroup");
}

static void
salve_planned_group_init (SalvePlannedGroup *self)
{
  self->group = ADW_PREFERENCES_GROUP (salve_group_new ());
  adw_preferences_group_set_title (self->group, _("Next session"));
  self->day = SALVE_DATE_ROW (salve_date_row_new (_("Planned day")));
  g_object_set (self->day, "optional", TRUE, NULL);
  self->forget = create_forget (self);
  salve_input_row_add_suffix (SALVE_INPUT_ROW (self->day), self->forget);
  g_signal_connect_object (self->day, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->day));
  self->remind = SALVE_REMIND_ROW (salve_remind_row_new ());
  adw_preferences_group_add (self->group, GTK_WIDGET (self->remind));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/* A day that is over is not shown as planned, but said. */
void
salve_planned_group_show (SalvePlannedGroup *self,
                          SalveProfile      *profile,
                          const GDate       *today)
{
  const GDate *planned;
  GDate last;

  g_return_if_fail (SALVE_IS_PLANNED_GROUP (self));
  g_return_if_fail (SALVE_IS_PROFILE (profile));
  g_return_if_fail (today != NULL && g_date_valid (today));

  g_set_object (&self->profile, profile);
  planned = salve_profile_get_planned (profile);
  last = *today;
  g_date_add_days (&last, SALVE_PROTOCOL_HORIZON_DAYS);
  self->showing = TRUE;
  salve_date_row_set_earliest (self->day, today, _("This day is over."));
  salve_date_row_set_latest (self->day, &last, _("Choose a day within a year."));
  if (planned != NULL && g_date_compare (planned, today) >= 0)
    salve_date_row_set_date (self->day, planned);
  else if (salve_input_row_get_has_value (SALVE_INPUT_ROW (self->day)))
    salve_input_row_set_text (SALVE_INPUT_ROW (self->day), "");
  describe (self, planned, today);
  show_plan (self);
  self->showing = FALSE;
}
