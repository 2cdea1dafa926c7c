/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-ledger-retry.h"

#include "salve-paths.h"

/* Somebody who clears a full disk does so within minutes, or not soon. */
#define SHORTEST G_TIME_SPAN_MINUTE
#define LONGEST  G_TIME_SPAN_HOUR

struct _SalveLedgerRetry
{
  GObject      parent_instance;

  SalveLedger *ledger;
  SalveClock  *clock;
  gint64       pause;   /* before the next try, in microseconds */
  gint64       instant; /* of the next try */
  guint        alarm;   /* 0 while the ledger is on the disk */
};

G_DEFINE_FINAL_TYPE (SalveLedgerRetry, salve_ledger_retry, G_TYPE_OBJECT)

static void try_again (gpointer data);

static void
set_alarm (SalveLedgerRetry *self)
{
  salve_clock_clear_alarm (self->clock, &self->alarm);
  self->instant = salve_clock_get_time (self->clock) + self->pause;
  self->alarm = salve_clock_add_alarm (self->clock, self->instant, try_again, self);
}

/* The folder may be what was missing. */
static void
try_again (gpointer data)
{
  SalveLedgerRetry *self = data;
  g_autofree char *folder = g_path_get_dirname (salve_ledger_get_path (self->ledger));
  g_autoptr (GError) error = NULL;

  self->alarm = 0;
  if (salve_paths_ensure (folder, &error) && salve_ledger_save (self->ledger, &error))
    return;
  g_debug ("The list of announcements cannot be written yet: %s", error->message);
  self->pause = MIN (2 * self->pause, LONGEST);
  set_alarm (self);
}

static void
on_unsaved (SalveLedgerRetry *self)
{
  self->pause = SHORTEST;
  if (salve_ledger_get_unsaved (self->ledger))
    set_alarm (self);
  else
    salve_clock_clear_alarm (self->clock, &self->alarm);
}

/* Where the clock was put back, the instant may be years ahead. */
static void
on_jumped (SalveLedgerRetry *self)
{
  if (self->alarm != 0 && self->instant > salve_clock_get_time (self->clock) + self->pause)
    set_alarm (self);
}

static void
salve_ledger_retry_dispose (GObject *object)
{
  SalveLedgerRetry *self = SALVE_LEDGER_RETRY (object);

  if (self->clock != NULL)
    salve_clock_clear_alarm (self->clock, &self->alarm);
  g_clear_object (&self->ledger);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (salve_ledger_retry_parent_class)->dispose (object);
}

static void
salve_ledger_retry_class_init (SalveLedgerRetryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = salve_ledger_retry_dispose;
}

static void
salve_ledger_retry_init (SalveLedgerRetry *self)
{
}

SalveLedgerRetry *
salve_ledger_retry_new (SalveLedger *ledger,
                        SalveClock  *clock)
{
  SalveLedgerRetry *self;

  g_return_val_if_fail (SALVE_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (SALVE_IS_CLOCK (clock), NULL);

  self = g_object_new (SALVE_TYPE_LEDGER_RETRY, NULL);
  self->ledger = g_object_ref (ledger);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (ledger, "notify::unsaved", G_CALLBACK (on_unsaved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (on_jumped), self, G_CONNECT_SWAPPED);
  on_unsaved (self);

  return self;
}
