/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-shelf-log.h"

#include "salve-clock.h"
#include "salve-gate.h"
#include "salve-record.h"

/* A day of a calendar is not the same everywhere; the day of the addition is not the person's
 * where they have travelled since. */
#define MARGIN_DAYS 2

struct _SalveShelfLog
{
  GListModel *records;
  gulong      handler;
  gboolean    fresh;
  GHashTable *uses; /* of shelf ids to SalveShelfUse */
};

static void
on_records_changed (SalveShelfLog *self)
{
  self->fresh = FALSE;
}

static void
follow (SalveShelfLog *self,
        GListModel    *records)
{
  if (self->records == records)
    return;
  if (self->records != NULL)
    g_signal_handler_disconnect (self->records, self->handler);
  g_set_object (&self->records, records);
  self->handler = records != NULL ? g_signal_connect_swapped (records, "items-changed",
                                                              G_CALLBACK (on_records_changed), self) : 0;
  self->fresh = FALSE;
}

static gint64
day_to_seconds (const GDate *day)
{
  g_autoptr(GDateTime) midnight =
    g_date_time_new_utc (g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

/* Before this none of the devices was here. */
static gint64
find_since (GListModel *items)
{
  gint64 since = G_MAXINT64;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(SalveShelfItem) item = g_list_model_get_item (items, i);
      const GDate *added = salve_shelf_item_get_added (item);

      if (added == NULL)
        return G_MININT64;
      since = MIN (since, day_to_seconds (added) - MARGIN_DAYS * 24 * 60 * 60);
    }
  return since;
}

/* One that was stopped before needles touched the skin used nothing. */
static gboolean
counts (SalveSession *session)
{
  if (session == NULL || salve_session_get_ended (session) == NULL
      || salve_session_get_device_shelf_id (session) == NULL)
    return FALSE;
  return salve_session_get_outcome (session) != SALVE_OUTCOME_STOPPED || salve_gate_needled (session);
}

static void
add (SalveShelfLog *self,
     SalveSession  *session)
{
  const char *id = salve_session_get_device_shelf_id (session);
  SalveShelfUse *use = g_hash_table_lookup (self->uses, id);
  GDate day;

  salve_clock_get_day (salve_session_get_started (session), &day);
  if (use == NULL)
    {
      use = g_new0 (SalveShelfUse, 1);
      use->first = day;
      g_hash_table_insert (self->uses, g_strdup (id), use);
    }
  use->uses++;
  if (g_date_compare (&day, &use->first) < 0)
    use->first = day;
}

SalveShelfLog *
salve_shelf_log_new (void)
{
  SalveShelfLog *self = g_new0 (SalveShelfLog, 1);

  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
salve_shelf_log_free (SalveShelfLog *self)
{
  follow (self, NULL);
  g_hash_table_unref (self->uses);
  g_free (self);
}

/**
 * salve_shelf_log_forget:
 * @self: a log
 *
 * The devices are others, or came at another time: the records are to be read again.
 */
void
salve_shelf_log_forget (SalveShelfLog *self)
{
  g_return_if_fail (self != NULL);

  self->fresh = FALSE;
}

/**
 * salve_shelf_log_read:
 * @self: a log
 * @records: a list of #SalveRecord, newest first
 * @items: the devices to count for
 *
 * Opens no record from before the devices came to the shelf, and none again while nothing changed.
 */
void
salve_shelf_log_read (SalveShelfLog *self,
                      GListModel    *records,
                      GListModel    *items)
{
  gint64 since;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (records) && G_IS_LIST_MODEL (items));

  follow (self, records);
  if (self->fresh)
    return;
  self->fresh = TRUE;
  since = find_since (items);
  g_hash_table_remove_all (self->uses);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(SalveRecord) record = g_list_model_get_item (records, i);

      if (g_date_time_to_unix (salve_record_get_time (record)) < since)
        break;
      if (counts (salve_record_get_session (record)))
        add (self, salve_record_get_session (record));
    }
}

/* Where the person knows of uses but of no day, the day on which it came to the shelf is the latest that the first can
 * be. */
static const GDate *
get_first_before (SalveShelfItem *item)
{
  const GDate *first = salve_shelf_item_get_first_use (item);

  return first == NULL && salve_shelf_item_get_uses_before (item) > 0 ? salve_shelf_item_get_added (item) : first;
}

/**
 * salve_shelf_log_get:
 * @self: a log that was read
 * @item: a device
 * @use: (out): return location for its use, on record and before
 */
void
salve_shelf_log_get (SalveShelfLog  *self,
                     SalveShelfItem *item,
                     SalveShelfUse  *use)
{
  const SalveShelfUse *found;
  const GDate *before;

  g_return_if_fail (self != NULL && use != NULL);
  g_return_if_fail (SALVE_IS_SHELF_ITEM (item));

  use->uses = 0;
  g_date_clear (&use->first, 1);
  found = g_hash_table_lookup (self->uses, salve_shelf_item_get_id (item));
  if (found != NULL)
    *use = *found;
  use->uses += salve_shelf_item_get_uses_before (item);
  before = get_first_before (item);
  if (before != NULL && (!g_date_valid (&use->first) || g_date_compare (before, &use->first) < 0))
    use->first = *before;
}
