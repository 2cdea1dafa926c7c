/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-session-host.h"

#include <glib/gi18n.h>

struct _SalveSessionHost
{
  AdwBin           parent_instance;

  SalveClock      *clock;
  SalveStore      *store;
  SalveDraft      *draft;
  SalveProfile    *profile;
  SalveShelf      *shelf;
  SalveSettings   *settings;
  SalveBackground *background;
  SalveWaker      *waker;
  gboolean         narrow;

  SalveProcedure  *procedure;
  guint            timers;    /* of the session, that the notifier knows of */
  guint            inhibitor;
};

G_DEFINE_FINAL_TYPE (SalveSessionHost, salve_session_host, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_DRAFT,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_SETTINGS,
  PROP_BACKGROUND,
  PROP_WAKER,
  PROP_NARROW,
  PROP_PROCEDURE,
  N_PROPS
};

enum
{
  SIGNAL_FINISHED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- the screen stays awake --- */

static GtkWindow *
get_window (SalveSessionHost *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
update_inhibitor (SalveSessionHost *self)
{
  GtkWindow *window = get_window (self);
  GtkApplication *app = window != NULL ? gtk_window_get_application (window) : NULL;

  if (self->inhibitor != 0 && app != NULL)
    gtk_application_uninhibit (app, self->inhibitor);
  self->inhibitor = 0;
  if (self->procedure != NULL && app != NULL)
    self->inhibitor = gtk_application_inhibit (app, window,
                                               GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND,
                                               _("A session is under way"));
}

static void
set_procedure (SalveSessionHost *self,
               SalveProcedure   *procedure)
{
  if (!g_set_object (&self->procedure, procedure))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), procedure != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROCEDURE]);
  update_inhibitor (self);
}

/* --- the draft --- */

static void
on_changed (SalveSessionHost *self)
{
  SalveSession *session = salve_procedure_get_session (self->procedure);

  /* A finished one is a record, and the store's. */
  if (salve_session_get_ended (session) == NULL)
    salve_draft_save (self->draft, session);
}

static guint
count_timers (SalveSession *session)
{
  return (salve_session_get_numbing_applied (session) != NULL)
         + (salve_session_get_soak_before (session) != NULL)
         + (salve_session_get_soak_after (session) != NULL);
}

static void
on_draft_saved (SalveSessionHost *self)
{
  guint timers;

  if (self->procedure == NULL)
    return;
  timers = count_timers (salve_procedure_get_session (self->procedure));
  if (timers > self->timers)
    salve_waker_wake (self->waker);
  self->timers = timers;
}

/* --- the end --- */

/* The planned session was this one. */
static void
drop_plan (SalveSessionHost *self)
{
  SalveSession *session = salve_procedure_get_session (self->procedure);
  const GDate *planned = salve_profile_get_planned (self->profile);
  GDate today;

  salve_clock_get_today (self->clock, &today);
  if (planned != NULL && g_date_compare (planned, &today) <= 0 && salve_session_get_aftercare (session)->len > 0)
    salve_profile_set_planned (self->profile, NULL, FALSE);
}

static void
on_finished (SalveSessionHost *self)
{
  g_autoptr (GError) error = NULL;

  drop_plan (self);
  set_procedure (self, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  if (!salve_draft_clear (self->draft, &error))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
  if (self->timers > 0 || salve_waker_is_needed (self->waker))
    salve_waker_wake (self->waker);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* --- the beginning --- */

static void
begin (SalveSessionHost *self,
       SalveSession     *draft)
{
  g_autoptr (SalveProcedure) procedure =
    salve_procedure_new_full (self->clock, draft, G_LIST_MODEL (self->store), self->shelf);
  SalveWizard *wizard = salve_wizard_new (procedure, self->store, self->profile, self->shelf, self->settings,
                                          self->background);

  g_object_bind_property (self, "narrow", wizard, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (wizard, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (procedure, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (wizard));
  set_procedure (self, procedure);
  on_changed (self);
}

/* A record of the draft's name means that only the clearing was missed. */
static gboolean
is_saved (SalveSessionHost *self,
          SalveSession     *draft)
{
  g_autofree char *name = salve_record_make_name (draft);
  g_autoptr (SalveRecord) record = salve_store_find (self->store, name);

  return record != NULL && salve_record_get_session (record) != NULL;
}

static void
set_draft_aside (SalveSessionHost *self,
                 const GError     *reason)
{
  g_autofree char *place = salve_draft_set_aside (self->draft, NULL);
  g_autofree char *text = NULL;

  /* Translators: first the reason, then the path of a file. */
  text = g_strdup_printf (_("The session that was under way cannot be read: %s. It is kept as %s."),
                          reason->message, place != NULL ? place : salve_draft_get_path (self->draft));
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, text);
}

/* --- overrides --- */

static void
set_draft (SalveSessionHost *self,
           SalveDraft       *draft)
{
  if (!g_set_object (&self->draft, draft) || draft == NULL)
    return;
  g_signal_connect_object (draft, "saved", G_CALLBACK (on_draft_saved), self, G_CONNECT_SWAPPED);
}

static void
set_narrow (SalveSessionHost *self,
            gboolean          narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
salve_session_host_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SalveSessionHost *self = SALVE_SESSION_HOST (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_PROCEDURE:
      g_value_set_object (value, self->procedure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_session_host_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SalveSessionHost *self = SALVE_SESSION_HOST (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_STORE:
      g_set_object (&self->store, g_value_get_object (value));
      break;
    case PROP_DRAFT:
      set_draft (self, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      g_set_object (&self->profile, g_value_get_object (value));
      break;
    case PROP_SHELF:
      g_set_object (&self->shelf, g_value_get_object (value));
      break;
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_BACKGROUND:
      g_set_object (&self->background, g_value_get_object (value));
      break;
    case PROP_WAKER:
      g_set_object (&self->waker, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_session_host_dispose (GObject *object)
{
  SalveSessionHost *self = SALVE_SESSION_HOST (object);

  g_clear_object (&self->procedure);
  g_clear_object (&self->waker);
  g_clear_object (&self->background);
  g_clear_object (&self->settings);
  g_clear_object (&self->shelf);
  g_clear_object (&self->profile);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_session_host_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, given);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, given);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, SALVE_TYPE_DRAFT, given);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, given);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, given);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, SALVE_TYPE_SETTINGS, given);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, given);
  properties[PROP_WAKER] = g_param_spec_object ("waker", NULL, NULL, SALVE_TYPE_WAKER, given);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  given | G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PROCEDURE] = g_param_spec_object ("procedure", NULL, NULL, SALVE_TYPE_PROCEDURE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
salve_session_host_class_init (SalveSessionHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = salve_session_host_get_property;
  object_class->set_property = salve_session_host_set_property;
  object_class->dispose = salve_session_host_dispose;
  install_properties (object_class);

  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", SALVE_TYPE_SESSION_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] =
    g_signal_new ("problem", SALVE_TYPE_SESSION_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
salve_session_host_init (SalveSessionHost *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The session under way, or NULL. */
SalveProcedure *
salve_session_host_get_procedure (SalveSessionHost *self)
{
  g_return_val_if_fail (SALVE_IS_SESSION_HOST (self), NULL);

  return self->procedure;
}

/* Starts a new session, unless one is under way. */
void
salve_session_host_begin (SalveSessionHost *self)
{
  g_return_if_fail (SALVE_IS_SESSION_HOST (self));

  if (self->procedure == NULL)
    begin (self, NULL);
}

/* Goes on with the session that was under way when the window last closed, if there was one. */
void
salve_session_host_take_up (SalveSessionHost *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) draft = NULL;

  g_return_if_fail (SALVE_IS_SESSION_HOST (self));

  draft = salve_draft_load (self->draft, &error);
  if (error != NULL)
    set_draft_aside (self, error);
  else if (draft != NULL && is_saved (self, draft))
    salve_draft_clear (self->draft, NULL);
  else if (draft != NULL)
    begin (self, draft);
}
