/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-time-row.h"

#include "salve-input.h"

#define DAY_MINUTES (24 * 60)

struct _SalveTimeRow
{
  SalveInputRow parent_instance;

  guint         minute; /* of the day; 0 where there is none */
};

G_DEFINE_FINAL_TYPE (SalveTimeRow, salve_time_row, SALVE_TYPE_INPUT_ROW)

enum
{
  PROP_0,
  PROP_MINUTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
salve_time_row_read (SalveInputRow  *row,
                     const char     *text,
                     GError        **error)
{
  SalveTimeRow *self = SALVE_TIME_ROW (row);
  guint minute = 0;
  gboolean right = salve_input_parse_time (text, &minute, error);

  if (self->minute != minute)
    {
      self->minute = minute;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINUTE]);
    }

  return right;
}

static void
salve_time_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MINUTE:
      g_value_set_uint (value, SALVE_TIME_ROW (object)->minute);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_time_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_MINUTE:
      salve_time_row_set_minute (SALVE_TIME_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_time_row_class_init (SalveTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_time_row_get_property;
  object_class->set_property = salve_time_row_set_property;
  SALVE_INPUT_ROW_CLASS (klass)->read = salve_time_row_read;

  properties[PROP_MINUTE] = g_param_spec_uint ("minute", NULL, NULL, 0, DAY_MINUTES - 1, 0,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_time_row_init (SalveTimeRow *self)
{
}

GtkWidget *
salve_time_row_new (const char *title)
{
  return g_object_new (SALVE_TYPE_TIME_ROW, "title", title, NULL);
}

/* The minute of the day, 0 to 1439; 0 also where there is none: ask for has-value first. */
guint
salve_time_row_get_minute (SalveTimeRow *self)
{
  g_return_val_if_fail (SALVE_IS_TIME_ROW (self), 0);

  return self->minute;
}

void
salve_time_row_set_minute (SalveTimeRow *self,
                           guint         minute)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SALVE_IS_TIME_ROW (self));
  g_return_if_fail (minute < DAY_MINUTES);

  text = salve_input_format_time (minute);
  salve_input_row_set_text (SALVE_INPUT_ROW (self), text);
}
