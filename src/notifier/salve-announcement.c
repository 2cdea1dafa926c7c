/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-announcement.h"

#include <glib/gi18n.h>

/* In characters. */
#define TITLE_MAX 200
#define BODY_MAX  1000

static gboolean
can (char       **capabilities,
     const char  *capability)
{
  return g_strv_contains ((const char * const *) capabilities, capability);
}

/* A record may hold anything, and some daemons lay out all that they are given. */
static char *
shorten (const char *text,
         glong       longest)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= longest)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, longest);

  return g_strconcat (start, "…", NULL);
}

/* libnotify wants a function for each action; the announcer hears of it from the bus. */
static void
on_heard_twice (NotifyNotification *notification,
                char               *action,
                gpointer            data)
{
}

static void
add_actions (NotifyNotification            *notification,
             const SalveAnnouncementAction *actions)
{
  /* Translators: the action of a notification. */
  notify_notification_add_action (notification, SALVE_ANNOUNCER_DEFAULT, _("Open Salve"), on_heard_twice, NULL, NULL);
  for (guint i = 0; actions != NULL && actions[i].id != NULL; i++)
    notify_notification_add_action (notification, actions[i].id, _(actions[i].label), on_heard_twice, NULL, NULL);
}

static void
set_manner (NotifyNotification      *notification,
            const SalveAnnouncement *announcement)
{
  notify_notification_set_category (notification, "reminder");
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (SALVE_APP_ID));
  notify_notification_set_urgency (notification, announcement->critical ? NOTIFY_URGENCY_CRITICAL
                                                                        : NOTIFY_URGENCY_NORMAL);
  if (announcement->critical)
    notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  if (announcement->quiet)
    notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
}

/* `capabilities` are the daemon's. Only a body is markup, and only for a daemon that says so; a title
 * never is. One that keeps nothing is to show it until it is closed. With a number other than 0 it takes
 * the place of that notification. Transfer full. */
NotifyNotification *
salve_announcement_build (const SalveAnnouncement  *self,
                          char                    **capabilities,
                          guint32                   id)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *escaped = NULL;
  NotifyNotification *notification;

  g_return_val_if_fail (self != NULL && capabilities != NULL, NULL);

  title = shorten (self->title, TITLE_MAX);
  body = shorten (self->body, BODY_MAX);
  escaped = can (capabilities, "body-markup") ? g_markup_escape_text (body, -1) : NULL;
  notification = g_object_new (NOTIFY_TYPE_NOTIFICATION,
                               "summary", title,
                               "body", escaped != NULL ? escaped : body,
                               "icon-name", SALVE_APP_ID,
                               "id", id <= G_MAXINT32 ? (int) id : 0,
                               NULL);
  set_manner (notification, self);
  /* It comes once: who was away from the desk for some seconds is to find it. */
  if (!can (capabilities, "persistence"))
    notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  if (can (capabilities, "actions"))
    add_actions (notification, self->actions);

  return notification;
}
