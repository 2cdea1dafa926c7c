/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-red-flag-log.h"

#include <string.h>

#include "salve-clock.h"
#include "salve-protocol.h"
#include "salve-record-edit.h"
#include "salve-red-flag.h"

static SalveSessionEvent *
make_event (const char * const *signs,
            GDateTime          *at)
{
  SalveSessionEvent *event = g_new0 (SalveSessionEvent, 1);

  event->kind = g_strdup (SALVE_RED_FLAG_EVENT);
  event->at = g_date_time_ref (at);
  event->signs = g_strdupv ((char **) signs);
  event->urgency = g_strdup (salve_urgency_id (salve_red_flag_judge (signs)));
  return event;
}

static SalveSessionEvent *
copy_event (const SalveSessionEvent *event)
{
  SalveSessionEvent *copy = g_new0 (SalveSessionEvent, 1);

  copy->kind = g_strdup (event->kind);
  copy->at = g_date_time_ref (event->at);
  copy->signs = g_strdupv (event->signs);
  copy->urgency = g_strdup (event->urgency);
  return copy;
}

/* The signs always come in the order of the table. */
static gboolean
is_known (GPtrArray               *events,
          const SalveSessionEvent *event)
{
  for (guint i = 0; i < events->len; i++)
    {
      const SalveSessionEvent *other = g_ptr_array_index (events, i);

      if (g_strcmp0 (other->kind, SALVE_RED_FLAG_EVENT) == 0 && other->signs != NULL
          && g_strv_equal ((const char * const *) other->signs, (const char * const *) event->signs)
          && g_date_time_equal (other->at, event->at))
        return TRUE;
    }

  return FALSE;
}

/* A try that failed may have reached the file all the same. */
static gboolean
add_event (SalveSession *session,
           gpointer      event)
{
  GPtrArray *events = salve_session_get_events (session);

  if (is_known (events, event))
    return FALSE;
  g_ptr_array_add (events, copy_event (event));
  return TRUE;
}

/* The last one of that kind and instant: what a person takes back is what they entered last. */
static gboolean
remove_event (SalveSession *session,
              gpointer      at)
{
  GPtrArray *events = salve_session_get_events (session);

  for (guint i = events->len; i > 0; i--)
    {
      const SalveSessionEvent *event = g_ptr_array_index (events, i - 1);

      if (g_strcmp0 (event->kind, SALVE_RED_FLAG_EVENT) == 0 && g_date_time_equal (event->at, at))
        {
          g_ptr_array_remove_index (events, i - 1);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * salve_red_flag_log_find:
 * @records: a list of SalveRecord, newest first
 * @now: the present, in microseconds since 1970 UTC
 *
 * Finds the record that a sign seen now belongs to: the newest that is over, can be written to
 * and is at most %SALVE_PROTOCOL_RED_FLAG_WEEKS old.
 *
 * Returns: (transfer full) (nullable): the record
 */
SalveRecord *
salve_red_flag_log_find (GListModel *records,
                         gint64      now)
{
  gint64 oldest = now - SALVE_PROTOCOL_RED_FLAG_WEEKS * 7 * G_TIME_SPAN_DAY;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr(SalveRecord) record = g_list_model_get_item (records, i);
      SalveSession *session;

      if (salve_clock_instant (salve_record_get_time (record)) < oldest)
        return NULL;
      session = salve_record_get_session (record);
      if (session != NULL && !salve_session_get_read_only (session) &&
          salve_clock_instant (salve_session_get_ended (session)) <= now)
        return g_steal_pointer (&record);
    }
  return NULL;
}

/**
 * salve_red_flag_log_expects_numbing:
 * @session: a session, under way or over
 * @now: the present, in microseconds since 1970 UTC
 *
 * Returns: whether numbing cream is on the skin, or was so lately that its signs may yet come
 */
gboolean
salve_red_flag_log_expects_numbing (SalveSession *session,
                                    gint64        now)
{
  GDateTime *applied;
  GDateTime *off;

  g_return_val_if_fail (SALVE_IS_SESSION (session), FALSE);

  applied = salve_session_get_numbing_applied (session);
  /* Also where it lies ahead: then the clock was set back. */
  if (applied == NULL)
    return FALSE;
  off = salve_session_get_numbing_removed (session);
  if (off == NULL)
    off = salve_session_get_ended (session);
  return off == NULL ||
         now - salve_clock_instant (off) <= SALVE_PROTOCOL_NUMBING_WATCH_HOURS * G_TIME_SPAN_HOUR;
}

/**
 * salve_red_flag_log_add_async:
 * @store: the store of records
 * @name: (type filename): a record's name
 * @signs: (array zero-terminated=1): ids of the signs that were seen
 * @at: when they were noted
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Enters the signs in the record, as it is on the disk at that moment. The same signs of the same instant are one
 * entry: whoever tries again after an error gives the instant of the first try.
 */
void
salve_red_flag_log_add_async (SalveStore          *store,
                              const char          *name,
                              const char * const  *signs,
                              GDateTime           *at,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (signs != NULL && at != NULL);

  salve_record_edit_async (store, name, add_event, make_event (signs, at), (GDestroyNotify) salve_session_event_free,
                           cancellable, callback, user_data);
}

/**
 * salve_red_flag_log_add_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_record_edit_finish()
 *
 * Returns: whether the signs are in the record on the disk
 */
gboolean
salve_red_flag_log_add_finish (SalveStore    *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  return salve_record_edit_finish (store, result, error);
}

/**
 * salve_red_flag_log_remove_async:
 * @store: the store of records
 * @name: (type filename): a record's name
 * @at: when the signs were noted
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes back what salve_red_flag_log_add_async() entered; nothing where it is gone already.
 */
void
salve_red_flag_log_remove_async (SalveStore          *store,
                                 const char          *name,
                                 GDateTime           *at,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (at != NULL);

  salve_record_edit_async (store, name, remove_event, g_date_time_ref (at), (GDestroyNotify) g_date_time_unref,
                           cancellable, callback, user_data);
}

/**
 * salve_red_flag_log_remove_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_record_edit_finish()
 *
 * Returns: whether the signs are no longer in the record on the disk
 */
gboolean
salve_red_flag_log_remove_finish (SalveStore    *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return salve_record_edit_finish (store, result, error);
}
