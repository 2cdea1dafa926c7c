/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "salve-json-error.h"

G_DEFINE_QUARK (salve-json-error-quark, salve_json_error)

/**
 * salve_json_fail:
 * @error: return location for an error of SALVE_JSON_ERROR
 * @code: what kind of error
 * @format: as for printf(), what to tell the person
 * @...: what goes into @format
 *
 * Returns: %FALSE, for the caller to return too
 */
gboolean
salve_json_fail (GError         **error,
                 SalveJsonError   code,
                 const char      *format,
                 ...)
{
  va_list args;

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SALVE_JSON_ERROR, code, format, args);
  va_end (args);
  return FALSE;
}
