/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-background.h"

#include "salve-background-note.h"

/* A portal that takes down what it is asked, and answers as told. */

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"

typedef enum
{
  GRANTS,   /* response 0, both true */
  REFUSES,  /* response 1, as when the person closes the question */
  FORBIDS,  /* response 0, both false: the person said no earlier */
  BREAKS,   /* response 2 */
  FAILS,    /* an error instead of a request */
  WAITS     /* never answers */
} Manner;

typedef struct
{
  GDBusConnection *bus;
  guint            object;
  guint            name;
  gboolean         named;
  Manner           manner;
  guint            asked;
  char            *parent;
  GVariant        *options;
  SalveSettings   *settings;
  GtkWidget       *window;
} Fixture;

static const char xml[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method></interface></node>";

static char *
make_handle (Fixture    *portal,
             const char *sender)
{
  g_autofree char *who = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "";

  g_variant_lookup (portal->options, "handle_token", "&s", &token);

  return g_strdup_printf (PATH "/request/%s/%s", who, token);
}

static void
respond (Fixture    *portal,
         const char *sender,
         const char *handle)
{
  static const guint responses[] = { [GRANTS] = 0, [REFUSES] = 1, [FORBIDS] = 0, [BREAKS] = 2 };
  g_autoptr (GError) error = NULL;
  GVariantBuilder results;

  if (portal->manner == WAITS)
    return;
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (portal->manner == GRANTS));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (portal->manner == GRANTS));
  g_dbus_connection_emit_signal (portal->bus, sender, handle, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", responses[portal->manner], &results), &error);
  g_assert_no_error (error);
}

static void
on_call (GDBusConnection       *bus,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               data)
{
  Fixture *portal = data;
  g_autofree char *handle = NULL;

  portal->asked++;
  g_clear_pointer (&portal->parent, g_free);
  g_clear_pointer (&portal->options, g_variant_unref);
  g_variant_get (parameters, "(s@a{sv})", &portal->parent, &portal->options);
  if (portal->manner == FAILS)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.Failed", "no such thing");
      return;
    }
  handle = make_handle (portal, sender);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  respond (portal, sender, handle);
}

static void
on_named (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  ((Fixture *) data)->named = TRUE;
}

static void
wait_until (const gboolean *condition)
{
  while (!*condition)
    g_main_context_iteration (NULL, TRUE);
}

/* A connection of its own: the program under test must find it on the bus. */
static void
add_portal (Fixture *fixture)
{
  static const GDBusInterfaceVTable table = { .method_call = on_call };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GError) error = NULL;

  fixture->bus = g_dbus_connection_new_for_address_sync (address,
                                                         G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                         | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                         NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->object = g_dbus_connection_register_object (fixture->bus, PATH, node->interfaces[0], &table, fixture, NULL,
                                                       &error);
  g_assert_no_error (error);
  fixture->name = g_bus_own_name_on_connection (fixture->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_named, NULL,
                                                fixture, NULL);
  wait_until (&fixture->named);
}

static void
remove_portal (Fixture *fixture)
{
  if (fixture->bus == NULL)
    return;
  g_bus_unown_name (fixture->name);
  g_dbus_connection_unregister_object (fixture->bus, fixture->object);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_clear_object (&fixture->bus);
  fixture->named = FALSE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = salve_settings_new ();
  salve_settings_set_background (fixture->settings, "unasked");
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_window_is_active (GTK_WINDOW (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_portal (fixture);
  g_clear_pointer (&fixture->parent, g_free);
  g_clear_pointer (&fixture->options, g_variant_unref);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->settings);
}

static SalveBackground *
make_background (Fixture  *fixture,
                 gboolean  sandboxed)
{
  return g_object_new (SALVE_TYPE_BACKGROUND, "settings", fixture->settings, "sandboxed", sandboxed, NULL);
}

static void
wait_for (SalveBackground      *background,
          SalveBackgroundState  state)
{
  while (salve_background_get_state (background) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Long enough for a call that would have been sent. */
static void
settle (void)
{
  gboolean over = FALSE;

  g_timeout_add_once (150, (GSourceOnceFunc) g_atomic_int_inc, &over);
  wait_until (&over);
}

static void
ask (Fixture         *fixture,
     SalveBackground *background)
{
  salve_background_ask (background, GTK_WINDOW (fixture->window));
}

/* Cases */

static void
test_unneeded (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, FALSE);

  add_portal (fixture);
  ask (fixture, background);
  salve_background_ask_again (background, GTK_WINDOW (fixture->window));
  settle ();
  g_assert_cmpint (salve_background_get_state (background), ==, SALVE_BACKGROUND_UNNEEDED);
  g_assert_cmpuint (fixture->asked, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&background));
}

static void
test_wire (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);
  g_autofree const char **command = NULL;
  gboolean autostart = FALSE;
  gboolean activatable = TRUE;
  const char *reason = NULL;

  add_portal (fixture);
  g_assert_cmpint (salve_background_get_state (background), ==, SALVE_BACKGROUND_UNASKED);
  ask (fixture, background);
  g_assert_cmpint (salve_background_get_state (background), ==, SALVE_BACKGROUND_ASKING);
  wait_for (background, SALVE_BACKGROUND_GRANTED);
  g_assert_cmpuint (fixture->asked, ==, 1);
  /* Both keys, whatever they say: one that is missing takes the entry away. */
  g_assert_true (g_variant_lookup (fixture->options, "autostart", "b", &autostart));
  g_assert_true (g_variant_lookup (fixture->options, "dbus-activatable", "b", &activatable));
  g_assert_true (autostart);
  /* It would start what has this name: the window. */
  g_assert_false (activatable);
  g_assert_true (g_variant_lookup (fixture->options, "commandline", "^a&s", &command));
  g_assert_cmpstr (command[0], ==, "salve-notifier");
  g_assert_null (command[1]);
  g_assert_true (g_variant_lookup (fixture->options, "reason", "&s", &reason));
  g_assert_cmpint (g_utf8_strlen (reason, -1), <=, 256);
  g_assert_true (g_str_has_prefix (fixture->parent, "x11:"));
  g_assert_finalize_object (g_steal_pointer (&background));
}

static const struct
{
  const char           *name;
  Manner                manner;
  SalveBackgroundState  state;
  const char           *kept;
  guint                 asked_after; /* how often in all, after a second click on "Finish" */
} answers[] = {
  { "/background/answer/grants", GRANTS, SALVE_BACKGROUND_GRANTED, "granted", 2 },
  { "/background/answer/refuses", REFUSES, SALVE_BACKGROUND_REFUSED, "refused", 1 },
  { "/background/answer/forbids", FORBIDS, SALVE_BACKGROUND_REFUSED, "refused", 1 },
  { "/background/answer/breaks", BREAKS, SALVE_BACKGROUND_FAILED, "unasked", 2 },
  { "/background/answer/fails", FAILS, SALVE_BACKGROUND_FAILED, "unasked", 2 },
};

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);
  g_autoptr (SalveBackground) later = NULL;

  add_portal (fixture);
  fixture->manner = answers[i].manner;
  ask (fixture, background);
  wait_for (background, answers[i].state);
  g_assert_cmpstr (salve_settings_get_background (fixture->settings), ==, answers[i].kept);
  g_assert_true ((salve_background_get_reason (background) != NULL) == (answers[i].state == SALVE_BACKGROUND_FAILED));
  /* At the next start it is known. */
  later = make_background (fixture, TRUE);
  g_assert_cmpint (salve_background_get_state (later), ==,
                   answers[i].state == SALVE_BACKGROUND_FAILED ? SALVE_BACKGROUND_UNASKED : answers[i].state);
  ask (fixture, later);
  settle ();
  g_assert_cmpuint (fixture->asked, ==, answers[i].asked_after);
  g_assert_cmpint (salve_background_get_state (later), ==, answers[i].state);
  g_assert_finalize_object (g_steal_pointer (&later));
  g_assert_finalize_object (g_steal_pointer (&background));
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);

  add_portal (fixture);
  fixture->manner = REFUSES;
  ask (fixture, background);
  wait_for (background, SALVE_BACKGROUND_REFUSED);
  fixture->manner = GRANTS;
  salve_background_ask_again (background, GTK_WINDOW (fixture->window));
  wait_for (background, SALVE_BACKGROUND_GRANTED);
  g_assert_cmpuint (fixture->asked, ==, 2);
  g_assert_cmpstr (salve_settings_get_background (fixture->settings), ==, "granted");
}

/* A question that nobody has answered is not put a second time. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);

  add_portal (fixture);
  fixture->manner = WAITS;
  ask (fixture, background);
  ask (fixture, background);
  salve_background_ask_again (background, GTK_WINDOW (fixture->window));
  settle ();
  g_assert_cmpuint (fixture->asked, ==, 1);
  g_assert_cmpint (salve_background_get_state (background), ==, SALVE_BACKGROUND_ASKING);
  /* The portal goes without an answer. */
  remove_portal (fixture);
  wait_for (background, SALVE_BACKGROUND_FAILED);
  g_assert_cmpstr (salve_background_get_reason (background), ==, "its service for this has ended");
  /* Another comes, and may be asked. */
  add_portal (fixture);
  fixture->manner = GRANTS;
  ask (fixture, background);
  wait_for (background, SALVE_BACKGROUND_GRANTED);
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);

  ask (fixture, background);
  wait_for (background, SALVE_BACKGROUND_FAILED);
  g_assert_nonnull (salve_background_get_reason (background));
  g_assert_finalize_object (g_steal_pointer (&background));
}

/* A portal may take a question from behind another window for a no, for good. */
static void
test_unfocused (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);
  GtkWidget *other = gtk_window_new ();

  add_portal (fixture);
  ask (fixture, background);
  wait_for (background, SALVE_BACKGROUND_GRANTED);
  /* One that was never shown has no focus. */
  salve_background_ask (background, GTK_WINDOW (other));
  salve_background_ask_again (background, GTK_WINDOW (other));
  settle ();
  g_assert_cmpuint (fixture->asked, ==, 1);
  g_assert_cmpint (salve_background_get_state (background), ==, SALVE_BACKGROUND_GRANTED);
  gtk_window_destroy (GTK_WINDOW (other));
}

static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SalveBackground) background = make_background (fixture, TRUE);
  g_autoptr (GtkWidget) note = g_object_ref_sink (g_object_new (SALVE_TYPE_BACKGROUND_NOTE, NULL));

  g_assert_false (gtk_widget_get_visible (note));
  g_object_set (note, "background", background, "narrow", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (note));
  add_portal (fixture);
  fixture->manner = REFUSES;
  ask (fixture, background);
  wait_for (background, SALVE_BACKGROUND_REFUSED);
  g_assert_true (gtk_widget_get_visible (note));
  fixture->manner = GRANTS;
  salve_background_ask_again (background, GTK_WINDOW (fixture->window));
  wait_for (background, SALVE_BACKGROUND_GRANTED);
  g_assert_false (gtk_widget_get_visible (note));
  g_object_set (note, "background", NULL, NULL);
  g_assert_finalize_object (g_steal_pointer (&note));
  g_assert_finalize_object (g_steal_pointer (&background));
}

static void
add (const char  *path,
     gpointer     data,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/background/unneeded", NULL, test_unneeded);
  add ("/background/wire", NULL, test_wire);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    add (answers[i].name, GUINT_TO_POINTER (i), test_answer);
  add ("/background/again", NULL, test_again);
  add ("/background/pending", NULL, test_pending);
  add ("/background/absent", NULL, test_absent);
  add ("/background/unfocused", NULL, test_unfocused);
  add ("/background/note", NULL, test_note);

  return g_test_run ();
}
