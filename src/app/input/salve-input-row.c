/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-input-row.h"

#include "salve-input.h"

/* One who still types is not told that it is wrong. */
#define PATIENCE_MS 900

typedef struct
{
  char      *hint;
  char      *error;    /* why there is no value */
  char      *refusal;  /* what the page has against it */
  gboolean   optional;
  gboolean   right;    /* by itself */
  gboolean   has_value;
  gboolean   revealed; /* the error may be seen */
  gboolean   setting;  /* the text is being replaced: removed, then written */
  guint      patience;

  GtkWidget *line;
  GtkEntry  *entry;
  GtkWidget *below;
  GtkWidget *sign;
  GtkLabel  *note;
} SalveInputRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SalveInputRow, salve_input_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_HINT,
  PROP_ERROR,
  PROP_OPTIONAL,
  PROP_HAS_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PRIVATE(self) ((SalveInputRowPrivate *) salve_input_row_get_instance_private (self))

/* What stands under the field: what is wrong, else what was understood, else how to write it. */
static void
show_note (SalveInputRow *self)
{
  SalveInputRowPrivate *priv = PRIVATE (self);
  gboolean wrong = priv->error != NULL && priv->revealed;
  g_autofree char *words = NULL;
  const char *note = wrong ? priv->error : priv->hint;

  if (!wrong && priv->has_value && SALVE_INPUT_ROW_GET_CLASS (self)->describe != NULL)
    {
      words = SALVE_INPUT_ROW_GET_CLASS (self)->describe (self);
      note = words != NULL ? words : note;
    }
  gtk_label_set_label (priv->note, note != NULL ? note : "");
  gtk_widget_set_visible (priv->below, note != NULL);
  gtk_widget_set_visible (priv->sign, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
set_result (SalveInputRow *self,
            gboolean       has_value,
            const char    *error)
{
  SalveInputRowPrivate *priv = PRIVATE (self);

  if (priv->has_value != has_value)
    {
      priv->has_value = has_value;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_VALUE]);
    }
  if (g_strcmp0 (priv->error, error) != 0)
    {
      g_free (priv->error);
      priv->error = g_strdup (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (error == NULL)
    priv->revealed = FALSE;
  show_note (self);
}

static void
reread (SalveInputRow *self)
{
  SalveInputRowPrivate *priv = PRIVATE (self);
  g_autoptr (GError) error = NULL;

  priv->right = SALVE_INPUT_ROW_GET_CLASS (self)->read (self, salve_input_row_get_text (self), &error);
  if (!priv->right)
    {
      gboolean fine = priv->optional && g_error_matches (error, SALVE_INPUT_ERROR, SALVE_INPUT_ERROR_EMPTY);

      set_result (self, FALSE, fine ? NULL : error->message);
    }
  else
    set_result (self, priv->refusal == NULL, priv->refusal);
}

static void
reveal (SalveInputRow *self)
{
  SalveInputRowPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->patience, g_source_remove);
  if (priv->revealed || priv->error == NULL)
    return;
  priv->revealed = TRUE;
  show_note (self);
}

static void
on_patience_ended (gpointer data)
{
  PRIVATE (data)->patience = 0;
  reveal (data);
}

static void
on_typed (SalveInputRow *self)
{
  SalveInputRowPrivate *priv = PRIVATE (self);

  if (priv->setting)
    return;
  g_clear_handle_id (&priv->patience, g_source_remove);
  g_clear_pointer (&priv->refusal, g_free);
  reread (self);
  if (priv->error != NULL && !priv->revealed)
    priv->patience = g_timeout_add_once (PATIENCE_MS, on_patience_ended, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activated (SalveInputRow *self)
{
  reveal (self);
}

/* Walking through a form with Tab leaves nothing wrong behind. */
static void
on_left (SalveInputRow *self)
{
  if (!salve_input_row_is_empty (self))
    reveal (self);
}

static void
on_clicked (SalveInputRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (self)->entry));
}

static gboolean
salve_input_row_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static gboolean
salve_input_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (SALVE_INPUT_ROW (widget))->entry));
}

static void
salve_input_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveInputRow *self = SALVE_INPUT_ROW (object);
  SalveInputRowPrivate *priv = PRIVATE (self);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, salve_input_row_get_text (self));
      break;
    case PROP_HINT:
      g_value_set_string (value, priv->hint);
      break;
    case PROP_ERROR:
      g_value_set_string (value, priv->error);
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, priv->optional);
      break;
    case PROP_HAS_VALUE:
      g_value_set_boolean (value, priv->has_value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_hint (SalveInputRow *self,
          const char    *hint)
{
  SalveInputRowPrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->hint, hint) == 0)
    return;
  g_free (priv->hint);
  priv->hint = g_strdup (hint);
  show_note (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
set_optional (SalveInputRow *self,
              gboolean       optional)
{
  SalveInputRowPrivate *priv = PRIVATE (self);

  if (priv->optional == optional)
    return;
  priv->optional = optional;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONAL]);
  salve_input_row_reread (self);
}

static void
salve_input_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveInputRow *self = SALVE_INPUT_ROW (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      salve_input_row_set_text (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      set_hint (self, g_value_get_string (value));
      break;
    case PROP_OPTIONAL:
      set_optional (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The row around the field is an item of a list, and has a name as well. */
static void
name_entry (SalveInputRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (PRIVATE (self)->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
salve_input_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (salve_input_row_parent_class)->constructed (object);

  reread (SALVE_INPUT_ROW (object));
}

static void
salve_input_row_dispose (GObject *object)
{
  SalveInputRow *self = SALVE_INPUT_ROW (object);

  g_clear_handle_id (&PRIVATE (self)->patience, g_source_remove);
  /* gtk_widget_dispose_template() in GTK 4.8 looks for the template in the class that derives from this one. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);

  G_OBJECT_CLASS (salve_input_row_parent_class)->dispose (object);
}

static void
salve_input_row_finalize (GObject *object)
{
  SalveInputRowPrivate *priv = PRIVATE (SALVE_INPUT_ROW (object));

  g_clear_pointer (&priv->hint, g_free);
  g_clear_pointer (&priv->error, g_free);
  g_clear_pointer (&priv->refusal, g_free);

  G_OBJECT_CLASS (salve_input_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags ours = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = ours | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, ours);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_VALUE] = g_param_spec_boolean ("has-value", NULL, NULL, FALSE, ours);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-input-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SalveInputRow, line);
  gtk_widget_class_bind_template_child_private (widget_class, SalveInputRow, entry);
  gtk_widget_class_bind_template_child_private (widget_class, SalveInputRow, below);
  gtk_widget_class_bind_template_child_private (widget_class, SalveInputRow, sign);
  gtk_widget_class_bind_template_child_private (widget_class, SalveInputRow, note);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
}

static void
salve_input_row_class_init (SalveInputRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_input_row_get_property;
  object_class->set_property = salve_input_row_set_property;
  object_class->constructed = salve_input_row_constructed;
  object_class->dispose = salve_input_row_dispose;
  object_class->finalize = salve_input_row_finalize;
  widget_class->focus = salve_input_row_focus;
  widget_class->grab_focus = salve_input_row_grab_focus;

  install_properties (object_class);
  signals[CHANGED] = g_signal_new ("changed", SALVE_TYPE_INPUT_ROW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
salve_input_row_init (SalveInputRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_entry), NULL);
}

const char *
salve_input_row_get_text (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (PRIVATE (self)->entry));
}

void
salve_input_row_set_text (SalveInputRow *self,
                          const char    *text)
{
  SalveInputRowPrivate *priv;

  g_return_if_fail (SALVE_IS_INPUT_ROW (self));

  priv = PRIVATE (self);
  if (g_strcmp0 (salve_input_row_get_text (self), text != NULL ? text : "") == 0)
    return;
  priv->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), text != NULL ? text : "");
  priv->setting = FALSE;
  on_typed (self);
}

/* Why there is no value, for the person; NULL where there is one, or none is needed. */
const char *
salve_input_row_get_error (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), NULL);

  return PRIVATE (self)->error;
}

gboolean
salve_input_row_get_has_value (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), FALSE);

  return PRIVATE (self)->has_value;
}

/* Whether the text can be read, whatever the page has against it. */
gboolean
salve_input_row_is_right (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), FALSE);

  return PRIVATE (self)->right;
}

gboolean
salve_input_row_is_empty (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), TRUE);

  return *salve_input_row_get_text (self) == '\0';
}

/* What the page has against a value that is right by itself; NULL for nothing. Typing takes it back. */
void
salve_input_row_refuse (SalveInputRow *self,
                        const char    *words)
{
  SalveInputRowPrivate *priv;

  g_return_if_fail (SALVE_IS_INPUT_ROW (self));

  priv = PRIVATE (self);
  if (g_strcmp0 (priv->refusal, words) == 0)
    return;
  g_free (priv->refusal);
  priv->refusal = g_strdup (words);
  reread (self);
}

/* Says what is wrong at once, if anything is. */
gboolean
salve_input_row_check (SalveInputRow *self)
{
  g_return_val_if_fail (SALVE_IS_INPUT_ROW (self), FALSE);

  reveal (self);

  return PRIVATE (self)->error == NULL;
}

/* For the kinds of rows: what is allowed has changed. */
void
salve_input_row_reread (SalveInputRow *self)
{
  g_return_if_fail (SALVE_IS_INPUT_ROW (self));

  reread (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
salve_input_row_add_suffix (SalveInputRow *self,
                            GtkWidget     *widget)
{
  g_return_if_fail (SALVE_IS_INPUT_ROW (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (GTK_BOX (PRIVATE (self)->line), widget);
}
