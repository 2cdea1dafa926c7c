/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-wizard.h"

#include <glib/gi18n.h>

#include "salve-areas-page.h"
#include "salve-closures.h"
#include "salve-cues.h"
#include "salve-device-page.h"
#include "salve-feeling-page.h"
#include "salve-first-aid-page.h"
#include "salve-instruction-page.h"
#include "salve-numbing-page.h"
#include "salve-passes-page.h"
#include "salve-primary-bar.h"
#include "salve-question.h"
#include "salve-save-page.h"
#include "salve-screening-page.h"
#include "salve-serum-page.h"
#include "salve-soak-page.h"
#include "salve-step-dots.h"
#include "salve-stop-page.h"
#include "salve-summary-page.h"
#include "salve-timer-strip.h"
#include "salve-verdict-page.h"
#include "salve-wizard-page.h"

struct _SalveWizard
{
  AdwBin            parent_instance;

  SalveProcedure   *procedure;
  SalveStore       *store;
  SalveSettings    *settings;
  SalveProfile     *profile;
  SalveShelf       *shelf;
  SalveBackground  *background; /* or NULL */
  SalveCues        *cues;
  gboolean          narrow;
  SalveWizardPage  *page;

  GtkStack         *bodies;
  AdwBin           *place;
  AdwBin           *footer;
  GtkScrolledWindow *scroller;
  SalveTimerStrip  *timers;
  GBindingGroup    *shown;   /* bindings to the present page */
  SalvePrimaryBar  *bar;
  GtkToggleButton  *sounds;
  GtkToggleButton  *sounds_narrow;
  SalveSavePage    *save_page;
};

G_DEFINE_FINAL_TYPE (SalveWizard, salve_wizard, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROCEDURE,
  PROP_STORE,
  PROP_SETTINGS,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_BACKGROUND,
  PROP_NARROW,
  PROP_STEP,
  PROP_TITLE,
  PROP_POSITION,
  N_PROPS
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- what the template shows --- */

/* The template asks before the procedure is there. */
static SalveStep
get_step (SalveWizard *self)
{
  return self->procedure != NULL ? salve_procedure_get_step (self->procedure) : SALVE_STEP_CHECK;
}

static gboolean
is_stopped (SalveProcedure *procedure)
{
  return salve_procedure_get_stopping (procedure) || salve_procedure_get_first_aid (procedure) != NULL;
}

static char *
make_title (SalveWizard *self)
{
  gboolean stopping = self->procedure != NULL && is_stopped (self->procedure);

  return g_strdup (stopping ? _("Stopped") : salve_step_get_title (get_step (self)));
}

static char *
make_position (SalveWizard *self)
{
  /* Translators: where the person is in a session: "Step 3 of 7". */
  return g_strdup_printf (_("Step %d of %d"), get_step (self) + 1, SALVE_N_STEPS);
}

/* What every page says about the button at the bottom. */
static void
bind_page (SalveWizard *self)
{
  self->shown = g_binding_group_new ();
  g_binding_group_bind (self->shown, "primary-label", self->bar, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "primary-sensitive", self->bar, "can-press", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "hint", self->bar, "hint", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "asks", self->bar, "asks", G_BINDING_SYNC_CREATE);
}

/* --- pages, made when they are first needed --- */

static GType
get_page_type (SalveProcedure *procedure)
{
  if (salve_procedure_get_first_aid (procedure) != NULL)
    return SALVE_TYPE_FIRST_AID_PAGE;
  if (salve_procedure_get_stopping (procedure))
    return SALVE_TYPE_STOP_PAGE;

  switch (salve_procedure_get_instruction (procedure)->kind)
    {
    case SALVE_PART_AREAS:
      return SALVE_TYPE_AREAS_PAGE;
    case SALVE_PART_SCREENING:
      return SALVE_TYPE_SCREENING_PAGE;
    case SALVE_PART_VERDICT:
      return SALVE_TYPE_VERDICT_PAGE;
    case SALVE_PART_INSTRUCTION:
      return SALVE_TYPE_INSTRUCTION_PAGE;
    case SALVE_PART_NUMBING:
      return SALVE_TYPE_NUMBING_PAGE;
    case SALVE_PART_SOAK:
      return SALVE_TYPE_SOAK_PAGE;
    case SALVE_PART_DEVICE:
      return SALVE_TYPE_DEVICE_PAGE;
    case SALVE_PART_PASSES:
      return SALVE_TYPE_PASSES_PAGE;
    case SALVE_PART_SERUM:
      return SALVE_TYPE_SERUM_PAGE;
    case SALVE_PART_FEELING:
      return SALVE_TYPE_FEELING_PAGE;
    case SALVE_PART_SUMMARY:
      return SALVE_TYPE_SUMMARY_PAGE;
    default:
      g_assert_not_reached ();
    }
}

/* One page at a time: what a stack keeps hidden, a screen reader of this generation still reads. */
static void
replace_page (SalveWizard *self,
              GType        type)
{
  g_autoptr (SalveWizardPage) page =
    g_object_ref_sink (g_object_new (type,
                                     "procedure", self->procedure,
                                     "store", self->store,
                                     "profile", self->profile,
                                     "shelf", self->shelf,
                                     NULL));

  if (SALVE_IS_SUMMARY_PAGE (page))
    salve_summary_page_set_background (SALVE_SUMMARY_PAGE (page), self->background);
  g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (self->place, GTK_WIDGET (page));
  adw_bin_set_child (self->footer, salve_wizard_page_get_footer (page));
  g_set_object (&self->page, page);
  g_binding_group_set_source (self->shown, page);
}

static void
focus_primary (SalveWizard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *primary = salve_primary_bar_get_button (self->bar);

  if (root != NULL)
    gtk_window_set_default_widget (GTK_WINDOW (root), primary);
  if (gtk_widget_get_sensitive (primary))
    gtk_widget_grab_focus (primary);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

/* A pedal reads a long page to its end first, but counts a pass at once. */
static void
set_question (SalveWizard *self)
{
  gboolean counts = salve_procedure_get_instruction (self->procedure)->kind == SALVE_PART_PASSES
                    && !salve_procedure_get_stopping (self->procedure);

  salve_primary_bar_set_scroller (self->bar, counts ? NULL : self->scroller);
  salve_primary_bar_set_question (self->bar, salve_question_get (self->procedure));
}

static void
show_part (SalveWizard *self)
{
  GType type = get_page_type (self->procedure);

  set_question (self);
  /* What is over is being saved, and has no next page. */
  if (salve_session_get_ended (salve_procedure_get_session (self->procedure)) != NULL)
    return;
  if (self->page == NULL || G_OBJECT_TYPE (self->page) != type)
    replace_page (self, type);
  salve_wizard_page_refresh (self->page);
  focus_primary (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
refresh_page (SalveWizard *self)
{
  if (self->page != NULL)
    salve_wizard_page_refresh (self->page);
}

/* --- saving --- */

static void
on_completed (SalveWizard *self)
{
  gtk_stack_set_visible_child_name (self->bodies, "save");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.back", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.stop", FALSE);
  salve_save_page_save (self->save_page, self->store, salve_procedure_get_session (self->procedure));
}

static void
on_saved (SalveWizard *self)
{
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* --- what the person does --- */

static void
on_primary (SalveWizard *self)
{
  salve_wizard_page_primary (self->page);
}

static void
on_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  salve_procedure_back (SALVE_WIZARD (widget)->procedure);
}

static void
on_stop (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  salve_procedure_request_stop (SALVE_WIZARD (widget)->procedure);
}

static void
notify_step (SalveWizard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
on_changed (SalveWizard *self)
{
  set_question (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.back",
                                 salve_procedure_get_can_back (self->procedure));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.stop",
                                 !is_stopped (self->procedure));
}

static void
set_up_hands (SalveWizard *self)
{
  g_autoptr (SalveSounds) sounds = salve_sounds_new (self->settings);

  salve_primary_bar_set_settings (self->bar, self->settings);
  g_object_bind_property (self->settings, "sounds", self->sounds, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->settings, "sounds", self->sounds_narrow, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  self->cues = salve_cues_new (self->procedure, sounds);
}

/* --- overrides --- */

static void
salve_wizard_constructed (GObject *object)
{
  SalveWizard *self = SALVE_WIZARD (object);

  G_OBJECT_CLASS (salve_wizard_parent_class)->constructed (object);

  g_signal_connect_object (self->procedure, "notify::step", G_CALLBACK (notify_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "notify::stopping", G_CALLBACK (notify_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "notify::aiding", G_CALLBACK (notify_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "notify::part", G_CALLBACK (show_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "notify::stopping", G_CALLBACK (show_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "notify::aiding", G_CALLBACK (show_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->procedure, "completed", G_CALLBACK (on_completed), self, G_CONNECT_SWAPPED);
  g_object_set (self->timers, "procedure", self->procedure, NULL);
  set_up_hands (self);
  notify_step (self);
  on_changed (self);
}

static void
salve_wizard_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_wizard_parent_class)->map (widget);

  show_part (SALVE_WIZARD (widget));
}

static void
salve_wizard_unmap (GtkWidget *widget)
{
  SalveWizard *self = SALVE_WIZARD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  /* The window would keep pointing at a button that goes with us. */
  if (root != NULL && gtk_window_get_default_widget (GTK_WINDOW (root)) == salve_primary_bar_get_button (self->bar))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);

  GTK_WIDGET_CLASS (salve_wizard_parent_class)->unmap (widget);
}

static void
salve_wizard_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SalveWizard *self = SALVE_WIZARD (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_STEP:
      g_value_set_enum (value, get_step (self));
      break;
    case PROP_TITLE:
      g_value_take_string (value, make_title (self));
      break;
    case PROP_POSITION:
      g_value_take_string (value, make_position (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_narrow (SalveWizard *self,
            gboolean     narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_wizard_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SalveWizard *self = SALVE_WIZARD (object);

  switch (prop_id)
    {
    case PROP_PROCEDURE:
      self->procedure = g_value_dup_object (value);
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_SHELF:
      self->shelf = g_value_dup_object (value);
      break;
    case PROP_BACKGROUND:
      self->background = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_wizard_dispose (GObject *object)
{
  SalveWizard *self = SALVE_WIZARD (object);

  g_clear_object (&self->shown);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_WIZARD);
  g_clear_object (&self->page);
  g_clear_object (&self->procedure);
  g_clear_object (&self->store);
  g_clear_object (&self->cues);
  g_clear_object (&self->settings);
  g_clear_object (&self->profile);
  g_clear_object (&self->shelf);
  g_clear_object (&self->background);

  G_OBJECT_CLASS (salve_wizard_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_PROCEDURE] = g_param_spec_object ("procedure", NULL, NULL, SALVE_TYPE_PROCEDURE, fixed);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, SALVE_TYPE_SETTINGS, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, fixed);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, fixed);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, SALVE_TYPE_STEP, SALVE_STEP_CHECK, shown);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, shown);
  properties[PROP_POSITION] = g_param_spec_string ("position", NULL, NULL, NULL, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, bodies);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, place);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, footer);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, scroller);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, timers);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, bar);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, sounds);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, sounds_narrow);
  gtk_widget_class_bind_template_child (widget_class, SalveWizard, save_page);
  gtk_widget_class_bind_template_callback (widget_class, on_primary);
  gtk_widget_class_bind_template_callback (widget_class, on_saved);
  gtk_widget_class_bind_template_callback (widget_class, refresh_page);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_sound_icon);
}

static void
salve_wizard_class_init (SalveWizardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_wizard_constructed;
  object_class->get_property = salve_wizard_get_property;
  object_class->set_property = salve_wizard_set_property;
  object_class->dispose = salve_wizard_dispose;
  widget_class->map = salve_wizard_map;
  widget_class->unmap = salve_wizard_unmap;
  install_properties (object_class);

  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", SALVE_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SALVE_TYPE_PRIMARY_BAR);
  g_type_ensure (SALVE_TYPE_SAVE_PAGE);
  g_type_ensure (SALVE_TYPE_STEP_DOTS);
  g_type_ensure (SALVE_TYPE_TIMER_STRIP);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "session.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "session.stop", NULL, on_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "session.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "session.stop", NULL);
}

static void
salve_wizard_init (SalveWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_page (self);
}

SalveWizard *
salve_wizard_new (SalveProcedure *procedure,
                  SalveStore     *store,
                  SalveProfile   *profile,
                  SalveShelf     *shelf,
                  SalveSettings  *settings,
                  SalveBackground *background)
{
  g_return_val_if_fail (SALVE_IS_PROCEDURE (procedure), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (SALVE_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (SALVE_IS_SHELF (shelf), NULL);
  g_return_val_if_fail (SALVE_IS_SETTINGS (settings), NULL);

  return g_object_new (SALVE_TYPE_WIZARD,
                       "procedure", procedure,
                       "store", store,
                       "settings", settings,
                       "profile", profile,
                       "shelf", shelf,
                       "background", background,
                       NULL);
}

/* Puts the keyboard where the next thing is done. */
void
salve_wizard_focus (SalveWizard *self)
{
  g_return_if_fail (SALVE_IS_WIZARD (self));

  focus_primary (self);
}
