/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-timer-strip.h"

#include <glib/gi18n.h>

#include "salve-closures.h"
#include "salve-format.h"
#include "salve-numbing-check.h"
#include "salve-soak.h"

struct _SalveTimerStrip
{
  AdwBin          parent_instance;

  SalveProcedure *procedure;
  gboolean        narrow;
  guint           alarm;
  guint           check;    /* the open question, in minutes; 0 for none */

  GtkWidget      *cream;
  GtkLabel       *cream_label;
  GtkWidget      *cream_off;
  GtkWidget      *unnumbed;
  GtkWidget      *question;
  GtkLabel       *question_label;
  GtkWidget      *device;
  GtkLabel       *device_label;
};

G_DEFINE_FINAL_TYPE (SalveTimerStrip, salve_timer_strip, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_PROCEDURE,
  PROP_NARROW,
  N_PROPS
};

enum
{
  SIGNAL_TICK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static SalveSession *
get_session (SalveTimerStrip *self)
{
  return salve_procedure_get_session (self->procedure);
}

static const SalveNumbingLimits *
get_limits (SalveTimerStrip *self)
{
  return salve_protocol_find_numbing (salve_session_get_numbing_max_minutes (get_session (self)));
}

/* --- the numbing cream --- */

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* What presses goes from edge to edge, and is larger. */
static void
set_full (GtkWidget *line,
          gboolean   full)
{
  set_class (line, "full", full);
  gtk_widget_set_halign (line, full ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
}

/* The page of the cream has the button itself. */
static gboolean
has_own_button (SalveTimerStrip *self)
{
  return !salve_procedure_get_stopping (self->procedure)
         && salve_procedure_get_first_aid (self->procedure) == NULL
         && salve_procedure_get_instruction (self->procedure)->kind == SALVE_PART_NUMBING;
}

/* Once needles have touched the skin, or the person goes on without, it no longer matters whether it
 * is still numb. */
static SalveNumbing
get_numbing (SalveTimerStrip *self)
{
  SalveNumbing numbing = salve_procedure_get_numbing (self->procedure);

  if (numbing >= SALVE_NUMBING_OFF
      && (salve_procedure_get_needled (self->procedure)
          || salve_procedure_get_step (self->procedure) > SALVE_STEP_TREAT
          || salve_session_get_unnumbed (get_session (self))))
    return SALVE_NUMBING_NONE;

  return numbing;
}

static void
show_cream (SalveTimerStrip *self,
            GDateTime       *now)
{
  SalveSession *session = get_session (self);
  SalveNumbing numbing = get_numbing (self);
  gboolean on = numbing != SALVE_NUMBING_NONE && numbing < SALVE_NUMBING_OFF;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->cream, numbing != SALVE_NUMBING_NONE);
  gtk_widget_set_visible (self->cream_off, on && !has_own_button (self));
  gtk_widget_set_visible (self->unnumbed, numbing == SALVE_NUMBING_FADED);
  set_full (self->cream, numbing == SALVE_NUMBING_ALARM || numbing == SALVE_NUMBING_OVERDUE
                           || numbing == SALVE_NUMBING_FADED);
  set_class (self->cream, "urgent", numbing == SALVE_NUMBING_OVERDUE);
  if (numbing == SALVE_NUMBING_NONE)
    return;

  words = salve_numbing_describe (get_limits (self), salve_session_get_numbing_applied (session),
                                  salve_session_get_numbing_removed (session), now);
  gtk_label_set_label (self->cream_label, words);
}

/* The next press of the same key is to go on, not to do the same again. */
static void
focus_primary (SalveTimerStrip *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *primary = root != NULL ? gtk_window_get_default_widget (GTK_WINDOW (root)) : NULL;

  if (primary != NULL && gtk_widget_get_sensitive (primary))
    gtk_widget_grab_focus (primary);
  else if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
on_cream_off (SalveTimerStrip *self)
{
  focus_primary (self);
  salve_procedure_end_numbing (self->procedure);
}

static void
on_unnumbed (SalveTimerStrip *self)
{
  focus_primary (self);
  salve_procedure_go_unnumbed (self->procedure);
  /* The large button may go on now. */
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

/* --- how it feels --- */

static void
show_question (SalveTimerStrip *self,
               GDateTime       *now)
{
  SalveSession *session = get_session (self);
  GDateTime *applied = salve_session_get_numbing_applied (session);
  gboolean overdue;

  self->check = salve_numbing_check_due (applied, salve_numbing_check_get_answered (session), now, &overdue);
  gtk_widget_set_visible (self->question, self->check != 0);
  set_class (self->question, "urgent", overdue);
  if (self->check == 0)
    return;

  g_autoptr (GDateTime) until = salve_numbing_check_watch_until (applied);
  g_autofree char *from = salve_format_clock (applied);
  g_autofree char *to = salve_format_clock (until);
  /* Translators: both are times of day such as 18:20 */
  g_autofree char *words = g_strdup_printf (_("The numbing cream went on at %1$s. Look at your lips and nails, and "
                                              "watch yourself until %2$s."), from, to);

  gtk_label_set_label (self->question_label, words);
}

static void
on_well (SalveTimerStrip *self)
{
  focus_primary (self);
  salve_procedure_confirm_well (self->procedure, self->check);
}

/* --- the device in the alcohol --- */

/* The soaking that still concerns somebody: before treating while it runs, and then until the device
 * was taken up; after treating until the session is over. */
static GDateTime *
get_soak (SalveTimerStrip *self,
          GDateTime       *now)
{
  SalveSession *session = get_session (self);
  GDateTime *before = salve_session_get_soak_before (session);

  if (salve_session_get_soak_after (session) != NULL)
    return salve_session_get_soak_after (session);
  if (salve_procedure_get_step (self->procedure) > SALVE_STEP_DEVICE)
    return NULL;

  return salve_procedure_get_step (self->procedure) == SALVE_STEP_DEVICE
         || salve_soak_at (before, now) == SALVE_SOAK_RUNNING ? before : NULL;
}

static void
show_device (SalveTimerStrip *self,
             GDateTime       *now)
{
  g_autofree char *words = salve_soak_describe (get_soak (self, now), now);

  gtk_widget_set_visible (self->device, words != NULL);
  if (words != NULL)
    gtk_label_set_label (self->device_label, words);
}

/* --- time --- */

static void
put_earlier (GDateTime **next,
             GDateTime  *candidate)
{
  if (candidate != NULL && (*next == NULL || g_date_time_compare (candidate, *next) < 0))
    {
      g_clear_pointer (next, g_date_time_unref);
      *next = g_date_time_ref (candidate);
    }
}

static GDateTime *
find_next (SalveTimerStrip *self,
           GDateTime       *now)
{
  SalveSession *session = get_session (self);
  GDateTime *applied = salve_session_get_numbing_applied (session);
  GDateTime *removed = salve_session_get_numbing_removed (session);
  g_autoptr (GDateTime) cream = salve_numbing_next_change (get_limits (self), applied, removed, now);
  g_autoptr (GDateTime) check = salve_numbing_check_next_change (applied, salve_numbing_check_get_answered (session), now);
  g_autoptr (GDateTime) device = salve_soak_next_change (get_soak (self, now), now);
  GDateTime *next = NULL;

  if (get_numbing (self) != SALVE_NUMBING_NONE)
    put_earlier (&next, cream);
  put_earlier (&next, check);
  put_earlier (&next, device);

  return next;
}

static void
on_alarm (gpointer data)
{
  SalveTimerStrip *self = data;

  self->alarm = 0;
  salve_timer_strip_refresh (self);
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

static void
on_jumped (SalveTimerStrip *self)
{
  salve_timer_strip_refresh (self);
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
}

static void
arm (SalveTimerStrip *self,
     GDateTime       *now)
{
  SalveClock *clock = salve_procedure_get_clock (self->procedure);
  g_autoptr (GDateTime) next = find_next (self, now);

  salve_clock_clear_alarm (clock, &self->alarm);
  if (next != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->alarm = salve_clock_add_alarm (clock, salve_clock_instant (next), on_alarm, self);
}

/* --- overrides --- */

static void
salve_timer_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_timer_strip_parent_class)->map (widget);

  salve_timer_strip_refresh (SALVE_TIMER_STRIP (widget));
}

static void
salve_timer_strip_unmap (GtkWidget *widget)
{
  SalveTimerStrip *self = SALVE_TIMER_STRIP (widget);

  if (self->procedure != NULL)
    salve_clock_clear_alarm (salve_procedure_get_clock (self->procedure), &self->alarm);

  GTK_WIDGET_CLASS (salve_timer_strip_parent_class)->unmap (widget);
}

static void
set_procedure (SalveTimerStrip *self,
               SalveProcedure  *procedure)
{
  g_assert (self->procedure == NULL);

  if (procedure == NULL)
    return;
  self->procedure = g_object_ref (procedure);
  g_signal_connect_object (procedure, "changed", G_CALLBACK (salve_timer_strip_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (procedure, "notify::part", G_CALLBACK (salve_timer_strip_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (salve_procedure_get_clock (procedure), "jumped",
                           G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  salve_timer_strip_refresh (self);
}

static void
set_narrow (SalveTimerStrip *self,
            gboolean         narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_timer_strip_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, SALVE_TIMER_STRIP (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_timer_strip_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PROCEDURE:
      set_procedure (SALVE_TIMER_STRIP (object), g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (SALVE_TIMER_STRIP (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_timer_strip_dispose (GObject *object)
{
  SalveTimerStrip *self = SALVE_TIMER_STRIP (object);

  if (self->procedure != NULL)
    salve_clock_clear_alarm (salve_procedure_get_clock (self->procedure), &self->alarm);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_TIMER_STRIP);
  g_clear_object (&self->procedure);

  G_OBJECT_CLASS (salve_timer_strip_parent_class)->dispose (object);
}

static void
salve_timer_strip_class_init (SalveTimerStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = salve_timer_strip_get_property;
  object_class->set_property = salve_timer_strip_set_property;
  object_class->dispose = salve_timer_strip_dispose;
  widget_class->map = salve_timer_strip_map;
  widget_class->unmap = salve_timer_strip_unmap;

  properties[PROP_PROCEDURE] =
    g_param_spec_object ("procedure", NULL, NULL, SALVE_TYPE_PROCEDURE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_TICK] =
    g_signal_new ("tick", SALVE_TYPE_TIMER_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-timer-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, cream);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, cream_label);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, cream_off);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, unnumbed);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, question);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, question_label);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, device);
  gtk_widget_class_bind_template_child (widget_class, SalveTimerStrip, device_label);
  gtk_widget_class_bind_template_callback (widget_class, on_cream_off);
  gtk_widget_class_bind_template_callback (widget_class, salve_closure_narrow_vertical);
  gtk_widget_class_bind_template_callback (widget_class, on_unnumbed);
  gtk_widget_class_bind_template_callback (widget_class, on_well);
}

static void
salve_timer_strip_init (SalveTimerStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows the session and the time as they are now. */
void
salve_timer_strip_refresh (SalveTimerStrip *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SALVE_IS_TIMER_STRIP (self));

  if (self->procedure == NULL)
    return;
  now = salve_clock_now (salve_procedure_get_clock (self->procedure));
  show_cream (self, now);
  show_question (self, now);
  show_device (self, now);
  arm (self, now);
}
