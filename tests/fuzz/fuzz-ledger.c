/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the notifier remembers having announced: written again, it says the same. */
#include "salve-fuzz.h"
#include "salve-json-error.h"
#include "salve-ledger.h"

#define NAME "notified.json"

static char *
pass_through (gboolean *read)
{
  g_autofree char *path = fuzz_path (NAME);
  g_autoptr (SalveLedger) ledger = salve_ledger_new (path);
  g_autoptr (GError) error = NULL;

  *read = salve_ledger_load (ledger, &error);
  g_assert_true (*read == (error == NULL));
  if (!*read)
    {
      g_assert_true (error->domain == SALVE_JSON_ERROR && *error->message != '\0');
      g_assert_cmpuint (salve_ledger_get_size (ledger), ==, 0);
      return NULL;
    }
  salve_ledger_contains (ledger, "sun 2026-11-24T18:12:00Z");
  salve_ledger_save (ledger, &error);
  g_assert_no_error (error);
  return fuzz_read (NAME);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  gboolean read;

  fuzz_write (NAME, data, size);
  once = pass_through (&read);
  if (read)
    {
      twice = pass_through (&read);
      g_assert_true (read);
      g_assert_true (g_str_equal (twice, once));
    }
  fuzz_empty ();
  return 0;
}
