/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-page.h"

#include <glib/gi18n-lib.h>

#include "salve-answer-facts.h"
#include "salve-area.h"
#include "salve-clock.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-session-facts.h"

struct _SalveSessionPage
{
  AdwBin               parent_instance;

  SalveRecord         *record;
  SalveSession        *session;
  SalveClock          *clock;
  guint                alarm;
  GPtrArray           *rows; /* of GtkWidget, those in the groups */

  GtkWidget           *back;
  GtkScrolledWindow   *scroller;
  AdwPreferencesGroup *done;
  AdwPreferencesGroup *went;
  AdwPreferencesGroup *events;
  AdwPreferencesGroup *later;
  AdwPreferencesGroup *aftercare;
  AdwPreferencesGroup *checked;
  AdwPreferencesGroup *steps;
};

G_DEFINE_FINAL_TYPE (SalveSessionPage, salve_session_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_SESSION,
  PROP_CLOCK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The closures of the template. */

static char *
get_child_name (gpointer      this,
                SalveSession *session)
{
  return g_strdup (session != NULL ? "session" : "unreadable");
}

static char *
get_date (gpointer      this,
          SalveSession *session)
{
  return session != NULL ? salve_format_date (salve_session_get_started (session)) : g_strdup ("");
}

static char *
get_span (gpointer      this,
          SalveSession *session)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean home;

  if (session == NULL || salve_session_get_ended (session) == NULL)
    return g_strdup ("");

  from = salve_format_clock (salve_session_get_started (session));
  to = salve_format_clock (salve_session_get_ended (session));
  home = salve_session_get_setting (session) == SALVE_SETTING_HOME;

  /* Translators: two times of day: "18:30 to 19:12, at home". */
  return g_strdup_printf (home ? _("%s to %s, at home") : _("%s to %s, at a clinic"), from, to);
}

static gboolean
is_newer (gpointer      this,
          SalveSession *session)
{
  return session != NULL && salve_session_get_format (session) > SALVE_SESSION_FORMAT;
}

static gboolean
has_versions (gpointer     this,
              SalveRecord *record)
{
  return record != NULL && salve_record_get_n_versions (record) > 0;
}

static char *
get_notes (gpointer      this,
           SalveSession *session)
{
  return g_strdup (session != NULL ? salve_session_get_notes (session) : NULL);
}

static gboolean
has_notes (gpointer      this,
           SalveSession *session)
{
  const char *notes = session != NULL ? salve_session_get_notes (session) : NULL;

  return notes != NULL && *notes != '\0';
}

static char *
get_file_name (gpointer     this,
               SalveRecord *record)
{
  return record != NULL ? g_filename_display_name (salve_record_get_name (record)) : g_strdup ("");
}

static char *
get_path (gpointer     this,
          SalveRecord *record)
{
  return record != NULL ? g_filename_display_name (salve_record_get_path (record)) : g_strdup ("");
}

static char *
get_reason (gpointer     this,
            SalveRecord *record)
{
  const GError *error = record != NULL ? salve_record_get_error (record) : NULL;

  return g_markup_escape_text (error != NULL ? error->message : "", -1);
}

/* The rows: a name and a value each; what is not known has none. */

static GtkWidget *
create_label (const char    *text,
              PangoWrapMode  wrap_mode,
              float          xalign,
              const char    *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "xalign", xalign,
                                   "wrap", TRUE,
                                   "wrap-mode", wrap_mode,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                                   "valign", GTK_ALIGN_CENTER,
                                   NULL);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_row (SalveSessionPage    *self,
         AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  GtkWidget *row;
  GtkWidget *box;
  GtkWidget *label;
  g_autofree char *sentence = NULL;

  if (value == NULL || *value == '\0')
    return;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_add_css_class (box, "fact");
  gtk_box_append (GTK_BOX (box), create_label (title, PANGO_WRAP_WORD, 0, "name"));
  label = create_label (value, PANGO_WRAP_WORD_CHAR, 1, "dim-label");
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "child", box, NULL);
  /* Translators: read aloud: a name and its value, "Pain: 3 of 10". */
  sentence = g_strdup_printf (_("%s: %s"), title, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
fill_done (SalveSessionPage *self)
{
  const char * const *areas = salve_session_get_areas (self->session);
  g_autofree char *all = salve_format_areas (areas);
  g_autofree char *device = salve_session_facts_device (self->session);
  g_autofree char *numbing = salve_session_facts_numbing (self->session);
  g_autofree char *numbing_time = salve_session_facts_numbing_time (self->session);
  g_autofree char *serum = salve_session_facts_serum (self->session);
  g_autofree char *amount = salve_session_facts_numbing_amount (self->session);
  g_autofree char *treat_time = salve_session_facts_treat_time (self->session);

  add_row (self, self->done, _("Areas"), all);
  add_row (self, self->done, _("Test spot"),
           salve_session_get_test_spot (self->session) ? _("Only a small spot was treated") : NULL);
  add_row (self, self->done, _("Device"), device);
  add_row (self, self->done, _("Numbing cream"), numbing);
  add_row (self, self->done, _("Amount of cream"), amount);
  add_row (self, self->done, _("Numbing time"), numbing_time);
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *passes = salve_session_facts_passes (self->session, areas[i]);
      /* Translators: how often a roller went over a body area: "Passes, Abdomen". */
      g_autofree char *title = g_strdup_printf (_("Passes, %s"), salve_area_name (areas[i]));

      add_row (self, self->done, title, passes);
    }
  add_row (self, self->done, _("Time of needling"), treat_time);
  add_row (self, self->done, _("Serum"), serum);
}

static void
add_answer (SalveSessionPage         *self,
            const SalveScreeningItem *item)
{
  const SalveAnswer *answer = salve_answers_get (salve_session_get_answers (self->session), item->id);
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (answer == NULL || !answer->applies)
    return;
  title = salve_answer_facts_title (item);
  words = salve_answer_facts_describe (answer);
  add_row (self, self->checked, title, words);
}

static void
fill_checked (SalveSessionPage *self)
{
  g_autofree char *skin_type = salve_answer_facts_skin_type (self->session);
  const SalveScreeningItem interval = { .id = SALVE_SCREENING_INTERVAL };
  guint n_items;
  const SalveScreeningItem *items = salve_screening_list (&n_items);

  for (guint i = 0; i < n_items; i++)
    add_answer (self, &items[i]);
  add_answer (self, &interval);
  /* Translators: the type of skin by Fitzpatrick, I to VI. */
  add_row (self, self->checked, _("Skin type"), skin_type);
}

static void
fill_went (SalveSessionPage *self)
{
  g_autofree char *outcome = salve_session_facts_outcome (self->session);
  g_autofree char *pain = salve_session_facts_pain (self->session);
  g_autofree char *redness = salve_session_facts_redness (self->session);

  /* Translators: how a session ended. */
  add_row (self, self->went, _("Outcome"), outcome);
  add_row (self, self->went, _("Pain"), pain);
  add_row (self, self->went, _("Redness at the end"), redness);
}

static void
fill_events (SalveSessionPage *self)
{
  GPtrArray *events = salve_session_get_events (self->session);

  for (guint i = 0; i < events->len; i++)
    {
      const SalveSessionEvent *event = g_ptr_array_index (events, i);
      g_autofree char *words = salve_session_facts_event (event);

      add_row (self, self->events, salve_session_facts_event_title (event), words);
    }
}

static void
fill_later (SalveSessionPage *self)
{
  GPtrArray *check_ins = salve_session_get_check_ins (self->session);

  for (guint i = 0; i < check_ins->len; i++)
    {
      const SalveSessionCheckIn *check_in = g_ptr_array_index (check_ins, i);
      g_autofree char *title = salve_session_facts_check_in_title (check_in);
      g_autofree char *words = salve_session_facts_check_in (check_in);

      add_row (self, self->later, title, words);
    }
}

static gint64
fill_aftercare (SalveSessionPage *self)
{
  GPtrArray *limits = salve_session_get_aftercare (self->session);
  gint64 now = self->clock != NULL ? salve_clock_get_time (self->clock) : G_MAXINT64;
  gint64 next = SALVE_CLOCK_NEVER;

  for (guint i = 0; i < limits->len; i++)
    {
      const SalveSessionLimit *limit = g_ptr_array_index (limits, i);
      g_autofree char *words = salve_session_facts_limit (limit, now);

      if (salve_clock_instant (limit->until) > now)
        next = MIN (next, salve_clock_instant (limit->until));
      add_row (self, self->aftercare, salve_protocol_get_title (limit->restriction), words);
    }

  return next;
}

static void
fill_steps (SalveSessionPage *self)
{
  GPtrArray *steps = salve_session_get_steps (self->session);

  for (guint i = 0; i < steps->len; i++)
    {
      const SalveSessionStep *step = g_ptr_array_index (steps, i);
      g_autofree char *time = salve_session_facts_step_time (step);

      add_row (self, self->steps, salve_session_facts_step_title (step), time);
    }
}

static void
clear_rows (SalveSessionPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)),
                                    row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void refill (SalveSessionPage *self);

static void
on_alarm (gpointer data)
{
  SalveSessionPage *self = data;

  self->alarm = 0;
  refill (self);
}

static void
refill (SalveSessionPage *self)
{
  AdwPreferencesGroup *groups[] = {
    self->done, self->went, self->events, self->later, self->aftercare, self->checked, self->steps,
  };
  guint filled[G_N_ELEMENTS (groups) + 1] = { 0 };
  gint64 next = SALVE_CLOCK_NEVER;

  salve_clock_clear_alarm (self->clock, &self->alarm);
  clear_rows (self);
  if (self->session != NULL)
    {
      fill_done (self);
      filled[1] = self->rows->len;
      fill_went (self);
      filled[2] = self->rows->len;
      fill_events (self);
      filled[3] = self->rows->len;
      fill_later (self);
      filled[4] = self->rows->len;
      next = fill_aftercare (self);
      filled[5] = self->rows->len;
      fill_checked (self);
      filled[6] = self->rows->len;
      fill_steps (self);
      filled[7] = self->rows->len;
    }
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), filled[i + 1] > filled[i]);
  if (next != SALVE_CLOCK_NEVER && self->clock != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->alarm = salve_clock_add_alarm (self->clock, next, on_alarm, self);
}

static void
set_clock (SalveSessionPage *self,
           SalveClock       *clock)
{
  if (self->clock == clock)
    return;

  salve_clock_clear_alarm (self->clock, &self->alarm);
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_set_object (&self->clock, clock);
  if (clock != NULL)
    g_signal_connect_object (clock, "jumped", G_CALLBACK (refill), self, G_CONNECT_SWAPPED);
  refill (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

static void
salve_session_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SalveSessionPage *self = SALVE_SESSION_PAGE (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_session_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveSessionPage *self = SALVE_SESSION_PAGE (object);

  switch (prop_id)
    {
    case PROP_RECORD:
      salve_session_page_set_record (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      set_clock (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_session_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_session_page_parent_class)->map (widget);

  refill (SALVE_SESSION_PAGE (widget));
}

static void
salve_session_page_unmap (GtkWidget *widget)
{
  SalveSessionPage *self = SALVE_SESSION_PAGE (widget);

  salve_clock_clear_alarm (self->clock, &self->alarm);

  GTK_WIDGET_CLASS (salve_session_page_parent_class)->unmap (widget);
}

static gboolean
salve_session_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SALVE_SESSION_PAGE (widget)->back);
}

static void
salve_session_page_dispose (GObject *object)
{
  SalveSessionPage *self = SALVE_SESSION_PAGE (object);

  salve_clock_clear_alarm (self->clock, &self->alarm);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_SESSION_PAGE);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_session_page_parent_class)->dispose (object);
}

static void
salve_session_page_finalize (GObject *object)
{
  SalveSessionPage *self = SALVE_SESSION_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (salve_session_page_parent_class)->finalize (object);
}

static void
salve_session_page_class_init (SalveSessionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags ours = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = ours | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = salve_session_page_get_property;
  object_class->set_property = salve_session_page_set_property;
  object_class->dispose = salve_session_page_dispose;
  object_class->finalize = salve_session_page_finalize;
  widget_class->map = salve_session_page_map;
  widget_class->unmap = salve_session_page_unmap;
  widget_class->grab_focus = salve_session_page_grab_focus;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, SALVE_TYPE_RECORD, flags);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SALVE_TYPE_SESSION, ours);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-session-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, back);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, done);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, went);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, events);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, later);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, aftercare);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, checked);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, get_child_name);
  gtk_widget_class_bind_template_callback (widget_class, get_date);
  gtk_widget_class_bind_template_callback (widget_class, get_span);
  gtk_widget_class_bind_template_callback (widget_class, is_newer);
  gtk_widget_class_bind_template_callback (widget_class, has_versions);
  gtk_widget_class_bind_template_callback (widget_class, get_notes);
  gtk_widget_class_bind_template_callback (widget_class, has_notes);
  gtk_widget_class_bind_template_callback (widget_class, get_file_name);
  gtk_widget_class_bind_template_callback (widget_class, get_path);
  gtk_widget_class_bind_template_callback (widget_class, get_reason);
}

static void
salve_session_page_init (SalveSessionPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
salve_session_page_new (void)
{
  return g_object_new (SALVE_TYPE_SESSION_PAGE, NULL);
}

SalveRecord *
salve_session_page_get_record (SalveSessionPage *self)
{
  g_return_val_if_fail (SALVE_IS_SESSION_PAGE (self), NULL);

  return self->record;
}

void
salve_session_page_set_record (SalveSessionPage *self,
                               SalveRecord      *record)
{
  SalveSession *session;

  g_return_if_fail (SALVE_IS_SESSION_PAGE (self));
  g_return_if_fail (record == NULL || SALVE_IS_RECORD (record));

  if (!g_set_object (&self->record, record))
    return;

  session = record != NULL ? salve_record_get_session (record) : NULL;
  if (g_set_object (&self->session, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  refill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
