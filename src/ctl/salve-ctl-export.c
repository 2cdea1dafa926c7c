/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "salve-ctl.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "salve-archive.h"
#include "salve-paths.h"

static void
print_json (const char *path,
            guint       n_sessions,
            GPtrArray  *left_out)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autofree char *file = g_filename_display_name (path);

  json_object_set_string_member (root, "file", file);
  json_object_set_int_member (root, "sessions", n_sessions);
  json_object_set_member (root, "left_out", salve_ctl_strings_node ((const char * const *) left_out->pdata));
  salve_ctl_print_json (root);
}

static void
print_text (const char *path,
            guint       n_sessions)
{
  g_autofree char *file = salve_ctl_clean_path (path);

  /* Translators: a number, and the path of a file. */
  g_print (ngettext ("%u session was written to %s\n", "%u sessions were written to %s\n", n_sessions), n_sessions,
           file);
}

SalveCtlStatus
salve_ctl_export (const SalveCtlOptions *options)
{
  g_autofree char *data = salve_paths_data ();
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean to_stdout = g_str_equal (options->file, "-");
  guint n_sessions = 0, n_left_out;

  text = salve_archive_write (data, options->only_sessions, &n_sessions, left_out, &error);
  if (text == NULL || (!to_stdout && !salve_archive_save (options->file, text, &error)))
    {
      salve_ctl_complain (error->message);
      return SALVE_CTL_DATA;
    }
  for (guint i = 0; i < left_out->len; i++)
    salve_ctl_complain (g_ptr_array_index (left_out, i));
  n_left_out = left_out->len;
  g_ptr_array_add (left_out, NULL);
  if (to_stdout)
    fputs (text, stdout);
  else if (options->json)
    print_json (options->file, n_sessions, left_out);
  else
    print_text (options->file, n_sessions);

  return n_left_out > 0 ? SALVE_CTL_DATA : SALVE_CTL_FINE;
}
