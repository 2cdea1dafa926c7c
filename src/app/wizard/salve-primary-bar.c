/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-primary-bar.h"

#include "salve-hands.h"

struct _SalvePrimaryBar
{
  AdwBin             parent_instance;

  SalveHands        *hands;
  char              *label;
  char              *hint;
  char              *question;
  gboolean           can_press;
  gboolean           asks;
  gboolean           asking;

  GtkWidget         *button;
};

G_DEFINE_FINAL_TYPE (SalvePrimaryBar, salve_primary_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_CAN_PRESS,
  PROP_HINT,
  PROP_QUESTION,
  PROP_ASKS,
  PROP_ASKING,
  N_PROPS
};

enum
{
  SIGNAL_PRESSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_asking (SalvePrimaryBar *self,
            gboolean         asking)
{
  if (self->asking == asking)
    return;
  self->asking = asking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

static void
set_text (SalvePrimaryBar  *self,
          char            **text,
          const char       *value,
          guint             prop_id)
{
  if (g_strcmp0 (*text, value) == 0)
    return;
  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_can_press (SalvePrimaryBar *self,
               gboolean         can_press)
{
  if (self->can_press == can_press)
    return;
  self->can_press = can_press;
  if (!can_press)
    set_asking (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_PRESS]);
}

static void
set_asks (SalvePrimaryBar *self,
          gboolean         asks)
{
  if (self->asks == asks)
    return;
  self->asks = asks;
  set_asking (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKS]);
}

static gboolean
has_text (gpointer    self,
          const char *text)
{
  return text != NULL && *text != '\0';
}

/* --- pressing --- */

/* Who aims at the button means it. */
/* Some languages need more room than a narrow window has: the words wrap then. */
static void
on_label (SalvePrimaryBar *self)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (self->button));

  if (GTK_IS_LABEL (label))
    g_object_set (label,
                  "ellipsize", PANGO_ELLIPSIZE_END,
                  "justify", GTK_JUSTIFY_CENTER,
                  "lines", 3,
                  "wrap", TRUE,
                  NULL);
}

static void
on_clicked (SalvePrimaryBar *self)
{
  set_asking (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_PRESSED], 0);
}

/* Who presses anything anywhere may have slipped. */
static void
on_hands_pressed (SalvePrimaryBar *self)
{
  if (self->question != NULL && self->asks && !self->asking)
    set_asking (self, TRUE);
  else
    on_clicked (self);
}

static void
on_hands_back (SalvePrimaryBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "session.back", NULL);
}

static void
on_hands_other (SalvePrimaryBar *self)
{
  set_asking (self, FALSE);
}

/* --- overrides --- */

static void
salve_primary_bar_map (GtkWidget *widget)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (salve_primary_bar_parent_class)->map (widget);

  if (self->hands != NULL && GTK_IS_WINDOW (root))
    salve_hands_attach (self->hands, GTK_WINDOW (root), self->button);
}

static void
salve_primary_bar_unmap (GtkWidget *widget)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (widget);

  if (self->hands != NULL)
    salve_hands_detach (self->hands);
  set_asking (self, FALSE);

  GTK_WIDGET_CLASS (salve_primary_bar_parent_class)->unmap (widget);
}

static void
salve_primary_bar_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_CAN_PRESS:
      g_value_set_boolean (value, self->can_press);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case PROP_QUESTION:
      g_value_set_string (value, self->question);
      break;
    case PROP_ASKS:
      g_value_set_boolean (value, self->asks);
      break;
    case PROP_ASKING:
      g_value_set_boolean (value, self->asking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_primary_bar_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      set_text (self, &self->label, g_value_get_string (value), prop_id);
      break;
    case PROP_CAN_PRESS:
      set_can_press (self, g_value_get_boolean (value));
      break;
    case PROP_HINT:
      set_text (self, &self->hint, g_value_get_string (value), prop_id);
      break;
    case PROP_QUESTION:
      salve_primary_bar_set_question (self, g_value_get_string (value));
      break;
    case PROP_ASKS:
      set_asks (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_primary_bar_dispose (GObject *object)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_PRIMARY_BAR);
  g_clear_object (&self->hands);

  G_OBJECT_CLASS (salve_primary_bar_parent_class)->dispose (object);
}

static void
salve_primary_bar_finalize (GObject *object)
{
  SalvePrimaryBar *self = SALVE_PRIMARY_BAR (object);

  g_free (self->label);
  g_free (self->hint);
  g_free (self->question);

  G_OBJECT_CLASS (salve_primary_bar_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags set = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, set);
  properties[PROP_CAN_PRESS] = g_param_spec_boolean ("can-press", NULL, NULL, FALSE, set);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, set);
  properties[PROP_QUESTION] = g_param_spec_string ("question", NULL, NULL, NULL, set);
  properties[PROP_ASKS] = g_param_spec_boolean ("asks", NULL, NULL, TRUE, set);
  properties[PROP_ASKING] = g_param_spec_boolean ("asking", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_primary_bar_class_init (SalvePrimaryBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_primary_bar_get_property;
  object_class->set_property = salve_primary_bar_set_property;
  object_class->dispose = salve_primary_bar_dispose;
  object_class->finalize = salve_primary_bar_finalize;
  widget_class->map = salve_primary_bar_map;
  widget_class->unmap = salve_primary_bar_unmap;
  install_properties (object_class);

  signals[SIGNAL_PRESSED] =
    g_signal_new ("pressed", SALVE_TYPE_PRIMARY_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-primary-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SalvePrimaryBar, button);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_label);
}

static void
salve_primary_bar_init (SalvePrimaryBar *self)
{
  self->asks = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* To be called once, before it is shown. */
void
salve_primary_bar_set_settings (SalvePrimaryBar *self,
                                SalveSettings   *settings)
{
  g_return_if_fail (SALVE_IS_PRIMARY_BAR (self));
  g_return_if_fail (self->hands == NULL);

  self->hands = salve_hands_new (settings);
  g_signal_connect_object (self->hands, "pressed", G_CALLBACK (on_hands_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hands, "back", G_CALLBACK (on_hands_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hands, "other", G_CALLBACK (on_hands_other), self, G_CONNECT_SWAPPED);
}

/* What a pedal shows to its end before it presses the button; NULL for nothing. */
void
salve_primary_bar_set_scroller (SalvePrimaryBar   *self,
                                GtkScrolledWindow *scroller)
{
  g_return_if_fail (SALVE_IS_PRIMARY_BAR (self));
  g_return_if_fail (self->hands != NULL);

  salve_hands_set_scroller (self->hands, scroller);
}

/* NULL for none. Another question has to be asked anew. */
void
salve_primary_bar_set_question (SalvePrimaryBar *self,
                                const char      *question)
{
  g_return_if_fail (SALVE_IS_PRIMARY_BAR (self));

  if (g_strcmp0 (self->question, question) == 0)
    return;
  set_asking (self, FALSE);
  set_text (self, &self->question, question, PROP_QUESTION);
}

/* Whether the question stands there now. */
gboolean
salve_primary_bar_get_asking (SalvePrimaryBar *self)
{
  g_return_val_if_fail (SALVE_IS_PRIMARY_BAR (self), FALSE);

  return self->asking;
}

GtkWidget *
salve_primary_bar_get_button (SalvePrimaryBar *self)
{
  g_return_val_if_fail (SALVE_IS_PRIMARY_BAR (self), NULL);

  return self->button;
}
