/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-window.h"

#include <glib/gi18n.h>

#include "salve-aftercare.h"
#include "salve-background.h"
#include "salve-calendar-export.h"
#include "salve-clock-notice.h"
#include "salve-draft.h"
#include "salve-keeper.h"
#include "salve-memory.h"
#include "salve-pages.h"
#include "salve-profile.h"
#include "salve-red-flags.h"
#include "salve-session-host.h"
#include "salve-settings.h"
#include "salve-shelf.h"
#include "salve-store.h"
#include "salve-visit-host.h"
#include "salve-waker.h"
#include "salve-warning-strip.h"

/* Below this width the switcher moves to the bottom: it would sit off centre in the header. */
#define NARROW_WIDTH 820

/* How long it says what to do with a saved file. */
#define SAVED_SECONDS 15

/* After that, what only the start needed is freed. */
#define SETTLE_MS 250

struct _SalveWindow
{
  AdwApplicationWindow parent_instance;

  SalveClock          *clock;
  SalveStore          *store;
  SalveDraft          *draft;
  SalveAftercare      *aftercare;
  SalveSettings       *settings;
  SalveProfile        *profile;
  SalveShelf          *shelf;
  SalveBackground     *background;
  SalveKeeper         *keeper;
  SalveWaker          *waker;
  gboolean             closing; /* once the visit is left */
  gboolean             narrow;

  AdwToastOverlay     *toasts;
  SalvePages          *pages;
  SalveSessionHost    *session;
  SalveVisitHost      *visit;
  SalveClockNotice    *clock_notice;
  SalveWarningStrip   *problem;
  GtkWindow           *red_flags; /* weak; NULL unless it is open */
};

G_DEFINE_FINAL_TYPE (SalveWindow, salve_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_STORE,
  PROP_DRAFT,
  PROP_AFTERCARE,
  PROP_SETTINGS,
  PROP_PROFILE,
  PROP_SHELF,
  PROP_BACKGROUND,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* For the template: the pages show while neither a session nor a visit has the window. */
static gboolean
is_idle (gpointer  this,
         GObject  *procedure,
         gboolean  visiting)
{
  return procedure == NULL && !visiting;
}

/* --- what went wrong --- */

static void
on_keeper_problem (SalveWindow *self,
                   const char  *text,
                   gboolean     again)
{
  salve_warning_strip_say (self->problem, text);
  if (again)
    salve_warning_strip_offer (self->problem, "win.keep-again", NULL);
}

static void
on_keep_again (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  SalveWindow *self = SALVE_WINDOW (widget);

  if (!salve_keeper_try_again (self->keeper))
    return;
  salve_warning_strip_close (self->problem);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Everything is saved")));
}

static void
on_store_problem (SalveWindow  *self,
                  const char   *file,
                  const GError *error)
{
  salve_window_show_problem (self, error);
}

static void
on_waker_failed (SalveWindow  *self,
                 const GError *error)
{
  /* Translators: %s is the system's reason. */
  g_autofree char *text = g_strdup_printf (_("Salve cannot notify you while it is closed: %s. The countdown on this page "
                                             "stays right. Is Salve installed completely?"), error->message);

  salve_warning_strip_say (self->problem, text);
}

/* --- running while the window is closed --- */

/* From the click that has made something pend, and only then. */
static void
ask_background (SalveWindow *self)
{
  if (salve_waker_is_needed (self->waker))
    salve_background_ask (self->background, GTK_WINDOW (self));
}

static void
on_ask_background (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  salve_background_ask_again (SALVE_WINDOW (widget)->background, GTK_WINDOW (widget));
}

static void
on_calendar_saved (GObject      *window,
                   GAsyncResult *result,
                   gpointer      data)
{
  SalveWindow *self = SALVE_WINDOW (window);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (salve_calendar_export_finish (result, &error))
    {
      AdwToast *toast = adw_toast_new (_("Saved. Open the file with your calendar."));

      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
      adw_toast_set_timeout (toast, SAVED_SECONDS);
      adw_toast_overlay_add_toast (self->toasts, toast);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: %s is the system's reason, such as "No space left on device". */
  text = g_strdup_printf (_("The ends are not saved for the calendar: %s"), error->message);
  salve_warning_strip_say (self->problem, text);
}

static void
on_save_calendar (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  SalveWindow *self = SALVE_WINDOW (widget);
  SalveReminderChoices *choices = salve_profile_get_reminders (self->profile);

  salve_calendar_export_async (GTK_WINDOW (self), self->aftercare, self->clock,
                               salve_reminder_choices_get_discreet (choices), on_calendar_saved, NULL);
}

static void
on_aftercare_changed (SalveWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-calendar",
                                 salve_waker_is_needed (self->waker));
}

/* --- the session and the visit --- */

/* One thing at a time. */
static void
update_actions (SalveWindow *self)
{
  gboolean idle = salve_session_host_get_procedure (self->session) == NULL
                  && !salve_visit_host_is_open (self->visit);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.start", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.log-visit", idle);
}

/* A record has come of it. Without the focus on the page, it would fall on the toast, which then stays. */
static void
show_saved (SalveWindow *self,
            const char  *words)
{
  ask_background (self);
  salve_pages_show (self->pages, "today");
  salve_pages_focus (self->pages);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

static void
on_session_finished (SalveWindow *self)
{
  show_saved (self, _("Session saved"));
}

static void
on_session_problem (SalveWindow *self,
                    const char  *text)
{
  salve_warning_strip_say (self->problem, text);
}

static void
on_visit_kept (SalveWindow *self)
{
  self->closing = FALSE;
}

static void
on_visit_saved (SalveWindow *self)
{
  if (salve_waker_is_needed (self->waker))
    salve_waker_wake (self->waker);
  show_saved (self, _("Clinic visit saved"));
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_visit_left (SalveWindow *self)
{
  salve_pages_focus (self->pages);
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
}

/* --- actions --- */

static void
on_start (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  salve_session_host_begin (SALVE_WINDOW (widget)->session);
}

static void
on_log_visit (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  salve_visit_host_begin (SALVE_WINDOW (widget)->visit);
}

static void
on_show_page (GtkWidget  *widget,
              const char *action,
              GVariant   *page)
{
  salve_window_show_page (SALVE_WINDOW (widget), g_variant_get_string (page, NULL));
}

static void
on_show_red_flags (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  SalveWindow *self = SALVE_WINDOW (widget);

  if (self->red_flags == NULL)
    g_set_weak_pointer (&self->red_flags,
                        GTK_WINDOW (salve_red_flags_new (GTK_WINDOW (self), self->clock, self->store,
                                                         salve_session_host_get_procedure (self->session))));
  gtk_window_present (self->red_flags);
}

/* --- the width --- */

static void
set_narrow (SalveWindow *self,
            gboolean     narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* The surface tells its width before sizes are allocated, so nothing changes within an allocation. */
static void
on_layout (SalveWindow *self,
           int          width,
           int          height)
{
  set_narrow (self, width < NARROW_WIDTH);
}

/* Once there is an application to keep the screen awake and a bus to reach the notifier. */
static void
start_up (SalveWindow *self)
{
  salve_session_host_take_up (self->session);
  if (salve_session_host_get_procedure (self->session) == NULL && salve_waker_is_needed (self->waker))
    salve_waker_wake (self->waker);
}

static void
on_settled (gpointer data)
{
  salve_memory_trim ();
}

/* Building the window leaves holes, which the process would keep for as long as it is open. */
static void
on_first_picture (GdkFrameClock *frames,
                  gpointer       self)
{
  g_signal_handlers_disconnect_by_func (frames, on_first_picture, self);
  g_timeout_add_once (SETTLE_MS, on_settled, NULL);
}

static void
salve_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (salve_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (on_layout), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (on_first_picture), widget, 0);
  start_up (SALVE_WINDOW (widget));
}

/* --- overrides --- */

/* GTK may be in the middle of a key of one of them, and lets go of it only when we are gone: by then it must
 * no longer be ours. */
static void
close_dialogs (SalveWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_window_get_transient_for (each->data) == GTK_WINDOW (self))
      {
        gtk_window_set_transient_for (each->data, NULL);
        gtk_window_destroy (each->data);
      }
}

static gboolean
salve_window_close_request (GtkWindow *window)
{
  SalveWindow *self = SALVE_WINDOW (window);

  if (salve_visit_host_is_open (self->visit))
    {
      self->closing = TRUE;
      salve_visit_host_leave (self->visit);
      return GDK_EVENT_STOP;
    }
  if (!salve_keeper_can_close (self->keeper))
    return GDK_EVENT_STOP;

  close_dialogs (self);

  return GTK_WINDOW_CLASS (salve_window_parent_class)->close_request (window);
}

static void
set_up_keeper (SalveWindow *self)
{
  self->keeper = salve_keeper_new (self->draft, self->shelf, self->profile);
  g_signal_connect_object (self->keeper, "problem", G_CALLBACK (on_keeper_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "problem", G_CALLBACK (on_store_problem), self, G_CONNECT_SWAPPED);
}

static void
set_up_waker (SalveWindow *self)
{
  self->waker = salve_waker_new (self->store, self->aftercare, self->profile, self->background);
  g_object_bind_property (self, "application", self->waker, "application", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->waker, "failed", G_CALLBACK (on_waker_failed), self, G_CONNECT_SWAPPED);
}

static void
set_up_hosts (SalveWindow *self)
{
  g_object_set (self->session,
                "clock", self->clock,
                "store", self->store,
                "draft", self->draft,
                "profile", self->profile,
                "shelf", self->shelf,
                "settings", self->settings,
                "background", self->background,
                "waker", self->waker,
                NULL);
  g_object_set (self->pages,
                "clock", self->clock,
                "store", self->store,
                "aftercare", self->aftercare,
                "profile", self->profile,
                "shelf", self->shelf,
                "background", self->background,
                NULL);
  g_object_set (self->visit, "clock", self->clock, "store", self->store, "profile", self->profile, NULL);
}

static void
salve_window_constructed (GObject *object)
{
  SalveWindow *self = SALVE_WINDOW (object);
  int width;
  int height;

  G_OBJECT_CLASS (salve_window_parent_class)->constructed (object);

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  set_narrow (self, width < NARROW_WIDTH);
  set_up_keeper (self);
  set_up_waker (self);
  set_up_hosts (self);
  g_signal_connect_object (self->aftercare, "changed", G_CALLBACK (on_aftercare_changed), self, G_CONNECT_SWAPPED);
  on_aftercare_changed (self);
  g_object_set (self->clock_notice, "clock", self->clock, "records", self->store, NULL);
}

static void
salve_window_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, SALVE_WINDOW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_window_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SalveWindow *self = SALVE_WINDOW (object);

  switch (prop_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_DRAFT:
      self->draft = g_value_dup_object (value);
      break;
    case PROP_AFTERCARE:
      self->aftercare = g_value_dup_object (value);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
salve_window_dispose (GObject *object)
{
  SalveWindow *self = SALVE_WINDOW (object);

  g_clear_weak_pointer (&self->red_flags);
  gtk_widget_dispose_template (GTK_WIDGET (self), SALVE_TYPE_WINDOW);
  g_clear_object (&self->waker);
  g_clear_object (&self->keeper);
  g_clear_object (&self->background);
  g_clear_object (&self->shelf);
  g_clear_object (&self->profile);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->settings);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_window_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SALVE_TYPE_CLOCK, fixed);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SALVE_TYPE_STORE, fixed);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, SALVE_TYPE_DRAFT, fixed);
  properties[PROP_AFTERCARE] = g_param_spec_object ("aftercare", NULL, NULL, SALVE_TYPE_AFTERCARE, fixed);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, SALVE_TYPE_SETTINGS, fixed);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, SALVE_TYPE_PROFILE, fixed);
  properties[PROP_SHELF] = g_param_spec_object ("shelf", NULL, NULL, SALVE_TYPE_SHELF, fixed);
  properties[PROP_BACKGROUND] = g_param_spec_object ("background", NULL, NULL, SALVE_TYPE_BACKGROUND, fixed);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SALVE_TYPE_CLOCK_NOTICE);
  g_type_ensure (SALVE_TYPE_PAGES);
  g_type_ensure (SALVE_TYPE_SESSION_HOST);
  g_type_ensure (SALVE_TYPE_VISIT_HOST);
  g_type_ensure (SALVE_TYPE_WARNING_STRIP);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/salve/Salve/salve-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, session);
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, visit);
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, clock_notice);
  gtk_widget_class_bind_template_child (widget_class, SalveWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_session_finished);
  gtk_widget_class_bind_template_callback (widget_class, on_session_problem);
  gtk_widget_class_bind_template_callback (widget_class, on_visit_kept);
  gtk_widget_class_bind_template_callback (widget_class, on_visit_left);
  gtk_widget_class_bind_template_callback (widget_class, on_visit_saved);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
}

static void
salve_window_class_init (SalveWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = salve_window_constructed;
  object_class->get_property = salve_window_get_property;
  object_class->set_property = salve_window_set_property;
  object_class->dispose = salve_window_dispose;
  widget_class->realize = salve_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = salve_window_close_request;
  install_properties (object_class);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "win.start", NULL, on_start);
  gtk_widget_class_install_action (widget_class, "win.log-visit", NULL, on_log_visit);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-red-flags", NULL, on_show_red_flags);
  gtk_widget_class_install_action (widget_class, "win.ask-background", NULL, on_ask_background);
  gtk_widget_class_install_action (widget_class, "win.keep-again", NULL, on_keep_again);
  gtk_widget_class_install_action (widget_class, "win.save-calendar", NULL, on_save_calendar);
}

static void
salve_window_init (SalveWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows one of the pages of #SalvePages; a session under way keeps the window. */
void
salve_window_show_page (SalveWindow *self,
                        const char  *page)
{
  g_return_if_fail (SALVE_IS_WINDOW (self));

  salve_pages_show (self->pages, page);
}

/* Says above the page what went wrong; nothing was lost by it. */
void
salve_window_show_problem (SalveWindow  *self,
                           const GError *problem)
{
  g_return_if_fail (SALVE_IS_WINDOW (self));
  g_return_if_fail (problem != NULL);

  salve_warning_strip_say (self->problem, problem->message);
}

/* Shows the question how the skin looks, if it is due, once the page can be seen. */
void
salve_window_show_check_in (SalveWindow *self)
{
  g_return_if_fail (SALVE_IS_WINDOW (self));

  salve_pages_show_check_in (self->pages);
}
