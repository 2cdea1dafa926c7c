/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-plan-group.h"

#include <glib/gi18n.h>

#include "salve-clock.h"
#include "salve-date-row.h"
#include "salve-profile.h"
#include "salve-remind-row.h"

struct _SalvePlanGroup
{
  AdwPreferencesGroup  parent_instance;

  SalveProfile        *profile;
  gint64               now;
  gboolean             showing; /* the rows are being filled in, not used */

  /* Made when there is first something to show. */
  SalveDateRow        *day;
  SalveRemindRow      *remind;
};

G_DEFINE_FINAL_TYPE (SalvePlanGroup, salve_plan_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_NOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
get_today (SalvePlanGroup *self,
           GDate          *today)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (self->now / G_USEC_PER_SEC);

  salve_clock_get_day (now, today);
}

static void
on_day (SalvePlanGroup *self)
{
  const GDate *day = salve_date_row_get_date (self->day);

  if (!self->showing && day != NULL)
    salve_profile_set_planned (self->profile, day, salve_profile_get_remind (self->profile));
}

static void
on_drop (SalvePlanGroup *self)
{
  salve_profile_set_planned (self->profile, NULL, FALSE);
}

static void
add_day (SalvePlanGroup *self)
{
  GtkWidget *drop = gtk_button_new_with_label (_("Drop"));

  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (drop, _("Drop the plan"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drop the plan"), -1);
  gtk_widget_add_css_class (drop, "flat");
  g_signal_connect_object (drop, "clicked", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  self->day = SALVE_DATE_ROW (salve_date_row_new (_("Planned for")));
  salve_input_row_add_suffix (SALVE_INPUT_ROW (self->day), drop);
  g_signal_connect_object (self->day, "changed", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->day));
}

static void
show_plan (SalvePlanGroup *self,
           const GDate    *planned,
           const GDate    *today)
{
  if (self->day == NULL)
    {
      add_day (self);
      self->remind = SALVE_REMIND_ROW (salve_remind_row_new ());
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->remind));
    }
  self->showing = TRUE;
  salve_date_row_set_earliest (self->day, today, _("This day is over."));
  if (salve_date_row_get_date (self->day) == NULL || g_date_compare (salve_date_row_get_date (self->day), planned) != 0)
    salve_date_row_set_date (self->day, planned);
  self->showing = FALSE;
  salve_remind_row_show (self->remind, self->profile);
}

static void
update (SalvePlanGroup *self)
{
  const GDate *planned = self->profile != NULL && self->now > 0 ? salve_profile_get_planned (self->profile) : NULL;
  GDate today;
  gboolean comes;

  get_today (self, &today);
  comes = planned != NULL && g_date_compare (planned, &today) >= 0;
  if (comes)
    show_plan (self, planned, &today);
  gtk_widget_set_visible (GTK_WIDGET (self), comes);
}

static void
set_profile (SalvePlanGroup *self,
             SalveProfile   *profile)
{
  if (self->profile == profile)
    return;
  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);
  g_set_object (&self->profile, profile);
  if (profile != NULL)
    g_signal_connect_object (profile, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE]);
}

static void
set_now (SalvePlanGroup *self,
         gint64          now)
{
  if (self->now == now)
    return;
  self->now = now;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
}

static void
salve_plan_group_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalvePlanGroup *self = SALVE_PLAN_GROUP (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_plan_group_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalvePlanGroup *self = SALVE_PLAN_GROUP (object);

  switch (prop_id)
    {
    case PROP_PROFILE:
      set_profile (self, g_value_get_object (value));
      break;
    case PROP_NOW:
      set_now (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_plan_group_dispose (GObject *object)
{
  SalvePlanGroup *self = SALVE_PLAN_GROUP (object);

  if (self->profile != NULL)
    g_signal_handlers_disconnect_by_data (self->profile, self);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (salve_plan_group_parent_class)->dispose (object);
}

static void
salve_plan_group_class_init (SalvePlanGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_plan_group_get_property;
  object_class->set_property = salve_plan_group_set_property;
  object_class->dispose = salve_plan_group_dispose;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, flags);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_plan_group_init (SalvePlanGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Next session"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "plan");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
