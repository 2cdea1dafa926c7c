/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-check-in-log.h"

#include <string.h>

/* How often another program may be quicker than we are. */
#define MOST_TRIES 5

typedef struct
{
  char      *name;
  guint      hours;
  char      *looks;
  GDateTime *at;
  guint      tries;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->looks);
  g_date_time_unref (entry->at);
  g_free (entry);
}

/* What was answered before is answered: the window and a notification may ask the same. A sign of
 * trouble is news all the same. */
static gboolean
is_known (SalveSession *session,
          const Entry  *entry)
{
  GPtrArray *check_ins = salve_session_get_check_ins (session);

  for (guint i = 0; i < check_ins->len; i++)
    {
      const SalveSessionCheckIn *other = g_ptr_array_index (check_ins, i);

      if (other->hours == entry->hours
          && (g_str_equal (other->looks, entry->looks) || g_str_equal (other->looks, SALVE_LOOKS_WRONG)))
        return TRUE;
    }

  return FALSE;
}

static void
add_entry (SalveSession *session,
           const Entry  *entry)
{
  SalveSessionCheckIn *check_in = g_new0 (SalveSessionCheckIn, 1);

  check_in->hours = entry->hours;
  check_in->looks = g_strdup (entry->looks);
  check_in->at = g_date_time_ref (entry->at);
  g_ptr_array_add (salve_session_get_check_ins (session), check_in);
}

static void write_entry (SalveStore *store,
                         GTask      *task);

static void
on_updated (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = G_TASK (data);
  g_autoptr (GError) error = NULL;
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
  g_autoptr (SalveRecord) record = salve_record_new (path);
  SalveSession *session = salve_record_get_session (record);

  if (session == NULL || is_known (session, entry))
    {
      if (session == NULL)
        g_task_return_error (task, g_error_copy (salve_record_get_error (record)));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  add_entry (session, entry);
  salve_store_update_async (store, entry->name, session, g_task_get_cancellable (task), on_updated, task);
}

/**
 * salve_check_in_log_add_async:
 * @store: the store of records
 * @name: (type filename): a record's name
 * @hours: which of the check-ins was answered, in hours from the end of needling
 * @looks: %SALVE_LOOKS_EXPECTED or %SALVE_LOOKS_WRONG
 * @at: when it was answered
 * @cancellable: (nullable): to give up before it begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Enters the answer in the record, as it is on the disk at that moment. What was answered already
 * stays; that something looks wrong is added to an answer that it does not.
 */
void
salve_check_in_log_add_async (SalveStore          *store,
                              const char          *name,
                              guint                hours,
                              const char          *looks,
                              GDateTime           *at,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;
  Entry *entry;

  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (looks != NULL && at != NULL);

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup (name);
  entry->hours = hours;
  entry->looks = g_strdup (looks);
  entry->at = g_date_time_ref (at);
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, salve_check_in_log_add_async);
  g_task_set_task_data (task, entry, (GDestroyNotify) entry_free);
  write_entry (store, task);
}

/**
 * salve_check_in_log_add_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_store_update_finish()
 *
 * Returns: whether the answer is in the record on the disk
 */
gboolean
salve_check_in_log_add_finish (SalveStore    *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, salve_check_in_log_add_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
