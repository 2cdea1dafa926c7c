/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

/* A bus answers within milliseconds, or it is stuck. */
#define PATIENCE_MS 2000

typedef struct
{
  GMainLoop        *loop;
  GCancellable     *cancellable;
  SalveCtlNotifier  answer;
} Question;

/* Asking GIO for the bus would start one where there is none. */
static char *
find_bus (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = NULL;

  if (address != NULL && *address != '\0')
    return g_strdup (address);
  path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  return g_strconcat ("unix:path=", path, NULL);
}

static void
on_answered (GObject      *bus,
             GAsyncResult *result,
             gpointer      data)
{
  Question *question = data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);
  gboolean running = FALSE;

  if (reply != NULL)
    {
      g_variant_get (reply, "(b)", &running);
      question->answer = running ? SALVE_CTL_NOTIFIER_RUNNING : SALVE_CTL_NOTIFIER_ABSENT;
    }
  g_main_loop_quit (question->loop);
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Question *question = data;
  g_autoptr (GDBusConnection) bus = g_dbus_connection_new_for_address_finish (result, NULL);

  if (bus == NULL)
    {
      g_main_loop_quit (question->loop);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "NameHasOwner", g_variant_new ("(s)", SALVE_NOTIFIER_ID), G_VARIANT_TYPE ("(b)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, question->cancellable, on_answered, question);
}

static gboolean
on_timeout (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_CONTINUE;
}

/* Asks the session bus, if there is one. */
SalveCtlNotifier
salve_ctl_find_notifier (void)
{
  g_autofree char *address = find_bus ();
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GCancellable) cancellable = NULL;
  Question question = { .answer = SALVE_CTL_NOTIFIER_UNKNOWN };
  guint timeout;

  if (address == NULL)
    return SALVE_CTL_NOTIFIER_UNKNOWN;
  question.loop = loop = g_main_loop_new (NULL, FALSE);
  question.cancellable = cancellable = g_cancellable_new ();
  timeout = g_timeout_add (PATIENCE_MS, on_timeout, cancellable);
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, cancellable, on_connected, &question);
  g_main_loop_run (loop);
  g_source_remove (timeout);

  return question.answer;
}
