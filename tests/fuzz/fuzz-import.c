/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions that somebody exported: imported into an empty folder, exported and imported again, which adds nothing. */
#include <string.h>

#include "salve-fuzz.h"
#include "salve-import.h"
#include "salve-json-error.h"

static guint
count (GPtrArray       *entries,
       SalveImportFate  fate)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += ((SalveImportEntry *) g_ptr_array_index (entries, i))->fate == fate;
  return n;
}

static GPtrArray *
import (const char *text,
        gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveArchive) archive = salve_archive_read (text, length, &error);
  GPtrArray *entries;

  if (archive == NULL)
    {
      g_assert_true (error->domain == SALVE_JSON_ERROR && *error->message != '\0');
      return NULL;
    }
  entries = salve_import (archive, fuzz_folder (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >=, salve_archive_get_n_sessions (archive));
  return entries;
}

static char *
export (guint *n_sessions)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  char *text = salve_archive_write (fuzz_folder (), FALSE, n_sessions, left_out, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (left_out->len, ==, 0);
  return text;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GPtrArray) entries = import ((const char *) data, size);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;
  guint n, n_again;

  if (entries != NULL)
    {
      text = export (&n);
      g_assert_cmpuint (n, <=, count (entries, SALVE_IMPORT_ADDED) + count (entries, SALVE_IMPORT_BESIDE));
      again = import (text, strlen (text));
      g_assert_nonnull (again);
      g_assert_cmpuint (count (again, SALVE_IMPORT_PRESENT), ==, again->len);
      same = export (&n_again);
      g_assert_true (n == n_again && g_str_equal (text, same));
    }
  fuzz_empty ();
  return 0;
}
