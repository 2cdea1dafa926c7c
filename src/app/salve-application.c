/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-application.h"

#include <glib/gi18n.h>

#include "salve-aftercare.h"
#include "salve-background.h"
#include "salve-compat.h"
#include "salve-draft.h"
#include "salve-paths.h"
#include "salve-preferences.h"
#include "salve-profile.h"
#include "salve-settings.h"
#include "salve-shelf.h"
#include "salve-store.h"
#include "salve-wall-clock.h"
#include "salve-window.h"

struct _SalveApplication
{
  AdwApplication  parent_instance;

  SalveClock     *clock;
  SalveStore     *store;
  SalveDraft     *draft;
  SalveAftercare *aftercare;
  SalveProfile   *profile;
  SalveShelf     *shelf;
  SalveSettings  *settings;
  SalveBackground *background;
  GError         *problem; /* of the start, until there is a window to say it */
};

G_DEFINE_FINAL_TYPE (SalveApplication, salve_application, ADW_TYPE_APPLICATION)

/* The active window may be a dialog. */
static GtkWindow *
find_window (SalveApplication *self,
             GType             type)
{
  for (GList *each = gtk_application_get_windows (GTK_APPLICATION (self)); each != NULL; each = each->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (each->data, type))
      return each->data;

  return NULL;
}

static SalveWindow *
ensure_window (SalveApplication *self)
{
  GtkWindow *window = find_window (self, SALVE_TYPE_WINDOW);

  if (window != NULL)
    return SALVE_WINDOW (window);

  window = g_object_new (SALVE_TYPE_WINDOW,
                         "application", self,
                         "clock", self->clock,
                         "store", self->store,
                         "draft", self->draft,
                         "aftercare", self->aftercare,
                         "settings", self->settings,
                         "profile", self->profile,
                         "shelf", self->shelf,
                         "background", self->background,
                         NULL);
  if (self->problem != NULL)
    salve_window_show_problem (SALVE_WINDOW (window), self->problem);

  return SALVE_WINDOW (window);
}

static void
salve_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (ensure_window (SALVE_APPLICATION (app))));
}

static void
on_show_page (GSimpleAction *action,
              GVariant      *page,
              gpointer       data)
{
  SalveWindow *window = ensure_window (data);

  salve_window_show_page (window, g_variant_get_string (page, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_show_check_in (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  SalveWindow *window = ensure_window (data);

  gtk_window_present (GTK_WINDOW (window));
  salve_window_show_check_in (window);
}

static void
on_show_red_flags (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  SalveWindow *window = ensure_window (data);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-red-flags", NULL);
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  salve_compat_show_about (gtk_application_get_active_window (data));
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  SalveApplication *self = data;
  GtkWindow *window = find_window (self, SALVE_TYPE_PREFERENCES);

  if (window == NULL)
    window = GTK_WINDOW (salve_preferences_new (GTK_WINDOW (ensure_window (self)), self->settings, self->profile));
  gtk_window_present (gtk_window_get_transient_for (window));
  gtk_window_present (window);
}

/* Made when asked for. Under the name that GTK looks for it would be made with the window, for nothing. */
static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  GtkWindow *window = find_window (data, GTK_TYPE_SHORTCUTS_WINDOW);

  if (window == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/salve/Salve/help-overlay.ui");

      window = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
      gtk_window_set_transient_for (window, GTK_WINDOW (ensure_window (data)));
    }
  gtk_window_present (window);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GtkWindow *window = find_window (data, SALVE_TYPE_WINDOW);

  /* Through the window, so that a running session is kept. */
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (data);
}

static const GActionEntry actions[] = {
  { "show-page", on_show_page, "s", NULL, NULL },
  { "show-check-in", on_show_check_in, NULL, NULL, NULL },
  { "show-red-flags", on_show_red_flags, NULL, NULL, NULL },
  { "about", on_about, NULL, NULL, NULL },
  { "preferences", on_preferences, NULL, NULL, NULL },
  { "shortcuts", on_shortcuts, NULL, NULL, NULL },
  { "quit", on_quit, NULL, NULL, NULL },
};

static void
add_accelerators (GtkApplication *app)
{
  gtk_application_set_accels_for_action (app, "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (app, "app.preferences", (const char *[]) { "<Control>comma", NULL });
  gtk_application_set_accels_for_action (app, "app.shortcuts", (const char *[]) { "<Control>question", NULL });
  gtk_application_set_accels_for_action (app, "window.close", (const char *[]) { "<Control>w", NULL });
  gtk_application_set_accels_for_action (app, "win.start", (const char *[]) { "<Control>n", NULL });
  gtk_application_set_accels_for_action (app, "win.show-page::today", (const char *[]) { "<Alt>1", NULL });
  gtk_application_set_accels_for_action (app, "win.show-page::history", (const char *[]) { "<Alt>2", NULL });
  gtk_application_set_accels_for_action (app, "win.show-page::shelf", (const char *[]) { "<Alt>3", NULL });
  gtk_application_set_accels_for_action (app, "win.show-page::guide", (const char *[]) { "<Alt>4", NULL });
  gtk_application_set_accels_for_action (app, "win.show-red-flags", (const char *[]) { "F1", NULL });
}

static void
salve_application_startup (GApplication *app)
{
  SalveApplication *self = SALVE_APPLICATION (app);
  g_autofree char *data = salve_paths_data ();
  g_autofree char *state = salve_paths_state ();

  G_APPLICATION_CLASS (salve_application_parent_class)->startup (app);

  self->clock = salve_wall_clock_new ();
  self->store = salve_store_new (data, 0);
  salve_store_scan (self->store, &self->problem);
  self->draft = salve_draft_new (state);
  self->profile = salve_profile_new (data);
  self->shelf = salve_shelf_new (data);
  self->aftercare = salve_aftercare_new (G_LIST_MODEL (self->store), self->clock);

  self->settings = salve_settings_new ();
  self->background = salve_background_new (self->settings);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_accelerators (GTK_APPLICATION (self));
}

static void
salve_application_finalize (GObject *object)
{
  SalveApplication *self = SALVE_APPLICATION (object);

  g_clear_object (&self->background);
  g_clear_object (&self->settings);
  g_clear_object (&self->aftercare);
  g_clear_object (&self->shelf);
  g_clear_object (&self->profile);
  g_clear_object (&self->draft);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (salve_application_parent_class)->finalize (object);
}

static void
salve_application_class_init (SalveApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = salve_application_finalize;
  app_class->startup = salve_application_startup;
  app_class->activate = salve_application_activate;
}

static void
salve_application_init (SalveApplication *self)
{
}

SalveApplication *
salve_application_new (void)
{
  return g_object_new (SALVE_TYPE_APPLICATION,
                       "application-id", SALVE_APP_ID,
                       "resource-base-path", "/io/github/salve/Salve",
                       NULL);
}
