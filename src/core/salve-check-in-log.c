/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-check-in-log.h"

#include <string.h>

#include "salve-record-edit.h"

typedef struct
{
  guint      hours;
  char      *looks;
  GDateTime *at;
} Entry;

static void
entry_free (Entry *entry)
{
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

static gboolean
add_entry (SalveSession *session,
           gpointer      data)
{
  const Entry *entry = data;
  SalveSessionCheckIn *check_in;

  if (is_known (session, entry))
    return FALSE;
  check_in = g_new0 (SalveSessionCheckIn, 1);
  check_in->hours = entry->hours;
  check_in->looks = g_strdup (entry->looks);
  check_in->at = g_date_time_ref (entry->at);
  g_ptr_array_add (salve_session_get_check_ins (session), check_in);
  return TRUE;
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
  Entry *entry;

  g_return_if_fail (SALVE_IS_STORE (store));
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);
  g_return_if_fail (looks != NULL && at != NULL);

  entry = g_new0 (Entry, 1);
  entry->hours = hours;
  entry->looks = g_strdup (looks);
  entry->at = g_date_time_ref (at);
  salve_record_edit_async (store, name, add_entry, entry, (GDestroyNotify) entry_free, cancellable, callback, user_data);
}

/**
 * salve_check_in_log_add_finish:
 * @store: the store of records
 * @result: what the callback got
 * @error: return location for an error of salve_record_edit_finish()
 *
 * Returns: whether the answer is in the record on the disk
 */
gboolean
salve_check_in_log_add_finish (SalveStore    *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  return salve_record_edit_finish (store, result, error);
}
