/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-about-form.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-group.h"
#include "salve-profile.h"
#include "salve-screening.h"
#include "salve-skin-type.h"

struct _SalveAboutForm
{
  AdwBin               parent_instance;

  GDate                today;
  SalveDateRow        *born;
  AdwPreferencesRow   *too_young;
  AdwPreferencesGroup *skin;
  SalveChoiceRow      *types[SALVE_ANSWERS_SKIN_TYPES]; /* owned by the group */
};

G_DEFINE_FINAL_TYPE (SalveAboutForm, salve_about_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
refresh (SalveAboutForm *self)
{
  const GDate *born = salve_about_form_get_born (self);
  gboolean too_young = born != NULL && g_date_valid (&self->today) && !salve_screening_is_adult (born, &self->today);

  gtk_widget_set_visible (GTK_WIDGET (self->too_young), too_young);
}

static void
on_changed (SalveAboutForm *self)
{
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_type (SalveAboutForm *self,
          guint           type)
{
  SalveChoiceRow *row = salve_choice_row_new (salve_skin_type_get_term (type), salve_skin_type_get_title (type),
                                              salve_skin_type_get_term (type));

  if (type > 1)
    salve_choice_row_set_group (row, self->types[0]);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->skin, GTK_WIDGET (row));
  self->types[type - 1] = row;
}

static void
salve_about_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_ABOUT_FORM);

  G_OBJECT_CLASS (salve_about_form_parent_class)->dispose (object);
}

static void
salve_about_form_class_init (SalveAboutFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_about_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", SALVE_TYPE_ABOUT_FORM, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SALVE_TYPE_DATE_ROW);
  g_type_ensure (SALVE_TYPE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-about-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveAboutForm, born);
  gtk_widget_class_bind_template_child (widget_class, SalveAboutForm, too_young);
  gtk_widget_class_bind_template_child (widget_class, SalveAboutForm, skin);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
salve_about_form_init (SalveAboutForm *self)
{
  const SalveScreeningItem *age = salve_screening_find ("age");

  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_title (self->too_young, age->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->too_young), age->advice);
  for (guint type = 1; type <= SALVE_ANSWERS_SKIN_TYPES; type++)
    add_type (self, type);
}

GtkWidget *
salve_about_form_new (void)
{
  return g_object_new (SALVE_TYPE_ABOUT_FORM, NULL);
}

void
salve_about_form_set_today (SalveAboutForm *self,
                            const GDate    *today)
{
  GDate earliest = *today;

  g_return_if_fail (SALVE_IS_ABOUT_FORM (self));

  self->today = *today;
  g_date_set_dmy (&earliest, 1, G_DATE_JANUARY, g_date_get_year (today) - SALVE_PROFILE_OLDEST_YEARS);
  salve_date_row_set_latest (self->born, today, _("That day has not come yet."));
  salve_date_row_set_earliest (self->born, &earliest, _("That is too long ago."));
  refresh (self);
}

/* NULL where none was given. */
const GDate *
salve_about_form_get_born (SalveAboutForm *self)
{
  g_return_val_if_fail (SALVE_IS_ABOUT_FORM (self), NULL);

  return salve_date_row_get_date (self->born);
}

void
salve_about_form_set_born (SalveAboutForm *self,
                           const GDate    *born)
{
  g_return_if_fail (SALVE_IS_ABOUT_FORM (self));

  salve_date_row_set_date (self->born, born);
}

/* From 1 to 6; 0 where none was chosen. */
guint
salve_about_form_get_skin_type (SalveAboutForm *self)
{
  g_return_val_if_fail (SALVE_IS_ABOUT_FORM (self), 0);

  for (guint type = 1; type <= SALVE_ANSWERS_SKIN_TYPES; type++)
    if (salve_choice_row_get_active (self->types[type - 1]))
      return type;

  return 0;
}

void
salve_about_form_set_skin_type (SalveAboutForm *self,
                                guint           skin_type)
{
  g_return_if_fail (SALVE_IS_ABOUT_FORM (self));
  g_return_if_fail (skin_type <= SALVE_ANSWERS_SKIN_TYPES);

  if (skin_type > 0)
    salve_choice_row_set_active (self->types[skin_type - 1], TRUE);
}
