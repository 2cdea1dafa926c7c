/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-step-dots.h"

#include "salve-step.h"

struct _SalveStepDots
{
  GtkWidget  parent_instance;

  SalveStep  step;
  GtkWidget *dots[SALVE_N_STEPS];
};

G_DEFINE_FINAL_TYPE (SalveStepDots, salve_step_dots, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_step (SalveStepDots *self)
{
  for (guint i = 0; i < SALVE_N_STEPS; i++)
    {
      set_class (self->dots[i], "done", i < self->step);
      set_class (self->dots[i], "current", i == self->step);
    }
}

static void
salve_step_dots_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_STEP)
    g_value_set_enum (value, SALVE_STEP_DOTS (object)->step);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
salve_step_dots_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveStepDots *self = SALVE_STEP_DOTS (object);

  if (prop_id != PROP_STEP)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (self->step == (SalveStep) g_value_get_enum (value))
    return;
  self->step = g_value_get_enum (value);
  show_step (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
salve_step_dots_dispose (GObject *object)
{
  SalveStepDots *self = SALVE_STEP_DOTS (object);

  for (guint i = 0; i < SALVE_N_STEPS; i++)
    g_clear_pointer (&self->dots[i], gtk_widget_unparent);

  G_OBJECT_CLASS (salve_step_dots_parent_class)->dispose (object);
}

static void
salve_step_dots_class_init (SalveStepDotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_step_dots_get_property;
  object_class->set_property = salve_step_dots_set_property;
  object_class->dispose = salve_step_dots_dispose;

  properties[PROP_STEP] =
    g_param_spec_enum ("step", NULL, NULL, SALVE_TYPE_STEP, SALVE_STEP_CHECK,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepdots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
salve_step_dots_init (SalveStepDots *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  for (guint i = 0; i < SALVE_N_STEPS; i++)
    {
      self->dots[i] = g_object_new (GTK_TYPE_BOX,
                                    "css-name", "dot",
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                    NULL);
      gtk_widget_set_parent (self->dots[i], GTK_WIDGET (self));
    }
  show_step (self);
}
