/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-notifications.h"

#include <glib/gi18n.h>

#define NOTIFIER_PATH "/io/github/salve/Salve/Notifier"

static void
on_activated (GObject      *connection,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (connection), result, &error);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
salve_notifications_start_async (GApplication        *app,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GDBusConnection *bus = g_application_get_dbus_connection (app);
  g_autoptr (GTask) task = g_task_new (app, NULL, callback, user_data);

  if (bus == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "%s",
                               _("There is no session bus."));
      return;
    }
  g_dbus_connection_call (bus, SALVE_NOTIFIER_ID, NOTIFIER_PATH, "org.freedesktop.Application", "Activate",
                          g_variant_new ("(a{sv})", NULL), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          on_activated, g_steal_pointer (&task));
}

gboolean
salve_notifications_start_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
