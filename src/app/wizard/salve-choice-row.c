/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-choice-row.h"

/* More than any text has. A label that may end early keeps to its width also where a line mixes fonts,
 * which one that may not does not in GTK 4.8. */
#define TEXT_LINES 12
/* With a few letters a line it is nowhere narrower than its own dots, of which GTK 4.8 complains. */
#define LINE_LETTERS 4

struct _SalveChoiceRow
{
  AdwActionRow    parent_instance;

  char           *id;
  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (SalveChoiceRow, salve_choice_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_ID,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
find_lines (const char *text)
{
  return CLAMP ((int) g_utf8_strlen (text, -1) / LINE_LETTERS, 1, TEXT_LINES);
}

/* Its name comes from the row's title, as of the row's activatable widget. */
static void
on_subtitle (SalveChoiceRow *self)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));

  if (subtitle == NULL)
    subtitle = "";
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), find_lines (subtitle));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
on_toggled (SalveChoiceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/* As a click on the row: the check button itself offers assistive programs no action in GTK 4.8. */
static void
on_toggle (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  gtk_widget_activate (GTK_WIDGET (SALVE_CHOICE_ROW (widget)->check));
}

static void
salve_choice_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SalveChoiceRow *self = SALVE_CHOICE_ROW (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, salve_choice_row_get_active (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_choice_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SalveChoiceRow *self = SALVE_CHOICE_ROW (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_ACTIVE:
      salve_choice_row_set_active (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_choice_row_finalize (GObject *object)
{
  g_clear_pointer (&SALVE_CHOICE_ROW (object)->id, g_free);

  G_OBJECT_CLASS (salve_choice_row_parent_class)->finalize (object);
}

static void
salve_choice_row_class_init (SalveChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_choice_row_get_property;
  object_class->set_property = salve_choice_row_set_property;
  object_class->finalize = salve_choice_row_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                             | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "choice.toggle", NULL, on_toggle);
}

static void
salve_choice_row_init (SalveChoiceRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
  g_signal_connect (self, "notify::subtitle", G_CALLBACK (on_subtitle), NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
}

/* The title and the subtitle are plain text: they may come from a record. */
SalveChoiceRow *
salve_choice_row_new (const char *id,
                      const char *title,
                      const char *subtitle)
{
  SalveChoiceRow *self = g_object_new (SALVE_TYPE_CHOICE_ROW,
                                       "id", id,
                                       "use-markup", FALSE,
                                       "title-lines", find_lines (title),
                                       NULL);

  /* Not at once: the labels would hear of the text before they hear that it is no markup. */
  g_object_set (self, "title", title, "subtitle", subtitle, NULL);

  return self;
}

const char *
salve_choice_row_get_id (SalveChoiceRow *self)
{
  g_return_val_if_fail (SALVE_IS_CHOICE_ROW (self), NULL);

  return self->id;
}

gboolean
salve_choice_row_get_active (SalveChoiceRow *self)
{
  g_return_val_if_fail (SALVE_IS_CHOICE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

void
salve_choice_row_set_active (SalveChoiceRow *self,
                             gboolean        active)
{
  g_return_if_fail (SALVE_IS_CHOICE_ROW (self));

  gtk_check_button_set_active (self->check, active);
}

void
salve_choice_row_set_group (SalveChoiceRow *self,
                            SalveChoiceRow *other)
{
  g_return_if_fail (SALVE_IS_CHOICE_ROW (self));
  g_return_if_fail (other == NULL || SALVE_IS_CHOICE_ROW (other));

  gtk_check_button_set_group (self->check, other != NULL ? other->check : NULL);
}
