/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-warning-strip.h"

struct _SalveWarningStrip
{
  AdwBin     parent_instance;

  GtkLabel  *label;
  GtkWidget *again;
};

G_DEFINE_FINAL_TYPE (SalveWarningStrip, salve_warning_strip, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Not bound: what the template takes away of itself, AdwBin would take away once more. */
static GtkRevealer *
get_revealer (SalveWarningStrip *self)
{
  return GTK_REVEALER (adw_bin_get_child (ADW_BIN (self)));
}

static void
on_close (SalveWarningStrip *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  salve_warning_strip_close (self);
}

static void
salve_warning_strip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SALVE_TYPE_WARNING_STRIP);

  G_OBJECT_CLASS (salve_warning_strip_parent_class)->dispose (object);
}

static void
salve_warning_strip_class_init (SalveWarningStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = salve_warning_strip_dispose;

  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", SALVE_TYPE_WARNING_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-warning-strip.ui");
  gtk_widget_class_set_css_name (widget_class, "warningstrip");
  gtk_widget_class_bind_template_child (widget_class, SalveWarningStrip, label);
  gtk_widget_class_bind_template_child (widget_class, SalveWarningStrip, again);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
}

static void
salve_warning_strip_init (SalveWarningStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
salve_warning_strip_new (void)
{
  return g_object_new (SALVE_TYPE_WARNING_STRIP, NULL);
}

/* Shows the text, without a way to try again. */
void
salve_warning_strip_say (SalveWarningStrip *self,
                         const char        *text)
{
  g_return_if_fail (SALVE_IS_WARNING_STRIP (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_revealer_set_reveal_child (get_revealer (self), TRUE);
}

/* What failed can be tried again, at the touch of a button: by this action, with this text or NULL. */
void
salve_warning_strip_offer (SalveWarningStrip *self,
                           const char        *action,
                           const char        *target)
{
  GtkActionable *again;

  g_return_if_fail (SALVE_IS_WARNING_STRIP (self));
  g_return_if_fail (action != NULL);

  again = GTK_ACTIONABLE (self->again);
  /* GTK looks at the two together as soon as there is a name. */
  gtk_actionable_set_action_name (again, NULL);
  gtk_actionable_set_action_target_value (again, target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (again, action);
  gtk_widget_set_visible (self->again, TRUE);
}

void
salve_warning_strip_close (SalveWarningStrip *self)
{
  g_return_if_fail (SALVE_IS_WARNING_STRIP (self));

  gtk_revealer_set_reveal_child (get_revealer (self), FALSE);
}

/* What it says, or NULL while it is closed. */
const char *
salve_warning_strip_get_text (SalveWarningStrip *self)
{
  g_return_val_if_fail (SALVE_IS_WARNING_STRIP (self), NULL);

  return gtk_revealer_get_reveal_child (get_revealer (self)) ? gtk_label_get_label (self->label) : NULL;
}
