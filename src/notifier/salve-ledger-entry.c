/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-ledger-entry.h"

#include <string.h>

#include "salve-clock.h"
#include "salve-json.h"

/* Whether it takes no more room in the file than it is long. */
static gboolean
is_plain (const char *key)
{
  for (gsize i = 0; key[i] != '\0'; i++)
    {
      if (i >= SALVE_LEDGER_KEY_MAX || key[i] == '"' || key[i] == '\\' || g_ascii_iscntrl (key[i]))
        return FALSE;
    }

  return g_utf8_validate (key, -1, NULL);
}

static char *
format_instant (gint64 instant)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = second != NULL ? g_date_time_add (second, instant % G_USEC_PER_SEC) : NULL;

  return time != NULL ? salve_json_format_time (time) : NULL;
}

/**
 * salve_ledger_fold_key:
 * @key: a key
 *
 * A key is made of what stands in a record, and a record may hold anything.
 *
 * Returns: (transfer full): the key as the file holds it
 */
char *
salve_ledger_fold_key (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return is_plain (key) ? g_strdup (key) : g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
}

SalveLedgerEntry *
salve_ledger_entry_new (const char *key,
                        gint64      instant,
                        const char *queue)
{
  SalveLedgerEntry *self;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_new0 (SalveLedgerEntry, 1);
  self->key = salve_ledger_fold_key (key);
  self->instant = instant;
  self->queue = queue != NULL ? salve_ledger_fold_key (queue) : NULL;

  return self;
}

void
salve_ledger_entry_free (SalveLedgerEntry *self)
{
  g_free (self->key);
  g_free (self->queue);
  g_free (self);
}

/* Oldest first; `a` and `b` are where they stand in an array. */
gint
salve_ledger_entry_compare (gconstpointer a,
                            gconstpointer b)
{
  const SalveLedgerEntry *one = *(const SalveLedgerEntry **) a;
  const SalveLedgerEntry *two = *(const SalveLedgerEntry **) b;

  if (one->instant != two->instant)
    return one->instant < two->instant ? -1 : 1;

  return strcmp (one->key, two->key);
}

/* Transfer full. */
SalveLedgerEntry *
salve_ledger_entry_read (JsonNode  *node,
                         GError   **error)
{
  g_autoptr (GDateTime) instant = NULL;
  const char *key = NULL;
  const char *queue = NULL;
  JsonObject *object;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_TYPE, "An entry is not an object");
      return NULL;
    }
  object = json_node_get_object (node);
  if (!salve_json_require (object, (const char *const[]) { "key", "instant", NULL }, error)
      || !salve_json_get_string (object, "key", &key, error)
      || !salve_json_get_time (object, "instant", &instant, error)
      || !salve_json_get_string (object, "queue", &queue, error))
    return NULL;
  if (key == NULL || instant == NULL)
    {
      g_set_error_literal (error, SALVE_JSON_ERROR, SALVE_JSON_ERROR_MISSING, "An entry is empty");
      return NULL;
    }

  return salve_ledger_entry_new (key, salve_clock_instant (instant), queue);
}

static void
print_entry (const SalveLedgerEntry *self,
             const char             *time,
             GString                *text)
{
  g_string_append_printf (text, "\n    {\n      \"key\": \"%s\",\n      \"instant\": \"%s\"", self->key, time);
  if (self->queue != NULL)
    g_string_append_printf (text, ",\n      \"queue\": \"%s\"", self->queue);
  g_string_append (text, "\n    }");
}

/* Appends what stands in an array in the root of a document; of SalveLedgerEntry, of which those without
 * a time are left out. Key and queue are plain, see salve_ledger_fold_key(), so nothing has to be
 * escaped. A tree of a thousand of them would take more memory than all else. */
void
salve_ledger_entry_print_all (GPtrArray *entries,
                              GString   *text)
{
  const char *separator = "";

  g_return_if_fail (entries != NULL && text != NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const SalveLedgerEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *time = format_instant (entry->instant);

      if (time == NULL)
        continue;
      g_string_append (text, separator);
      print_entry (entry, time, text);
      separator = ",";
    }
  if (*separator != '\0')
    g_string_append (text, "\n  ");
}
