/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-number-row.h"

#include "salve-input.h"

#define MAX_DECIMALS 4

struct _SalveNumberRow
{
  SalveInputRow  parent_instance;

  GtkLabel      *unit_label;
  char          *unit;
  double         lowest;
  double         highest;
  guint          decimals;
  double         value; /* 0 where there is none */
};

G_DEFINE_FINAL_TYPE (SalveNumberRow, salve_number_row, SALVE_TYPE_INPUT_ROW)

enum
{
  PROP_0,
  PROP_UNIT,
  PROP_LOWEST,
  PROP_HIGHEST,
  PROP_DECIMALS,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
keep_value (SalveNumberRow *self,
            double          value)
{
  if (self->value == value)
    return;
  self->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static gboolean
salve_number_row_read (SalveInputRow  *row,
                       const char     *text,
                       GError        **error)
{
  SalveNumberRow *self = SALVE_NUMBER_ROW (row);
  double value = 0;
  gboolean right = salve_input_parse_number (text, self->lowest, self->highest, self->decimals, self->unit,
                                             &value, error);

  keep_value (self, right ? value : 0);

  return right;
}

static void
salve_number_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalveNumberRow *self = SALVE_NUMBER_ROW (object);

  switch (prop_id)
    {
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    case PROP_LOWEST:
      g_value_set_double (value, self->lowest);
      break;
    case PROP_HIGHEST:
      g_value_set_double (value, self->highest);
      break;
    case PROP_DECIMALS:
      g_value_set_uint (value, self->decimals);
      break;
    case PROP_VALUE:
      g_value_set_double (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_unit (SalveNumberRow *self,
          const char     *unit)
{
  if (g_strcmp0 (self->unit, unit) == 0)
    return;
  g_free (self->unit);
  self->unit = g_strdup (unit);
  gtk_label_set_label (self->unit_label, unit != NULL ? unit : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unit_label), unit != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNIT]);
}

static void
set_bound (SalveNumberRow *self,
           double         *bound,
           double          value,
           GParamSpec     *pspec)
{
  if (*bound == value)
    return;
  *bound = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  if (self->lowest <= self->highest)
    salve_input_row_reread (SALVE_INPUT_ROW (self));
}

static void
set_decimals (SalveNumberRow *self,
              guint           decimals)
{
  if (self->decimals == decimals)
    return;
  self->decimals = decimals;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DECIMALS]);
  salve_input_row_reread (SALVE_INPUT_ROW (self));
}

static void
salve_number_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveNumberRow *self = SALVE_NUMBER_ROW (object);

  switch (prop_id)
    {
    case PROP_UNIT:
      set_unit (self, g_value_get_string (value));
      break;
    case PROP_LOWEST:
      set_bound (self, &self->lowest, g_value_get_double (value), pspec);
      break;
    case PROP_HIGHEST:
      set_bound (self, &self->highest, g_value_get_double (value), pspec);
      break;
    case PROP_DECIMALS:
      set_decimals (self, g_value_get_uint (value));
      break;
    case PROP_VALUE:
      salve_number_row_set_value (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_number_row_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_NUMBER_ROW (object)->unit, g_free);

  G_OBJECT_CLASS (salve_number_row_parent_class)->finalize (object);
}

static void
salve_number_row_class_init (SalveNumberRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_number_row_get_property;
  object_class->set_property = salve_number_row_set_property;
  object_class->finalize = salve_number_row_finalize;
  SALVE_INPUT_ROW_CLASS (klass)->read = salve_number_row_read;

  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  properties[PROP_LOWEST] = g_param_spec_double ("lowest", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_HIGHEST] = g_param_spec_double ("highest", NULL, NULL, 0, G_MAXDOUBLE, G_MAXINT, flags);
  properties[PROP_DECIMALS] = g_param_spec_uint ("decimals", NULL, NULL, 0, MAX_DECIMALS, 0, flags);
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_number_row_init (SalveNumberRow *self)
{
  self->highest = G_MAXINT;
  self->unit_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_label), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->unit_label), "unit");
  salve_input_row_add_suffix (SALVE_INPUT_ROW (self), GTK_WIDGET (self->unit_label));
}

/* The unit, which also tells the bounds, or NULL. */
GtkWidget *
salve_number_row_new (const char *title,
                      const char *unit,
                      double      lowest,
                      double      highest,
                      guint       decimals)
{
  g_return_val_if_fail (lowest <= highest, NULL);

  return g_object_new (SALVE_TYPE_NUMBER_ROW,
                       "title", title,
                       "unit", unit,
                       "highest", highest,
                       "lowest", lowest,
                       "decimals", decimals,
                       NULL);
}

/* 0 where there is none: ask for has-value first. */
double
salve_number_row_get_value (SalveNumberRow *self)
{
  g_return_val_if_fail (SALVE_IS_NUMBER_ROW (self), 0);

  return self->value;
}

void
salve_number_row_set_value (SalveNumberRow *self,
                            double          value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SALVE_IS_NUMBER_ROW (self));

  text = salve_input_format_number (value, self->decimals);
  salve_input_row_set_text (SALVE_INPUT_ROW (self), text);
}
