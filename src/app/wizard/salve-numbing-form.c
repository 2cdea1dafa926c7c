/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-numbing-form.h"

#include <glib/gi18n.h>

#include "salve-number-row.h"
#include "salve-numbing-caps.h"

struct _SalveNumbingForm
{
  AdwBin               parent_instance;

  GtkLabel            *time;
  AdwPreferencesGroup *fields;
  AdwEntryRow         *product;
  SalveNumberRow      *percent;
  SalveNumberRow      *grams;
  SalveNumberRow      *cm2;
};

G_DEFINE_FINAL_TYPE (SalveNumbingForm, salve_numbing_form, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef gboolean (*Cap) (double   value,
                         GError **error);

/* What can be read and is more than may be is refused where it was typed. */
static void
hold_to (SalveNumberRow *row,
         Cap             cap)
{
  g_autoptr (GError) error = NULL;

  if (!salve_input_row_get_has_value (SALVE_INPUT_ROW (row)) || cap (salve_number_row_get_value (row), &error))
    return;
  salve_input_row_refuse (SALVE_INPUT_ROW (row), error->message);
  salve_input_row_check (SALVE_INPUT_ROW (row));
}

static void
on_changed (SalveNumbingForm *self)
{
  hold_to (self->percent, salve_numbing_caps_percent);
  hold_to (self->grams, salve_numbing_caps_grams);
  hold_to (self->cm2, salve_numbing_caps_area);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static SalveNumberRow *
add_number (SalveNumbingForm *self,
            const char       *title,
            const char       *unit,
            guint             decimals,
            char             *hint)
{
  g_autofree char *owned = hint;
  GtkWidget *row = salve_number_row_new (title, unit, 0, G_MAXINT, decimals);

  g_object_set (row, "hint", hint, NULL);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->fields, row);

  return SALVE_NUMBER_ROW (row);
}

static void
add_numbers (SalveNumbingForm *self)
{
  /* Translators: the medicine in a numbing cream, in per cent */
  self->percent = add_number (self, _("Lidocaine"), _("%"), 1,
                              /* Translators: %d is a percentage */
                              g_strdup_printf (_("At most %d %% without a prescriber"), SALVE_PROTOCOL_NUMBING_MAX_PERCENT));
  self->grams = add_number (self, _("Amount of cream"), _("g"), 1,
                            /* Translators: %d is a weight in grams */
                            g_strdup_printf (_("At most %d g in all"), SALVE_PROTOCOL_NUMBING_MAX_GRAMS));
  self->cm2 = add_number (self, _("Area of skin"), _("cm²"), 0,
                          /* Translators: %d is an area in square centimetres */
                          g_strdup_printf (_("At most %d cm², about one palm without the fingers"),
                                           SALVE_PROTOCOL_NUMBING_MAX_CM2));
}

static void
salve_numbing_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_NUMBING_FORM);

  G_OBJECT_CLASS (salve_numbing_form_parent_class)->dispose (object);
}

static void
salve_numbing_form_class_init (SalveNumbingFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_numbing_form_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SALVE_TYPE_NUMBING_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-numbing-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingForm, time);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingForm, fields);
  gtk_widget_class_bind_template_child (widget_class, SalveNumbingForm, product);
}

static void
salve_numbing_form_init (SalveNumbingForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_numbers (self);
  salve_numbing_form_set_eczema (self, FALSE);
}

/* With eczema, now or before, the cream may be on for a shorter time. */
void
salve_numbing_form_set_eczema (SalveNumbingForm *self,
                               gboolean          eczema)
{
  g_autofree char *words = NULL;
  guint longest;

  g_return_if_fail (SALVE_IS_NUMBING_FORM (self));

  longest = salve_protocol_get_numbing (eczema)->max;
  words = g_strdup_printf (eczema
                             /* Translators: %u are minutes */
                             ? _("Skin that had eczema takes in more of it: at most %u minutes. Salve keeps the time.")
                             /* Translators: %u are minutes */
                             : _("At most %u minutes. Salve keeps the time."), longest);
  gtk_label_set_label (self->time, words);
}

/* The name of the cream, or NULL. */
const char *
salve_numbing_form_get_product (SalveNumbingForm *self)
{
  const char *product;

  g_return_val_if_fail (SALVE_IS_NUMBING_FORM (self), NULL);

  product = gtk_editable_get_text (GTK_EDITABLE (self->product));

  return *product != '\0' ? product : NULL;
}

double
salve_numbing_form_get_percent (SalveNumbingForm *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_FORM (self), 0);

  return salve_number_row_get_value (self->percent);
}

double
salve_numbing_form_get_grams (SalveNumbingForm *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_FORM (self), 0);

  return salve_number_row_get_value (self->grams);
}

double
salve_numbing_form_get_cm2 (SalveNumbingForm *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_FORM (self), 0);

  return salve_number_row_get_value (self->cm2);
}

/* Whether all that must be known is, and may be. */
gboolean
salve_numbing_form_is_complete (SalveNumbingForm *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBING_FORM (self), FALSE);

  return salve_input_row_get_has_value (SALVE_INPUT_ROW (self->percent))
         && salve_input_row_get_has_value (SALVE_INPUT_ROW (self->grams))
         && salve_input_row_get_has_value (SALVE_INPUT_ROW (self->cm2));
}
