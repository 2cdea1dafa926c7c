/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-red-flags.h"

#include <glib/gi18n.h>

#include "salve-choice-row.h"
#include "salve-closures.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-red-flag-answer.h"
#include "salve-red-flag-log.h"
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
  SalveRecord        *record;    /* without one, where it is noted; NULL: nowhere */
  gboolean            numbing;
  gboolean            narrow;
  gboolean            busy;
  GDateTime          *noted;     /* when the signs shown were noted; NULL: they were not */
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

static gboolean
is_under_way (SalveRedFlags *self)
{
  return self->procedure != NULL && salve_session_get_ended (salve_procedure_get_session (self->procedure)) == NULL;
}

/* --- where it is noted --- */

static char *
describe_session (SalveRedFlags *self)
{
  SalveSession *session = salve_record_get_session (self->record);
  g_autofree char *date = salve_format_date (salve_session_get_started (session));
  g_autofree char *areas = salve_format_areas (salve_session_get_areas (session));

  /* Translators: a session by its date and its body areas: "Saturday, 21 November 2026 (Abdomen)". */
  return g_strdup_printf (_("%s (%s)"), date, areas);
}

static char *
describe_record (SalveRedFlags *self)
{
  g_autofree char *which = describe_session (self);

  /* Translators: %s is a session's date and body areas. */
  return g_strdup_printf (self->noted != NULL ? _("Noted in the session of %s.")
                                              : _("You can note it in the session of %s."), which);
}

static char *
describe_place (SalveRedFlags *self)
{
  if (is_under_way (self))
    return g_strdup (self->noted != NULL ? _("Noted in the session under way.")
                                         : _("You can note it in the session under way."));
  if (self->procedure != NULL)
    return g_strdup (_("The session is over but not saved yet, so nothing is noted now."));
  if (self->record != NULL)
    return describe_record (self);

  return g_strdup_printf (ngettext ("Nothing is noted: there is no session of the last %d week to note it in.",
                                    "Nothing is noted: there is no session of the last %d weeks to note it in.",
                                    SALVE_PROTOCOL_RED_FLAG_WEEKS),
                          SALVE_PROTOCOL_RED_FLAG_WEEKS);
}

static void
update_note (SalveRedFlags *self)
{
  g_auto (GStrv) signs = list_signs (self);
  g_autofree char *place = describe_place (self);
  gboolean possible = is_under_way (self) || (self->procedure == NULL && self->record != NULL);
  gboolean emergency = salve_red_flag_judge ((const char * const *) signs) == SALVE_URGENCY_EMERGENCY;

  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->note, possible && self->noted == NULL);
  gtk_widget_set_visible (self->undo, possible && self->noted != NULL);
  gtk_widget_set_visible (self->stop, emergency && is_under_way (self) &&
                                      !salve_procedure_get_stopping (self->procedure));
}

static void
set_noted (SalveRedFlags *self,
           GDateTime     *noted)
{
  gboolean had_focus = gtk_widget_has_focus (self->note) || gtk_widget_has_focus (self->undo);

  if (noted != NULL)
    g_date_time_ref (noted);
  g_clear_pointer (&self->noted, g_date_time_unref);
  self->noted = noted;
  update_note (self);
  if (had_focus)
    gtk_widget_grab_focus (noted != NULL ? self->undo : self->note);
}

/* --- noting --- */

static void
show_problem (SalveRedFlags *self,
              const GError  *error)
{
  /* Translators: %s is the system's reason, such as "No space left on device". */
  g_autofree char *text = g_strdup_printf (_("The record could not be changed: %s"), error->message);

  gtk_label_set_label (self->place, text);
}

/* The window may have been closed while the disk was busy: then it goes now, or comes back to say what failed. */
static void
end_job (SalveRedFlags *self,
         GDateTime     *noted,
         const GError  *error)
{
  if (self->rows == NULL)
    return;
  self->busy = FALSE;
  if (error == NULL)
    set_noted (self, noted);
  else
    {
      update_note (self);
      show_problem (self, error);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (error == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    gtk_window_present (GTK_WINDOW (self));
}

typedef struct
{
  SalveRedFlags *self;
  GDateTime     *at;
} Job;

static Job *
begin_job (SalveRedFlags *self,
           GDateTime     *at)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->at = g_date_time_ref (at);
  self->busy = TRUE;

  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->self);
  g_date_time_unref (job->at);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
on_added (GObject      *store,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;

  salve_red_flag_log_add_finish (SALVE_STORE (store), result, &error);
  end_job (job->self, job->at, error);
}

static void
on_removed (GObject      *store,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;

  salve_red_flag_log_remove_finish (SALVE_STORE (store), result, &error);
  end_job (job->self, NULL, error);
}

static void
on_note (SalveRedFlags *self)
{
  g_auto (GStrv) signs = list_signs (self);
  const char * const *ids = (const char * const *) signs;
  g_autoptr (GDateTime) now = salve_clock_now (self->clock);

  if (self->busy)
    return;
  if (is_under_way (self))
    {
      salve_procedure_add_event (self->procedure, SALVE_RED_FLAG_EVENT, ids,
                                 salve_urgency_id (salve_red_flag_judge (ids)));
      set_noted (self, now);
    }
  else
    salve_red_flag_log_add_async (self->store, salve_record_get_name (self->record), ids, now, NULL,
                                  on_added, begin_job (self, now));
}

static void
on_undo (SalveRedFlags *self)
{
  if (self->busy)
    return;
  if (is_under_way (self))
    {
      salve_procedure_undo_event (self->procedure, SALVE_RED_FLAG_EVENT);
      set_noted (self, NULL);
    }
  else
    salve_red_flag_log_remove_async (self->store, salve_record_get_name (self->record), self->noted, NULL,
                                     on_removed, begin_job (self, self->noted));
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
  set_noted (self, NULL);
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
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
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
  guint days = salve_protocol_get_band (0.2)->redness_alert_hours / 24;
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
  if (SALVE_RED_FLAGS (window)->busy)
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
  SalveSession *session = NULL;

  G_OBJECT_CLASS (salve_red_flags_parent_class)->constructed (object);

  if (self->procedure != NULL)
    session = salve_procedure_get_session (self->procedure);
  else
    self->record = salve_red_flag_log_find (G_LIST_MODEL (self->store), now);
  if (self->record != NULL)
    session = salve_record_get_session (self->record);
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
  g_clear_pointer (&self->noted, g_date_time_unref);
  g_clear_object (&self->record);
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
