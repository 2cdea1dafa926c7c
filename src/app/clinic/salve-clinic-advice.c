/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-clinic-advice.h"

#include <glib/gi18n.h>

#include "salve-aftercare-plan.h"
#include "salve-format.h"
#include "salve-limit-row.h"

/* How many of the restrictions lead the page; the others are folded. */
#define N_LEADING (SALVE_RESTRICTION_PRODUCTS + 1)

struct _SalveClinicAdvice
{
  AdwBin               parent_instance;

  GtkLabel            *summary;
  AdwPreferencesGroup *leading;
  AdwPreferencesGroup *others;
  GtkToggleButton     *more;
  AdwEntryRow         *note;
  SalveLimitRow       *rows[SALVE_N_RESTRICTIONS]; /* owned by the groups */
};

G_DEFINE_FINAL_TYPE (SalveClinicAdvice, salve_clinic_advice, ADW_TYPE_BIN)

static void
add_rows (SalveClinicAdvice *self)
{
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    {
      self->rows[i] = SALVE_LIMIT_ROW (salve_limit_row_new (i));
      adw_preferences_group_add (i < N_LEADING ? self->leading : self->others, GTK_WIDGET (self->rows[i]));
    }
}

static void
show_summary (SalveClinicAdvice *self,
              SalveSession      *session)
{
  double needle_mm = salve_session_get_needle_mm (session);
  g_autofree char *length = salve_format_length (needle_mm);
  g_autofree char *areas = salve_format_areas (salve_session_get_areas (session));
  g_autofree char *text = NULL;

  if (needle_mm > 0)
    /* Translators: a needle length and body areas: "1.5 mm on Abdomen and Left hip". */
    text = g_strdup_printf (_("%s on %s."), length, areas);
  else
    /* Translators: body areas. */
    text = g_strdup_printf (_("Needles of a length you were not told, on %s."), areas);
  gtk_label_set_label (self->summary, text);
}

static void
salve_clinic_advice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_CLINIC_ADVICE);

  G_OBJECT_CLASS (salve_clinic_advice_parent_class)->dispose (object);
}

static void
salve_clinic_advice_class_init (SalveClinicAdviceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_clinic_advice_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-clinic-advice.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveClinicAdvice, summary);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicAdvice, leading);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicAdvice, others);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicAdvice, more);
  gtk_widget_class_bind_template_child (widget_class, SalveClinicAdvice, note);
}

static void
salve_clinic_advice_init (SalveClinicAdvice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rows (self);
}

/* What was done, by which the table is read; what stands in the fields stays. */
void
salve_clinic_advice_set_session (SalveClinicAdvice *self,
                                 SalveSession      *session,
                                 gint64             now)
{
  g_return_if_fail (SALVE_IS_CLINIC_ADVICE (self));
  g_return_if_fail (SALVE_IS_SESSION (session));

  show_summary (self, session);
  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    salve_limit_row_set_table (self->rows[i], salve_aftercare_plan_get_hours (session, i),
                               salve_session_get_ended (session), now);
}

/* Says what is wrong, all of it, and leads to the first. */
gboolean
salve_clinic_advice_check (SalveClinicAdvice *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (SALVE_IS_CLINIC_ADVICE (self), FALSE);

  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if (!salve_input_row_check (SALVE_INPUT_ROW (self->rows[i])) && first == NULL)
      {
        first = GTK_WIDGET (self->rows[i]);
        if (i >= N_LEADING)
          gtk_toggle_button_set_active (self->more, TRUE);
      }
  if (first != NULL)
    gtk_widget_grab_focus (first);

  return first == NULL;
}

/* Whether anything would be lost. */
gboolean
salve_clinic_advice_is_touched (SalveClinicAdvice *self)
{
  g_return_val_if_fail (SALVE_IS_CLINIC_ADVICE (self), FALSE);

  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    if (!salve_input_row_is_empty (SALVE_INPUT_ROW (self->rows[i])))
      return TRUE;

  return *gtk_editable_get_text (GTK_EDITABLE (self->note)) != '\0';
}

void
salve_clinic_advice_fill (SalveClinicAdvice *self,
                          SalveSession      *session)
{
  guint hours[SALVE_N_RESTRICTIONS];
  g_autofree char *note = NULL;

  g_return_if_fail (SALVE_IS_CLINIC_ADVICE (self));
  g_return_if_fail (SALVE_IS_SESSION (session));

  for (SalveRestriction i = 0; i < SALVE_N_RESTRICTIONS; i++)
    hours[i] = salve_limit_row_get_hours (self->rows[i]);
  salve_aftercare_plan_with (session, salve_session_get_ended (session), hours);
  note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  if (*note != '\0')
    g_object_set (session, "notes", note, NULL);
}
