/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-clinic-treatment.h"

#include <glib/gi18n.h>

#include "salve-area-chooser.h"
#include "salve-choice-row.h"
#include "salve-date-row.h"
#include "salve-input.h"
#include "salve-number-row.h"
#include "salve-protocol.h"
#include "salve-term.h"
#include "salve-time-row.h"

/* The id of the row for one who does not know the device. */
#define UNKNOWN ""

struct _SalveClinicTreatment
{
  AdwBin               parent_instance;

  SalveClock          *clock;
  gboolean             narrow;
  GDate                today;      /* what the day was set to at first */

  SalveAreaChooser    *areas;
  GtkWidget           *no_area;
  AdwPreferencesGroup *kinds;
  SalveDateRow        *date;
  SalveTimeRow        *time;
  SalveNumberRow      *needle;
  GPtrArray           *kind_rows;  /* of SalveChoiceRow, owned by the group */
};

G_DEFINE_FINAL_TYPE (SalveClinicTreatment, salve_clinic_treatment, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
has_area (SalveClinicTreatment *self)
{
  return salve_area_chooser_get_areas (self->areas)[0] != NULL;
}

static const char *
find_kind (SalveClinicTreatment *self)
{
  for (guint i = 0; i < self->kind_rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->kind_rows, i)))
      return salve_choice_row_get_id (g_ptr_array_index (self->kind_rows, i));

  return NULL;
}

static void
on_area_chosen (SalveClinicTreatment *self)
{
  if (has_area (self))
    gtk_widget_set_visible (self->no_area, FALSE);
}

/* When it ended, if that is told. */
static GDateTime *
find_end (SalveClinicTreatment *self)
{
  const GDate *date = salve_date_row_get_date (self->date);

  if (date == NULL || !salve_input_row_is_right (SALVE_INPUT_ROW (self->time)))
    return NULL;

  return salve_input_combine (date, salve_time_row_get_minute (self->time));
}

/* The day may be today, and the time still to come. */
static void
check_future (SalveClinicTreatment *self)
{
  g_autoptr (GDateTime) end = find_end (self);
  gboolean future = end != NULL && self->clock != NULL && salve_clock_instant (end) > salve_clock_get_time (self->clock);

  salve_input_row_refuse (SALVE_INPUT_ROW (self->time),
                          future ? _("This is in the future. Log the visit once it is over.") : NULL);
}

static void
add_kind (SalveClinicTreatment *self,
          const char           *id,
          const char           *title,
          const char           *detail)
{
  SalveChoiceRow *row = salve_choice_row_new (id, title, detail);

  if (self->kind_rows->len > 0)
    salve_choice_row_set_group (row, g_ptr_array_index (self->kind_rows, 0));
  adw_preferences_group_add (self->kinds, GTK_WIDGET (row));
  g_ptr_array_add (self->kind_rows, row);
}

static void
add_kinds (SalveClinicTreatment *self)
{
  guint n;
  const SalveTerm *kinds = salve_term_list (SALVE_VOCABULARY_DEVICE, &n);

  for (guint i = 0; i < n; i++)
    add_kind (self, kinds[i].id, _(kinds[i].title), _(kinds[i].detail));
  add_kind (self, UNKNOWN, _("I do not know"), NULL);
}

static void
salve_clinic_treatment_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, SALVE_CLINIC_TREATMENT (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_clinic_treatment_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  SalveClinicTreatment *self = SALVE_CLINIC_TREATMENT (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_clinic_treatment_dispose (GObject *object)
{
  SalveClinicTreatment *self = SALVE_CLINIC_TREATMENT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_CLINIC_TREATMENT);
  g_clear_pointer (&self->kind_rows, g_ptr_array_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_clinic_treatment_parent_class)->dispose (object);
}

static void
salve_clinic_treatment_class_init (SalveClinicTreatmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_clinic_treatment_get_property;
  object_class->set_property = salve_clinic_treatment_set_property;
  object_class->dispose = salve_clinic_treatment_dispose;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SALVE_TYPE_AREA_CHOOSER);
  g_type_ensure (SALVE_TYPE_DATE_ROW);
  g_type_ensure (SALVE_TYPE_NUMBER_ROW);
  g_type_ensure (SALVE_TYPE_TIME_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-clinic-treatment.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, areas);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, no_area);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, kinds);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, date);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, time);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicTreatment, needle);
  gtk_widget_class_bind_template_callback (widget_class, check_future);
  gtk_widget_class_bind_template_callback (widget_class, on_area_chosen);
}

static void
salve_clinic_treatment_init (SalveClinicTreatment *self)
{
  g_date_clear (&self->today, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kind_rows = g_ptr_array_new ();
  g_object_set (self->needle,
                "lowest", SALVE_PROTOCOL_SHORTEST_MM,
                "highest", SALVE_PROTOCOL_LONGEST_MM,
                NULL);
  add_kinds (self);
}

/* The day of birth, or an invalid day or NULL where it is not known. The day is today at first: the one
 * that ends no wait too early. */
void
salve_clinic_treatment_set_up (SalveClinicTreatment *self,
                               SalveClock           *clock,
                               const GDate          *born)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SALVE_IS_CLINIC_TREATMENT (self));
  g_return_if_fail (SALVE_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
  now = salve_clock_now (clock);
  salve_clock_get_day (now, &self->today);
  salve_date_row_set_latest (self->date, &self->today, _("This is in the future. Log the visit once it is over."));
  salve_date_row_set_earliest (self->date, born, _("This is before you were born."));
  salve_date_row_set_date (self->date, &self->today);
}

/* Says what is missing or wrong, all of it, and leads to the first. */
gboolean
salve_clinic_treatment_check (SalveClinicTreatment *self)
{
  SalveInputRow *rows[3];
  GtkWidget *first = NULL;

  g_return_val_if_fail (SALVE_IS_CLINIC_TREATMENT (self), FALSE);

  check_future (self);
  gtk_widget_set_visible (self->no_area, !has_area (self));
  rows[0] = SALVE_INPUT_ROW (self->date);
  rows[1] = SALVE_INPUT_ROW (self->time);
  rows[2] = SALVE_INPUT_ROW (self->needle);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!salve_input_row_check (rows[i]) && first == NULL)
      first = GTK_WIDGET (rows[i]);
  if (first == NULL && !has_area (self))
    first = GTK_WIDGET (self->areas);
  if (first == GTK_WIDGET (self->areas))
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
  else if (first != NULL)
    gtk_widget_grab_focus (first);

  return first == NULL;
}

/* Whether anything would be lost. */
gboolean
salve_clinic_treatment_is_touched (SalveClinicTreatment *self)
{
  const GDate *date;

  g_return_val_if_fail (SALVE_IS_CLINIC_TREATMENT (self), FALSE);

  date = salve_date_row_get_date (self->date);

  return has_area (self) || find_kind (self) != NULL
         || date == NULL || !g_date_valid (&self->today) || g_date_compare (date, &self->today) != 0
         || !salve_input_row_is_empty (SALVE_INPUT_ROW (self->time))
         || !salve_input_row_is_empty (SALVE_INPUT_ROW (self->needle));
}

/* What was told, as a record that is not yet one; NULL as long as something is wrong. */
SalveSession *
salve_clinic_treatment_make_session (SalveClinicTreatment *self)
{
  g_autoptr (GDateTime) end = NULL;
  const char *kind;
  SalveSession *session;

  g_return_val_if_fail (SALVE_IS_CLINIC_TREATMENT (self), NULL);

  end = find_end (self);
  if (end == NULL)
    return NULL;
  kind = find_kind (self);
  session = salve_session_new (SALVE_SETTING_CLINIC, end);
  salve_session_set_ended (session, end);
  salve_session_set_areas (session, salve_area_chooser_get_areas (self->areas));
  g_object_set (session,
                "needle-mm", salve_number_row_get_value (self->needle),
                "device-kind", kind != NULL && *kind != '\0' ? kind : NULL,
                NULL);

  return session;
}
