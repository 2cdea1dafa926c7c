/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-red-flag-log.h"

#include <string.h>

#include "salve-clock.h"
#include "salve-protocol.h"
#include "salve-red-flag.h"

/* How often another program may be quicker than we are. */
#define MOST_TRIES 5

typedef struct
{
  char              *name;
  SalveSessionEvent *event;
  gboolean           remove;
  guint              tries;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  salve_session_event_free (entry->event);
  g_free (entry);
}

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

/* The last one of that kind and instant: what a person takes back is what they entered last. */
static void
remove_event (GPtrArray               *events,
              const SalveSessionEvent *event)
{
  for (guint i = events->len; i > 0; i--)
    {
      const SalveSessionEvent *other = g_ptr_array_index (events, i - 1);

      if (g_strcmp0 (other->kind, event->kind) == 0 && g_date_time_equal (other->at, event->at))
        {
          g_ptr_array_remove_index (events, i - 1);
          return;
        }
    }
}

static void write_entry (SalveStore *store,
                         GTask      *task);

static void
on_updated (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = G_TASK (data);
  g_autoptr(GError) error = NULL;
  Entry *entry = g_task_get_task_data (task);

  if (salve_store_update_finish (SALVE_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) && ++entry->tries < MOST_TRIES)
    write_entry (SALVE_STORE (source), g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Read anew, so that what others hold of the record stays as it is until the file is. Takes the task. */
static void
write_entry (SalveStore *store,
             GTask      *task)
{
  Entry *entry = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (salve_store_get_folder (store), "sessions", entry->name, NULL);
  g_autoptr(SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  if (session == NULL)
    {
      g_task_return_error (task, g_error_copy (salve_record_get_error (record)));
      g_object_unref (task);
      return;
    }
  if (entry->remove)
    remove_event (salve_session_get_events (session), entry->event);
  else
    g_ptr_array_add (salve_session_get_events (session), copy_event (entry->event));
  salve_store_update_async (store, entry->name, session, g_task_get_cancellable (task), on_updated, task);
}

static void
begin (SalveStore          *store,
       Entry               *entry,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data,
       gpointer             tag)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);
  write_entry (store, task);
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
 * Enters the signs in the record, as it is on the disk at that moment.
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
  Entry *entry;

  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (signs != NULL && at != NULL);

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->event = make_event (signs, at);
  begin (store, entry, cancellable, callback, user_data, salve_red_flag_log_add_async);
}

/**
 * salve_red_flag_log_add_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_store_update_finish()
 *
 * Returns: whether the signs are in the record on the disk
 */
gboolean
salve_red_flag_log_add_finish (SalveStore    *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, salve_red_flag_log_add_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  const char * const none[] = { NULL };
  Entry *entry;

  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (at != NULL);

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->event = make_event (none, at);
  entry->remove = TRUE;
  begin (store, entry, cancellable, callback, user_data, salve_red_flag_log_remove_async);
}

/**
 * salve_red_flag_log_remove_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_store_update_finish()
 *
 * Returns: whether the signs are no longer in the record on the disk
 */
gboolean
salve_red_flag_log_remove_finish (SalveStore    *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, salve_red_flag_log_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
