/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished record, as it comes from a folder that another program keeps in step. */
#include "salve-fuzz.h"
#include "salve-json-error.h"
#include "salve-session-json.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SalveSession) session = salve_session_from_json ((const char *) data, (gssize) size, &error);
  g_autoptr (SalveSession) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;

  g_assert_true ((session == NULL) == (error != NULL));
  if (session == NULL)
    {
      g_assert_true (error->domain == SALVE_JSON_ERROR && *error->message != '\0');
      return 0;
    }
  text = salve_session_to_json (session);
  again = salve_session_from_json (text, -1, &error);
  g_assert_no_error (error);
  same = salve_session_to_json (again);
  g_assert_true (g_str_equal (same, text));
  fuzz_derive (session);
  fuzz_empty ();
  return 0;
}
