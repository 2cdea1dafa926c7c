/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the daemon answered to the last notification that was sent, also where the answer came after
 * libnotify had given up waiting for it. */
typedef struct _SalveReceipt SalveReceipt;

typedef enum
{
  SALVE_RECEIPT_NONE,
  SALVE_RECEIPT_SHOWN,
  SALVE_RECEIPT_REFUSED,
} SalveReceiptState;

SalveReceipt      *salve_receipt_new  (GDBusConnection *bus);
void               salve_receipt_free (SalveReceipt    *self);
SalveReceiptState  salve_receipt_get  (SalveReceipt    *self,
                                       guint32         *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SalveReceipt, salve_receipt_free)

G_END_DECLS
