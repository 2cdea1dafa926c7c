/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-page.h"

#include <glib/gi18n-lib.h>

#include "salve-area.h"
#include "salve-clock.h"
#include "salve-format.h"
#include "salve-protocol.h"
#include "salve-step.h"
#include "salve-term.h"

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
  AdwPreferencesGroup *aftercare;
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

static char *
describe_device (SalveSession *session)
{
  const char *kind = salve_term_title (SALVE_VOCABULARY_DEVICE, salve_session_get_device_kind (session));
  const char *parts[4] = { NULL };
  g_autofree char *length = NULL;
  guint n = 0;

  if (salve_session_get_device_name (session) != NULL && *salve_session_get_device_name (session) != '\0')
    parts[n++] = salve_session_get_device_name (session);
  if (kind != NULL)
    parts[n++] = kind;
  if (salve_session_get_needle_mm (session) > 0)
    parts[n++] = length = salve_format_length (salve_session_get_needle_mm (session));

  return g_strjoinv ("\n", (char **) parts);
}

static char *
describe_numbing (SalveSession *session)
{
  const char *product = salve_session_get_numbing_product (session);
  double percent = salve_session_get_numbing_percent (session);

  if (product != NULL && percent > 0)
    /* Translators: a numbing cream's name and its strength: "Blue cream, 4 % lidocaine". */
    return g_strdup_printf (_("%s, %g %% lidocaine"), product, percent);
  if (percent > 0)
    return g_strdup_printf (_("%g %% lidocaine"), percent);

  return g_strdup (product);
}

static char *
describe_numbing_time (SalveSession *session)
{
  GDateTime *applied = salve_session_get_numbing_applied (session);
  GDateTime *removed = salve_session_get_numbing_removed (session);
  g_autofree char *on = applied != NULL ? salve_format_clock (applied) : NULL;
  g_autofree char *off = removed != NULL ? salve_format_clock (removed) : NULL;
  g_autofree char *length = NULL;

  if (on == NULL)
    return NULL;
  if (off == NULL)
    /* Translators: of a numbing cream; %s is a time of day. */
    return g_strdup_printf (_("from %s"), on);

  length = salve_format_duration (g_date_time_difference (removed, applied));

  /* Translators: of a numbing cream: two times of day and how long: "18:30 to 19:10, 40 min". */
  return g_strdup_printf (_("%s to %s, %s"), on, off, length);
}

static char *
describe_pass (const SalveSessionPass *pass)
{
  const char *direction = pass->direction != NULL ? salve_protocol_get_direction_title (pass->direction) : "";

  /* Translators: a direction and how often a roller went there: "Side to side: 4". */
  return g_strdup_printf (_("%s: %u"), direction, pass->count);
}

static char *
describe_passes (SalveSession *session,
                 const char   *area)
{
  GPtrArray *passes = salve_session_get_passes (session);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < passes->len; i++)
    {
      const SalveSessionPass *pass = g_ptr_array_index (passes, i);

      if (pass->count > 0 && g_strcmp0 (pass->area, area) == 0)
        g_ptr_array_add (lines, describe_pass (pass));
    }
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
describe_serum (SalveSession *session)
{
  const char *kind = salve_term_title (SALVE_VOCABULARY_SERUM, salve_session_get_serum_kind (session));
  const char *product = salve_session_get_serum_product (session);

  if (kind != NULL && product != NULL && *product != '\0')
    /* Translators: a kind of serum and a product's name. */
    return g_strdup_printf (_("%s, %s"), kind, product);

  return g_strdup (kind != NULL ? kind : product);
}

static void
fill_done (SalveSessionPage *self)
{
  const char * const *areas = salve_session_get_areas (self->session);
  g_autofree char *all = salve_format_areas (areas);
  g_autofree char *device = describe_device (self->session);
  g_autofree char *numbing = describe_numbing (self->session);
  g_autofree char *numbing_time = describe_numbing_time (self->session);
  g_autofree char *serum = describe_serum (self->session);

  add_row (self, self->done, _("Areas"), all);
  add_row (self, self->done, _("Device"), device);
  add_row (self, self->done, _("Numbing cream"), numbing);
  add_row (self, self->done, _("Numbing time"), numbing_time);
  for (guint i = 0; areas != NULL && areas[i] != NULL; i++)
    {
      g_autofree char *passes = describe_passes (self->session, areas[i]);
      /* Translators: how often a roller went over a body area: "Passes, Abdomen". */
      g_autofree char *title = g_strdup_printf (_("Passes, %s"), salve_area_name (areas[i]));

      add_row (self, self->done, title, passes);
    }
  add_row (self, self->done, _("Serum"), serum);
}

static char *
describe_outcome (SalveSession *session)
{
  const char *because = salve_term_title (SALVE_VOCABULARY_STOP, salve_session_get_stopped_because (session));

  if (salve_session_get_outcome (session) == SALVE_OUTCOME_COMPLETED)
    return g_strdup (_("Completed"));
  if (because == NULL)
    return g_strdup (_("Stopped early"));

  /* Translators: why a session was stopped: "Stopped early: Sharp pain". */
  return g_strdup_printf (_("Stopped early: %s"), because);
}

static char *
describe_redness (SalveSession *session)
{
  char id[] = { (char) ('0' + salve_session_get_erythema (session)), '\0' };
  const SalveTerm *term = salve_term_find (SALVE_VOCABULARY_ERYTHEMA, id);

  if (term == NULL)
    return NULL;

  /* Translators: redness on a scale from 0 to 4, and in words: "1 – Barely visible". */
  return g_strdup_printf (_("%s – %s"), term->id, _(term->title));
}

static void
fill_went (SalveSessionPage *self)
{
  g_autofree char *outcome = describe_outcome (self->session);
  g_autofree char *redness = describe_redness (self->session);
  g_autofree char *pain = NULL;

  if (salve_session_get_pain (self->session) >= 0)
    /* Translators: pain on a scale from 0 to 10. */
    pain = g_strdup_printf (_("%d of 10"), salve_session_get_pain (self->session));

  /* Translators: how a session ended. */
  add_row (self, self->went, _("Outcome"), outcome);
  add_row (self, self->went, _("Pain"), pain);
  add_row (self, self->went, _("Redness at the end"), redness);
}

static char *
describe_limit (const SalveSessionLimit *limit,
                gint64                   now)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (limit->until);
  g_autofree char *areas = limit->areas != NULL ? salve_format_areas ((const char * const *) limit->areas) : NULL;
  g_autofree char *end = NULL;

  if (salve_clock_instant (limit->until) > now)
    end = salve_format_until (salve_clock_instant (limit->until), now);
  else
    /* Translators: a restriction is over since then, in strftime's terms. */
    end = g_date_time_format (local, _("over since %-d %B %Y, %H:%M"));

  return areas != NULL ? g_strdup_printf ("%s\n%s", end, areas) : g_steal_pointer (&end);
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
      g_autofree char *words = describe_limit (limit, now);

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
      int which = step->id != NULL ? salve_step_find (step->id) : -1;
      g_autofree char *entered = step->entered != NULL ? salve_format_clock (step->entered) : NULL;
      g_autofree char *done = step->done != NULL ? salve_format_clock (step->done) : NULL;
      g_autofree char *span = NULL;

      if (entered != NULL && done != NULL)
        /* Translators: two times of day: "18:30 to 18:35". */
        span = g_strdup_printf (_("%s to %s"), entered, done);
      add_row (self, self->steps, which >= 0 ? salve_step_get_title ((SalveStep) which) : step->id,
               span != NULL ? span : entered);
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
  AdwPreferencesGroup *groups[] = { self->done, self->went, self->aftercare, self->steps };
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
      next = fill_aftercare (self);
      filled[3] = self->rows->len;
      fill_steps (self);
      filled[4] = self->rows->len;
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
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, aftercare);
  gtk_widget_class_bind_template_child (widget_class, SalveSessionPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, get_child_name);
  gtk_widget_class_bind_template_callback (widget_class, get_date);
  gtk_widget_class_bind_template_callback (widget_class, get_span);
  gtk_widget_class_bind_template_callback (widget_class, is_newer);
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
