/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-background-note.h"

#include <glib/gi18n.h>

#include "salve-background.h"

struct _SalveBackgroundNote
{
  AdwBin           parent_instance;

  SalveBackground *background;
  gboolean         narrow;

  /* Made when there is first something to say. */
  GtkWidget       *title;
  GtkWidget       *text;
  GtkWidget       *buttons;
  GtkWidget       *ask;
};

G_DEFINE_FINAL_TYPE (SalveBackgroundNote, salve_background_note, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BACKGROUND,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_title (SalveBackgroundState state)
{
  switch (state)
    {
    case SALVE_BACKGROUND_UNASKED:
      return _("Salve may not run in the background yet");
    case SALVE_BACKGROUND_ASKING:
      return _("Your desktop asks whether Salve may run in the background");
    case SALVE_BACKGROUND_REFUSED:
    case SALVE_BACKGROUND_FAILED:
      return _("Salve can tell you only while its window is open");
    case SALVE_BACKGROUND_UNNEEDED:
    case SALVE_BACKGROUND_GRANTED:
    default:
      return NULL;
    }
}

static char *
make_text (SalveBackground *background)
{
  switch (salve_background_get_state (background))
    {
    case SALVE_BACKGROUND_UNASKED:
      return g_strdup (_("Until it may, it can tell you that a wait is over only while its window is open."));
    case SALVE_BACKGROUND_ASKING:
      return g_strdup (_("If you allow it, Salve tells you when each wait is over, also while its window is closed."));
    case SALVE_BACKGROUND_REFUSED:
      return g_strdup (_("Your desktop does not let Salve run in the background. Save the ends to your calendar, and it "
                         "tells you instead. If asking again asks nothing, look for Salve in your desktop’s "
                         "settings."));
    case SALVE_BACKGROUND_FAILED:
      /* Translators: %s is the system's reason. */
      return g_strdup_printf (_("Your desktop could not say whether Salve may run in the background (%s). Save the ends "
                                "to your calendar, and it tells you instead."),
                              salve_background_get_reason (background));
    case SALVE_BACKGROUND_UNNEEDED:
    case SALVE_BACKGROUND_GRANTED:
    default:
      return NULL;
    }
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
make_buttons (SalveBackgroundNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_mnemonic (_("Save to Your _Calendar…"));

  self->ask = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->ask), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask), "win.ask-background");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "win.save-calendar");
  gtk_widget_add_css_class (self->ask, "answer");
  gtk_widget_add_css_class (save, "answer");
  gtk_box_append (GTK_BOX (box), self->ask);
  gtk_box_append (GTK_BOX (box), save);

  return box;
}

static void
build (SalveBackgroundNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = make_label ("heading");
  self->text = make_label ("body");
  self->buttons = make_buttons (self);
  gtk_widget_set_margin_top (self->buttons, 6);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_widget_add_css_class (box, "strip");
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
show_state (SalveBackgroundNote  *self,
            SalveBackgroundState  state)
{
  g_autofree char *text = make_text (self->background);

  if (self->title == NULL)
    build (self);
  gtk_label_set_label (GTK_LABEL (self->title), get_title (state));
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_button_set_label (GTK_BUTTON (self->ask), state == SALVE_BACKGROUND_UNASKED ? _("_Ask Now") : _("_Ask Again"));
  gtk_widget_set_visible (self->ask, state != SALVE_BACKGROUND_ASKING);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
update (SalveBackgroundNote *self)
{
  SalveBackgroundState state = self->background != NULL ? salve_background_get_state (self->background)
                                                        : SALVE_BACKGROUND_UNNEEDED;
  gboolean shown = state != SALVE_BACKGROUND_UNNEEDED && state != SALVE_BACKGROUND_GRANTED;

  if (shown)
    show_state (self, state);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

static void
set_background (SalveBackgroundNote *self,
                SalveBackground     *background)
{
  if (self->background == background)
    return;
  if (self->background != NULL)
    g_signal_handlers_disconnect_by_data (self->background, self);
  g_set_object (&self->background, background);
  if (background != NULL)
    g_signal_connect_object (background, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKGROUND]);
}

static void
set_narrow (SalveBackgroundNote *self,
            gboolean             narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_background_note_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  SalveBackgroundNote *self = SALVE_BACKGROUND_NOTE (object);

  switch (prop_id)
    {
    case PROP_BACKGROUND:
      g_value_set_object (value, self->background);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_background_note_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  SalveBackgroundNote *self = SALVE_BACKGROUND_NOTE (object);

  switch (prop_id)
    {
    case PROP_BACKGROUND:
      set_background (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_background_note_dispose (GObject *object)
{
  SalveBackgroundNote *self = SALVE_BACKGROUND_NOTE (object);

  if (self->background != NULL)
    g_signal_handlers_disconnect_by_data (self->background, self);
  g_clear_object (&self->background);

  G_OBJECT_CLASS (salve_background_note_parent_class)->dispose (object);
}

static void
salve_background_note_class_init (SalveBackgroundNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = salve_background_note_get_property;
  object_class->set_property = salve_background_note_set_property;
  object_class->dispose = salve_background_note_dispose;

  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_background_note_init (SalveBackgroundNote *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "background-note");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
