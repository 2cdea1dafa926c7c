/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-receipt.h"

/* What GDBus's own thread writes. */
typedef struct
{
  GMutex             lock;
  guint32            serial; /* of the call; 0 before the first */
  guint32            id;
  SalveReceiptState  state;
} Slip;

struct _SalveReceipt
{
  GDBusConnection *bus;
  Slip            *slip; /* (unowned) lives until the filter is gone */
  guint            filter;
};

static void
slip_free (gpointer data)
{
  Slip *slip = data;

  g_mutex_clear (&slip->lock);
  g_free (slip);
}

static void
note_call (Slip         *slip,
           GDBusMessage *message)
{
  if (g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL
      || g_strcmp0 (g_dbus_message_get_interface (message), "org.freedesktop.Notifications") != 0
      || g_strcmp0 (g_dbus_message_get_member (message), "Notify") != 0)
    return;
  slip->serial = g_dbus_message_get_serial (message);
  slip->state = SALVE_RECEIPT_NONE;
}

static void
note_answer (Slip         *slip,
             GDBusMessage *message)
{
  GVariant *body = g_dbus_message_get_body (message);

  if (slip->serial == 0 || g_dbus_message_get_reply_serial (message) != slip->serial)
    return;
  slip->state = SALVE_RECEIPT_REFUSED;
  if (g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_RETURN
      || body == NULL || !g_variant_is_of_type (body, G_VARIANT_TYPE ("(u)")))
    return;
  g_variant_get (body, "(u)", &slip->id);
  slip->state = SALVE_RECEIPT_SHOWN;
}

static GDBusMessage *
on_message (GDBusConnection *bus,
            GDBusMessage    *message,
            gboolean         incoming,
            gpointer         data)
{
  Slip *slip = data;

  g_mutex_lock (&slip->lock);
  if (incoming)
    note_answer (slip, message);
  else
    note_call (slip, message);
  g_mutex_unlock (&slip->lock);

  return message;
}

SalveReceipt *
salve_receipt_new (GDBusConnection *bus)
{
  SalveReceipt *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);

  self = g_new0 (SalveReceipt, 1);
  self->bus = g_object_ref (bus);
  self->slip = g_new0 (Slip, 1);
  g_mutex_init (&self->slip->lock);
  self->filter = g_dbus_connection_add_filter (bus, on_message, self->slip, slip_free);

  return self;
}

void
salve_receipt_free (SalveReceipt *self)
{
  g_dbus_connection_remove_filter (self->bus, self->filter);
  g_object_unref (self->bus);
  g_free (self);
}

/* What is known by now; where it was shown, `id` is the daemon's number for it. */
SalveReceiptState
salve_receipt_get (SalveReceipt *self,
                   guint32      *id)
{
  SalveReceiptState state;

  g_return_val_if_fail (self != NULL && id != NULL, SALVE_RECEIPT_NONE);

  g_mutex_lock (&self->slip->lock);
  state = self->slip->state;
  *id = self->slip->id;
  g_mutex_unlock (&self->slip->lock);

  return state;
}
