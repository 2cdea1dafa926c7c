/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flags.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-closures.h"
#include "salve-group.h"
#include "salve-protocol.h"
#include "salve-red-flag-answer.h"
#include "salve-red-flag-log.h"
#include "salve-red-flag-note.h"
#include "salve-red-flag.h"

/* Below this width the buttons stand one under the other. */
#define NARROW_WIDTH 560
#define WIDTH        680

struct _SalveRedFlags
{
  AdwWindow           parent_instance;

  SalveClock         *clock;
  SalveStore         *store;
  SalveProcedure     *procedure; /* NULL: no session is under way */
  SalveRedFlagNote   *noter;
  gboolean            numbing;
  gboolean            narrow;
  GPtrArray          *rows;      /* of SalveChoiceRow, those in the groups */
  SalveChoiceRow     *last;      /* what was touched last */
  guint               scroll_id;

  GtkScrolledWindow  *scroller;
  GtkBox             *groups;
  GtkRevealer        *revealer;
  SalveRedFlagAnswer *answer;
  GtkLabel           *place;
  GtkWidget          *note;
  GtkWidget          *undo;
  GtkWidget          *stop;
};

G_DEFINE_FINAL_TYPE (SalveRedFlags, salve_red_flags, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_PROCEDURE,
  PROP_NUMBING,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- what is ticked --- */

static char **
list_signs (SalveRedFlags *self)
{
  g_autoptr (GStrvBuilder) signs = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (salve_choice_row_get_active (g_ptr_array_index (self->rows, i)))
      g_strv_builder_add (signs, salve_choice_row_get_id (g_ptr_array_index (self->rows, i)));

  return g_strv_builder_end (signs);
}

/* --- the note --- */

static void
update_note (SalveRedFlags *self)
{
  g_auto (GStrv) signs = list_signs (self);
  g_autofree char *place = salve_red_flag_note_describe (self->noter);
  gboolean possible = salve_red_flag_note_get_possible (self->noter);
  gboolean noted = salve_red_flag_note_get_noted (self->noter);
  gboolean emergency = salve_red_flag_judge ((const char * const *) signs) == SALVE_URGENCY_EMERGENCY;
  gboolean had_focus = gtk_widget_has_focus (self->note) || gtk_widget_has_focus (self->undo);

  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->note, possible && !noted);
  gtk_widget_set_visible (self->undo, possible && noted);
  gtk_widget_set_visible (self->stop, emergency && salve_red_flag_note_is_under_way (self->noter) &&
                                      !salve_procedure_get_stopping (self->procedure));
  if (had_focus)
    gtk_widget_grab_focus (noted ? self->undo : self->note);
}

/* The window may have been closed while the disk was busy: then it goes now … */
static void
on_note_changed (SalveRedFlags *self)
{
  update_note (self);
  if (gtk_widget_get_realized (GTK_WIDGET (self)) && !gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* … or comes back to say what failed. */
static void
on_problem (SalveRedFlags *self,
            const GError  *error)
{
  /* Translators: %s is the system's reason, such as "No space left on device". */
  g_autofree char *text = g_strdup_printf (_("The record could not be changed: %s. What you ticked is still here. Try "
                                             "again; what to do about it does not wait for that."), error->message);

  update_note (self);
  gtk_label_set_label (self->place, text);
  gtk_window_present (GTK_WINDOW (self));
}

static void
on_note (SalveRedFlags *self)
{
  g_auto (GStrv) signs = list_signs (self);

  salve_red_flag_note_enter (self->noter, (const char * const *) signs);
}

static void
on_undo (SalveRedFlags *self)
{
  salve_red_flag_note_undo (self->noter);
}

static void
on_stop (SalveRedFlags *self)
{
  salve_procedure_request_stop (self->procedure);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the signs --- */

/* The answer takes its room from the list: what was ticked stays in sight. */
static void
scroll_to_last (gpointer data)
{
  SalveRedFlags *self = data;
  GtkWidget *row = GTK_WIDGET (self->last);
  graphene_rect_t bounds;

  self->scroll_id = 0;
  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->groups), &bounds))
    {
      double top = bounds.origin.y + gtk_widget_get_margin_top (GTK_WIDGET (self->groups));

      gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                                 top, top + bounds.size.height);
    }
}

static void
on_page_size (SalveRedFlags *self)
{
  if (self->rows != NULL && self->scroll_id == 0)
    self->scroll_id = g_idle_add_once (scroll_to_last, self);
}

static void
on_ticked (SalveRedFlags  *self,
           GParamSpec     *pspec,
           SalveChoiceRow *row)
{
  g_auto (GStrv) signs = list_signs (self);

  self->last = row;
  salve_red_flag_answer_set_signs (self->answer, (const char * const *) signs);
  gtk_revealer_set_reveal_child (self->revealer, signs[0] != NULL);
  salve_red_flag_note_begin_anew (self->noter);
}

static void
add_row (SalveRedFlags       *self,
         AdwPreferencesGroup *group,
         const SalveRedFlag  *flag)
{
  SalveChoiceRow *row = salve_choice_row_new (flag->id, flag->sign, flag->when);

  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

/* The signs of numbing cream, or of an urgency what is not among them. */
static AdwPreferencesGroup *
add_group (SalveRedFlags *self,
           const char    *title,
           gboolean       numbing,
           SalveUrgency   urgency)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (salve_group_new ());
  guint n_flags;
  const SalveRedFlag *flags = salve_red_flag_list (&n_flags);

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < n_flags; i++)
    if (numbing ? flags[i].numbing : flags[i].urgency == urgency && !(self->numbing && flags[i].numbing))
      add_row (self, group, &flags[i]);
  if (numbing || urgency == SALVE_URGENCY_EMERGENCY)
    gtk_widget_add_css_class (GTK_WIDGET (group), "first");
  gtk_box_append (self->groups, GTK_WIDGET (group));

  return group;
}

static void
add_usual (SalveRedFlags *self)
{
  guint days = salve_protocol_get_band (SALVE_PROTOCOL_SHORT_MM)->redness_alert_hours / 24;
  g_autofree char *text =
    g_strdup_printf (ngettext ("None of these? Redness, swelling and flaking mostly pass within %u day after short "
                               "needles. If anything worries you, ask a doctor all the same.",
                               "None of these? Redness, swelling and flaking mostly pass within %u days after short "
                               "needles. If anything worries you, ask a doctor all the same.", days), days);

  gtk_box_append (self->groups, g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL));
}

static void
add_numbing (SalveRedFlags *self)
{
  g_autofree char *when =
    g_strdup_printf (ngettext ("While it is on, and for %d hour after", "While it is on, and for %d hours after",
                               SALVE_PROTOCOL_NUMBING_WATCH_HOURS), SALVE_PROTOCOL_NUMBING_WATCH_HOURS);

  adw_preferences_group_set_description (add_group (self, _("Signs of numbing cream"), TRUE, SALVE_URGENCY_NONE), when);
}

static void
fill (SalveRedFlags *self)
{
  if (self->numbing)
    add_numbing (self);
  add_group (self, _("Signs of an emergency"), FALSE, SALVE_URGENCY_EMERGENCY);
  add_group (self, _("Signs to show a doctor today"), FALSE, SALVE_URGENCY_DOCTOR_TODAY);
  add_group (self, _("Signs to show a dermatologist soon"), FALSE, SALVE_URGENCY_DERMATOLOGIST);
  add_usual (self);
}

/* --- the width --- */

static void
on_layout (SalveRedFlags *self,
           int            width,
           int            height)
{
  gboolean narrow = width < NARROW_WIDTH;

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_red_flags_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_red_flags_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
}

/* --- overrides --- */

static void
salve_red_flags_map (GtkWidget *widget)
{
  SalveRedFlags *self = SALVE_RED_FLAGS (widget);

  GTK_WIDGET_CLASS (salve_red_flags_parent_class)->map (widget);

  gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

static gboolean
salve_red_flags_close_request (GtkWindow *window)
{
  if (salve_red_flag_note_get_busy (SALVE_RED_FLAGS (window)->noter))
    {
      gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (salve_red_flags_parent_class)->close_request (window);
}

static void
salve_red_flags_constructed (GObject *object)
{
  SalveRedFlags *self = SALVE_RED_FLAGS (object);
  gint64 now = salve_clock_get_time (self->clock);
  SalveSession *session;

  G_OBJECT_CLASS (salve_red_flags_parent_class)->constructed (object);

  self->noter = salve_red_flag_note_new (self->clock, self->store, self->procedure);
  g_signal_connect_object (self->noter, "changed", G_CALLBACK (on_note_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->noter, "problem", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  session = salve_red_flag_note_get_session (self->noter);
  self->numbing = session != NULL && salve_red_flag_log_expects_numbing (session, now);
  fill (self);
  update_note (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (on_page_size), self, G_CONNECT_SWAPPED);
}

static void
salve_red_flags_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SalveRedFlags *self = SALVE_RED_FLAGS (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_PROCEDURE:
      g_value_set_object (value, self->procedure);
      break;
    case PROP_NUMBING:
      g_value_set_boolean (value, self->numbing);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_red_flags_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SalveRedFlags *self = SALVE_RED_FLAGS (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_PROCEDURE:
      self->procedure = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_red_flags_dispose (GObject *object)
{
  SalveRedFlags *self = SALVE_RED_FLAGS (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->last = NULL;
  if (self->noter != NULL)
    g_signal_handlers_disconnect_by_data (self->noter, self);
  g_clear_object (&self->noter);
  g_clear_object (&self->procedure);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_red_flags_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, fixed);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_PROCEDURE] = g_param_spec_object ("procedure", NULL, NULL, SALVE_TYPE_PROCEDURE, fixed);
  /* Whether the signs of numbing cream come first. */
  properties[PROP_NUMBING] = g_param_spec_boolean ("numbing", NULL, NULL, FALSE, shown);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SALVE_TYPE_RED_FLAG_ANSWER);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-red-flags.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, scroller);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, groups);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, revealer);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, answer);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, place);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, note);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, undo);
  gtk_widget_class_bind_template_child (widget_class, SalveRedFlags, stop);
  gtk_widget_class_bind_template_callback (widget_class, on_note);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
}

static void
salve_red_flags_class_init (SalveRedFlagsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_red_flags_constructed;
  object_class->get_property = salve_red_flags_get_property;
  object_class->set_property = salve_red_flags_set_property;
  object_class->dispose = salve_red_flags_dispose;
  widget_class->realize = salve_red_flags_realize;
  widget_class->map = salve_red_flags_map;
  GTK_WINDOW_CLASS (klass)->close_request = salve_red_flags_close_request;
  install_properties (object_class);
  bind_template (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
salve_red_flags_init (SalveRedFlags *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As large as the window that it is about, where that is small. The procedure is the session under way, or NULL. */
SalveRedFlags *
salve_red_flags_new (GtkWindow      *parent,
                     SalveClock     *clock,
                     SalveStore     *store,
                     SalveProcedure *procedure)
{
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SALVE_IS_STORE (store), NULL);
  g_return_val_if_fail (procedure == NULL || SALVE_IS_PROCEDURE (procedure), NULL);

  SalveRedFlags *self = g_object_new (SALVE_TYPE_RED_FLAGS,
                                      "application", parent != NULL ? gtk_window_get_application (parent) : NULL,
                                      "transient-for", parent,
                                      "clock", clock,
                                      "store", store,
                                      "procedure", procedure,
                                      NULL);

  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), MIN (gtk_widget_get_width (GTK_WIDGET (parent)), WIDTH),
                                 gtk_widget_get_height (GTK_WIDGET (parent)));

  return self;
}
